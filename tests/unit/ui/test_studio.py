"""A dashboard becomes a picture, in a real browser, from servers that know nothing yet."""

from __future__ import annotations

import json

import pytest
from PIL import Image

from otel_kit.ops import ui

EMPTY = {
    "/api/v1/query": {"resultType": "vector", "result": []},
    "/api/v1/query_range": {"resultType": "matrix", "result": []},
    "/api/v1/series": [],
    "/api/v1/query_exemplars": [],
    "/loki/api/v1/query_range": {"resultType": "streams", "result": []},
}


@pytest.fixture(scope="module")
def browser():
    """Run one browser for all tests of this file."""
    with ui.chromium() as browser:
        yield browser


@pytest.fixture
def studio(browser, backend, backends):
    """Give a studio in front of the built page; its servers have no data."""
    for path, data in EMPTY.items():
        backend.answers[path] = (200, "application/json", json.dumps({"status": "success", "data": data}))
    with ui.serving(ui.application(backends), port=0) as address:
        yield ui.Studio(browser, address)


def test_a_picture_is_as_wide_as_asked_and_as_tall_as_the_dashboard(studio, tmp_path):
    out = tmp_path / "new" / "overview.png"

    studio.draw(ui.Picture("overview", "15m", width=800), out)

    with Image.open(out) as picture:
        assert picture.width == 800
        assert picture.height > 1000


def test_a_picture_is_dark_where_that_is_asked(studio, tmp_path):
    brightness = {}
    for dark in (False, True):
        studio.draw(ui.Picture("overview", dark=dark), tmp_path / "x.png")
        with Image.open(tmp_path / "x.png") as picture:
            brightness[dark] = picture.convert("L").resize((1, 1)).getpixel((0, 0))

    assert brightness[True] < 90
    assert brightness[False] > 160


def test_what_is_chosen_is_what_is_asked(studio, backend, tmp_path):
    studio.draw(ui.Picture("overview", "15m", {"service": ("storefront",)}), tmp_path / "x.png")

    asked = [asked for _, path, asked, _ in backend.asked if path == "/api/v1/query_range"]
    requests = [one for one in asked if "http_server_request_duration_seconds" in one["query"][0]]
    assert requests
    assert [
        one["query"][0] for one in requests if 'service_name=~"(storefront)"' not in one["query"][0]
    ] == []
    assert all(float(one["end"][0]) - float(one["start"][0]) <= 960 for one in requests)
