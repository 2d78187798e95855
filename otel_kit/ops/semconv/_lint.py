"""Checks every PromQL expression outside the registry against it: metrics, labels, values, and how they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit.ops._paths import bundle
from otel_kit.ops._yaml import Place, SourceError, meant
from otel_kit.ops.rules import _promql
from otel_kit.ops.semconv._content import content_of
from otel_kit.ops.semconv._findings import Finding, from_error
from otel_kit.ops.semconv._queries import Query, files_in, queries_in
from otel_kit.ops.semconv._series import Series, known_series
from otel_kit.ops.semconv._usage import usage_faults, value_faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from otel_kit.ops.rules._promql import Fault

__all__ = ["lint", "lint_queries", "series"]


def lint(paths: Iterable[Path], registries: Iterable[Path] = ()) -> tuple[int, list[Finding]]:
    """Return how many expressions were looked at, and what is to mend in them.

    `registries` are folders of further registries, or their `resolved.json`; those that lie among the files are found.
    What the files record by rules, and what our own rules record, is known too. Raises ConfigurationError for a path
    that is not there.
    """
    paths = list(paths)
    queries, findings = _read(paths)
    findings += lint_queries(queries, series(queries, [*_registries_below(paths), *registries]))
    return len(queries), sorted(findings, key=lambda one: (str(one.place.path), one.place.line, one.rule))


def lint_queries(queries: Iterable[Query], known: Mapping[str, Series]) -> list[Finding]:
    """Return what is to mend in these expressions, given what `series` knows."""
    return [finding for query in queries for finding in _check(query, known)]


def series(queries: Iterable[Query] = (), registries: Iterable[Path] = ()) -> dict[str, Series]:
    """Return what is known by its name: signals, upstream's, and what our rules and these queries record."""
    folders = dict.fromkeys([bundle("semconv", "resolved.json"), *registries])
    known = known_series([_resolved(path) for path in folders])
    shipped, _ = _read([folder for folder in [bundle("rules", "build", "prometheus")] if folder.is_dir()])
    return _with_recordings(known, [*shipped, *queries])


def _read(paths: Iterable[Path]) -> tuple[list[Query], list[Finding]]:
    queries: list[Query] = []
    findings = []
    for file in (file for path in paths for file in files_in(path)):
        try:
            queries += queries_in(file)
        except SourceError as error:  # noqa: PERF203 - one broken file must not hide the next
            findings.append(from_error(error))
    return queries, findings


def _registries_below(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        for manifest in sorted(path.rglob("manifest.yaml")):
            if (manifest.parent / "registry").is_dir():
                yield manifest.parent


def _resolved(path: Path) -> Mapping[str, Any]:
    return content_of(
        path, given_as="--registry", problem="it cannot be read as a registry", fix="name its folder"
    )


def _with_recordings(known: Mapping[str, Series], queries: Iterable[Query]) -> dict[str, Series]:
    """Add what rules record; its labels follow from the rule's expression."""
    recorded = [query for query in queries if query.record]
    extended = {**known, **{query.record: Series(None) for query in recorded}}
    for query in recorded:
        tree = _parsed(query.text)
        labels = None
        if tree is not None:
            labels = _promql.labels_of(tree, {name: one.labels for name, one in extended.items()})
        extended[query.record] = Series(None if labels is None else labels | query.labels)
    return extended


def _check(query: Query, known: Mapping[str, Series]) -> Iterator[Finding]:
    try:
        tree = _promql.parse(query.text)
    except ValueError as error:
        yield Finding(query.place, "", "promql", f"it does not parse: {error}", "mend the expression")
        return
    faults = [
        *_promql.faults(tree, {name: one.labels for name, one in known.items()}),
        *value_faults(tree, known),
    ]
    if query.data:
        faults = [fault for fault in faults if fault.kind != "le"]  # data has one bound, written in one way
    else:
        faults += usage_faults(tree, known)
    for fault in dict.fromkeys(faults):
        line = query.place.line + query.text[: max(query.text.find(fault.name), 0)].count("\n")
        yield Finding(Place(query.place.path, line), fault.metric, fault.kind, *_told(fault))


def _told(fault: Fault) -> tuple[str, str]:
    guess = meant(fault.name, fault.known).removeprefix("; ")
    known = ", ".join(sorted(fault.known)) or "none"
    if fault.kind == "metric":
        return (
            f"no such metric '{fault.name}'",
            guess or "define it in a registry, or name that with --registry",
        )
    if fault.kind == "label":
        return f"no such label '{fault.name}' at this place", f"known: {known}{'; ' + guess if guess else ''}"
    if fault.kind == "le":
        whole = fault.name.strip('"').removesuffix(".0")
        return f"le={fault.name} matches only one way of writing it", f'write le=~"{whole}(\\\\.0)?"'
    problem, fix = _SENTENCES[fault.kind]
    return problem.format(fault.name), fix.format(known)


_SENTENCES = {
    "nameless": ("a selector without a metric's name", "name the metric"),
    "value": ("'{}' is not among the values of this label", "known: {}"),
    "counter": ("{} only grows: its plain value says nothing", "use rate(…[5m]) or increase(…[1h])"),
    "quantile": (
        "a quantile of something that has lost its bounds",
        "keep le: sum by (le, …) (rate(…_bucket[5m]))",
    ),
    "buckets": (
        "the buckets of {} are added up, each counted several times",
        "keep le, or use the series with _count",
    ),
}


def _parsed(text: str) -> Any:
    try:
        return _promql.parse(text)
    except ValueError:
        return None
