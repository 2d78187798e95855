"""Variables that OpenTelemetry reads by itself are looked at before it does, for it would only raise a ValueError."""

from __future__ import annotations

import pytest

from otel_kit import settings
from otel_kit._sdk_variables import SDK_VARIABLES
from otel_kit.exceptions import ConfigurationError


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", "abc", "must be a whole number, 0 or more, got 'abc'"),
        ("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", "-1", "must be a whole number, 0 or more, got '-1'"),
        ("OTEL_METRICS_EXEMPLAR_FILTER", "never", "must be one of trace_based, always_on, always_off"),
        ("OTEL_PROPAGATORS", "tracecontext,bagage", "did you mean baggage?"),
    ],
)
def test_a_value_that_the_sdk_could_not_use_is_told_with_its_key(variable, value, sentence):
    with pytest.raises(ConfigurationError) as raised:
        settings.load({}, {variable: value})
    assert str(raised.value).startswith(f"{variable}: ")
    assert sentence in str(raised.value)


@pytest.mark.parametrize("value", ["", " ", "0", "12"])
def test_a_limit_may_be_any_number_or_not_set(value):
    settings.load({}, {row.variable: value for row in SDK_VARIABLES if row.variable.endswith("_LIMIT")})


def test_propagators_that_are_installed_are_taken():
    settings.load({}, {"OTEL_PROPAGATORS": "tracecontext, baggage"})
    settings.load({}, {"OTEL_PROPAGATORS": "none"})
