"""Alertmanager's active alerts, and what arrived at the local notification sink."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from otel_kit.ops.clients._http import ServerClient
from otel_kit.ops.notices import Notice

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


class Notices(ServerClient):
    """Client of the local notification sink (`otel_kit.ops.notices`)."""

    server = "notices"

    def all(self) -> list[Notice]:
        """Return what arrived, oldest first."""
        return self._client.get("/notices", lambda answer: [_notice(raw) for raw in answer["notices"]])


def _notice(raw: Mapping[str, Any]) -> Notice:
    texts: dict[str, Any] = {field.name: str(raw.get(field.name, "")) for field in fields(Notice)}
    return Notice(**{**texts, "labels": dict(raw.get("labels", {}))})
