"""An argument comes first, then the environment, then the default; what does not fit is told with its fix."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otel_kit import _settings_page
from otel_kit.exceptions import ConfigurationError
from otel_kit.settings import SETTINGS, Settings, load


def _load(arguments=None, **environ):
    return load(arguments or {}, environ)


def test_the_table_has_a_row_for_each_field_and_no_variable_twice():
    assert [row.field for row in SETTINGS] == [field.name for field in dataclasses.fields(Settings)]
    assert len({row.variable for row in SETTINGS}) == len(SETTINGS)


def test_defaults_hold_without_anything():
    loaded = _load()
    assert loaded.endpoint == "http://127.0.0.1:4318"
    assert loaded.metrics_interval == 15
    assert loaded.exit_timeout == 1.5
    assert loaded.instrument is None
    assert loaded.disabled is False


def test_an_argument_wins_over_the_environment_and_that_over_the_default():
    environ = {
        "OTEL_SERVICE_NAME": "from-environment",
        "OTEL_EXPORTER_OTLP_ENDPOINT": "https://c.example:4318/",
    }
    assert _load(**environ).service_name == "from-environment"
    assert _load({"service_name": "argument"}, **environ).service_name == "argument"
    assert _load(**environ).endpoint == "https://c.example:4318"


def test_an_empty_variable_counts_as_not_set():
    assert (
        _load(OTEL_EXPORTER_OTLP_ENDPOINT="", OTEL_KIT_METRICS_PORT=" ").endpoint == "http://127.0.0.1:4318"
    )


def test_resource_attributes_of_argument_and_variable_come_together():
    loaded = _load(
        {"resource_attributes": {"team": "core"}}, OTEL_RESOURCE_ATTRIBUTES="region=eu%20west,team=x"
    )
    assert loaded.resource_attributes == {"region": "eu west", "team": "core"}


def test_durations_are_seconds_whatever_the_variable_counts_in():
    loaded = _load(
        OTEL_METRIC_EXPORT_INTERVAL="1500", OTEL_BSP_SCHEDULE_DELAY="500", OTEL_EXPORTER_OTLP_TIMEOUT="3"
    )
    assert (loaded.metrics_interval, loaded.traces_delay, loaded.timeout) == (1.5, 0.5, 3)


def test_instrument_takes_names_and_none():
    assert _load(OTEL_KIT_INSTRUMENT="fastapi, Celery").instrument == {"fastapi", "celery"}
    assert _load(OTEL_KIT_INSTRUMENT="none").instrument == frozenset()
    assert _load({"instrument": ["flask"]}).instrument == {"flask"}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "127.0.0.1:4318"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://host:port"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://host:99999"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://[::1:4318"),
        ("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "grpc://host:4317"),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
        ("OTEL_EXPORTER_OTLP_HEADERS", "no-equals-sign"),
        ("OTEL_EXPORTER_OTLP_HEADERS", "authorization=two%0Alines"),
        ("OTEL_EXPORTER_OTLP_TIMEOUT", "soon"),
        ("OTEL_EXPORTER_OTLP_TIMEOUT", "-1"),
        ("OTEL_EXPORTER_OTLP_CERTIFICATE", "/no/such/file.pem"),
        ("OTEL_TRACES_EXPORTER", "zipkin"),
        ("OTEL_TRACES_SAMPLER", "always"),
        ("OTEL_TRACES_SAMPLER_ARG", "2"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "often"),
        ("OTEL_BSP_MAX_QUEUE_SIZE", "0"),
        ("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "99999"),
        ("OTEL_KIT_METRICS_PORT", "70000"),
        ("OTEL_KIT_METRICS_PORT", "http"),
        ("OTEL_KIT_LOG_LEVEL", "loud"),
        ("OTEL_SDK_DISABLED", "maybe"),
    ],
)
def test_a_value_that_does_not_fit_is_told_with_key_value_and_fix(variable, value):
    with pytest.raises(ConfigurationError) as caught:
        _load(**{variable: value})
    assert caught.value.key == variable
    assert caught.value.fix
    assert variable in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"), [("endpoint", "nonsense"), ("metrics_port", -1), ("service_name", " ")]
)
def test_an_argument_that_does_not_fit_is_told_by_its_own_name(name, value):
    with pytest.raises(ConfigurationError) as caught:
        _load({name: value})
    assert (caught.value.key, caught.value.value) == (name, value)


def test_a_slip_in_a_word_is_answered_with_the_word_that_was_meant():
    with pytest.raises(ConfigurationError, match="did you mean traceidratio"):
        _load(OTEL_TRACES_SAMPLER="traceidratoi")


def test_a_password_is_in_no_message():
    for environ in (
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://user:hunter2@host:4318"},
        {"OTEL_EXPORTER_OTLP_HEADERS": "authorization=hunter2,broken"},
    ):
        with pytest.raises(ConfigurationError) as caught:
            _load(**environ)
        assert "hunter2" not in str(caught.value)


@given(
    st.dictionaries(st.sampled_from([row.variable for row in SETTINGS]), st.text(max_size=30), max_size=6),
)
def test_any_environment_gives_settings_or_a_configuration_error(environ):
    caught = None
    try:
        assert isinstance(load({}, environ), Settings)
    except ConfigurationError as error:
        caught = error
    assert caught is None or caught.key in environ


def test_the_page_in_the_docs_is_current(repository):
    assert (repository / "docs" / "settings.md").read_text() == _settings_page.page()
