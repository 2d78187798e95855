"""Alertmanager's webhook payload, version 4, and what we keep of it.

https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from otel_kit.exceptions import OtelKitError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Notice", "PayloadError", "parse"]

_VERSION = "4"
_STATUSES = ("firing", "resolved")
_NEVER = "0001-01-01T00:00:00Z"  # Go's zero time: the end of an alert that still fires


class PayloadError(OtelKitError):
    """A webhook's body is not what Alertmanager sends; the message names the part."""


@dataclass(frozen=True)
class Notice:
    """One alert of one notification; times are RFC 3339, `ends_at` is empty while it fires.

    The `fingerprint` is that of the alert's labels: its firing and its end have the same.
    """

    received_at: str
    status: str
    alertname: str
    severity: str
    service_name: str
    summary: str
    description: str
    runbook_url: str
    starts_at: str
    ends_at: str
    labels: Mapping[str, str]
    fingerprint: str
    dashboard_url: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two deliveries the same notice: Alertmanager delivers at least once."""
        return (self.fingerprint, self.starts_at, self.status)


def parse(payload: object, received_at: str) -> list[Notice]:
    """Return a notice for each alert of a decoded payload; raise `PayloadError` where it is malformed."""
    body = _object(payload, "the body")
    if body.get("version") != _VERSION:
        raise PayloadError(f'version: expected "{_VERSION}", got {_shown(body.get("version"))}')
    alerts = body.get("alerts")
    if not isinstance(alerts, list):
        raise PayloadError(f"alerts: expected a list, got {_shown(alerts)}")
    return [
        _notice(_object(alert, f"alerts[{i}]"), f"alerts[{i}]", received_at) for i, alert in enumerate(alerts)
    ]


def _notice(alert: Mapping[str, Any], at: str, received_at: str) -> Notice:
    labels = _strings(alert, "labels", at)
    annotations = _strings(alert, "annotations", at)
    status = _text(alert, "status", at)
    if status not in _STATUSES:
        raise PayloadError(f"{at}.status: expected firing or resolved, got {_shown(status)}")
    ends_at = _text(alert, "endsAt", at)
    return Notice(
        received_at=received_at,
        status=status,
        alertname=labels.get("alertname", ""),
        severity=labels.get("severity", ""),
        service_name=labels.get("service_name", ""),
        summary=annotations.get("summary", ""),
        description=annotations.get("description", ""),
        runbook_url=annotations.get("runbook_url", ""),
        starts_at=_text(alert, "startsAt", at),
        ends_at="" if ends_at == _NEVER else ends_at,
        labels=labels,
        fingerprint=_text(alert, "fingerprint", at),
        dashboard_url=annotations.get("dashboard_url", ""),
    )


def _object(value: object, at: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise PayloadError(f"{at}: expected an object, got {_shown(value)}")
    return value


def _text(alert: Mapping[str, Any], key: str, at: str) -> str:
    value = alert.get(key)
    if not isinstance(value, str) or not value:
        raise PayloadError(f"{at}.{key}: expected a text, got {_shown(value)}")
    return value


def _strings(alert: Mapping[str, Any], key: str, at: str) -> dict[str, str]:
    values = _object(alert.get(key), f"{at}.{key}")
    for name, value in values.items():
        if not isinstance(value, str):
            raise PayloadError(f"{at}.{key}.{name}: expected a text, got {_shown(value)}")
    return values


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else "a list"
    return repr(value)[:60]
