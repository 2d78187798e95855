"""Spans take what the host gives them: what cannot be described costs its text, and what is no error is none."""

from __future__ import annotations

from support import otlp

_PRELUDE = """
import asyncio, logging
import otel_kit
from opentelemetry import trace
otel_kit.init("checkout")
tracer, log = trace.get_tracer("t"), logging.getLogger("shop")
log.setLevel(logging.INFO)

class SilentError(Exception):
    def __str__(self):
        raise RuntimeError("nobody may know")

class Silent:
    def __str__(self):
        raise RuntimeError("nobody may know")

def raises(block):
    try:
        block()
    except SilentError:
        return
    raise AssertionError("the host sees its own exception, and no other")
"""


def _spans(source):
    with otlp.collector() as collector:
        otlp.run(_PRELUDE + source, collector.endpoint)
        return {span.name: span for _, span in collector.spans()}, collector


def _events(span):
    return [otlp.attributes(event.attributes) for event in span.events]


def test_an_exception_that_cannot_be_printed_leaves_the_host_as_it_is():
    spans, _ = _spans(
        """
        def current():
            with tracer.start_as_current_span("current"):
                raise SilentError
        def entered():
            with tracer.start_span("entered"):
                raise SilentError
        @tracer.start_as_current_span("decorated")
        def decorated():
            raise SilentError
        def used():
            with trace.use_span(tracer.start_span("used"), end_on_exit=True):
                raise SilentError
        for block in (current, entered, decorated, used):
            raises(block)
        with tracer.start_as_current_span("told") as span:
            span.record_exception(SilentError())
        """.replace("\n        ", "\n")
    )
    assert sorted(spans) == ["current", "decorated", "entered", "told", "used"]
    for span in spans.values():
        (event,) = _events(span)
        assert event["exception.type"] == "__main__.SilentError"
        assert event["exception.message"] == "<cannot be printed>"
    for name in ("current", "used"):
        assert spans[name].status.message == "SilentError: <cannot be printed>"
    assert not spans["told"].status.message


def test_an_attribute_that_cannot_be_printed_costs_its_text_only():
    spans, _ = _spans(
        """
        knot = []
        knot.append(knot)
        with tracer.start_as_current_span("at its start", attributes={"bad": Silent(), "good": 1}):
            pass
        with tracer.start_as_current_span("later") as span:
            span.set_attribute("bad", Silent())
            span.set_attributes({"knot": knot, "good": 1})
            span.add_event("event", {"bad": Silent(), "good": 1})
        """.replace("\n        ", "\n")
    )
    first, later = spans["at its start"], spans["later"]
    assert otlp.attributes(first.attributes) == {"bad": "<cannot be printed>", "good": 1}
    assert otlp.attributes(later.attributes) == {"bad": "<cannot be printed>", "knot": "[[...]]", "good": 1}
    assert _events(later) == [{"bad": "<cannot be printed>", "good": 1}]


def test_a_task_that_is_cancelled_has_not_failed():
    spans, _ = _spans(
        """
        async def wait(name, start):
            with start(name):
                await asyncio.Event().wait()
        async def main():
            for name, start in (("current", tracer.start_as_current_span), ("entered", tracer.start_span)):
                task = asyncio.create_task(wait(name, start))
                await asyncio.sleep(0)
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        asyncio.run(main())
        """.replace("\n        ", "\n")
    )
    assert {name: (span.status.code, len(span.events)) for name, span in spans.items()} == {
        "current": (0, 0),
        "entered": (0, 0),
    }


def test_the_name_of_a_task_is_on_its_spans_and_records():
    spans, collector = _spans(
        """
        async def work(name):
            with tracer.start_as_current_span(name):
                log.info("from %s", name)
        async def main():
            await asyncio.create_task(work("named"), name="refresh_prices")
            await asyncio.create_task(work("nameless"))
        asyncio.run(main())
        with tracer.start_as_current_span("outside"):
            log.info("from outside")
        """.replace("\n        ", "\n")
    )
    on_spans = {
        name: otlp.attributes(span.attributes).get("kit.asyncio.task") for name, span in spans.items()
    }
    on_records = {
        record.body.string_value: otlp.attributes(record.attributes).get("kit.asyncio.task")
        for _, record in collector.logs()
    }
    assert on_spans == {"named": "refresh_prices", "nameless": None, "outside": None}
    assert on_records == {"from named": "refresh_prices", "from nameless": None, "from outside": None}
