"""Pipelines drawn as text: one tree for each way in, down to the exporters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from otel_kit.ops.collector._graph import followers
from otel_kit.ops.collector._model import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from otel_kit.ops.collector._model import Configuration, Pipeline

__all__ = ["drawn"]


def drawn(config: Configuration) -> list[str]:
    """Return the lines of the drawing, by signal: receivers, then processors, then where it goes.

    A pipeline that several lead to is drawn once, and named `(above)` from then on.
    """
    lines: list[str] = []
    shown: set[str] = set()
    for signal in (*SIGNALS, "profiles"):
        starts = [line for line in _starts(config) if line.signal == signal]
        if starts:
            lines.append(signal)
        for line in starts:
            lines += _tree(config, line, ", ".join(line.receivers), shown)
    return lines


def _starts(config: Configuration) -> Iterator[Pipeline]:
    """Yield the pipelines that something other than this collector feeds, and after them those it feeds alone."""
    later = {
        other.id
        for line in config.pipelines.values()
        for end in line.exporters
        for other in followers(config, line, end)
    }
    yield from (line for line in config.pipelines.values() if line.id not in later)


def _tree(config: Configuration, line: Pipeline, sources: str, shown: set[str]) -> list[str]:
    return ["  " + text for text in [sources, *_branches(config, line, shown)]]


def _branches(config: Configuration, line: Pipeline, shown: set[str]) -> list[str]:
    shown.add(line.id)
    lines = [f"│ {line.id}: {' → '.join(line.processors) or '(as it is)'}"]
    for number, end in enumerate(line.exporters):
        last = number == len(line.exporters) - 1
        lines.append(f"{'└' if last else '├'}→ {end}")
        for other in followers(config, line, end):
            indent = "   " if last else "│  "
            if other.id in shown:
                lines.append(f"{indent}{other.id} (above)")
            else:
                lines += [indent + text for text in _branches(config, other, shown)]
    return lines
