"""A stack in fast time: the shipped rules with a minute in a second, leadflow under load, and waves of its faults."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support import alert_waves
from support.chain import running_chain
from support.fast_rules import FastRules
from support.waiting import wait_for

if TYPE_CHECKING:
    from support.alert_waves import Record

WAVES, VALUES = alert_waves.read(Path(__file__).with_name("expected.yaml"))
_REQUESTS_PER_SECOND = 16.0
# Enough of the past for the alerts that compare with it.
_BASELINE = "sum(kit_lead_captured_total) >= 100 and on () sum(kit_order_placed_total) >= 40"


@pytest.fixture(scope="package")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Run all waves once; the stack is down again before the first test looks at what was notified."""
    folder = tmp_path_factory.mktemp("alerts")
    rules = FastRules(folder / "rules", VALUES)
    with running_chain(folder, load=_REQUESTS_PER_SECOND, rules=rules) as chain:
        wait_for(lambda: chain.prometheus.query(_BASELINE), 60, _BASELINE, every=0.5)
        return alert_waves.run(chain, WAVES)
