"""`OTEL_CONFIG_FILE`: a file of OpenTelemetry's declarative configuration as one more place of settings."""

from __future__ import annotations

import contextlib
import json
import logging
import re
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from otel_kit import ConfigurationError, settings
from otel_kit._config_file import read, warn_of_ignored
from otel_kit.ops._paths import bundle

PAGE = bundle("docs", "settings-file.md")


@pytest.fixture
def loaded(tmp_path):
    """Load settings from a file with this content, written as the format's own version 1."""

    def loaded(content, arguments=None, **environ):
        path = tmp_path / "otel.json"
        path.write_text(json.dumps({"file_format": "1.0", **content}))
        return settings.load(arguments or {}, {"OTEL_CONFIG_FILE": str(path), **environ})

    return loaded


def exporting(**options):
    """Return a provider of traces with an exporter that has these options."""
    return {"tracer_provider": {"processors": [{"batch": {"exporter": {"otlp_http": options}}}]}}


def test_the_example_of_the_docs_is_read_whole(tmp_path):
    """Each of its values is a setting, and nothing of it is ignored."""
    (block,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(), re.DOTALL)
    path = tmp_path / "otel.yaml"
    path.write_text(block)
    environ = {"OTEL_CONFIG_FILE": str(path), "TOKEN": "s3cret"}
    found = settings.load({}, environ)
    assert read(environ).ignored == []
    assert (found.service_name, found.environment) == ("checkout", "production")
    assert found.resource_attributes == {"team": "payments"}
    assert (found.sampler, found.sampler_argument) == ("parentbased_traceidratio", 0.25)
    assert (found.traces_delay, found.metrics_interval) == (0.5, 10)
    assert found.traces_endpoint == "http://collector:4318/v1/traces"
    assert found.traces_headers == {"authorization": "s3cret"}
    assert (found.traces_exporter, found.logs_exporter) == ("otlp", "none")


def test_arguments_and_variables_come_before_the_file(loaded):
    """In this order."""
    content = {"resource": {"attributes": [{"name": "service.name", "value": "file"}]}}
    assert loaded(content).service_name == "file"
    assert loaded(content, OTEL_SERVICE_NAME="variable").service_name == "variable"
    assert loaded(content, {"service_name": "argument"}, OTEL_SERVICE_NAME="x").service_name == "argument"


def test_resource_attributes_of_all_places_are_added_up(loaded):
    """Where they differ, the first place counts."""
    content = {"resource": {"attributes": [{"name": n, "value": "file"} for n in "abc"]}}
    found = loaded(
        content, {"resource_attributes": {"a": "argument"}}, OTEL_RESOURCE_ATTRIBUTES="a=x,b=variable"
    )
    assert found.resource_attributes == {"a": "argument", "b": "variable", "c": "file"}


def test_a_variable_with_one_address_for_all_comes_before_the_files_addresses(loaded):
    """The file has one for each signal."""
    content = exporting(endpoint="http://file:4318/v1/traces")
    assert loaded(content).traces_endpoint == "http://file:4318/v1/traces"
    found = loaded(content, OTEL_EXPORTER_OTLP_ENDPOINT="http://variable:4318")
    assert (found.endpoint, found.traces_endpoint) == ("http://variable:4318", None)


def test_references_are_replaced_in_values(loaded):
    """By the environment, by their default, or by nothing; two dollars are one."""
    attributes = [
        {"name": "a", "value": "${HERE}-${GONE:-default}"},
        {"name": "b", "value": "${GONE}"},
        {"name": "c", "value": "$${HERE}"},
    ]
    found = loaded({"resource": {"attributes": attributes}}, HERE="here")
    assert found.resource_attributes == {"a": "here-default", "c": "${HERE}"}


def test_what_the_file_says_beyond_our_settings_is_one_warning(loaded, tmp_path, caplog):
    """With the path of each."""
    loaded({"attribute_limits": {"attribute_count_limit": 9}, "meter_provider": {"views": [{"stream": {}}]}})
    with caplog.at_level(logging.WARNING):
        warn_of_ignored({"OTEL_CONFIG_FILE": str(tmp_path / "otel.json")})
    (record,) = caplog.records
    assert "attribute_limits.attribute_count_limit, meter_provider.views[0].stream" in record.getMessage()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"file_format": "0.3"}, ["file_format", "0.3", "1.0"]),
        (
            exporting(endpoint="ftp://collector"),
            ["otel.json: tracer_provider", "endpoint", "ftp://collector"],
        ),
        (exporting(headers={"a": "b"}), ["headers", "name"]),
        ({"tracer_provider": {"sampler": {"dice": {}}}}, ["tracer_provider.sampler", "dice", "always_on"]),
        ({"tracer_provider": {"processors": 5}}, ["tracer_provider.processors", "5", "list"]),
    ],
)
def test_a_mistake_names_file_place_value_and_fix(loaded, content, words):
    """So that it can be mended without the docs."""
    with pytest.raises(ConfigurationError) as caught:
        loaded(content)
    assert [word for word in words if word not in str(caught.value)] == []


def test_signals_that_ask_for_different_timeouts_are_a_mistake(loaded):
    """They share one."""
    logs = {"processors": [{"batch": {"exporter": {"otlp_http": {"timeout": 2000}}}}]}
    with pytest.raises(ConfigurationError, match="say the same for all signals"):
        loaded({**exporting(timeout=1000), "logger_provider": logs})


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("gone.yaml", None, "cannot be read"),
        ("otel.yaml", b"a: [", "not YAML in line"),
        ("otel.json", b"{", "not JSON"),
        ("otel.yaml", b"\xff\xfe\x00", "not UTF-8"),
        ("otel.yaml", b"- 1", "version 1"),
        ("otel.yaml", b"", "version 1"),
    ],
)
def test_a_file_that_is_none_is_a_clear_error(tmp_path, name, content, problem):
    """For each way in which it may be none."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ConfigurationError, match=problem):
        settings.load({}, {"OTEL_CONFIG_FILE": str(tmp_path / name)})


def test_yaml_without_pyyaml_says_how_to_go_on(tmp_path, monkeypatch):
    """The service may not have it."""
    path = tmp_path / "otel.yaml"
    path.touch()
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(ConfigurationError, match="pip install pyyaml"):
        settings.load({}, {"OTEL_CONFIG_FILE": str(path)})


def test_an_alias_that_leads_back_to_itself_ends(tmp_path):
    """YAML allows it."""
    path = tmp_path / "otel.yaml"
    path.write_text('file_format: "1.0"\nresource: &a\n  inner: *a\n')
    assert settings.load({}, {"OTEL_CONFIG_FILE": str(path)}).service_name is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@given(
    JSON, st.sampled_from(["resource", "tracer_provider", "meter_provider", "logger_provider", "propagator"])
)
def test_no_content_is_more_than_a_configuration_error(tmp_path_factory, content, part):
    """Whatever stands where in the file."""
    path = Path(tmp_path_factory.getbasetemp(), "any.yaml")
    path.write_text(yaml.safe_dump({"file_format": "1.0", part: content}), encoding="utf-8")
    with contextlib.suppress(ConfigurationError):
        settings.load({}, {"OTEL_CONFIG_FILE": str(path)})
