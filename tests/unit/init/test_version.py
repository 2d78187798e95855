"""The version is told in two places, which agree."""

from __future__ import annotations

from importlib.metadata import version

from otel_kit._version import VERSION


def test_the_version_is_that_of_the_package():
    assert version("otel-kit") == VERSION
