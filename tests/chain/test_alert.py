"""A fault becomes an alert that is delivered firing, and delivered resolved when the fault has gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.waiting import wait_for

if TYPE_CHECKING:
    from otel_kit.ops.clients import Notice
    from support.chain import Chain

pytestmark = pytest.mark.chain

ALERT = "CheckoutErrorBudgetBurn"


def test_a_failing_checkout_is_notified_and_its_recovery_too(chain: Chain) -> None:
    """Fault on → pending → firing → webhook; fault off → resolved → webhook."""
    with chain.load_running(rate=20):
        wait_for(lambda: not chain.alert_states(ALERT), 60, f"{ALERT} to be silent at first")
        with chain.fault("errors"):
            wait_for(lambda: "pending" in chain.alert_states(ALERT), 60, f"{ALERT} pending")
            wait_for(lambda: "firing" in chain.alert_states(ALERT), 60, f"{ALERT} firing")
            fired = wait_for(lambda: _notice(chain, "firing"), 30, f"{ALERT} delivered")
        resolved = wait_for(lambda: _notice(chain, "resolved"), 120, f"{ALERT} resolved")
    assert (fired.severity, fired.service_name) == ("critical", "portal")
    assert fired.summary
    assert fired.runbook_url.endswith(f"{ALERT}.md")
    assert resolved.starts_at == fired.starts_at


def test_the_watchdog_always_fires(chain: Chain) -> None:
    """A silent watchdog means that the alerting chain itself is broken."""
    wait_for(lambda: "firing" in chain.alert_states("Watchdog"), 30, "Watchdog firing")
    held = {alert.name for alert in chain.alertmanager.alerts()}
    assert "Watchdog" in held


def _notice(chain: Chain, status: str) -> Notice | None:
    found = [n for n in chain.notices.all() if n.alertname == ALERT and n.status == status]
    return found[-1] if found else None
