"""`otel-kit config show`."""

from __future__ import annotations

import json
import os

import pytest


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """An environment without settings of whoever runs the tests."""
    for name in list(os.environ):
        if name.startswith("OTEL_") and not name.endswith(("_HOME", "_CACHE")):
            monkeypatch.delenv(name)
    return monkeypatch


def test_each_setting_has_its_value_and_origin(run, environment, tmp_path):
    """From the file, from a variable; defaults are only counted."""
    file = tmp_path / "otel.yaml"
    file.write_text('file_format: "1.0"\nmeter_provider: {readers: [{periodic: {interval: 5000}}]}\n')
    environment.setenv("OTEL_CONFIG_FILE", str(file))
    environment.setenv("OTEL_SERVICE_NAME", "checkout")
    answer = run("config", "show")
    lines = [" ".join(line.split()) for line in answer.out.splitlines()]
    assert answer.status == 0
    assert "OTEL_SERVICE_NAME checkout" in lines
    path = "meter_provider.readers[0].periodic.interval"
    assert f"OTEL_METRIC_EXPORT_INTERVAL 5000 ({file}: {path})" in lines
    assert "have their defaults" in lines[-1]


def test_secrets_are_masked(run, environment):
    """The names of headers stay, to see that they are there."""
    environment.setenv("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20s3cret")
    environment.setenv("OTEL_KIT_AUDIT_KEY", "s3cret s3cret s3cret")
    for arguments in ((), ("--json",), ("--all",)):
        answer = run("config", "show", *arguments)
        assert "s3cret" not in answer.out + answer.err
        assert "authorization" in answer.out


def test_json_has_every_setting(run, environment):
    """With values as a program wants them."""
    found = json.loads(run("config", "show", "--json").out)
    assert found["OTEL_SDK_DISABLED"] == {"value": False, "origin": "default"}
    assert found["OTEL_BSP_SCHEDULE_DELAY"]["value"] == 1000


def test_what_nobody_reads_is_told(run, environment, tmp_path):
    """A slip of the pen, and what the file says in vain."""
    file = tmp_path / "otel.yaml"
    file.write_text('file_format: "1.0"\nattribute_limits: {attribute_count_limit: 3}\n')
    environment.setenv("OTEL_CONFIG_FILE", str(file))
    environment.setenv("OTEL_KIT_ENVIROMENT", "production")
    answer = run("config", "show")
    assert "did you mean OTEL_KIT_ENVIRONMENT?" in answer.err
    assert "attribute_limits.attribute_count_limit is ignored" in answer.err


def test_a_setting_that_does_not_fit_is_told(run, environment):
    """With key, value and fix, and exit status 1."""
    environment.setenv("OTEL_METRIC_EXPORT_INTERVAL", "soon")
    answer = run("config", "show")
    assert answer.status == 1
    assert "OTEL_METRIC_EXPORT_INTERVAL: must be a whole number" in answer.err
