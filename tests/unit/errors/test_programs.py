"""A program that ends by an error: its traceback as ever, the error delivered, also where hooks were replaced."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

from support import otlp

BEGIN = 'import sys, otel_kit\notel_kit.init("batch")\n'


def end(source: str, endpoint: str) -> subprocess.CompletedProcess[str]:
    """Run a program that fails."""
    environment = otlp.environment(endpoint, OTEL_KIT_INSTRUMENT="errors")
    return subprocess.run(
        [sys.executable, "-c", BEGIN + textwrap.dedent(source)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def captured(collector: otlp.Collector) -> list[dict[str, object]]:
    """Return the attributes of each error that arrived."""
    return [
        otlp.attributes(record.attributes)
        for _, record in collector.logs()
        if record.event_name == "kit.error.captured"
    ]


@pytest.mark.parametrize(
    "hook",
    [
        "",
        "sys.excepthook = lambda kind, error, trace: sys.__excepthook__(kind, error, trace)",
        "import threading, asyncio\nloop = asyncio.new_event_loop()",
    ],
)
def test_an_error_that_ends_the_program_is_printed_and_delivered_once(hook):
    with otlp.collector() as collector:
        done = end(f"{hook}\nraise TimeoutError('no answer')", collector.endpoint)

    assert done.returncode == 1
    assert done.stderr.count("Traceback") == 1
    assert [one["kit.error.source"] for one in captured(collector)] == ["main"]
    assert [point.as_int for _, _, point in collector.points("kit.error.count")][-1] == 1


@pytest.mark.parametrize("ending", ["sys.exit(3)", "sys.exit('no')", "raise KeyboardInterrupt"])
def test_a_program_that_asks_for_its_end_has_no_error(ending):
    with otlp.collector() as collector:
        end(ending, collector.endpoint)
    assert captured(collector) == []


def test_errors_that_were_only_counted_are_told_at_the_end():
    with otlp.collector() as collector:
        end(
            """
            from otel_kit import signals
            for number in range(42):
                try:
                    int("x")
                except ValueError:
                    signals.errors.capture()
            assert otel_kit.shutdown()
            """,
            collector.endpoint,
        )
    first, rest = captured(collector)
    assert "exception.stacktrace" in first
    assert rest["kit.error.repeats"] == 41
    assert rest["kit.error.fingerprint"] == first["kit.error.fingerprint"]


def test_a_forked_child_tells_of_its_own_errors():
    with otlp.collector() as collector:
        end(
            """
            import os
            from otel_kit import signals
            def fail():
                try:
                    int("x")
                except ValueError:
                    signals.errors.capture()
            fail(); fail()
            if (pid := os.fork()) == 0:
                fail(); fail(); fail()
                otel_kit.shutdown()
                os._exit(0)
            os.waitpid(pid, 0)
            """,
            collector.endpoint,
        )
    assert sorted(one.get("kit.error.repeats", 0) for one in captured(collector)) == [0, 0, 1, 2]


def test_tasks_that_are_freed_after_their_loop_are_told_at_the_end():
    with otlp.collector() as collector:
        end(
            """
            import asyncio
            kept = []
            async def lost():
                raise ValueError
            async def main():
                kept.append(asyncio.create_task(lost()))
                await asyncio.sleep(0)
            asyncio.run(main())
            kept.clear()
            """,
            collector.endpoint,
        )
    assert [one["kit.error.source"] for one in captured(collector)] == ["task"]
