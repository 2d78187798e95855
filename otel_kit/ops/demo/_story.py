"""The demo's story as a small state machine: calm, a fault, its alert pending, firing, delivered, resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from otel_kit.ops.clients import Notice
    from otel_kit.ops.demo._snapshot import Snapshot

ALERT = "CheckoutErrorBudgetBurn"
FAULT = "errors"
_CALM_SECONDS = 3.0  # of traffic without the alert, so that the fault is what makes it fire


@dataclass(frozen=True)
class Event:
    """Something that happened, at `at` seconds since the epoch."""

    at: float
    text: str


@dataclass
class Story:
    """Where the story is. `switch(fault, on)` turns a fault of leadflow on or off."""

    switch: Callable[[str, bool], None]
    phase: str = "warming"
    events: list[Event] = field(default_factory=list)
    seen: dict[str, float] = field(default_factory=dict)  # when each phase began
    delivered: Notice | None = None
    resolved: Notice | None = None

    @property
    def over(self) -> bool:
        """Whether the alert was delivered firing and then resolved."""
        return self.phase == "resolved"

    def advance(self, snapshot: Snapshot, now: float) -> None:
        """Take at most one step for what the snapshot shows at `now`."""
        getattr(self, f"_from_{self.phase}", lambda *_: None)(snapshot, now)

    def _enter(self, phase: str, now: float, text: str) -> None:
        self.phase = phase
        self.seen[phase] = now
        if text:
            self.events.append(Event(now, text))

    def _from_warming(self, snapshot: Snapshot, now: float) -> None:
        watching = snapshot.alert_state("Watchdog") == "firing"
        if watching and snapshot.requests.get("portal", 0) > 0 and not snapshot.alert_state(ALERT):
            self._enter("calm", now, "")

    def _from_calm(self, snapshot: Snapshot, now: float) -> None:
        if snapshot.alert_state(ALERT):
            self._enter("warming", now, "")
        elif now - self.seen["calm"] >= _CALM_SECONDS:
            self.switch(FAULT, True)
            self._enter("fault", now, "fault: the portal's checkout answers 500")

    def _from_fault(self, snapshot: Snapshot, now: float) -> None:
        if snapshot.alert_state(ALERT):
            self._enter("pending", now, f"{ALERT} pending")

    def _from_pending(self, snapshot: Snapshot, now: float) -> None:
        if snapshot.alert_state(ALERT) == "firing":
            self._enter("firing", now, f"{ALERT} firing → alertmanager")
        elif not snapshot.alert_state(ALERT):
            self._enter("fault", now, f"{ALERT} no longer pending")

    def _from_firing(self, snapshot: Snapshot, now: float) -> None:
        self.delivered = _notice(snapshot, "firing")
        if self.delivered:
            took = now - self.seen["fault"]
            self._enter("delivered", now, f"notification delivered ✔ {took:.0f} s after the fault began")
            self.events.append(
                Event(now, f'"{self.delivered.summary}"   runbook: {self.delivered.runbook_url}')
            )

    def _from_delivered(self, _: Snapshot, now: float) -> None:
        self.switch(FAULT, False)
        self._enter("healing", now, "fault off")

    def _from_healing(self, snapshot: Snapshot, now: float) -> None:
        self.resolved = _notice(snapshot, "resolved")
        if self.resolved:
            took = now - self.seen["healing"]
            self._enter("resolved", now, f"{ALERT} resolved ✔ {took:.0f} s after the fault ended")


def _notice(snapshot: Snapshot, status: str) -> Notice | None:
    found = [n for n in snapshot.notices if n.alertname == ALERT and n.status == status]
    return found[-1] if found else None
