"""The tenant for whom the process works now, kept in OpenTelemetry's context: it follows tasks, and nothing else."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opentelemetry import baggage, context, trace
from opentelemetry.trace import SpanKind

from otel_kit._error_notes import note, noted
from otel_kit._guard import fault
from otel_kit._work import current_work

if TYPE_CHECKING:
    from contextvars import Token
    from types import TracebackType

    from opentelemetry.context import Context
    from typing_extensions import Self

__all__ = [
    "TENANT_ID",
    "TENANT_TIER",
    "Tenant",
    "attributes_of",
    "current",
    "tenant",
    "use_baggage",
    "within_noted",
]

TENANT_ID = "kit.tenant.id"
TENANT_TIER = "kit.tenant.tier"

_KEY = context.create_key("otel_kit.tenant")
_PATH = context.create_key("otel_kit.tenant.blocks")
_serials = itertools.count(1)
_LONGEST = 128
_ENTRANCES = (SpanKind.SERVER, SpanKind.CONSUMER)
_in_baggage = False


@dataclass(frozen=True)
class Tenant:
    """A tenant: its id, for spans and logs, and its tier, for metrics. An empty id is nobody."""

    id: str
    tier: str | None = None


_NOBODY = Tenant("")


def use_baggage(allowed: bool) -> None:
    """Let the tenant travel in baggage to every service that is called, and believe the baggage that arrives."""
    global _in_baggage  # noqa: PLW0603 - one setting for the process
    _in_baggage = allowed


def current(where: Context | None = None) -> Tenant | None:
    """Return the tenant of this context, by default that of now; `None` for nobody's."""
    found = context.get_value(_KEY, where)
    if isinstance(found, Tenant):
        return None if found == _NOBODY else found
    return _from_baggage(where) if _in_baggage else None


def attributes_of(found: Tenant) -> dict[str, str]:
    """Return what spans and logs carry."""
    known = {TENANT_ID: found.id, TENANT_TIER: found.tier}
    return {key: value for key, value in known.items() if value}


class tenant:  # noqa: N801 - reads like contextlib's own managers
    """Work for a tenant inside the block: `with otel_kit.tenant("t-42", tier="gold"):`.

    Spans and logs carry the id and the tier; metrics that have `kit.tenant.tier` carry the tier, and never the id. A
    request's own span is marked too, if the block begins directly under it. Tasks that start inside follow; threads
    start with nobody. An id or a tier that is no text of 1 to 128 characters is left out and counted, and is never
    the surrounding tenant's instead.
    """

    def __init__(self, id: str, *, tier: str | None = None) -> None:  # noqa: A002 - what it is
        """Name the tenant; nothing happens before the block."""
        self._tenant = Tenant(_checked(id, "id") or "", _checked(tier, "tier"))
        self._entered: list[tuple[Context, Token[Context]]] = []

    def __enter__(self) -> Self:
        """Begin to work for the tenant."""
        _mark_entrance(self._tenant)
        inside = context.set_value(_PATH, (*_path(), next(_serials)), _within(self._tenant))
        self._entered.append((inside, context.attach(inside)))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace_back: TracebackType | None
    ) -> None:
        """Return to the tenant of before, or to nobody. What was raised in the block stays this tenant's."""
        newest_first = self._entered[::-1]
        newest_first.sort(key=lambda entry: entry[0] is not context.get_current())
        for entry in newest_first:
            token = entry[1]
            try:
                token.var.reset(token)
            except ValueError:  # entered in another thread or task, which leaves by itself
                continue
            self._entered.remove(entry)
            if isinstance(error, Exception):
                _note_on(error, self._tenant, entry[0])
            return


def _path(where: Context | None = None) -> tuple[int, ...]:
    """Return the blocks that a context is in, from the outermost in."""
    found = context.get_value(_PATH, where)
    return found if isinstance(found, tuple) else ()


def within_noted(noted_tenant: tuple[str, str | None], where: Context) -> Context:
    """Return the context with the tenant that was noted on an error."""
    return context.set_value(_KEY, Tenant(*noted_tenant), where)


def _note_on(error: Exception, found: Tenant, inside: Context) -> None:
    """Note whose error it is, unless a block within this one did: an exception object may be raised more than once."""
    path = _path(inside)
    before = noted(error)
    if before.get("blocks", ())[: len(path)] != path:
        work = current_work(inside)
        note(error, tenant=(found.id, found.tier), blocks=path, tenant_root=work.root if work else 0)


def _checked(value: object, what: str) -> str | None:
    """Return a text that can stand on telemetry; a number is taken as its text."""
    if value is None:
        return None
    text = str(value) if type(value) is int else value
    if isinstance(text, str) and 0 < len(text) <= _LONGEST and text.isprintable():
        return text
    size = f"{len(text)} characters" if isinstance(text, str) else f"a {type(value).__name__}"
    fault("tenant", ValueError(f"a tenant's {what} must be a text of 1 to {_LONGEST} characters, not {size}"))
    return None


def _within(found: Tenant) -> Context:
    inside = context.set_value(_KEY, found)
    if not _in_baggage:
        return inside
    for key, value in ((TENANT_ID, found.id), (TENANT_TIER, found.tier)):
        inside = baggage.set_baggage(key, value, inside) if value else baggage.remove_baggage(key, inside)
    return inside


def _from_baggage(where: Context | None) -> Tenant | None:
    values = (baggage.get_baggage(key, where) for key in (TENANT_ID, TENANT_TIER))
    id_, tier = (
        value if isinstance(value, str) and 0 < len(value) <= _LONGEST and value.isprintable() else None
        for value in values
    )
    return Tenant(id_ or "", tier) if id_ or tier else None


def _mark_entrance(found: Tenant) -> None:
    """Put the tenant on the request or message that is being handled and on its span, unless another one is on it.

    What the service itself says comes before what the caller's baggage claims.
    """
    span = trace.get_current_span()
    if getattr(span, "kind", None) not in _ENTRANCES or not span.is_recording():
        return
    marked = (getattr(span, "attributes", None) or {}).get(TENANT_ID)
    if marked is None:
        span.set_attributes(attributes_of(found))
    elif _in_baggage and Tenant(marked) != found and marked == getattr(_from_baggage(None), "id", None):
        span.set_attributes({TENANT_ID: found.id, TENANT_TIER: found.tier or ""})
