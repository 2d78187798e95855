"""Alertmanager's API v2 as an operator uses it: alerts, silences, synthetic alerts, and what was delivered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import httpx

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.clients import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Alert", "AlertmanagerApi", "Silence"]

_TIMEOUT_SECONDS = 5.0
_COUNT = re.compile(r"^alertmanager_notification_requests(_failed)?_total\{(.*)\} ([0-9.e+]+)$", re.MULTILINE)
_INTEGRATION = re.compile(r'integration="(\w+)"')
_FRACTION = re.compile(r"\.\d+")


@dataclass(frozen=True)
class Alert:
    """One alert as Alertmanager holds it; `state` is active, suppressed or unprocessed."""

    fingerprint: str
    state: str
    labels: Mapping[str, str]
    annotations: Mapping[str, str]
    starts_at: datetime
    receivers: tuple[str, ...]
    silenced_by: tuple[str, ...]
    inhibited_by: tuple[str, ...]
    muted_by: tuple[str, ...]
    generator_url: str

    @property
    def name(self) -> str:
        """Return its alertname."""
        return self.labels.get("alertname", "")


@dataclass(frozen=True)
class Silence:
    """One silence; `state` is active, pending or expired."""

    id: str
    state: str
    matchers: tuple[Mapping[str, Any], ...]
    ends_at: datetime
    created_by: str
    comment: str

    @property
    def alert_names(self) -> list[str]:
        """Return the alerts that it names."""
        return [str(one["value"]) for one in self.matchers if one["name"] == "alertname"]


class AlertmanagerApi:
    """Client of one Alertmanager (https://prometheus.io/docs/alerting/latest/clients/)."""

    def __init__(self, base_url: str) -> None:
        """Talk to Alertmanager at `base_url`, such as `http://127.0.0.1:9093`."""
        self.base_url = base_url.rstrip("/")
        limits = httpx.Limits(max_keepalive_connections=0)  # it holds nothing that somebody must close
        self._http = httpx.Client(
            base_url=self.base_url, timeout=_TIMEOUT_SECONDS, trust_env=False, limits=limits
        )

    def alerts(self) -> list[Alert]:
        """Return all alerts that are not resolved yet, the oldest first."""
        muted = {
            raw["fingerprint"]: tuple(raw["status"].get("mutedBy") or ())
            for group in self._json("GET", "/api/v2/alerts/groups")  # only there it is told
            for raw in group["alerts"]
        }
        found = [
            _alert(raw, muted.get(raw["fingerprint"], ())) for raw in self._json("GET", "/api/v2/alerts")
        ]
        return sorted(found, key=lambda one: one.starts_at)

    def silences(self) -> list[Silence]:
        """Return the silences that are not over."""
        found = [_silence(raw) for raw in self._json("GET", "/api/v2/silences")]
        return [one for one in found if one.state != "expired"]

    def silence(
        self, matchers: Sequence[Mapping[str, Any]], start: datetime, end: datetime, by: str, comment: str
    ) -> str:
        """Make a silence and return its id."""
        body = {
            "matchers": list(matchers),
            "startsAt": _stamp(start),
            "endsAt": _stamp(end),
            "createdBy": by,
            "comment": comment,
        }
        return str(self._json("POST", "/api/v2/silences", body)["silenceID"])

    def expire(self, silence: str) -> None:
        """End a silence now."""
        self._ask("DELETE", f"/api/v2/silence/{silence}")

    def send(self, alerts: Sequence[Mapping[str, Any]]) -> None:
        """Hand over alerts as Prometheus does."""
        self._ask("POST", "/api/v2/alerts", list(alerts))

    def config(self) -> str:
        """Return the configuration in force, secrets blotted out."""
        return str(self._json("GET", "/api/v2/status")["config"]["original"])

    def delivered(self) -> dict[str, tuple[int, int]]:
        """Return by integration how many requests were answered well and how many failed since it was started."""
        asked: dict[str, list[int]] = {}
        for failed, labels, count in _COUNT.findall(self._ask("GET", "/metrics").text):
            name = _INTEGRATION.search(labels)
            if name:
                asked.setdefault(name[1], [0, 0])[1 if failed else 0] += int(float(count))
        return {name: (total - failed, failed) for name, (total, failed) in asked.items()}

    def _json(self, method: str, path: str, body: object = None) -> Any:
        return self._ask(method, path, body).json()

    def _ask(self, method: str, path: str, body: object = None) -> httpx.Response:
        try:
            answer = self._http.request(method, path, json=body)
        except httpx.HTTPError as error:
            raise UnavailableError(
                f"alertmanager at {self.base_url}: does not answer ({error})\n  → otel-kit stack status"
            ) from error
        if answer.is_error:
            shown = " ".join(answer.text[:200].split())
            raise OtelKitError(
                f"alertmanager at {self.base_url}: {method} {path} answered {answer.status_code}: {shown}\n"
                "  → otel-kit stack logs alertmanager"
            )
        return answer


def _alert(raw: Mapping[str, Any], muted_by: tuple[str, ...]) -> Alert:
    status = raw["status"]
    return Alert(
        fingerprint=raw["fingerprint"],
        state=status["state"],
        labels=raw["labels"],
        annotations=raw["annotations"],
        starts_at=_moment(raw["startsAt"]),
        receivers=tuple(one["name"] for one in raw["receivers"]),
        silenced_by=tuple(status["silencedBy"]),
        inhibited_by=tuple(status["inhibitedBy"]),
        muted_by=muted_by,
        generator_url=raw.get("generatorURL", ""),
    )


def _silence(raw: Mapping[str, Any]) -> Silence:
    return Silence(
        id=raw["id"],
        state=raw["status"]["state"],
        matchers=tuple(raw["matchers"]),
        ends_at=_moment(raw["endsAt"]),
        created_by=raw["createdBy"],
        comment=raw["comment"],
    )


def _moment(text: str) -> datetime:
    # Python 3.10 reads neither Z nor nanoseconds.
    return datetime.fromisoformat(_FRACTION.sub("", text).replace("Z", "+00:00"))


def _stamp(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).isoformat()
