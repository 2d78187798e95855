"""Events: log records that have a name, with attributes of a known shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from otel_kit._guard import guarded

if TYPE_CHECKING:
    from otel_kit.signals._lifecycle import Measure
    from otel_kit.signals._metrics import Attributes
    from otel_kit.signals._scope import Scope

__all__ = ["Event"]


class Event:
    """One event of a registry. A generated subclass gives it a typed call."""

    __slots__ = ("counter", "keys", "name", "scope", "severity")

    def __init__(
        self, scope: Scope, name: str, *, keys: tuple[str, ...], severity: str, counter: Measure | None = None
    ) -> None:
        """Keep what the record will need; `keys` are its attributes, `counter` counts the event as well."""
        self.scope = scope
        self.name = name
        self.keys = keys
        self.severity = severity
        self.counter = counter

    def emit(self, message: str | None, attributes: Attributes) -> None:
        """Send the record in the current trace, and count it. Generated functions call this."""
        if self.counter is not None:
            self.counter.emit(1, attributes)
        self.send(message, attributes)

    def send(self, message: str | None, attributes: Attributes) -> None:
        """Send the record in the current trace."""
        from opentelemetry._logs import SeverityNumber

        with guarded(f"signals: {self.name}"):
            self.scope.logger().emit(
                event_name=self.name,
                body=message,
                severity_number=SeverityNumber[self.severity],
                severity_text=self.severity,
                attributes={key: value for key, value in attributes.items() if key in self.keys},
            )
