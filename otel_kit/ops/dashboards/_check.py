"""What is to mend in a board: queries against the registry, variables, and what makes a dashboard readable.

The rules follow those of Grafana's dashboard-linter, as far as they matter to dashboards that are made by code.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops._yaml import meant
from otel_kit.ops.dashboards._common import FIRING, answer_row, marks, variables
from otel_kit.ops.dashboards._limits import steps
from otel_kit.ops.dashboards._model import LANGUAGES
from otel_kit.ops.rules import _promql
from otel_kit.ops.semconv._findings import Finding
from otel_kit.ops.semconv._lint import lint_queries, series
from otel_kit.ops.semconv._queries import Query as Expression
from otel_kit.ops.semconv._queries import filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from otel_kit.ops._yaml import Place
    from otel_kit.ops.dashboards._load import Loaded
    from otel_kit.ops.dashboards._model import Panel
    from otel_kit.ops.rules import Drawn
    from otel_kit.ops.semconv._series import Series

__all__ = ["check"]

_VARIABLE = re.compile(r"\$\{?([A-Za-z]\w*)")
_LEGEND = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_RANGE = re.compile(r"\b(rate|irate|increase)\([^\[\]]*\[([^\]$]+)\]")
_LABEL_VALUES = re.compile(r"label_values\((.+),\s*(\w+)\)")
_SCOPE = {"service_name": "service", "deployment_environment_name": "environment"}
_NUMBERS = ("firing", "number")
_GRAFANAS = "__"  # its own variables begin so


def check(boards: Sequence[Loaded], alerts: Sequence[Drawn]) -> tuple[int, list[Finding]]:
    """Return how many queries were looked at, and what is to mend, board by board."""
    known = series()
    expressions = [one for loaded in boards for one in _expressions(loaded, alerts)]
    findings = lint_queries(expressions, known)
    for loaded in boards:
        findings += [*_shape(loaded), *_variables(loaded, alerts), *_scopes(loaded, known)]
        findings += [*_legends(loaded, known), *_limits(loaded, alerts)]
    findings += _parity(boards, alerts)
    return len(expressions), sorted(findings, key=lambda one: (str(one.place.path), one.place.line, one.rule))


def _expressions(loaded: Loaded, alerts: Sequence[Drawn]) -> Iterator[Expression]:
    """Yield all PromQL of a board: panels, first row, marks, and what fills its variables."""
    for panel in _panels(loaded, alerts):
        for query in panel.queries:
            if query.language == "promql":
                yield Expression(filled(query.text), loaded.place(panel))
    for _, _, query_text, _ in marks(loaded.board, _own(loaded, alerts)):
        yield Expression(filled(query_text), loaded.place())
    for choice in variables(loaded.board):
        if found := _LABEL_VALUES.fullmatch(choice.query):
            yield Expression(filled(f"group by ({found[2]}) ({found[1]})"), loaded.place())


def _panels(loaded: Loaded, alerts: Sequence[Drawn]) -> list[Panel]:
    own = _own(loaded, alerts)
    return [*answer_row(loaded.board, own).panels, *(one for row in loaded.board.rows for one in row.panels)]


def _own(loaded: Loaded, alerts: Iterable[Drawn]) -> list[Drawn]:
    return [alert for alert in alerts if alert.dashboard == loaded.board.name]


def _shape(loaded: Loaded) -> Iterator[Finding]:
    board, panels = loaded.board, loaded.board.panels()
    if not board.about.strip():
        yield Finding(
            loaded.place(), "", "about", "the dashboard does not say what it is for", "fill 'about'"
        )
    for title, times in Counter(panel.title for panel in (*panels,)).items():
        if times > 1 or title == FIRING:
            panel = next(one for one in panels if one.title == title)
            yield Finding(
                loaded.place(panel),
                title,
                "title",
                "two panels of this dashboard are called so",
                "rename one",
            )
    for panel in board.answer:
        if panel.kind not in _NUMBERS:
            yield Finding(
                loaded.place(panel), panel.title, "answer", "the first row holds numbers only", "move it down"
            )
    for panel in panels:
        yield from _panel(panel, loaded.place(panel))


def _panel(panel: Panel, place: Place) -> Iterator[Finding]:
    if not panel.about.strip():
        yield Finding(place, panel.title, "about", "the panel does not say what it shows", "fill 'about'")
    if not panel.queries:
        yield Finding(place, panel.title, "query", "the panel asks nothing", "give it a query")
    for query in panel.queries:
        if query.language not in LANGUAGES:
            known = f"known: {', '.join(LANGUAGES)}{meant(query.language, LANGUAGES)}"
            yield Finding(place, panel.title, "language", f"no such language '{query.language}'", known)
        if panel.kind == "lines" and len(panel.queries) > 1 and not query.legend:
            yield Finding(place, panel.title, "legend", "one of its curves has no name", "give 'legend'")
        for function, window in _RANGE.findall(query.text):
            problem = f"{function}(…[{window}]) does not follow the choice of the window"
            yield Finding(place, panel.title, "window", problem, "write [$window]")


def _variables(loaded: Loaded, alerts: Sequence[Drawn]) -> Iterator[Finding]:
    choices = variables(loaded.board)
    names = {choice.name for choice in choices}
    used = set()
    for panel in _panels(loaded, alerts):
        for query in panel.queries:
            for name in _VARIABLE.findall(query.text):
                used.add(name)
                if name not in names and not name.startswith(_GRAFANAS):
                    known = f"known: {', '.join(sorted(names))}{meant(name, names)}"
                    problem = f"no such variable '${name}'"
                    yield Finding(loaded.place(panel), panel.title, "variable", problem, known)
    for choice in loaded.board.variables:
        if choice.name not in used:
            problem = f"no panel follows the variable '{choice.name}'"
            yield Finding(loaded.place(), "", "variable", problem, "use it or take it away")


def _scopes(loaded: Loaded, known: Mapping[str, Series]) -> Iterator[Finding]:
    """Yield selectors that do not follow the choice of service and environment, though their series could."""
    for panel in loaded.board.panels():
        for query in panel.queries:
            tree = _parsed(query.text) if query.language == "promql" else None
            for name, matched in _selectors(tree):
                labels = known[name].labels if name in known else None
                if labels is None or not set(_SCOPE) <= labels or ":" in name:
                    continue  # what rules record says itself what it is about
                for label in sorted(set(_SCOPE) - matched):
                    problem = f"{name} does not follow the choice of the {_SCOPE[label]}"
                    fix = f'add {label}=~"${_SCOPE[label]}"'
                    yield Finding(loaded.place(panel), panel.title, "scope", problem, fix)


def _legends(loaded: Loaded, known: Mapping[str, Series]) -> Iterator[Finding]:
    """Yield legends with a label that the query does not give."""
    labels_of_series = {name: one.labels for name, one in known.items()}
    for panel in loaded.board.panels():
        for query in panel.queries:
            named = _LEGEND.findall(query.legend)
            tree = _parsed(query.text) if named and query.language == "promql" else None
            labels = None if tree is None else _promql.labels_of(tree, labels_of_series)
            for name in named:
                if labels is not None and name not in labels:
                    hint = f"known: {', '.join(sorted(labels))}{meant(name, labels)}"
                    problem = f"the legend uses {name}, which the query does not give"
                    yield Finding(loaded.place(panel), panel.title, "legend", problem, hint)


def _limits(loaded: Loaded, alerts: Sequence[Drawn]) -> Iterator[Finding]:
    """Yield lines in panels that are no value of an alert."""
    known = {alert.name: alert for alert in alerts}
    for panel in loaded.board.panels():
        try:
            steps(panel, known, loaded.file)
        except ConfigurationError as error:  # noqa: PERF203 one broken limit must not hide the next
            problem = f"{error.problem}: '{error.value}'"
            yield Finding(loaded.place(panel), panel.title, "limit", problem, error.fix)


def _selectors(tree: Any) -> Iterator[tuple[str, set[str]]]:
    for node in _promql.nodes(tree) if tree is not None else ():
        if type(node).__name__ == "VectorSelector":
            yield node.name or "", {matcher.name for matcher in node.matchers.matchers}


def _parity(boards: Sequence[Loaded], alerts: Iterable[Drawn]) -> Iterator[Finding]:
    """Yield alerts that lead to a dashboard or a panel that is not there."""
    titles = {one.board.name: {panel.title for panel in one.board.panels()} for one in boards}
    for alert in alerts:
        if alert.dashboard not in titles:
            problem = f"it leads to a dashboard '{alert.dashboard}' that is not there"
            hint = f"known: {', '.join(sorted(titles))}{meant(alert.dashboard, titles)}"
            yield Finding(alert.place, alert.name, "parity", problem, hint)
        elif alert.panel not in titles[alert.dashboard]:
            problem = f"dashboard {alert.dashboard} has no panel '{alert.panel}'"
            guess = meant(alert.panel, titles[alert.dashboard]).removeprefix("; ")
            fix = guess or f"add the panel to dashboards/{alert.dashboard}.py"
            yield Finding(alert.place, alert.name, "parity", problem, fix)


def _parsed(text: str) -> Any:
    try:
        return _promql.parse(filled(text))
    except ValueError:
        return None  # told by the lint
