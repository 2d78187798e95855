"""The API's LoggerProvider, over an engine that can be replaced."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from opentelemetry._logs import Logger as ApiLogger
from opentelemetry._logs import LoggerProvider as ApiLoggerProvider
from opentelemetry._logs import NoOpLoggerProvider

from otel_kit.pipeline._spans import printable

if TYPE_CHECKING:
    from collections.abc import Callable


class LoggerProvider(ApiLoggerProvider):
    """Hands out loggers that move along when the engine is replaced."""

    def __init__(self, flush: Callable[[float], bool]) -> None:
        """Begin without an engine."""
        self._engine: ApiLoggerProvider = NoOpLoggerProvider()
        self._loggers: dict[Any, Logger] = {}
        self._lock = threading.RLock()
        self._flush = flush

    def get_logger(
        self, name: str, version: str | None = None, schema_url: str | None = None, attributes: Any = None
    ) -> Logger:
        """Return the logger of an instrumentation scope."""
        key = (name, version, schema_url, tuple(sorted((attributes or {}).items())))
        with self._lock:
            if key not in self._loggers:
                self._loggers[key] = Logger(self._engine, name, version, schema_url, attributes)
            return self._loggers[key]

    def force_flush(self, timeout_millis: float = 5_000) -> bool:
        """Deliver everything up to now, of all signals; return whether that was done in time."""
        return self._flush(timeout_millis / 1000)

    def use(self, engine: ApiLoggerProvider) -> None:
        """Let all loggers emit into this engine. A lock that a thread lost in a fork holds is left behind."""
        self._lock = threading.RLock()
        self._engine = engine
        for logger in list(self._loggers.values()):
            logger.use(engine)


class Logger(ApiLogger):
    """Emits into the engine of now."""

    def __init__(
        self,
        engine: ApiLoggerProvider,
        name: str,
        version: str | None,
        schema_url: str | None,
        attributes: Any,
    ) -> None:
        """Take the engine's logger of the same scope."""
        super().__init__(name, version, schema_url, attributes)
        self.use(engine)

    def use(self, engine: ApiLoggerProvider) -> None:
        """Move to another engine."""
        self._inner = engine.get_logger(self._name, self._version, self._schema_url, self._attributes)

    def emit(self, *args: Any, **kwargs: Any) -> None:
        """Emit a record, as the API has it; of an attribute that cannot be printed only the text is lost."""
        record = args[0] if args else kwargs.get("record")
        if record is not None:
            record.attributes = printable(record.attributes)
        elif "attributes" in kwargs:
            kwargs["attributes"] = printable(kwargs["attributes"])
        self._inner.emit(*args, **kwargs)

    def enabled(self, **kwargs: Any) -> bool:
        """Tell whether a record would go anywhere, as the API has it."""
        return self._inner.enabled(**kwargs)
