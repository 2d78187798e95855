"""Counts that the collector derives from spans fall short after a crash: no alert and no objective rests on them."""

from __future__ import annotations

import pytest
import yaml

from otel_kit.ops._paths import bundle
from otel_kit.ops.rules._promql import metrics_of, parse

BUILT = sorted(bundle("rules", "build", "prometheus").glob("*.yml"))
DERIVED = "traces_"  # traces_span_metrics_…, traces_service_graph_…


@pytest.mark.parametrize("path", BUILT, ids=lambda path: path.stem)
def test_no_rule_reads_what_is_derived_from_spans(path):
    """They are for looking at; span metrics lose up to an interval at a kill -9 (docs/delivery.md)."""
    groups = yaml.safe_load(path.read_text(encoding="utf-8"))["groups"]
    read = {name for group in groups for rule in group["rules"] for name in metrics_of(parse(rule["expr"]))}
    assert {name for name in read if name.startswith(DERIVED)} == set()
