"""What a collector of ours needs of memory and disk: idle, while spans wait, and while traces wait for a decision."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import httpx

from benchmarks import _collectors
from benchmarks._collectors import SPANS, TRACE_SPANS, Collector

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

TITLE = "What a collector needs (traces of 8 spans)"
_NOBODY = "http://127.0.0.1:9"
_REQUESTS = 100
_TIMES = 4  # 400,000 spans: more than all senders of the queue hold at once
_WINDOWS = (16, 80)  # requests: 2,000 and 10,000 traces
_SETTLE_SECONDS = 3
_GIB = 2**30
_RATE = 1000


def rows() -> list[tuple[str, str]]:
    """Measure each on a collector of its own."""
    messages = _collectors.bodies(_REQUESTS)
    size = sum(map(len, messages)) / len(messages) / SPANS
    stored, counted, waiting = _queue(messages)
    idle, traces = _windows(messages)
    return [
        ("a span, as OTLP; load of the machine", f"{size:8,.0f} bytes   {os.getloadavg()[0]:.1f}"),
        ("a span in the queue, as its limit counts", f"{counted:8,.0f} bytes"),
        ("a span in the queue, on disk", f"{stored:8,.0f} bytes"),
        (f"a GiB of queue at {_RATE:,} spans a second", f"{_GIB / counted / _RATE:8,.0f} s"),
        (
            "memory, local.yaml, Tempo away, each sender of the queue with a full batch",
            f"{waiting:8,.0f} MiB",
        ),
        (
            "spans sent at once that a limit of 768 MiB (the default) takes then, of 400,000",
            f"{_until_refused(messages, '768', '192'):8,.0f}",
        ),
        (
            "the same with 512 MiB (an agent's default)",
            f"{_until_refused(messages, '512', '128'):8,.0f}",
        ),
        ("memory, local.yaml, idle", f"{_idle():8,.0f} MiB"),
        ("memory, gateway.yaml, idle", f"{idle:8,.0f} MiB"),
        ("memory, gateway.yaml, 1,000 traces more in the decision window", f"{traces:8,.1f} MiB"),
    ]


def _idle() -> float:
    with _local() as collector:
        time.sleep(_SETTLE_SECONDS)
        return collector.memory()


def _local(**limits: str) -> AbstractContextManager[Collector]:
    limits = {"OTEL_KIT_MEMORY_MIB": "4096", "OTEL_KIT_TEMPO_URL": _NOBODY, **limits}
    return _collectors.running(["base", "local"], {}, **limits)


def _queue(messages: list[bytes]) -> tuple[float, float, float]:
    """Return the bytes on disk and the bytes counted of a span that waits for a Tempo that is away, and the memory."""
    with _local() as collector:
        empty = _stored(collector.queue)
        collector.send(messages * _TIMES)
        time.sleep(_SETTLE_SECONDS)
        counted = collector.counted("otelcol_exporter_queue_size", 'exporter="otlp_http/tempo"')
        spans = len(messages) * _TIMES * SPANS
        return (_stored(collector.queue) - empty) / spans, counted / spans, collector.memory()


def _until_refused(messages: list[bytes], limit: str, spike: str) -> int:
    """Return how many spans a collector with this limit accepts while Tempo is away, before it refuses."""
    with _local(OTEL_KIT_MEMORY_MIB=limit, OTEL_KIT_MEMORY_SPIKE_MIB=spike) as collector:
        url = f"http://127.0.0.1:{collector.ports['OTLP_HTTP']}/v1/traces"
        headers = {"Content-Type": "application/x-protobuf"}
        for number, message in enumerate(messages * _TIMES):
            if not httpx.post(url, content=message, headers=headers, trust_env=False).is_success:
                return number * SPANS
    return len(messages) * _TIMES * SPANS


def _stored(queue: Path) -> int:
    return sum(path.stat().st_blocks * 512 for path in queue.rglob("*") if path.is_file())


def _windows(messages: list[bytes]) -> tuple[float, float]:
    """Return the memory of an idle gateway, and what 1,000 traces add to it while none has been decided."""
    limits = {
        "OTEL_KIT_DECISION_WAIT": "40s",
        "OTEL_KIT_DECISION_HOLD": "50s",
        "OTEL_KIT_MEMORY_MIB": "4096",
        "OTEL_KIT_TEMPO_URL": _NOBODY,
    }
    with _collectors.running(["base", "local"], _collectors.gateway(), **limits) as collector:
        time.sleep(_SETTLE_SECONDS)
        idle, sent, found = collector.memory(), 0, []
        for requests in _WINDOWS:
            collector.send(messages[sent:requests])
            sent = requests
            found.append(_highest(collector, sent * SPANS))
    traces = (_WINDOWS[1] - _WINDOWS[0]) * (SPANS // TRACE_SPANS)
    return idle, (found[1] - found[0]) / traces * 1000


def _highest(collector: Collector, spans: int) -> float:
    """Return the highest memory until all spans have reached the sampler and some seconds are over."""
    highest, end = 0.0, 0.0
    while not end or time.monotonic() < end:
        highest = max(highest, collector.memory())
        if (
            not end
            and collector.counted("otelcol_receiver_accepted_spans", 'receiver="otlp/sampling"') >= spans
        ):
            end = time.monotonic() + _SETTLE_SECONDS
        time.sleep(0.2)
    return highest
