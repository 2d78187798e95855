"""What is known of a Collector's configuration after reading it: components, pipelines, and what there is to say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from otel_kit.ops._yaml import Place, Section

__all__ = ["KINDS", "SIGNALS", "Component", "Configuration", "Finding", "Pipeline", "Severity"]

KINDS = ("receivers", "processors", "exporters", "connectors", "extensions")
SIGNALS = ("traces", "metrics", "logs")

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """One thing to mend: `key` is the path in the configuration, such as `receivers.otlp.protocols.grpc`."""

    severity: Severity
    rule: str
    place: Place
    key: str
    problem: str
    fix: str

    def __str__(self) -> str:
        """Return the two lines that the command line prints."""
        return f"{self.place}: {self.key}: {self.problem}\n  → {self.fix}"


@dataclass(frozen=True)
class Component:
    """A receiver, processor, exporter, connector or extension: `otlp/jobs` is of the type `otlp`."""

    kind: str
    id: str
    settings: Section
    place: Place

    @property
    def type(self) -> str:
        """The part of the id before the slash."""
        return self.id.split("/", 1)[0].strip()

    @property
    def key(self) -> str:
        """The path of the component in the configuration."""
        return f"{self.kind}.{self.id}"


@dataclass(frozen=True)
class Pipeline:
    """One entry of `service.pipelines`: the ids in their order."""

    id: str
    receivers: tuple[str, ...]
    processors: tuple[str, ...]
    exporters: tuple[str, ...]
    place: Place

    @property
    def signal(self) -> str:
        """Which signal passes: the part of the id before the slash."""
        return self.id.split("/", 1)[0]

    @property
    def key(self) -> str:
        """The path of the pipeline in the configuration."""
        return f"service.pipelines.{self.id}"


@dataclass(frozen=True)
class Configuration:
    """The files merged, with `${env:…}` replaced; `raw` is the same before it was replaced."""

    files: tuple[Path, ...]
    raw: Section
    values: Section
    components: Mapping[str, Mapping[str, Component]]
    pipelines: Mapping[str, Pipeline]
    extensions: tuple[str, ...]
    place: Place
    unset: tuple[tuple[str, Place], ...] = field(default=())

    def get(self, kind: str, name: str) -> Component | None:
        """Return the component, None where it is not defined."""
        return self.components[kind].get(name)

    def used(self, kind: str) -> set[str]:
        """Return the ids of this kind that a pipeline, or the service for extensions, names."""
        if kind == "extensions":
            return set(self.extensions)
        sides = {"connectors": ("receivers", "exporters")}.get(kind, (kind,))
        named = {name for line in self.pipelines.values() for side in sides for name in getattr(line, side)}
        return named & set(self.components[kind])

    def active(self, kind: str, *types: str) -> Iterable[Component]:
        """Return the used components of this kind, those of the given types where any are given."""
        used = self.used(kind)
        for name, component in self.components[kind].items():
            if name in used and (not types or component.type in types):
                yield component

    def service(self) -> Mapping[str, Any]:
        """Return the section `service`, empty where there is none."""
        found = self.values.get("service")
        return found if isinstance(found, dict) else {}
