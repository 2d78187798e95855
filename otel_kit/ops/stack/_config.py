"""A stack's configuration folder: rendered aside, checked by the servers themselves, then taken over as a whole."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.stack._layout import Layout
from otel_kit.ops.stack.build import find_binary
from otel_kit.ops.stack.programs import server_programs
from otel_kit.ops.stack.render import render
from otel_kit.ops.stack.validate import checks, objection, problem_of, validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from otel_kit.ops.stack._program import Program
    from otel_kit.ops.stack.profiles import Profile
    from otel_kit.ops.stack.render import RuleBuilder

__all__ = ["checked_draft", "problems_of_sources", "take_over"]


@contextmanager
def checked_draft(
    layout: Layout,
    ports: Mapping[str, int],
    profile: Profile,
    rules: RuleBuilder,
    programs: Sequence[Program],
) -> Iterator[Path]:
    """Yield a rendered folder that every server finds valid; raise `OtelKitError` with the first objection."""
    draft = layout.run / "config.new"
    shutil.rmtree(draft, ignore_errors=True)
    try:
        render(draft, ports, profile, rules)
        validate(checks(draft, programs, find_binary))
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def problems_of_sources(
    ports: Mapping[str, int], profile: Profile
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Render into a temporary folder; return the servers that could check their part, and every objection."""
    with tempfile.TemporaryDirectory(prefix="otel-kit-") as folder:
        layout = Layout(Path(folder))
        try:
            render(layout.config, ports, profile)
            programs = server_programs(layout, ports, profile, Path)
            found = checks(layout.config, programs, find_binary)
        except OtelKitError as error:
            return (), (str(error),)
        problems = [(check, problem_of(check)) for check in found]
        return tuple(check.server for check, _ in problems), tuple(
            str(objection(check, problem)) for check, problem in problems if problem
        )


def take_over(draft: Path, config: Path) -> None:
    """Put the draft in the place of the configuration."""
    shutil.rmtree(config, ignore_errors=True)
    draft.rename(config)
