"""Reads one recording rule with its tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit.ops.rules._fields import Fields, each
from otel_kit.ops.rules._load_case import case
from otel_kit.ops.rules._model import Recording, RecordingCase, Result

if TYPE_CHECKING:
    from otel_kit.ops._yaml import Place

__all__ = ["recording"]


def recording(entry: Any, place: Place, domain: str) -> Recording:
    """Return the recording rule of one entry of `rules/recording/<domain>.yaml`."""
    fields = Fields(entry, place, "this recording rule", ("record", "meaning", "expr", "tests"))
    name = fields.text("record")
    return Recording(
        name=name,
        domain=domain,
        meaning=fields.text("meaning"),
        expr=fields.text("expr"),
        tests=tuple(_case(test, where, name) for test, where in each(fields.items("tests"))),
        place=place,
        expr_place=fields.text_at("expr"),
    )


def _case(test: Any, place: Place, name: str) -> RecordingCase:
    what = f"a test of {name}"

    def gives(item: Any, where: Place) -> Result:
        return _result(item, where, what)

    return case(test, place, what, RecordingCase, gives=gives, nothing=None)


def _result(item: Any, place: Place, what: str) -> Result:
    fields = Fields(item, place, f"'gives' of {what}", ("at", "labels", "value"))
    return Result(fields.duration("at", ""), fields.labels("labels"), fields.number("value"))
