"""Logging goes on as before on the console, and every record arrives with its trace, its place and its exception."""

from __future__ import annotations

import pytest

from support import otlp

_INIT = 'import logging, otel_kit; otel_kit.init("checkout"); log = logging.getLogger("shop")\n'

_DICT_CONFIG = """
import logging.config
handlers = {"c": {"class": "logging.StreamHandler"}}
logging.config.dictConfig({"version": 1, "handlers": handlers, "root": {"handlers": ["c"], "level": "DEBUG"}})
log.debug("d"); log.info("i")
"""


def _with_and_without(source, endpoint):
    """Run the program with otel_kit and without, and return what both printed."""
    plain = source.replace('otel_kit.init("checkout")', "pass").replace(
        "import logging, otel_kit", "import logging"
    )
    return [otlp.run(program, endpoint) for program in (source, plain)]


@pytest.mark.parametrize(
    "body",
    [
        'log.debug("d"); log.info("i"); log.warning("w"); log.error("e")',
        'logging.basicConfig(level=logging.INFO); log.debug("d"); log.info("i"); log.warning("w")',
        'logging.basicConfig(format="%(levelname)s|%(message)s"); log.warning("w %s", 1)',
        _DICT_CONFIG,
        'log.propagate = False; log.warning("w")',
        'log.addHandler(logging.StreamHandler()); log.warning("w")',
        'import warnings; logging.captureWarnings(True); warnings.warn("careful")',
        'logging.disable(logging.WARNING); log.warning("w"); log.error("e")',
    ],
    ids=[
        "last-resort",
        "basicConfig",
        "format",
        "dictConfig",
        "no-propagation",
        "own-handler",
        "warnings",
        "disabled",
    ],
)
def test_the_console_shows_exactly_what_it_showed_without_otel_kit(body):
    with otlp.collector() as collector:
        ours, plain = _with_and_without(_INIT + body, collector.endpoint)
    assert (ours.stdout, ours.stderr) == (plain.stdout, plain.stderr)


def test_a_record_arrives_with_body_severity_place_and_what_was_given_as_extra():
    body = (
        'def pay():\n    log.warning("paid %d", 5, extra={"order": "A1", "items": [1, 2], "ok": True})\npay()'
    )
    with otlp.collector() as collector:
        otlp.run(_INIT + body, collector.endpoint)
        ((resource, record),) = collector.logs()
    found = otlp.attributes(record.attributes)
    assert record.body.string_value == "paid 5"
    assert (record.severity_number, record.severity_text) == (13, "WARN")
    assert (found["order"], found["items"], found["ok"]) == ("A1", "[1, 2]", True)
    assert (found["code.function.name"], found["code.line.number"]) == ("pay", 3)
    assert resource["service.name"] == "checkout"
    assert record.time_unix_nano > 0


def test_a_record_arrives_with_its_exception():
    body = 'try:\n    1 / 0\nexcept ZeroDivisionError:\n    log.exception("failed")'
    with otlp.collector() as collector:
        otlp.run(_INIT.replace("log =", "logging.lastResort = None; log =") + body, collector.endpoint)
        ((_, record),) = collector.logs()
    found = otlp.attributes(record.attributes)
    assert found["exception.type"] == "ZeroDivisionError"
    assert found["exception.message"] == "division by zero"
    assert "1 / 0" in found["exception.stacktrace"] or "division by zero" in found["exception.stacktrace"]


def test_a_record_within_a_span_carries_its_ids_also_for_formatters():
    body = """
from opentelemetry import trace
logging.basicConfig(format="%(trace_id)s %(span_id)s %(message)s")
log.warning("outside")
with trace.get_tracer("t").start_as_current_span("inside"):
    log.warning("inside")
"""
    with otlp.collector() as collector:
        done = otlp.run(_INIT + body, collector.endpoint)
        ((_, span),) = collector.spans()
        records = {record.body.string_value: record for _, record in collector.logs()}
    assert records["inside"].trace_id == span.trace_id
    assert records["inside"].span_id == span.span_id
    assert records["outside"].trace_id == b""
    assert f"{span.trace_id.hex()} {span.span_id.hex()} inside" in done.stderr


def test_only_the_level_that_was_asked_for_is_sent_and_the_loggers_level_stays():
    body = """
logging.basicConfig(level=logging.DEBUG, handlers=[logging.NullHandler()])
log.debug("d"); log.info("i"); log.warning("w")
assert log.getEffectiveLevel() == logging.DEBUG
"""
    with otlp.collector() as collector:
        otlp.run(_INIT + body, collector.endpoint)
        assert collector.bodies() == ["i", "w"]
    with otlp.collector() as collector:
        otlp.run(_INIT + body, collector.endpoint, OTEL_KIT_LOG_LEVEL="warning")
        assert collector.bodies() == ["w"]


def test_a_record_whose_arguments_do_not_fit_is_sent_as_it_is_written():
    body = 'logging.raiseExceptions = False\nlog.warning("%d items", "many")'
    with otlp.collector() as collector:
        otlp.run(_INIT + body, collector.endpoint)
        assert collector.bodies() == ["%d items"]


def test_our_own_records_are_printed_and_not_sent():
    body = 'logging.getLogger("otel_kit").warning("ours"); logging.getLogger("opentelemetry.sdk").warning("theirs")'
    with otlp.collector() as collector:
        done = otlp.run(_INIT + body, collector.endpoint)
        assert collector.bodies() == []
    assert done.stderr.split() == ["ours", "theirs"]


def test_an_object_that_cannot_be_printed_does_not_reach_the_host():
    body = """
class Broken:
    def __str__(self): raise RuntimeError("no")
    __repr__ = __str__
log.propagate = False; log.addHandler(logging.NullHandler())
log.warning("with %s", Broken())
log.warning("extra", extra={"broken": Broken()})
try:
    raise ValueError(Broken())
except ValueError:
    log.warning("exception", exc_info=True)
log.warning("fine")
"""
    with otlp.collector() as collector:
        otlp.run(_INIT + body, collector.endpoint)
        assert collector.bodies() == ["with %s", "extra", "exception", "fine"]
