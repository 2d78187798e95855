"""The slowest routes, and the trace that shows it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from otel_kit.ops.clients import Exemplar, Sample
from otel_kit.ops.find import Route, Scope
from otel_kit.ops.find._routes import questions, selector, slow_traces, slowest, with_exemplar
from otel_kit.ops.rules import _promql

ROUTE = Route("portal", "POST", "/checkout", 0.8123, 584, 3)


def sample(route, value, service="portal", method="POST"):
    return Sample({"service_name": service, "http_request_method": method, "http_route": route}, value)


def test_the_slowest_route_comes_first_with_its_requests_and_failures():
    found = slowest(
        [sample("/fast", 0.1), sample("/checkout", 0.8)],
        [sample("/fast", 99.6), sample("/checkout", 584.2)],
        [sample("/checkout", 3.1)],
    )

    assert found == [
        Route("portal", "POST", "/checkout", 0.8, 584, 3),
        Route("portal", "POST", "/fast", 0.1, 100, 0),
    ]


def test_a_route_without_requests_is_left_out():
    assert slowest([sample("/idle", float("nan"))], [sample("/idle", 0)], []) == []


def test_the_trace_is_the_slowest_of_which_an_exemplar_was_kept():
    assert with_exemplar([Exemplar("a", 0.2, 1), Exemplar("b", 0.9, 2)]) == ("b", 0.9)
    assert with_exemplar([]) is None


def test_without_an_exemplar_traces_are_asked_for_that_took_at_least_as_long():
    assert slow_traces(ROUTE) == (
        '{ resource.service.name = "portal" && kind = server && span.http.route = "/checkout" && duration >= 812ms }'
    )


@pytest.mark.parametrize("scope", [Scope(), Scope(timedelta(days=1), "portal", "test")])
def test_the_questions_are_sound_promql(scope):
    for question in (*questions(scope), selector(scope, ROUTE)):
        _promql.parse(question)
