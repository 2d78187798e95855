"""Each signal of the registry, emitted once through its typed API, is sent as `resolved.json` tells it."""

from __future__ import annotations

from support.every_signal import emit_every_signal, resolved


def test_each_metric_is_sent_with_the_attributes_that_the_registry_lists(telemetry):
    registry = resolved()
    emit_every_signal(registry)
    sent = telemetry.metrics()

    assert sent.keys() == registry["metrics"].keys()
    timed = {span["duration"] for span in registry["spans"].values() if span["function"]}
    for name, metric in registry["metrics"].items():
        points = sent[name]
        # Its function may give it an error, and its lifecycle none.
        assert len(points) <= (2 if metric["function"] and name in timed else 1), name
        by_itself = {"error.type"} if metric["function"] is None else set()
        attributes = {key for point in points for key in point.attributes}
        assert attributes | by_itself == set(metric["attributes"]) | by_itself, name
        assert all(list(point.bounds) == metric.get("buckets", []) for point in points), name


def test_each_lifecycle_sends_a_span_with_the_attributes_that_the_registry_lists(telemetry):
    registry = resolved()
    emit_every_signal(registry)
    lifecycles = [span for span in registry["spans"].values() if span["function"]]

    sent = [set(span.attributes) | {"error.type"} for span in telemetry.spans()]
    assert sent == [set(span["attributes"]) | {"error.type"} for span in lifecycles]
