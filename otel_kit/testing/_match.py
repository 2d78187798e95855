"""Attributes by the short names that tests write: `source="web"` for `kit.lead.source`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["matches", "near", "resolve"]


def resolve(keyword: str, names: Iterable[str]) -> str | None:
    """Return the attribute that a keyword means, or `None` where no attribute has such a name.

    It is the whole name with `_` for `.`, or its end; `.name` at the end may be left out: `http_route`, `source`, `model`.
    Raises `LookupError` where several fit.
    """
    known = sorted(set(names))
    whole = [name for name in known if _flat(name) == keyword]
    ends = [name for name in known if _flat(name).endswith(f"_{keyword}")]
    unnamed = [
        name for name in known if name.endswith(".name") and f"_{_flat(name)[:-5]}".endswith(f"_{keyword}")
    ]
    found = whole or ends or unnamed
    if len(found) > 1:
        raise LookupError(f"{keyword} may be any of {', '.join(found)}: write the whole name with _ for .")
    return found[0] if found else None


def matches(attributes: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Tell whether attributes have these values, by whole or short names."""
    for keyword, value in wanted.items():
        name = resolve(keyword, attributes)
        if name is None or attributes[name] != value:
            return False
    return True


def near(wanted: str, known: Iterable[str]) -> str:
    """Return `; recorded: …` with the names that are most like the wanted one, or all of a few."""
    import difflib

    names = sorted(set(known))
    shown = names if len(names) <= 8 else difflib.get_close_matches(wanted, names, n=5, cutoff=0.3)  # noqa: PLR2004
    return f"; recorded: {', '.join(shown)}" if shown else "; nothing was recorded"


def _flat(name: str) -> str:
    return name.replace(".", "_")
