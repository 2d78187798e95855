"""Which servers to look at when nobody says: those of the stack that is up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.stack import DEFAULT_PORTS, PROFILES, Endpoints, Stack
from otel_kit.ops.ui._backends import Backends

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Found", "servers"]


@dataclass(frozen=True)
class Found:
    """Servers, and the part of `rules/values.yaml` whose limits their rules have (None: the defaults)."""

    backends: Backends
    environment: str | None


def servers(home: Path, named: Mapping[str, str]) -> Found:
    """Return the servers of the stack below `home`, or of the demo there; those that are `named` come first.

    Where only some are named and no stack is up, the others are looked for on their usual ports. Raises an
    OtelKitError where none is named and no stack is up.
    """
    stack = _up(home) or _up(home / "demo")
    if stack:
        environment = PROFILES[stack.profile].rule_values
        return Found(replace(Backends.of(stack.endpoints), **named), environment)
    if not named:
        raise OtelKitError(
            f"{home}: no stack is up here\n  → otel-kit stack up, otel-kit demo, or name servers: --prometheus URL …"
        )
    usual = Backends.of(Endpoints.of(DEFAULT_PORTS))
    return Found(replace(usual, collector="", **named), None)


def _up(folder: Path) -> Stack | None:
    if not (folder / "state.json").is_file():
        return None
    stack = Stack.attach(folder)
    return stack if stack.is_up else None
