"""Answers of Prometheus, Alertmanager, Loki and the sink, as they were recorded, become values."""

from __future__ import annotations

import json
import time

from otel_kit.ops.clients import (
    Alertmanager,
    Exemplar,
    LogLine,
    Loki,
    Notices,
    Prometheus,
    RuleAlert,
    Sample,
    Series,
)


def answer(server, path, content):
    server.answers[path] = (200, json.dumps(content))


def prometheus(server, kind, result):
    answer(server, "/api/v1/query", {"status": "success", "data": {"resultType": kind, "result": result}})
    return Prometheus(server.url)


def test_an_instant_vector_is_a_list_of_samples(server):
    series = [
        {"metric": {"__name__": "up", "job": "loki"}, "value": [1795552560.1, "1"]},
        {"metric": {"__name__": "up", "job": "tempo"}, "value": [1795552560.1, "+Inf"]},
    ]
    found = prometheus(server, "vector", series).query("up")

    assert found == [
        Sample({"__name__": "up", "job": "loki"}, 1.0),
        Sample({"__name__": "up", "job": "tempo"}, float("inf")),
    ]
    assert server.asked == [("/api/v1/query", {"query": "up"})]


def test_a_scalar_is_a_list_of_one(server):
    assert prometheus(server, "scalar", [1795552560.1, "42.5"]).query("42.5") == [Sample({}, 42.5)]


def test_a_value_is_that_of_the_only_series_or_none(server):
    assert prometheus(server, "vector", [{"metric": {}, "value": [1, "7"]}]).value("sum(up)") == 7
    assert prometheus(server, "vector", []).value("sum(up)") is None


def test_alerts_have_name_state_labels_and_annotations(server):
    labels = {"alertname": "HttpErrors", "severity": "critical"}
    alert = {"labels": labels, "annotations": {"summary": "s"}, "state": "pending", "value": "1e+00"}
    answer(server, "/api/v1/alerts", {"status": "success", "data": {"alerts": [alert]}})

    assert Prometheus(server.url).alerts() == [
        RuleAlert("HttpErrors", "pending", labels, {"summary": "s"}, "", 1.0)
    ]


def test_rules_are_counted_by_their_kind(server):
    groups = [
        {"name": "a", "rules": [{"type": "alerting"}, {"type": "recording"}]},
        {"name": "b", "rules": [{"type": "alerting"}]},
    ]
    answer(server, "/api/v1/rules", {"status": "success", "data": {"groups": groups}})

    assert Prometheus(server.url).rule_counts() == (2, 1)


def test_the_names_of_all_metrics(server):
    answer(server, "/api/v1/label/__name__/values", {"status": "success", "data": ["a_total", "up"]})

    assert Prometheus(server.url).metric_names() == ["a_total", "up"]


def test_alertmanagers_alerts_say_whether_another_one_mutes_them(server):
    raw = {
        "labels": {"alertname": "ServiceAbsent"},
        "status": {"state": "suppressed", "inhibitedBy": ["c1f2"], "silencedBy": [], "mutedBy": []},
        "fingerprint": "aa",
    }
    answer(server, "/api/v2/alerts", [raw])
    (alert,) = Alertmanager(server.url).alerts()

    assert (alert.name, alert.state, alert.inhibited_by) == ("ServiceAbsent", "suppressed", ("c1f2",))


def test_lines_of_all_streams_come_by_their_time(server):
    streams = [
        {"stream": {"service_name": "portal"}, "values": [["30", "third"], ["10", "first"]]},
        {"stream": {"service_name": "worker", "trace_id": "ab"}, "values": [["20", "second"]]},
    ]
    answer(server, "/loki/api/v1/query_range", {"data": {"resultType": "streams", "result": streams}})
    lines = Loki(server.url).lines('{service_name="portal"}', since=60, limit=5)

    assert lines[0] == LogLine(10, {"service_name": "portal"}, "first")
    assert [line.line for line in lines] == ["first", "second", "third"]
    ((_, asked),) = server.asked
    assert asked["limit"] == "5"
    assert 115e9 < int(asked["end"]) - int(asked["start"]) < 125e9
    assert abs(int(asked["start"]) / 1e9 - (time.time() - 60)) < 10


def test_the_lines_of_a_trace_are_asked_for_by_its_id_in_every_service(server):
    answer(server, "/loki/api/v1/query_range", {"data": {"resultType": "streams", "result": []}})

    assert Loki(server.url).lines_of_trace("ab12", limit=3) == []
    assert server.asked[0][1]["query"] == '{service_name=~".+"} | trace_id="ab12"'


def test_index_labels_of_a_loki_without_any_are_none(server):
    answer(server, "/loki/api/v1/labels", {"status": "success"})
    assert Loki(server.url).index_labels() == []

    answer(server, "/loki/api/v1/labels", {"status": "success", "data": ["service_name"]})
    assert Loki(server.url).index_labels() == ["service_name"]


def test_notices_come_as_the_sink_has_them_and_a_missing_field_is_empty(server):
    answer(server, "/notices", {"notices": [{"status": "firing", "alertname": "HttpErrors", "labels": {}}]})
    (notice,) = Notices(server.url).all()

    assert (notice.status, notice.alertname, notice.summary) == ("firing", "HttpErrors", "")


def test_a_range_is_series_with_their_points(server):
    series = [{"metric": {"job": "a"}, "values": [[1795552560, "1"], [1795552575.5, "NaN"]]}]
    answer(
        server,
        "/api/v1/query_range",
        {"status": "success", "data": {"resultType": "matrix", "result": series}},
    )
    (found,) = Prometheus(server.url).query_range("up", 1795552560, 1795552575.5, 15)

    assert (found.labels, found.points[0]) == ({"job": "a"}, (1795552560.0, 1.0))
    assert isinstance(found, Series)
    assert server.asked[0][1] == {
        "query": "up",
        "start": "1795552560.000",
        "end": "1795552575.500",
        "step": "15.000",
    }


def test_a_query_may_ask_for_an_earlier_moment(server):
    prometheus(server, "vector", []).query("up", at=1795552560.25)

    assert server.asked == [("/api/v1/query", {"query": "up", "time": "1795552560.250"})]


def test_exemplars_without_a_trace_are_left_out(server):
    exemplars = [
        {"labels": {"trace_id": "ab"}, "value": "0.25", "timestamp": 1795552560.5},
        {"labels": {"other": "x"}, "value": "9", "timestamp": 1795552561},
    ]
    data = [{"seriesLabels": {}, "exemplars": exemplars}]
    answer(server, "/api/v1/query_exemplars", {"status": "success", "data": data})

    assert Prometheus(server.url).exemplars("x_bucket", 1, 2) == [Exemplar("ab", 0.25, 1795552560.5)]


def test_what_is_counted_in_lines_is_a_list_of_samples(server):
    series = [{"metric": {"service_name": "portal"}, "value": [1795552560.1, "7"]}]
    answer(server, "/loki/api/v1/query", {"data": {"resultType": "vector", "result": series}})

    assert Loki(server.url).query("sum(…)", 1795552560) == [Sample({"service_name": "portal"}, 7.0)]
    assert server.asked[0][1]["time"] == "1795552560000000000"


def test_lines_between_two_moments_come_the_latest_first(server):
    streams = [
        {"stream": {"a": "1"}, "values": [["2", "later"]]},
        {"stream": {"a": "2"}, "values": [["1", "first"], ["3", "last"]]},
    ]
    answer(server, "/loki/api/v1/query_range", {"data": {"resultType": "streams", "result": streams}})

    found = Loki(server.url).between("{}", 1, 2, limit=5)
    assert [line.line for line in found] == ["last", "later", "first"]
    assert server.asked[0][1] == {"query": "{}", "start": "1000000000", "end": "2000000000", "limit": "5"}
