"""`with otel_kit.tenant(…)`: who a block of code works for."""

from __future__ import annotations

import asyncio
import threading

import pytest
from opentelemetry import baggage, context
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.trace import SpanKind

import otel_kit
from otel_kit import _guard, tenants
from otel_kit.pipeline._tenancy import TenantOnSpans
from otel_kit.tenants import Tenant
from otel_kit.tenants._context import use_baggage


@pytest.fixture
def faults(monkeypatch):
    """What a service sees of a tenant that does not fit: nothing but a count."""
    monkeypatch.delenv("OTEL_KIT_STRICT", raising=False)
    monkeypatch.setattr(_guard, "_counts", {})
    return _guard.faults


@pytest.fixture
def in_baggage():
    use_baggage(True)
    yield
    use_baggage(False)


def test_a_block_has_its_tenant_and_after_it_the_one_of_before():
    assert tenants.current() is None
    with otel_kit.tenant("t-1", tier="gold"):
        with otel_kit.tenant("t-2"):
            assert tenants.current() == Tenant("t-2")
        assert tenants.current() == Tenant("t-1", "gold")
    assert tenants.current() is None


def test_a_block_that_raises_leaves_its_tenant():
    with pytest.raises(KeyError), otel_kit.tenant("t-1"):
        raise KeyError
    assert tenants.current() is None


def test_a_task_that_starts_inside_works_for_the_same_tenant_and_changes_nobody_elses():
    async def inner():
        found = [tenants.current()]
        with otel_kit.tenant("t-2"):
            await asyncio.sleep(0)
            found.append(tenants.current())
        return found

    async def outer():
        with otel_kit.tenant("t-1"):
            task = asyncio.create_task(inner())
            await asyncio.sleep(0)
            assert tenants.current() == Tenant("t-1")
            return await task

    assert asyncio.run(outer()) == [Tenant("t-1"), Tenant("t-2")]


def test_a_thread_starts_with_nobody():
    found = []
    with otel_kit.tenant("t-1"):
        thread = threading.Thread(target=lambda: found.append(tenants.current()))
        thread.start()
        thread.join()
    assert found == [None]


def test_one_block_used_by_threads_at_once_leaves_each_with_nobody():
    block = otel_kit.tenant("t-1")
    inside, left = threading.Barrier(4), []

    def work():
        with block:
            inside.wait()
        left.append(tenants.current())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert left == [None] * 4


def test_a_block_within_itself_ends_as_often_as_it_began():
    block = otel_kit.tenant("t-1")
    with block:
        with block:
            pass
        assert tenants.current() == Tenant("t-1")
    assert tenants.current() is None


def test_what_was_attached_inside_and_forgotten_does_not_keep_the_tenant():
    with otel_kit.tenant("t-1"):
        context.attach(context.set_value("k", 1))
    assert tenants.current() is None


def test_a_generator_that_another_task_ends_leaves_that_tasks_tenant_alone(caplog):
    async def steps():
        with otel_kit.tenant("t-1"):
            yield

    async def begin():
        generator = steps()
        await anext(generator)
        return generator

    async def main():
        generator = await asyncio.create_task(begin())
        with otel_kit.tenant("t-2"):
            await generator.aclose()
            assert tenants.current() == Tenant("t-2")

    asyncio.run(main())
    assert not caplog.records


@pytest.mark.parametrize("id_", ["", "x" * 1_000_000, None, 1.5, b"t-1", "t\n1", "\ud800", ["t-1"]])
def test_an_id_that_does_not_fit_is_nobody_and_counted_and_never_the_tenant_around_it(faults, id_):
    with otel_kit.tenant("t-1", tier="gold"), otel_kit.tenant(id_):
        assert tenants.current() is None
    assert faults().get("tenant", 0) == (0 if id_ is None else 1)


def test_a_number_is_taken_as_its_text():
    with otel_kit.tenant(42):
        assert tenants.current() == Tenant("42")


def test_a_tier_that_does_not_fit_costs_the_tier_only(faults):
    with otel_kit.tenant("t-1", tier="x" * 200):
        assert tenants.current() == Tenant("t-1")
    assert faults() == {"tenant": 1}


def test_nothing_travels_in_baggage_unless_that_was_allowed():
    with otel_kit.tenant("t-1", tier="gold"):
        assert baggage.get_all() == {}
    forged = baggage.set_baggage("kit.tenant.id", "t-1")
    assert tenants.current(forged) is None


def test_where_it_was_allowed_the_tenant_travels_in_baggage_and_is_believed(in_baggage):
    with otel_kit.tenant("t-1", tier="gold"):
        assert baggage.get_all() == {"kit.tenant.id": "t-1", "kit.tenant.tier": "gold"}
        with otel_kit.tenant("t-2"):
            assert baggage.get_all() == {"kit.tenant.id": "t-2"}
    arrived = baggage.set_baggage("kit.tenant.tier", "gold", baggage.set_baggage("kit.tenant.id", "t-3"))
    assert tenants.current(arrived) == Tenant("t-3", "gold")


@pytest.mark.parametrize("arrived", ["", "x" * 200, "t\x00", 7])
def test_baggage_that_does_not_fit_is_nobody(in_baggage, arrived):
    assert tenants.current(baggage.set_baggage("kit.tenant.id", arrived)) is None


def test_what_the_service_says_comes_before_what_the_callers_baggage_claims(in_baggage):
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(TenantOnSpans())
    claimed = baggage.set_baggage("kit.tenant.tier", "gold", baggage.set_baggage("kit.tenant.id", "t-3"))
    token = context.attach(claimed)
    with provider.get_tracer("t").start_as_current_span("GET /", kind=SpanKind.SERVER) as request:
        assert request.attributes == {"kit.tenant.id": "t-3", "kit.tenant.tier": "gold"}
        with otel_kit.tenant("t-1"):
            pass
        with otel_kit.tenant("t-2"):  # part of the request, and not what it was made for
            pass
        assert request.attributes == {"kit.tenant.id": "t-1", "kit.tenant.tier": ""}
    context.detach(token)
