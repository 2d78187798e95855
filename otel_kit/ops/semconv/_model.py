"""A registry as its files give it, and as it is once every reference is resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from otel_kit.ops._yaml import Place

__all__ = [
    "INSTRUMENTS",
    "PLACES",
    "SETS",
    "STABILITIES",
    "TYPES",
    "Attribute",
    "Domain",
    "Event",
    "Group",
    "Import",
    "Manifest",
    "Member",
    "Metric",
    "Ref",
    "Registry",
    "Signal",
    "Source",
    "Span",
    "Use",
]

INSTRUMENTS = ("counter", "updowncounter", "gauge", "histogram")
STABILITIES = ("development", "alpha", "beta", "release_candidate", "stable")
TYPES = ("string", "int", "double", "boolean", "string[]", "int[]", "double[]", "boolean[]")
PLACES = ("metric", "span", "log", "baggage")
SETS = ("start", "during", "result")  # when a span's attribute is given


@dataclass(frozen=True)
class Manifest:
    """Who a registry is, and where what is generated from it goes."""

    place: Place
    name: str
    root: str
    version: str
    schema_url: str
    description: str
    dependencies: Mapping[str, Path | None]  # schema URL → folder, where one is given
    package: str  # how Python imports what is generated, such as acme.signals
    outputs: Mapping[str, Path]  # resolved, signals, constants, reference


@dataclass(frozen=True)
class Member:
    """One value of an enumerated attribute."""

    value: str | int
    brief: str
    deprecated: bool = False


@dataclass(frozen=True)
class Attribute:
    """An attribute; its meaning is the same wherever it is used."""

    key: str
    type: str  # one of TYPES; that of its values where there are members
    brief: str
    place: Place
    members: tuple[Member, ...] = ()
    note: str = ""
    stability: str = "development"
    examples: tuple[object, ...] = ()
    where: tuple[str, ...] = PLACES
    max_values: int | None = None
    personal: bool = False
    argument: str = ""
    deprecated: str = ""
    origin: str = ""  # "" for this registry, else upstream's or a dependency's name


@dataclass(frozen=True)
class Ref:
    """A reference as the file has it: to an attribute, or to a group of them."""

    key: str
    place: Place
    group: bool = False
    required: bool = False
    brief: str = ""
    examples: tuple[object, ...] = ()
    max_values: int | None = None
    argument: str = ""
    determined_by: str = ""
    set: str = "start"
    metric: str = ""
    type: str = ""


@dataclass(frozen=True)
class Use:
    """An attribute as one signal uses it."""

    attribute: Attribute
    ref: Ref

    @property
    def key(self) -> str:
        """Return the attribute's key."""
        return self.attribute.key

    @property
    def brief(self) -> str:
        """Return what it means here."""
        return self.ref.brief or self.attribute.brief

    @property
    def argument(self) -> str:
        """Return its name as an argument in Python."""
        return self.ref.argument or self.attribute.argument

    @property
    def max_values(self) -> int | None:
        """Return how many values it may have on this signal."""
        members = len(self.attribute.members) or None
        return self.ref.max_values or self.attribute.max_values or members


@dataclass(frozen=True)
class Signal:
    """What metrics, spans and events have in common."""

    name: str
    brief: str
    place: Place
    domain: str
    note: str
    stability: str
    refs: tuple[Ref, ...]
    sources: tuple[str, ...]
    function: str
    deprecated: str
    uses: tuple[Use, ...] = field(default=(), kw_only=True)

    def use(self, key: str) -> Use | None:
        """Return the use of an attribute, if the signal has it."""
        return next((use for use in self.uses if use.key == key), None)


@dataclass(frozen=True)
class Metric(Signal):
    """A metric."""

    instrument: str
    unit: str
    buckets: tuple[float, ...]
    query: str
    prometheus: str


@dataclass(frozen=True)
class Span(Signal):
    """A span; with a duration metric it is a lifecycle."""

    kind: str
    span_name: str
    duration: str
    active: str
    counter: str
    error_source: str

    @property
    def metrics(self) -> tuple[str, ...]:
        """Return the metrics that its run records by itself."""
        return tuple(filter(None, (self.duration, self.active, self.counter)))

    @property
    def result(self) -> Use | None:
        """Return the attribute that tells how it ended, if there is one."""
        return next((use for use in self.uses if use.ref.set == "result"), None)


@dataclass(frozen=True)
class Event(Signal):
    """An event: a log record with a name."""

    severity: str
    counter: str
    positional: bool


@dataclass(frozen=True)
class Import:
    """A metric of upstream's that the registry relies on."""

    name: str
    place: Place


@dataclass(frozen=True)
class Group:
    """Attributes that several signals use together."""

    name: str
    place: Place
    refs: tuple[Ref, ...]


@dataclass(frozen=True)
class Domain:
    """One file of the registry."""

    name: str
    path: Path
    intro: str


@dataclass(frozen=True)
class Source:
    """What the files say, with references as they were written. Lists, so that a name given twice is still seen."""

    manifest: Manifest
    domains: tuple[Domain, ...]
    attributes: tuple[Attribute, ...]
    groups: tuple[Group, ...]
    metrics: tuple[Metric, ...]
    spans: tuple[Span, ...]
    events: tuple[Event, ...]
    imports: tuple[Import, ...]


@dataclass(frozen=True)
class Registry:
    """The same with each reference resolved, each name once."""

    manifest: Manifest
    domains: tuple[Domain, ...]
    attributes: Mapping[str, Attribute]
    metrics: Mapping[str, Metric]
    spans: Mapping[str, Span]
    events: Mapping[str, Event]
    imports: tuple[Import, ...]

    def measured_by_spans(self) -> set[str]:
        """Return the metrics that a span or an event records, so that they need no function of their own."""
        names = {name for span in self.spans.values() for name in span.metrics}
        names |= {use.ref.metric for span in self.spans.values() for use in span.uses}
        names |= {event.counter for event in self.events.values()}
        return names - {""}
