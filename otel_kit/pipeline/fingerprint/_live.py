"""Reads an exception that was caught. Nothing of it is called: neither `str` nor `repr`."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from otel_kit.pipeline.fingerprint._model import DEEPEST_GROUP, WIDEST_GROUP, Frame, Raised

if TYPE_CHECKING:
    from types import TracebackType

    from otel_kit.pipeline.fingerprint._model import Chain

__all__ = ["chain_of_exception", "type_name"]

_UNNAMED_MODULES = ("__main__", "builtins")
_MOST_ERRORS = 4096


class _Node:
    """An exception of the graph, with the edges that Python prints."""

    __slots__ = ("before", "error", "members")

    def __init__(self, error: BaseException) -> None:
        self.error = error
        self.before: _Node | None = None
        self.members: list[_Node] = []


def chain_of_exception(error: BaseException) -> Chain:
    """Return what a printed traceback of this exception tells."""
    return _chain(_graph(error), 1)


def type_name(kind: type[BaseException]) -> str:
    """Return the name that a traceback prints: `module.Name`, without the module for built-in types."""
    module, name = kind.__module__, kind.__qualname__
    return name if module in _UNNAMED_MODULES else f"{module}.{name}"


def _graph(error: BaseException) -> _Node:
    """Walk causes, contexts and members in Python's own order, which decides where one that is met twice stands."""
    root = _Node(error)
    seen = {id(error)}
    todo = [root]
    while todo and len(seen) < _MOST_ERRORS:
        node = todo.pop()
        before = _before(node.error)
        if before is not None and id(before) not in seen:
            node.before = _Node(before)
            seen.add(id(before))
        node.members = [_Node(member) for member in _members(node.error)]
        seen.update(id(member.error) for member in node.members)
        todo += [node.before, *node.members] if node.before else node.members
    return root


def _before(error: BaseException) -> BaseException | None:
    if error.__cause__ is not None or error.__suppress_context__:
        return error.__cause__
    return error.__context__


def _members(error: BaseException) -> tuple[BaseException, ...]:
    return tuple(getattr(error, "exceptions", ())) if isinstance(error, _GROUP) else ()


# Python 3.10 knows no groups.
_GROUP: tuple[type, ...] = tuple(filter(None, [getattr(builtins, "BaseExceptionGroup", None)]))


def _chain(node: _Node | None, depth: int) -> Chain:
    chain = []
    while node is not None:
        shown = [
            member
            for member in node.members[:WIDEST_GROUP]
            if not (member.members and depth == DEEPEST_GROUP)
        ]
        members = tuple(_chain(member, depth + 1) for member in shown)
        chain.append(Raised(type_name(type(node.error)), _frames(node.error.__traceback__), members))
        node = node.before
    return tuple(chain)


def _frames(traceback: TracebackType | None) -> tuple[Frame, ...]:
    frames = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        frames.append(Frame(code.co_filename, code.co_name))
        traceback = traceback.tb_next
    return tuple(frames)
