"""Baggage between services: on its way out it is redacted, and of what arrives only what can be read is handed on.

It goes to every service that is called, whoever runs it, and comes from whoever calls.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from opentelemetry import baggage, propagate
from opentelemetry.context import get_current
from opentelemetry.propagators import textmap

from otel_kit._guard import guarded
from otel_kit.pipeline import _withheld
from otel_kit.pipeline._baggage import HEADER, readable

if TYPE_CHECKING:
    from opentelemetry.context import Context

    from otel_kit.pipeline._privacy import Privacy

__all__ = ["SafePropagator", "take_baggage"]

_logger = logging.getLogger("otel_kit")


def take_baggage(privacy: Privacy | None) -> None:
    """Stand before the global propagator from now on; without `privacy` baggage leaves as it is."""
    propagator = propagate.get_global_textmap()
    inner = propagator.inner if isinstance(propagator, SafePropagator) else propagator
    propagate.set_global_textmap(SafePropagator(inner, privacy))


class SafePropagator(textmap.TextMapPropagator):
    """Does what another propagator does, with redacted baggage, and without its words about baggage that is broken."""

    def __init__(self, inner: textmap.TextMapPropagator, privacy: Privacy | None) -> None:
        """Stand before `inner`."""
        self.inner = inner
        self._privacy = privacy

    def extract(
        self, carrier: Any, context: Context | None = None, getter: Any = textmap.default_getter
    ) -> Context:
        """Read what arrives; baggage that cannot be read is counted by reason and left out."""
        return self.inner.extract(carrier, context, _ReadableBaggage(getter))

    def inject(
        self, carrier: Any, context: Context | None = None, setter: Any = textmap.default_setter
    ) -> None:
        """Write what leaves, with redacted baggage; where that fails, with none."""
        if self._privacy is not None and baggage.get_all(context):
            context = self._safe(self._privacy, context) or baggage.clear(context)
        self.inner.inject(carrier, context, setter)

    @property
    def fields(self) -> set[str]:
        """Return the headers that are written."""
        return self.inner.fields

    @guarded("pipeline.baggage")
    def _safe(self, privacy: Privacy, context: Context | None) -> Context | None:
        given = baggage.get_all(context)
        redacted = privacy.baggage(given)
        if redacted == given:
            return get_current() if context is None else context
        safe = baggage.clear(context)
        for name, value in redacted.items():
            safe = baggage.set_baggage(name, value, safe)
        return safe


class _ReadableBaggage(textmap.Getter[Any]):
    """Reads headers as another getter does, and of baggage what can be read. Only its first header counts."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def get(self, carrier: Any, key: str) -> list[str] | None:
        values: list[str] | None = self._inner.get(carrier, key)
        if key != HEADER or not values:
            return values
        return [readable(next(iter(values)), _ignored)]

    def keys(self, carrier: Any) -> list[str]:
        keys: list[str] = self._inner.keys(carrier)
        return keys


def _ignored(reason: str) -> None:
    if _withheld.ignore(reason):
        _logger.warning(
            "otel_kit: baggage that arrived was not read (%s); further cases are only counted", reason
        )
