"""The worker goes on after a fault of ours, and a flush that cannot succeed neither spins nor overstays."""

from __future__ import annotations

import time

import pytest

from otel_kit._guard import faults
from otel_kit.pipeline._lane import Mark
from otel_kit.pipeline._worker import Worker
from support.waiting import wait_for


class _Faulty:
    """A lane whose every step is a fault."""

    def __init__(self):
        self.steps = 0
        self.at = 0.0

    def due(self):
        return self.at

    def step(self, _):
        self.steps += 1
        raise ValueError("broken")

    def postpone(self, seconds):
        self.at = time.monotonic() + seconds

    def mark(self):
        return Mark(1, 0)

    def reached(self, _):
        return False

    def lossless_since(self, _):
        return True

    def release(self):
        """Hold nothing."""


@pytest.fixture
def worker():
    made = Worker(timeout=1.0)
    yield made
    made.stop()
    made._thread.join(5)


def test_a_faulty_lane_is_left_alone_for_a_while_and_counted(worker, monkeypatch):
    monkeypatch.delenv("OTEL_KIT_STRICT", raising=False)
    lane = _Faulty()
    before = faults().get("pipeline.worker", 0)
    worker.start([lane])
    wait_for(lambda: faults().get("pipeline.worker", 0) > before, 5, "the fault")
    began = time.monotonic()
    assert worker.flush(0.4) is False
    assert 0.3 < time.monotonic() - began < 0.8
    assert lane.steps < 10


def test_a_flush_works_where_no_thread_can_run():
    worker = Worker(timeout=1.0)
    worker._lanes = []
    assert worker.flush(1.0) is True
