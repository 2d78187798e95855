"""`otel-kit rules explain`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from otel_kit.exceptions import OtelKitError
from otel_kit.ops import rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from otel_kit.ops.clients import Prometheus

_SERIES_SHOWN = 10


def explain(
    name: Annotated[str, typer.Argument(help="An alert, such as HttpErrorRateHigh.")],
    *,
    environment: Annotated[
        str | None, typer.Option(help="Values of rules/values.yaml, such as demo.")
    ] = None,
    service: Annotated[str, typer.Option(help="A service that may have values of its own.")] = "",
    prometheus: Annotated[
        str | None, typer.Option(help="Where to ask for the present values. Default: the local stack.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show an alert with the values in force and, where a Prometheus runs, how far it is from firing."""
    found = rules.explain(name, environment, service)
    readings, reason = _readings(found, prometheus)
    if as_json:
        typer.echo(json.dumps(_data(found, readings), indent=2))
    else:
        typer.echo("\n".join([*_told(found), "", *_now(readings, reason)]))


_Readings = list[tuple[rules.Condition, list[rules.Reading]]]


def _readings(found: rules.Explanation, url: str | None) -> tuple[_Readings | None, str]:
    """Ask for each condition's present values; without a Prometheus return None and why."""
    from otel_kit.ops._paths import home
    from otel_kit.ops.clients import Prometheus
    from otel_kit.ops.stack import Stack

    try:
        client = Prometheus(url or Stack(home()).endpoints.prometheus)
        return [(one, _measured(client, one)) for one in found.conditions], ""
    except OtelKitError as error:
        if url is not None:
            raise
        return None, str(error).splitlines()[0]


def _measured(client: Prometheus, condition: rules.Condition) -> list[rules.Reading]:
    samples = client.query(condition.query)
    return rules.measure(condition, ((sample.labels, sample.value) for sample in samples))


def _told(found: rules.Explanation) -> Iterator[str]:
    now, alert = found.alert, found.alert.alert
    severity = " and ".join(dict.fromkeys(rule["labels"]["severity"] for rule in found.rules))
    yield f"{alert.name} · {severity} · {alert.category}   {alert.place}"
    yield f"  {' '.join(now.words(alert.meaning).split())}"
    hold = "at once" if now.hold == "0s" else f"after {now.hold}"
    keep = "" if now.keep_firing_for == "0s" else f", stays for {now.keep_firing_for} after its end"
    yield f"  fires {hold}{keep}; {len(alert.tests)} tests; runbook docs/runbooks/{alert.name}.md"
    yield f"  dashboard {alert.dashboard.name}, panel {alert.dashboard.panel}"
    for one in alert.inhibited_by:
        yield f"  silent while {one.alert} fires"
    yield ""
    for value in now.values.values():
        default = found.defaults[value.name]
        changed = "" if value.in_words() == default else f" (default {default})"
        yield f"  {value.name} = {value.in_words()}{changed}   {value.source}"
    for rule in found.rules:
        yield ""
        yield from (f"  {line}" for line in rule["expr"].splitlines())


def _now(readings: _Readings | None, reason: str) -> Iterator[str]:
    if readings is None:
        yield f"  present value: unknown, {reason}"
        return
    if not readings:
        yield "  no condition of it compares with a number, so there is no distance to tell"
    for condition, series in readings:
        yield f"  now, to fire: {condition.sign} {condition.limit:g}   {' '.join(condition.query.split())}"
        if not series:
            yield "    no series"
        for one in series[:_SERIES_SHOWN]:
            share = "" if one.share is None else f"   {one.share:.0%} of the limit"
            labels = ", ".join(f"{key}={value}" for key, value in one.labels.items() if key != "__name__")
            yield f"    {'✘' if one.holds else '✔'} {one.value:.6g}{share}   {labels}"
        if len(series) > _SERIES_SHOWN:
            yield f"    and {len(series) - _SERIES_SHOWN} more"


def _data(found: rules.Explanation, readings: _Readings | None) -> dict[str, object]:
    now = found.alert
    return {
        "name": now.alert.name,
        "category": now.alert.category,
        "for": now.hold,
        "keep_firing_for": now.keep_firing_for,
        "inhibited_by": [one.alert for one in now.alert.inhibited_by],
        "values": {
            value.name: {"value": value.amount, "default": found.defaults[value.name], "source": value.source}
            for value in now.values.values()
        },
        "rules": [{"expr": rule["expr"], "labels": rule["labels"]} for rule in found.rules],
        "now": None
        if readings is None
        else [{**asdict(one), "series": [asdict(reading) for reading in series]} for one, series in readings],
    }
