"""The outcomes as lines of a Markdown table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faults.trial import Count, Outcome

_COLUMNS = ("fault", "signal", "sent", "accepted", "stored", "lost", "twice", "memory", "recovered")
_WIDTHS = (50, 7, 6, 8, 6, 5, 5, 7, 9)
_MIB = 1 << 20


def heading() -> str:
    """Return the two lines above the rows."""
    return f"{_line(_COLUMNS)}\n{_line(tuple('-' * width for width in _WIDTHS))}"


def rows(outcome: Outcome) -> str:
    """Return a line for each signal; what holds for the whole scenario stands in the first."""
    recovery = "never" if outcome.recovery is None else f"{outcome.recovery:.0f} s"
    whole = (outcome.scenario.words, f"{outcome.memory / _MIB:.0f} MiB", recovery)
    lines = []
    for signal, count in outcome.counts.items():
        words, memory, recovered = ("", "", "") if lines else whole
        lines.append(_line((words, signal, *_numbers(count), memory, recovered)))
    return "\n".join(lines)


def _numbers(count: Count) -> tuple[str, ...]:
    lost = str(count.lost) + ("" if count.final_values_agree else "!")
    return (str(count.sent), str(count.accepted), str(count.stored), lost, str(count.duplicated))


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True)) + " |"
