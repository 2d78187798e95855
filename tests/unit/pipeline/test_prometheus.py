"""`/metrics` when asked, on this machine only unless told otherwise; a port that is taken breaks nothing."""

from __future__ import annotations

import socket

from support import otlp

_SERVE = """
import os, sys, urllib.request
import otel_kit
from opentelemetry import metrics
otel_kit.init("checkout", metrics_port=int(os.environ["PORT"]))
metrics.get_meter("m").create_counter("orders", "{order}").add(3, {"kind": "web"})
metrics.get_meter("m").create_histogram("d", "s").record(0.02)
"""
_SCRAPE = "print(urllib.request.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/metrics\").read().decode())"


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def test_metrics_can_be_scraped_and_are_sent_as_well():
    with otlp.collector() as collector:
        done = otlp.run(_SERVE + _SCRAPE, collector.endpoint, PORT=_free_port())
        assert 'orders_total{kind="web"} 3.0' in done.stdout
        assert 'd_seconds_bucket{le="0.025"} 1.0' in done.stdout
        assert list(collector.last_values("orders").values()) == [3]


def test_a_port_that_is_taken_is_one_warning_and_everything_else_goes_on():
    with otlp.collector() as collector, socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = otlp.run(_SERVE, collector.endpoint, PORT=port)
        assert list(collector.last_values("orders").values()) == [3]
    assert done.stderr.count("otel_kit:") == 1
    assert (
        f"OTEL_KIT_METRICS_PORT: the port is taken, so that there is no /metrics, got {port}" in done.stderr
    )


def test_a_forked_child_leaves_the_port_to_its_parent():
    body = """
if (pid := os.fork()) == 0:
    metrics.get_meter("m").create_counter("orders", "{order}").add(5, {"kind": "web"})
    sys.exit()
os.waitpid(pid, 0)
"""
    with otlp.collector() as collector:
        done = otlp.run(_SERVE + body + _SCRAPE, collector.endpoint, PORT=_free_port())
        assert 'orders_total{kind="web"} 3.0' in done.stdout
        assert sorted(collector.last_values("orders").values()) == [3, 5]
