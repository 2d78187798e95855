"""Under whose name signals are sent: the instrumentation scope of one registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opentelemetry import metrics, trace

if TYPE_CHECKING:
    from opentelemetry._logs import Logger

__all__ = ["Scope", "forget_scopes"]

_made: list[Scope] = []


def forget_scopes() -> None:
    """Let each scope ask the global providers again."""
    for scope in _made:
        scope.forget()


class Scope:
    """Name, version and schema URL of a registry; gives meter, tracer and logger of the global providers.

    What is asked for before `init()` is a proxy that starts to work then. Tracer and logger are kept: the SDK makes a
    new one each time that it is asked.
    """

    __slots__ = ("_logger", "_tracer", "name", "schema_url", "version")

    def __init__(self, name: str, version: str, schema_url: str) -> None:
        """Keep who it is; nothing is made yet."""
        self.name = name
        self.version = version
        self.schema_url = schema_url
        self.forget()
        _made.append(self)

    def forget(self) -> None:
        """Ask for tracer and logger anew at the next use."""
        self._tracer: trace.Tracer | None = None
        self._logger: Logger | None = None

    def meter(self) -> metrics.Meter:
        """Return the meter; each metric asks for it once."""
        return metrics.get_meter(self.name, self.version, schema_url=self.schema_url)

    def tracer(self) -> trace.Tracer:
        """Return the tracer of lifecycles."""
        if self._tracer is None:
            self._tracer = trace.get_tracer(self.name, self.version, schema_url=self.schema_url)
        return self._tracer

    def logger(self) -> Logger:
        """Return the logger of events."""
        if self._logger is None:
            from opentelemetry import _logs

            self._logger = _logs.get_logger(self.name, self.version, schema_url=self.schema_url)
        return self._logger
