"""What a service sends arrives, exactly once, whatever the collector does meanwhile."""

from __future__ import annotations

import contextlib

from support import otlp

_COUNT = """
import json, sys
import otel_kit
from opentelemetry import metrics, trace
from otel_kit.pipeline import delivery
import logging
otel_kit.init("checkout")
tracer, log = trace.get_tracer("t"), logging.getLogger("shop")
counter = metrics.get_meter("m").create_counter("orders")
for number in range(1000):
    with tracer.start_as_current_span(f"span-{number}"):
        log.warning("record %d", number)
    counter.add(2)
THEN
print(json.dumps(delivery.stats()))
"""


def test_everything_arrives_once_when_the_process_ends():
    with otlp.collector() as collector:
        otlp.run(_COUNT.replace("THEN", ""), collector.endpoint)
        assert sorted(collector.span_names()) == sorted(f"span-{n}" for n in range(1000))
        assert sorted(collector.bodies()) == sorted(f"record {n}" for n in range(1000))
        assert list(collector.last_values("orders").values()) == [2000]


def test_the_stats_after_shutdown_say_what_the_collector_has():
    with otlp.collector() as collector:
        done = otlp.run(_COUNT.replace("THEN", "assert otel_kit.shutdown() is True"), collector.endpoint)
        stats = otlp.last_json(done)
        assert stats["traces"] == {"accepted": 1000, "dropped": {}, "waiting": 0, "failed_requests": 0}
        assert stats["logs"] == {"accepted": 1000, "dropped": {}, "waiting": 0, "failed_requests": 0}
        assert stats["metrics"]["accepted"] >= 1


def test_a_503_is_repeated_until_the_collector_takes_it():
    with otlp.collector() as collector:
        collector.answers = [503, 429, 502, 504]
        otlp.run(_COUNT.replace("THEN", "assert otel_kit.force_flush(20) is True"), collector.endpoint)
        assert sorted(collector.span_names()) == sorted(f"span-{n}" for n in range(1000))
        assert len(collector.bodies()) == 1000


def test_a_400_is_dropped_counted_and_told_once():
    with otlp.collector() as collector:
        collector.always = 400
        done = otlp.run(
            _COUNT.replace("THEN", "assert otel_kit.force_flush(20) is False"), collector.endpoint
        )
        stats = otlp.last_json(done)
        assert stats["traces"]["dropped"] == {"refused": 1000}
        assert stats["traces"]["accepted"] == 0
        assert stats["metrics"]["accepted"] == 0
        assert done.stderr.count("refuses traces (400 Bad Request)") == 1


def test_a_full_queue_drops_what_is_newest_and_counts_it():
    with otlp.nobody() as endpoint:
        done = otlp.run(_COUNT.replace("THEN", ""), endpoint, OTEL_BSP_MAX_QUEUE_SIZE="600")
        stats = otlp.last_json(done)
        assert stats["traces"]["dropped"] == {"queue_full": 400}
        assert stats["traces"]["waiting"] == 600


def test_what_a_missing_collector_never_took_is_counted_at_shutdown():
    with otlp.nobody() as endpoint:
        done = otlp.run(_COUNT.replace("THEN", "assert otel_kit.shutdown() is False"), endpoint)
        stats = otlp.last_json(done)
        assert stats["traces"]["dropped"] == {"shutdown": 1000}
        assert stats["logs"]["dropped"] == {"shutdown": 1000}
        assert stats["metrics"]["dropped"]["shutdown"] >= 1


def test_after_shutdown_items_are_dropped_and_counted():
    source = """
    import json, otel_kit
    from opentelemetry import trace
    from otel_kit.pipeline import delivery
    otel_kit.init("checkout")
    tracer = trace.get_tracer("t")
    tracer.start_span("before").end()
    assert otel_kit.shutdown()
    tracer.start_span("after").end()
    assert otel_kit.shutdown() and otel_kit.force_flush()
    print(json.dumps(delivery.stats()))
    """
    with otlp.collector() as collector:
        stats = otlp.last_json(otlp.run(source, collector.endpoint))
        assert collector.span_names() == ["before"]
        assert stats["traces"]["dropped"] == {"shutdown": 1}


def test_init_after_shutdown_begins_anew():
    source = """
    import otel_kit
    from opentelemetry import metrics, trace
    tracer, counter = trace.get_tracer("t"), metrics.get_meter("m").create_counter("orders")
    for name in ("first", "second"):
        otel_kit.init("checkout")
        tracer.start_span(name).end()
        counter.add(3)
        assert otel_kit.shutdown() is True
    """
    with otlp.collector() as collector:
        otlp.run(source, collector.endpoint)
        assert collector.span_names() == ["first", "second"]
        assert list(collector.last_values("orders").values()) == [3, 3]


def test_one_warning_when_nobody_listens_and_one_line_when_the_collector_is_back():
    source = """
    import logging, os, sys, otel_kit
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    otel_kit.init("checkout")
    log = logging.getLogger("shop")
    log.info("one")
    assert otel_kit.force_flush(1.2) is False
    print("ready", flush=True)
    sys.stdin.readline()
    log.info("two")
    assert otel_kit.force_flush(20) is True
    """
    with contextlib.ExitStack() as stack:
        with otlp.nobody() as endpoint:
            program = stack.enter_context(otlp.running(source, endpoint))
            assert program.stdout.readline().strip() == "ready"
        collector = stack.enter_context(otlp.collector(int(endpoint.rpartition(":")[2])))
        output, errors = program.communicate("\n", timeout=30)
        assert program.returncode == 0, output + errors
        assert collector.bodies() == ["one", "two"]
    assert errors.count("WARNING otel_kit:") == 1
    assert (
        f"otel_kit: no collector at {endpoint} (connection refused); telemetry is dropped until it answers. "
        "Start one with: otel-kit stack up" in errors
    )
    assert errors.count(f"INFO otel_kit: the collector at {endpoint} answers again") == 1


def test_a_connection_that_the_collector_closed_meanwhile_costs_nothing():
    with otlp.collector() as collector:
        collector.close_after_answer = True
        source = _COUNT.replace("THEN", "assert otel_kit.force_flush(20)")
        stats = otlp.last_json(otlp.run(source, collector.endpoint))
        assert stats["traces"]["accepted"] == 1000
        assert stats["traces"]["failed_requests"] == 0


def test_all_signals_share_one_connection():
    with otlp.collector() as collector:
        otlp.run(_COUNT.replace("THEN", ""), collector.endpoint)
        assert len(collector.peers) == 1


def test_headers_and_compression_reach_the_collector():
    with otlp.collector() as collector:
        otlp.run(
            _COUNT.replace("THEN", ""),
            collector.endpoint,
            OTEL_EXPORTER_OTLP_HEADERS="x-team=core,authorization=Bearer%20abc",
            OTEL_EXPORTER_OTLP_LOGS_HEADERS="x-team=logs",
            OTEL_EXPORTER_OTLP_COMPRESSION="gzip",
        )
        found = {path: headers for path, headers, _ in collector.requests}
        assert found["/v1/traces"]["x-team"] == "core"
        assert found["/v1/traces"]["authorization"] == "Bearer abc"
        assert found["/v1/logs"]["x-team"] == "logs"
        assert len(collector.span_names()) == 1000


def test_a_proxy_of_the_environment_is_not_asked_for_what_is_on_this_machine():
    with otlp.collector() as collector:
        otlp.run(
            _COUNT.replace("THEN", ""),
            collector.endpoint,
            HTTP_PROXY="http://127.0.0.1:9",
            http_proxy="http://127.0.0.1:9",
        )
        assert len(collector.span_names()) == 1000


def test_items_that_the_collector_rejects_in_a_200_are_counted():
    with otlp.collector() as collector:
        collector.body = otlp.partial_success(rejected=7)
        done = otlp.run(_COUNT.replace("THEN", "otel_kit.force_flush(20)"), collector.endpoint)
        traces = otlp.last_json(done)["traces"]
        assert traces["dropped"]["rejected"] == 7 * sum(
            path == "/v1/traces" for path, _, _ in collector.requests
        )
        assert traces["accepted"] + traces["dropped"]["rejected"] == 1000


def test_signals_can_go_to_different_places_and_one_can_stay_home():
    with otlp.collector() as ours, otlp.collector() as theirs:
        otlp.run(
            _COUNT.replace("THEN", ""),
            ours.endpoint,
            OTEL_EXPORTER_OTLP_LOGS_ENDPOINT=f"{theirs.endpoint}/v1/logs",
            OTEL_METRICS_EXPORTER="none",
        )
        assert len(ours.span_names()) == 1000
        assert ours.bodies() == []
        assert len(theirs.bodies()) == 1000
        assert ours.points("orders") == []


def test_disabled_means_nothing_happens():
    with otlp.collector() as collector:
        done = otlp.run(
            _COUNT.replace("THEN", "assert otel_kit.shutdown()"), collector.endpoint, OTEL_SDK_DISABLED="true"
        )
        assert collector.requests == []
        assert otlp.last_json(done)["traces"]["accepted"] == 0


def test_the_sampler_of_the_environment_decides():
    with otlp.collector() as collector:
        otlp.run(_COUNT.replace("THEN", ""), collector.endpoint, OTEL_TRACES_SAMPLER="always_off")
        assert collector.span_names() == []
        assert len(collector.bodies()) == 1000
