"""Each channel delivers what its service documents, to sinks that speak its protocol; one that fails holds up none."""

from __future__ import annotations

import re
import threading
import time
from datetime import datetime, timezone
from email import message_from_bytes, policy
from urllib.parse import parse_qs, unquote

import pytest
from aiosmtpd.controller import Controller

from support.alertmanager import free_port
from support.waiting import wait_for

LABELS = {"alertname": "QueueLong", "severity": "critical", "category": "jobs", "service_name": "worker"}
NOTES = {
    "summary": "worker holds 101 items",
    "description": "The queue holds more than 100 items.",
    "runbook_url": "https://books.example/QueueLong",
    "dashboard_url": "https://boards.example/jobs",
}
TITLE = "CRITICAL: worker holds 101 items"
SILENCE = re.compile(
    r"http://\S+/#/silences/new\?filter=%7Balertname%3D%22QueueLong%22%2Cservice_name%3D%22worker%22%7D"
)
DELIVERED = 15


@pytest.fixture
def fire(start):
    """Start Alertmanager with some channels and let one alert fire."""

    def fire(environ, **more):
        api = start({f"OTEL_KIT_ALERTS_{name}": secret for name, secret in environ.items()}, **more)
        api.send(
            [{"labels": LABELS, "annotations": NOTES, "generatorURL": "http://prometheus.example/graph"}]
        )
        return api

    return fire


@pytest.fixture
def arrived(sink):
    return lambda path, count=1: wait_for(
        lambda: len(sink.bodies(path)) >= count and sink.bodies(path), DELIVERED, f"{path} to be told"
    )


def keyed(sink, path, key="KEY"):
    return f"{sink.url.replace('http://', f'http://{key}@')}{path}"


def test_slack_gets_title_text_colour_and_links(fire, sink, arrived):
    fire({"SLACK": f"{sink.url}/slack"})

    (message, *_) = arrived("/slack")
    (attachment,) = message["attachments"]
    assert attachment["title"] == TITLE
    assert attachment["title_link"] == NOTES["dashboard_url"]
    assert attachment["color"] == "danger"
    assert f"*QueueLong* (firing): {NOTES['summary']}\n{NOTES['description']}" in attachment["text"]
    assert f"<{NOTES['runbook_url']}|Runbook>" in attachment["text"]
    assert SILENCE.search(attachment["text"].replace("|Silence>", " "))
    assert attachment[
        "fallback"
    ]  # https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments


def test_pagerduty_gets_an_event_of_its_api_version_2(fire, sink, arrived):
    fire({"PAGERDUTY": keyed(sink, "/v2/enqueue", "R0UT1NGKEY")})

    (event, *_) = arrived("/v2/enqueue")
    # https://developer.pagerduty.com/docs/events-api-v2/trigger-events
    assert event["routing_key"] == "R0UT1NGKEY"
    assert event["event_action"] == "trigger"
    assert 0 < len(event["dedup_key"]) <= 255
    payload = event["payload"]
    assert payload["summary"] == TITLE
    assert len(payload["summary"]) <= 1024
    assert payload["severity"] in {"critical", "error", "warning", "info"}
    assert payload["source"]
    assert (payload["component"], payload["class"]) == ("worker", "jobs")
    links = {link["text"]: link["href"] for link in event["links"]}
    assert links["Runbook"] == NOTES["runbook_url"]
    assert links["Dashboard"] == NOTES["dashboard_url"]
    assert SILENCE.fullmatch(links["Silence"])
    assert NOTES["description"] in payload["custom_details"]["alerts"]


def test_pagerduty_is_told_the_end_under_the_same_key(fire, sink, arrived):
    api = fire({"PAGERDUTY": keyed(sink, "/v2/enqueue")})
    arrived("/v2/enqueue")

    now = datetime.now(timezone.utc).isoformat()
    api.send([{"labels": LABELS, "annotations": NOTES, "endsAt": now}])

    trigger, resolve = arrived("/v2/enqueue", 2)[:2]
    assert resolve["event_action"] == "resolve"
    assert resolve["dedup_key"] == trigger["dedup_key"]


def test_jira_service_management_gets_an_alert_of_opsgenies_api(fire, sink, arrived):
    fire({"JSM": keyed(sink, "/jsm/")})

    (alert, *_) = arrived("/jsm/v2/alerts")
    assert alert["message"] == TITLE
    assert len(alert["message"]) <= 130
    assert (alert["priority"], alert["entity"]) == ("P1", "worker")
    assert alert["tags"] == ["jobs", "worker"]
    assert NOTES["runbook_url"] in alert["description"]


def test_incidentio_gets_the_alerts_and_its_token(fire, sink, arrived):
    fire({"INCIDENTIO": keyed(sink, "/v2/alert_events/alertmanager/1")})

    (message, *_) = arrived("/v2/alert_events/alertmanager/1")
    assert message["alerts"][0]["labels"] == LABELS


def test_teams_gets_an_adaptive_card(fire, sink, arrived):
    fire({"TEAMS": f"{sink.url}/teams"})

    (message, *_) = arrived("/teams")
    (attachment,) = message["attachments"]
    assert (message["type"], attachment["contentType"]) == (
        "message",
        "application/vnd.microsoft.card.adaptive",
    )
    card = attachment["content"]
    assert card["type"] == "AdaptiveCard"
    told = " ".join(block["text"] for block in card["body"])
    assert TITLE in told
    assert f"[Runbook]({NOTES['runbook_url']})" in told


def test_discord_gets_an_embed(fire, sink, arrived):
    fire({"DISCORD": f"{sink.url}/discord"})

    (message, *_) = arrived("/discord")
    (embed,) = message["embeds"]
    assert embed["title"] == TITLE
    assert NOTES["description"] in embed["description"]


def test_a_webhook_gets_version_4_and_the_local_sink_does_too(fire, sink, arrived):
    fire({"WEBHOOK": f"{sink.url}/hook"}, notices=sink.url)

    for path in ("/hook", "/alerts"):
        (message, *_) = arrived(path)
        assert (message["version"], message["status"], message["receiver"]) == (
            "4",
            "firing",
            "services-page",
        )
        assert message["alerts"][0]["annotations"] == NOTES


def test_sns_is_asked_to_publish_within_the_length_of_an_sms(fire, sink, arrived):
    fire(
        {"SNS": "sms://+4930123456?region=eu-central-1"},
        more_environ={
            "AWS_ENDPOINT_URL_SNS": sink.url,
            "AWS_ACCESS_KEY_ID": "id",
            "AWS_SECRET_ACCESS_KEY": "key",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CA_BUNDLE": "",  # its client takes none
        },
    )

    (body, *_) = arrived("/")
    asked = {key: values[0] for key, values in parse_qs(body).items()}
    assert (asked["Action"], asked["PhoneNumber"]) == ("Publish", "+4930123456")
    assert asked["Message"] == f"{TITLE} {NOTES['runbook_url']}"
    assert len(asked["Message"]) <= 160


class Mailbox:
    """What an SMTP server took."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 aiosmtpd's name
        """Keep a mail."""
        self.mails.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 taken"


@pytest.fixture
def mailbox():
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    box.address = f"127.0.0.1:{controller.port}"
    yield box
    controller.stop()


def test_a_mail_has_a_subject_a_plain_text_and_html_that_names_no_foreign_place(fire, mailbox):
    fire(
        {"EMAIL": f"smtp://{mailbox.address}/?from=alerts@example.com&to=a@example.com,b@example.com&tls=no"}
    )

    (to, mail), *_ = wait_for(lambda: mailbox.mails, DELIVERED, "the mail")
    assert to == ["a@example.com", "b@example.com"]
    assert (mail["Subject"], mail["From"]) == (TITLE, "alerts@example.com")
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    for wanted in (NOTES["summary"], NOTES["description"], NOTES["runbook_url"], NOTES["dashboard_url"]):
        assert wanted in text
        assert wanted in html
    assert "service_name=worker" in html
    assert "<script" not in html
    assert "src=" not in html
    assert SILENCE.search(text)


def test_what_a_user_wrote_into_a_label_cannot_become_markup_in_a_mail(start, mailbox):
    api = start(
        {"OTEL_KIT_ALERTS_EMAIL": f"smtp://{mailbox.address}/?from=a@example.com&to=b@example.com&tls=no"}
    )

    api.send(
        [
            {
                "labels": {**LABELS, "route": "<script>alert(1)</script>"},
                "annotations": {**NOTES, "summary": "<b>bold</b>"},
            }
        ]
    )

    (_, mail), *_ = wait_for(lambda: mailbox.mails, DELIVERED, "the mail")
    html = mail.get_body(("html",)).get_content()
    assert "<script>" not in html
    assert "<b>bold" not in html
    assert "&lt;script&gt;" in html


def test_a_service_that_answers_500_is_asked_again_until_it_takes_it(fire, sink, arrived):
    sink.answers["/slack"] = [500, 503]

    fire({"SLACK": f"{sink.url}/slack"}, GROUP_INTERVAL="1m")

    assert len(arrived("/slack", 3)) == 3


def test_a_service_that_hangs_holds_up_no_other(fire, sink, arrived):
    sink.answers["/hook"] = threading.Event()
    begin = time.monotonic()

    fire({"WEBHOOK": f"{sink.url}/hook", "SLACK": f"{sink.url}/slack"}, notices=sink.url)

    arrived("/slack")
    arrived("/alerts")
    assert time.monotonic() - begin < 10  # before the hanging one is given up
    assert sink.bodies("/hook")


def test_a_team_with_a_secret_of_its_own_is_told_there_and_the_others_are_not(start, sink, arrived):
    api = start(
        {
            "OTEL_KIT_ALERTS_SLACK": f"{sink.url}/slack",
            "OTEL_KIT_ALERTS_SLACK_SECURITY": f"{sink.url}/slack/security",
        }
    )

    api.send([{"labels": {**LABELS, "category": "security"}, "annotations": NOTES}])

    arrived("/slack/security")
    assert sink.bodies("/slack") == []


def test_the_link_to_a_silence_is_filled_in_with_the_group(fire, sink, arrived):
    fire({"SLACK": f"{sink.url}/slack"})

    text = arrived("/slack")[0]["attachments"][0]["text"]
    link = unquote(re.search(r"<(\S+)\|Silence>", text)[1])
    assert link.endswith('/#/silences/new?filter={alertname="QueueLong",service_name="worker"}')
