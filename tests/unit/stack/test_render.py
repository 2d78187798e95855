from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from otel_kit.exceptions import OtelKitError
from otel_kit.ops._paths import bundle
from otel_kit.ops.stack.ports import DEFAULT_PORTS
from otel_kit.ops.stack.profiles import PROFILES, profile_named
from otel_kit.ops.stack.render import placeholders, render, sources_of, substitute


def no_rules(out, environment):
    """Stand in for the house's rules."""


@pytest.fixture
def rendered(tmp_path):
    render(tmp_path / "config", DEFAULT_PORTS, PROFILES["demo"], no_rules)
    return tmp_path / "config"


def test_named_placeholders_are_replaced_and_other_dollars_are_left_alone():
    text = "${URL}/alerts $labels ${UNKNOWN} {{ $value }} $URL"

    assert substitute(text, {"URL": "http://x"}) == "http://x/alerts $labels ${UNKNOWN} {{ $value }} $URL"


@given(st.text(), st.dictionaries(st.from_regex(r"[A-Z_]+", fullmatch=True), st.text()))
def test_a_text_without_placeholders_stays_as_it_is(text, values):
    plain = text.replace("${", "")

    assert substitute(plain, values) == plain


def test_prometheus_scrapes_every_server_with_the_profiles_interval(rendered):
    prometheus = yaml.safe_load((rendered / "prometheus.yml").read_text())
    targets = {job["job_name"]: job["static_configs"][0]["targets"] for job in prometheus["scrape_configs"]}

    assert prometheus["global"] == {"scrape_interval": "2s", "evaluation_interval": "2s"}
    assert targets == {
        "otelcol": ["127.0.0.1:8888"],
        "prometheus": ["127.0.0.1:9090"],
        "alertmanager": ["127.0.0.1:9093"],
        "loki": ["127.0.0.1:3100"],
        "tempo": ["127.0.0.1:3200"],
    }


def test_alertmanager_delivers_every_receiver_to_the_sink(rendered):
    alertmanager = yaml.safe_load((rendered / "alertmanager.yml").read_text())
    urls = {hook["url"] for receiver in alertmanager["receivers"] for hook in receiver["webhook_configs"]}

    assert urls == {"http://127.0.0.1:9099/alerts"}
    assert alertmanager["route"]["repeat_interval"] == "1h"


def test_no_placeholder_of_ours_is_left_over(rendered):
    left = [
        found
        for name in ("prometheus.yml", "alertmanager.yml")
        for line in (rendered / name).read_text().splitlines()
        for found in re.findall(r"\$\{\w+\}", line.partition("#")[0])
    ]

    assert left == []


def test_every_placeholder_is_used_and_is_named_in_its_file():
    used = "".join(bundle("deploy", "backends", *path).read_text() for path in _SUBSTITUTED)

    for name in placeholders(DEFAULT_PORTS, PROFILES["local"]):
        assert f"${{{name}}}" in used


_SUBSTITUTED = [("prometheus", "prometheus.yml"), ("alertmanager", "alertmanager.yml")]


def test_rules_get_the_folder_beside_prometheus_and_the_profiles_values(tmp_path):
    asked = []
    render(
        tmp_path, DEFAULT_PORTS, PROFILES["demo"], lambda out, environment: asked.append((out, environment))
    )

    assert asked == [(tmp_path / "rules", "demo")]


def test_a_file_in_the_place_of_the_folder_is_one_clear_sentence(tmp_path):
    (tmp_path / "config").write_text("")

    with pytest.raises(OtelKitError, match="config: File exists"):
        render(tmp_path / "config", DEFAULT_PORTS, PROFILES["local"], no_rules)


def test_the_sources_of_a_configuration_are_told_for_its_fix():
    assert [path.name for path in sources_of("collector-local.yaml")] == ["base.yaml", "local.yaml"]
    assert [path.name for path in sources_of("prometheus.yml")] == ["prometheus.yml", "rules"]


def test_an_unknown_profile_is_an_error_with_the_known_ones():
    with pytest.raises(
        OtelKitError, match="--profile: no such profile, got 'lokal'\n  → choose one of: local, demo"
    ):
        profile_named("lokal")


@pytest.mark.parametrize("name", ["base.yaml", "local.yaml", "agent.yaml", "gateway.yaml"])
def test_each_value_of_the_collectors_environment_has_a_default(name):
    text = bundle("collector", "config", name).read_text()
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]

    assert [found for line in lines for found in re.findall(r"\$\{env:\w+\}", line)] == []


def test_the_collectors_environment_is_what_its_configuration_reads(tmp_path):
    from otel_kit.ops.stack._layout import Layout
    from otel_kit.ops.stack.programs import collector_environment

    text = "".join(bundle("collector", "config", name).read_text() for name in ("base.yaml", "local.yaml"))
    given = collector_environment(Layout(tmp_path), DEFAULT_PORTS, PROFILES["local"])

    assert set(given) <= set(re.findall(r"\$\{env:(\w+)", text))
