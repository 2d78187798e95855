"""What changed between two versions of a registry, and what of it breaks code, rules or dashboards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.semconv._content import content_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Change", "diff"]

# What must stay, and whom a change of it breaks.
_KEPT = {
    "metrics": {
        "prometheus": "rules and dashboards",
        "instrument": "rules and dashboards",
        "unit": "rules and dashboards",
        "function": "code",
    },
    "spans": {
        "name": "searches for traces",
        "kind": "searches for traces",
        "function": "code",
        "counter": "rules and dashboards",
    },
    "events": {"severity": "log alerts", "function": "code", "counter": "rules and dashboards"},
    "attributes": {"type": "whoever reads it"},
}
_KEPT_USE = {"label": "rules and dashboards", "type": "whoever reads it", "argument": "code"}


@dataclass(frozen=True)
class Change:
    """One change; `breaks` says whom, and is empty where nobody is broken."""

    kind: str
    name: str
    what: str
    breaks: str = ""

    def __str__(self) -> str:
        """Return it in a line."""
        return f"{self.name}: {self.what}" + (f" (breaks {self.breaks})" if self.breaks else "")


def diff(old: Path, new: Path) -> list[Change]:
    """Return the changes from `old` to `new`, each a registry's folder or its `resolved.json`; breaking ones first."""
    before, after = _data(old), _data(new)
    changes = [change for kind in _KEPT for change in _of_kind(kind, before[kind], after[kind])]
    return sorted(changes, key=lambda change: (not change.breaks, change.kind, change.name))


def _data(path: Path) -> dict[str, Any]:
    content = content_of(
        path,
        given_as="the registry",
        problem="this is neither a registry's folder nor its resolved.json",
        fix="name one of them",
    )
    if missing := [kind for kind in _KEPT if kind not in content]:
        raise OtelKitError(
            f"{path}: it has no '{missing[0]}'\n  → otel-kit semconv generate writes a complete one"
        )
    return content


def _of_kind(kind: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    for name in sorted(before.keys() - after.keys()):
        yield Change(kind, name, "removed", "everything that uses it")
    for name in sorted(after.keys() - before.keys()):
        yield Change(kind, name, "added")
    for name in sorted(before.keys() & after.keys()):
        old, new = before[name], after[name]
        yield from _fields(kind, name, old, new, _KEPT[kind])
        yield from _members(kind, name, old, new)
        if old.get("buckets") != new.get("buckets"):
            yield Change(kind, name, "other buckets")
        if new.get("deprecated") and not old.get("deprecated"):
            yield Change(kind, name, f"deprecated: {new['deprecated']}")
        yield from _uses(kind, name, old.get("attributes", {}), new.get("attributes", {}))


def _uses(kind: str, name: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    for key in sorted(before.keys() - after.keys()):
        yield Change(kind, name, f"{key} removed", "code, rules and dashboards")
    for key in sorted(after.keys() - before.keys()):
        required = after[key]["required"]
        yield Change(
            kind, name, f"{key} added" + (", required" if required else ""), "code" if required else ""
        )
    for key in sorted(before.keys() & after.keys()):
        old, new = before[key], after[key]
        if new["required"] and not old["required"]:
            yield Change(kind, name, f"{key} is now required", "code")
        yield from (
            Change(kind, name, f"{key}: {change.what}", change.breaks)
            for change in _fields(kind, name, old, new, _KEPT_USE)
        )


def _fields(
    kind: str, name: str, old: dict[str, Any], new: dict[str, Any], kept: dict[str, str]
) -> Iterator[Change]:
    for field, whom in kept.items():
        was, now = old.get(field), new.get(field)
        if was != now and was is not None:
            yield Change(kind, name, f"{field} {was} → {now}", whom)


def _members(kind: str, name: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    if kind != "attributes":
        return
    was, now = old["members"] or [], new["members"] or []
    for value in was:
        if now and value not in now:
            yield Change(kind, name, f"member {value} removed", "code, rules and dashboards")
    for value in now:
        if was and value not in was:
            yield Change(kind, name, f"member {value} added")
