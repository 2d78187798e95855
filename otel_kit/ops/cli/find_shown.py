"""How `otel-kit errors`, `routes` and `changes` show what they found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from otel_kit.ops.alerts._words import since

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from otel_kit.ops.find import Change, ErrorDetail, ErrorGroup, ErrorSample, Route

__all__ = ["changes", "detail", "groups", "slowest"]

_TIMES = "\N{MULTIPLICATION SIGN}"
_DASH = "\N{EN DASH}"
_MARKS = {"success": "✔", "failure": "✘", "rolled_back": "✘"}
_INDENT = " " * 2
_LONGEST_MESSAGE = 160


def groups(found: Sequence[ErrorGroup], now: datetime) -> Iterator[str]:
    """Yield three lines a group: what and how often, what it said, where to look on."""
    if not found:
        yield "no errors within the window"
    for group in found:
        yield from _group(group, now)
        if group.sample:
            yield f"{_INDENT}{_short(group.sample.message)}"
            yield f"{_INDENT}{_place(group.sample)}"


def detail(found: ErrorDetail, now: datetime) -> Iterator[str]:
    """Yield everything about one group."""
    yield from _group(found.group, now)
    for sample in found.samples[:1]:
        yield f"{_INDENT}{sample.message}"
        yield ""
        yield from sample.stack.splitlines()
    if found.samples:
        yield ""
        yield "told last:"
    for sample in found.samples:
        yield f"{_INDENT}{since(sample.time, now)} ago  {_place(sample)}"
        yield f"{_INDENT * 2}{_short(sample.message)}"


def slowest(found: Sequence[Route]) -> Iterator[str]:
    """Yield one line a route."""
    if not found:
        yield "no requests within the window"
        return
    yield f"{'95 % within':>11}  {'requests':>9}  {'failed':>7}  route"
    for route in found:
        name = f"{route.service} {route.method} {route.route}"
        failed = f"{route.errors:,}" if route.errors else _DASH
        seconds = _duration(route.sample_seconds)
        sample = (
            f"  trace {route.sample_trace}{f' ({seconds})' if seconds else ''}" if route.sample_trace else ""
        )
        yield f"{_duration(route.p95_seconds):>11}  {route.count:>9,}  {failed:>7}  {name}{sample}"


def changes(found: Sequence[Change], now: datetime) -> Iterator[str]:
    """Yield one line a change."""
    if not found:
        yield "nothing changed within the window"
    for change in found:
        mark = _MARKS.get(change.result, "·")
        where = f" in {change.environment}" if change.environment else ""
        time = change.time.astimezone(now.tzinfo)
        yield f"{mark} {time:%a %H:%M:%S}  {change.service}{where}: {_what(change)}  ({since(change.time, now)} ago)"


def _group(group: ErrorGroup, now: datetime) -> Iterator[str]:
    release = f" {', '.join(group.releases)}" if group.releases else ""
    yield (
        f"{group.count:,} {_TIMES} {group.error_type or 'unknown type'}  {group.severity} · {group.category}"
        f"  {', '.join(group.services)}{release}  [{group.fingerprint}]"
    )
    yield f"{_INDENT}first {since(group.first_seen, now)} ago · last {since(group.last_seen, now)} ago"


def _place(sample: ErrorSample) -> str:
    trace = f"trace {sample.trace_id}" if sample.trace_id else "no trace"
    return " · ".join(part for part in (sample.where, trace) if part)


def _what(change: Change) -> str:
    after = f" after {change.before}" if change.before else ""
    if change.kind == "traffic":
        return f"traffic went to {change.result}{f' from {change.before}' if change.before else ''}"
    if change.kind == "version":
        return f"{change.version} first seen{after}"
    revision = f", commit {change.revision[:12]}" if change.revision else ""
    return f"{change.version or 'a version'}{after} deployed: {change.result.replace('_', ' ')}{revision}"


def _short(message: str) -> str:
    line = " ".join(message.split())
    return line if len(line) <= _LONGEST_MESSAGE else f"{line[: _LONGEST_MESSAGE - 1]}…"


def _duration(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"
