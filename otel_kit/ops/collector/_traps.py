"""Known traps of pipelines: what no validation refuses, and what costs data or tells an untruth later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from otel_kit.ops.collector._graph import Route, routes
from otel_kit.ops.collector._model import Configuration, Finding, Pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["CHECKS", "redactors", "samplers"]

_SAMPLERS = ("tail_sampling", "probabilistic_sampler")
_REDACTORS = ("pii_redaction", "redaction")
_NOT_AWAY = (
    "nop",
    "debug",
    "load_balancing",
    "loadbalancing",
)  # a balancer sends to collectors, which redact
_COUNTING = ("span_metrics", "service_graph", "count", "signal_to_metrics", "spanmetrics", "servicegraph")
_MAKES_DELTA = ("cumulative_to_delta", "cumulativetodelta")
_DELTA_SOURCES = ("statsd", "count", "signal_to_metrics", "signaltometrics")
_TO_CUMULATIVE = ("delta_to_cumulative", "deltatocumulative")


def samplers(one: Route) -> list[str]:
    """Return the processors on this way that keep a part only."""
    return [name for name in one.processors if name.split("/", 1)[0] in _SAMPLERS]


def redactors(one: Route) -> list[str]:
    """Return the processors on this way that take personal data and secrets out."""
    return [name for name in one.processors if name.split("/", 1)[0] in _REDACTORS]


def sends_to_itself(config: Configuration) -> Iterator[Finding]:
    """Find exporters whose telemetry comes in again by a receiver of the same collector, without end."""
    for name in sorted({one.end for one in routes(config) if one.loops}):
        exporter = config.get("exporters", name)
        if exporter:
            endpoint = exporter.settings.get("endpoint")
            problem = (
                f"sends to {endpoint}, where this collector itself listens: everything comes back for ever"
            )
            place = exporter.settings.at("endpoint")
            yield Finding("error", "sends-to-itself", place, exporter.key, problem, "name another address")


def no_limiter(config: Configuration) -> Iterator[Finding]:
    """Find ways from a receiver on which nothing refuses when the memory is full, or not first."""
    told = set()
    for one in routes(config):
        line = one.pipelines[0]
        if config.get("receivers", one.receiver) is None or line.id in told:
            continue
        if "memory_limiter" not in one.types:
            told.add(line.id)
            fix = "make memory_limiter its first processor: it refuses, and the client sends again"
            yield _in(
                line,
                "no-memory-limiter",
                f"nothing limits the memory between {one.receiver} and {one.end}",
                fix,
            )
        elif one.types[0] != "memory_limiter":
            told.add(line.id)
            problem = f"{one.processors[0]} works before memory_limiter can refuse"
            yield _in(line, "limiter-not-first", problem, "make memory_limiter the first processor")


def counted_after_sampling(config: Configuration) -> Iterator[Finding]:
    """Find metrics that are made of what sampling has left over."""
    for one in routes(config):
        if samplers(one) and one.end.split("/", 1)[0] in _COUNTING:
            problem = f"{one.end} counts what {samplers(one)[-1]} has left over"
            fix = f"let {one.end} branch off before the sampling: a connector `forward` between the two pipelines"
            yield _in(one.pipelines[-1], "counted-after-sampling", problem, fix)


def delta_to_prometheus(config: Configuration) -> Iterator[Finding]:
    """Find deltas on their way to Prometheus, which keeps cumulative sums only and drops the others."""
    for one in routes(config):
        exporter = config.get("exporters", one.end)
        if exporter is None or not _is_prometheus(exporter.type, str(exporter.settings.get("endpoint", ""))):
            continue
        cause = _delta(config, one)
        if cause:
            problem = f"{cause} makes deltas, and {one.end} is Prometheus, which drops them"
            yield _in(
                one.pipelines[-1], "delta-to-prometheus", problem, "add the processor delta_to_cumulative"
            )


def not_redacted(config: Configuration) -> Iterator[Finding]:
    """Find ways on which nothing takes personal data and secrets out."""
    for one in routes(config):
        sends = config.get("exporters", one.end)
        if sends is None or sends.type in _NOT_AWAY or redactors(one):
            continue
        if one.pipelines[0].signal in ("traces", "logs") and config.get("receivers", one.receiver):
            problem = f"personal data and secrets of {one.receiver} go to {one.end} as they are"
            yield _in(one.pipelines[-1], "not-redacted", problem, "add the processor pii_redaction")


def sampled_in_memory(config: Configuration) -> Iterator[Finding]:
    """Find tail sampling whose spans a kill takes along: nothing that was sent waits for the decision."""
    for one in routes(config):
        tail = [name for name in samplers(one) if name.startswith("tail_sampling")]
        if tail and not any(_held(config, line) for line in one.pipelines[:-1]):
            wait = config.components["processors"][tail[0]].settings.get("decision_wait", "30s")
            problem = f"{tail[0]} holds spans for {wait} in memory, acknowledged: a kill -9 loses them"
            fix = "hold them in a queue beside it (delayed_ack, see docs/collector.md), or keep every trace"
            yield _in(one.pipelines[-1], "sampled-in-memory", problem, fix)


def forgets_position(config: Configuration) -> Iterator[Finding]:
    """Find log readers that do not know after a restart where they were."""
    for reader in config.active("receivers", "file_log", "filelog", "journald"):
        if not reader.settings.get("storage"):
            fix = "add `storage: file_storage/…` and that extension"
            problem = "forgets at a restart how far it had read"
            yield Finding("warning", "forgets-position", reader.place, reader.key, problem, fix)


CHECKS: tuple[Callable[[Configuration], Iterable[Finding]], ...] = (
    sends_to_itself,
    no_limiter,
    counted_after_sampling,
    delta_to_prometheus,
    not_redacted,
    sampled_in_memory,
    forgets_position,
)


def _delta(config: Configuration, one: Route) -> str:
    """Return what makes deltas on this way, unless they are added up again behind it."""
    if any(kind in _TO_CUMULATIVE for kind in one.types):
        last = max(index for index, kind in enumerate(one.types) if kind in _TO_CUMULATIVE)
        if not any(kind in _MAKES_DELTA for kind in one.types[last:]):
            return ""
    makers = [name for name, kind in zip(one.processors, one.types, strict=True) if kind in _MAKES_DELTA]
    source = config.get("receivers", one.receiver) or config.get("connectors", one.receiver)
    asked = str(source.settings.get("aggregation_temporality", "")).upper() if source else ""
    if source and (source.type in _DELTA_SOURCES or "DELTA" in asked):
        makers.append(one.receiver)
    return makers[0] if makers else ""


def _is_prometheus(kind: str, endpoint: str) -> bool:
    return kind in ("prometheus_remote_write", "prometheusremotewrite") or "/api/v1/otlp" in endpoint


def _held(config: Configuration, line: Pipeline) -> bool:
    """Tell whether an exporter of this pipeline keeps what it sent until the receiver has had its time."""
    for name in line.exporters:
        exporter = config.get("exporters", name)
        for entry in (exporter.settings.get("middlewares") or ()) if exporter else ():
            if str(entry.get("id", "")).startswith("delayed_ack"):
                return True
    return False


def _in(line: Pipeline, rule: str, problem: str, fix: str) -> Finding:
    return Finding("warning", rule, line.place, line.key, problem, fix)
