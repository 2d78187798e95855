"""Groups of equal errors: a window, a count, a bounded memory."""

from __future__ import annotations

import threading

from hypothesis import given
from hypothesis import strategies as st

from otel_kit.pipeline.categories import Classification
from otel_kit.pipeline.errors._groups import Groups, Sighting

LOW, HIGH = Classification("validation", "low"), Classification("database", "high")


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self):
        self.now = 0.0

    def read(self):
        """Return the time."""
        return self.now


def test_after_the_window_the_next_is_told_with_how_many_came_untold():
    clock = Clock()
    groups = Groups(60, clock.read)
    assert groups.see("f", "E", LOW) == Sighting(new=True, told=True, repeats=0)
    assert groups.see("f", "E", LOW) == Sighting(new=False, told=False, repeats=0)
    clock.now = 60
    assert groups.see("f", "E", LOW) == Sighting(new=False, told=True, repeats=1)


def test_where_none_follows_the_count_is_told_by_itself_once():
    clock = Clock()
    groups = Groups(60, clock.read)
    for _ in range(4):
        groups.see("f", "E", LOW)
    assert groups.over() == []
    clock.now = 61
    assert [(over.fingerprint, over.repeats) for over in groups.over()] == [("f", 3)]
    assert groups.over() == []
    assert groups.see("f", "E", LOW) == Sighting(new=False, told=True, repeats=0)


def test_at_the_end_all_counts_are_told():
    groups = Groups(60, Clock().read)
    for _ in range(2):
        groups.see("f", "E", LOW)
    assert [over.repeats for over in groups.over(all_of_them=True)] == [1]


def test_what_was_not_seen_for_an_hour_is_not_active():
    clock = Clock()
    groups = Groups(60, clock.read)
    groups.see("f", "E", LOW)
    groups.see("g", "E", HIGH)
    clock.now = 3601
    groups.see("g", "E", HIGH)
    assert groups.active() == {LOW: 0, HIGH: 1}


def test_the_memory_is_bounded():
    groups = Groups(60, Clock().read)
    for number in range(5000):
        groups.see(str(number), "E", LOW)
    assert groups.active()[LOW] == 1000


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 50)), max_size=60))
def test_nothing_is_lost_each_is_told_or_counted(events):
    clock = Clock()
    groups = Groups(60, clock.read)
    told = 0
    for fingerprint, pause in events:
        clock.now += pause
        sighting = groups.see(fingerprint, "E", LOW)
        told += sighting.told + sighting.repeats
    assert told + sum(over.repeats for over in groups.over(all_of_them=True)) == len(events)


def test_threads_lose_nothing():
    groups = Groups(60, Clock().read)
    threads = [
        threading.Thread(target=lambda: [groups.see("f", "E", LOW) for _ in range(2000)]) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [over.repeats for over in groups.over(all_of_them=True)] == [7999]
