"""Work of our own, which must not be observed: otherwise each export would cause another one."""

from __future__ import annotations

from opentelemetry.context import (
    _SUPPRESS_HTTP_INSTRUMENTATION_KEY,
    _SUPPRESS_INSTRUMENTATION_KEY,
    attach,
    create_key,
    get_value,
    set_value,
)

_OWN = create_key("otel_kit.own")
# The second is the first's older name, which some instrumentations still read.
_HIDING = (
    _SUPPRESS_INSTRUMENTATION_KEY,
    "suppress_instrumentation",
    _SUPPRESS_HTTP_INSTRUMENTATION_KEY,
    _OWN,
)


def hide_this_thread() -> None:
    """Keep all that this thread does out of traces, metrics of clients, and logs."""
    for key in _HIDING:
        attach(set_value(key, True))


def is_hidden() -> bool:
    """Tell whether this is work of our own."""
    return bool(get_value(_OWN))
