"""Finds the PromQL in files: rules and their sources, dashboards, pages, examples.

A placeholder is replaced by something of its kind: a duration in brackets, a number elsewhere. Inside quotes it stays,
and the value is then not checked.
"""

from __future__ import annotations

import ast
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops._yaml import Items, Place, Section, SourceError, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

__all__ = ["Query", "files_in", "filled", "queries_in"]

_YAML_KEYS = ("expr", "promql", "error_query", "total_query", "error_ratio_query", "query")
_PYTHON_NAMES = ("expr", "promql")
_OTHER_LANGUAGES = ("loki", "tempo")  # data sources whose `expr` is no PromQL
_FENCE = re.compile(r"^(?P<indent>[ \t]*)```promql[^\n]*\n(?P<text>.*?)^[ \t]*```", re.MULTILINE | re.DOTALL)
_MOMENT = "5m"
_IN_BRACKETS = re.compile(r"(?<=\[)\s*(\$\{\w+(:\w+)?\}|\$\w+|\{\{\s*\.\w+\s*\}\})")
_WINDOWS = re.compile(r"\$(__\w+|\{__\w+\})|\{\{\s*\.window\s*\}\}")
_NUMBERS = re.compile(r"\$\{\w+(:\w+)?\}|\$\w+")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"' + r"|'(?:[^'\\]|\\.)*'")
_HAS_YAML_QUERY = re.compile(rf"\b({'|'.join(_YAML_KEYS)}|series|metrics)[\"']?\s*:")


@dataclass(frozen=True)
class Query:
    """One expression, and where it stands."""

    text: str
    place: Place
    record: str = ""  # the name under which a rule records it
    labels: frozenset[str] = field(default=frozenset())  # that the rule adds
    data: bool = False  # a series rather than a question: a test's input, what an example promises


def files_in(path: Path) -> list[Path]:
    """Return the file, or all files below the folder, that may hold PromQL.

    Raises ConfigurationError for a path that is not there.
    """
    if not path.exists():
        raise ConfigurationError(
            "FILES", str(path), problem="there is no such file or folder", fix="name what is to be checked"
        )
    if path.is_file():
        return [path] if path.suffix in _READERS else []
    below = (file for file in sorted(path.rglob("*")) if not _is_foreign(file.relative_to(path)))
    return [file for file in below if file.suffix in _READERS and file.is_file()]


def queries_in(path: Path) -> list[Query]:
    """Return the expressions of a file; raise SourceError, with its line, for one that is broken."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(Place(path, 1), "it cannot be read as text", "check the file") from error
    return list(_READERS[path.suffix](path, text))


def _is_foreign(path: Path) -> bool:
    return any(part.startswith(".") or part in ("__pycache__", "node_modules") for part in path.parts)


def _of_yaml(path: Path, text: str) -> Iterator[Query]:
    if not _HAS_YAML_QUERY.search(text):
        return
    top = load(path)
    if path.name == "expect.yaml":
        yield from _of_expectation(top)
    else:
        yield from _of_value(top)


def _of_value(value: Any) -> Iterator[Query]:
    if isinstance(value, Section):
        for key, inner in value.items():
            if isinstance(inner, str) and key in _YAML_KEYS:
                if key == "query" and "expr" in value:
                    continue  # an alert's own word for something else
                recorded = value.get("record", "")
                labels = frozenset(value.get("labels") or ()) if recorded else frozenset[str]()
                yield Query(filled(inner), value.text_at(key), recorded, labels)
            elif isinstance(inner, str) and key == "series":
                yield Query(filled(inner), value.text_at(key), data=True)
            else:
                yield from _of_value(inner)
    elif isinstance(value, Items):
        for inner in value:
            yield from _of_value(inner)


def _of_expectation(top: Section) -> Iterator[Query]:
    """Yield what an example promises, as series."""
    for service in (top.get("services") or {}).values():
        metrics = service.get("metrics") if isinstance(service, Section) else None
        if not isinstance(metrics, Section):
            continue
        for name, labels in metrics.items():
            matchers = ",".join(
                f"{label}={json.dumps(str(value))}" for label, value in (labels or {}).items()
            )
            yield Query(f"{name}{{{matchers}}}", metrics.at(name), data=True)


def _of_json(path: Path, text: str) -> Iterator[Query]:
    try:
        content = json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise SourceError(Place(path, line), "broken JSON", "mend this line or the one before") from error
    for key, value in _strings(content, ""):
        found = re.fullmatch(r"label_values\((.+),\s*(\w+)\)", value)
        if key == "expr" or (found and key in ("query", "definition")):
            place = Place(path, text[: max(text.find(json.dumps(value)), 0)].count("\n") + 1)
            yield Query(filled(f"group by ({found[2]}) ({found[1]})" if found else value), place)


def _strings(value: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        source = value.get("datasource")
        if isinstance(source, dict) and source.get("type") in _OTHER_LANGUAGES:
            return
        for name, inner in value.items():
            yield from _strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, key)
    elif isinstance(value, str):
        yield key, value


def _of_markdown(path: Path, text: str) -> Iterator[Query]:
    for fence in _FENCE.finditer(text):
        line = text[: fence.start("text")].count("\n") + 1
        for block in re.finditer(r"(?:^[^\n]*\S[^\n]*\n)+", fence["text"], re.MULTILINE):
            place = Place(path, line + fence["text"][: block.start()].count("\n"))
            yield Query(filled(block.group()), place)


def _of_python(path: Path, text: str) -> Iterator[Query]:
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise SourceError(Place(path, error.lineno or 1), "broken Python", "mend this line") from error
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            named = getattr(node.func, "attr", getattr(node.func, "id", "")) in _PYTHON_NAMES
            given = [word.value for word in node.keywords if word.arg in _PYTHON_NAMES]
            for argument in [*given, *(node.args[:1] if named else ())]:
                if (query := _python_text(argument)) is not None:
                    yield Query(filled(query), Place(path, argument.lineno))


def _python_text(node: ast.expr) -> str | None:
    """Return a literal text; of an f-string only where its placeholders stand in quotes or brackets."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    text = ""
    for part in node.values:
        if isinstance(part, ast.Constant):
            text += str(part.value)
        elif text.endswith("["):
            text += _MOMENT
        elif text.count('"') % 2:
            text += "$x"
        else:
            return None
    return text


def filled(text: str) -> str:
    """Put something of its kind in the place of each placeholder."""
    text = _WINDOWS.sub(_MOMENT, _IN_BRACKETS.sub(_MOMENT, text))
    parts, end = [], 0
    for quoted in _QUOTED.finditer(text):
        parts += [_NUMBERS.sub("1", text[end : quoted.start()]), quoted.group()]
        end = quoted.end()
    return "".join([*parts, _NUMBERS.sub("1", text[end:])])


_READERS: dict[str, Callable[[Path, str], Iterable[Query]]] = {
    ".yaml": _of_yaml,
    ".yml": _of_yaml,
    ".json": _of_json,
    ".md": _of_markdown,
    ".py": _of_python,
}
