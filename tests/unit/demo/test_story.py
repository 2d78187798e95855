"""The demo's story moves only on what the chain shows."""

from __future__ import annotations

from typing import Any

import pytest

from otel_kit.ops.clients import Notice, RuleAlert
from otel_kit.ops.demo._snapshot import Snapshot
from otel_kit.ops.demo._story import ALERT, Story


@pytest.fixture
def switched() -> list[tuple[str, bool]]:
    """What the story did to the fault switch."""
    return []


@pytest.fixture
def story(switched: list[tuple[str, bool]]) -> Story:
    """A story at its beginning."""
    return Story(switch=lambda fault, on: switched.append((fault, on)))


def test_a_fault_becomes_a_delivered_alert_and_its_end_a_resolved_one(
    story: Story, switched: list[tuple[str, bool]]
) -> None:
    """The whole story, one step a look."""
    looks = [
        chain(),
        chain(),
        chain(),
        chain("pending"),
        chain("firing"),
        chain("firing", "firing"),
        chain("firing", "firing"),
        chain("", "firing", "resolved"),
    ]
    for at, look in enumerate(looks):
        story.advance(look, at * 5.0)
    assert story.over
    assert switched == [("errors", True), ("errors", False)]
    texts = " | ".join(event.text for event in story.events)
    assert texts.index("pending") < texts.index("firing") < texts.index("delivered") < texts.index("resolved")


def test_it_waits_for_the_watchdog_and_for_traffic(story: Story, switched: list[tuple[str, bool]]) -> None:
    """No fault before the chain itself is known to work."""
    story.advance(Snapshot(), 0)
    story.advance(chain(requests={}), 10)
    assert story.phase == "warming"
    assert switched == []


def test_an_alert_left_over_is_waited_out(story: Story, switched: list[tuple[str, bool]]) -> None:
    """Only an alert that the fault caused counts."""
    story.advance(chain("firing"), 0)
    assert story.phase == "warming"
    story.advance(chain(), 1)
    story.advance(chain("pending"), 2)
    assert story.phase == "warming"
    assert switched == []


def test_an_alert_that_calms_down_before_it_fires_goes_back(story: Story) -> None:
    """Pending and gone is not firing."""
    for at, look in enumerate([chain(), chain(), chain("pending"), chain()]):
        story.advance(look, at * 5.0)
    assert story.phase == "fault"


def chain(state: str = "", *notices: str, **changes: Any) -> Snapshot:
    """Return a healthy chain in which the alert is in `state` and these notices have arrived."""
    alerts = [RuleAlert("Watchdog", "firing", {}, {})]
    if state:
        alerts.append(RuleAlert(ALERT, state, {}, {}))
    arrived = [
        Notice("", status, ALERT, "critical", "portal", "checkout burns", "", "runbook.md", "", "", {}, "")
        for status in notices
    ]
    return Snapshot(
        **{"requests": {"portal": 5.0}, "alerts": tuple(alerts), "notices": tuple(arrived), **changes}
    )
