"""The Prometheus name of each signal in the registry is the one under which the real chain stores it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from otel_kit.ops._paths import bundle
from support.waiting import wait_for

if TYPE_CHECKING:
    from support.chain import Chain

pytestmark = pytest.mark.chain

_SUFFIXES = {"histogram": "_count"}

EMIT_ALL = """
import otel_kit
from otel_kit import signals

otel_kit.init("every-signal", service_namespace="tests")
signals.leads.captured(source="web", channel="organic")
signals.leads.score(73.0, source="web")
signals.leads.response_duration(12.0, source="web")
signals.revenue.order_placed(channel="organic")
signals.revenue.amount(125.5, type="sale", feature="realtime_intelligence")
signals.revenue.conversion(name="trial_to_paid", channel="organic")
with signals.ml.inference(model="churn", version="3", task="classification") as call:
    call.confidence = 0.93
signals.security.auth_attempt(method="password", result="failure", error_type="wrong_password")
signals.security.auth_lockout(method="password")
signals.security.threat_detected(rule="sql_injection", severity="high", action="blocked")
signals.jobs.queue_depth(12, queue="celery")
with signals.jobs.run(name="enrich"):
    pass
signals.telemetry.dropped(3, signal="logs", reason="queue_full")
assert otel_kit.shutdown()
"""


def test_each_signal_is_stored_under_its_registered_name_and_labels(chain: Chain) -> None:
    """`semconv/resolved.json` tells no name or label that Prometheus does not have."""
    chain.run_python(EMIT_ALL)
    metrics = json.loads(bundle("semconv", "resolved.json").read_text())["metrics"]
    for name, metric in metrics.items():
        stored = metric["prometheus"] + _SUFFIXES.get(metric["instrument"], "")
        query = f'{stored}{{service_name="every-signal"}}'
        samples = wait_for(
            lambda query=query: chain.prometheus.query(query), 15, f"{name} stored as {stored}"
        )
        labels = {attribute["label"] for attribute in metric["attributes"].values()}
        house = {label for label in samples[0].labels if label.startswith("kit_")}
        assert house <= labels, f"{name} has labels that the registry does not know"
        assert house, f"{name} lost its labels"
