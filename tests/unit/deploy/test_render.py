from __future__ import annotations

import pytest
import yaml

from otel_kit.exceptions import ConfigurationError, OtelKitError
from otel_kit.ops import deploy

SLACK = "https://hooks.slack.test/services/T0/B0/secret"


@pytest.mark.parametrize("site", deploy.SITES)
def test_a_channel_is_turned_on_by_its_secret_which_servers_read_from_where_it_will_be(site, tmp_path):
    deploy.render(site, tmp_path, {"OTEL_KIT_ALERTS_SLACK": SLACK})

    text = (tmp_path / "alertmanager.yml").read_text()
    assert "/etc/otel-kit/secrets/slack" in text
    assert SLACK not in text
    assert (tmp_path / "secrets" / "slack").read_text() == SLACK
    assert (tmp_path / "secrets" / "slack").stat().st_mode & 0o077 == 0


def test_no_placeholder_is_left(tmp_path):
    deploy.render("compose", tmp_path, {})

    texts = [path.read_text() for path in tmp_path.glob("*.yml")]
    assert texts
    assert not any("${" in text for text in texts)


def test_an_unknown_site_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(ConfigurationError, match="choose one of: compose, systemd"):
        deploy.render("nomad", tmp_path / "out", {})

    assert not (tmp_path / "out").exists()


def test_a_secret_that_is_none_changes_nothing_that_is_there(tmp_path):
    deploy.render("compose", tmp_path, {})
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    with pytest.raises(OtelKitError, match="OTEL_KIT_ALERTS_SLACK"):
        deploy.render("compose", tmp_path, {"OTEL_KIT_ALERTS_SLACK": "not a url"})

    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_rules_take_the_thresholds_of_the_environment_that_is_named(tmp_path):
    deploy.render("compose", tmp_path / "plain", {})
    deploy.render("compose", tmp_path / "demo", {deploy.RULES_ENVIRONMENT: "demo"})

    plain, demo = (sorted((tmp_path / name / "rules").glob("*.yml")) for name in ("plain", "demo"))
    assert [path.name for path in plain] == [path.name for path in demo]
    assert [path.read_text() for path in plain] != [path.read_text() for path in demo]


def test_a_rule_file_that_is_no_longer_made_does_not_stay(tmp_path):
    deploy.render("compose", tmp_path, {})
    (tmp_path / "rules" / "of-an-earlier-version.yml").write_text("groups: []")

    deploy.render("compose", tmp_path, {})

    assert not (tmp_path / "rules" / "of-an-earlier-version.yml").exists()


def test_intervals_are_those_of_a_site_that_pages_somebody(tmp_path):
    deploy.render("systemd", tmp_path, {})

    route = yaml.safe_load((tmp_path / "alertmanager.yml").read_text())["route"]
    assert (route["group_wait"], route["group_interval"]) == ("30s", "5m")
