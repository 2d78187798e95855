"""`OTEL_CONFIG_FILE`: OpenTelemetry's declarative configuration, as far as it says what our settings can do.

The file is one more place where settings come from: behind arguments and the environment, before the defaults. What it
says beyond our settings is told once and ignored. YAML needs PyYAML; the same as JSON needs nothing.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from otel_kit import _parse as parse
from otel_kit.exceptions import ConfigurationError

__all__ = ["VARIABLE", "Given", "read", "warn_of_ignored"]

VARIABLE = "OTEL_CONFIG_FILE"
_logger = logging.getLogger("otel_kit")

# What upstream's package for Python substitutes: ${NAME}, ${NAME:-default}, and $$ for a dollar.
_REFERENCE = re.compile(r"\$\$|\$\{(?:env:)?([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}")
_DEEPEST = 30
_NAMED = {
    "service.name": "service_name",
    "service.namespace": "service_namespace",
    "service.version": "service_version",
    "deployment.environment.name": "environment",
}

Fields = dict[str, Any]
Convert = Callable[[str, Any], Fields]


@dataclass
class Given:
    """What a file says: for each field of `Settings` the value and its path in the file, and what is ignored."""

    file: str = ""
    values: dict[str, tuple[Any, str]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)


def read(environ: Mapping[str, str]) -> Given:
    """Return what the file that the environment names says; nothing where it names none.

    Raises `ConfigurationError` for a file that cannot be read, or that is no configuration of version 1.
    """
    name = environ.get(VARIABLE, "").strip()
    if not name:
        return Given()
    content = _substituted(_content(name), environ)
    _check_version(name, content)
    given = Given(name)
    for path, value in _leaves(content, ""):
        _take(given, path, value)
    return given


def warn_of_ignored(environ: Mapping[str, str]) -> None:
    """Log one warning that names what the file says and we cannot do."""
    given = read(environ)
    if given.ignored:
        _logger.warning(
            "otel_kit: %s: ignored, for want of such a setting: %s", given.file, ", ".join(given.ignored)
        )


def _take(given: Given, path: str, value: Any) -> None:
    if value is None or path == "file_format" or (path, value) in _AS_IT_IS_ANYWAY:
        return
    convert = _TABLE.get(path)
    if convert is None:
        given.ignored.append(path)
        return
    for name, content in convert(f"{given.file}: {path}", value).items():
        before = given.values.get(name, (content, ""))[0]
        if before != content:
            raise ConfigurationError(
                f"{given.file}: {path}", content, problem=f"another part of the file says {before!r}",
                fix="say the same for all signals: they share this setting",
            )  # fmt: skip
        given.values[name] = (content, path)


def _content(name: str) -> Any:
    path = Path(name)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise _wrong(
            name, f"the file cannot be read: {reason}", "mend the path, or its permissions"
        ) from None
    except UnicodeError:
        raise _wrong(name, "the file is not UTF-8", "save it as UTF-8") from None
    try:
        return json.loads(text) if path.suffix == ".json" else _yaml(name, text)
    except ValueError as error:
        raise _wrong(name, f"not JSON: {error}", "mend the file") from None


def _yaml(name: str, text: str) -> Any:
    try:
        import yaml
    except ModuleNotFoundError:
        raise _wrong(
            name, "PyYAML is not installed", "pip install pyyaml, or write it as JSON: otel.json"
        ) from None
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        line = f" in line {where.line + 1}" if where is not None else ""
        raise _wrong(name, f"not YAML{line}", "mend the file") from None


def _check_version(name: str, content: Any) -> None:
    version = content.get("file_format") if isinstance(content, dict) else None
    if not str(version).startswith("1."):
        raise ConfigurationError(
            f"{name}: file_format",
            version,
            problem="must be version 1 of OpenTelemetry's declarative configuration",
            fix='write file_format: "1.0" at the top',
        )


def _substituted(value: Any, environ: Mapping[str, str], depth: int = 0) -> Any:
    if depth > _DEEPEST:  # an alias of YAML may lead back to itself
        return None
    if isinstance(value, dict):
        return {str(key): _substituted(item, environ, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_substituted(item, environ, depth + 1) for item in value]
    if not isinstance(value, str):
        return value
    return _REFERENCE.sub(lambda found: _resolved(found, environ), value) or None


def _resolved(found: re.Match[str], environ: Mapping[str, str]) -> str:
    if found[1] is None:
        return "$"
    return environ.get(found[1], found[2] or "")


def _leaves(value: Any, path: str) -> list[tuple[str, Any]]:
    """Return each value with its path, `tracer_provider.processors[0].batch.schedule_delay`, down to the table's rows."""
    if not isinstance(value, dict | list) or not value or path in _WHOLE:
        return [(path, value)]
    if isinstance(value, dict):
        parts = [(f"{path}.{key}" if path else key, item) for key, item in value.items()]
    else:
        parts = [(f"{path}[{index}]", item) for index, item in enumerate(value)]
    return [leaf for inner, item in parts for leaf in _leaves(item, inner)]


def _wrong(name: str, problem: str, fix: str) -> ConfigurationError:
    return ConfigurationError(VARIABLE, name, problem=problem, fix=fix)


def _as(name: str) -> Convert:
    return lambda _, value: {name: str(value).lower() if isinstance(value, bool) else str(value)}


def _in_seconds(name: str) -> Convert:
    def convert(where: str, value: Any) -> Fields:
        return {name: str(parse.milliseconds(where, str(value)))}

    return convert


def _off_if_empty(name: str) -> Convert:
    def convert(where: str, value: Any) -> Fields:
        if value == []:
            return {name: "none"}
        raise _expected(where, value, "a list")

    return convert


def _pairs_of(where: str, value: Any) -> dict[str, str]:
    """Take `[{name: …, value: …}]`."""
    if not isinstance(value, list) or not all(isinstance(item, dict) and "name" in item for item in value):
        raise _expected(where, value, "a list of {name: …, value: …}")
    return {str(item["name"]): str(item["value"]) for item in value if item.get("value") is not None}


def _headers(name: str) -> Convert:
    return lambda where, value: {name: _pairs_of(where, value)}


def _resource(where: str, value: Any) -> Fields:
    given = _pairs_of(where, value)
    named = {ours: given.pop(theirs) for theirs, ours in _NAMED.items() if theirs in given}
    return {**named, "resource_attributes": given}


def _sampler(where: str, value: Any) -> Fields:
    kind, options = next(iter(value.items())) if isinstance(value, dict) and len(value) == 1 else (None, None)
    if kind == "parent_based" and isinstance(options, dict) and list(options) == ["root"]:
        inner = _sampler(f"{where}.parent_based.root", options["root"])
        return {**inner, "sampler": f"parentbased_{inner['sampler']}"}
    if kind in ("always_on", "always_off"):
        return {"sampler": kind}
    if kind == "trace_id_ratio_based":
        ratio = (options or {}).get("ratio", 1.0)
        return {"sampler": "traceidratio", "sampler_argument": str(ratio)}
    raise _expected(
        where, value, "always_on, always_off, trace_id_ratio_based, or parent_based with one of them as root"
    )


def _expected(where: str, value: Any, what: str) -> ConfigurationError:
    return ConfigurationError(where, value, problem=f"must be {what}", fix="see docs/settings-file.md")


def _exporter(signal: str, path: str) -> dict[str, Convert]:
    return {
        f"{path}.endpoint": _as(f"{signal}_endpoint"),
        f"{path}.headers": _headers(f"{signal}_headers"),
        f"{path}.headers_list": _as(f"{signal}_headers"),
        f"{path}.timeout": _in_seconds("timeout"),
        f"{path}.compression": _as("compression"),
        f"{path}.tls.ca_file": _as("certificate"),
        f"{path}.tls.cert_file": _as("client_certificate"),
        f"{path}.tls.key_file": _as("client_key"),
    }


def _provider(signal: str, path: str) -> dict[str, Convert]:
    batch = f"{path}[0].batch"
    return {
        path: _off_if_empty(f"{signal}_exporter"),
        f"{batch}.schedule_delay": _as(f"{signal}_delay"),
        f"{batch}.max_queue_size": _as(f"{signal}_queue"),
        f"{batch}.max_export_batch_size": _as(f"{signal}_batch"),
        **_exporter(signal, f"{batch}.exporter.otlp_http"),
    }


_PERIODIC = "meter_provider.readers[0].periodic"
_PULL = "meter_provider.readers[{}].pull.exporter.prometheus/development.{}"
_TABLE: dict[str, Convert] = {
    "disabled": _as("disabled"),
    "resource.attributes": _resource,
    "resource.attributes_list": _as("resource_attributes"),
    "tracer_provider.sampler": _sampler,
    **_provider("traces", "tracer_provider.processors"),
    **_provider("logs", "logger_provider.processors"),
    "meter_provider.readers": _off_if_empty("metrics_exporter"),
    f"{_PERIODIC}.interval": _as("metrics_interval"),
    **_exporter("metrics", f"{_PERIODIC}.exporter.otlp_http"),
    **{_PULL.format(index, name): _as(f"metrics_{name}") for index in (0, 1) for name in ("host", "port")},
}
# What a file may say, and what happens without it too.
_AS_IT_IS_ANYWAY = (
    *((f"propagator.composite[{index}].{name}", {}) for index in (0, 1) for name in ("tracecontext", "baggage")),
    ("propagator.composite_list", "tracecontext,baggage"),
    *((f"{_PERIODIC}.exporter.otlp_http.{name}", value) for name, value in (
        ("temporality_preference", "cumulative"), ("default_histogram_aggregation", "explicit_bucket_histogram"),
    )),
)  # fmt: skip
# Rows whose value is not a text, and is taken as a whole.
_WHOLE = frozenset(path for path in _TABLE if path.endswith((".attributes", ".headers", ".sampler")))
