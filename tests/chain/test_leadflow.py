"""Leadflow sends what it promises, of every domain of the registry where that makes sense."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import yaml

from otel_kit.ops._paths import bundle
from support.waiting import wait_for

if TYPE_CHECKING:
    from support.chain import Chain

pytestmark = pytest.mark.chain

EXPECTED = yaml.safe_load(bundle("examples", "leadflow", "expect.yaml").read_text())
SERVICES: dict[str, Any] = EXPECTED["services"]
FAULTS: dict[str, Any] = EXPECTED["faults"]
# Domains of which leadflow sends nothing, and why.
NOT_OF_A_SERVICE = {
    "detection": "a detector is the operator's: it reads leadflow's figures and sends its own",
    "incidents": "the operator's side makes incidents of alerts, once they are delivered",
}


def _all(kind: str) -> list[tuple[str, Any]]:
    return [
        (service, entry)
        for service, telemetry in SERVICES.items()
        for entry in (telemetry[kind].items() if kind == "metrics" else telemetry[kind])
    ]


@pytest.fixture(scope="module")
def raised(chain: Chain) -> set[tuple[str, str]]:
    """Run the load for ten seconds and return the alerts that came up meanwhile.

    The visitors are the same each time: among them a robot, and a user who may not open everything.
    """
    before = _alerts(chain)
    summary = chain.load("--rate", "30", "--seconds", "10", "--seed", "7")
    raised = _alerts(chain) - before
    assert summary["leads"]["accepted"] == summary["leads"]["sent"] > 0
    wait_for(chain.worker_is_idle, 30, "the worker to finish what is queued")
    return raised


@pytest.fixture(scope="module")
def loaded(chain: Chain, raised: set[tuple[str, str]]) -> Chain:
    """Return the chain once the load is over."""
    return chain


@pytest.fixture(scope="module")
def failed(loaded: Chain) -> Chain:
    """Let three checkouts fail."""
    order = {"plan": "team", "channel": "organic"}
    with loaded.fault("errors"):
        for _ in range(3):
            answer = httpx.post(f"{loaded.leadflow.portal}/checkout", json=order, timeout=10)
            assert answer.status_code == 500
    return loaded


@pytest.mark.parametrize(("service", "metric"), _all("metrics"), ids=lambda value: value[0])
def test_each_promised_metric_is_stored_with_its_labels(
    loaded: Chain, service: str, metric: tuple[str, dict[str, str]]
) -> None:
    _wait_for_metric(loaded, service, *metric)


@pytest.mark.parametrize(("service", "name"), _all("spans"))
def test_each_promised_span_is_found_in_tempo(loaded: Chain, service: str, name: str) -> None:
    _wait_for_span(loaded, service, name)


@pytest.mark.parametrize(("service", "pattern"), _all("logs"))
def test_each_promised_line_is_found_in_loki_with_its_trace(
    loaded: Chain, service: str, pattern: str
) -> None:
    _wait_for_line(loaded, service, pattern)


def test_a_calm_load_raises_no_alert_of_its_services(raised: set[tuple[str, str]]) -> None:
    """Neither firing nor pending; what earlier tests had raised does not count."""
    assert raised == set()


def test_failing_checkouts_send_what_is_promised_on_top(failed: Chain) -> None:
    for service, telemetry in FAULTS["errors"].items():
        for metric, labels in telemetry["metrics"].items():
            _wait_for_metric(failed, service, metric, labels)
        for name in telemetry["spans"]:
            _wait_for_span(failed, service, name, "&& status = error")
        for pattern in telemetry["logs"]:
            _wait_for_line(failed, service, pattern)


def test_every_domain_of_the_registry_is_promised_but_those_of_the_operator() -> None:
    registry = json.loads(bundle("semconv", "resolved.json").read_text())["metrics"]
    domain_of = {metric["prometheus"]: metric["domain"] for metric in registry.values()}
    groups = [SERVICES, *FAULTS.values()]
    promised = {name for group in groups for telemetry in group.values() for name in telemetry["metrics"]}
    stems = {re.sub(r"_(count|sum|bucket)$", "", name) for name in promised} | promised
    covered = {domain_of[stem] for stem in stems if stem in domain_of}
    assert set(domain_of.values()) - covered == set(NOT_OF_A_SERVICE)


def _wait_for_metric(chain: Chain, service: str, metric: str, labels: dict[str, str]) -> None:
    matchers = ",".join(f'{name}="{value}"' for name, value in {"service_name": service, **labels}.items())
    query = f"{metric}{{{matchers}}}"
    wait_for(lambda: chain.prometheus.query(query), 15, query)


def _wait_for_span(chain: Chain, service: str, name: str, more: str = "") -> None:
    traceql = f'{{ resource.service.name = "{service}" && name = "{name}" {more}}}'
    wait_for(lambda: chain.tempo.search(traceql), 30, traceql)


def _wait_for_line(chain: Chain, service: str, pattern: str) -> None:
    logql = f'{{service_name="{service}"}} |~ `{pattern}` | trace_id != ""'
    wait_for(lambda: chain.loki.lines(logql, limit=1), 20, logql)


def _alerts(chain: Chain) -> set[tuple[str, str]]:
    """Return the alerts of leadflow by name and service; how busy the machine is, is not leadflow's doing."""
    labels = [alert.labels for alert in chain.prometheus.alerts() if alert.labels["category"] != "system"]
    return {(one["alertname"], one["service_name"]) for one in labels if one.get("service_name") in SERVICES}
