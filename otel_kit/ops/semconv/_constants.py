"""Renders the constants: the names of attributes, metrics, events and spans, and the values of enumerations."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Any

from otel_kit.ops.semconv import _names
from otel_kit.ops.semconv._code import WIDTH, quoted
from otel_kit.ops.semconv._templates import header, render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from otel_kit.ops.semconv._model import Attribute, Registry

__all__ = ["modules"]

# Names whose values a linter takes for secrets.
_SECRET = re.compile(r"(^|_)(PASSWORD|PASS|PASSPHRASE|PWD|TOKEN|SECRET)($|_)")


def modules(registry: Registry) -> dict[str, str]:
    """Return the package's files by name."""
    name = registry.manifest.name
    attributes = registry.attributes.values()
    return {
        "__init__.py": _module(
            f"The names of the registry {name} as constants, and its version.",
            [
                ("SCHEMA_URL", registry.manifest.schema_url, "Under which schema the signals are sent."),
                ("VERSION", registry.manifest.version, "The registry's version."),
            ],
        ),
        "attributes.py": _module(
            f"Attributes of the registry {name}.",
            [(_names.constant(one.key), one.key, one.brief) for one in attributes],
            [_enum(one) for one in attributes if one.members],
        ),
        "metrics.py": _module(
            f"Metrics of the registry {name}.",
            [
                (
                    _names.constant(one.name),
                    one.name,
                    f"{one.brief}\nInstrument: {one.instrument}\nUnit: {one.unit}",
                )
                for one in registry.metrics.values()
            ],
        ),
        "events.py": _module(
            f"Events of the registry {name}.",
            [(_names.constant(one.name), one.name, one.brief) for one in registry.events.values()],
        ),
        "spans.py": _module(
            f"Types of spans of the registry {name}.",
            [(_names.constant(one.name), one.name, one.brief) for one in registry.spans.values()],
        ),
    }


def _module(
    about: str, constants: Iterable[tuple[str, str, str]], enums: Iterable[dict[str, Any]] = ()
) -> str:
    items = [
        {"name": name, "value": quoted(value), "doc": _doc(doc)} for name, value, doc in sorted(constants)
    ]
    enums = sorted(enums, key=lambda enum: str(enum["name"]))
    names = [
        *(item["name"] for item in items),
        *(member["name"] for enum in enums for member in enum["members"]),
    ]
    return render(
        "constants.py.j2",
        header=header(),
        noqa="S105" if any(_SECRET.search(name) for name in names) else "",
        intro=about,
        constants=items,
        enums=enums,
    )


def _doc(text: str) -> str:
    lines = "\n".join(textwrap.fill(line, WIDTH) for line in text.split("\n"))
    return f'"""\n{lines}\n"""' if "\n" in lines else f'"""{lines}"""'


def _enum(attribute: Attribute) -> dict[str, Any]:
    return {
        "name": f"{_names.camel(attribute.key)}Values",
        "doc": f"The values of `{attribute.key}`.",
        "members": [
            {
                "name": _member_name(member.value),
                "value": quoted(member.value),
                "brief": member.brief,
            }
            for member in attribute.members
        ],
    }


def _member_name(value: str | int) -> str:
    text = "".join(letter if letter.isalnum() else "_" for letter in str(value)).upper()
    return f"VALUE_{text}" if text[:1].isdigit() else text
