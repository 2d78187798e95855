"""The way of spans and log records: a bounded queue, batches, and repetition until the collector takes them."""

from __future__ import annotations

import collections
import dataclasses
import random
import threading
import time
from typing import TYPE_CHECKING, Any

from otel_kit._guard import guarded
from otel_kit.pipeline._answer import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from otel_kit.pipeline._answer import Answer
    from otel_kit.pipeline._client import Client
    from otel_kit.pipeline._codec import Codec
    from otel_kit.pipeline.delivery import Tally

_FIRST_BACKOFF = 1.0
_LONGEST_BACKOFF = 10.0


@dataclasses.dataclass(frozen=True)
class Limits:
    """How many items may wait, how many make a request, and how many seconds one waits at most."""

    capacity: int
    batch: int
    delay: float


@dataclasses.dataclass(frozen=True)
class Batch:
    """A request that is ready to be sent, as often as it takes."""

    payload: bytes
    size: int


@dataclasses.dataclass(frozen=True)
class Mark:
    """A place in the stream: how many items had been taken in, and how many were lost by then."""

    entered: int
    lost: int


class Lane:
    """Takes items from any thread, and hands them to the collector in the worker's thread.

    A full queue drops what is newest. A batch that fails stays at the head and is repeated with backoff.
    """

    def __init__(
        self,
        codec: Codec,
        client: Client,
        tally: Tally,
        limits: Limits,
        wake: Callable[[], None],
    ) -> None:
        """Start empty; `wake` is called when a batch is full."""
        self._codec = codec
        self._client = client
        self._tally = tally
        self._wake = wake
        self._capacity = limits.capacity
        self._batch = limits.batch
        self._delay = limits.delay
        # Re-entrant: a signal handler may log while this very thread is in `put`.
        self._lock = threading.RLock()
        self._items: collections.deque[Any] = collections.deque()
        self._held: Batch | None = None
        self._taken = 0
        self._entered = 0
        self._settled = 0
        self._lost = 0
        self._open = True
        self._abandoned = False
        self._failures = 0
        self._next = time.monotonic() + limits.delay
        tally.waiting = lambda: len(self._items) + self._taken

    def put(self, item: object) -> None:
        """Take an item in; never waits, never raises."""
        if not self._open:
            self._refuse()
            return
        with self._lock:
            size = len(self._items)
            if size + self._taken >= self._capacity:
                self._tally.drop("queue_full", 1)
                return
            self._items.append(item)
            self._entered += 1
        if size + 1 == self._batch:
            self._wake()

    def due(self) -> float:
        """Return when (monotonic seconds) the lane wants to send next."""
        if self._failures == 0 and len(self._items) >= self._batch:
            return 0.0
        return self._next

    def postpone(self, seconds: float) -> None:
        """Do nothing for a while."""
        self._next = time.monotonic() + seconds

    def step(self, timeout: float) -> Answer | None:
        """Send one request; return its answer, or `None` where nothing waited."""
        batch = self._held or self._next_batch()
        self._next = time.monotonic() + self._delay
        if batch is None:
            return None
        self._held = batch
        answer = self._client.post(batch.payload, timeout)
        if not self._open:  # closed meanwhile: it was counted as dropped
            return answer
        if answer.verdict is Verdict.RETRY:
            self._repeat_later(answer)
        else:
            self._settle(batch, answer)
        return answer

    def mark(self) -> Mark:
        """Remember everything that has been taken in up to now."""
        return Mark(self._entered, self._lost)

    def reached(self, mark: Mark) -> bool:
        """Tell whether everything up to the mark has come to an end, delivered or not."""
        return self._settled >= mark.entered

    def lossless_since(self, mark: Mark) -> bool:
        """Tell whether nothing that had been taken in was lost after the mark."""
        return self._lost == mark.lost

    def close(self) -> int:
        """Take nothing in any more, count what is left as dropped and return how much that was."""
        self._open = False
        with self._lock:
            left = len(self._items) + self._taken
            self._items.clear()
            self._held, self._taken = None, 0
            if left:
                self._tally.drop("shutdown", left)
        return left

    def release(self) -> None:
        """Close the connection."""
        self._client.close()

    def abandon(self) -> None:
        """Become inert in a forked child, without taking a lock that another thread may have held at the fork.

        The items stay where they are: to free them would copy the memory that parent and child share.
        """
        self._abandoned = True
        self._open = False
        self._client.abandon()

    def _refuse(self) -> None:
        if not self._abandoned:
            with self._lock:
                self._tally.drop("shutdown", 1)

    def _next_batch(self) -> Batch | None:
        with self._lock:
            items = [self._items.popleft() for _ in range(min(len(self._items), self._batch))]
            self._taken = len(items)
        if not items:
            return None
        payload, encoded = self._encode(items)
        bad = len(items) - encoded
        if bad:
            self._end_of(bad, lost="not_encodable")
        return Batch(payload, encoded) if encoded else None

    def _encode(self, items: list[Any]) -> tuple[bytes, int]:
        """Encode a batch; where that fails, leave out the items at fault."""
        with guarded(f"pipeline.encode.{self._client.signal}"):
            return self._codec.encode(items), len(items)
        good = []
        for item in items:
            with guarded(f"pipeline.encode.{self._client.signal}") as single:
                self._codec.encode([item])
            if single.ok:
                good.append(item)
        return (self._codec.encode(good), len(good)) if good else (b"", 0)

    def _settle(self, batch: Batch, answer: Answer) -> None:
        self._held = None
        self._failures = 0
        if answer.verdict is Verdict.REFUSED:
            self._tally.fail(answer.error)
            self._end_of(batch.size, lost="refused")
            return
        rejected = min(self._codec.rejected(answer.body), batch.size)
        if rejected:
            self._end_of(rejected, lost="rejected")
        self._tally.accepted += batch.size - rejected
        self._end_of(batch.size - rejected)

    def _end_of(self, count: int, *, lost: str | None = None) -> None:
        with self._lock:
            self._taken -= min(count, self._taken)
            self._settled += count
            if lost is not None:
                self._lost += count
                self._tally.drop(lost, count)

    def _repeat_later(self, answer: Answer) -> None:
        self._tally.fail(answer.error)
        self._next = time.monotonic() + pause(self._failures, answer)
        self._failures += 1


def pause(failures: int, answer: Answer) -> float:
    """Return the seconds until a request is repeated: longer with each failure, and as long as the answer asks for."""
    wait = backoff(failures, random.random())  # noqa: S311 - spreads retries, keeps no secret
    return max(wait, min(answer.retry_after, _LONGEST_BACKOFF))


def backoff(failures: int, spread: float) -> float:
    """Return the seconds to wait after so many earlier failures; `spread` from 0 to 1 varies it by ±20 %."""
    base = min(_FIRST_BACKOFF * 2.0 ** min(failures, 10), _LONGEST_BACKOFF)
    return base * (0.8 + 0.4 * spread)
