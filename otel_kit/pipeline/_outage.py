"""One warning when the collector does not answer, one line when it is back."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from otel_kit.pipeline._answer import Verdict
from otel_kit.pipeline._http import is_loopback

if TYPE_CHECKING:
    from otel_kit.pipeline._answer import Answer

_logger = logging.getLogger("otel_kit")


class Outage:
    """What is known about one collector, and what people have been told about it."""

    def __init__(self, origin: str, host: str) -> None:
        """Assume that it is there."""
        self._origin = origin
        self._host = host
        self._out = False
        self._refusals: set[tuple[str, str]] = set()

    def heard(self, signal: str, answer: Answer) -> None:
        """Take note of an answer; speak once when the state changes."""
        if answer.verdict is Verdict.RETRY:
            self._is_out(answer)
            return
        if self._out:
            self._out = False
            _logger.info("otel_kit: the collector at %s answers again; telemetry is delivered", self._origin)
        if answer.verdict is Verdict.REFUSED:
            self._refuses(signal, answer)

    def _is_out(self, answer: Answer) -> None:
        if self._out:
            return
        self._out = True
        if answer.detail.startswith("it answers"):
            message = "otel_kit: the collector at %s takes nothing (%s); telemetry waits, and is dropped once the queues are full"
            _logger.warning(message, self._origin, answer.detail)
            return
        advice = " Start one with: otel-kit stack up" if is_loopback(self._host) else ""
        _logger.warning(
            "otel_kit: no collector at %s (%s); telemetry is dropped until it answers.%s",
            self._origin,
            answer.detail,
            advice,
        )

    def _refuses(self, signal: str, answer: Answer) -> None:
        if (signal, answer.detail) in self._refusals:
            return
        self._refusals.add((signal, answer.detail))
        _logger.warning(
            "otel_kit: the collector at %s refuses %s (%s); they are dropped. Check the address and the collector's log",
            self._origin,
            signal,
            answer.detail,
        )
