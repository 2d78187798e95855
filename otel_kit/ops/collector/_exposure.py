"""Traps of security: who may come in, who may look, and what lies in the open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from otel_kit.ops._yaml import Items, Section
from otel_kit.ops.collector._expand import has_reference
from otel_kit.ops.collector._model import Configuration, Finding
from otel_kit.ops.collector._ports import is_loopback, listening
from otel_kit.ops.collector._queues import queues

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from otel_kit.ops._yaml import Place

__all__ = ["CHECKS"]

_SECRET_KEY = re.compile(
    r"(^|_)(password|passwd|secret|token|tokens|api_?key|credentials|access_key|private_key)$"
)
_SECRET_HEADER = re.compile(
    r"^(authorization|proxy-authorization|x-api-key|api-key|x-.*token)$", re.IGNORECASE
)
_PEM = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")
_WITH_PASSWORD = re.compile(r"://[^/\s:@]+:(?P<password>[^/\s@]+)@")
_DEBUGGING = ("pprof", "zpages")


def literal_secrets(config: Configuration) -> Iterator[Finding]:
    """Find secrets that are written into the file."""
    for path, value, place in _scalars(config.raw, ()):
        name = path[-1] if not path[-1].isdigit() else path[-2]
        in_header = len(path) > 1 and path[-2] in ("headers", "metadata") and _SECRET_HEADER.match(name)
        named = _SECRET_KEY.search(name) or in_header
        embedded = _WITH_PASSWORD.search(value)
        inside = embedded and not has_reference(embedded["password"])
        if (named and value and not has_reference(value)) or _PEM.search(value) or inside:
            fix = f"write ${{env:{_variable(path)}}}, or the setting that names a file"
            yield Finding(
                "error", "literal-secret", place, ".".join(path), "a secret stands in the file", fix
            )


def exposed(config: Configuration) -> Iterator[Finding]:
    """Find ports that others than this host reach, and where nobody is asked who he is."""
    for port in listening(config):
        if not port.exposed:
            continue
        kind = port.component.type
        if kind in _DEBUGGING:
            problem = f"{port.address} shows everyone the inside of the process, memory included"
            yield Finding("error", "exposed-debugging", port.place, port.key, problem, "listen on 127.0.0.1")
        elif kind == "health_check":
            continue  # it says that the process runs, and a kubelet has to reach it
        elif kind == "telemetry" or port.component.kind == "exporters":
            problem = f"{port.address} shows everyone what this collector measures"
            fix = "listen on 127.0.0.1, or let a NetworkPolicy or firewall admit Prometheus alone"
            yield Finding("warning", "exposed-metrics", port.place, port.key, problem, fix)
        elif not port.guard:
            problem = f"{port.address} takes telemetry from everyone who reaches it"
            fix = "listen on 127.0.0.1, or ask for a certificate (tls.client_ca_file) or a token (auth.authenticator)"
            yield Finding("warning", "exposed-receiver", port.place, port.key, problem, fix)
        elif not port.encrypted:
            problem = f"{port.address} takes tokens without TLS: whoever listens has them"
            yield Finding("error", "token-in-the-clear", port.place, port.key, problem, "add `tls`")


def in_the_clear(config: Configuration) -> Iterator[Finding]:
    """Find exporters that send to another host without TLS, or to whoever answers."""
    for queue in queues(config):
        settings, key = queue.exporter.settings, queue.exporter.key
        given = settings.get("tls")
        tls = given if isinstance(given, Section) else Section(queue.exporter.place)
        endpoint = str(settings.get("endpoint", ""))
        if endpoint and not is_loopback(endpoint) and (endpoint.startswith("http://") or tls.get("insecure")):
            problem = f"sends to {endpoint} without TLS"
            yield Finding("warning", "in-the-clear", settings.at("endpoint"), key, problem, "use TLS")
        if tls.get("insecure_skip_verify"):
            problem = "takes any certificate for the right one"
            fix = "give it `ca_file` instead"
            yield Finding("warning", "unverified", tls.at("insecure_skip_verify"), f"{key}.tls", problem, fix)


def tokens_on_disk(config: Configuration) -> Iterator[Finding]:
    """Find receivers whose request headers, the token among them, end up in the files of a queue."""
    if not any(queue.persistent for queue in queues(config)):
        return
    for port in listening(config):
        authenticator = (port.settings.get("auth") or {}).get("authenticator")
        if authenticator and port.settings.get("include_metadata"):
            problem = "`include_metadata` puts every header, the token too, into the queue on disk"
            fix = "leave it out, or let clients show a certificate instead of a token"
            yield Finding("warning", "token-on-disk", port.place, port.key, problem, fix)


def prints_telemetry(config: Configuration) -> Iterator[Finding]:
    """Find exporters that write telemetry into the collector's own log."""
    for exporter in config.active("exporters", "debug", "logging"):
        if str(exporter.settings.get("verbosity", "basic")) == "detailed":
            problem = "writes all telemetry into the collector's own log"
            yield Finding(
                "warning",
                "prints-telemetry",
                exporter.place,
                exporter.key,
                problem,
                "use it while you look only",
            )


def missing_extensions(config: Configuration) -> Iterator[Finding]:
    """Find storages, authenticators and middlewares that are named but not started."""
    for kind in ("receivers", "exporters"):
        for component in config.active(kind):
            for path, value, place in _scalars(component.settings, ()):
                if _names_extension(path) and value not in config.extensions:
                    key = ".".join((component.key, *path))
                    fix = f"add {value} to service.extensions"
                    if config.get("extensions", value) is None:
                        fix = f"define {value} below extensions, and add it to service.extensions"
                    yield Finding("error", "missing-extension", place, key, f"'{value}' is not started", fix)


CHECKS: tuple[Callable[[Configuration], Iterable[Finding]], ...] = (
    literal_secrets,
    exposed,
    in_the_clear,
    tokens_on_disk,
    prints_telemetry,
    missing_extensions,
)


def _scalars(
    value: Any, path: tuple[str, ...], place: Place | None = None
) -> Iterator[tuple[tuple[str, ...], str, Place]]:
    if isinstance(value, Section):
        for key, inner in value.items():
            yield from _scalars(inner, (*path, key), value.at(key))
    elif isinstance(value, Items):
        for index, (inner, at) in enumerate(zip(value, value.places, strict=True)):
            yield from _scalars(inner, (*path, str(index)), at)
    elif isinstance(value, str) and path and place:
        yield path, value, place


def _names_extension(path: tuple[str, ...]) -> bool:
    return (
        path[-1] == "authenticator"
        or path in (("storage",), ("sending_queue", "storage"))
        or (path[-1] == "id" and "middlewares" in path)
    )


def _variable(path: tuple[str, ...]) -> str:
    words = [part for part in path if not part.isdigit()][-2:]
    return re.sub(r"\W+", "_", "_".join(words)).upper()
