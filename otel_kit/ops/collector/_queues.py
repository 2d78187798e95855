"""What waits where: the sending queues of the exporters, and the traps around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from otel_kit.ops._yaml import Section
from otel_kit.ops.collector._graph import routes
from otel_kit.ops.collector._model import Component, Configuration, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from otel_kit.ops.collector._model import Severity

__all__ = ["CHECKS", "Queue", "queues"]

# They send over a network and have the common queue; the others write a file, a page or nothing.
_SENDERS = ("otlp_grpc", "otlp_http", "otlp", "otlphttp", "kafka", "load_balancing", "loadbalancing")
_DEFAULT_ELAPSED = "5m"


@dataclass(frozen=True)
class Queue:
    """The queue of one exporter: where it keeps what waits, how much, and how long it tries again."""

    exporter: Component
    settings: Section
    enabled: bool
    storage: str
    size: str
    consumers: int
    batched: bool
    retries: str

    @property
    def persistent(self) -> bool:
        """Whether what waits outlives the process."""
        return self.enabled and bool(self.storage)


def queues(config: Configuration) -> list[Queue]:
    """Return the queues of the used exporters that send over a network."""
    return [_queue(exporter) for exporter in config.active("exporters", *_SENDERS)]


def not_persistent(config: Configuration) -> Iterator[Finding]:
    """Find senders whose queue a crash empties."""
    for queue in queues(config):
        if not queue.persistent:
            problem = "what waits is in memory and goes with the process" if queue.enabled else "has no queue"
            fix = "add `sending_queue: {storage: file_storage/…}` and that extension"
            yield _found(queue, "no-persistent-queue", "sending_queue", problem, fix)


def gives_up(config: Configuration) -> Iterator[Finding]:
    """Find senders that throw away what could not be sent for a while."""
    for queue in queues(config):
        if queue.retries not in ("off", "without end"):
            problem = f"gives up after {queue.retries}, and drops what it could not send"
            yield _found(queue, "gives-up", "retry_on_failure", problem, "write `max_elapsed_time: 0`")
        if queue.retries == "off" and not _waits_for_result(queue):
            problem = "one failure drops what was to be sent"
            fix = "write `retry_on_failure: {enabled: true, max_elapsed_time: 0}`"
            yield _found(queue, "gives-up", "retry_on_failure", problem, fix)


def out_of_order(config: Configuration) -> Iterator[Finding]:
    """Find senders of metrics whose consumers overtake each other."""
    of_metrics = {one.end for one in routes(config) if one.pipelines[-1].signal == "metrics"}
    for queue in queues(config):
        if queue.exporter.id in of_metrics and queue.enabled and queue.consumers > 1:
            problem = (
                f"{queue.consumers} consumers send samples in no order, and Prometheus may refuse the older"
            )
            fix = "write `num_consumers: 1` for metrics, in an exporter of their own"
            yield _found(queue, "out-of-order", "sending_queue", problem, fix)


def two_batches(config: Configuration) -> Iterator[Finding]:
    """Find a batch processor before a queue: it acknowledges what is in memory only."""
    batching = {queue.exporter.id for queue in queues(config) if queue.batched}
    for one in routes(config):
        if "batch" in one.types:
            where = " and again in its queue" if one.end in batching else ""
            line = next(line for line in one.pipelines if "batch" in " ".join(line.processors))
            problem = f"`batch` holds in memory what the sender takes for accepted{where} (→ {one.end})"
            fix = "remove it; `sending_queue: {batch: {…}}` batches behind the queue, where nothing is lost"
            yield Finding("warning", "two-batches", line.place, f"{line.key}.processors", problem, fix)


def waits_and_stores(config: Configuration) -> Iterator[Finding]:
    """Find queues that are asked for two things that exclude each other."""
    for queue in queues(config):
        if queue.persistent and _waits_for_result(queue):
            problem = "`wait_for_result` and `storage` exclude each other"
            yield _found(
                queue,
                "waits-and-stores",
                "sending_queue",
                problem,
                "remove `wait_for_result`",
                severity="error",
            )


CHECKS: tuple[Callable[[Configuration], Iterable[Finding]], ...] = (
    not_persistent,
    gives_up,
    out_of_order,
    two_batches,
    waits_and_stores,
)


def _queue(exporter: Component) -> Queue:
    # The balancer's own queue and retries are off where nobody asks for them; everyone else's are on.
    given = not exporter.type.startswith("load")
    queue = _part(exporter.settings, "sending_queue")
    retry = _part(exporter.settings, "retry_on_failure")
    enabled = _is_on(queue, default=given or bool(queue))
    return Queue(
        exporter=exporter,
        settings=queue,
        enabled=enabled,
        storage=str(queue.get("storage") or ""),
        size=_size(queue),
        consumers=int(queue.get("num_consumers", 10)) if enabled else 1,
        batched="batch" in queue,
        retries=_retries(retry, given=given),
    )


def _retries(retry: Section, *, given: bool) -> str:
    if not _is_on(retry, default=given or bool(retry)):
        return "off"
    elapsed = str(retry.get("max_elapsed_time", _DEFAULT_ELAPSED))
    return "without end" if elapsed in ("0", "0s") else elapsed


def _size(queue: Section) -> str:
    size, sizer = queue.get("queue_size", 1000), queue.get("sizer", "requests")
    if sizer == "bytes" and isinstance(size, int):
        return f"{size / 1048576:.0f} MiB"
    return f"{size} {sizer}"


def _is_on(section: Section, *, default: bool) -> bool:
    return bool(section.get("enabled", default))


def _part(settings: Section, key: str) -> Section:
    found: Any = settings.get(key)
    return found if isinstance(found, Section) else Section(settings.at(key))


def _waits_for_result(queue: Queue) -> bool:
    return bool(queue.settings.get("wait_for_result"))


def _found(
    queue: Queue, rule: str, part: str, problem: str, fix: str, *, severity: Severity = "warning"
) -> Finding:
    settings = queue.exporter.settings
    place = settings.at(part) if part in settings else queue.exporter.place
    return Finding(severity, rule, place, f"{queue.exporter.key}.{part}", problem, fix)
