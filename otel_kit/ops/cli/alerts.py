"""`otel-kit alerts`: what fires now, and what an operator does about it."""

from __future__ import annotations

import getpass
import json
import os
import re
import time
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path  # noqa: TC003 typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from otel_kit.exceptions import ConfigurationError, OtelKitError
from otel_kit.ops._paths import home, in_checkout
from otel_kit.ops.cli import alerts_shown as shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from otel_kit.ops.alerts._api import Alert, AlertmanagerApi

_URL = "OTEL_KIT_ALERTS_URL"
_POLL_SECONDS = 0.2

Url = Annotated[
    str | None, typer.Option("--alertmanager", help=f"Its URL. Default: {_URL}, else the local stack.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Labels = Annotated[
    list[str] | None,
    typer.Argument(
        help="Labels that must match, such as service=portal or route=~/api/.*; a beginning is enough where it fits one."
    ),
]
By = Annotated[str | None, typer.Option(help="Who does it. Default: the user of this shell.")]


def register(app: typer.Typer) -> None:
    """Add this group to the command line."""
    group = typer.Typer(help="See, silence and acknowledge alerts; test their routes.", no_args_is_help=True)
    for name, command in (
        ("list", list_alerts),
        ("show", show),
        ("silence", silence),
        ("ack", ack),
        ("expire", expire),
        ("test", prove),
        ("build", build),
    ):
        group.command(name)(command)
    app.add_typer(group, name="alerts")


def list_alerts(labels: Labels = None, *, url: Url = None, as_json: AsJson = False) -> None:
    """Show the alerts that fire, the worst first, and the silences in force."""
    api = _api(url)
    alerts = sorted(_matching(api.alerts(), labels or []), key=shown.badness)
    silences = api.silences()
    if as_json:
        _print_json(
            {"alerts": [asdict(one) for one in alerts], "silences": [asdict(one) for one in silences]}
        )
        return
    now = datetime.now(timezone.utc)
    lines = [shown.line(alert, now) for alert in alerts] or ["nothing fires"]
    typer.echo(
        "\n".join([*lines, *([""] if silences else []), *(shown.silenced(one, now) for one in silences)])
    )


def show(
    name: Annotated[str, typer.Argument(help="An alert, or the beginning of its name.")],
    labels: Labels = None,
    *,
    url: Url = None,
    as_json: AsJson = False,
) -> None:
    """Show everything about an alert that fires: labels, runbook, dashboard, who was told, what silences it."""
    found = _named(_api(url), name, labels or [])
    if as_json:
        _print_json([asdict(one) for one in found])
        return
    now = datetime.now(timezone.utc)
    typer.echo("\n\n".join("\n".join(shown.told(one, now)) for one in found))


def silence(
    name: Annotated[str, typer.Argument(help="An alert, or the beginning of its name.")],
    labels: Labels = None,
    *,
    how_long: Annotated[
        str, typer.Option("--for", help="Such as 2h, '1 day 4 hours', 'until 18:00', 'until tomorrow 9:00'.")
    ] = "1h",
    comment: Annotated[str, typer.Option(help="Why.")] = "",
    by: By = None,
    url: Url = None,
    as_json: AsJson = False,
) -> None:
    """Silence an alert, whether it fires already or not; the chain still records it."""
    api = _api(url)
    full = _words().completed(name, [*_rule_names(), *(one.name for one in api.alerts())])
    names = dict.fromkeys(_labels_of(api.alerts()), ())  # values as they were typed: it is for later, too
    given = [_words().matcher(label, names) for label in labels or []]
    matchers = [_words().matcher(f"alertname={full}"), *given]
    why = comment or "silenced from the command line"
    _make(api, matchers, full, how_long=how_long, by=by, comment=why, as_json=as_json)


def ack(
    name: Annotated[str, typer.Argument(help="An alert that fires, or the beginning of its name.")],
    labels: Labels = None,
    *,
    how_long: Annotated[str, typer.Option("--for", help="As in `silence`.")] = "2h",
    comment: Annotated[str, typer.Option(help="What you do about it.")] = "",
    by: By = None,
    url: Url = None,
    as_json: AsJson = False,
) -> None:
    """Say that you look after an alert that fires: it is not told again for a while, to anybody.

    It is a silence of exactly what fires now, so another service or instance is still told.
    """
    api = _api(url)
    for alert in _named(api, name, labels or []):
        matchers = [
            {"name": key, "value": value, "isRegex": False, "isEqual": True}
            for key, value in alert.labels.items()
        ]
        what = f"{alert.name} {alert.labels.get('service_name', '')}".strip()
        why = f"ACK {comment}".strip()
        _make(api, matchers, what, how_long=how_long, by=by, comment=why, as_json=as_json)


def expire(
    which: Annotated[str, typer.Argument(help="A silence's id or its beginning, or an alert's name.")],
    *,
    url: Url = None,
    as_json: AsJson = False,
) -> None:
    """End silences now, an acknowledgement as well."""
    api = _api(url)
    silences = api.silences()
    found = [one for one in silences if one.id.startswith(which) or which in one.alert_names]
    if not found:
        names = [name for one in silences for name in one.alert_names]
        full = _words().completed(which, names, "silence")
        found = [one for one in silences if full in one.alert_names]
    for one in found:
        api.expire(one.id)
    if as_json:
        _print_json([asdict(one) for one in found])
        return
    for one in found:
        typer.echo(f"✔ ended: {shown.silenced(one, datetime.now(timezone.utc))}")


def prove(
    *,
    team: Annotated[list[str] | None, typer.Option(help="Only this team; may be repeated.")] = None,
    wait: Annotated[float, typer.Option(min=1, help="Seconds to wait for the deliveries.")] = 60,
    url: Url = None,
    as_json: AsJson = False,
) -> None:
    """Send one synthetic alert a route, say which channels took it, and end it."""
    from otel_kit.ops import alerts
    from otel_kit.ops.alerts import _proof
    from otel_kit.ops.alerts._load import load_routes

    routes = load_routes(alerts.source() / "routes.yaml")
    names = [one.name for one in routes.teams]
    teams = [_words().completed(one, names, "team") for one in team or names]
    proof = _proof.prove(_api(url), routes, teams, wait=_patience(wait))
    if as_json:
        _print_json({**asdict(proof), "ok": proof.ok})
    else:
        typer.echo("\n".join(shown.proven(proof)))
    raise typer.Exit(0 if proof.ok else 1)


def build(
    out: Annotated[
        Path | None, typer.Option(help="Folder for alertmanager.yml, templates/ and secrets/.")
    ] = None,
    secrets: Annotated[
        Path | None, typer.Option(help="Folder with one file a secret, such as slack or slack-security.")
    ] = None,
) -> None:
    """Write Alertmanager's configuration with the channels whose secrets are there (OTEL_KIT_ALERTS_…).

    In a checkout, without --out, the committed one without any secret is renewed.
    """
    from otel_kit.ops import alerts

    if out is not None:
        found = alerts.build(out, os.environ, folder=secrets)
        names = ", ".join(f"{one.name} ({one.origin})" for one in found) or "none, so the local sink alone"
        typer.echo(f"{out / 'alertmanager.yml'} written; channels: {names}")
        return
    if not in_checkout():
        raise OtelKitError(
            "this is no checkout, so say where to write\n  → otel-kit alerts build --out FOLDER"
        )
    typer.echo(f"{alerts.generate()} written")


def _api(url: str | None) -> AlertmanagerApi:
    from otel_kit.ops.alerts._api import AlertmanagerApi
    from otel_kit.ops.stack import Stack

    return AlertmanagerApi(url or os.environ.get(_URL) or Stack(home()).endpoints.alertmanager)


def _words() -> Any:
    from otel_kit.ops.alerts import _words

    return _words


def _rule_names() -> list[str]:
    from otel_kit.ops import rules

    return rules.names()


def _matching(alerts: list[Alert], labels: list[str]) -> list[Alert]:
    def fits(alert: Alert, wanted: dict[str, Any]) -> bool:
        value = alert.labels.get(wanted["name"], "")
        same = bool(re.fullmatch(wanted["value"], value)) if wanted["isRegex"] else value == wanted["value"]
        return same is wanted["isEqual"]

    known = _labels_of(alerts)
    wanted = [_words().matcher(label, known) for label in labels]
    return [one for one in alerts if all(fits(one, each) for each in wanted)]


def _labels_of(alerts: list[Alert]) -> dict[str, set[str]]:
    """Return the labels of the alerts, each with its values."""
    found: dict[str, set[str]] = {}
    for alert in alerts:
        for name, value in alert.labels.items():
            found.setdefault(name, set()).add(value)
    return found


def _named(api: AlertmanagerApi, name: str, labels: list[str]) -> list[Alert]:
    alerts = api.alerts()
    full = _words().completed(name, [one.name for one in alerts])
    found = _matching([one for one in alerts if one.name == full], labels)
    if not found:
        raise ConfigurationError(
            "labels",
            " ".join(labels),
            problem=f"{full} does not fire with these",
            fix=f"otel-kit alerts show {full}",
        )
    return found


def _make(
    api: AlertmanagerApi,
    matchers: list[dict[str, Any]],
    what: str,
    *,
    how_long: str,
    by: str | None,
    comment: str,
    as_json: bool,
) -> None:
    now = datetime.now().astimezone()
    end = _words().moment_after(how_long, now)
    made = api.silence(matchers, now, end, by or getpass.getuser(), comment)
    if as_json:
        _print_json({"id": made, "alert": what, "ends_at": end})
    else:
        typer.echo(f"✔ {what} is silent until {end:%a %H:%M} (otel-kit alerts expire {made[:8]})")


def _patience(seconds: float) -> Callable[[Callable[[], bool]], bool]:
    end = time.monotonic() + seconds

    def wait(done: Callable[[], bool]) -> bool:
        while not done():
            if time.monotonic() > end:
                return False
            time.sleep(_POLL_SECONDS)
        return True

    return wait


def _print_json(content: object) -> None:
    typer.echo(json.dumps(content, indent=2, default=lambda moment: moment.isoformat()))
