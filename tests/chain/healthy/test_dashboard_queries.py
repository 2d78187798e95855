"""Every query of every dashboard, asked of a healthy system: what it answers can be drawn, and it answers quickly.

A panel may be empty only where `dashboards/empty.yaml` says why, and only as long as it is.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from support.panels import ask, panels, reasons
from support.waiting import wait_for

if TYPE_CHECKING:
    from support.healthy import Healthy
    from support.panels import Answer, Panel

pytestmark = pytest.mark.chain

PANELS = list(panels())
EMPTY = reasons()
# Labels that a series need not have, so that a legend may go without them.
SELDOM = {
    "error_type": "only what failed has one",
    "kit_api_quota_name": "a peer with a single limit names none",
    "kit_telemetry_signal": "a fault may be of no signal",
}
WARM_SECONDS = 240  # a rate needs samples, an objective its window, a websocket its beat
QUICK_SECONDS = 1.0


@pytest.fixture(scope="module")
def warm(healthy: Healthy) -> Healthy:
    """Return the system once it has run long enough for rates and objectives."""
    ready = healthy.since + WARM_SECONDS
    wait_for(lambda: time.time() >= ready, WARM_SECONDS + 60, "figures of some minutes", every=1)
    return healthy


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.name)
def test_a_panel_draws_something_or_says_why_it_does_not(warm: Healthy, panel: Panel) -> None:
    reason = EMPTY.get(panel.name)
    if reason is None:
        answers = wait_for(lambda: _drawn(warm, panel), 60, panel.name, every=2)
        lost = set().union(*(one.lost_labels() for one in answers)) - set(SELDOM)
        assert lost == set()
    elif not reason.sometimes:
        drawn = [one.query for one in _ask(warm, panel) if one.has_values]
        assert drawn == [], f"it is not empty, though dashboards/empty.yaml says: {reason.why}"


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.name)
def test_a_panel_is_answered_within_a_second(warm: Healthy, panel: Panel) -> None:
    """Asked up to five times: this machine does much else, and what counts is what the query costs."""
    for number in range(len(panel.targets)):
        times: list[float] = []
        while len(times) < 5 and (not times or min(times) > QUICK_SECONDS):
            times.append(_ask(warm, panel)[number].seconds)
        assert min(times) <= QUICK_SECONDS, (panel.targets[number], times)


def _ask(warm: Healthy, panel: Panel) -> list[Answer]:
    return ask(panel, warm.chain.stack.endpoints, since=warm.since)


def _drawn(warm: Healthy, panel: Panel) -> list[Answer]:
    answers = _ask(warm, panel)
    return answers if any(one.has_values for one in answers) else []
