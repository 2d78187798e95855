"""Alertmanager's active alerts, and what arrived at the local notification sink."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from otel_kit.ops.clients._http import ServerClient

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class ActiveAlert:
    """One alert that Alertmanager holds; `state` is `active`, `suppressed` or `unprocessed`."""

    name: str
    state: str
    labels: Mapping[str, str]
    inhibited_by: tuple[str, ...]


class Alertmanager(ServerClient):
    """Client of Alertmanager's API v2 (https://prometheus.io/docs/alerting/latest/clients/)."""

    server = "alertmanager"

    def alerts(self) -> list[ActiveAlert]:
        """Return all alerts that are not resolved yet."""
        return self._client.get("/api/v2/alerts", lambda found: [_active(alert) for alert in found])


def _active(alert: Mapping[str, Any]) -> ActiveAlert:
    labels, status = alert["labels"], alert["status"]
    return ActiveAlert(labels["alertname"], status["state"], labels, tuple(status["inhibitedBy"]))


@dataclass(frozen=True)
class Notice:
    """One notification as the sink received it; `status` is `firing` or `resolved`, times are RFC 3339.

    The `fingerprint` is that of the alert's labels: its firing and its end have the same.
    """

    status: str
    alertname: str
    severity: str
    service_name: str
    summary: str
    description: str
    runbook_url: str
    received_at: str
    starts_at: str
    ends_at: str
    fingerprint: str = ""
    dashboard_url: str = ""


class Notices(ServerClient):
    """Client of the local notification sink (`otel_kit.ops.notices`)."""

    server = "notices"

    def all(self) -> list[Notice]:
        """Return what arrived, oldest first."""
        return self._client.get("/notices", lambda answer: [_notice(raw) for raw in answer["notices"]])


def _notice(raw: Mapping[str, Any]) -> Notice:
    return Notice(**{name: str(raw.get(name, "")) for name in Notice.__dataclass_fields__})
