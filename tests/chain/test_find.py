"""Errors, slow routes and changes are found on the real servers, by the command line as its users call it."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from otel_kit.ops import find
from support.chain import OTEL_KIT
from support.waiting import wait_for

if TYPE_CHECKING:
    from support.chain import Chain

pytestmark = pytest.mark.chain

ERROR = "leadflow.payments.PaymentError"
FAILURES = 12


@pytest.fixture(scope="module")
def servers(chain: Chain) -> find.Servers:
    """Let checkouts fail, and return where that is told."""
    servers = find.Servers.of(chain.stack.endpoints)
    before = sum(group.count for group in find.errors(servers, find.Scope()) if group.error_type == ERROR)
    order = {"plan": "team", "channel": "organic"}
    with chain.fault("errors"):
        for _ in range(FAILURES):
            answer = httpx.post(f"{chain.leadflow.portal}/checkout", json=order, timeout=10)
            assert answer.status_code == 500

    def told() -> bool:
        found = find.errors(servers, find.Scope())
        return sum(group.count for group in found if group.error_type == ERROR) >= before + FAILURES

    wait_for(told, 120, "the errors in Loki, those as well that were only counted for a minute")
    return servers


def test_errors_of_one_kind_are_a_group_with_all_that_came(chain: Chain, servers: find.Servers) -> None:
    group = next(one for one in find.errors(servers, find.Scope()) if one.error_type == ERROR)

    counted = chain.prometheus.value(f'sum(kit_error_count_total{{error_type="{ERROR}"}})')
    assert group.count == counted
    assert (group.services, group.category, group.severity) == (("portal",), "internal", "high")
    assert group.releases
    assert group.first_seen <= group.last_seen


def test_the_sample_of_a_group_leads_to_its_trace(chain: Chain, servers: find.Servers) -> None:
    detail = find.error(servers, _group(servers).fingerprint[:8], find.Scope())

    sample = detail.samples[0]
    assert sample.where == "POST /checkout"
    assert "PaymentError" in sample.stack
    trace = wait_for(lambda: chain.tempo.trace(sample.trace_id), 20, "the trace of the sample")
    assert "portal" in trace.services


def test_lines_are_found_by_the_name_of_their_event(chain: Chain, servers: find.Servers) -> None:
    """Loki itself keeps no event names; runbooks and dashboards ask for them."""
    assert chain.loki.lines('{service_name="portal"} | event_name="kit.error.captured"', limit=1)


def test_errors_of_another_service_are_another_matter(servers: find.Servers) -> None:
    found = find.errors(servers, find.Scope(service="storefront"))

    assert ERROR not in {group.error_type for group in found}


def test_slow_routes_have_a_trace_that_shows_it(chain: Chain, servers: find.Servers) -> None:
    def checkout() -> find.Route | None:
        found = find.routes(servers, find.Scope(timedelta(minutes=30), service="portal"))
        return next((one for one in found if one.route == "/checkout" and one.sample_trace), None)

    route = wait_for(checkout, 30, "the route with a trace")
    assert route.p95_seconds > 0
    assert route.errors
    trace = wait_for(lambda: chain.tempo.trace(route.sample_trace), 20, "the trace of the route")
    assert any(span.attributes.get("http.route") == "/checkout" for span in trace.spans)


def test_a_start_of_leadflow_is_a_change_of_its_three_services(servers: find.Servers) -> None:
    found = find.changes(servers, find.Scope(timedelta(hours=2)))

    deployed = {
        change.service for change in found if (change.kind, change.result) == ("deployment", "success")
    }
    assert deployed >= {"storefront", "portal", "worker"}
    assert all(change.version for change in found if change.kind == "deployment")


def test_a_new_version_is_noticed_though_nobody_told_of_it(chain: Chain, servers: find.Servers) -> None:
    for version in ("1.0.0", "1.1.0"):
        chain.run_python(
            "import otel_kit; "
            f"otel_kit.init('quiet', service_version='{version}', metrics_port=None); otel_kit.shutdown()"
        )
        wait_for(lambda: version in _versions(chain), 20, f"version {version}")  # noqa: B023 waited for at once

    def noticed() -> list[find.Change]:
        found = find.changes(servers, find.Scope(timedelta(minutes=10), service="quiet"))
        return [one for one in found if one.version == "1.1.0"]

    (change,) = wait_for(noticed, 60, "the new version")
    assert (change.kind, change.before) == ("version", "1.0.0")


def test_the_command_line_shows_the_same(chain: Chain, servers: find.Servers) -> None:
    top = _otel_kit(chain, "errors", "top")
    routes = _otel_kit(chain, "routes", "slowest")

    assert any(group["error_type"] == ERROR for group in top)
    assert any(route["route"] == "/checkout" for route in routes)
    assert _otel_kit(chain, "changes", "--window", "2 hours")


def _group(servers: find.Servers) -> find.ErrorGroup:
    return next(one for one in find.errors(servers, find.Scope()) if one.error_type == ERROR)


def _versions(chain: Chain) -> set[str]:
    return {sample.labels["service_version"] for sample in chain.prometheus.query('target_info{job="quiet"}')}


def _otel_kit(chain: Chain, *words: str) -> list[dict[str, Any]]:
    endpoints = chain.stack.endpoints
    urls = {
        "OTEL_KIT_PROMETHEUS_URL": endpoints.prometheus,
        "OTEL_KIT_LOKI_URL": endpoints.loki,
        "OTEL_KIT_TEMPO_URL": endpoints.tempo,
    }
    done = subprocess.run(
        [OTEL_KIT, *words, "--json"],
        env={**os.environ, **urls},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return list(json.loads(done.stdout))
