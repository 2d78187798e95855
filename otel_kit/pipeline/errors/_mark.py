"""Which exceptions were taken in already: noted on the exception, so that it counts once on its way through the service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from otel_kit._error_notes import note, noted

if TYPE_CHECKING:
    from otel_kit._work import Work

__all__ = ["mark", "marked", "tenant_of"]

_LONGEST_CHAIN = 16


def mark(error: BaseException, work: Work | None, fingerprint: str) -> None:
    """Note that the exception was taken in during this work, and forget whose it was: it may be raised again."""
    note(error, fingerprint=fingerprint, root=_root(work), tenant=None, blocks=())


def marked(error: BaseException, work: Work | None) -> str | None:
    """Return the fingerprint under which an error was taken in, on its way to here; `None` for one that is new.

    One that is raised `from` an error that was taken in is that error on its way, as is a group of nothing else. An
    exception that another process or another request marked is new: code may keep one, and raise it again and again.
    """
    one: BaseException | None = error
    for _ in range(_LONGEST_CHAIN):
        if one is None:
            break
        found = _own(one, work) or _of_members(one, work)
        if found is not None:
            return found
        one = one.__cause__
    return None


def tenant_of(error: BaseException, work: Work | None) -> tuple[str, str | None] | None:
    """Return id and tier of the tenant for whom the exception was raised, if it has left that tenant's block."""
    notes = noted(error)
    found: tuple[str, str | None] | None = notes.get("tenant")
    return found if notes.get("tenant_root", 0) == _root(work) else None


def _own(error: BaseException, work: Work | None) -> str | None:
    notes = noted(error)
    root, here = notes.get("root", 0), _root(work)
    return None if root and here and root != here else notes.get("fingerprint")


def _of_members(error: BaseException, work: Work | None) -> str | None:
    members = getattr(error, "exceptions", ()) if type(error).__name__.endswith("ExceptionGroup") else ()
    found = [_own(member, work) for member in members if isinstance(member, BaseException)]
    return found[0] if found and all(found) else None


def _root(work: Work | None) -> int:
    return 0 if work is None else work.root
