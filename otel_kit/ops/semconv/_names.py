"""How signals are called in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from otel_kit.ops.semconv._model import Attribute, Registry, Signal, Use

__all__ = ["argument", "camel", "constant", "function", "literal", "rootless"]


def argument(use: Use) -> str:
    """Return an attribute's name as an argument: as the registry says, else its last part."""
    return use.argument or use.key.rsplit(".", 1)[-1]


def function(signal: Signal, registry: Registry) -> str:
    """Return a signal's name as a function: as the registry says, else its parts after the root."""
    return signal.function or signal.name.removeprefix(f"{registry.manifest.root}.").replace(".", "_")


def camel(text: str) -> str:
    """Return `auth_method` as `AuthMethod`."""
    return "".join(part[:1].upper() + part[1:] for part in text.replace(".", "_").split("_"))


def constant(name: str) -> str:
    """Return `kit.lead.source` as `KIT_LEAD_SOURCE`."""
    return name.replace(".", "_").upper()


def literal(attribute: Attribute, registry: Registry) -> str:
    """Return the name of the type of an enumerated attribute's values."""
    return camel(attribute.key.removeprefix(f"{registry.manifest.root}."))


def rootless(key: str, registry: Registry) -> str:
    """Return an attribute's key without the root."""
    return key.removeprefix(f"{registry.manifest.root}.")
