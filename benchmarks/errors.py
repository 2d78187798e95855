"""What an error costs: captured, redacted and exported, beside OpenTelemetry's log record of the same exception.

As in `http`, each figure is a program of its own, and the CPU time of all its threads counts. Our errors differ, so that
each is told; within the window equal ones are only counted, which is the last figure.
"""

from __future__ import annotations

from benchmarks.http import _OTEL_KIT, _compared, _measured, _peer
from benchmarks.logs import _BARE, _PLAIN

TITLE = "CPU that telemetry adds to one error (microseconds, best of 5)"

_RAISE = """
import logging
log = logging.getLogger("shop")
log.propagate = PROPAGATE
class Refused(Exception):
    pass
def charge(number):
    if number:
        raise Refused(f"card of order {number} was refused")
kinds = [type(f"Refused{number}", (Refused,), {}) for number in range(1000)]
def work(count):
    for number in range(count):
        try:
            raise kinds[number % KINDS](f"card of order {number} was refused")
        except Refused as error:
            tell(error)
"""
_QUIETLY = "\ndef tell(error): pass\n"
_LOGGED = '\nlog.setLevel("ERROR")\ndef tell(error): log.error("refused", exc_info=error)\n'
_CAPTURED = "\nfrom otel_kit import signals\ntell = signals.errors.capture\n"


def rows() -> list[tuple[str, str]]:
    """Measure an error that is handled in silence, logged through OpenTelemetry, and captured."""
    all_new = _RAISE.replace("PROPAGATE", "True").replace("KINDS", "1000")
    all_equal = all_new.replace("% 1000", "% 1")
    kit = _OTEL_KIT.replace("[LIBRARY]", "[]")
    ways = {
        "bare": _BARE + all_new + _QUIETLY,
        "OpenTelemetry": _PLAIN + all_new + _LOGGED,
        "otel_kit, each told": kit + all_new + _CAPTURED,
        "otel_kit, equal ones counted": kit + all_equal + _CAPTURED,
    }
    with _peer() as peer:
        return list(_compared("error", _measured(ways, "errors", peer)))
