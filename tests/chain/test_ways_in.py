"""The same telemetry comes through all three ways in: one line, zero code, collector only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

from otel_kit.ops._paths import bundle
from support.waiting import wait_for

if TYPE_CHECKING:
    from support.chain import Chain

pytestmark = pytest.mark.chain

WAYS = ("one_line", "zero_code", "collector_only")
REQUESTS = 5


@pytest.fixture(scope="module", params=WAYS)
def way(chain: Chain, request: pytest.FixtureRequest) -> dict[str, object]:
    """Run the example and return the telemetry that it promises."""
    folder = bundle("examples", request.param)
    expected = yaml.safe_load((folder / "expect.yaml").read_text())
    launcher = ["opentelemetry-instrument"] if request.param == "zero_code" else []
    chain.run_example(folder / "app.py", "--requests", str(REQUESTS), launcher=launcher, expected=expected)
    ((service, telemetry),) = expected["services"].items()
    return {"service": service, **telemetry}


def test_the_business_counter_is_exact(chain: Chain, way: dict[str, object]) -> None:
    """N requests are N leads, under the name and label that the registry gives."""
    query = f'kit_lead_captured_total{{service_name="{way["service"]}",kit_lead_source="web"}}'
    wait_for(lambda: chain.prometheus.value(query) == REQUESTS, 15, f"{query} = {REQUESTS}")


def test_each_promised_metric_is_stored(chain: Chain, way: dict[str, object]) -> None:
    """`expect.yaml` names nothing that does not arrive."""
    for metric, labels in way["metrics"].items():
        matchers = ",".join(
            f'{k}="{v}"' for k, v in {"service_name": way["service"], **(labels or {})}.items()
        )
        query = f"{metric}{{{matchers}}}"
        wait_for(lambda query=query: chain.prometheus.query(query), 15, query)


def test_each_request_is_a_trace_whose_logs_are_found(chain: Chain, way: dict[str, object]) -> None:
    """The server span has its route, and the log line of the same request carries its trace id."""
    for span in way["spans"]:
        traceql = f'{{ resource.service.name = "{way["service"]}" && name = "{span}" }}'
        wait_for(
            lambda q=traceql: len(chain.tempo.search(q)) >= REQUESTS, 30, f"{REQUESTS} traces of {traceql}"
        )
    trace_id = chain.tempo.search(traceql)[0]
    lines = wait_for(lambda: chain.loki.lines_of_trace(trace_id), 20, f"log lines of trace {trace_id}")
    for pattern in way["logs"]:
        assert any(re.search(pattern, line.line) for line in lines), f"no line like {pattern!r}: {lines}"
