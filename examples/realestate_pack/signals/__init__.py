# GENERATED from the registry by `otel-kit semconv generate`; do not edit.
# fmt: off
"""The signals of the registry realestate, one module a domain."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import commissions as commissions
    from . import matches as matches
    from . import showings as showings

__all__ = [
    "commissions",
    "matches",
    "showings",
]

if not TYPE_CHECKING:  # type checkers must not take every name for a domain

    def __getattr__(name: str) -> Any:
        """Import a domain when it is first used."""
        if name in __all__:
            return import_module(f"{__name__}.{name}")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
