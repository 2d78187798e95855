"""An error has a category and a severity: by its type, by what it carries, by what it came from, by a site's table."""

from __future__ import annotations

import errno
import json
import sqlite3
import sys
import urllib.error

import httpx
import pytest
import redis.exceptions
import requests
from starlette.exceptions import HTTPException
from werkzeug.exceptions import NotFound

from otel_kit.exceptions import ConfigurationError
from otel_kit.pipeline.categories import CATEGORIES, SEVERITIES, SEVERITY, TYPES, Classifier


def _made(kind, **attributes):
    error = kind.__new__(kind)
    vars(error).update(attributes)
    return error


@pytest.mark.parametrize(
    ("error", "category"),
    [
        (TimeoutError(), "timeout"),
        (ConnectionRefusedError(), "network"),
        (MemoryError(), "resource"),
        (OSError(errno.ENOSPC, "disk full"), "resource"),
        (OSError(errno.EHOSTUNREACH, "no route"), "network"),
        (ModuleNotFoundError("x"), "configuration"),
        (json.JSONDecodeError("x", "y", 0), "validation"),
        (sqlite3.IntegrityError("x"), "database"),
        (redis.exceptions.ConnectionError("x"), "cache"),
        (redis.exceptions.TimeoutError("x"), "timeout"),
        (httpx.ConnectTimeout("x"), "timeout"),
        (httpx.ConnectError("x"), "network"),
        (httpx.HTTPStatusError("x", request=None, response=httpx.Response(429)), "rate_limit"),
        (httpx.HTTPStatusError("x", request=None, response=httpx.Response(500)), "external_api"),
        (requests.ConnectionError("x"), "network"),
        (requests.HTTPError("x", response=_made(requests.Response, status_code=401)), "authentication"),
        (HTTPException(403), "authorization"),
        (HTTPException(404), "validation"),
        (HTTPException(503), "internal"),
        (NotFound(), "validation"),
        (ConfigurationError("k", 1, problem="p", fix="f"), "configuration"),
        (RuntimeError("x"), "internal"),
        (SystemExit(3), "internal"),
    ],
)
def test_the_category_of(error, category):
    assert Classifier().classify(error).category == category


def test_an_urllib_status_counts():
    with urllib.error.HTTPError("http://x", 401, "no", None, None) as error:  # type: ignore[arg-type]
        assert Classifier().classify(error).category == "authentication"


def test_a_wrapper_has_the_category_of_its_cause():
    error = RuntimeError("could not save")
    error.__cause__ = sqlite3.OperationalError("locked")

    assert Classifier().classify(error) == ("database", "high")


if sys.version_info >= (3, 11):  # 3.10 knows no groups

    def test_a_group_has_the_category_of_its_worst_member():
        error = ExceptionGroup("g", [ValueError(), MemoryError(), RuntimeError()])  # noqa: F821

        assert Classifier().classify(error) == ("resource", "critical")


def test_a_circle_of_causes_ends():
    error = RuntimeError()
    error.__cause__ = error

    assert Classifier().classify(error).category == "internal"


def test_an_attribute_that_fails_is_passed_over():
    class Rude(Exception):  # noqa: N818
        @property
        def status_code(self):
            raise RuntimeError

    assert Classifier().classify(Rude()).category == "internal"


class OutOfStock(ValueError):  # noqa: N818
    """An error of a site."""


def test_a_site_adds_types_packages_and_severities():
    name = f"{OutOfStock.__module__}.OutOfStock"
    package = f"{OutOfStock.__module__}.*"

    assert Classifier({name: "resource"}, {"resource": "low"}).classify(OutOfStock()) == ("resource", "low")
    assert Classifier({package: "external_api"}).classify(OutOfStock()).category == "external_api"
    assert Classifier({"ValueError": "internal"}).classify(OutOfStock()).category == "internal"


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("requests.exceptions.Timeout", "timeout"),
        ("psycopg2.errors.UniqueViolation", "database"),
        ("X", "internal"),
    ],
)
def test_a_name_alone_is_enough(name, category):
    assert Classifier().classify_name(name).category == category


@pytest.mark.parametrize(
    ("types", "severities"), [({"X": "databse"}, {}), ({}, {"database": "bad"}), ({}, {"db": "low"})]
)
def test_an_unknown_category_or_severity_is_refused_with_those_that_exist(types, severities):
    with pytest.raises(ConfigurationError, match="use one of"):
        Classifier(types, severities)


def test_the_tables_name_only_categories_and_severities_that_exist():
    assert set(TYPES.values()) <= set(CATEGORIES) == set(SEVERITY)
    assert set(SEVERITY.values()) <= set(SEVERITIES)
