"""Rules: from one entry an alert (`rules/`) to Prometheus rule files, their tests and their runbooks.

    load → validate → render → check → test

`build` is what the stack calls; `generate`, `check`, `run_tests`, `mutation` and `explain` stand behind
`otel-kit rules`.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError, OtelKitError
from otel_kit.ops._paths import bundle
from otel_kit.ops._yaml import meant
from otel_kit.ops.rules import _drawn, _explain, _kubernetes, _mutate, _promtests, _runbooks
from otel_kit.ops.rules._alone import each_alone
from otel_kit.ops.rules._drawn import Drawn
from otel_kit.ops.rules._explain import Condition, Explanation, Reading, measure
from otel_kit.ops.rules._files import as_yaml, write_all
from otel_kit.ops.rules._lint import Finding, lint, refuse_broken
from otel_kit.ops.rules._load import load_rules
from otel_kit.ops.rules._metrics import known_metrics
from otel_kit.ops.rules._mutate import MutationReport, Survivor
from otel_kit.ops.rules._pint import check_with_pint, pint
from otel_kit.ops.rules._promtool import Failure, check_rules, test_rules
from otel_kit.ops.rules._render import groups

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from otel_kit.ops.rules._model import Alert, Environment, RuleSet

__all__ = [
    "CheckReport",
    "Condition",
    "Drawn",
    "Explanation",
    "Failure",
    "Finding",
    "MutationReport",
    "Reading",
    "Survivor",
    "TestReport",
    "build",
    "check",
    "drawn",
    "explain",
    "generate",
    "measure",
    "mutation",
    "names",
    "run_tests",
    "runbooks",
    "source",
]


@dataclass(frozen=True)
class CheckReport:
    """What `check` looked at, and what it found."""

    alerts: int
    recordings: int
    environments: tuple[str, ...]
    findings: tuple[Finding, ...]
    promtool: tuple[str, ...]
    pint: tuple[str, ...] | None  # None: pint is not there

    @property
    def ok(self) -> bool:
        """Tell whether nothing was found."""
        return not self.findings and not self.promtool and not self.pint


@dataclass(frozen=True)
class TestReport:
    """How many tests ran, and which failed."""

    __test__ = False  # no test class, whatever pytest thinks of its name

    alerts: int
    tests: int
    failures: tuple[Failure, ...]


def source() -> Path:
    """Return the folder of the rules that ship with otel_kit."""
    return bundle("rules")


def build(out: Path, environment: str | None = None, *, rules: Path | None = None) -> list[Path]:
    """Render ready Prometheus rule files into `out` and return their paths.

    `environment` names a part of `values.yaml`, such as `demo`; None takes the values as the entries give them.
    `rules` is the folder of the source. A mistake in the source raises an OtelKitError with file and line; `out` is
    then as it was.
    """
    loaded = load_rules(rules or source())
    chosen = _environment(loaded, environment)
    refuse_broken(loaded, chosen)
    return write_all(out, _rule_files(loaded, chosen))


def generate(
    out: Path, runbooks: Path, environment: str | None = None, *, rules: Path | None = None
) -> list[Path]:
    """Write `out/prometheus`, `out/kubernetes`, `out/tests` and the runbook pages; return all paths.

    The tests and the runbooks tell the default values; `environment` changes the rule files only.
    """
    loaded = load_rules(rules or source())
    files = groups(loaded, loaded.default)
    chosen = _environment(loaded, environment)
    refuse_broken(loaded, chosen)
    rule_texts, object_texts = _rule_files(loaded, chosen), _kubernetes.objects(groups(loaded, chosen))
    test_texts, page_texts = _test_files(loaded), _runbooks.pages(loaded, files)
    return [
        *write_all(out / "prometheus", rule_texts),
        *write_all(out / "kubernetes", object_texts),
        *write_all(out / "tests", test_texts),
        *write_all(runbooks, page_texts),
    ]


def check(rules: Path | None = None, *, resolved: Path | None = None) -> CheckReport:
    """Check form, metrics and completeness of the source; with promtool and pint each environment's rule files."""
    loaded = load_rules(rules or source())
    files = groups(loaded, loaded.default)
    findings = lint(loaded, files, known_metrics(resolved))
    _promtests.test_files(loaded, files, "../prometheus")
    complaints, objections, program = [], [], pint()
    for environment in (loaded.default, *loaded.environments.values()):
        with tempfile.TemporaryDirectory() as folder:
            complaint = check_rules(write_all(Path(folder, "rules"), _rule_files(loaded, environment)))
            found = check_with_pint(program, Path(folder, "rules")) if program else []
        with_values = f"with the values of {environment.name or 'no environment'}"
        complaints += [f"{with_values}: {complaint}"] if complaint else []
        objections += [f"{with_values}: {one}" for one in found]
    recordings = sum("record" in rule for file in files.values() for group in file for rule in group["rules"])
    return CheckReport(
        len(loaded.alerts),
        recordings,
        tuple(loaded.environments),
        tuple(findings),
        tuple(complaints),
        tuple(objections) if program else None,
    )


def run_tests(rules: Path | None = None) -> TestReport:
    """Run the entries' tests with promtool, all in one call, with the default values."""
    return _tested(load_rules(rules or source()), ())


def _tested(loaded: RuleSet, names: Collection[str]) -> TestReport:
    """Run the tests of the named alerts and recordings; of all if none is named."""
    wanted = replace(
        loaded,
        alerts=tuple(one for one in loaded.alerts if one.name in names or not names),
        recordings=tuple(one for one in loaded.recordings if one.name in names or not names),
    )
    with tempfile.TemporaryDirectory() as folder:
        test_texts: dict[str, str] = {}
        for alert, rule_files, test_files in each_alone(
            wanted, groups(loaded, loaded.default), "../prometheus"
        ):
            write_all(Path(folder, "prometheus", alert), _as_texts(rule_files))
            test_texts |= _as_texts(test_files)
        tests, failures = test_rules(write_all(Path(folder, "tests"), test_texts))
    return TestReport(len(wanted.alerts), tests, tuple(failures))


def mutation(
    names: Iterable[str] = (),
    *,
    jobs: int = 2,
    rules: Path | None = None,
    on_batch: Callable[[int, int], None] | None = None,
) -> MutationReport:
    """Put faults into the named alerts and recordings (all, if none is named); count those that tests notice.

    Raises OtelKitError where a test fails without any fault: it would seem to notice each.
    """
    loaded = load_rules(rules or source())
    recorded = {recording.name for recording in loaded.recordings}
    wanted = [name if name in recorded else _known(name, loaded).name for name in names]
    if failures := _tested(loaded, wanted).failures:
        raise OtelKitError(
            f"{len(failures)} of the tests fail without any fault, the first is '{failures[0].name}'\n  → otel-kit rules test"
        )
    return _mutate.mutate(loaded, wanted, jobs=jobs, on_batch=on_batch)


def explain(
    name: str, environment: str | None = None, service: str = "", *, rules: Path | None = None
) -> Explanation:
    """Return an alert with the values of an environment, and of one service if it has values of its own."""
    loaded = load_rules(rules or source())
    return _explain.explain(_known(name, loaded).name, loaded, _environment(loaded, environment), service)


def drawn(environment: str | None = None, *, rules: Path | None = None) -> tuple[Drawn, ...]:
    """Return what dashboards show of each alert: panel, limits in force, runbook."""
    loaded = load_rules(rules or source())
    return _drawn.drawn(loaded, _environment(loaded, environment))


def runbooks(rules: Path | None = None) -> dict[str, str]:
    """Return the runbook of each alert, in Markdown, as `generate` writes it."""
    loaded = load_rules(rules or source())
    pages = _runbooks.pages(loaded, groups(loaded, loaded.default))
    return {alert.name: pages[f"{alert.name}.md"] for alert in loaded.alerts}


def names(rules: Path | None = None) -> list[str]:
    """Return the names of all alerts."""
    return [alert.name for alert in load_rules(rules or source()).alerts]


def _known(name: str, rules: RuleSet) -> Alert:
    found = next((alert for alert in rules.alerts if alert.name == name), None)
    if found is None:
        guess = meant(name, [alert.name for alert in rules.alerts]).removeprefix("; ")
        raise ConfigurationError(
            "alert",
            name,
            problem="no alert is called so",
            fix=guess or "the names are in docs/runbooks/README.md",
        )
    return found


def _rule_files(rules: RuleSet, environment: Environment) -> dict[str, str]:
    return {name: as_yaml({"groups": made}) for name, made in groups(rules, environment).items()}


def _as_texts(files: Mapping[str, object]) -> dict[str, str]:
    return {name: as_yaml(content) for name, content in files.items()}


def _test_files(rules: RuleSet) -> dict[str, str]:
    files = groups(rules, rules.default)
    return {
        name: as_yaml(made) for name, made in _promtests.test_files(rules, files, "../prometheus").items()
    }


def _environment(rules: RuleSet, name: str | None) -> Environment:
    if name is None:
        return rules.default
    if name not in rules.environments:
        known = ", ".join(sorted(rules.environments)) or "none"
        problem = "rules/values.yaml has no such environment"
        raise ConfigurationError("environment", name, problem=problem, fix=f"known: {known}")
    return rules.environments[name]
