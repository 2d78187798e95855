"""Times and sizes that must fit each other: waits on disk, time limits of requests, and the memory limiter.

The figures are measured: docs/sizing.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from otel_kit.ops._yaml import Section
from otel_kit.ops.collector._graph import own_receiver, routes
from otel_kit.ops.collector._model import Component, Configuration, Finding
from otel_kit.ops.collector._queues import Queue, queues
from otel_kit.ops.rules._units import as_duration, is_duration, seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from otel_kit.ops.collector._model import Pipeline, Severity

__all__ = ["CHECKS"]

_DECIDING_SECONDS = 5  # to decide and to write, beyond the wait
_ANSWER_SECONDS = 5  # of the far end, beyond the hold
_DEFAULT_TIMEOUT = {"otlp_grpc": "5s", "otlp_http": "30s"}
_IDLE_MIB = 90
_KIB_AN_ITEM = 4  # of a span of 650 bytes, in a batch that a sender holds
_MEMORY_A_BYTE = 6  # the same, for batches that are counted in bytes
_STEP_MIB = 64


def held_too_short(config: Configuration) -> Iterator[Finding]:
    """Find spans that no longer wait on disk while the sampler still holds them in memory."""
    told = set()
    for sampler, held in _held_for_samplers(config):
        wait, hold = str(sampler.settings.get("decision_wait", "30s")), _hold(held)
        if held.id in told or not (is_duration(wait) and is_duration(hold)):
            continue
        least = seconds(wait) + _DECIDING_SECONDS
        if seconds(hold) < least:
            told.add(held.id)
            problem = (
                f"{hold} on disk are too short for the {wait} of {sampler.id}: a kill loses what it decides"
            )
            yield _found("held-too-short", held, "hold", problem, f"write {as_duration(least)} or more")


def held_beyond_timeout(config: Configuration) -> Iterator[Finding]:
    """Find requests that are given up before their wait is over: they are sent again for ever."""
    for exporter in config.active("exporters"):
        timeout = str(exporter.settings.get("timeout", _DEFAULT_TIMEOUT.get(exporter.type, "5s")))
        for held in _middlewares(config, exporter):
            hold = _hold(held)
            if not (is_duration(timeout) and is_duration(hold)) or not seconds(hold):
                continue
            if seconds(timeout) < seconds(hold) + _ANSWER_SECONDS:
                problem = f"ends each request after {timeout}, and {held.id} waits for {hold}: it is sent again for ever"
                fix = f"write {as_duration(seconds(hold) + 2 * _ANSWER_SECONDS)} or more"
                yield _found("held-beyond-timeout", exporter, "timeout", problem, fix, severity="error")


def small_limit(config: Configuration) -> Iterator[Finding]:
    """Find memory limiters that refuse a burst already when a backend is away, with the queues on disk nearly empty."""
    waiting = [
        queue for queue in queues(config) if queue.persistent and own_receiver(config, queue.exporter) is None
    ]
    held = sum(map(_senders_mib, waiting))
    if not held:
        return
    needed = held + _IDLE_MIB
    for limiter in config.active("processors", "memory_limiter"):
        limit = limiter.settings.get("limit_mib")
        if not isinstance(limit, int):
            continue
        spike = limiter.settings.get("spike_limit_mib") or limit // 5
        if isinstance(spike, int) and limit - spike < needed:
            most = max(waiting, key=_senders_mib).exporter.id
            problem = (
                f"refuses above {limit - spike} MiB, and with backends away the senders, most of all of {most}, hold"
                f" up to {needed:.0f} MiB while the queue on disk is nearly empty"
            )
            enough = -(-needed * 4 // (3 * _STEP_MIB)) * _STEP_MIB
            fix = f"write limit_mib: {enough:.0f} and a quarter of it for spike_limit_mib, or lower num_consumers"
            yield _found("small-memory-limit", limiter, "limit_mib", problem, fix)


CHECKS: tuple[Callable[[Configuration], Iterable[Finding]], ...] = (
    held_too_short,
    held_beyond_timeout,
    small_limit,
)


def _held_for_samplers(config: Configuration) -> Iterator[tuple[Component, Component]]:
    """Yield each sampler with each wait that a queue before it has."""
    for one in routes(config):
        for name in one.processors:
            sampler = config.get("processors", name)
            if sampler and sampler.type == "tail_sampling":
                yield from ((sampler, held) for held in _holds(config, one.pipelines[:-1]))


def _holds(config: Configuration, lines: Iterable[Pipeline]) -> Iterator[Component]:
    for line in lines:
        for name in line.exporters:
            exporter = config.get("exporters", name)
            if exporter:
                yield from _middlewares(config, exporter)


def _middlewares(config: Configuration, exporter: Component) -> Iterator[Component]:
    for entry in exporter.settings.get("middlewares") or ():
        held = config.get("extensions", str(entry.get("id", "")))
        if held and held.type == "delayed_ack":
            yield held


def _hold(held: Component) -> str:
    return str(held.settings.get("hold", "3s"))


def _senders_mib(queue: Queue) -> float:
    """Return the memory of the batches that all senders of a queue hold when nobody answers."""
    batch = queue.settings.get("batch")
    if not isinstance(batch, Section):
        return 0
    size = batch.get("min_size", 0)
    if not isinstance(size, int):
        return 0
    held = queue.consumers * size
    return held * _MEMORY_A_BYTE / 2**20 if batch.get("sizer") == "bytes" else held * _KIB_AN_ITEM / 1024


def _found(
    rule: str, component: Component, setting: str, problem: str, fix: str, *, severity: Severity = "warning"
) -> Finding:
    place = component.settings.at(setting) if setting in component.settings else component.place
    return Finding(severity, rule, place, f"{component.key}.{setting}", problem, fix)
