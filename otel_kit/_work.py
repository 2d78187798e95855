"""The work that the process does now, a request or a job, kept in OpenTelemetry's context: an error is told with it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from opentelemetry import context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from opentelemetry.context import Context

__all__ = ["Work", "current_work", "exchange_process_flags", "flags_of", "note_flag", "within"]

_KEY = context.create_key("otel_kit.work")
_MOST_FLAGS = 50
_serials = itertools.count(1)


class Work:
    """One request, one run of a job. What is noted on it stays until it ends, whoever in it has noted it."""

    __slots__ = ("_describe", "flags", "outer", "root")

    def __init__(self, describe: Callable[[], Mapping[str, Any]], where: Context | None = None) -> None:
        """`describe` is asked for the attributes of an error; what is done in the context `where` is around it."""
        self._describe = describe
        self.outer = outer = current_work(where)
        self.root: int = outer.root if outer is not None else next(_serials)
        self.flags: dict[str, str] = {}

    def attributes(self) -> dict[str, Any]:
        """Return what is known of the work and of those around it; the innermost tells last."""
        known: dict[str, Any] = {}
        for work in reversed(list(_outwards(self))):
            known.update({key: value for key, value in work._describe().items() if value is not None})  # noqa: SLF001
        return known


def within(work: Work, where: Context) -> Context:
    """Return the context in which this is the work of now."""
    return context.set_value(_KEY, work, where)


def current_work(where: Context | None = None) -> Work | None:
    """Return the innermost work of this context, by default that of now."""
    found = context.get_value(_KEY, where)
    return found if isinstance(found, Work) else None


def note_flag(key: str, variant: str) -> None:
    """Note which variant of a feature flag is in effect in the work of now, or outside of all work in the process."""
    work = current_work()
    flags = _process_flags if work is None else work.flags
    flags.pop(key, None)
    flags[key] = variant
    if len(flags) > _MOST_FLAGS:
        flags.pop(next(iter(flags)), None)


def flags_of(work: Work | None) -> list[str]:
    """Return `key=variant` for each flag that was noted in the work, around it and in the process."""
    known = dict(_process_flags)
    for one in reversed(list(_outwards(work))):
        known.update(one.flags)
    return [f"{key}={variant}" for key, variant in known.items()]


def exchange_process_flags(flags: dict[str, str]) -> dict[str, str]:
    """Let these be the flags of the process, and return those before: so that a test begins without any."""
    global _process_flags
    before, _process_flags = _process_flags, flags
    return before


_process_flags: dict[str, str] = {}


def _outwards(work: Work | None) -> Iterator[Work]:
    while work is not None:
        yield work
        work = work.outer
