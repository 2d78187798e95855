"""The collector dies under load: the service does not notice, and what the collector had accepted is all there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from support.waiting import wait_for

if TYPE_CHECKING:
    from support.chain import Chain

pytestmark = pytest.mark.chain

# Emits traces of ten spans, a log line and a count for each, paced; prints what its exporters delivered.
EMITTER = """
import json, logging, time
import otel_kit
from opentelemetry import trace
from otel_kit import signals
from otel_kit.pipeline import delivery

otel_kit.init("emitter", service_namespace="tests")
log = logging.getLogger("emitter")
tracer = trace.get_tracer("emitter")
ids, slowest = [], 0.0
end = time.monotonic() + 14
while time.monotonic() < end:
    began = time.perf_counter()
    with tracer.start_as_current_span("batch") as span:
        ids.append(format(span.get_span_context().trace_id, "032x"))
        for number in range(9):
            with tracer.start_as_current_span("step"):
                pass
        log.warning("batch %d", len(ids))
        signals.leads.captured(source="web")
    slowest = max(slowest, time.perf_counter() - began)
    time.sleep(0.02)
delivered = otel_kit.force_flush(20)
print(json.dumps({"ids": ids, "slowest": slowest, "delivered": delivered, "stats": delivery.stats()}))
"""


@pytest.fixture(scope="module")
def emitted(chain: Chain) -> dict:
    """Kill the collector in the middle of the emitter's run, start it again, and return what it printed."""
    with chain.python_running(EMITTER) as process:
        wait_for(lambda: chain.accepted_from("emitter") > 0, 20, "the emitter's first count in Prometheus")
        chain.stack.signal("collector", "KILL")
        wait_for(lambda: not chain.stack.is_running("collector"), 10, "the collector to be gone")
        chain.stack.start("collector")
        chain.stack.wait_ready("collector", 20)
        output, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    return {**json.loads(output.splitlines()[-1]), "stderr": errors}


def test_the_service_neither_fails_nor_stalls(emitted: dict) -> None:
    """No traceback, and no batch waited for its dead collector: an export that blocked would take seconds."""
    assert "Traceback" not in emitted["stderr"]
    assert emitted["slowest"] < 1.0


def test_counts_are_exact_after_the_restart(chain: Chain, emitted: dict) -> None:
    """Cumulative sums lose nothing to a dead collector."""
    total = len(emitted["ids"])
    wait_for(lambda: chain.accepted_from("emitter") == total, 20, f"{total} leads counted")


def test_every_span_the_collector_accepted_is_in_tempo(chain: Chain, emitted: dict) -> None:
    """Its persistent queue outlives a kill -9."""
    accepted = emitted["stats"]["traces"]["accepted"]
    assert accepted > 0

    def stored() -> bool:
        traces = [chain.tempo.trace(trace_id) for trace_id in emitted["ids"]]
        return sum(len(trace.spans) for trace in traces if trace) >= accepted

    wait_for(stored, 60, f"{accepted} accepted spans in Tempo", every=1.0)


def test_every_log_record_the_collector_accepted_is_in_loki(chain: Chain, emitted: dict) -> None:
    """The same for logs."""
    accepted = emitted["stats"]["logs"]["accepted"]
    assert accepted > 0

    def stored() -> bool:
        lines = chain.loki.lines('{service_name="emitter"} |= "batch"', limit=5000)
        return len({line.line for line in lines}) >= accepted

    wait_for(stored, 60, f"{accepted} accepted log records in Loki", every=1.0)
