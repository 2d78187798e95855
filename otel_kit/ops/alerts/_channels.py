"""The ready channels: how each is told, and what it makes of its secret.

A channel is there if its secret is there, and its secret says everything: addresses are URLs, keys may be written into
the address that they are for. No secret is written into alertmanager.yml: it names a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["CHANNELS", "Channel", "Unfit", "Wiring"]

_TITLE = '{{ template "otel_kit.title" . }}'
_TEXT = '{{ template "otel_kit.text" . }}'
_WAIT = "10s"  # a channel that hangs must not hold up what comes after it


class Unfit(ValueError):  # noqa: N818 it is told as a ConfigurationError, which does not show the secret
    """A secret is not what its channel needs; the message says what that is."""


@dataclass(frozen=True)
class Wiring:
    """One entry of a receiver: its settings, and the secrets that they name as files (key of the settings → secret)."""

    settings: Mapping[str, Any]
    secrets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Channel:
    """One way to tell people: the key of its list in a receiver, the levels that use it, what its secret looks like."""

    configs: str
    levels: tuple[str, ...]
    secret: str
    wire: Callable[[str], Wiring]


def _slack(secret: str) -> Wiring:
    settings = {
        "send_resolved": True,
        "title": _TITLE,
        "title_link": "{{ .CommonAnnotations.dashboard_url }}",
        "text": '{{ template "otel_kit.slack" . }}',
        "color": '{{ if ne .Status "firing" }}good{{ else if eq .CommonLabels.severity "critical" }}danger{{ else }}warning{{ end }}',
        "timeout": _WAIT,
    }
    return Wiring(settings, {"api_url_file": _web(secret)})


def _pagerduty(secret: str) -> Wiring:
    key, url = _key_and_url(secret)
    settings = {
        "send_resolved": True,
        "description": _TITLE,
        "severity": "{{ with .CommonLabels.severity }}{{ . }}{{ else }}error{{ end }}",
        "class": "{{ .CommonLabels.category }}",
        "component": "{{ .CommonLabels.service_name }}",
        "details": {"alerts": _TEXT, "num_firing": "{{ .Alerts.Firing | len }}"},
        "links": [
            {"href": "{{ .CommonAnnotations.runbook_url }}", "text": "Runbook"},
            {"href": "{{ .CommonAnnotations.dashboard_url }}", "text": "Dashboard"},
            {"href": '{{ template "otel_kit.silence" . }}', "text": "Silence"},
        ],
        "timeout": _WAIT,
    }
    return Wiring({**settings, **({"url": url} if url else {})}, {"routing_key_file": key})


def _email(secret: str) -> Wiring:
    url = urlsplit(secret)
    query = {key: values[-1] for key, values in parse_qs(url.query).items()}
    if url.scheme not in ("smtp", "smtps") or not url.hostname or not {"from", "to"} <= query.keys():
        raise Unfit("write smtp://user:password@host:587/?from=alerts@example.com&to=team@example.com")
    settings: dict[str, Any] = {
        "send_resolved": True,
        "smarthost": f"{url.hostname}:{url.port or (465 if url.scheme == 'smtps' else 587)}",
        "from": query["from"],
        "to": query["to"],
        "require_tls": url.scheme == "smtps" or query.get("tls") != "no",
        "headers": {"Subject": _TITLE},
        "html": '{{ template "otel_kit.html" . }}',
        "text": _TEXT,
    }
    if url.scheme == "smtps":
        settings["implicit_tls"] = True
    if url.username is None:
        return Wiring(settings)
    settings["auth_username"] = unquote(url.username)
    return Wiring(settings, {"auth_password_file": unquote(url.password or "")})


def _sns(secret: str) -> Wiring:
    settings: dict[str, Any] = {"subject": _TITLE, "message": '{{ template "otel_kit.sms" . }}'}
    if secret.startswith("arn:"):
        parts = secret.split(":")
        if len(parts) != 6 or parts[2] != "sns":  # noqa: PLR2004 the parts of an ARN
            raise Unfit(
                "write arn:aws:sns:eu-central-1:123456789012:alerts, or sms://+4930123456?region=eu-central-1"
            )
        return Wiring({**settings, "topic_arn": secret, "sigv4": {"region": parts[3]}})
    url = urlsplit(secret)
    region = parse_qs(url.query).get("region", [""])[-1]
    if url.scheme != "sms" or not url.netloc.startswith("+") or not region:
        raise Unfit(
            "write arn:aws:sns:eu-central-1:123456789012:alerts, or sms://+4930123456?region=eu-central-1"
        )
    return Wiring({**settings, "phone_number": url.netloc, "sigv4": {"region": region}})


def _jsm(secret: str) -> Wiring:
    key, url = _key_and_url(secret)
    settings = {
        "send_resolved": True,
        "api_url": url or "https://api.atlassian.com/jsm/ops/integration/",
        "message": _TITLE,
        "description": _TEXT,
        "tags": "{{ .CommonLabels.category }},{{ .CommonLabels.service_name }}",
        "entity": "{{ .CommonLabels.service_name }}",
        "priority": '{{ if eq .CommonLabels.severity "critical" }}P1{{ else }}P3{{ end }}',
    }
    return Wiring(settings, {"api_key_file": key})


def _incidentio(secret: str) -> Wiring:
    token, url = _key_and_url(secret)
    if not url:
        raise Unfit("write https://TOKEN@api.incident.io/v2/alert_events/alertmanager/SOURCE")
    return Wiring({"send_resolved": True, "url": url, "timeout": _WAIT}, {"alert_source_token_file": token})


def _teams(secret: str) -> Wiring:
    settings = {"send_resolved": True, "title": _TITLE, "text": '{{ template "otel_kit.markdown" . }}'}
    return Wiring(settings, {"webhook_url_file": _web(secret)})


def _discord(secret: str) -> Wiring:
    settings = {"send_resolved": True, "title": _TITLE, "message": '{{ template "otel_kit.markdown" . }}'}
    return Wiring(settings, {"webhook_url_file": _web(secret)})


def _webhook(secret: str) -> Wiring:
    return Wiring({"send_resolved": True, "timeout": _WAIT}, {"url_file": _web(secret)})


_ALL = ("page", "ticket", "note")
_URL = "the URL of an incoming webhook"
CHANNELS: Mapping[str, Channel] = {
    "pagerduty": Channel(
        "pagerduty_configs",
        ("page",),
        "the integration's routing key, or https://KEY@events.eu.pagerduty.com/v2/enqueue",
        _pagerduty,
    ),
    "jsm": Channel(
        "opsgenie_configs",
        ("page",),
        "an API key of Jira Service Management, or https://KEY@host/path of another server of Opsgenie's API",
        _jsm,
    ),
    "incidentio": Channel(
        "incidentio_configs",
        ("page", "ticket"),
        "https://TOKEN@api.incident.io/v2/alert_events/alertmanager/SOURCE",
        _incidentio,
    ),
    "sns": Channel(
        "sns_configs",
        ("page",),
        "arn:aws:sns:REGION:ACCOUNT:TOPIC, or sms://+NUMBER?region=REGION; AWS's own variables hold its keys",
        _sns,
    ),
    "slack": Channel("slack_configs", _ALL, _URL, _slack),
    "teams": Channel("msteamsv2_configs", ("page", "ticket"), _URL + " of a Teams workflow", _teams),
    "discord": Channel("discord_configs", _ALL, _URL, _discord),
    "email": Channel(
        "email_configs",
        ("page", "ticket"),
        "smtp://user:password@host:587/?from=…&to=…; smtps:// for TLS from the start, &tls=no without",
        _email,
    ),
    "webhook": Channel(
        "webhook_configs", _ALL, "the URL of any receiver of Alertmanager's webhook 4", _webhook
    ),
}


def _web(secret: str) -> str:
    url = urlsplit(secret)
    if url.scheme not in ("http", "https") or not url.hostname:
        raise Unfit("write a URL that begins with https://")
    return secret


def _key_and_url(secret: str) -> tuple[str, str]:
    """Take a key, or a URL with the key as its user, apart."""
    if "://" not in secret:
        if any(character.isspace() for character in secret):
            raise Unfit("write the key alone, or https://KEY@host/path")
        return secret, ""
    url = urlsplit(_web(secret))
    if not url.username:
        raise Unfit("write the key into the URL: https://KEY@host/path")
    host = url.hostname if url.port is None else f"{url.hostname}:{url.port}"
    return unquote(url.username), urlunsplit(SplitResult(url.scheme, str(host), url.path, url.query, ""))
