"""Ready-made checks against the real thing."""

from __future__ import annotations

import asyncio
import datetime as dt
import http.server
import socket
import threading
from functools import partial
from pathlib import Path

import pytest
from celery import Celery

from otel_kit import ConfigurationError
from otel_kit.health import checks as ready
from otel_kit.health._registry import Registry
from otel_kit.health.checks._telemetry import judge
from support import databases
from support.otlp import silence


def said(probe, *, timeout=3.0):
    """Return what a check says in a report."""
    registry = Registry()
    registry.add("one", probe, timeout=timeout)
    outcome = registry.report().results[0].outcome
    return outcome.status, outcome.reason


HEALTHY = ("healthy", "")


@pytest.fixture(scope="module")
def postgres():
    """The address of a PostgreSQL."""
    with databases.postgres() as address:
        yield address


@pytest.fixture(scope="module")
def redis_address():
    """The address of a Redis."""
    with databases.redis() as address:
        yield address


@pytest.fixture
def closed():
    """The port of nobody."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        yield probe.getsockname()[1]


def asyncpg_says(address):
    """Check a pool in its own event loop, as a FastAPI service does."""
    import asyncpg

    async def ask():
        registry = Registry()
        async with asyncpg.create_pool(address, min_size=0, max_size=1, timeout=2) as pool:
            registry.add("one", ready.database(pool))
            outcome = (await registry.report_async()).results[0].outcome
            return outcome.status, outcome.reason

    return asyncio.run(ask())


def sqlalchemy_says(address):
    """Check an engine, and give its connections back."""
    from sqlalchemy import create_engine

    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    try:
        return said(ready.database(engine))
    finally:
        engine.dispose()


def sqlalchemy_asyncio_says(address):
    """Check an asynchronous engine in its event loop."""
    from sqlalchemy.ext.asyncio import create_async_engine

    async def ask():
        registry = Registry()
        engine = create_async_engine(address.replace("postgresql:", "postgresql+asyncpg:"))
        registry.add("one", ready.database(engine))
        outcome = (await registry.report_async()).results[0].outcome
        await engine.dispose()
        return outcome.status, outcome.reason

    return asyncio.run(ask())


def psycopg_says(address):
    """Check by connecting each time."""
    import psycopg

    return said(ready.database(partial(psycopg.connect, address, connect_timeout=2)))


WAYS = [psycopg_says, sqlalchemy_says, sqlalchemy_asyncio_says, asyncpg_says]


@pytest.mark.parametrize("says", WAYS)
def test_a_database_that_answers_is_healthy(postgres, says):
    """By each way to it."""
    assert says(postgres) == HEALTHY


@pytest.mark.parametrize("says", WAYS)
def test_a_database_that_is_not_there_is_unhealthy(postgres, closed, says):
    """Without its address and password."""
    address = f"{postgres.rpartition(':')[0]}:{closed}/postgres"
    status, reason = says(address)
    assert status == "unhealthy"
    assert databases.PASSWORD not in reason
    assert str(closed) not in reason


@pytest.mark.parametrize("says", WAYS)
def test_a_wrong_password_is_unhealthy(postgres, says):
    """And stays a secret."""
    status, reason = says(postgres.replace(databases.PASSWORD, "another-s3cret"))
    assert status == "unhealthy"
    assert "s3cret" not in reason


def test_what_is_no_database_is_refused():
    """With an example."""
    with pytest.raises(ConfigurationError, match=r"psycopg\.connect"):
        ready.database("postgresql://127.0.0.1")


def test_redis_answers(redis_address, closed):
    """By either client; one that is not there is unhealthy."""
    import redis.asyncio
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    with redis.Redis.from_url(redis_address) as client:
        assert said(ready.redis(client)) == HEALTHY

    async def ask():
        registry = Registry()
        async with redis.asyncio.Redis.from_url(redis_address) as client:
            registry.add("one", ready.redis(client))
            return (await registry.report_async()).results[0].outcome.status

    assert asyncio.run(ask()) == "healthy"
    with redis.Redis(port=closed, retry=Retry(NoBackoff(), 0)) as client:
        assert said(ready.redis(client)) == ("unhealthy", "connection refused")


def test_celerys_broker_can_be_reached(redis_address, closed):
    """On Redis; one that is not there is unhealthy in time."""
    assert said(ready.broker(Celery("app", broker=redis_address))) == HEALTHY
    status, _ = said(ready.broker(Celery("app", broker=f"redis://127.0.0.1:{closed}/0")))
    assert status == "unhealthy"


@pytest.fixture
def web():
    """A service that answers with the status in its path."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(int(self.path[1:]))
            self.end_headers()

        def log_message(self, *_):
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_another_service_answers(web, closed):
    """A status from 400 on is unhealthy, and so is no answer."""
    assert said(ready.http(f"{web}/204")) == HEALTHY
    assert said(ready.http(f"{web}/503")) == ("unhealthy", "it answers 503")
    assert said(ready.http(f"http://127.0.0.1:{closed}/")) == ("unhealthy", "connection refused")
    with silence() as address:
        assert said(ready.http(address, timeout=0.2)) == ("unhealthy", "timed out")


def test_an_address_with_a_password_is_refused():
    """It belongs into a header."""
    with pytest.raises(ConfigurationError, match="password") as caught:
        ready.http("http://kit:s3cret@example.com/")
    assert "s3cret" not in str(caught.value)


def test_the_disk_is_full_at_some_share(tmp_path):
    """Of the disk below a path."""
    assert said(ready.disk(str(tmp_path), degraded_at=1.1, unhealthy_at=1.2)) == HEALTHY
    assert said(ready.disk(str(tmp_path), degraded_at=0, unhealthy_at=1.2))[0] == "degraded"
    assert said(ready.disk(str(tmp_path), degraded_at=0, unhealthy_at=0))[0] == "unhealthy"
    assert said(ready.disk(str(tmp_path / "gone"))) == ("unhealthy", "no such file")


def test_memory_is_that_of_the_container_where_there_is_a_limit(tmp_path):
    """Without the files that the kernel keeps in it."""
    values = {"memory.max": "1000", "memory.current": "990", "memory.stat": "anon 500\ninactive_file 60\n"}
    for name, value in values.items():
        (tmp_path / name).write_text(value)
    assert said(ready.memory(cgroup=tmp_path)) == ("degraded", "93% of the memory is in use")
    (tmp_path / "memory.max").write_text("max")
    assert said(ready.memory(cgroup=tmp_path, degraded_at=1.1, unhealthy_at=1.2)) == HEALTHY


def test_the_load_is_counted_for_each_processor():
    """Whatever it is now."""
    assert said(ready.cpu(degraded_at=1e6, unhealthy_at=1e6)) == HEALTHY
    assert said(ready.cpu(degraded_at=0, unhealthy_at=1e6))[0] == "degraded"


@pytest.fixture
def secured():
    """A server with the certificate of the tests: its port and its authority."""
    from support.otlp import collector

    folder = Path(__file__).parents[1] / "pipeline" / "data"
    pem, key = (str(folder / f"localhost.{ending}") for ending in ("pem", "key"))
    with collector(certificate=(pem, key)) as found:
        yield found.server.server_port, pem


def test_a_certificate_is_valid_ends_soon_or_has_ended(secured):
    """By the clock; one of an unknown authority is not valid."""
    port, pem = secured
    check = partial(ready.certificate, "localhost", port)
    assert said(check(cafile=pem)) == HEALTHY
    status, reason = said(check(cafile=pem, days=1e6))
    assert (status, reason.startswith("the certificate ends in ")) == ("degraded", True)
    far = dt.datetime(2200, 1, 1, tzinfo=dt.timezone.utc).timestamp()
    assert said(check(cafile=pem, clock=lambda: far)) == ("unhealthy", "certificate has expired")
    assert said(check())[0] == "unhealthy"


def test_how_long_a_certificate_lasts_is_a_metric(secured, telemetry):
    """Under the host's name, or the one that was given; negative when it has ended."""
    port, pem = secured
    end = dt.datetime(2200, 1, 1, tzinfo=dt.timezone.utc).timestamp()
    said(ready.certificate("localhost", port, cafile=pem))
    assert telemetry.metrics["kit.certificate.time_to_expiry"].value(certificate="localhost") > 0
    said(ready.certificate("localhost", port, name="public_api", cafile=pem, clock=lambda: end))
    assert telemetry.metrics["kit.certificate.time_to_expiry"].value(certificate="public_api") < 0


def state(*, accepted=0, dropped=0, failed=0):
    """Return counts of one signal."""
    counts = {
        "accepted": accepted,
        "dropped": {"queue_full": dropped} if dropped else {},
        "failed_requests": failed,
    }
    return {"traces": counts}


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (None, state(), "healthy"),
        (state(accepted=5), state(accepted=9), "healthy"),
        (state(failed=1), state(failed=2), "degraded"),
        (state(failed=1), state(failed=2, accepted=3), "healthy"),
        (state(dropped=1), state(dropped=1, failed=1, accepted=1), "healthy"),
        (state(dropped=1), state(dropped=2, accepted=9), "degraded"),
    ],
)
def test_the_exporter_is_degraded_where_telemetry_does_not_arrive(before, now, expected):
    """Since the check before."""
    assert judge(before, now).status == expected


def test_checks_leave_no_traces(web, telemetry):
    """They would be most of what a quiet service reports."""
    assert said(ready.http(f"{web}/200")) == HEALTHY
    assert telemetry.spans == []
