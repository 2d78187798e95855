"""What every dashboard has: variables, the first row's alerts, marks for alerts and deployments."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from otel_kit.ops.dashboards._model import Panel, Query, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from otel_kit.ops.dashboards._model import Board
    from otel_kit.ops.rules import Drawn

__all__ = ["ANSWER", "FIRING", "Choice", "annotations", "answer_row", "variables"]

ANSWER = "Is it all right?"
FIRING = "Alerts firing"
_WINDOWS = "1m,5m,15m,1h,6h,1d,7d"
_ALWAYS = "Watchdog"  # fires as long as all is well
_EACH_SERVICE = 'service_name=~"$service"'


class Choice(NamedTuple):
    """One variable of a dashboard."""

    kind: str
    name: str
    label: str
    query: str
    default: str


_SOURCES = (
    Choice("datasource", "prometheus", "Metrics", "prometheus", ""),
    Choice("datasource", "tempo", "Traces", "tempo", ""),
    Choice("datasource", "loki", "Logs", "loki", ""),
)
_SERVICES = (
    Choice(
        "query",
        "environment",
        "Environment",
        "label_values(process_uptime_seconds, deployment_environment_name)",
        ".*",
    ),
    Choice(
        "query",
        "service",
        "Service",
        'label_values(process_uptime_seconds{deployment_environment_name=~"$environment"}, service_name)',
        ".+",  # Loki refuses a selector that matches what has no service
    ),
)
_REST = (
    Choice("interval", "window", "Window", _WINDOWS, "5m"),
    Choice("text", "trace", "Trace id", "", ".*"),
)


def variables(board: Board) -> tuple[Choice, ...]:
    """Return the choices above a dashboard: data sources, environment, service, its own, window, trace id."""
    own = (Choice("query", one.name, one.label, one.query, ".*") for one in board.variables)
    return (*_SOURCES, *_SERVICES, *own, *_REST)


def answer_row(board: Board, alerts: Sequence[Drawn]) -> Row:
    """Return the row that says in five seconds whether all is right: what fires, then the board's own numbers."""
    about = "How many alerts of this dashboard fire. Anything but 0 is worth a look below."
    query = f'count(ALERTS{{alertstate="firing",{_of(board, alerts)}}}) or vector(0)'
    firing = Panel("firing", FIRING, about, (Query(query, "firing"),), to="incidents")
    return Row(ANSWER, (firing, *board.answer))


def marks(board: Board, alerts: Sequence[Drawn]) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, colour, query and title of the marks in time: what fired, and what was deployed."""
    of = _of(board, alerts)
    for name, colour, severity in (("Critical alerts", "red", "critical"), ("Warnings", "orange", "warning")):
        yield name, colour, f'ALERTS{{alertstate="firing",severity="{severity}",{of}}}', "{{alertname}}"
    yield "Deployments", "blue", _deployed(), "{{kit_deployment_service}}: {{kit_deployment_result}}"


def _deployed() -> str:
    """Return what ended within the last minute. A process that tells of its own start begins its count at 1.

    Who tells of a deployment need not be the service that is chosen, so the choice is by what was deployed.
    """
    where = 'kit_deployment_service=~"$service",deployment_environment_name=~"$environment"'
    events = f"kit_deployment_events_total{{{where}}}"
    by = "sum by (kit_deployment_service, kit_deployment_result)"
    return f"{by} (increase({events}[1m])) > 0 or {by} ({events} unless {events} offset 1m) > 0"


def _of(board: Board, alerts: Sequence[Drawn]) -> str:
    """Return the matchers of a board's alerts; of all, where none names it."""
    names = "|".join(sorted(alert.name for alert in alerts if alert.name != _ALWAYS))
    named = f'alertname=~"{names}"' if names else f'alertname!="{_ALWAYS}"'
    return f"{named},{_EACH_SERVICE}" if board.by_service else named
