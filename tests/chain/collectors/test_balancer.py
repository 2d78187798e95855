"""Balancer → two gateways: whatever agent a span comes from, all spans of a trace meet in one gateway."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING

import httpx
import pytest

from support import otlp
from support.collectors import Backend, running, spans_of
from support.tls import showing
from support.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from support.tls import Authority

pytestmark = pytest.mark.chain


def test_all_spans_of_a_trace_meet_in_one_of_two_gateways(tmp_path: Path, authority: Authority) -> None:
    """Each trace comes in three requests; each gateway has a backend of its own, so that one sees who had what."""
    tls = authority.identity(tmp_path / "tls", "localhost")
    first, second = Backend(), Backend()
    traces = [secrets.token_hex(16) for _ in range(30)]
    with (
        otlp.serving(first.server),
        otlp.serving(second.server),
        running(tmp_path / "one", ("base", "local", "gateway"), **feeding(first, tls)) as one,
        running(tmp_path / "two", ("base", "local", "gateway"), **feeding(second, tls)) as two,
        running(
            tmp_path / "balancer",
            ("base", "balancer"),
            name="collector-full",
            OTEL_KIT_TLS=str(tls),
            OTEL_KIT_GATEWAYS=json.dumps({"static": {"hostnames": [one.grpc, two.grpc]}}),
        ) as balancer,
    ):
        with httpx.Client(verify=showing(tls, trusting=tls), trust_env=False) as client:
            for trace_id in traces * 3:
                answer = client.post(
                    f"https://{balancer.http}/v1/traces", json=spans_of("met", trace_id=trace_id)
                )
                assert answer.status_code == httpx.codes.OK
        wait_for(lambda: len(first.spans()) + len(second.spans()) == 90, 40, "90 spans in the two backends")

    had = [{span.trace_id.hex() for _, span in backend.spans()} for backend in (first, second)]
    assert had[0] & had[1] == set()
    assert had[0] | had[1] == set(traces)
    assert all(had), "both gateways take part"


def feeding(backend: Backend, tls: Path) -> dict[str, str]:
    """Return the environment of a gateway that keeps every trace and sends it to this backend."""
    return {
        "OTEL_KIT_TLS": str(tls),
        "OTEL_KIT_PROMETHEUS_URL": backend.endpoint,
        "OTEL_KIT_TEMPO_URL": backend.endpoint,
        "OTEL_KIT_TEMPO_HOLD": "0s",
        "OTEL_KIT_LOKI_URL": backend.endpoint,
        "OTEL_KIT_SAMPLE_PERCENT": "100",
        "OTEL_KIT_DECISION_WAIT": "1s",
        "OTEL_KIT_DECISION_HOLD": "2s",
    }
