"""Reads objectives in Sloth's `prometheus/v1` format (https://sloth.dev/specs/default/).

What belongs to the alert (values, tests, runbook, texts) stands in its entry below `rules/alerts`, so that the
file stays one that Sloth reads too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit.ops._yaml import Section, SourceError
from otel_kit.ops.rules._fields import Fields, each
from otel_kit.ops.rules._load_alert import SEVERITIES
from otel_kit.ops.rules._model import Slo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from otel_kit.ops._yaml import Place

__all__ = ["WINDOW", "slos"]

WINDOW = "{{.window}}"
_VERSION = "prometheus/v1"
# Sloth's two kinds of indicators: events that are counted, and a ratio that is measured.
_QUERIES = {"events": ("error_query", "total_query"), "raw": ("error_ratio_query",)}


def slos(top: Section, file: str) -> tuple[Slo, ...]:
    """Return the objectives of one file."""
    fields = Fields(top, top.place, "the file", ("version", "service", "labels", "slos"))
    fields.choice("version", (_VERSION,))
    service, shared = fields.text("service"), fields.labels("labels")
    return tuple(_slo(item, place, file, service, shared) for item, place in each(fields.items("slos")))


def _slo(item: Any, place: Place, file: str, service: str, shared: Mapping[str, str]) -> Slo:
    fields = Fields(
        item, place, "this objective", ("name", "description", "objective", "labels", "sli", "alerting")
    )
    queries = _sli(fields.part("sli", tuple(_QUERIES)))
    alerting = fields.part("alerting", ("name", "labels", "page_alert", "ticket_alert"))
    more = alerting.labels("labels")
    return Slo(
        file=file,
        service=service,
        name=fields.text("name"),
        objective=_objective(fields),
        description=fields.text("description"),
        labels={**shared, **fields.labels("labels")},
        error_query=queries.get("error_query", ("", place))[0],
        total_query=queries.get("total_query", ("", place))[0],
        ratio_query=queries.get("error_ratio_query", ("", place))[0],
        alert=alerting.text("name"),
        page_labels=_tier(alerting, "page_alert", more),
        ticket_labels=_tier(alerting, "ticket_alert", more),
        place=place,
        query_places={key: where for key, (_, where) in queries.items()},
    )


def _objective(fields: Fields) -> float:
    objective = fields.number("objective")
    if not 0 < objective < 100:  # noqa: PLR2004 a share in percent
        raise SourceError(
            fields.at("objective"), f"the objective is a share in percent, got {objective}", "write 99.9"
        )
    return objective


def _sli(fields: Fields) -> dict[str, tuple[str, Place]]:
    """Return the queries of the one kind that is given, each with its place."""
    given = [kind for kind in _QUERIES if fields.has(kind)]
    if len(given) != 1:
        known = " or ".join(f"'{kind}'" for kind in _QUERIES)
        raise SourceError(fields.section.place, f"{fields.what} needs one kind of queries", f"write {known}")
    part = fields.part(given[0], _QUERIES[given[0]])
    return {key: (_query(part, key), part.text_at(key)) for key in _QUERIES[given[0]]}


def _query(part: Fields, key: str) -> str:
    query = part.text(key)
    if WINDOW not in query:
        raise SourceError(part.at(key), f"'{key}' has no {WINDOW}", f"write the range as [{WINDOW}]")
    return query


def _tier(alerting: Fields, key: str, more: Mapping[str, str]) -> Mapping[str, str] | None:
    tier = alerting.part(key, ("labels", "disable"))
    if tier.section.get("disable") is True:
        return None
    labels = {**more, **tier.labels("labels")}
    if labels.get("severity") not in SEVERITIES:
        problem = f"{tier.what} has no known severity, got {labels.get('severity')!r}"
        raise SourceError(tier.at("labels"), problem, f"add a label severity: {' | '.join(SEVERITIES)}")
    return labels
