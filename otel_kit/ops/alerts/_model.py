"""Who gets what: `deploy/backends/alertmanager/routes.yaml` once it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from otel_kit.ops._yaml import Place

__all__ = ["LEVELS", "Routes", "Team"]

# How a severity is told: its level names the receiver, the channels of the table in _channels.py belong to levels.
LEVELS = {"critical": "page", "warning": "ticket", "info": "note"}


@dataclass(frozen=True)
class Team:
    """Who looks after some categories of alerts, and what belongs into one notification of theirs."""

    name: str
    categories: tuple[str, ...]
    group_by: tuple[str, ...]


@dataclass(frozen=True)
class Routes:
    """All of the source; `required` maps the channels that must be there to the lines that say so."""

    teams: tuple[Team, ...]
    required: Mapping[str, Place]
    mute: Mapping[str, tuple[str, ...]]
    time_intervals: list[Any]
    inhibit_rules: list[Any]
