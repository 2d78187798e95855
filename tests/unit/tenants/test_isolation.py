"""No schedule of threads, tasks and blocks puts one tenant's name on another's telemetry."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import contextvars
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from opentelemetry._logs import LogRecord
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import InMemoryLogRecordExporter, SimpleLogRecordProcessor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

import otel_kit
from otel_kit.pipeline._tenancy import TenantOnLogs, TenantOnSpans
from support import otlp

TENANTS = st.sampled_from(["t-1", "t-2", "t-3", "t-4"])
# What one piece of work does: report, give way, work for a tenant, start tasks or threads, with or without a copy of
# its context, and leave a block by an exception.
WORK = st.recursive(
    st.just(("report",)),
    lambda inner: st.one_of(
        st.tuples(st.just("for"), TENANTS, st.lists(inner, max_size=3)),
        st.tuples(st.just("fail for"), TENANTS, st.lists(inner, max_size=2)),
        st.tuples(st.just("tasks"), st.lists(inner, max_size=3)),
        st.tuples(st.just("thread"), inner),
        st.tuples(st.just("copied thread"), inner),
    ),
    max_leaves=12,
)


@dataclass
class _World:
    """Telemetry in memory; every report says on itself whose it is."""

    def __post_init__(self):
        self.spans, self.records = InMemorySpanExporter(), InMemoryLogRecordExporter()
        tracers = TracerProvider(shutdown_on_exit=False)
        tracers.add_span_processor(TenantOnSpans())
        tracers.add_span_processor(SimpleSpanProcessor(self.spans))
        loggers = LoggerProvider(shutdown_on_exit=False)
        loggers.add_log_record_processor(TenantOnLogs())
        loggers.add_log_record_processor(SimpleLogRecordProcessor(self.records))
        self.tracer, self.logger = tracers.get_tracer("t"), loggers.get_logger("t")
        # More than can wait for one another: a thread that waits for a thread keeps its own.
        self.threads = concurrent.futures.ThreadPoolExecutor(200)

    def report(self, whose):
        with self.tracer.start_as_current_span(str(whose)):
            self.logger.emit(LogRecord(body=str(whose)))

    async def do(self, work, whose):
        await asyncio.sleep(0)
        kind, *rest = work
        if kind == "report":
            self.report(whose)
        elif kind == "tasks":
            await asyncio.gather(*(self.do(one, whose) for one in rest[0]))
        elif kind == "thread":  # a pool's thread, which others use before and after
            await self.in_thread(lambda: asyncio.run(self.do(rest[0], None)))
        elif kind == "copied thread":
            copied = contextvars.copy_context()
            await self.in_thread(lambda: copied.run(asyncio.run, self.do(rest[0], whose)))
        else:
            await self.do_for(kind, *rest)
            self.report(whose)

    async def do_for(self, kind, tenant, works):
        with contextlib.suppress(KeyError), otel_kit.tenant(tenant):
            for one in works:
                await self.do(one, tenant)
            if kind == "fail for":
                raise KeyError(tenant)

    async def in_thread(self, call):
        await asyncio.get_running_loop().run_in_executor(self.threads, call)


@given(st.lists(WORK, min_size=1, max_size=3))
@settings(deadline=None, max_examples=60)
def test_each_span_and_record_carries_the_tenant_it_was_made_for(works):
    world = _World()
    asyncio.run(world.do(("tasks", works), None))
    world.threads.shutdown()
    for span in world.spans.get_finished_spans():
        assert str(span.attributes.get("kit.tenant.id")) == span.name
    for record in world.records.get_finished_logs():
        assert str(record.log_record.attributes.get("kit.tenant.id")) == record.log_record.body


def test_the_tenant_arrives_on_spans_and_logs_and_its_tier_alone_on_metrics():
    program = """
        import logging, otel_kit
        from opentelemetry import trace
        from otel_kit import signals
        logging.lastResort = None
        otel_kit.init("checkout")
        with otel_kit.tenant("t-42", tier="gold"), trace.get_tracer("t").start_as_current_span("pay"):
            logging.getLogger("shop").warning("paid")
            signals.revenue.conversion(name="trial_to_paid", channel="organic")
        logging.getLogger("shop").warning("idle")
    """
    with otlp.collector() as collector:
        otlp.run(program, collector.endpoint)
        ((_, span),) = collector.spans()
        records = {
            record.body.string_value: otlp.attributes(record.attributes) for _, record in collector.logs()
        }
        ((_, labels, _), *_) = collector.points("kit.conversion.completed")
        metrics = "".join(str(message) for path, _, message in collector.requests if path == "/v1/metrics")
    assert otlp.attributes(span.attributes) == {"kit.tenant.id": "t-42", "kit.tenant.tier": "gold"}
    assert records["paid"]["kit.tenant.id"] == "t-42"
    assert "kit.tenant.id" not in records["idle"]
    assert labels["kit.tenant.tier"] == "gold"
    assert "t-42" not in metrics


def test_the_tenant_reaches_the_next_service_in_baggage_where_both_allow_it():
    program = """
        import otel_kit
        from opentelemetry import context, propagate, trace
        otel_kit.init("checkout")
        headers = {}
        with otel_kit.tenant("t-42", tier="gold"):
            propagate.inject(headers)
        context.attach(propagate.extract(headers))
        trace.get_tracer("t").start_span("next").end()
    """
    for allowed, expected in (("true", {"kit.tenant.id": "t-42", "kit.tenant.tier": "gold"}), ("false", {})):
        with otlp.collector() as collector:
            otlp.run(program, collector.endpoint, OTEL_KIT_TENANT_BAGGAGE=allowed)
            ((_, span),) = collector.spans()
            assert otlp.attributes(span.attributes) == expected
