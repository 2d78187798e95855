"""Work of our own, which must not be observed: otherwise each export would cause another one."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from opentelemetry.context import (
    _SUPPRESS_HTTP_INSTRUMENTATION_KEY,
    _SUPPRESS_INSTRUMENTATION_KEY,
    attach,
    create_key,
    detach,
    get_current,
    get_value,
    set_value,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

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


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep requests of this block out of traces and metrics of clients; its logs are sent as all others are."""
    token = attach(get_current())
    for key in _HIDING[:-1]:
        attach(set_value(key, True))
    try:
        yield
    finally:
        detach(token)


def is_hidden() -> bool:
    """Tell whether this is work of our own."""
    return bool(get_value(_OWN))
