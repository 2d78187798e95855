"""What an error is about, and how bad: a table from exception types to categories, which a site extends.

The tables are looked up by the name of each class that the exception derives from, nearest first, so that a library
need not be installed to be known. Nothing here knows OpenTelemetry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from otel_kit.exceptions import ConfigurationError
from otel_kit.pipeline.categories._tables import (
    CATEGORIES,
    ERRNO,
    SEVERITIES,
    SEVERITY,
    STATUS,
    TYPES,
    Category,
    Severity,
)
from otel_kit.pipeline.fingerprint import type_name

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "CATEGORIES",
    "SEVERITIES",
    "SEVERITY",
    "TYPES",
    "Category",
    "Classification",
    "Classifier",
    "Severity",
]

_CLIENT_ERRORS, _ERRORS_END = 400, 600
_SERVER_ERRORS = 500
# Kinds that a status makes more exact; any other type knows better than the status.
_VAGUE: frozenset[Category | None] = frozenset({None, "external_api", "network", "internal"})
_LONGEST_CHAIN = 16
_WIDEST_GROUP = 15


class Classification(NamedTuple):
    """A category and a severity."""

    category: Category
    severity: Severity


class Classifier:
    """Classifies errors by the tables here and those of a site, which come first.

    `types`: further names of exception types (`shop.errors.OutOfStock`, `shop.*`) and their categories.
    `severities`: severities by category, in the place of those in `SEVERITY`.
    Raises `ConfigurationError` for a category or severity that does not exist.
    """

    def __init__(
        self,
        types: Mapping[str, Category] | None = None,
        severities: Mapping[Category, Severity] | None = None,
    ) -> None:
        """Check the site's tables."""
        self._own = dict(types or {})
        self._severities = {**SEVERITY, **(severities or {})}
        for name, category in self._own.items():
            _check(f"types[{name}]", category, CATEGORIES)
        for category, severity in (severities or {}).items():
            _check("severities", category, CATEGORIES)
            _check(f"severities[{category}]", severity, SEVERITIES)

    def classify(self, error: BaseException) -> Classification:
        """Return category and severity of an exception.

        The site's table decides first, by the nearest class; then the table here, by the nearest class, made more exact
        by an HTTP status that the exception carries; then the number of an OSError; then the worst member of a group;
        then what the exception came from. What nothing knows is `internal`.
        """
        category = self._of_chain(error) or "internal"
        return Classification(category, self._severities[category])

    def _of_chain(self, error: BaseException) -> Category | None:
        one: BaseException | None = error
        for _ in range(_LONGEST_CHAIN):
            if one is None:
                break
            category = self._of_one(one) or self._of_members(one)
            if category is not None:
                return category
            one = one.__cause__
        return None

    def _of_members(self, error: BaseException) -> Category | None:
        """Return the category of the worst member of a group."""
        members = (
            getattr(error, "exceptions", ()) if type_name(type(error)).endswith("ExceptionGroup") else ()
        )
        found = [category for member in members[:_WIDEST_GROUP] if (category := self._of_one(member))]
        return max(found, key=lambda category: SEVERITIES.index(self._severities[category]), default=None)

    def classify_name(self, name: str) -> Classification:
        """Return category and severity by the name of a type alone, as `exception.type` has it."""
        category = _in(self._own, [name]) or _in(TYPES, [name]) or "internal"
        return Classification(category, self._severities[category])

    def _of_one(self, error: BaseException) -> Category | None:
        names = [type_name(kind) for kind in type(error).__mro__]
        own = _in(self._own, names)
        if own is not None:
            return own
        category = _in(TYPES, names)
        if category in _VAGUE:
            category = _of_status(error, category) or category
        return category or ERRNO.get(_number(error, "errno") or 0)


def _in(table: Mapping[str, Category], names: list[str]) -> Category | None:
    """Return the category of the first of these names that the table has, in full or by a package above it."""
    for name in names:
        parents = name.split(".")
        packages = (".".join([*parents[:length], "*"]) for length in range(len(parents) - 1, 0, -1))
        for one in (name, *packages):
            if one in table:
                return table[one]
    return None


def _of_status(error: BaseException, category: Category | None) -> Category | None:
    """Return what an HTTP status says; without a type that is known, it was our own answer that failed."""
    status = _status(error)
    if status is None or not _CLIENT_ERRORS <= status < _ERRORS_END:
        return None
    if status in STATUS:
        return STATUS[status]
    if category is not None:
        return category
    return "internal" if status >= _SERVER_ERRORS else "validation"


def _status(error: BaseException) -> int | None:
    """Look where web frameworks and HTTP clients keep it."""
    response = vars(error).get("response") if hasattr(error, "__dict__") else None
    places = (
        (error, "status_code"),
        (error, "status"),
        (error, "code"),
        (response, "status_code"),
        (response, "status"),
    )
    return next((number for holder, name in places if (number := _number(holder, name)) is not None), None)


def _number(holder: object, name: str) -> int | None:
    """Return an attribute if it is a number; a property of somebody else's that fails is none."""
    try:
        value = getattr(holder, name, None)
    except (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError):
        return None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _check(key: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise ConfigurationError(key, value, problem="not known", fix=f"use one of {', '.join(known)}")
