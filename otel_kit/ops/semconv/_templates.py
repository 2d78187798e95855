"""The templates of what is generated, and the first line of each file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

if TYPE_CHECKING:
    from otel_kit.ops.semconv._model import Domain

__all__ = ["COMMAND", "header", "intro", "render"]

COMMAND = "`otel-kit semconv generate`; do not edit."


def render(template: str, **values: Any) -> str:
    """Return a template's text; a value that it misses is an error."""
    return _environment().get_template(template).render(**values)


def header(domain: Domain | None = None) -> str:
    """Return the first line of a generated file: where it comes from."""
    source = f"registry/{domain.path.name}" if domain else "the registry"
    return f"GENERATED from {source} by {COMMAND}"


def intro(domain: Domain) -> str:
    """Return what a domain is about, in one line or two."""
    return domain.intro or f"The domain {domain.name}."


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).with_name("templates")),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Python and Markdown, from our own files
    )
