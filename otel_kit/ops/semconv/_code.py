"""Small pieces of Python, formatted: signatures, docstrings, assignments."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from otel_kit.ops.semconv import _names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from otel_kit.ops.semconv._model import Attribute, Registry, Signal, Use

__all__ = [
    "assignments",
    "collection",
    "docstring",
    "instance",
    "literal_values",
    "positional_signature",
    "quoted",
    "signature",
    "type_of",
]

WIDTH = 110
_BODY = " " * 8
_TYPES = {"string": "str", "int": "int", "double": "float", "boolean": "bool"}


def signature(name: str, first: list[str], uses: Iterable[Use], returns: str, registry: Registry) -> str:
    """Return a method's first lines: positional arguments, then the attributes by keyword."""
    named = [_parameter(use, registry) for use in uses]
    arguments = ["self", *first, *(["/"] if first else []), *(["*", *named] if named else [])]
    line = f"    def {name}({', '.join(arguments)}) -> {returns}:"
    if len(line) <= WIDTH:
        return line
    return "\n".join([f"    def {name}(", *(f"{_BODY}{one}," for one in arguments), f"    ) -> {returns}:"])


def positional_signature(name: str, uses: Iterable[Use], registry: Registry) -> str:
    """Return an event's first lines where what is required may be given by position."""
    required = [_parameter(use, registry) for use in uses if use.ref.required]
    optional = [_parameter(use, registry) for use in uses if not use.ref.required]
    arguments = ["self", *required, "*", *optional, "message: str | None = None"]
    return "\n".join([f"    def {name}(", *(f"{_BODY}{one}," for one in arguments), "    ) -> None:"])


def assignments(uses: Iterable[Use], registry: Registry) -> str:
    """Return the lines that make the dictionary of attributes; None leaves one out."""
    lines = ["attributes: Attributes = {}"]
    for use in uses:
        name, value = _names.argument(use), _names.argument(use)
        if use.attribute.members:
            constant = _names.constant(_names.rootless(use.key, registry))
            value = f'one_of({name}, _{constant}, "{use.key}")'
        lines += [f"if {name} is not None:", f'    attributes["{use.key}"] = {value}']
    return textwrap.indent("\n".join(lines), _BODY)


def docstring(does: str, signal: Signal, uses: Iterable[Use], unit: str = "") -> str:
    """Return what a call does, what the signal means, its unit, and each of its arguments."""
    paragraphs = [f"{does}: {_continued(signal.brief)}"]
    if signal.deprecated:
        paragraphs.append(f"Deprecated: {signal.deprecated}.")
    if signal.note:
        paragraphs.append(signal.note)
    if unit:
        paragraphs.append(f"Unit: {unit_in_words(unit)}.")
    parts = [_wrapped(paragraph) for paragraph in paragraphs]
    arguments = [_wrapped(f"{_names.argument(use)}: {use.brief}{_examples(use)}", "    ") for use in uses]
    if arguments:
        parts.append("\n".join(["Args:", *arguments]))
    if len(parts) == 1:
        return f'{_BODY}"""{parts[0]}"""'
    return textwrap.indent('"""' + "\n\n".join(parts) + '\n"""', _BODY)


def instance(name: str, kind: str, lines: list[str]) -> str:
    """Return the line that makes the object behind a name."""
    one = f"{name} = {kind}({', '.join(lines)})"
    if len(one) <= WIDTH:
        return one
    return "\n".join([f"{name} = {kind}(", *(f"    {line}," for line in lines), ")"])


def collection(opening: str, items: Iterable[str], closing: str) -> str:
    """Return a tuple, set or call inside an indented argument; one item a line where it is long."""
    given = list(items)
    one = f"{opening}{', '.join(given)}{',' if opening == '(' and len(given) == 1 else ''}{closing}"
    if len(one) <= WIDTH - 20 or not given:
        return one
    return "\n".join([opening, *(f"        {item}," for item in given), f"    {closing}"])


def literal_values(attribute: Attribute) -> list[str]:
    """Return the values of an enumerated attribute as Python writes them."""
    return [quoted(member.value) for member in attribute.members]


def type_of(attribute: Attribute, registry: Registry) -> str:
    """Return the type of an attribute's values."""
    if attribute.members:
        return _names.literal(attribute, registry)
    if attribute.type.endswith("[]"):
        return f"list[{_TYPES[attribute.type.removesuffix('[]')]}]"
    return _TYPES[attribute.type]


def unit_in_words(unit: str) -> str:
    """Return a unit as a docstring says it."""
    words = {"s": "seconds", "By": "bytes", "1": "1 (a ratio, a score)"}
    return words.get(unit, unit)


def quoted(value: str | int) -> str:
    """Return a value as the formatter would write it."""
    if isinstance(value, int):
        return str(value)
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _parameter(use: Use, registry: Registry) -> str:
    kind = type_of(use.attribute, registry)
    name = _names.argument(use)
    return f"{name}: {kind}" if use.ref.required else f"{name}: {kind} | None = None"


def _continued(sentence: str) -> str:
    """Return a sentence as it stands after a colon; a first word such as HTTP keeps its capitals."""
    return (
        sentence[:1].lower() + sentence[1:] if sentence[1:2].islower() or sentence[1:2] == " " else sentence
    )


def _examples(use: Use) -> str:
    examples = use.ref.examples or use.attribute.examples
    return f" Such as {', '.join(str(example) for example in examples[:3])}." if examples else ""


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text, WIDTH - len(_BODY), initial_indent=indent, subsequent_indent=indent * 2, break_on_hyphens=False
    )
