"""`init()` starts telemetry once, wherever it is called, and never breaks its host."""

from __future__ import annotations

from support import otlp


def test_importing_otel_kit_loads_no_sdk():
    source = """
    import sys, otel_kit
    heavy = [name for name in sys.modules if name.startswith(("opentelemetry.sdk", "google.protobuf", "psutil", "requests"))]
    assert heavy == [], heavy
    """
    otlp.run(source, "http://127.0.0.1:9")


def test_a_second_call_changes_nothing_and_another_name_is_one_warning():
    source = """
    import otel_kit
    from opentelemetry import trace
    otel_kit.init("checkout")
    provider = trace.get_tracer_provider()
    otel_kit.init("checkout")
    otel_kit.init("portal", environment="test")
    assert trace.get_tracer_provider() is provider
    trace.get_tracer("t").start_span("one").end()
    """
    with otlp.collector() as collector:
        done = otlp.run(source, collector.endpoint)
        assert collector.span_names() == ["one"]
        assert collector.spans()[0][0]["service.name"] == "checkout"
    assert done.stderr.count("otel_kit:") == 1
    assert (
        "init() was called before with another service_name, environment; the first call counts"
        in done.stderr
    )


def test_it_can_be_called_from_many_threads_at_once():
    source = """
    import threading, otel_kit
    from opentelemetry import trace
    threads = [threading.Thread(target=otel_kit.init, args=("checkout",)) for _ in range(8)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    trace.get_tracer("t").start_span("one").end()
    """
    with otlp.collector() as collector:
        done = otlp.run(source, collector.endpoint)
        assert collector.span_names() == ["one"]
    assert done.stderr == ""


def test_a_child_that_was_forked_before_can_call_it():
    source = """
    import os, sys, otel_kit
    from opentelemetry import trace
    pid = os.fork()
    otel_kit.init("checkout")
    trace.get_tracer("t").start_span("child" if pid == 0 else "parent").end()
    if pid: os.waitpid(pid, 0)
    """
    with otlp.collector() as collector:
        otlp.run(source, collector.endpoint)
        assert sorted(collector.span_names()) == ["child", "parent"]


def test_what_was_made_through_the_api_before_works_afterwards():
    source = """
    import otel_kit
    from opentelemetry import metrics, trace, _logs
    from otel_kit import signals
    tracer, counter = trace.get_tracer("t"), metrics.get_meter("m").create_counter("orders")
    bound = signals.leads.captured.bind(source="web", channel="organic")
    otel_kit.init("checkout")
    tracer.start_span("one").end()
    counter.add(2)
    bound()
    """
    with otlp.collector() as collector:
        otlp.run(source, collector.endpoint)
        assert collector.span_names() == ["one"]
        assert list(collector.last_values("orders").values()) == [2]
        ((_, attributes, point),) = collector.points("kit.lead.captured")[-1:]
        assert attributes == {"kit.lead.source": "web", "kit.channel": "organic"}
        assert point.as_int == 1


def test_a_setting_that_does_not_fit_is_an_error_with_key_value_and_fix():
    source = """
    import otel_kit
    try:
        otel_kit.init("checkout", endpoint="localhost:4318")
    except otel_kit.ConfigurationError as error:
        print(error)
    assert otel_kit.force_flush() and otel_kit.shutdown()
    """
    printed = otlp.run(source, "http://127.0.0.1:9").stdout
    assert "endpoint: must be an http or https URL, got 'localhost:4318'" in printed
    assert "→ write it like http://127.0.0.1:4318" in printed


def test_an_unknown_variable_of_ours_is_one_warning_with_a_suggestion():
    with otlp.collector() as collector:
        done = otlp.run(
            "import otel_kit; otel_kit.init('checkout')", collector.endpoint, OTEL_KIT_ENVIROMENT="prod"
        )
    warning = "otel_kit: OTEL_KIT_ENVIROMENT is no setting of otel_kit and is ignored. Did you mean OTEL_KIT_ENVIRONMENT?"
    assert done.stderr.strip() == warning


def test_a_provider_that_was_set_before_is_kept_and_told():
    source = """
    import otel_kit
    from opentelemetry import trace
    from opentelemetry.sdk.trace import TracerProvider
    trace.set_tracer_provider(TracerProvider())
    otel_kit.init("checkout")
    """
    with otlp.collector() as collector:
        done = otlp.run(source, collector.endpoint)
    assert (
        "otel_kit: a TracerProvider was set before init(), so that signal does not come here" in done.stderr
    )


def test_flush_and_shutdown_without_init_have_nothing_to_do():
    otlp.run("import otel_kit; assert otel_kit.force_flush() and otel_kit.shutdown()", "http://127.0.0.1:9")


def test_the_pipeline_reports_on_itself():
    source = """
    import otel_kit
    from opentelemetry import trace
    otel_kit.init("checkout")
    for _ in range(30):
        trace.get_tracer("t").start_span("one").end()
    otel_kit.force_flush(10)
    otel_kit.force_flush(10)
    """
    with otlp.collector() as collector:
        collector.answers = [503]
        otlp.run(
            source, collector.endpoint, OTEL_BSP_MAX_QUEUE_SIZE="20", OTEL_BSP_MAX_EXPORT_BATCH_SIZE="20"
        )
        dropped = {
            (found["kit.telemetry.signal"], found["kit.telemetry.reason"]): point.as_int
            for _, found, point in collector.points("kit.telemetry.dropped")
        }
        errors = [
            found["error.type"]
            for _, found, point in collector.points("kit.telemetry.errors")
            if point.as_int
        ]
        durations = {
            found["kit.telemetry.signal"] for _, found, _ in collector.points("kit.telemetry.export.duration")
        }
        accepted = len(collector.span_names())
    assert accepted + dropped["traces", "queue_full"] == 30
    assert dropped["logs", "queue_full"] == 0
    assert "503" in errors
    assert durations == {"traces", "metrics"}
