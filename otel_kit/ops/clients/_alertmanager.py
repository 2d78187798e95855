"""Alertmanager's active alerts, and what arrived at the local notification sink."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from otel_kit.ops.clients._http import JsonClient

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class ActiveAlert:
    """One alert that Alertmanager holds; `state` is `active`, `suppressed` or `unprocessed`."""

    name: str
    state: str
    labels: Mapping[str, str]
    inhibited_by: tuple[str, ...]


class Alertmanager:
    """Client of Alertmanager's API v2 (https://prometheus.io/docs/alerting/latest/clients/)."""

    def __init__(self, base_url: str) -> None:
        """Talk to the Alertmanager at `base_url`."""
        self._client = JsonClient("alertmanager", base_url)

    def alerts(self) -> list[ActiveAlert]:
        """Return all alerts that are not resolved yet."""
        return [
            ActiveAlert(
                alert["labels"]["alertname"],
                alert["status"]["state"],
                alert["labels"],
                tuple(alert["status"]["inhibitedBy"]),
            )
            for alert in self._client.get("/api/v2/alerts")
        ]


@dataclass(frozen=True)
class Notice:
    """One notification as the sink received it; `status` is `firing` or `resolved`, times are RFC 3339."""

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


class Notices:
    """Client of the local notification sink (`otel_kit.ops.notices`)."""

    def __init__(self, base_url: str) -> None:
        """Talk to the sink at `base_url`."""
        self._client = JsonClient("notices", base_url)

    def all(self) -> list[Notice]:
        """Return what arrived, oldest first."""
        wanted = Notice.__dataclass_fields__
        found = self._client.get("/notices")["notices"]
        return [Notice(**{name: str(notice.get(name, "")) for name in wanted}) for notice in found]
