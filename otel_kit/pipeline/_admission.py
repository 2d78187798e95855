"""What may stand on a metric: no personal data, no tenant's id, and no more values than were declared.

Beyond an attribute's limit a new value becomes `other`; what came before, and all other attributes, stay as they are.
"""

from __future__ import annotations

import logging
import threading
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from otel_kit._guard import attempt
from otel_kit._limits import declared
from otel_kit.pipeline import _withheld
from otel_kit.tenants._context import TENANT_ID, TENANT_TIER, current

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from opentelemetry.context import Context
    from opentelemetry.metrics import CallbackOptions, CallbackT, Observation

    from otel_kit.pipeline.redaction import Redactor

    Admit = Callable[[Any, "Context | None"], Any]

__all__ = ["OTHER", "Admission", "admitting", "everything"]

_logger = logging.getLogger("otel_kit")

OTHER = "other"
# For what no registry declares: generous for routes, methods and statuses, and an end for ids.
_MOST_OF_AN_EXTRA = 100  # an attribute that a declared metric does not have
_MOST_OF_A_STRANGER = 2_000  # an attribute of a metric that is not declared, and the series of such a metric
_MOST_NAMES = 64
_UNPRINTABLE = "<cannot be printed>"
_TENANT_NAMES = frozenset({TENANT_ID, "tenant.id", "tenant_id", "tenantid", "tenant-id"})


class Admission:
    """Gives each metric the function that its attributes pass."""

    def __init__(self, redactor: Redactor | None = None) -> None:
        """Without a redactor, values are not searched."""
        self._redactor = redactor

    def for_metric(self, name: str) -> Admit:
        """Return the function for one instrument; it starts with no value known."""
        limits = declared(name)
        if limits is None:
            return _StrangersLimiter(name, self._redactor).admit
        limiter = _Limiter(name, limits, _MOST_OF_AN_EXTRA, self._redactor)
        return limiter.admit_with_tier if TENANT_TIER in limits else limiter.admit


class _Limiter:
    """The values that the attributes of one metric have had."""

    def __init__(self, metric: str, limits: Mapping[str, int], most: int, redactor: Redactor | None) -> None:
        self._metric = metric
        self._limits = limits
        self._most = most
        self._redactor = redactor
        self._known: dict[str, set[Any]] = {}
        self._lock = threading.RLock()

    def admit(self, attributes: Any, where: Context | None = None) -> Any:
        """Return what is recorded instead of these attributes: nearly always themselves."""
        if not attributes:
            return attributes
        known = self._known
        try:
            for key, value in attributes.items():
                if value not in known[key]:
                    break
            else:
                return attributes
        except (KeyError, TypeError):  # a first value, or one that cannot be kept in a set
            pass
        with self._lock:
            return self._settle(attributes, where)

    def admit_with_tier(self, attributes: Any, where: Context | None = None) -> Any:
        """Do the same for a metric that has the tenant's tier, which nobody needs to give."""
        if not attributes or TENANT_TIER not in attributes:
            tenant = current(where)
            if tenant is not None and tenant.tier:
                attributes = {**(attributes or {}), TENANT_TIER: tenant.tier}
        return self.admit(attributes, where)

    def _settle(self, attributes: Mapping[str, Any], where: Context | None) -> dict[str, Any]:
        tenant = current(where)
        settled: dict[str, Any] = {}
        for key, value in attributes.items():
            if str(key).lower() in _TENANT_NAMES:
                self._refuse(key)
            elif key in self._known or len(self._known) < _MOST_NAMES:
                is_the_id = tenant is not None and key != TENANT_TIER and value == tenant.id
                settled[key] = self._refuse(key) if is_the_id else self._value(key, value)
            else:
                self._fold(OTHER, f"{_MOST_NAMES} attributes, the most that a metric may have")
        return settled

    def _value(self, key: str, value: Any) -> Any:
        known = self._known.setdefault(key, {OTHER})
        value = self._safe(key, value)
        if value in known:
            return value
        most = self._limits.get(key, self._most)
        if len(known) > most:
            return self._fold(key, f"{most} values of {key}, all that there may be")
        known.add(value)
        return value

    def _safe(self, key: str, value: Any) -> Any:
        """Return a value without personal data, that can be kept in a set."""
        if isinstance(value, (bool, float)) or value is None:
            return value
        text = value if isinstance(value, (str, int)) else attempt(lambda: str(value), _UNPRINTABLE)
        if self._redactor is None:
            return text
        (safe,) = self._redactor.redact_attributes({key: text}).values()
        return safe

    def _fold(self, key: str, reason: str) -> str:
        if _withheld.fold(self._metric, key):
            _logger.warning(
                "otel_kit: %s has had %s; further ones are recorded as 'other'. Put what has many values on spans and "
                "logs, or raise max_values in the registry",
                self._metric,
                reason,
            )
        return OTHER

    def _refuse(self, key: str) -> str:
        if _withheld.refuse(self._metric, str(key)):
            _logger.warning(
                "otel_kit: %s was given a tenant's id as %s, which is left out: metrics carry the tier, spans and "
                "logs the id",
                self._metric,
                key,
            )
        return OTHER


class _StrangersLimiter(_Limiter):
    """The same for a metric that no registry declares: its series are limited as well."""

    def __init__(self, metric: str, redactor: Redactor | None) -> None:
        super().__init__(metric, MappingProxyType({}), _MOST_OF_A_STRANGER, redactor)
        self._series: set[frozenset[tuple[str, Any]]] = set()

    def admit(self, attributes: Any, where: Context | None = None) -> Any:
        admitted = super().admit(attributes, where)
        if not admitted or frozenset(admitted.items()) in self._series:
            return admitted
        with self._lock:
            return self._fit(admitted)

    def _fit(self, attributes: Mapping[str, Any]) -> Mapping[str, Any]:
        """Fold one attribute after the other, that with most values first, until there is room for the series."""
        if self._has_room(attributes, _MOST_OF_A_STRANGER):
            return attributes
        folded = dict(attributes)
        for key in sorted(folded, key=lambda key: len(self._known[key]), reverse=True):
            folded[key] = self._fold(key, f"{_MOST_OF_A_STRANGER} series, all that there may be of it")
            if self._has_room(folded, 2 * _MOST_OF_A_STRANGER):
                break
        return folded

    def _has_room(self, attributes: Mapping[str, Any], most: int) -> bool:
        series = frozenset(attributes.items())
        if series not in self._series and len(self._series) < most:
            self._series.add(series)
        return series in self._series


def everything(attributes: Any, _where: Context | None = None) -> Any:
    """Admit whatever is given: what instruments do before there is an engine."""
    return attributes


def admitting(callbacks: Sequence[CallbackT], admit: Admit) -> list[CallbackT]:
    """Return callbacks whose observations pass `admit`."""
    return [_admitting(callback, admit) for callback in callbacks]


def _admitting(callback: Any, admit: Admit) -> Callable[[CallbackOptions], Iterable[Observation]]:
    def ask(options: CallbackOptions) -> Iterable[Observation]:
        for observation in callback(options):
            yield type(observation)(
                observation.value, admit(observation.attributes, observation.context), observation.context
            )

    return ask
