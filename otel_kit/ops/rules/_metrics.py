"""Which metrics exist, and with which labels: our registry's, and the table of upstream's and the servers'."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops._paths import bundle
from otel_kit.ops._yaml import load
from otel_kit.ops.rules._fields import Fields, each

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["KNOWN_METRICS", "PROMOTED", "RESOLVED", "known_metrics"]

KNOWN_METRICS = Path(__file__).with_name("known_metrics.yaml")
RESOLVED = bundle("semconv", "resolved.json")

# What Prometheus puts on each series that comes over OTLP (deploy/backends/prometheus/prometheus.yml).
PROMOTED = frozenset(
    {"job", "instance", "service_name", "service_namespace", "service_version", "deployment_environment_name"}
)


def known_metrics(resolved: Path | None = None, table: Path = KNOWN_METRICS) -> dict[str, frozenset[str]]:
    """Return the labels of each series that exists, by its name in Prometheus.

    Raises ConfigurationError when the registry has not been resolved, SourceError for a mistake in the table.
    """
    return {**dict(_upstream(table)), **dict(_registry(resolved or RESOLVED))}


def _upstream(table: Path) -> Iterator[tuple[str, frozenset[str]]]:
    top = load(table)
    for item, place in each(Fields(top, top.place, "the file", ("tables",)).items("tables")):
        fields = Fields(item, place, "this table", ("about", "labels", "metrics"))
        metrics = fields.mapping("metrics")
        for name, entry in metrics.items():
            metric = Fields(entry, metrics.at(name), f"metric {name}", ("histogram", "labels"))
            labels = {*fields.items("labels"), *metric.items("labels")}
            yield from _series(name, labels, histogram=bool(metric.section.get("histogram")))


def _registry(resolved: Path) -> Iterator[tuple[str, frozenset[str]]]:
    for metric in _read(resolved)["metrics"].values():
        labels = PROMOTED | {attribute["label"] for attribute in metric["attributes"].values()}
        yield from _series(metric["prometheus"], labels, histogram=metric["instrument"] == "histogram")


def _read(resolved: Path) -> Mapping[str, Any]:
    try:
        content: Mapping[str, Any] = json.loads(resolved.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            "the registry", str(resolved), problem="its resolved form cannot be read", fix="make generate"
        ) from error
    return content


def _series(name: str, labels: Iterable[str], *, histogram: bool) -> Iterator[tuple[str, frozenset[str]]]:
    own = frozenset(labels)
    if histogram:
        yield f"{name}_bucket", own | {"le"}
        yield f"{name}_count", own
        yield f"{name}_sum", own
    else:
        yield name, own
