"""Variables that OpenTelemetry's API and SDK read by themselves, and how a value that they would choke on is found first.

They raise a `ValueError` of their own, deep in the start-up or at an import, where nobody could say which key to mend.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from otel_kit import _parse as parse
from otel_kit.exceptions import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["SDK_VARIABLES", "SdkVariable", "check"]


@dataclasses.dataclass(frozen=True)
class SdkVariable:
    """One row: its default, in words where it depends on another one, and what it means."""

    variable: str
    parse: Callable[[str, object], Any]
    default: str
    meaning: str


def _limit(key: str, value: object) -> int:
    text = str(value)
    if not text.isdecimal():
        raise ConfigurationError(
            key, value, problem="must be a whole number, 0 or more", fix=f"{key}=128, or leave it out"
        )
    return int(text)


def _propagators(key: str, value: object) -> list[str]:
    """Take names of propagators that are installed."""
    from importlib.metadata import entry_points

    known = sorted({entry.name for entry in entry_points(group="opentelemetry_propagator")} | {"none"})
    one = parse.one_of(*known)
    return [one(key, name) for name in str(value).split(",")]


SDK_VARIABLES: tuple[SdkVariable, ...] = (
    SdkVariable(
        "OTEL_PROPAGATORS", _propagators, "tracecontext,baggage", "how context travels between services"
    ),
    SdkVariable("OTEL_ATTRIBUTE_COUNT_LIMIT", _limit, "128", "attributes on anything; more are left out"),
    SdkVariable(
        "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", _limit, "", "characters of an attribute; longer ones are cut"
    ),
    SdkVariable("OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", _limit, "128", "the same count, for a span"),
    SdkVariable("OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT", _limit, "", "the same length, on a span"),
    SdkVariable("OTEL_SPAN_EVENT_COUNT_LIMIT", _limit, "128", "events of a span; the oldest are left out"),
    SdkVariable("OTEL_SPAN_LINK_COUNT_LIMIT", _limit, "128", "links of a span; the oldest are left out"),
    SdkVariable("OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT", _limit, "128", "attributes of a span's event"),
    SdkVariable("OTEL_LINK_ATTRIBUTE_COUNT_LIMIT", _limit, "128", "attributes of a span's link"),
    SdkVariable("OTEL_LOGRECORD_ATTRIBUTE_COUNT_LIMIT", _limit, "128", "attributes of a log record"),
    SdkVariable("OTEL_LOGRECORD_ATTRIBUTE_VALUE_LENGTH_LIMIT", _limit, "", "their length on a log record"),
    SdkVariable(
        "OTEL_METRICS_EXEMPLAR_FILTER",
        parse.one_of("trace_based", "always_on", "always_off"),
        "trace_based",
        "which measurements may become exemplars",
    ),
)


def check(environ: Mapping[str, str]) -> None:
    """Raise `ConfigurationError` for the first of these variables that OpenTelemetry could not use."""
    for row in SDK_VARIABLES:
        given = environ.get(row.variable, "").strip()
        if given:
            row.parse(row.variable, given)
