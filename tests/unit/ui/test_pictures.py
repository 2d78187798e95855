"""What is drawn, and with which browser."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops.ui import Picture
from otel_kit.ops.ui._browser import chromium_path
from otel_kit.ops.ui._pictures import _smaller, _write


def test_a_picture_has_the_address_at_which_a_person_sees_the_same():
    picture = Picture("services", "1h", {"service": ("storefront", "portal")})

    assert picture.path == "/#/d/services?start=1h&var-service=storefront%2Cportal"
    assert Picture("services").path == "/#/d/services"


def test_a_dashboard_or_a_choice_that_is_not_there_is_refused():
    with pytest.raises(ConfigurationError, match="did you mean services"):
        Picture("sevices")
    with pytest.raises(ConfigurationError, match="dashboard services has no such choice, got 'colour'"):
        Picture("services", variables={"colour": ("red",)})


def test_a_chromium_of_ones_own_comes_first(tmp_path, monkeypatch):
    own = tmp_path / "chrome"
    own.touch(mode=0o755)
    monkeypatch.setenv("OTEL_KIT_CHROMIUM", str(own))

    assert chromium_path() == str(own)


def test_one_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setenv("OTEL_KIT_CHROMIUM", "/nowhere/chrome")

    with pytest.raises(ConfigurationError, match="OTEL_KIT_CHROMIUM: no such program, got '/nowhere/chrome'"):
        chromium_path()


def test_a_picture_becomes_small_and_stays_as_large_as_it_was():
    shot = io.BytesIO()
    Image.effect_mandelbrot((320, 200), (-2, -1, 1, 1), 60).convert("RGB").save(shot, "PNG")

    with Image.open(io.BytesIO(_smaller(shot.getvalue()))) as small:
        assert (small.size, small.format, small.mode) == ((320, 200), "PNG", "P")


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ConfigurationError, match="--out: the picture cannot be written"):
        _write(tmp_path / "file" / "x.png", b"")
