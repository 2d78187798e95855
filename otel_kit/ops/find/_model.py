"""What is found: frozen records, each with its times in UTC."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

__all__ = ["Change", "ErrorDetail", "ErrorGroup", "ErrorSample", "Route", "Scope", "as_data"]


def _now() -> datetime:
    return datetime.now(timezone.utc)


@dataclass(frozen=True)
class Scope:
    """Where to look: `window` back from `end`, in one service and environment, or in all where these are empty."""

    window: timedelta = timedelta(hours=1)
    service: str = ""
    environment: str = ""
    end: datetime = field(default_factory=_now)

    @classmethod
    def around(cls, moment: datetime, reach: timedelta, service: str = "", environment: str = "") -> Scope:
        """Return the scope from `reach` before a moment to `reach` after it."""
        return cls(2 * reach, service, environment, moment + reach)

    @property
    def start(self) -> datetime:
        """Return where the window begins."""
        return self.end - self.window


@dataclass(frozen=True)
class ErrorSample:
    """One error that was told in full. What it does not say is empty."""

    time: datetime
    service: str
    message: str
    stack: str
    trace_id: str
    where: str  # the route or job, such as `POST /checkout`


@dataclass(frozen=True)
class ErrorGroup:
    """Errors with one fingerprint within the window. `count` has those as well that were only counted.

    `category` and `severity` are those of the latest, `releases` every `service.version`, the latest first.
    """

    fingerprint: str
    error_type: str
    category: str
    severity: str
    count: int
    first_seen: datetime
    last_seen: datetime
    services: tuple[str, ...]
    releases: tuple[str, ...]
    sample: ErrorSample | None = None


@dataclass(frozen=True)
class ErrorDetail:
    """A group, and the errors of it that were told last, the latest first."""

    group: ErrorGroup
    samples: tuple[ErrorSample, ...]


@dataclass(frozen=True)
class Route:
    """One route of a service: how slow, how often, how many failed, and the slowest trace that is at hand.

    `sample_seconds` is how long the route took in that trace; None where only Tempo knew of it.
    """

    service: str
    method: str
    route: str
    p95_seconds: float
    count: int
    errors: int
    sample_trace: str = ""
    sample_seconds: float | None = None


@dataclass(frozen=True)
class Change:
    """Something that changed: `kind` is `deployment`, `traffic` (it went to another colour) or `version`.

    A `version` is a `service.version` that was first seen then; `before` is what was there until then: a version, or
    for `traffic` a colour. `result` is that of a deployment.
    """

    time: datetime
    kind: str
    service: str
    environment: str
    version: str = ""
    before: str = ""
    result: str = ""
    revision: str = ""
    trace_id: str = ""


def as_data(found: Any) -> Any:
    """Return records as what JSON can hold: times as RFC 3339 in UTC, durations in seconds."""
    if is_dataclass(found) and not isinstance(found, type):
        return {one.name: as_data(getattr(found, one.name)) for one in fields(found)}
    if isinstance(found, (tuple, list)):
        return [as_data(one) for one in found]
    if isinstance(found, datetime):
        return found.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return found.total_seconds() if isinstance(found, timedelta) else found
