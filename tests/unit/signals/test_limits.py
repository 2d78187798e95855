"""Typed functions declare how many values an attribute may have, as the registry says."""

from __future__ import annotations

from otel_kit import _limits, signals
from support.every_signal import resolved


def test_each_metric_declares_the_limits_of_its_open_attributes():
    metrics = resolved()["metrics"]
    for metric in metrics.values():
        getattr(signals, metric["domain"])  # its module is imported
    wanted = {
        name: {
            key: use["max_values"]
            for key, use in metric["attributes"].items()
            if use["max_values"] and not use["members"]
        }
        for name, metric in metrics.items()
    }
    assert {name: _limits.declared(name) for name in metrics} == wanted


def test_a_metric_of_no_registry_has_no_declared_limit():
    assert _limits.declared("a.stranger") is None
