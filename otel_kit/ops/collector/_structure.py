"""What a configuration must be before it says anything: components that exist, are defined, and are joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from otel_kit.ops._yaml import meant
from otel_kit.ops.collector._components import known
from otel_kit.ops.collector._model import KINDS, Component, Configuration, Finding, Pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from otel_kit.ops.collector._model import Severity

__all__ = ["CHECKS"]

_SIDES = (("receivers", "receivers"), ("processors", "processors"), ("exporters", "exporters"))


def unknown_types(config: Configuration) -> Iterator[Finding]:
    """Find components whose type neither of our distributions has, or has under another name."""
    for kind in KINDS:
        table = known()[kind]
        for component in config.components[kind].values():
            if component.type in table.was:
                fix = f"write {component.id.replace(component.type, table.was[component.type], 1)}"
                yield _of(component, "warning", "renamed", f"'{component.type}' is an old name", fix)
            elif component.type in table.elsewhere:
                fix = f"here its place takes: {table.elsewhere[component.type]}"
                problem = f"our distributions have no {kind[:-1]} '{component.type}', upstream's have"
                yield _of(component, "error", "unknown-component", problem, fix)
            elif component.type not in table.names:
                fix = f"known: {', '.join(sorted(table.names))}{meant(component.type, table.names)}"
                yield _of(
                    component,
                    "error",
                    "unknown-component",
                    f"there is no {kind[:-1]} '{component.type}'",
                    fix,
                )


def undefined(config: Configuration) -> Iterator[Finding]:
    """Find names in pipelines and in `service.extensions` that nothing defines."""
    if not config.pipelines:
        yield Finding(
            "error",
            "no-pipeline",
            config.place,
            "service.pipelines",
            "there is no pipeline",
            "name one for each signal",
        )
    for line in config.pipelines.values():
        for side, kind in _SIDES:
            names = getattr(line, side)
            if not names and side != "processors":
                yield _in(line, "error", "empty-side", f"has no {side}", f"name at least one of the {side}")
            for name in names:
                if config.get(kind, name) or (side != "processors" and config.get("connectors", name)):
                    continue
                yield _missing(line, kind, name, config.components[kind])
    for name in config.extensions:
        if config.get("extensions", name) is None:
            fix = f"define it below extensions{meant(name, config.components['extensions'])}"
            yield Finding(
                "error", "undefined", config.place, "service.extensions", f"'{name}' is not defined", fix
            )


def half_joined(config: Configuration) -> Iterator[Finding]:
    """Find connectors that end or begin nothing."""
    for name, connector in config.components["connectors"].items():
        enters = any(name in line.exporters for line in config.pipelines.values())
        leaves = any(name in line.receivers for line in config.pipelines.values())
        if enters != leaves:
            side = "a receiver" if enters else "an exporter"
            fix = f"name it as {side} of a pipeline too"
            yield _of(connector, "error", "half-joined", f"is never {side}", fix)


def unused(config: Configuration) -> Iterator[Finding]:
    """Find components of the last file that nobody uses; the files below it may offer more than this one needs."""
    for kind in KINDS:
        for name in sorted(set(config.components[kind]) - config.used(kind)):
            component = config.components[kind][name]
            if component.place.path != config.files[-1]:
                continue
            where = "service.extensions" if kind == "extensions" else "a pipeline"
            yield _of(
                component, "warning", "unused", "is defined but not used", f"name it in {where}, or remove it"
            )


def unset_variables(config: Configuration) -> Iterator[Finding]:
    """Find references to the environment that have neither a value nor a default."""
    for name, place in dict(config.unset).items():
        fix = f"set {name}, or give a default: ${{env:{name}:-…}}"
        yield Finding(
            "warning", "unset-variable", place, f"${{env:{name}}}", "is not set and has no default", fix
        )


CHECKS: tuple[Callable[[Configuration], Iterable[Finding]], ...] = (
    unknown_types,
    undefined,
    half_joined,
    unused,
    unset_variables,
)


def _missing(line: Pipeline, kind: str, name: str, defined: Iterable[str]) -> Finding:
    fix = (
        f"define it below {kind}, or use one of: {', '.join(sorted(defined)) or 'none'}{meant(name, defined)}"
    )
    return _in(line, "error", "undefined", f"{kind[:-1]} '{name}' is not defined", fix)


def _of(component: Component, severity: Severity, rule: str, problem: str, fix: str) -> Finding:
    return Finding(severity, rule, component.place, component.key, problem, fix)


def _in(line: Pipeline, severity: Severity, rule: str, problem: str, fix: str) -> Finding:
    return Finding(severity, rule, line.place, line.key, problem, fix)
