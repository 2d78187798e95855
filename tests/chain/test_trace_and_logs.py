"""One lead is one trace across FastAPI, Celery and Flask, and its logs are found by the trace's id."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from support.waiting import wait_for

if TYPE_CHECKING:
    from support.chain import Chain

pytestmark = pytest.mark.chain

SERVICES = {"storefront", "worker", "portal"}


@pytest.fixture(scope="module")
def trace_id(chain: Chain) -> str:
    """Send one lead and return the id of its trace."""
    answer = httpx.post(
        f"{chain.leadflow.storefront}/leads", json={"source": "web", "channel": "organic"}, timeout=10
    )
    answer.raise_for_status()
    return str(answer.json()["trace_id"])


def test_one_lead_is_one_trace_across_all_three_services(chain: Chain, trace_id: str) -> None:
    """The worker's and the portal's spans hang below the storefront's, each below its cause."""
    trace = wait_for(lambda: chain.whole_trace(trace_id, SERVICES), 30, f"trace {trace_id} in Tempo")
    by_id = {span.span_id: span for span in trace.spans}
    roots = [span for span in trace.spans if span.parent_id not in by_id]
    assert [(root.service, root.name) for root in roots] == [("storefront", "POST /leads")]
    portal = next(s for s in trace.spans if s.service == "portal" and s.name == "POST /accounts")
    ancestors = [portal]
    while ancestors[-1].parent_id in by_id:
        ancestors.append(by_id[ancestors[-1].parent_id])
    crossed = list(dict.fromkeys(span.service for span in ancestors))
    assert crossed == ["portal", "worker", "storefront"]


def test_the_model_call_is_a_span_of_that_trace(chain: Chain, trace_id: str) -> None:
    """`signals.ml.inference` gave the scoring its own span."""
    trace = wait_for(lambda: chain.whole_trace(trace_id, SERVICES), 30, f"trace {trace_id} in Tempo")
    # What prepares its input is a span of the same model, without a task.
    scoring = [span for span in trace.spans if span.attributes.get("kit.inference.task") == "classification"]
    assert len(scoring) == 1
    assert scoring[0].attributes["kit.model.name"] == "lead-score"
    assert not scoring[0].is_error


def test_its_logs_are_found_in_loki_by_the_trace_id(chain: Chain, trace_id: str) -> None:
    """Each service's log lines carry the trace's id."""

    def services() -> bool:
        lines = chain.loki.lines_of_trace(trace_id)
        return {line.labels["service_name"] for line in lines} >= SERVICES

    wait_for(services, 30, f"log lines of all services for trace {trace_id}")


def test_loki_indexes_three_labels_only(chain: Chain, trace_id: str) -> None:
    """Everything else is structured metadata: ids never become streams."""
    wait_for(lambda: chain.loki.lines_of_trace(trace_id), 30, f"log lines of trace {trace_id}")
    assert set(chain.loki.index_labels()) <= {
        "deployment_environment_name",
        "service_name",
        "service_namespace",
    }
