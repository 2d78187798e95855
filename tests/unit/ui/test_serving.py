"""The page is served on this machine, on a port that is free."""

from __future__ import annotations

import socket

import httpx
import pytest

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops.ui import Backends, application, serve, serving


def test_the_page_is_asked_for_anew_and_its_assets_are_kept(client):
    page, asset = client.get("/"), client.get("/assets/index-1a2b.js")

    assert (page.text, page.headers["cache-control"]) == ("<title>otel_kit</title>", "no-cache")
    assert "immutable" in asset.headers["cache-control"]
    assert asset.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("path", ["/assets/nothing.js", "/../conftest.py", "/assets/..%2f..%2fconftest.py"])
def test_what_is_no_file_of_the_page_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_page_that_is_not_built_says_how_it_is_built(backends, tmp_path):
    app = application(backends, page=tmp_path)
    with serving(app, port=0) as address:
        answer = httpx.get(address, trust_env=False)

    assert (answer.status_code, "make ui" in answer.text) == (503, True)


def test_a_port_that_is_taken_is_named(backends):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(ConfigurationError, match=f"--port: taken by another process, got {port}"):
            serve(application(backends), port=port, ready=lambda _: None)


def test_an_address_of_another_machine_is_refused(backends):
    with pytest.raises(ConfigurationError, match="--listen: cannot be listened on"):
        serve(application(backends), listen="192.0.2.1", port=0, ready=lambda _: None)


def test_when_the_block_ends_nothing_listens(backends):
    with serving(application(backends), port=0) as address:
        assert httpx.get(f"{address}/api/dashboards", trust_env=False).status_code == 200
    with pytest.raises(httpx.ConnectError):
        httpx.get(address, trust_env=False)


@pytest.mark.parametrize(
    "url", ["", "localhost:9090", "ftp://host", "http://", "http://h:99999", "http://h/?a=b"]
)
def test_a_backend_must_have_an_address(url):
    with pytest.raises(ConfigurationError, match="--tempo: no http or https address"):
        Backends("http://p:9090", url, "http://l:3100", "http://a:9093")


def test_messages_name_a_backend_without_its_password():
    assert (
        Backends("http://u:p@host:9090", *["http://x"] * 3).called("prometheus") == "Prometheus at host:9090"
    )
