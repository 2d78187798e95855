from __future__ import annotations

import threading

from otel_kit.ops.stack._logs import follow, tail
from support.waiting import wait_for


def test_the_last_lines_come_in_order(tmp_path):
    (tmp_path / "log").write_text("1\n2\n3\n")

    assert tail(tmp_path / "log", 2) == ["2", "3"]
    assert tail(tmp_path / "log", 0) == []


def test_a_log_that_is_not_there_has_no_lines(tmp_path):
    assert tail(tmp_path / "log", 5) == []


def test_of_a_very_long_log_only_whole_lines_are_shown(tmp_path):
    (tmp_path / "log").write_text("a line\n" * 200_000)

    assert set(tail(tmp_path / "log", 200_000)) == {"a line"}


def test_bytes_that_are_no_text_do_not_matter(tmp_path):
    (tmp_path / "log").write_bytes(b"\xff\xfe!\n")

    assert tail(tmp_path / "log", 1)[0].endswith("!")


def test_following_yields_whole_lines_also_after_a_rotation(tmp_path):
    log = tmp_path / "log"
    log.write_text("old\n")
    seen = []
    threading.Thread(target=_collect, args=(log, seen), daemon=True).start()
    wait_for(lambda: _appended(log, "tick\n") and "tick" in seen, 5, "a line that was added")

    log.write_text("")
    wait_for(lambda: _appended(log, "rotated\n") and "rotated" in seen, 5, "a line after the rotation")

    assert "old" not in seen


def test_following_begins_with_the_last_lines_and_misses_nothing_after_them(tmp_path):
    log = tmp_path / "log"
    log.write_text("1\n2\n3\nhalf a")
    lines = follow(log, 2)
    assert [next(lines), next(lines)] == ["2", "3"]

    _appended(log, " line\n4\n")

    assert [next(lines), next(lines)] == ["half a line", "4"]


def test_a_letter_that_arrives_in_two_halves_is_one_letter(tmp_path):
    log = tmp_path / "log"
    log.write_bytes(b"x\n")
    lines = follow(log, 1)
    assert next(lines) == "x"
    seen = []
    threading.Thread(target=lambda: seen.append(next(lines)), daemon=True).start()

    for half in (b"\xc3", b"\xa9\n"):
        with log.open("ab") as file:
            file.write(half)

    wait_for(lambda: seen == ["é"], 5, "the line")


def test_a_log_can_be_followed_before_it_is_there(tmp_path):
    log = tmp_path / "log"
    seen = []
    threading.Thread(target=_collect, args=(log, seen), daemon=True).start()

    wait_for(lambda: _appended(log, "rotated\n") and "rotated" in seen, 5, "its first line")


def _collect(log, seen):
    for line in follow(log):
        seen.append(line)
        if line == "rotated":
            return


def _appended(log, text):
    with log.open("a") as file:
        file.write(text)
    return True
