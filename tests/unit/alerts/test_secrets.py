"""A channel is there if its secret is there; what is wrong with a secret is told without showing it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
import yaml

from otel_kit.exceptions import OtelKitError
from otel_kit.ops import alerts

SLACK = "https://hooks.slack.com/services/T0/B0/hidden"
MAIL = "smtp://me:pass%40word@mail.example.com/?from=a@example.com&to=b@example.com"


@pytest.fixture
def build(tmp_path):
    """Build with secrets from variables; return the receivers by name."""

    def build(folder=None, **secrets):
        environ = {f"OTEL_KIT_ALERTS_{name}": secret for name, secret in secrets.items()}
        alerts.build(tmp_path / "out", environ, folder=folder)
        made = yaml.safe_load((tmp_path / "out" / "alertmanager.yml").read_text())
        return {one.pop("name"): one for one in made["receivers"]}

    return build


def test_without_a_secret_everything_goes_to_the_local_sink_alone(build):
    assert {key for receiver in build().values() for key in receiver} == {"webhook_configs"}


def test_a_secret_turns_its_channel_on_at_its_levels(build):
    receivers = build(PAGERDUTY="KEY", SLACK=SLACK)

    assert "pagerduty_configs" in receivers["data-page"]
    assert "pagerduty_configs" not in receivers["data-ticket"]
    assert all("slack_configs" in one for name, one in receivers.items() if name != "watchdog")


def test_a_teams_own_secret_comes_before_the_common_one(build):
    receivers = build(SLACK=SLACK, SLACK_SECURITY=SLACK + "2")

    files = {
        name: receivers[name]["slack_configs"][0]["api_url_file"] for name in ("data-page", "security-page")
    }
    assert {name: Path(file).read_text() for name, file in files.items()} == {
        "data-page": SLACK,
        "security-page": SLACK + "2",
    }


def test_no_secret_is_in_the_configuration_and_only_their_owner_reads_them(build, tmp_path):
    build(SLACK=SLACK, EMAIL=MAIL)

    text = (tmp_path / "out" / "alertmanager.yml").read_text()
    assert "hidden" not in text
    assert "pass@word" not in text
    secrets = tmp_path / "out" / "secrets"
    assert (secrets / "email").read_text() == "pass@word"
    assert {stat.S_IMODE(path.stat().st_mode) for path in secrets.iterdir()} == {0o600}


def test_a_secret_that_was_taken_away_is_gone_from_the_disk(build, tmp_path):
    build(SLACK=SLACK)
    build()

    assert not (tmp_path / "out" / "secrets").exists()


def test_secrets_are_files_too_as_kubernetes_mounts_them(build, tmp_path):
    folder = tmp_path / "mounted"
    (folder / "..data").mkdir(parents=True)
    (folder / "slack-ml").write_text(SLACK + "\n")

    receivers = build(folder=folder)

    assert "slack_configs" in receivers["ml-note"]
    assert "slack_configs" not in receivers["data-page"]


@pytest.mark.parametrize(
    ("name", "secret", "said"),
    [
        ("SLACK", "", "the channel slack is without its secret"),
        ("SLACK", "hooks-hidden", "this is not what slack needs"),
        ("SLAK", "hidden", "did you mean slack?"),
        ("SLACK_SECURTY", "https://hidden.example", "there is no team securty"),
        ("PAGERDUTY", "https://hidden.example/v2", "https://KEY@host/path"),
        ("EMAIL", "smtp://hidden.example/", "from=alerts@example.com"),
        ("SNS", "arn:hidden", "arn:aws:sns:"),
        ("SNS", "sms://hidden", "sms://+"),
        ("INCIDENTIO", "hidden", "https://TOKEN@api.incident.io"),
        ("TEAMS", "https://[hidden", "this is not what teams needs"),
    ],
)
def test_a_secret_that_does_not_fit_names_the_variable_and_the_fix_and_nothing_is_written(
    tmp_path, name, secret, said
):
    with pytest.raises(OtelKitError) as error:
        alerts.build(tmp_path / "out", {f"OTEL_KIT_ALERTS_{name}": secret})

    message = str(error.value)
    assert message.startswith(f"OTEL_KIT_ALERTS_{name}: ")
    assert said in message
    assert "hidden" not in message
    assert not (tmp_path / "out").exists()
