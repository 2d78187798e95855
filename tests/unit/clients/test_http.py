"""Whatever a server does, its client gives an answer or one sentence."""

from __future__ import annotations

import gc
import socket

import pytest

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.clients import Alertmanager, Loki, Notices, Prometheus, Tempo, UnavailableError
from otel_kit.ops.clients._http import JsonClient

ASKS = {
    "prometheus": [
        lambda url: Prometheus(url).query("up"),
        lambda url: Prometheus(url).value("up"),
        lambda url: Prometheus(url).alerts(),
        lambda url: Prometheus(url).rule_counts(),
        lambda url: Prometheus(url).metric_names(),
    ],
    "alertmanager": [lambda url: Alertmanager(url).alerts()],
    "loki": [lambda url: Loki(url).lines("{}"), lambda url: Loki(url).index_labels()],
    "tempo": [lambda url: Tempo(url).search("{}")],
    "notices": [lambda url: Notices(url).all()],
}
CALLS = [(name, ask) for name, asks in ASKS.items() for ask in asks]


def test_an_answer_is_decoded(server):
    server.answers["/x"] = (200, '{"a": [1]}')

    assert JsonClient("loki", server.url).get("/x", dict, limit=3) == {"a": [1]}
    assert server.asked == [("/x", {"limit": "3"})]


def test_a_server_that_is_away_is_one_sentence_with_its_name_and_address():
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"

    for name, ask in CALLS:
        with pytest.raises(
            UnavailableError, match=rf"^{name} at {url}: does not answer \(.*refused.*\n  → otel-kit"
        ):
            ask(url)


@pytest.mark.parametrize(
    ("status", "text", "words"),
    [
        (500, "too many\noutstanding requests", "answered 500: too many"),
        (404, "404 page not found", "answered 404: 404 page not found"),
        (200, "<html>not one of ours</html>", "answered no JSON: <html>not one of ours"),
        (200, "", "answered no JSON: "),
        (200, "\x00\xff", "answered no JSON"),
        (200, "null", "answered something else"),
        (200, "[[1], {}]", "answered something else"),
        (200, '{"data": 3, "traces": 3, "notices": 3}', "answered something else"),
    ],
)
def test_another_answer_is_one_sentence_whatever_was_asked(server, status, text, words):
    server.answers = dict.fromkeys(
        [
            "/api/v1/query",
            "/api/v1/alerts",
            "/api/v1/rules",
            "/api/v1/label/__name__/values",
            "/api/v2/alerts",
            "/loki/api/v1/query_range",
            "/loki/api/v1/labels",
            "/api/search",
            "/notices",
        ],
        (status, text),
    )
    for name, ask in CALLS:
        with pytest.raises(UnavailableError) as error:
            ask(server.url)
        first, fix = str(error.value).splitlines()[0], str(error.value).splitlines()[-1]
        assert first.startswith(f"{name} at {server.url}: GET /")
        assert words in first
        assert fix == f"  → otel-kit stack logs {name}"
        assert isinstance(error.value, OtelKitError)


def test_what_only_is_not_there_yet_is_none(server):
    assert JsonClient("tempo", server.url).find("/api/v2/traces/1", dict) is None


def test_a_client_that_is_forgotten_leaves_no_connection_behind(server):
    server.answers["/x"] = (200, "{}")
    client = JsonClient("loki", server.url)
    client.get("/x", dict)
    client.get("/x", dict)
    del client

    gc.collect()  # an open socket would warn here, and a warning is an error


def test_a_proxy_of_the_users_is_not_asked(server, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    server.answers["/x"] = (200, "{}")

    assert JsonClient("loki", server.url).get("/x", dict) == {}
