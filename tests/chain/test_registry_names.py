"""Each metric of the registry, sent once through the typed API, is what the real Prometheus stores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from support.every_signal import resolved
from support.waiting import wait_for

if TYPE_CHECKING:
    from support.chain import Chain

pytestmark = pytest.mark.chain

REGISTRY = resolved()
SERVICE = "every-signal"
SERIES = {"histogram": ("_bucket", "_count", "_sum")}
OUTSIDE = {"__name__", "job", "instance", "service_name", "service_namespace", "deployment_environment_name"}


@pytest.fixture(scope="module")
def stored(chain: Chain) -> dict[str, list[dict[str, str]]]:
    """Send every signal, and return the labels of the series by name once all of them are there."""
    chain.run_module("support.every_signal")

    def by_name() -> dict[str, list[dict[str, str]]]:
        found: dict[str, list[dict[str, str]]] = {}
        for sample in chain.prometheus.query(f'{{service_name="{SERVICE}"}}'):
            found.setdefault(sample.labels["__name__"], []).append(dict(sample.labels))
        return found

    def all_there() -> bool:
        names = by_name()
        return all(series in names for metric in REGISTRY["metrics"].values() for series in _series(metric))

    wait_for(all_there, 20, "every metric of the registry in Prometheus")
    return by_name()


@pytest.mark.parametrize("name", REGISTRY["metrics"])
def test_a_metric_is_stored_as_the_registry_says(stored: dict[str, list[dict[str, str]]], name: str) -> None:
    """Under its resolved name (which tells type and unit), with exactly the labels of its attributes."""
    metric = REGISTRY["metrics"][name]
    known = {attribute["label"] for attribute in metric["attributes"].values()}
    for series in _series(metric):
        labels = set().union(*(set(labels) for labels in stored[series])) - OUTSIDE
        assert labels - {"le"} == known
        assert ("le" in labels) == series.endswith("_bucket")


def _series(metric: dict[str, Any]) -> list[str]:
    return [metric["prometheus"] + suffix for suffix in SERIES.get(metric["instrument"], ("",))]
