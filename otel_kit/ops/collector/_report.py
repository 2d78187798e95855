"""What a configuration would do, as facts: ports, redaction, sampling, queues; as text and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from otel_kit.ops.collector._draw import drawn
from otel_kit.ops.collector._graph import routes
from otel_kit.ops.collector._ports import Port, listening
from otel_kit.ops.collector._queues import Queue, queues
from otel_kit.ops.collector._traps import redactors, samplers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from otel_kit.ops.collector._model import Component, Configuration, Finding, Pipeline

__all__ = ["Report"]


@dataclass(frozen=True)
class Report:
    """The answer of `otel-kit collector check`: `ok` unless one of the findings is an error."""

    config: Configuration
    findings: Sequence[Finding]

    @property
    def ok(self) -> bool:
        """Whether the configuration would start, and holds no danger that is an error."""
        return not any(one.severity == "error" for one in self.findings)

    def as_text(self) -> str:
        """Return what a person reads: the drawing, the facts, then what to mend."""
        parts = [
            ("Pipelines", drawn(self.config)),
            ("Ports", [_port_line(port) for port in listening(self.config)]),
            ("Redacted", _redacted(self.config)),
            ("Sampled", _sampled(self.config)),
            ("Queued", [_queue_line(queue) for queue in queues(self.config)]),
        ]
        blocks = [
            "\n".join([title, *(f"  {line}" for line in lines or ["nothing"])]) for title, lines in parts
        ]
        blocks += ["\n".join(_marked(one) for one in self.findings)] if self.findings else []
        return "\n\n".join([*blocks, self._verdict()])

    def as_json(self) -> dict[str, Any]:
        """Return the same for programs."""
        return {
            "ok": self.ok,
            "files": [str(file) for file in self.config.files],
            "pipelines": {line.id: _pipeline(line) for line in self.config.pipelines.values()},
            "ports": [_port(port) for port in listening(self.config)],
            "redacted": _redacted(self.config),
            "sampled": _sampled(self.config),
            "queues": [_queue(queue) for queue in queues(self.config)],
            "findings": [_finding(one) for one in self.findings],
        }

    def _verdict(self) -> str:
        errors = sum(one.severity == "error" for one in self.findings)
        warnings = len(self.findings) - errors
        counted = ", ".join(
            f"{count or 'no'} {word}{'' if count == 1 else 's'}"
            for count, word in (
                (len(self.config.pipelines), "pipeline"),
                (errors, "error"),
                (warnings, "warning"),
            )
        )
        return f"{'✘' if errors else '✔'} {counted}"


def _marked(one: Finding) -> str:
    return f"{'✘' if one.severity == 'error' else '!'} {one}"


def _port_line(port: Port) -> str:
    seen = "EXPOSED" if port.exposed else "this host only"
    guard = (
        f"TLS, {port.guard}"
        if port.encrypted and port.guard
        else port.guard or ("TLS" if port.encrypted else "")
    )
    told = f", {guard}" if guard else ""
    return f"{port.address:<24} {port.component.id} {port.protocol}, {seen}{told}"


def _redacted(config: Configuration) -> list[str]:
    lines: dict[str, None] = {}
    for one in routes(config):
        if config.get("exporters", one.end) and config.get("receivers", one.receiver):
            by = ", ".join(dict.fromkeys(redactors(one))) or "nothing"
            lines[f"{one.pipelines[0].signal} of {one.receiver} → {one.end}: {by}"] = None
    return list(lines)


def _sampled(config: Configuration) -> list[str]:
    lines: dict[str, None] = {}
    for one in routes(config):
        for name in samplers(one):
            component = config.get("processors", name)
            if component:
                lines[f"{one.pipelines[-1].signal} → {one.end}: {name}: {_policy(component)}"] = None
    return list(lines)


def _policy(component: Component) -> str:
    settings = component.settings
    if component.type == "probabilistic_sampler":
        return f"{settings.get('sampling_percentage', 0)} % by trace id"
    kept = [_one_policy(policy) for policy in settings.get("policies") or () if isinstance(policy, dict)]
    return f"{'; '.join(kept)}; decided after {settings.get('decision_wait', '30s')}"


def _one_policy(policy: dict[str, Any]) -> str:
    kind = str(policy.get("type"))
    details = policy.get(kind)
    shown = (
        ", ".join(f"{key} {_said(value)}" for key, value in details.items())
        if isinstance(details, dict)
        else ""
    )
    return f"{policy.get('name', kind)} ({shown or kind})"


def _said(value: Any) -> str:
    return "/".join(map(str, value)) if isinstance(value, list) else str(value)


def _queue_line(queue: Queue) -> str:
    if not queue.enabled:
        return f"{queue.exporter.id}: no queue, retries {queue.retries}"
    where = f"on disk ({queue.storage})" if queue.persistent else "in memory"
    return f"{queue.exporter.id}: {queue.size} {where}, {_consumers(queue)}, retries {queue.retries}"


def _consumers(queue: Queue) -> str:
    return "1 consumer, in order" if queue.consumers == 1 else f"{queue.consumers} consumers"


def _pipeline(line: Pipeline) -> dict[str, Any]:
    return {side: list(getattr(line, side)) for side in ("receivers", "processors", "exporters")}


def _port(port: Port) -> dict[str, Any]:
    return {
        "address": port.address,
        "component": port.component.id,
        "protocol": port.protocol,
        "exposed": port.exposed,
        "tls": port.encrypted,
        "guard": port.guard,
    }


def _queue(queue: Queue) -> dict[str, Any]:
    return {
        "exporter": queue.exporter.id,
        "persistent": queue.persistent,
        "storage": queue.storage,
        "size": queue.size if queue.enabled else "",
        "consumers": queue.consumers,
        "retries": queue.retries,
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "severity": one.severity,
        "rule": one.rule,
        "file": str(one.place.path),
        "line": one.place.line,
        "key": one.key,
        "problem": one.problem,
        "fix": one.fix,
    }
