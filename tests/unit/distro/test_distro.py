"""`opentelemetry-instrument python app.py` sends what `init()` would, without a line changed."""

from __future__ import annotations

import sys
from pathlib import Path

from support import otlp

_APP = """
import logging
from opentelemetry import metrics, trace
with trace.get_tracer("t").start_as_current_span("one"):
    logging.getLogger("shop").warning("inside")
    logging.getLogger("shop").info("not shown")
metrics.get_meter("m").create_counter("orders").add(2)
"""
_LAUNCHER = str(Path(sys.executable).with_name("opentelemetry-instrument"))


def _run(source, endpoint, **environ):
    return otlp.run(source, endpoint, launcher=[_LAUNCHER], **environ)


def _what_arrived(collector):
    resources = [resource for resource, _ in collector.spans()]
    changing = {"service.instance.id", "process.pid", "process.parent_pid"}
    return (
        [{key: value for key, value in resource.items() if key not in changing} for resource in resources],
        collector.span_names(),
        collector.bodies(),
        list(collector.last_values("orders").values()),
    )


def test_the_same_telemetry_and_console_as_with_init():
    with otlp.collector() as zero, otlp.collector() as line:
        without = _run(_APP, zero.endpoint, OTEL_SERVICE_NAME="checkout")
        with_init = otlp.run("import otel_kit; otel_kit.init('checkout')\n" + _APP, line.endpoint)
        assert _what_arrived(zero) == _what_arrived(line)
        assert zero.bodies() == ["inside"]
    assert without.stderr == with_init.stderr == "inside\n"


def test_a_setting_that_does_not_fit_is_one_warning_and_the_program_runs():
    done = _run("print('runs')", "nonsense")
    assert done.stdout == "runs\n"
    assert done.stderr.startswith(
        "otel_kit: no telemetry: OTEL_EXPORTER_OTLP_ENDPOINT: must be an http or https URL"
    )


def test_a_value_that_the_sdk_cannot_even_be_imported_with_is_one_warning():
    with otlp.nobody() as endpoint:
        done = _run("print('runs')", endpoint, OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT="abc")
    assert done.stdout == "runs\n"
    assert done.stderr.startswith("otel_kit: no telemetry: OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: must be a whole")
    assert "Traceback" not in done.stderr


def test_no_framework_is_imported_that_the_program_does_not_import():
    source = """
    import sys
    names = ("flask", "fastapi", "celery", "requests", "httpx", "redis")
    assert [name for name in names if name in sys.modules] == []
    """
    with otlp.collector() as collector:
        otlp.run(source, collector.endpoint, launcher=[_LAUNCHER], OTEL_KIT_INSTRUMENT="")


def test_init_in_the_program_is_the_second_call_then():
    with otlp.collector() as collector:
        done = _run("import otel_kit; otel_kit.init()\n" + _APP, collector.endpoint)
        assert collector.span_names() == ["one"]
    assert done.stderr == "inside\n"
