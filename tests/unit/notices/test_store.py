"""What arrived is kept: once, bounded, and across crashes."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, replace

import pytest

from otel_kit.ops.notices import Store, parse, read
from support.disk import full_disk


@pytest.fixture
def path(tmp_path):
    """The file of a store."""
    return tmp_path / "data" / "notices.jsonl"


@pytest.fixture
def notice(payload):
    """One notice."""
    return parse(payload, "2026-11-24T12:04:32.000Z")[0]


def numbered(notice, count):
    return [replace(notice, fingerprint=f"{number:016x}") for number in range(count)]


def test_a_new_store_is_empty_and_makes_its_folder(path):
    assert Store(path).all() == []
    assert path.exists()


def test_notices_come_back_in_the_order_in_which_they_arrived_also_after_a_restart(path, notice):
    arrived = numbered(notice, 3)
    assert Store(path).add(arrived) == 3

    assert Store(path).all() == read(path) == arrived


def test_the_same_notice_is_kept_once_also_after_a_restart_and_within_one_delivery(path, notice):
    store = Store(path)
    assert store.add([notice, notice]) == 1
    assert store.add([replace(notice, received_at="later")]) == 0
    assert Store(path).add([notice]) == 0
    assert Store(path).add([replace(notice, status="resolved")]) == 1

    assert [one.status for one in read(path)] == ["firing", "resolved"]


def test_only_the_last_ones_are_kept_in_memory_and_on_disk(path, notice):
    store = Store(path, kept=10)
    for one in numbered(notice, 95):
        store.add([one])

    assert store.all() == numbered(notice, 95)[-10:]
    assert len(path.read_text().splitlines()) <= 20
    assert Store(path, kept=10).all() == store.all()


@pytest.mark.parametrize(
    "torn",
    ['{"received_at": "2026-11-', "\x00\x00\x00", "[]", "null", '{"status": 1}', "[" * 100_000],
    ids=["half a line", "zeros", "a list", "null", "another object", "deep"],
)
def test_a_torn_last_line_costs_that_line_only(path, notice, torn):
    first, second = numbered(notice, 2)
    Store(path).add([first])
    with path.open("a") as file:
        file.write(torn)

    store = Store(path)
    assert store.all() == [first]
    store.add([second])
    assert read(path) == [first, second]


@pytest.mark.parametrize("field", ["received_at", "summary", "fingerprint", "labels"])
def test_a_line_with_a_value_of_another_kind_is_passed_over(path, notice, field):
    path.parent.mkdir()
    path.write_text(json.dumps({**asdict(notice), field: ["odd"]}) + "\n")

    assert read(path) == []
    assert Store(path).add([notice]) == 1


def test_bytes_that_are_no_text_are_passed_over(path, notice):
    Store(path).add([notice])
    with path.open("ab") as file:
        file.write(b"\xff\xfe\n")

    assert read(path) == [notice]


def test_no_file_holds_no_notice(path):
    assert read(path) == []


def test_a_full_disk_keeps_nothing_of_a_delivery_and_the_next_one_is_whole(path, notice):
    first, second, third = numbered(notice, 3)
    store = Store(path)
    store.add([first])

    with full_disk(room=path.stat().st_size + 100), pytest.raises(OSError, match="File too large"):
        store.add([second])

    assert store.all() == [first]
    assert store.add([second, third]) == 2
    assert read(path) == [first, second, third]


def test_threads_that_deliver_the_same_notices_keep_each_once(path, notice):
    store = Store(path)
    threads = [threading.Thread(target=store.add, args=(numbered(notice, 50),)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert store.all() == read(path) == numbered(notice, 50)
