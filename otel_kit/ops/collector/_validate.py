"""The Collector's own opinion: `validate` of the distribution that has every component of a configuration."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

from otel_kit.ops._yaml import Section
from otel_kit.ops.collector._components import known
from otel_kit.ops.collector._model import KINDS, Configuration, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from otel_kit.ops._yaml import Place

__all__ = ["program_for", "refused"]

_TIMEOUT_SECONDS = 60
_PATH = re.compile(r"^(?:Error: )?(?P<path>[a-z]+(?:::[^:\s]+)+): (?P<problem>.+)$")


def program_for(config: Configuration) -> str:
    """Return `collector`, or `collector-full` where a component is in the larger distribution alone."""
    needs_full = any(
        component.type in known()[kind].full
        for kind in KINDS
        for component in config.components[kind].values()
    )
    return "collector-full" if needs_full else "collector"


def refused(
    config: Configuration, environ: Mapping[str, str], find: Callable[[str], Path | None]
) -> list[Finding]:
    """Return what the program objects to, with our file and line; nothing where the program is not built."""
    program = find(program_for(config))
    if program is None:
        return []
    command = [str(program), "validate", *(f"--config={file}" for file in config.files)]
    answer = subprocess.run(
        command, env=dict(environ), capture_output=True, text=True, check=False, timeout=_TIMEOUT_SECONDS
    )
    if not answer.returncode:
        return []
    told = [line for line in answer.stderr.splitlines() if line.strip()]
    placed = [finding for line in told if (finding := _placed(config, line.strip()))]
    return placed or [_whole(config, " ".join(told) or f"exit status {answer.returncode}")]


def _placed(config: Configuration, line: str) -> Finding | None:
    match = _PATH.match(line)
    if not match:
        return None
    path = match["path"].split("::")
    fix = "see the component's documentation of its settings"
    return Finding("error", "refused", _place(config, path), ".".join(path), match["problem"], fix)


def _place(config: Configuration, path: list[str]) -> Place:
    section, place = config.values, config.place
    for key in path:
        if not isinstance(section, Section) or key not in section:
            break
        place, section = section.at(key), section[key]
    return place


def _whole(config: Configuration, problem: str) -> Finding:
    fix = "the Collector's own words; it would not start with this"
    return Finding("error", "refused", config.place, "validate", problem.removeprefix("Error: "), fix)
