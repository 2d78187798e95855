"""Emits every signal of the house registry once, through its typed API, with a value for each attribute.

Also a program: `python -m support.every_signal` sends them over OTLP and ends when the collector has them.
"""

from __future__ import annotations

import inspect
import json
from typing import TYPE_CHECKING, Any

import otel_kit
from otel_kit import signals
from otel_kit.ops._paths import bundle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_EXAMPLES = {"string": "example", "int": 1, "double": 0.5, "boolean": True}


def resolved() -> dict[str, Any]:
    """Return the content of `semconv/resolved.json`."""
    return json.loads(bundle("semconv", "resolved.json").read_text())


def emit_every_signal(registry: Mapping[str, Any]) -> None:
    """Call each function once: metrics with the amount 1, lifecycles with everything that can be set on them."""
    for metric in registry["metrics"].values():
        if metric["function"]:
            call, given = _call(registry, metric, metric)
            call(1, **given)
    for event in registry["events"].values():
        counter = registry["metrics"].get(event["counter"], {})
        call, given = _call(registry, event, event, counter)
        if event["positional"]:
            call(**given, message="an example")
        else:
            call("an example", **given)
    for span, call, given in _lifecycles(registry):
        with call(**given) as run:
            for key in span["set_later"]:
                setattr(run, span["attributes"][key]["argument"], _value(registry, key))


def fail_every_lifecycle(registry: Mapping[str, Any]) -> None:
    """Let each lifecycle end with an error: only then do its metrics have `error.type`."""
    for _, call, given in _lifecycles(registry):
        call(**given).start().fail("declined")


def _lifecycles(
    registry: Mapping[str, Any],
) -> Iterator[tuple[Mapping[str, Any], Callable[..., Any], dict[str, Any]]]:
    for span in registry["spans"].values():
        if span["function"]:
            measured = (span["duration"], span["active"], span["counter"], *span["values"].values())
            call, given = _call(
                registry, span, span, *(registry["metrics"][name] for name in measured if name)
            )
            yield span, call, given


def _call(
    registry: Mapping[str, Any], entry: Mapping[str, Any], *carriers: Mapping[str, Any]
) -> tuple[Callable[..., Any], dict[str, Any]]:
    """Return a function and a value for each of its arguments."""
    domain, name = entry["function"].split(".")
    function = getattr(getattr(signals, domain), name)
    keys = {use["argument"]: key for one in carriers for key, use in one.get("attributes", {}).items()}
    named = [name for name in inspect.signature(function).parameters if name in keys]
    return function, {argument: _value(registry, keys[argument]) for argument in named}


def _value(registry: Mapping[str, Any], key: str) -> Any:
    attribute = registry["attributes"][key]
    if attribute["members"]:
        return attribute["members"][0]
    kind = attribute["type"]
    return [_EXAMPLES[kind.removesuffix("[]")]] if kind.endswith("[]") else _EXAMPLES[kind]


if __name__ == "__main__":
    otel_kit.init("every-signal", service_namespace="tests")
    emit_every_signal(resolved())
    fail_every_lifecycle(resolved())
    if not otel_kit.shutdown():
        raise SystemExit("not everything was delivered")
