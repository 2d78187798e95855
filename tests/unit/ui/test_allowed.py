"""The proxy reads, by a table."""

from __future__ import annotations

import pytest

from otel_kit.ops.ui._allowed import RefusedError, route_of

TRACE = "0af7651916cd43dd8448eb211c80319c"

READS = [
    ("prometheus", "/api/v1/query"),
    ("prometheus", "/api/v1/query_range"),
    ("prometheus", "/api/v1/query_exemplars"),
    ("prometheus", "/api/v1/label/__name__/values"),
    ("prometheus", "/api/v1/status/buildinfo"),
    ("tempo", f"/api/traces/{TRACE}"),
    ("tempo", f"/api/v2/traces/{TRACE}"),
    ("tempo", "/api/search"),
    ("tempo", "/api/v2/search/tag/resource.service.name/values"),
    ("loki", "/loki/api/v1/query_range"),
    ("loki", "/loki/api/v1/label/service_name/values"),
    ("alertmanager", "/api/v2/alerts"),
    ("alertmanager", "/api/v2/silences"),
]


@pytest.mark.parametrize(("backend", "path"), READS)
def test_what_the_page_reads_is_passed_on(backend, path):
    assert route_of(backend, "GET", path).backend == backend


@pytest.mark.parametrize(
    ("backend", "path"),
    [
        ("prometheus", "/-/reload"),
        ("prometheus", "/-/quit"),
        ("prometheus", "/api/v1/admin/tsdb/delete_series"),
        ("prometheus", "/api/v1/write"),
        ("prometheus", "/api/v1/otlp/v1/metrics"),
        ("prometheus", "/api/v1/status/config"),
        ("prometheus", "/api/v1/label/../../-/quit/values"),
        ("prometheus", "/api/v1/query/"),
        ("prometheus", "/api/v1/query\n"),
        ("prometheus", "//example.com/api/v1/query"),
        ("tempo", "/api/traces/not-a-trace"),
        ("tempo", "/flush"),
        ("loki", "/loki/api/v1/push"),
        ("loki", "/loki/api/v1/delete"),
        ("alertmanager", "/-/reload"),
    ],
)
def test_every_other_path_is_refused_whatever_the_method(backend, path):
    for method in ("GET", "POST"):
        with pytest.raises(RefusedError, match="not passed on") as refused:
            route_of(backend, method, path)
        assert refused.value.status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_write_is_refused_on_every_path_that_may_be_read(method):
    for backend, path in READS:
        if method == "POST" and backend == "prometheus":
            continue
        with pytest.raises(RefusedError, match="only reads") as refused:
            route_of(backend, method, path)
        assert refused.value.status == 405


def test_prometheus_queries_may_be_posted_and_nothing_else_of_it():
    assert route_of("prometheus", "POST", "/api/v1/query_range")
    with pytest.raises(RefusedError, match="only reads"):
        route_of("prometheus", "POST", "/api/v1/rules")


def test_an_unknown_backend_is_named_with_those_that_are_known():
    with pytest.raises(
        RefusedError, match="no backend is called 'grafana'; there are prometheus, tempo, loki"
    ):
        route_of("grafana", "GET", "/")
