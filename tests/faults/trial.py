"""One scenario, run and counted."""

from __future__ import annotations

import contextlib
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from faults.load import Load
from faults.stored import Stored

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from faults.field import Field
    from faults.load import Tally
    from faults.scenarios import Scenario

_STEADY_SECONDS = 4.0
_AFTER_SECONDS = 2.0
_PATIENCE_SECONDS = 60.0  # without anything more being found
_BOUND_SECONDS = 15.0  # the same, where something may be lost
_RECOVERS_WITHIN_SECONDS = 90.0
_LOOK_SECONDS = 0.5


@dataclass(frozen=True)
class Count:
    """One signal of one scenario; metrics are counted in points."""

    sent: int
    accepted: int
    stored: int
    lost: int
    duplicated: int
    final_values_agree: bool = True


@dataclass(frozen=True)
class Outcome:
    """What a scenario did: `memory` is the highest of the collectors in bytes, `recovery` in seconds or None."""

    scenario: Scenario
    counts: dict[str, Count]
    memory: int
    recovery: float | None

    @property
    def is_as_promised(self) -> bool:
        """Whether nothing accepted was lost, but for what the scenario names."""
        return self.recovery is not None and all(
            (count.lost == 0 and count.final_values_agree) or signal in self.scenario.bound
            for signal, count in self.counts.items()
        )


def run(field: Field, scenario: Scenario) -> Outcome:
    """Run the load through the scenario's fault, and count what is there afterwards."""
    name = f"{scenario.name}-{uuid.uuid4().hex[:6]}"
    with contextlib.ExitStack() as stack:
        if scenario.around:
            stack.enter_context(scenario.around(field, None))
        stack.enter_context(field.collectors(*scenario.collectors))
        watch = stack.enter_context(_watching(field, scenario.collectors))
        stored = stack.enter_context(contextlib.closing(Stored(field.stack.endpoints, name)))
        load = Load(field.address(scenario.collectors[0], "collector"), name)
        try:
            load.start()
            load.go_on(_STEADY_SECONDS)
            with scenario.fault(field, load):
                mended = time.monotonic()
            recovery = _recovery(stored, load, mended, scenario.bound)
            load.go_on(_AFTER_SECONDS)
        finally:
            load.stop()
        counts = {
            signal: _count(
                stored, signal, tally, _BOUND_SECONDS if signal in scenario.bound else _PATIENCE_SECONDS
            )
            for signal, tally in load.tallies.items()
        }
    return Outcome(scenario, counts, watch.highest, recovery)


def _recovery(stored: Stored, load: Load, mended: float, bound: Collection[str]) -> float | None:
    """Return how long it took until all is stored that was accepted so far, and more is accepted."""
    so_far = {signal: list(tally.accepted) for signal, tally in load.tallies.items() if signal not in bound}
    while time.monotonic() < mended + _RECOVERS_WITHIN_SECONDS:
        if load.accepts() and not any(stored.look(signal, keys) for signal, keys in so_far.items()):
            return time.monotonic() - mended
    return None


def _count(stored: Stored, signal: str, tally: Tally, patience: float) -> Count:
    missing = stored.look(signal, tally.accepted)
    fewest, since = missing, time.monotonic()
    while missing and time.monotonic() < since + patience:
        threading.Event().wait(_LOOK_SECONDS)
        missing = stored.look(signal, tally.accepted)
        if missing < fewest:
            fewest, since = missing, time.monotonic()
    found = stored.found.get(signal, Counter())
    agree = signal != "metrics" or _last_values(tally.accepted) == _last_values(found)
    return Count(tally.sent, len(tally.accepted), len(found), missing, stored.duplicates(signal), agree)


def _last_values(points: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return the highest value of each series: a sum that never falls."""
    last: dict[str, int] = {}
    for series, value in points:
        last[series] = max(last.get(series, 0), int(value))
    return last


@dataclass
class _Watch:
    highest: int = 0


@contextlib.contextmanager
def _watching(field: Field, names: tuple[str, ...]) -> Iterator[_Watch]:
    """Look at the collectors' memory twice a second inside the block."""
    watch, stopping = _Watch(), threading.Event()

    def look() -> None:
        while not stopping.wait(0.5):
            watch.highest = max([watch.highest, *(field.memory(name) for name in names)])

    thread = threading.Thread(target=look, name="memory")
    thread.start()
    try:
        yield watch
    finally:
        stopping.set()
        thread.join()
