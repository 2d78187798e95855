"""Rules with values of their own for one service: beside the rule for all others, in a file of their own.

Both filter their result by `service_name`, not their selectors: that is right for any expression that keeps the
label, whatever it divides, joins or ranks before.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from otel_kit.ops.rules._model import Environment

__all__ = ["changed", "except_of", "file_name", "only_of"]


def changed(environment: Environment, alert: str) -> list[str]:
    """Return the services for which the environment has values of this alert."""
    return sorted(service for service, alerts in environment.services.items() if alert in alerts)


def only_of(expr: str, service: str) -> str:
    """Return the expression for one service."""
    return f"(\n{expr}\n)\nand on (service_name)\n{_named(service)}"


def except_of(expr: str, services: Iterable[str]) -> str:
    """Return the expression for all services but these."""
    names = " or ".join(_named(service) for service in services)
    return f"(\n{expr}\n)\nunless on (service_name)\n({names})" if names else expr


def file_name(domain: str, service: str) -> str:
    """Return the file of one service's rules of a domain."""
    return f"{domain}-of-{service}.yml"


def _named(service: str) -> str:
    return f'label_replace(vector(1), "service_name", {json.dumps(service)}, "", "")'
