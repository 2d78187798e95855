"""How `otel-kit alerts` shows what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from otel_kit.ops.alerts._words import since

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from otel_kit.ops.alerts._api import Alert, Silence
    from otel_kit.ops.alerts._proof import Proof

__all__ = ["badness", "line", "proven", "silenced", "told"]

_HELD_BACK = "\N{EN DASH}"
_ORDER = {"critical": 0, "warning": 1, "info": 2}


def badness(alert: Alert) -> tuple[bool, int, datetime]:
    """Return what an alert is sorted by: what is told now, then by severity, then by age."""
    return alert.state != "active", _ORDER.get(alert.labels.get("severity", ""), 3), alert.starts_at


def line(alert: Alert, now: datetime) -> str:
    """Return one alert on one line."""
    mark = {"active": "✘", "suppressed": _HELD_BACK}.get(alert.state, "…")
    why = " · ".join(
        [
            *(f"silenced {one[:8]}" for one in alert.silenced_by),
            *(["inhibited"] if alert.inhibited_by else []),
            *(f"muted ({one})" for one in alert.muted_by),
        ]
    )
    severity = alert.labels.get("severity", "?")
    age = since(alert.starts_at, now)
    told = alert.annotations.get("summary", _where(alert))
    return f"{mark} {severity:<8} {alert.name}  {told}  ({age}){f'  {why}' if why else ''}"


def _where(alert: Alert) -> str:
    return alert.labels.get("service_name", "")


def told(alert: Alert, now: datetime) -> Iterator[str]:
    """Yield everything about one alert."""
    yield line(alert, now)
    for key in ("description", "runbook_url", "dashboard_url"):
        if text := alert.annotations.get(key):
            yield f"  {key.removesuffix('_url'):<12} {text}"
    yield f"  {'labels':<12} {', '.join(f'{key}={value}' for key, value in sorted(alert.labels.items()))}"
    yield f"  {'told':<12} {', '.join(alert.receivers) or 'nobody'}"
    if alert.generator_url:
        yield f"  {'query':<12} {alert.generator_url}"


def silenced(one: Silence, now: datetime) -> str:
    """Return one silence on one line."""
    signs = {(True, False): "=", (False, False): "!=", (True, True): "=~", (False, True): "!~"}
    matchers = ", ".join(
        f"{each['name']}{signs[each.get('isEqual', True), each['isRegex']]}{each['value']}"
        for each in one.matchers
    )
    left = since(now, one.ends_at)
    return f"silence {one.id[:8]}  {matchers}  by {one.created_by}: {one.comment}  (ends in {left})"


def proven(proof: Proof) -> Iterator[str]:
    """Yield what a test of the routes found."""
    for route in proof.routes:
        mark = _HELD_BACK if route.held_back else "✔" if route.receiver else "✘"
        ends = route.held_back or ", ".join(route.channels) or "no channel"
        yield f"{mark} {route.team:<10} {route.severity:<8} → {route.receiver or 'nobody'}: {ends}"
    yield ""
    for channel in proof.channels:
        failed = f", {channel.failed} attempts failed" if channel.failed else ""
        mark = "✔" if channel.ok else "✘"
        yield f"{mark} {channel.name}: took {channel.taken} of {channel.expected}{failed}"
