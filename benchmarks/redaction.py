"""What redaction, tenants and limits cost beside the OpenTelemetry SDK's own work, and how fast texts are searched."""

from __future__ import annotations

import json
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from opentelemetry._logs import LogRecord, SeverityNumber
from opentelemetry.sdk._logs import ReadWriteLogRecord
from opentelemetry.sdk.metrics import MeterProvider as SdkMeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider

import otel_kit
from otel_kit.pipeline import _codec
from otel_kit.pipeline._admission import Admission
from otel_kit.pipeline._meters import MeterProvider
from otel_kit.pipeline._privacy import Privacy
from otel_kit.pipeline._tenancy import TenantOnSpans
from otel_kit.pipeline.redaction import Redactor, Rules
from otel_kit.signals import leads

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Item = TypeVar("Item")

TITLE = "Redaction, tenants and limits (microseconds an item, median of 7 rounds)"
_ITEMS = 2_000
_ROUNDS = 7
_BENIGN = Path(__file__).parent.parent / "tests" / "vectors" / "redaction" / "benign.jsonl"
_TENANT = {"kit.tenant.id": "t-42", "kit.tenant.tier": "gold"}
_LEAD = {"kit.lead.source": "web", "kit.channel": "organic"}


def rows() -> list[tuple[str, str]]:
    """Measure each beside what OpenTelemetry does with the same items anyway."""
    spans, records = (
        [_span(number) for number in range(_ITEMS)],
        [_record(number) for number in range(_ITEMS)],
    )
    return [
        *_pair(
            "span of 10 attributes, a new path each",
            (
                "OpenTelemetry, start to OTLP",
                lambda: _codec.TRACES.encode([_span(number) for number in range(_ITEMS)]),
            ),
            ("redaction", lambda: _redact(spans, Privacy.span)),
        ),
        *_pair(
            "log record, a new text each",
            (
                "OpenTelemetry, record to OTLP",
                lambda: _codec.LOGS.encode([_record(n) for n in range(_ITEMS)]),
            ),
            ("redaction", lambda: _redact(records, Privacy.record)),
        ),
        *_pair("counter, 2 attributes", ("OpenTelemetry", _plain()), ("with limits", _limited())),
        *_pair(
            "span of a tenant",
            ("OpenTelemetry, named by hand", _traced(marked=False)),
            ("with the tenant", _traced(marked=True)),
        ),
        ("text of the benign corpus, first time", _per_text()),
    ]


def _pair(
    what: str, plain: tuple[str, Callable[[], object]], ours: tuple[str, Callable[[], object]]
) -> list[tuple[str, str]]:
    """Measure both in turn, so that a busy moment meets both."""
    rounds = [(_seconds(plain[1]), _seconds(ours[1])) for _ in range(_ROUNDS)]
    base, figure = (statistics.median(column) / _ITEMS * 1e6 for column in zip(*rounds, strict=True))
    return [
        (f"{what}: {plain[0]}", f"{base:7.2f}"),
        (f"{what}: {ours[0]}", f"{figure:7.2f}   {figure / base:5.2f} times"),
    ]


def _redact(items: Sequence[Item], redact: Callable[[Privacy, Item], Item]) -> None:
    privacy = Privacy(Rules())  # knows no text yet
    for item in items:
        redact(privacy, item)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


_tracer = TracerProvider(shutdown_on_exit=False).get_tracer("benchmark")


def _span(number: int) -> ReadableSpan:
    span = _tracer.start_span(
        "POST /leads/{id}",
        attributes={
            "http.request.method": "POST",
            "http.route": "/leads/{id}",
            "http.response.status_code": 201,
            "url.scheme": "http",
            "url.path": f"/leads/{number}",
            "server.address": "shop.example",
            "server.port": 8080,
            "client.address": "127.0.0.1",
            "user_agent.original": "python-httpx/0.28.1",
            "network.protocol.version": "1.1",
        },
    )
    span.end()
    assert isinstance(span, ReadableSpan)
    return span


def _record(number: int) -> ReadWriteLogRecord:
    record = LogRecord(
        body=f"lead {number} scored 0.73 in 12 ms",
        severity_number=SeverityNumber.INFO,
        attributes={"code.file.path": "/srv/shop/leads.py", "code.line.number": 7, "shop.step": "score"},
    )
    return ReadWriteLogRecord(record, Resource.get_empty())


def _plain() -> Callable[[], object]:
    counter = (
        SdkMeterProvider([InMemoryMetricReader()], shutdown_on_exit=False)
        .get_meter("b")
        .create_counter("plain")
    )
    return lambda: [counter.add(1, _LEAD) for _ in range(_ITEMS)]


def _limited() -> Callable[[], object]:
    provider = MeterProvider(lambda _: True)
    provider.use(SdkMeterProvider([InMemoryMetricReader()], shutdown_on_exit=False), Admission(Redactor()))
    counter = provider.get_meter("b").create_counter(leads.captured.name)
    return lambda: [counter.add(1, _LEAD) for _ in range(_ITEMS)]


def _traced(*, marked: bool) -> Callable[[], object]:
    provider = TracerProvider(shutdown_on_exit=False)
    if marked:
        provider.add_span_processor(TenantOnSpans())
    tracer = provider.get_tracer("benchmark")
    attributes = {"http.route": "/leads"} if marked else {"http.route": "/leads", **_TENANT}

    def work() -> None:
        with otel_kit.tenant("t-42", tier="gold"):
            for _ in range(_ITEMS):
                tracer.start_span("s", attributes=attributes).end()

    return work


def _per_text() -> str:
    texts = _texts()
    megabytes = sum(map(len, texts)) / 1e6
    seconds = statistics.median(_seconds(lambda: _search(texts)) for _ in range(3))
    return f"{seconds / len(texts) * 1e6:7.2f}   {megabytes / seconds:5.1f} MB/s"


def _texts() -> list[str]:
    lines = [json.loads(line) for line in _BENIGN.read_text(encoding="utf-8").splitlines()]
    return [line if isinstance(line, str) else line[0] for line in lines]


def _search(texts: Sequence[str]) -> None:
    redactor = Redactor()
    for text in texts:
        redactor.redact_text(text)
