"""The log on disk: what it survives, and what its check finds."""

from __future__ import annotations

import threading

import pytest

from otel_kit.pipeline.audit import AuditUnavailableError, verify
from otel_kit.pipeline.audit._files import Cursor
from support.disk import full_disk

KEY = b"a key of sixteen bytes and more"


def write(log, count):
    """Append entries that differ."""
    return [log.append({"attributes": {"kit.audit.target": f"user:{number}"}}) for number in range(count)]


def problems(folder, key=None):
    """Return what the check finds, without places."""
    return [finding.problem for finding in verify(folder, key).findings]


def segment(folder, number=1):
    """Return a file of the log."""
    return folder / f"{number:08d}.audit"


def edit(folder, change):
    """Let somebody change the lines of the first file."""
    lines = segment(folder).read_bytes().splitlines(keepends=True)
    segment(folder).write_bytes(b"".join(change(lines)))


def test_a_log_as_it_was_written_is_in_order(folder, log_of):
    """Numbers run from 1, and the check finds nothing."""
    assert write(log_of(), 3) == [1, 2, 3]
    report = verify(folder)
    assert (report.entries, report.first, report.last, report.findings) == (3, 1, 3, [])


def test_processes_of_a_service_write_one_chain(folder, log_of):
    """Each goes on where the other has ended."""
    one, two = log_of("one"), log_of("two")
    assert [log.append({}) for log in (one, two, one, two)] == [1, 2, 3, 4]
    assert problems(folder) == []


def test_threads_write_one_chain(folder, log_of):
    """No number is lost or given twice."""
    log = log_of()
    threads = [threading.Thread(target=write, args=(log, 50)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (verify(folder).entries, problems(folder)) == (200, [])


def test_a_changed_entry_shows(folder, log_of):
    """Another target than the one that was written."""
    write(log_of(), 3)
    edit(folder, lambda lines: [line.replace(b"user:1", b"user:9") for line in lines])
    assert problems(folder) == ["this entry was changed, or was sealed with another key"]


def test_a_removed_entry_shows(folder, log_of):
    """One from the middle."""
    write(log_of(), 3)
    edit(folder, lambda lines: [line for line in lines if b"user:1" not in line])
    assert problems(folder) == ["1 entry is missing before this one"]


def test_entries_that_changed_places_show(folder, log_of):
    """The last two, exchanged."""
    write(log_of(), 3)
    edit(folder, lambda lines: [*lines[:-2], lines[-1], lines[-2]])
    assert len(problems(folder)) == 2


def test_removed_delivered_entries_at_the_end_show(folder, log_of):
    """What was delivered is known beside the log."""
    log = log_of()
    write(log, 3)
    log.files.move(Cursor(1, 0, 3))
    edit(folder, lambda lines: lines[:-2])
    assert problems(folder) == ["the last 2 delivered entries are missing at the end"]


def test_a_writer_that_goes_on_notices_that_the_file_became_shorter(folder, log_of):
    """It says so in the log, and the gap stays visible."""
    log = log_of()
    write(log, 3)
    edit(folder, lambda lines: lines[:-1])
    log.append({})
    assert problems(folder) == [
        "1 entry is missing before this one",
        "the writer noticed: the file was shorter than it had been",
    ]


def test_without_the_key_nobody_can_write_an_entry(folder, log_of):
    """An entry that was sealed without it, or with another one, shows."""
    log_of(key=KEY).append({})
    assert problems(folder, KEY) == []
    log_of(key=b"another key of sixteen bytes").append({})
    assert "this entry was changed, or was sealed with another key" in problems(folder, KEY)


def test_half_an_entry_of_a_killed_process_is_repaired(folder, log_of):
    """The next entry is whole, and says what was cut off."""
    write(log_of(), 2)
    with segment(folder).open("ab") as file:
        file.write(b"0123 half")
    assert [note.problem for note in verify(folder).notes] == [
        "half an entry at the end; the next one repairs that"
    ]
    assert log_of().append({}) == 3
    report = verify(folder)
    assert report.findings == []
    assert [note.problem for note in report.notes] == ["half an entry was cut off before this one"]


def test_a_last_line_that_is_no_entry_stops_nobody(folder, log_of):
    """The log goes on in a new file, and the check tells."""
    write(log_of(), 2)
    with segment(folder).open("ab") as file:
        file.write(b"nonsense\n")
    log_of().append({})
    assert "this is no entry" in problems(folder)


def test_the_oldest_delivered_entries_make_room_for_new_ones(folder, log_of):
    """The log says what it removed, so that its new start is in order."""
    log = log_of(limit=16_000, delivers=False)
    write(log, 200)
    report = verify(folder)
    assert report.first > 1
    assert (report.last, report.findings) == (200, [])
    assert sum(log.files.segments().values()) <= 16_000 + 4_000


def test_a_removed_file_shows(folder, log_of):
    """Where the log itself did not remove it."""
    log = log_of(limit=16_000)
    write(log, 20)
    assert len(log.files.segments()) > 2
    segment(folder, 1).unlink()
    assert problems(folder) == ["what came before is missing, and no entry says why"]


def test_what_was_not_delivered_is_never_removed(folder, log_of):
    """A full log refuses, and says later how many it refused."""
    log = log_of(limit=8_000)
    with pytest.raises(AuditUnavailableError, match="8000 bytes"):
        write(log, 200)
    last = verify(folder).last
    log.files.move(Cursor(max(log.files.segments()), 0, last))
    assert log.append({}) == last + 1
    report = verify(folder)
    assert report.findings == []
    assert [note.problem for note in report.notes] == ["1 could not be written, and went out without the log"]


def test_a_full_disk_refuses_and_leaves_the_log_whole(folder, log_of):
    """No half entry stays behind."""
    log = log_of()
    write(log, 2)
    with full_disk(segment(folder).stat().st_size + 50), pytest.raises((OSError, AuditUnavailableError)):
        log.append({})
    assert log.append({}) == 3
    assert problems(folder) == []


def test_a_signal_handler_does_not_break_the_writing_that_it_interrupts(folder, log_of):
    """Its entry is refused; the one under way is whole."""
    refused = []

    def clock():
        if not refused:
            refused.append(True)
            with pytest.raises(AuditUnavailableError):
                log.append({})
        return 1

    log = log_of(clock=clock)
    log.append({})
    assert problems(folder) == []


def test_a_process_that_stands_still_with_the_lock_holds_nobody_up(log_of):
    """After a quarter of a second the entry is refused."""
    one, two = log_of("one"), log_of("two")
    one.append({})
    with one.files.locked("write", 0) as ours:
        assert ours
        with pytest.raises(AuditUnavailableError, match="lock"):
            two.append({})


def test_only_its_owner_may_read_the_log(folder, log_of):
    """The folder and the files."""
    log_of().append({})
    assert folder.stat().st_mode & 0o077 == 0
    assert segment(folder).stat().st_mode & 0o077 == 0
