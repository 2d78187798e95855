"""What a processor core of the Collector passes on, through shipped pipelines with and without our components."""

from __future__ import annotations

import contextlib
import itertools
import os
import statistics
import time
from typing import TYPE_CHECKING, Any

from benchmarks import _collectors
from benchmarks._collectors import SPANS, Collector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TITLE = "The Collector: spans per CPU second of one core (median of 7 rounds of 40,000 spans; goal 50,000)"
_ROUNDS = 7
_REQUESTS = 40
_BODIES = 60  # more texts than any component remembers
_BASE = "limiter, span metrics"
_SENT = "otelcol_exporter_sent_spans"
_SAMPLED = "as shipped (gateway.yaml on top): with tail sampling, too"
_TO_SAMPLER = 'exporter="otlp_http/sampling"'

# Three patterns and a list of names: what a careful site gives upstream's component.
_UPSTREAM = {
    "allow_all_keys": True,
    "blocked_key_patterns": ["(?i).*(password|token|secret).*"],
    "blocked_values": [
        r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}",
        r"\b(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14})\b",
        r"\b[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\b",
    ],
}


def rows() -> list[tuple[str, str]]:
    """Start a collector for each pipeline, and give each the same spans in turn, so that a busy moment meets all."""
    messages = itertools.cycle(_collectors.bodies(_BODIES))
    with contextlib.ExitStack() as stack:
        address = stack.enter_context(_collectors.sink())
        running = {what: stack.enter_context(start(address)) for what, start in _PIPELINES.items()}
        for what, collector in running.items():
            _round(collector, messages, _WAITED_FOR.get(what, ""))  # the first one fills caches and pools
        rounds = [
            {what: _round(one, messages, _WAITED_FOR.get(what, "")) for what, one in running.items()}
            for _ in range(_ROUNDS)
        ]
        memory = {what: one.memory() for what, one in running.items()}
    figures = {what: statistics.median(one[what] for one in rounds) for what in running}
    return [
        (
            "a span, as OTLP; load of the machine",
            f"{len(next(messages)) / SPANS:8,.0f} bytes   {os.getloadavg()[0]:.1f}",
        ),
        *(
            (
                what,
                f"{1 / cpu:8,.0f}   {cpu / figures[_BASE]:5.2f} times the CPU of the second   {memory[what]:4.0f} MiB",
            )
            for what, cpu in figures.items()
        ),
    ]


def _round(collector: Collector, messages: Iterator[bytes], label: str = "") -> float:
    """Return the processor seconds of a span, from the socket to the backend's yes, or the sampler's."""
    before, sent = collector.cpu(), collector.counted(_SENT, label)
    collector.send(list(itertools.islice(messages, _REQUESTS)))
    while collector.counted(_SENT, label) < sent + _REQUESTS * SPANS:
        time.sleep(0.1)
    return (collector.cpu() - before) / (_REQUESTS * SPANS)


def _bare(address: str) -> contextlib.AbstractContextManager[Collector]:
    config = {
        "extensions": {"health_check": {"endpoint": "127.0.0.1:${env:OTEL_KIT_HEALTH_PORT}"}},
        "receivers": {
            "otlp": {"protocols": {"http": {"endpoint": "127.0.0.1:${env:OTEL_KIT_OTLP_HTTP_PORT}"}}}
        },
        "exporters": {"otlp_http/sink": _sink(address)},
        "service": {
            "extensions": ["health_check"],
            "telemetry": {"metrics": {"readers": [_reader()]}},
            "pipelines": {"traces": {"receivers": ["otlp"], "exporters": ["otlp_http/sink"]}},
        },
    }
    return _collectors.running([], config)


def _reader() -> dict[str, Any]:
    where = {"host": "127.0.0.1", "port": "${env:OTEL_KIT_TELEMETRY_PORT}"}
    return {"pull": {"exporter": {"prometheus": where}}}


def _sink(address: str) -> dict[str, Any]:
    """Return an exporter with a queue in memory, which makes whoever sends too fast wait."""
    return {
        "endpoint": address,
        "sending_queue": {
            "sizer": "items",
            "queue_size": 50_000,
            "block_on_overflow": True,
            "batch": {"sizer": "items", "min_size": 4096, "max_size": 8192, "flush_timeout": "200ms"},
        },
    }


def _with(
    processors: list[str], definitions: dict[str, Any]
) -> Callable[[str], contextlib.AbstractContextManager[Collector]]:
    """Take the shipped files, and have them send spans through these processors into a queue in memory."""

    def start(address: str) -> contextlib.AbstractContextManager[Collector]:
        out = {"processors": processors, "exporters": ["span_metrics", "otlp_http/sink"]}
        overlay = {
            "processors": definitions,
            "exporters": {"otlp_http/sink": _sink(address)},
            "service": {"pipelines": {"traces/out": out, "metrics/derived": {"receivers": ["span_metrics"]}}},
        }
        return _collectors.running(["base", "local"], overlay, **_backends(address))

    return start


def _shipped(address: str) -> contextlib.AbstractContextManager[Collector]:
    return _collectors.running(["base", "local"], {}, **_backends(address))


def _sampling(address: str) -> contextlib.AbstractContextManager[Collector]:
    """Keep what the shipped policies keep; the sampler decides sooner, so that a round is a matter of seconds."""
    limits = {
        "OTEL_KIT_DECISION_WAIT": "1s",
        "OTEL_KIT_DECISION_HOLD": "6s",
        "OTEL_KIT_MEMORY_MIB": "4096",
    }
    return _collectors.running(["base", "local"], _collectors.gateway(), **_backends(address), **limits)


def _backends(address: str) -> dict[str, str]:
    """Return the settings of a site whose backends are the sink, which is no Tempo that could be waited for."""
    names = ("OTEL_KIT_PROMETHEUS_URL", "OTEL_KIT_TEMPO_URL", "OTEL_KIT_LOKI_URL")
    return {**dict.fromkeys(names, address), "OTEL_KIT_TEMPO_HOLD": "0s"}


_PIPELINES = {
    "bare: receive and send": _bare,
    _BASE: _with([], {}),
    "the same with fingerprint and redaction": _with(["error_fingerprint", "pii_redaction"], {}),
    "the same with upstream's redaction, 3 patterns": _with(["redaction"], {"redaction": _UPSTREAM}),
    "as shipped (local.yaml): with service graph and queue on disk, too": _shipped,
    _SAMPLED: _sampling,
}
_WAITED_FOR = {_SAMPLED: _TO_SAMPLER}  # beyond it only what was kept is sent on
