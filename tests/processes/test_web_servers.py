"""Whatever server runs a service in several processes: each request arrives once, from the process that served it."""

from __future__ import annotations

import contextlib
import time

import psutil
import pytest

from support import otlp
from support.waiting import wait_for
from support.workers import ONLY_AT_THE_END, end, free_port, get, get_all, running

GUNICORN = ["gunicorn", "shop:wsgi", "--workers", "3", "--log-level", "warning"]
UVICORN = ["uvicorn", "shop:asgi", "--workers", "2", "--log-level", "error"]
RELOADED = ["uvicorn", "shop:asgi", "--reload", "--log-level", "error"]
PATHS = [f"/request-{number}" for number in range(40)]
_LIMIT = 2.0
_BUSY_MACHINE = 1.5  # what the server itself, and others on two cores, may add


@contextlib.contextmanager
def served(command, shop):
    """Run the server on a free port, beside a collector to which it sends only as its processes end."""
    port = free_port()
    address = {"gunicorn": ["--bind", f"127.0.0.1:{port}"], "uvicorn": ["--port", str(port)]}[command[0]]
    with (
        otlp.collector() as collector,
        running([*command, *address], shop, collector.endpoint, **ONLY_AT_THE_END) as server,
    ):
        yield collector, server, port


def _prove(collector, names, pids):
    """Each request is one span, one record and one count, from the process that answered it and from no other."""
    assert sorted(collector.span_names()) == sorted(names)
    assert sorted(body for body in collector.bodies() if body in set(names)) == sorted(names)
    assert sum(collector.last_values("served").values()) == len(names)
    process_of = {
        resource["service.instance.id"]: resource["process.pid"] for resource, _ in collector.spans()
    }
    assert sorted(map(str, process_of.values())) == sorted(set(pids))
    assert all(len(instances) == 1 for instances in collector.instances_by_peer.values()), "a shared socket"


@pytest.mark.parametrize(
    "command",
    [
        GUNICORN,
        [*GUNICORN, "--preload"],
        [*GUNICORN, "--preload", "--threads", "4"],
        [*GUNICORN, "--max-requests", "6"],
        UVICORN,
    ],
    ids=["gunicorn", "gunicorn-preloaded", "gunicorn-preloaded-with-threads", "gunicorn-recycled", "uvicorn"],
)
def test_all_that_the_workers_did_arrives_once(command, shop):
    with served(command, shop) as (collector, server, port):
        first = wait_for(lambda: get(port, "/first"), 20, "the server")
        pids = get_all(port, PATHS)
        end(server)
        _prove(collector, ["first", *(path[1:] for path in PATHS)], [first, *pids])


def test_a_worker_that_gunicorn_gives_up_delivers_what_it_had(shop):
    command = [*GUNICORN, "--workers", "1", "--timeout", "1", "--log-level", "critical"]
    with served(command, shop) as (collector, server, port):
        wait_for(lambda: get(port, "/first"), 20, "gunicorn")
        assert get(port, "/stuck") == ""
        wait_for(lambda: "stuck" in collector.span_names(), 10, "the stuck worker's span")
        wait_for(lambda: get(port, "/second"), 20, "the next worker")
        end(server)
        assert sorted(collector.span_names()) == ["first", "second", "stuck"]
        assert sum(collector.last_values("served").values()) == 3


def test_a_worker_that_uvicorn_reloads_delivers_what_it_had(shop):
    with served(RELOADED, shop) as (collector, server, port):
        before = wait_for(lambda: get(port, "/first"), 20, "uvicorn")
        get_all(port, PATHS[:10])
        module = shop / "shop.py"
        module.write_text(module.read_text() + "\n# changed\n")
        wait_for(lambda: "first" in collector.span_names(), 20, "the end of the first worker")
        after = wait_for(lambda: get(port, "/second"), 20, "the second worker")
        get_all(port, PATHS[10:20])
        end(server)
        assert before != after
        _prove(collector, ["first", "second", *(path[1:] for path in PATHS[:20])], [before, after])


def test_gunicorns_workers_end_within_two_seconds_while_the_collector_hangs(shop):
    port = free_port()
    command = [*GUNICORN, "--preload", "--bind", f"127.0.0.1:{port}"]
    with otlp.silence() as endpoint, running(command, shop, endpoint, **ONLY_AT_THE_END) as server:
        wait_for(lambda: get(port, "/first"), 20, "gunicorn")
        get_all(port, PATHS)
        workers = wait_for(lambda: _children(server.pid, 3), 10, "three workers")
        server.terminate()
        began = time.monotonic()
        psutil.wait_procs(workers, timeout=30)
        assert time.monotonic() - began < _LIMIT + _BUSY_MACHINE
        errors = server.communicate(timeout=30)[1]
    assert "Traceback" not in errors
    ours = {line for line in errors.splitlines() if "otel_kit" in line}
    assert all(line.startswith("otel_kit: no collector at ") for line in ours), ours


def _children(pid, number):
    found = psutil.Process(pid).children()
    return found if len(found) == number else []
