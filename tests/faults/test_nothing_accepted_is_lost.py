"""What the collector has said yes to is stored, once, whoever is killed meanwhile. `make faults` has every fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from faults.scenarios import SCENARIOS
from faults.trial import run

if TYPE_CHECKING:
    from faults.field import Field
    from faults.scenarios import Scenario

pytestmark = pytest.mark.chain

QUICK = [s for s in SCENARIOS if s.name in {"collector-killed", "tempo-killed", "killed-in-outage"}]


@pytest.mark.parametrize("scenario", QUICK, ids=lambda scenario: scenario.name)
def test_every_accepted_span_record_and_sum_is_there(field: Field, scenario: Scenario) -> None:
    """Counted by number under a steady load: none missing, none shown twice, the last sums right."""
    outcome = run(field, scenario)
    for signal, count in outcome.counts.items():
        assert count.accepted > 0, signal
        assert (count.lost, count.duplicated, count.final_values_agree) == (0, 0, True), signal
    assert outcome.recovery is not None
