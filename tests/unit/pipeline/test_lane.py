"""A lane keeps what the collector did not take, repeats it with growing pauses, and counts everything exactly."""

from __future__ import annotations

import itertools
import threading
import time

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from otel_kit import settings
from otel_kit.pipeline import _codec
from otel_kit.pipeline._client import build_clients
from otel_kit.pipeline._lane import Lane, Limits, backoff
from otel_kit.pipeline.delivery import Tally
from support import otlp


@pytest.fixture
def collector():
    with otlp.collector() as found:
        yield found


@pytest.fixture
def lane_to(collector):
    """Make lanes to the collector, and close their connections in the end."""
    lanes = []

    def make(*, capacity=100, batch=10, wake=lambda: None):
        clients = build_clients(settings.load({"endpoint": collector.endpoint}, {}), lambda *_: None)
        tally = Tally()
        lanes.append(Lane(_codec.TRACES, clients["traces"], tally, Limits(capacity, batch, 1.0), wake))
        return lanes[-1], tally

    yield make
    for lane in lanes:
        lane.release()


def _spans(count):
    exporter = InMemorySpanExporter()
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    for number in range(count):
        provider.get_tracer("t").start_span(f"span-{number}").end()
    return exporter.get_finished_spans()


def _fill(lane, count):
    for span in _spans(count):
        lane.put(span)


def test_items_leave_in_batches_and_in_their_order(collector, lane_to):
    lane, tally = lane_to()
    _fill(lane, 25)
    assert [lane.step(5) is not None for _ in range(4)] == [True, True, True, False]
    assert collector.span_names() == [f"span-{n}" for n in range(25)]
    assert [len(collector.requests), tally.accepted, tally.waiting()] == [3, 25, 0]


def test_a_batch_that_failed_goes_first_and_counts_towards_the_capacity(collector, lane_to):
    lane, tally = lane_to(capacity=20)
    collector.answers = [503]
    _fill(lane, 20)
    lane.step(5)
    _fill(lane, 5)
    assert tally.dropped == {"queue_full": 5}
    assert tally.waiting() == 20
    lane.step(5)
    assert collector.span_names() == [f"span-{n}" for n in range(10)]


def test_pauses_grow_to_a_limit_and_the_collectors_wish_is_heard(collector, lane_to):
    assert [backoff(failures, 0.5) for failures in range(6)] == [1, 2, 4, 8, 10, 10]
    assert (backoff(0, 0.0), backoff(0, 1.0)) == (0.8, pytest.approx(1.2))
    lane, _ = lane_to()
    collector.answers, collector.retry_after = [503], "7"
    _fill(lane, 1)
    lane.step(5)
    assert 6 < lane.due() - time.monotonic() <= 7


def test_a_full_batch_is_due_at_once_unless_the_last_one_failed(collector, lane_to):
    woken = []
    lane, _ = lane_to(wake=lambda: woken.append(1))
    assert lane.due() > time.monotonic()
    _fill(lane, 10)
    assert woken == [1]
    assert lane.due() <= time.monotonic()
    collector.answers = [503]
    lane.step(5)
    assert lane.due() > time.monotonic()


def test_an_item_that_cannot_be_encoded_costs_only_itself(collector, lane_to, monkeypatch):
    monkeypatch.delenv("OTEL_KIT_STRICT", raising=False)
    lane, tally = lane_to()
    spans = _spans(4)
    for item in (*spans[:2], object(), *spans[2:]):
        lane.put(item)
    mark = lane.mark()
    lane.step(5)
    assert collector.span_names() == [f"span-{n}" for n in range(4)]
    assert (tally.accepted, tally.dropped) == (4, {"not_encodable": 1})
    assert lane.reached(mark)
    assert not lane.lossless_since(mark)


def test_every_item_of_many_threads_is_counted_once(collector, lane_to):
    lane, tally = lane_to(capacity=1000)
    item = _spans(1)[0]
    threads = [threading.Thread(target=lambda: [lane.put(item) for _ in range(500)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (tally.waiting(), tally.dropped) == (1000, {"queue_full": 1000})
    left = lane.close()
    lane.put(item)
    assert (left, tally.dropped, tally.waiting()) == (1000, {"queue_full": 1000, "shutdown": 1001}, 0)


def test_a_mark_is_reached_when_all_that_came_before_it_has_ended(collector, lane_to):
    lane, _ = lane_to()
    _fill(lane, 12)
    mark = lane.mark()
    _fill(lane, 30)
    steps = next(number for number in itertools.count() if lane.reached(mark) or not lane.step(5))
    assert steps == 2
    assert lane.lossless_since(mark)


def test_an_abandoned_lane_takes_nothing_and_needs_no_lock(collector, lane_to):
    lane, tally = lane_to()
    holder = threading.Thread(target=lane._lock.acquire)  # as a thread that is lost in a fork
    holder.start()
    holder.join()
    lane.abandon()
    lane.put(_spans(1)[0])
    assert tally.dropped == {}
