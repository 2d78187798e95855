"""A mistake in routes.yaml is told in one sentence, with file and line, and nothing is rendered."""

from __future__ import annotations

import pytest

from otel_kit.exceptions import OtelKitError
from otel_kit.ops import alerts
from otel_kit.ops.alerts._load import load_routes
from otel_kit.ops.alerts._secrets import find_secrets

MISTAKES = {
    "a category of two teams": ("categories: [security]", "categories: [security, cost]", "'cost' belongs to security and to business"),
    "an unknown channel": ("required: []", "required: [pagerdooty]", "unknown channel 'pagerdooty'"),
    "an unknown interval": ("intervals: [nights, weekends]", "intervals: [nihgts]", "unknown time interval 'nihgts'"),
    "an unknown severity": ("severity: info", "severity: urgent", "unknown severity 'urgent'"),
    "an unknown key": ("mute:\n", "mutes:\n", "unknown key 'mutes'"),
}  # fmt: skip


@pytest.fixture
def routes(tmp_path):
    def routes(old, new):
        text = (alerts.source() / "routes.yaml").read_text()
        assert text.count(old) == 1
        path = tmp_path / "routes.yaml"
        path.write_text(text.replace(old, new))
        return path

    return routes


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_names_the_file_the_line_and_the_fix(routes, mistake):
    old, new, said = MISTAKES[mistake]

    with pytest.raises(OtelKitError, match=r"routes\.yaml:\d+: ") as error:
        load_routes(routes(old, new))

    assert said in str(error.value)
    assert "\n  → " in str(error.value)


def test_a_required_channel_without_its_secret_names_the_line_and_the_variable(routes):
    loaded = load_routes(routes("required: []", "required: [pagerduty]"))

    with pytest.raises(OtelKitError, match=r"routes\.yaml:\d+: channel pagerduty is required") as error:
        find_secrets(loaded, {})

    assert "set OTEL_KIT_ALERTS_PAGERDUTY" in str(error.value)
    assert find_secrets(loaded, {"OTEL_KIT_ALERTS_PAGERDUTY": "KEY"})
