"""What OpenTelemetry's semantic conventions define, read from their pinned Python package.

Its modules hold a constant for each attribute and metric, followed by a docstring. A metric's docstring names
instrument and unit; where it says instead that the metric has moved (gen_ai), the function that creates the instrument
has them. What has moved to a repository of its own is still what OpenTelemetry's packages send, and counts as valid.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "PERSONAL",
    "SCHEMA",
    "UpstreamAttribute",
    "UpstreamMetric",
    "attributes",
    "metrics",
    "namespaces",
    "schema_url",
]

SCHEMA = "https://opentelemetry.io/schemas/"

# Attributes of upstream's that say who or where a person is. None of them may be on a metric.
PERSONAL = re.compile(
    r"(user|enduser|client|source|geo|session|device)\.|network\.(peer|local)\.address$|url\.(full|query)$"
    r"|user_agent\.original$|http\.request\.header|exception\.(message|stacktrace)$|db\.query\.text$"
)

_PACKAGE = "opentelemetry.semconv"
_INSTRUMENT = re.compile(r"^Instrument: (\w+)$", re.MULTILINE)
_UNIT = re.compile(r"^Unit: (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class UpstreamAttribute:
    """An attribute of upstream's."""

    key: str
    brief: str
    stability: str
    deprecated: bool


@dataclass(frozen=True)
class UpstreamMetric:
    """A metric of upstream's."""

    name: str
    brief: str
    instrument: str
    unit: str
    stability: str
    deprecated: bool


@cache
def attributes() -> dict[str, UpstreamAttribute]:
    """Return upstream's attributes by key; the stable definition where there are two."""
    found = {}
    for stability, folder in (("development", "_incubating/attributes"), ("stable", "attributes")):
        for module in _modules(folder):
            for key, text in _constants(module).values():
                found[key] = UpstreamAttribute(key, _brief(text), stability, _is_deprecated(text))
    return found


@cache
def metrics() -> dict[str, UpstreamMetric]:
    """Return upstream's metrics by name; the stable definition where there are two."""
    found = {}
    for stability, folder in (("development", "_incubating/metrics"), ("stable", "metrics")):
        for module in _modules(folder):
            created = dict(_created(module))
            for constant, (name, text) in _constants(module).items():
                instrument, unit = _INSTRUMENT.search(text), _UNIT.search(text)
                told = (
                    (instrument[1], unit[1], _brief(text)) if instrument and unit else created.get(constant)
                )
                if told:
                    kind, in_unit, brief = told
                    found[name] = UpstreamMetric(name, brief, kind, in_unit, stability, _is_deprecated(text))
    return found


@cache
def namespaces() -> frozenset[str]:
    """Return the first parts of upstream's names: none of them may begin a name of ours."""
    return frozenset(name.split(".")[0] for name in (*attributes(), *metrics()))


@cache
def schema_url() -> str:
    """Return the schema URL of the pinned package."""
    from opentelemetry.semconv.schemas import Schemas

    return str(list(Schemas)[-1].value)


def _modules(folder: str) -> Iterator[ast.Module]:
    spec = find_spec(_PACKAGE)
    roots = spec.submodule_search_locations if spec else None
    for root in roots or ():
        for path in sorted(Path(root, folder).glob("*.py")):
            yield ast.parse(path.read_text(encoding="utf-8"))


def _constants(module: ast.Module) -> dict[str, tuple[str, str]]:
    """Return value and docstring of each constant, by its name in Python."""
    found = {}
    for statement, after in zip_longest(module.body, module.body[1:]):
        if (
            isinstance(statement, ast.AnnAssign)
            and isinstance(statement.value, ast.Constant)
            and isinstance(statement.value.value, str)
        ):
            found[ast.unparse(statement.target)] = (statement.value.value, _text(after))
    return found


def _created(module: ast.Module) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield instrument, unit and description of each metric that a function creates, by its constant's name."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            given = {word.arg: word.value for word in node.keywords}
            name, unit, brief = (given.get(word) for word in ("name", "unit", "description"))
            if (
                isinstance(name, ast.Name)
                and isinstance(unit, ast.Constant)
                and isinstance(brief, ast.Constant)
            ):
                kind = node.func.attr.removeprefix("create_").removeprefix("observable_").replace("_", "")
                yield name.id, (kind, str(unit.value), str(brief.value))


def _text(statement: ast.stmt | None) -> str:
    value = statement.value if isinstance(statement, ast.Expr) else None
    return value.value.strip() if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


def _brief(text: str) -> str:
    first = re.split(r"\n(?:Note|Instrument|Unit):|\n\n", text)[0].replace("\n", " ").strip()
    return first.replace("Deprecated: Moved to the", "Defined in the")


def _is_deprecated(text: str) -> bool:
    return text.startswith("Deprecated") and "in favor of stable" not in text and "Moved to" not in text
