"""A process ends within two seconds, quietly, whatever its collector does."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from support import otlp
from support.waiting import wait_for

_LAST_WORDS = """
import logging, time
import otel_kit
from opentelemetry import metrics, trace
otel_kit.init("checkout")
trace.get_tracer("t").start_span("last").end()
metrics.get_meter("m").create_counter("last").add(1)
logging.getLogger("shop").warning("last")
WAIT
try:
    waited = open("/proc/self/schedstat").read().split()[1]  # ns that this machine kept us waiting for a processor
except OSError:  # a kernel that does not tell
    waited = 0
print(time.time(), waited, flush=True)
"""
_LIMIT = 2.0


@pytest.mark.parametrize("waits", ["", "time.sleep(0.5)"], ids=["at-once", "while-a-request-is-under-way"])
@pytest.mark.parametrize("behaviour", ["refuses", "answers-503", "hangs"])
def test_the_exit_takes_at_most_two_seconds(behaviour, waits):
    with _endpoint(behaviour) as endpoint:
        assert _seconds_of_the_exit(_LAST_WORDS.replace("WAIT", waits), endpoint) <= _LIMIT


def test_the_exit_without_a_collector_does_not_wait_at_all():
    with otlp.nobody() as endpoint:
        assert _seconds_of_the_exit(_LAST_WORDS.replace("WAIT", ""), endpoint) <= 1


def test_the_exit_time_is_a_setting():
    with otlp.silence() as endpoint:
        source = _LAST_WORDS.replace("WAIT", "")
        assert _seconds_of_the_exit(source, endpoint, OTEL_KIT_EXIT_TIMEOUT="0.2") <= 1


@pytest.mark.parametrize("behaviour", ["refuses", "answers-503", "hangs"])
def test_a_flush_that_fails_says_so_within_its_time(behaviour):
    source = """
    import time, otel_kit
    from opentelemetry import trace
    otel_kit.init("checkout")
    trace.get_tracer("t").start_span("one").end()
    def waited():  # for a processor, on a machine that is busy
        try:
            return int(open("/proc/thread-self/schedstat").read().split()[1]) / 1e9
        except OSError:  # a kernel that does not tell
            return 0
    began, held_up = time.monotonic(), waited()
    delivered = otel_kit.force_flush(0.5)
    took = time.monotonic() - began - (waited() - held_up)
    assert delivered is False and 0.3 < took < 0.8, (delivered, took)
    """
    with _endpoint(behaviour) as endpoint:
        otlp.run(source, endpoint)


def test_a_flush_delivers_all_that_was_recorded_before_it():
    source = """
    import otel_kit
    from opentelemetry import metrics, trace
    otel_kit.init("checkout")
    for _ in range(700):
        trace.get_tracer("t").start_span("one").end()
    metrics.get_meter("m").create_counter("orders").add(5)
    assert otel_kit.force_flush(20) is True
    import os; os._exit(0)
    """
    with otlp.collector() as collector:
        otlp.run(
            source, collector.endpoint, OTEL_BSP_SCHEDULE_DELAY="60000", OTEL_METRIC_EXPORT_INTERVAL="60000"
        )
        assert len(collector.span_names()) == 700
        assert list(collector.last_values("orders").values()) == [5]


def test_telemetry_of_a_process_that_sigterm_ends_is_delivered_first():
    source = """
    import logging, time, otel_kit
    otel_kit.init("checkout")
    logging.getLogger("shop").warning("last")
    print("ready", flush=True)
    time.sleep(60)
    """
    with (
        otlp.collector() as collector,
        otlp.running(source, collector.endpoint, OTEL_BLRP_SCHEDULE_DELAY="60000") as program,
    ):
        assert program.stdout.readline().strip() == "ready"
        program.send_signal(signal.SIGTERM)
        assert program.wait(20) == -signal.SIGTERM
        assert collector.bodies() == ["last"]


def test_a_handler_of_the_service_for_sigterm_stays_in_place():
    source = """
    import os, signal, sys, otel_kit
    signal.signal(signal.SIGTERM, lambda *_: print("mine"))
    otel_kit.init("checkout")
    os.kill(os.getpid(), signal.SIGTERM)
    print("goes on")
    """
    with otlp.collector() as collector:
        assert otlp.run(source, collector.endpoint).stdout.split("\n")[:2] == ["mine", "goes on"]


def test_logging_from_a_signal_handler_cannot_deadlock():
    source = """
    import logging, signal, time, otel_kit
    otel_kit.init("checkout")
    log, seen = logging.getLogger("shop"), []
    log.addHandler(logging.NullHandler()); log.propagate = False
    def handler(*_):
        seen.append(1); log.warning("from the handler")
    signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    end = time.monotonic() + 1.0
    while time.monotonic() < end:
        log.warning("from the loop")
    signal.setitimer(signal.ITIMER_REAL, 0)
    assert len(seen) > 50
    """
    with otlp.collector() as collector:
        otlp.run(source, collector.endpoint, OTEL_KIT_LOG_LEVEL="INFO")
        wait_for(lambda: "from the handler" in collector.bodies(), 5, "records of the handler")


def _seconds_of_the_exit(source, endpoint, **environ):
    """Return how long the exit took, without the time in which a busy machine had no processor for it, or for us."""
    with otlp.running(source, endpoint, **environ) as program:
        began, waited = program.stdout.readline().split()
        ours = _waited("thread-self")
        # Its figures are there until it is waited for.
        os.waitid(os.P_PID, program.pid, os.WEXITED | os.WNOWAIT)
        ended, ours = time.time(), _waited("thread-self") - ours
        theirs = _waited(program.pid) - int(waited)
        assert program.wait() == 0, program.stderr.read()
        assert "Traceback" not in program.stderr.read()
    return ended - float(began) - (ours + theirs) / 1e9


def _waited(process):
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[1])
    except OSError:  # a kernel that does not tell
        return 0


def _endpoint(behaviour):
    return {"refuses": otlp.nobody, "answers-503": otlp.busy, "hangs": otlp.silence}[behaviour]()
