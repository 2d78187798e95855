"""Redaction of baggage on its way out: it goes to every service that is called, whoever runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opentelemetry import baggage, propagate
from opentelemetry.context import get_current
from opentelemetry.propagators import textmap

from otel_kit._guard import guarded

if TYPE_CHECKING:
    from opentelemetry.context import Context

    from otel_kit.pipeline._privacy import Privacy

__all__ = ["SafePropagator", "redact_baggage"]


def redact_baggage(privacy: Privacy | None) -> None:
    """Let the global propagator redact baggage from now on; `None` leaves it as it was."""
    propagator = propagate.get_global_textmap()
    inner = propagator.inner if isinstance(propagator, SafePropagator) else propagator
    propagate.set_global_textmap(inner if privacy is None else SafePropagator(inner, privacy))


class SafePropagator(textmap.TextMapPropagator):
    """Does what another propagator does, with redacted baggage."""

    def __init__(self, inner: textmap.TextMapPropagator, privacy: Privacy) -> None:
        """Stand before `inner`."""
        self.inner = inner
        self._privacy = privacy

    def extract(
        self, carrier: Any, context: Context | None = None, getter: Any = textmap.default_getter
    ) -> Context:
        """Read what arrives, as it is."""
        return self.inner.extract(carrier, context, getter)

    def inject(
        self, carrier: Any, context: Context | None = None, setter: Any = textmap.default_setter
    ) -> None:
        """Write what leaves, with redacted baggage; where that fails, with none."""
        if baggage.get_all(context):
            context = self._safe(context) or baggage.clear(context)
        self.inner.inject(carrier, context, setter)

    @property
    def fields(self) -> set[str]:
        """Return the headers that are written."""
        return self.inner.fields

    @guarded("pipeline.baggage")
    def _safe(self, context: Context | None) -> Context | None:
        given = baggage.get_all(context)
        redacted = self._privacy.baggage(given)
        if redacted == given:
            return get_current() if context is None else context
        safe = baggage.clear(context)
        for name, value in redacted.items():
            safe = baggage.set_baggage(name, value, safe)
        return safe
