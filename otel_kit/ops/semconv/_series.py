"""What is known of each series in Prometheus: its labels, what kind it is, which values a label may have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from otel_kit.ops.rules._metrics import PROMOTED, known_metrics
from otel_kit.ops.semconv import _upstream
from otel_kit.ops.semconv._prometheus import metric_name, series

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["Series", "known_series"]

COUNTER = "counter"
BUCKET = "bucket"


@dataclass(frozen=True)
class Series:
    """One series; `labels` is None where anything is possible."""

    labels: frozenset[str] | None
    kind: str = ""
    values: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # of labels whose values are a closed list


def known_series(resolved: Iterable[Mapping[str, Any]], house: Path | None = None) -> dict[str, Series]:
    """Return every series by name: upstream's, the servers', the house registry's, and those of the given registries.

    `resolved` are the contents of further `resolved.json` files, `house` is the path of ours where it is not the one
    that ships with otel_kit.
    """
    return {
        **dict(_of_upstream()),
        **dict(_of_servers(known_metrics(house))),
        **{name: one for content in resolved for name, one in _of_registry(content)},
    }


def _of_registry(content: Mapping[str, Any]) -> Iterator[tuple[str, Series]]:
    for metric in content["metrics"].values():
        labels = PROMOTED | {attribute["label"] for attribute in metric["attributes"].values()}
        values = {
            attribute["label"]: tuple(str(member) for member in attribute["members"])
            for attribute in metric["attributes"].values()
            if attribute["members"]
        }
        for name in series(metric["prometheus"], metric["instrument"]):
            kind = _kind(name) if metric["instrument"] in ("counter", "histogram") else ""
            yield name, Series(labels | {"le"} if kind == BUCKET else labels, kind, values)


def _of_upstream() -> Iterator[tuple[str, Series]]:
    """Yield upstream's metrics. Its package does not say which attributes they have."""
    for metric in _upstream.metrics().values():
        prometheus = metric_name(metric.name, metric.instrument, metric.unit)
        for name in series(prometheus, metric.instrument):
            yield name, Series(None, _kind(name) if metric.instrument in ("counter", "histogram") else "")


def _of_servers(known: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, Series]]:
    for name, labels in known.items():
        # Without buckets beside it, a `_count` is no histogram's: `pg_locks_count` and the like are gauges.
        base = name.removesuffix("_count").removesuffix("_sum")
        plain = base != name and f"{base}_bucket" not in known
        yield name, Series(labels, "" if plain else _kind(name))


def _kind(name: str) -> str:
    if name.endswith("_bucket"):
        return BUCKET
    return COUNTER if name.endswith(("_total", "_count", "_sum")) else ""
