"""What an answer means, and how the collector is reached."""

from __future__ import annotations

import http.client
import socket
import ssl
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from otel_kit import settings
from otel_kit.pipeline import _answer, _http
from otel_kit.pipeline._answer import Verdict
from otel_kit.pipeline._client import build_clients
from support import otlp

_DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        *((status, Verdict.ACCEPTED) for status in (200, 202, 204)),
        *((status, Verdict.RETRY) for status in (408, 429, 502, 503, 504)),
        *((status, Verdict.REFUSED) for status in (301, 400, 401, 404, 413, 500, 501)),
    ],
)
def test_a_status_means_what_the_specification_says(status, verdict):
    assert _answer.from_status(status, "", None, b"").verdict is verdict


@pytest.mark.parametrize(
    ("error", "words", "kind", "reached"),
    [
        (ConnectionRefusedError(), "connection refused", "connection_refused", False),
        (socket.gaierror(), "its name is not known", "name_unknown", False),
        (TimeoutError(), "no answer within 2 s", "timeout", True),
        (ConnectionResetError(104, "Connection reset by peer"), "connection reset by peer", "network", True),
        (http.client.RemoteDisconnected("closed"), "closed", "network", True),
        (ssl.SSLError(1, "bad certificate"), "TLS: bad certificate", "tls", True),
    ],
)
def test_an_error_is_told_in_plain_words_and_may_be_better_next_time(error, words, kind, reached):
    answer = _answer.from_error(error, 2.0)
    assert (answer.verdict, answer.detail, answer.error, answer.reached) == (
        Verdict.RETRY,
        words,
        kind,
        reached,
    )


def _post(endpoint, **environ):
    loaded = settings.load({"endpoint": endpoint}, environ)
    client = build_clients(loaded, lambda *_: None)["traces"]
    answer = client.post(b"", 5)
    client.close()
    return answer


def test_a_collector_with_a_certificate_is_reached_where_its_authority_is_trusted():
    with otlp.collector(certificate=(_DATA / "localhost.pem", _DATA / "localhost.key")) as collector:
        trusting = _post(collector.endpoint, OTEL_EXPORTER_OTLP_CERTIFICATE=str(_DATA / "localhost.pem"))
        doubting = _post(collector.endpoint)
    assert trusting.verdict is Verdict.ACCEPTED
    assert doubting.detail.startswith("TLS: ")


@pytest.mark.parametrize(
    ("url", "proxy"),
    [
        ("http://127.0.0.1:4318", None),
        ("http://localhost:4318", None),
        ("http://[::1]:4318", None),
        ("http://collector.internal:4318", None),
        ("http://collector.example:4318", "proxy.example"),
    ],
)
def test_a_proxy_is_used_only_for_what_is_elsewhere(monkeypatch, url, proxy):
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "collector.internal")
    found = _http._proxy_for(urlsplit(url))
    assert (found and found.hostname) == proxy
