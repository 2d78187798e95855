"""The audit log in a service: it survives the collector's outage and the process' death, and arrives."""

from __future__ import annotations

import re

import pytest

from otel_kit.pipeline.audit import verify
from support.otlp import attributes, collector, nobody, run, running
from support.waiting import wait_for

PROGRAM = """
    import otel_kit
    from otel_kit import signals

    otel_kit.init("checkout")
    {}
"""
DELETED = 'signals.security.audit("user.deleted", "user:{}", "success", actor="{}")'


def program(*lines):
    """Return a service that does this."""
    return PROGRAM.format("\n    ".join(lines))


def deleted(number=1, actor="u_17"):
    """Return the line that audits one deletion."""
    return DELETED.format(number, actor)


@pytest.fixture
def audit(tmp_path):
    """Settings of a service whose audit log is the test's own."""
    return {"OTEL_KIT_AUDIT_FOLDER": str(tmp_path)}


def bypassed(found):
    """Return how many entries went past the log, by reason, as they were told last."""
    return {tags["kit.audit.bypass.reason"]: p.as_int for _, tags, p in found.points("kit.audit.bypassed")}


def arrived(found):
    """Return the attributes of the audit entries, in the order of their arrival."""
    return [attributes(r.attributes) for _, r in found.logs() if r.event_name == "kit.audit.recorded"]


def test_an_entry_arrives_with_its_number_and_hash(audit, tmp_path):
    """In the trace and under the name of the process that made it; the metric counts it."""
    with collector() as found:
        run(program(deleted()), found.endpoint, **audit)
        ((resource, record),) = [item for item in found.logs() if item[1].event_name]
        assert resource["service.name"] == "checkout"
        assert resource["service.instance.id"]
        entry = attributes(record.attributes)
        assert re.fullmatch("[0-9a-f]{64}", entry.pop("kit.audit.hash"))
        assert entry.pop("kit.audit.previous")
        assert entry == {
            "kit.audit.action": "user.deleted",
            "kit.audit.target": "user:1",
            "kit.audit.outcome": "success",
            "kit.audit.actor": "u_17",
            "kit.audit.sequence": 1,
        }
        assert list(found.last_values("kit.audit.events").values()) == [1]
    assert verify(tmp_path / "checkout").delivered == 1


def test_entries_of_an_outage_arrive_when_the_next_process_starts(audit):
    """Each once, in their order, as what the first process said."""
    with nobody() as endpoint:
        run(program(*(deleted(number) for number in range(3))), endpoint, **audit)
    with collector() as found:
        run(program("otel_kit.force_flush()", deleted(3), "otel_kit.force_flush()"), found.endpoint, **audit)
        assert [entry["kit.audit.target"] for entry in arrived(found)] == [f"user:{n}" for n in range(4)]


def test_an_entry_of_a_process_that_is_killed_at_once_arrives_later(audit):
    """It was on disk before the call returned."""
    with (
        nobody() as endpoint,
        running(program(deleted(), "print(flush=True)", "input()"), endpoint, **audit) as p,
    ):
        p.stdout.readline()
        p.kill()
    with collector() as found:
        run(program("otel_kit.force_flush()"), found.endpoint, **audit)
        wait_for(lambda: arrived(found), 5, "the entry")


def test_a_kill_in_the_middle_of_the_work_loses_nothing_that_was_called_for(audit, tmp_path):
    """The log is whole, and holds at least as much as the program knows of."""
    lines = (
        "import itertools",
        "for number in itertools.count(1):",
        '    signals.security.audit("user.deleted", f"user:{number}", "success")',
        "    print(number, flush=True)",
    )
    with nobody() as endpoint, running(program(*lines), endpoint, **audit) as process:
        for _ in range(300):
            known = int(process.stdout.readline())
        process.kill()
    report = verify(tmp_path / "checkout")
    assert report.findings == []
    assert report.last >= known


def test_processes_of_a_service_deliver_each_entry_once(audit, tmp_path):
    """Forked children and their parent, all at once."""
    lines = (
        "import contextlib, os",
        "[os.fork() for _ in range(3)]",
        'for number in range(20): signals.security.audit("user.deleted", f"user:{number}", "success")',
        "otel_kit.shutdown()",
        "with contextlib.suppress(ChildProcessError):",
        "    while True: os.wait()",
    )
    with collector() as found:
        run(program(*lines), found.endpoint, **audit)
        run(program("otel_kit.force_flush()"), found.endpoint, **audit)
        numbers = [entry["kit.audit.sequence"] for entry in arrived(found)]
        assert sorted(numbers) == list(range(1, 161))
        assert len({resource["service.instance.id"] for resource, r in found.logs() if r.event_name}) == 8
    assert verify(tmp_path / "checkout").findings == []


def test_a_sampler_that_keeps_nothing_keeps_the_audit_log(audit):
    """Neither it nor the level of logs has a say."""
    with collector() as found:
        more = {"OTEL_TRACES_SAMPLER": "always_off", "OTEL_KIT_LOG_LEVEL": "CRITICAL"}
        run(program(deleted()), found.endpoint, **audit, **more)
        assert len(arrived(found)) == 1


def test_the_actor_is_a_pseudonym_on_request(audit, tmp_path):
    """The same person has the same one; neither disk nor collector sees who it is."""
    more = {"OTEL_KIT_AUDIT_PSEUDONYMS": "true", "OTEL_KIT_AUDIT_KEY": "a key of sixteen bytes"}
    with collector() as found:
        run(program(deleted(1, "zoë"), deleted(2, "zoë"), deleted(3, "bob")), found.endpoint, **audit, **more)
        first, second, third = [entry["kit.audit.actor"] for entry in arrived(found)]
    assert re.fullmatch(r"\[redacted:actor:[0-9a-f]{16}\]", first)
    assert first == second != third
    on_disk = (tmp_path / "checkout" / "00000001.audit").read_text()
    assert all(name not in on_disk for name in ("zoë", "zo\\u00eb"))


def test_personal_data_in_a_target_is_redacted_on_disk_too(audit, tmp_path):
    """As everywhere else."""
    with collector() as found:
        line = deleted().replace("user:1", "ada@example.com")
        run(program(line), found.endpoint, **audit)
        assert arrived(found)[0]["kit.audit.target"] == "[redacted:email]"
    assert "ada@" not in (tmp_path / "checkout" / "00000001.audit").read_text()


def test_a_site_without_redaction_has_targets_as_they_are(audit, tmp_path):
    """The audit log follows the settings of all telemetry."""
    with collector() as found:
        run(program(deleted("ada@example.com")), found.endpoint, **audit, OTEL_KIT_REDACTION="false")
        assert arrived(found)[0]["kit.audit.target"] == "user:ada@example.com"


@pytest.mark.parametrize(
    "target",
    [
        "'\\ud800'",
        "'x' * 1_000_000",
        "2 ** 70",
        "float('nan')",
        "object()",
        "b'\\xff'",
        "'a\\nb'",
        "type('Mute', (), {'__str__': lambda self: 1 / 0})()",
    ],
)
def test_an_odd_target_stops_nothing(audit, tmp_path, target):
    """It is cut or written as a text, and the entries beside it arrive."""
    with collector() as found:
        odd = f'signals.security.audit("user.deleted", {target}, "success")'
        run(program(deleted(1), odd, deleted(2)), found.endpoint, **audit, OTEL_KIT_STRICT="0")
        assert [entry["kit.audit.sequence"] for entry in arrived(found)] == [1, 2, 3]
    assert verify(tmp_path / "checkout").findings == []


def test_a_changed_entry_keeps_no_other_from_being_delivered(audit, tmp_path):
    """Whatever was made of it on disk."""
    with nobody() as endpoint:
        run(program(*(deleted(number) for number in range(3))), endpoint, **audit)
    path = tmp_path / "checkout" / "00000001.audit"
    changed = path.read_bytes().replace(
        b'"attributes":{"kit.audit.action":"user.deleted"', b'"attributes":7,"x":{"y":1', 1
    )
    path.write_bytes(changed)
    with collector() as found:
        run(program("otel_kit.force_flush()"), found.endpoint, **audit)
        wait_for(lambda: [e["kit.audit.sequence"] for e in arrived(found)] == [1, 2, 3], 5, "all of them")


def test_where_the_log_cannot_be_written_entries_are_sent_without_it(tmp_path):
    """After one line that says what to mend."""
    (tmp_path / "file").touch()
    with collector() as found:
        done = run(
            program(deleted(), deleted(2)), found.endpoint, OTEL_KIT_AUDIT_FOLDER=str(tmp_path / "file")
        )
        assert [entry["kit.audit.target"] for entry in arrived(found)] == ["user:1", "user:2"]
        assert bypassed(found) == {"unwritable": 2, "full": 0, "busy": 0}
    assert done.stderr.count("OTEL_KIT_AUDIT_FOLDER") == 1


def test_a_log_that_is_written_has_counted_nothing_past_it_from_the_first_entry_on(audit):
    """An alert on the increase sees the first one that goes past it."""
    with collector() as found:
        run(program(deleted()), found.endpoint, **audit)
        assert bypassed(found) == {"unwritable": 0, "full": 0, "busy": 0}


def test_a_log_that_is_full_is_counted_as_such(audit):
    """Nobody takes logs, so nothing of it can be removed; metrics have a way of their own."""
    lines = ["for n in range(400):", '    signals.security.audit("user.deleted", "x" * 1_000, "success")']
    with nobody() as nowhere, collector() as found:
        more = {
            "OTEL_KIT_AUDIT_BYTES": "262144",
            "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT": f"{nowhere}/v1/logs",
        }
        run(program(*lines), found.endpoint, **audit, **more)
        counts = bypassed(found)
    assert counts["full"] > 0
    assert counts["unwritable"] == counts["busy"] == 0


def test_how_the_audit_log_fares_is_told_apart_from_other_logs(audit):
    """Requests, failures and what waits on disk have a name of their own."""
    lines = (
        "import logging",
        "from otel_kit.pipeline import delivery",
        "otel_kit.force_flush()",
        'logging.getLogger("shop").warning("sold out")',
        "otel_kit.force_flush()",
        "print(*(delivery.stats()[name][what] for name in ('audit', 'logs') for what in ('accepted', 'failed_requests')))",
        "otel_kit.force_flush()",
    )
    with collector() as found:
        found.answers = [503]
        done = run(program(deleted(), *lines), found.endpoint, **audit)
        failed = {
            tags.get("kit.telemetry.signal")
            for _, tags, p in found.points("kit.telemetry.errors")
            if p.as_int
        }
        requests = {
            tags["kit.telemetry.signal"] for _, tags, _ in found.points("kit.telemetry.export.duration")
        }
    assert done.stdout.split() == ["1", "1", "1", "0"]
    assert failed == {"audit"}
    assert requests >= {"audit", "logs", "metrics"}


def test_what_waits_on_disk_is_counted_while_nobody_takes_it(audit):
    """In this process; what others have left is theirs."""
    lines = (
        "from otel_kit.pipeline import delivery",
        "print(delivery.stats()['audit']['waiting'])",
    )
    with nobody() as endpoint:
        done = run(program(deleted(1), deleted(2), *lines), endpoint, **audit)
    assert done.stdout.split() == ["2"]


def test_a_service_that_audits_nothing_gets_no_folder(audit, tmp_path):
    """Not even an empty one."""
    with collector() as found:
        run(program(), found.endpoint, **audit)
    assert list(tmp_path.iterdir()) == []
