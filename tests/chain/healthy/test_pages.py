"""The page of `otel-kit ui` in a real browser, on leadflow's real data."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from otel_kit.ops import dashboards, ui
from otel_kit.ops.stack.ports import free_ports
from support.browser import Look
from support.panels import reasons
from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from support.healthy import Healthy

pytestmark = pytest.mark.chain

EMPTY = reasons()
ROUTES = "Requests by route"
BOARDS = [board.name for board in dashboards.boards()]
PLACES = [
    "/#/",
    "/#/d/services",
    "/#/alerts",
    "/#/runbooks/Watchdog",
    "/#/errors",
    "/#/routes",
    "/#/changes",
    "/#/chain",
]
WARM_SECONDS = 240  # as in test_dashboard_queries.py
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Run one browser for all tests of this file."""
    with ui.chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def backends(healthy: Healthy) -> ui.Backends:
    """Give the servers of the chain, once there is something of every kind to see."""
    warm = healthy.since + WARM_SECONDS
    wait_for(lambda: time.time() >= warm, WARM_SECONDS + 60, "figures of some minutes", every=1)
    return ui.Backends.of(healthy.chain.stack.endpoints)


@pytest.fixture(scope="module")
def address(backends: ui.Backends) -> Iterator[str]:
    """Serve the page."""
    with ui.serving(ui.application(backends), port=0) as address:
        yield address


@pytest.fixture
def look(browser: Browser, address: str) -> Iterator[Look]:
    """Give a window that must have complained of nothing, and asked nobody else, when the test is over."""
    look = Look(browser, address)
    yield look
    complaints, foreign = look.complaints, look.foreign
    look.close()
    assert (complaints, foreign) == ([], [])


@pytest.fixture
def open_on(browser: Browser) -> Iterator[Callable[[str], Look]]:
    """Give a function that opens a window in front of another server."""
    looks: list[Look] = []

    def look_at(address: str) -> Look:
        looks.append(Look(browser, address))
        return looks[-1]

    yield look_at
    for one in looks:
        one.close()


@pytest.mark.parametrize("name", BOARDS)
def test_each_dashboard_draws_all_its_panels(look: Look, name: str) -> None:
    """None fails, none waits for ever, and what says that nothing is there is on the list of what may be empty."""
    states = look.open(f"/#/d/{name}").states()

    assert set(states) == set(panel_titles(name))
    assert look.failures() == {}
    empty = {title for title, state in states.items() if state == "empty"}
    assert {title for title in empty if f"{name}: {title}" not in EMPTY} == set()
    assert states["Alerts firing"] == "drawn"


def test_a_choice_changes_what_the_panels_show(look: Look) -> None:
    look.open("/#/d/services?var-service=storefront").wait_for_text(ROUTES, "/leads", without="/checkout")
    look.open("/#/d/services?var-service=portal").wait_for_text(ROUTES, "/checkout", without="/leads")


def test_a_choice_is_made_by_hand_and_stands_in_the_address(look: Look) -> None:
    look.open("/#/d/services")
    look.page.get_by_label("Service", exact=True).click()
    look.page.get_by_role("option", name="portal").click()

    look.settle().wait_for_text(ROUTES, "/checkout", without="/leads")
    assert "var-service=portal" in look.page.url


def test_a_dot_leads_to_its_trace_and_the_trace_to_its_logs(look: Look) -> None:
    look.open("/#/d/services?start=15m")
    look.panel("Duration by route").get_by_role("link", name="Trace of").first.click()
    look.settle()
    assert "/#/trace/" in look.page.url
    trace_id = look.page.url.rpartition("/")[2].partition("?")[0]
    assert len(trace_id) == 32
    spans = look.page.get_by_role("list", name="Spans")
    assert spans.get_by_role("button", name=re.compile("^(storefront|portal) .+ ms")).count() > 0

    look.page.get_by_role("link", name="All logs of this trace").click()
    look.settle()
    assert f"trace={trace_id}" in look.page.url
    assert look.page.locator(".lines .line").count() > 0


def test_an_alert_leads_to_its_runbook(look: Look) -> None:
    look.open("/#/alerts")
    look.page.locator('a[href="#/runbooks/Watchdog"]').first.click()
    look.settle()

    assert look.page.url.endswith("/#/runbooks/Watchdog")
    assert look.page.get_by_role("heading", name="First look").is_visible()


def test_a_backend_that_is_dead_is_named_in_its_panels_and_the_rest_goes_on(
    backends: ui.Backends, open_on: Callable[[str], Look]
) -> None:
    (port,) = free_ports(1)
    without_loki = ui.Backends(
        backends.prometheus, backends.tempo, f"http://127.0.0.1:{port}", backends.alertmanager
    )
    with ui.serving(ui.application(without_loki), port=0) as address:
        look = open_on(address).open("/#/d/services")
        failures, states = look.failures(), look.states()

        assert list(failures) == ["Logs"]
        assert f"Loki at 127.0.0.1:{port} does not answer (connection refused)" in failures["Logs"]
        assert states["Requests by route"] == "drawn"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PLACES)
def test_a_screen_reader_finds_nothing_serious(
    browser: Browser, address: str, path: str, scheme: str
) -> None:
    look = Look(browser, address, color_scheme=scheme)
    try:
        look.open(path)
        found = Axe().run(look.page).response["violations"]
    finally:
        look.close()

    serious = [
        f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']][:3]}"
        for one in found
        if one["impact"] in SERIOUS
    ]
    assert serious == []


def test_the_keyboard_alone_leads_to_a_dashboard(look: Look) -> None:
    look.open("/#/")
    look.page.keyboard.press("/")
    look.page.keyboard.type("services")
    look.page.keyboard.press("Enter")
    look.settle()

    assert look.page.url.partition("?")[0].endswith("/#/d/services")


def panel_titles(name: str) -> list[str]:
    """Return the titles of a board's panels, with that of the alerts that fire."""
    return [
        panel["spec"]["display"]["name"] for panel in dashboards.perses()[name]["spec"]["panels"].values()
    ]
