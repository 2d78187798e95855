"""A question goes to its backend, bounded, and its answer comes back."""

from __future__ import annotations

import json
import time

import pytest

from otel_kit.ops.stack.ports import free_ports
from otel_kit.ops.ui import Backends, _limits
from otel_kit.ops.ui import _proxy as proxy
from support.past import prometheus_that_saw

QUERY = "/proxy/prometheus/api/v1/query"
RANGE = "/proxy/prometheus/api/v1/query_range"
ASKED = {"query": "up", "start": "0", "end": "60", "step": "15"}


def error_of(answer):
    assert answer.headers["content-type"] == "application/json"
    return answer.json()["error"]


def test_an_answer_comes_back_as_it_is(client, backend):
    backend.answers["/api/v1/query"] = (200, "application/json", '{"data":[1]}')

    answer = client.get(QUERY, params={"query": "up"})

    assert (answer.status_code, answer.json()) == (200, {"data": [1]})
    assert answer.headers["cache-control"] == "no-store"


def test_a_query_is_sent_with_its_bounds(client, backend):
    client.get(RANGE, params=ASKED)

    _, path, asked, _ = backend.asked[0]
    assert path == "/api/v1/query_range"
    assert asked == {name: [value] for name, value in {**ASKED, "limit": "200000", "timeout": "15s"}.items()}


def test_a_posted_query_is_posted(client, backend):
    client.post(QUERY, data={"query": "up"})

    method, _, asked, _ = backend.asked[0]
    assert (method, asked["query"]) == ("POST", ["up"])


def test_the_bounds_hold_for_a_posted_query_as_well(client, backend):
    answer = client.post(RANGE, data={**ASKED, "end": "10000000", "step": "1"})

    assert (answer.status_code, backend.asked) == (422, [])


def test_nothing_that_the_browser_holds_is_sent_on(client, backend):
    client.get(
        QUERY, params={"query": "up"}, headers={"Cookie": "a=b", "Authorization": "Bearer x", "X-Y": "z"}
    )

    headers = {name.lower() for name in backend.asked[0][3]}
    assert not headers & {"cookie", "authorization", "x-y", "origin", "referer"}


def test_ten_million_points_are_refused_before_they_are_asked_for(client, backend):
    answer = client.get(RANGE, params={**ASKED, "end": "10000000", "step": "1"})

    assert answer.status_code == 422
    assert "10,000,001 points" in error_of(answer)
    assert backend.asked == []


def test_more_series_than_fit_are_refused_and_not_cut_off_in_silence(client, backend):
    cut = {"status": "success", "data": {"result": []}, "warnings": ["results truncated due to limit"]}
    backend.answers["/api/v1/query_range"] = (200, "application/json", json.dumps(cut))

    answer = client.get(RANGE, params=ASKED)

    assert answer.status_code == 422
    assert "more than 1,000,000 points" in error_of(answer)


def test_prometheus_itself_stops_at_the_series_that_fit(served, tmp_path, monkeypatch):
    monkeypatch.setattr(_limits, "MOST_POINTS", 1_000)  # nine series of 101 points
    now = int(time.time())
    seen = {f'meals{{number="{number}"}}': number for number in range(20)}
    window = {"start": str(now - 300), "end": str(now), "step": "3"}

    with prometheus_that_saw(tmp_path, seen) as url, served(backends=Backends(*[url] * 4)) as client:
        fitting = client.get(RANGE, params={**window, "query": 'meals{number=~"[0-8]"}'})
        too_many = client.get(RANGE, params={**window, "query": "meals"})
        asked_for = client.get(RANGE, params={**window, "query": "meals", "limit": "5"})

    assert len(fitting.json()["data"]["result"]) == 9
    assert (too_many.status_code, "more than" in error_of(too_many)) == (422, True)
    assert len(asked_for.json()["data"]["result"]) == 5


def test_a_limit_that_the_page_asked_for_may_cut_off(client, backend):
    cut = {"status": "success", "warnings": ["results truncated due to limit"]}
    backend.answers["/api/v1/query_range"] = (200, "application/json", json.dumps(cut))

    assert client.get(RANGE, params={**ASKED, "limit": "5"}).status_code == 200


def test_an_answer_that_is_too_large_is_refused(client, backend, monkeypatch):
    monkeypatch.setattr(proxy, "MOST_BYTES", 1 << 20)
    backend.answers["/api/v1/query"] = (200, "application/json", " " * (2 << 20))

    answer = client.get(QUERY, params={"query": "up"})

    assert (answer.status_code, "larger than 1 MB" in error_of(answer)) == (422, True)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_write_is_refused_with_a_reason(client, backend, method):
    answer = client.request(method, QUERY)

    assert answer.status_code == 405
    assert "this page only reads" in error_of(answer)
    assert backend.asked == []


def test_a_path_that_is_not_in_the_table_is_refused(client, backend):
    assert client.post("/proxy/prometheus/api/v1/admin/tsdb/delete_series").status_code == 403
    assert client.get("/proxy/tempo/flush").status_code == 403
    assert client.get("/proxy/http://example.com/").status_code == 404
    assert backend.asked == []


def test_a_body_that_is_no_form_is_refused(client, backend):
    answer = client.post(QUERY, json={"query": "up"})

    assert answer.status_code == 415
    assert "application/x-www-form-urlencoded" in error_of(answer)


def test_a_backend_that_is_not_there_is_named_with_its_address(served, backend):
    (port,) = free_ports(1)
    dead = Backends(backend.url, f"http://user:secret@127.0.0.1:{port}", backend.url, backend.url)
    with served(backends=dead) as client:
        answer = client.get("/proxy/tempo/api/search", params={"q": "{}"})
        others = client.get(QUERY, params={"query": "up"})

    assert (answer.status_code, others.status_code) == (502, 200)
    assert error_of(answer) == f"Tempo at 127.0.0.1:{port} does not answer (connection refused)"


def test_a_backend_that_takes_too_long_is_given_up(served, backend):
    backend.delay = 0.5
    with served(time_limit=0.05) as client:
        answer = client.get(QUERY, params={"query": "up"})

    assert answer.status_code == 504
    assert "did not answer within 0.05 s" in error_of(answer)


def test_what_a_backend_objects_to_arrives_in_its_own_words(client, backend):
    wrong = '{"status":"error","error":"parse error"}'
    backend.answers["/api/v1/query"] = (400, "application/json", wrong)
    backend.answers["/loki/api/v1/query"] = (400, "text/plain", "parse error at line 1\n")

    assert error_of(client.get(QUERY, params={"query": "up{"})) == "parse error"
    answer = client.get("/proxy/loki/loki/api/v1/query", params={"query": "{"})
    assert (answer.status_code, "answered 400: parse error at line 1" in error_of(answer)) == (400, True)


def test_a_redirection_leads_nowhere(client, backend):
    backend.answers["/api/v1/query"] = (302, "text/plain", "")

    answer = client.get(QUERY, params={"query": "up"})

    assert (answer.status_code, "location" in answer.headers) == (502, False)
