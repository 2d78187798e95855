"""Who may look, and what a browser may do with the page."""

from __future__ import annotations

import pytest

from otel_kit.ops.ui import is_loopback

TOKEN = "correct-horse"
BOARDS = "/api/dashboards"


@pytest.mark.parametrize("host", ["127.0.0.1:9080", "localhost", "LOCALHOST:18080", "[::1]:9080"])
def test_this_machines_own_names_are_served(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.7:9080", "[::2]", ""])
def test_a_foreign_host_is_refused_so_that_no_other_name_leads_here(client, backend, host):
    answer = client.get("/proxy/prometheus/api/v1/query?query=up", headers={"Host": host})

    assert answer.status_code == 403
    assert f"Host is '{host}'" in answer.json()["error"]
    assert backend.asked == []


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_may_link_to_the_page_but_not_ask_in_its_readers_name(client, backend, site):
    foreign = {"Sec-Fetch-Site": site}

    assert client.get("/", headers=foreign).status_code == 200
    assert client.get(BOARDS, headers=foreign).status_code == 403
    assert client.get("/proxy/prometheus/api/v1/query?query=up", headers=foreign).status_code == 403
    assert backend.asked == []


def test_with_a_token_nothing_is_shown_without_it(served):
    with served(token=TOKEN) as client:
        page, data = client.get("/"), client.get(BOARDS)
        wrong = client.get(BOARDS, headers={"Authorization": "Bearer correct-horsf"})

    assert (page.status_code, data.status_code, wrong.status_code) == (401, 401, 401)
    assert "open the address that `otel-kit ui` printed" in page.text
    assert "token" in data.json()["error"]


def test_a_token_in_the_address_becomes_a_cookie_and_leaves_the_address(served):
    with served(token=TOKEN) as client:
        first = client.get("/", params={"token": TOKEN, "a": "b"})
        later = client.get(BOARDS)

    assert (first.status_code, first.headers["location"]) == (303, "/?a=b")
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert TOKEN not in cookie
    assert later.status_code == 200


def test_a_program_sends_the_token_in_a_header(served):
    with served(token=TOKEN) as client:
        assert client.get(BOARDS, headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_with_a_token_any_name_of_the_machine_is_served(served):
    with served(token=TOKEN) as client:
        headers = {"Host": "ops.example", "Authorization": f"Bearer {TOKEN}"}
        assert client.get(BOARDS, headers=headers).status_code == 200


@pytest.mark.parametrize("cookie", ["otel_kit_ui_1=x; =; ;;", "\x01", "otel_kit_ui"])
def test_a_broken_cookie_is_no_token(served, cookie):
    with served(token=TOKEN) as client:
        assert client.get(BOARDS, headers={"Cookie": cookie}).status_code == 401


@pytest.mark.parametrize("path", ["/", "/api/dashboards", "/proxy/nobody/x", "/nothing"])
def test_every_answer_forbids_what_the_page_does_not_need(client, path):
    headers = client.get(path).headers

    assert "script-src 'self';" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_only_this_machine_is_loopback():
    assert all(map(is_loopback, ("127.0.0.1", "localhost", "::1", "[::1]")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "10.0.0.7", "ops.example", "")))
