"""Reads `routes.yaml`; each mistake is one sentence with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit.ops._yaml import SourceError, load, plain, unknown
from otel_kit.ops.alerts._channels import CHANNELS
from otel_kit.ops.alerts._model import LEVELS, Routes, Team
from otel_kit.ops.rules._fields import Fields, each

if TYPE_CHECKING:
    from pathlib import Path

    from otel_kit.ops._yaml import Items, Place

__all__ = ["load_routes"]

_KEYS = ("teams", "required", "mute", "time_intervals", "inhibit_rules")


def load_routes(path: Path) -> Routes:
    """Read the file; raise SourceError, naming file and line, for the first thing that is wrong."""
    top = load(path)
    fields = Fields(top, top.place, "the file", _KEYS)
    teams = tuple(_team(item, place) for item, place in each(fields.items("teams")))
    if not teams:
        raise SourceError(
            fields.at("teams"), "there is no team", "add one with name, categories and group_by"
        )
    _refuse_twins(teams, fields.items("teams"))
    intervals = fields.items("time_intervals")
    names = [
        Fields(item, place, "this time interval", ("name", "time_intervals")).text("name")
        for item, place in each(intervals)
    ]
    return Routes(
        teams=teams,
        required=_required(fields.items("required")),
        mute=dict(_muted(item, place, names) for item, place in each(fields.items("mute"))),
        time_intervals=plain(intervals),
        inhibit_rules=plain(fields.items("inhibit_rules")),
    )


def _team(item: Any, place: Place) -> Team:
    fields = Fields(item, place, "this team", ("name", "categories", "group_by"))
    return Team(fields.text("name"), fields.texts("categories"), fields.texts("group_by"))


def _refuse_twins(teams: tuple[Team, ...], items: Items) -> None:
    seen: dict[str, str] = {}
    for team, place in zip(teams, items.places, strict=True):
        for category in team.categories:
            if category in seen:
                problem = f"category '{category}' belongs to {seen[category]} and to {team.name}"
                raise SourceError(place, problem, "leave it with one of them")
            seen[category] = team.name


def _required(items: Items) -> dict[str, Place]:
    found = {}
    for name, place in each(items):
        if name not in CHANNELS:
            raise unknown(place, "channel", str(name), CHANNELS)
        found[name] = place
    return found


def _muted(item: Any, place: Place, names: list[str]) -> tuple[str, tuple[str, ...]]:
    fields = Fields(item, place, "this entry of 'mute'", ("severity", "intervals"))
    intervals = fields.texts("intervals")
    for name in intervals:
        if name not in names:
            raise unknown(fields.at("intervals"), "time interval", name, names)
    return fields.choice("severity", LEVELS), intervals
