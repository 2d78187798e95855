"""Renders the runbook pages: the same entry that makes the alert explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from otel_kit.ops.rules._files import HEADER
from otel_kit.ops.rules._render import in_force, rules_of
from otel_kit.ops.rules._units import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from otel_kit.ops.rules._model import Alert, Look, RuleSet
    from otel_kit.ops.rules._render import Group, InForce, Rule

__all__ = ["pages"]

_COMMENT = f"<!-- {HEADER} -->"
_LANGUAGE_NAMES = {"promql": "PromQL", "logql": "LogQL", "traceql": "TraceQL", "shell": "shell"}


def pages(rules: RuleSet, files: Mapping[str, list[Group]]) -> dict[str, str]:
    """Return the pages by file name; `files` are the rules as rendered with the default values."""
    made = {}
    for alert in rules.alerts:
        rendered = [rule for rule in rules_of(files) if rule.get("alert") == alert.name]
        silenced = [one.name for one in rules.alerts if alert.name in {by.alert for by in one.inhibited_by}]
        made[f"{alert.name}.md"] = _page(in_force(alert, rules.default), rendered, silenced)
    made["README.md"] = _index(rules.alerts, files)
    return made


def _index(alerts: Iterable[Alert], files: Mapping[str, list[Group]]) -> str:
    severities: dict[str, list[str]] = {}
    for rule in rules_of(files):
        if "alert" in rule:
            severities.setdefault(rule["alert"], []).append(rule["labels"]["severity"])
    rows = [
        f"| [{alert.name}]({alert.name}.md) | {', '.join(severities[alert.name])} | {alert.category} |"
        for alert in sorted(alerts, key=lambda alert: alert.name)
    ]
    table = ["| alert | severity | category |", "|---|---|---|", *rows]
    return _joined(_COMMENT, "# Runbooks", "One page an alert. Notifications link to them.", "\n".join(table))


def _page(alert: InForce, rendered: list[Rule], silenced: list[str]) -> str:
    one, book = alert.alert, alert.alert.runbook
    severity = " and ".join(rule["labels"]["severity"] for rule in rendered)
    return _joined(
        _COMMENT,
        f"# {one.name}",
        f"**{severity}** · {one.category} · dashboard *{one.dashboard.name}*, panel *{one.dashboard.panel}*",
        "## What it means",
        alert.words(one.meaning),
        "## Impact",
        alert.words(book.impact),
        "## First look",
        "`$service_name` and the like stand for the labels of the alert.",
        *(_look(number, look, alert) for number, look in enumerate(book.first_look, 1)),
        "## Likely causes",
        _list(book.causes, alert),
        "## Fix",
        _list(book.fix, alert),
        "## Escalate",
        alert.words(book.escalate),
        "## Prevent",
        _list(book.prevent, alert),
        "## The rule",
        *(_fenced("promql", rule["expr"]) for rule in rendered),
        _timing(alert),
        *_silences(one, silenced),
        *([_values(alert)] if one.values else []),
    )


def _look(number: int, look: Look, alert: InForce) -> str:
    query = _fenced(look.language, alert.query(look.query, look.place))
    return f"{number}. {look.question} ({_LANGUAGE_NAMES[look.language]})\n\n{_indented(query)}"


def _timing(alert: InForce) -> str:
    hold = f"It fires after {in_words(alert.hold, '')}." if alert.hold != "0s" else "It fires at once."
    if alert.keep_firing_for == "0s":
        return hold
    return f"{hold} It stays for {in_words(alert.keep_firing_for, '')} after its condition has ended."


def _silences(alert: Alert, silenced: Iterable[str]) -> Iterator[str]:
    """Say beside which alerts this one is not told, and which are not told beside it."""
    if alert.inhibited_by:
        causes = (
            f"{_link(one.alert)}{f' (of the same {_labels(one.same)})' if one.same else ''}"
            for one in alert.inhibited_by
        )
        yield f"It is not told while what explains it fires: {', '.join(causes)}."
    if linked := ", ".join(map(_link, silenced)):
        yield f"While it fires, what it explains is not told: {linked}."


def _link(alert: str) -> str:
    return f"[{alert}]({alert}.md)"


def _labels(names: Iterable[str]) -> str:
    return " and ".join(f"`{name}`" for name in names)


def _values(alert: InForce) -> str:
    rows = [f"| `{value.name}` | {value.in_words()} | {value.source} |" for value in alert.values.values()]
    note = "Values, where they come from, and how they are called in `rules/values.yaml`, where they can be changed:"
    return "\n".join([note, "", "| value | default | source |", "|---|---|---|", *rows])


def _list(items: Iterable[str], alert: InForce) -> str:
    return "\n".join(f"- {alert.words(item)}" for item in items)


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```"


def _indented(text: str) -> str:
    return "\n".join(f"   {line}".rstrip() for line in text.splitlines())


def _joined(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"
