"""Reads one alert entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from otel_kit.ops._yaml import Section, SourceError
from otel_kit.ops.rules._fields import Fields, each
from otel_kit.ops.rules._load_case import case
from otel_kit.ops.rules._method import method_values
from otel_kit.ops.rules._model import (
    Alert,
    Case,
    Dashboard,
    Expectation,
    Inhibitor,
    Look,
    Runbook,
    Value,
)

if TYPE_CHECKING:
    from otel_kit.ops._yaml import Place

__all__ = ["LANGUAGES", "SEVERITIES", "alert"]

SEVERITIES = ("critical", "warning", "info")
LANGUAGES = ("promql", "logql", "traceql", "shell")

_KEYS = (
    *("name", "meaning", "summary", "expr", "slo", "severity", "category", "service_name", "for"),
    *("keep_firing_for", "guard", "inhibited_by", "values", "dashboard", "runbook", "tests"),
)
_RUNBOOK = ("impact", "first_look", "causes", "fix", "escalate", "prevent")
_NAME = re.compile(r"[A-Z][A-Za-z0-9]+")
_VALUE_NAME = re.compile(r"[a-z][a-z0-9_]*")


def alert(entry: Any, place: Place, domain: str) -> Alert:
    """Return the alert of one entry of `rules/alerts/<domain>.yaml`."""
    name = _name(entry, place)
    fields = Fields(entry, place, f"alert {name}", _KEYS)
    if fields.has("expr") == fields.has("slo"):
        raise SourceError(place, f"alert {name} needs either 'expr' or 'slo'", "keep one of the two")
    by_slo = fields.has("slo")
    values = {**(method_values(place) if by_slo else {}), **_values(fields)}
    guard = fields.text("guard", "")
    if guard and guard not in values:
        raise SourceError(
            fields.at("guard"), f"guard '{guard}' of alert {name} is no value of it", "name one of 'values'"
        )
    board = fields.part("dashboard", ("name", "panel"))
    return Alert(
        name=name,
        domain=domain,
        meaning=fields.text("meaning"),
        summary=fields.text("summary"),
        expr="" if by_slo else fields.text("expr"),
        slo=fields.text("slo", ""),
        severity="" if by_slo else fields.choice("severity", SEVERITIES),
        category=fields.text("category"),
        service_name=fields.text("service_name", ""),
        hold=fields.duration("for", "0s"),
        keep_firing_for=fields.duration("keep_firing_for", "0s"),
        guard=guard,
        values=values,
        dashboard=Dashboard(board.text("name"), board.text("panel")),
        runbook=_runbook(fields),
        tests=tuple(_case(test, where, name, slo=by_slo) for test, where in each(fields.items("tests"))),
        place=place,
        expr_place=fields.text_at("expr"),
        inhibited_by=tuple(
            _inhibitor(item, where, name) for item, where in each(fields.items("inhibited_by"))
        ),
    )


def _inhibitor(item: Any, place: Place, name: str) -> Inhibitor:
    """Read `CollectorDown`, or `{alert: ServiceAbsent, same: [service_name]}`."""
    if isinstance(item, str):
        return Inhibitor(item, None, place)
    fields = Fields(item, place, f"'inhibited_by' of alert {name}", ("alert", "same"))
    same = fields.items("same")
    if not all(isinstance(label, str) for label in same):
        raise SourceError(
            fields.at("same"), f"'same' of {fields.what} is no list of labels", "write [service_name]"
        )
    return Inhibitor(fields.text("alert"), tuple(same) if fields.has("same") else None, place)


def _name(entry: Any, place: Place) -> str:
    name = entry.get("name") if isinstance(entry, Section) else None
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise SourceError(
            place, f"an alert has no proper name, got {name!r}", "write `name: QueueBacklogGrowing`"
        )
    return name


def _values(fields: Fields) -> dict[str, Value]:
    values = {}
    section = fields.mapping("values")
    for name in section:
        if not _VALUE_NAME.fullmatch(name) or name in ("for", "keep_firing_for"):
            raise SourceError(
                section.at(name), f"'{name}' cannot be the name of a value", "use small letters and _"
            )
        one = Fields(section[name], section.at(name), f"value {name}", ("value", "unit", "source"))
        if isinstance(one.section.get("value"), str):
            amount: float | str = one.duration("value", "")
            unit = ""
        else:
            amount, unit = one.number("value"), one.text("unit")
        values[name] = Value(name, amount, unit, one.text("source"), section.at(name))
    return values


def _runbook(fields: Fields) -> Runbook:
    book = fields.part("runbook", _RUNBOOK)
    looks = tuple(_look(item, place) for item, place in each(book.items("first_look")))
    if not looks:
        raise SourceError(
            book.at("first_look"), f"{book.what} has no 'first_look'", "add a question with its query"
        )
    return Runbook(
        impact=book.text("impact"),
        first_look=looks,
        causes=book.texts("causes"),
        fix=book.texts("fix"),
        escalate=book.text("escalate"),
        prevent=book.texts("prevent"),
    )


def _look(item: Any, place: Place) -> Look:
    fields = Fields(item, place, "this first look", ("question", *LANGUAGES))
    given = [language for language in LANGUAGES if fields.has(language)]
    if len(given) != 1:
        raise SourceError(place, "a first look needs one query", f"add one of {', '.join(LANGUAGES)}")
    return Look(fields.text("question"), given[0], fields.text(given[0]), fields.text_at(given[0]))


def _case(test: Any, place: Place, name: str, *, slo: bool) -> Case:
    what = f"a test of alert {name}"

    def fires(item: Any, where: Place) -> Expectation:
        return _expectation(item, where, what, slo=slo)

    return case(test, place, what, Case, fires=fires, silent=None)


def _expectation(item: Any, place: Place, what: str, *, slo: bool) -> Expectation:
    known = ("at", "labels", "summary", *(("severity",) if slo else ()))
    fields = Fields(item, place, f"'fires' of {what}", known)
    return Expectation(
        at=fields.duration("at", ""),
        severity=fields.choice("severity", SEVERITIES) if slo else "",
        labels=fields.labels("labels"),
        summary=fields.text("summary"),
    )
