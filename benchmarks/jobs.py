"""What telemetry adds to the CPU time of a Celery task, run or sent, all that is exported included.

As with HTTP, each figure is a program of its own that sends to a collector which takes everything. A task is run in the
program itself (eagerly), as in a pool process; it is sent to a broker in memory.
"""

from __future__ import annotations

from benchmarks.http import _BARE, _OTEL_KIT, _PLAIN, _compared, _instrument, _measured, _peer

TITLE = "CPU that telemetry adds to one Celery task (microseconds, best of 5)"
_TASK = """
from celery import Celery
app = Celery("bench", broker="memory://")
@app.task
def enrich(lead):
    return lead
"""
_WORK = {
    "a task's run": """
def work(count):
    for number in range(count):
        enrich.apply([number])
""",
    "a task's sending": """
def work(count):
    for number in range(count):
        enrich.delay(number)
""",
}


def rows() -> list[tuple[str, str]]:
    """Measure a run and a sending bare, with plain OpenTelemetry and with otel_kit."""
    found: list[tuple[str, str]] = []
    instrumented = _instrument("celery", "CeleryInstrumentor", "instrument()")
    with _peer() as peer:
        for what, work in _WORK.items():
            service = _TASK + work
            ways = {
                "bare": _BARE + service,
                "OpenTelemetry": _PLAIN + service + instrumented,
                "otel_kit": _OTEL_KIT + service,
            }
            found += _compared(what, _measured(ways, "celery", peer))
    return found
