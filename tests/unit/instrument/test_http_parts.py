"""What peers write into a request is never trusted to be sensible."""

from __future__ import annotations

import logging
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otel_kit.instrument import _asgi_message, _flask
from otel_kit.instrument._http_message import Received, content_length
from otel_kit.instrument._http_options import HttpOptions

if TYPE_CHECKING:
    from otel_kit.instrument._http_server import Exchange


@pytest.mark.parametrize(
    ("host", "server"),
    [
        ("shop.test", ("shop.test", 443)),
        ("shop.test:8443", ("shop.test", 8443)),
        ("[::1]:8443", ("::1", 8443)),
        ("[::1]", ("::1", 443)),
        ("shop.test:", ("shop.test:", 443)),
        ("shop.test:٣", ("shop.test:٣", 443)),
    ],
)
def test_the_server_is_the_one_that_the_client_asked_for(host: str, server: tuple[str, int]) -> None:
    assert _asgi_message._server([host], {"scheme": "https"}) == server


@given(st.text())
def test_any_host_is_some_server(host: str) -> None:
    name, port = _asgi_message._server([host], {})
    assert isinstance(name, str)
    assert port is None or port >= 0


@given(st.text())
def test_any_declared_length_is_a_size_or_nothing(text: str) -> None:
    size = content_length({"content-length": [text]})
    assert size is None or size >= 0


def test_a_length_of_a_million_digits_is_nonsense() -> None:
    assert content_length({"content-length": ["9" * 1_000_000]}) is None


@given(st.lists(st.tuples(st.binary(), st.binary())))
def test_any_bytes_are_headers(raw: list[tuple[bytes, bytes]]) -> None:
    headers = _asgi_message._headers(raw)
    assert sum(map(len, headers.values())) == len(raw)


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none()))
def test_any_environ_has_headers(environ: dict[str, object]) -> None:
    assert all(isinstance(values[0], str) for values in _flask._headers(environ).values())


def received(path: str) -> Received:
    return Received("GET", "http", path, "", {"host": ["shop.test"]})


def test_a_pattern_is_searched_for_in_the_whole_url() -> None:
    options = HttpOptions.from_environment(
        "flask", {"OTEL_PYTHON_EXCLUDED_URLS": r"shop\.test/health, /metrics$"}
    )
    assert options.excludes(received("/health/live"))
    assert options.excludes(received("/metrics"))
    assert not options.excludes(received("/leads"))


def test_a_framework_s_own_list_comes_first() -> None:
    environ = {"OTEL_PYTHON_EXCLUDED_URLS": "leads", "OTEL_PYTHON_FLASK_EXCLUDED_URLS": "health"}
    assert not HttpOptions.from_environment("flask", environ).excludes(received("/leads"))
    assert HttpOptions.from_environment("fastapi", environ).excludes(received("/leads"))


def test_a_broken_pattern_is_one_warning_with_key_value_and_fix(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        options = HttpOptions.from_environment("flask", {"OTEL_PYTHON_EXCLUDED_URLS": "health,(leads"})
    assert not options.excludes(received("/health"))
    (record,) = caplog.records
    assert "OTEL_PYTHON_EXCLUDED_URLS: is not a list of regular expressions" in record.message
    assert "'health,(leads'" in record.message
    assert "→ separate the expressions by commas" in record.message


def test_it_is_finished_once() -> None:
    """However many of a server's paths come to the end."""
    from otel_kit.instrument._http_server import HttpServer

    exchange: Exchange | None = HttpServer("flask", HttpOptions()).begin(received("/"))
    assert exchange is not None
    exchange.finish()
    exchange.finish()
    exchange.leave()
    exchange.leave()


FORK = """
import os
from otel_kit.instrument._http_active import ActiveRequests
active = ActiveRequests()
request = active.began({"http.request.method": "GET"})
active._lock.acquire()  # as another thread may hold it
child = os.fork()
if not child:
    active.ended(request)
    active.began({"http.request.method": "GET"})
    os._exit(10 + active.observe(None)[0].value)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_a_forked_child_has_none_of_its_parent_s_requests() -> None:
    """Neither their count, nor a lock that a thread of the parent held."""
    done = subprocess.run(
        [sys.executable, "-c", FORK], capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout == "11\n"
