"""A forked child is a process of its own: nothing is lost, doubled, shared or hanging, on either side."""

from __future__ import annotations

import pytest

from support import otlp
from support.waiting import wait_for

_PRELUDE = """
import logging, multiprocessing, os, sys, threading, time
import otel_kit
from opentelemetry import metrics, trace
from otel_kit.pipeline import delivery

counter = metrics.get_meter("m").create_counter("orders")
tracer, log = trace.get_tracer("t"), logging.getLogger("shop")

def work(name, times):
    for number in range(times):
        with tracer.start_as_current_span(f"{name}-{number}"):
            log.warning("%s-%d", name, number)
        counter.add(1)

def wait(pid):
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
"""
_NAMES = sorted([f"parent-{n}" for n in range(20)] + [f"child-{n}" for n in range(10)])


def _program(body):
    return _PRELUDE + body


def _prove(collector):
    """The parent worked 20 times and the child 10: each is one span, one record, one count, on its own instance."""
    assert sorted(collector.span_names()) == _NAMES
    assert sorted(collector.bodies()) == _NAMES
    assert sorted(collector.last_values("orders").values()) == [10, 20]
    by_instance = {}
    for resource, span in collector.spans():
        by_instance.setdefault(resource["service.instance.id"], set()).add(span.name.partition("-")[0])
    assert sorted(map(tuple, by_instance.values())) == [("child",), ("parent",)]
    assert len({resource["process.pid"] for resource, _ in collector.spans()}) == 2


def test_a_child_that_ends_with_sys_exit_delivers_what_is_its_own():
    body = """
otel_kit.init("checkout")
work("parent", 20)
if (pid := os.fork()) == 0:
    work("child", 10)
    sys.exit()
wait(pid)
"""
    with otlp.collector() as collector:
        otlp.run(_program(body), collector.endpoint)
        _prove(collector)
        assert len(collector.peers) == 2


@pytest.mark.parametrize("interval", ["50", "60000"], ids=["between-exports", "before-any-export"])
def test_a_child_exports_nothing_that_its_parent_recorded(interval):
    body = """
otel_kit.init("checkout")
work("parent", 20)
if os.environ["OTEL_METRIC_EXPORT_INTERVAL"] == "50":
    assert otel_kit.force_flush(10)
if (pid := os.fork()) == 0:
    assert delivery.stats()["traces"] == {"accepted": 0, "dropped": {}, "waiting": 0, "failed_requests": 0}
    work("child", 10)
    assert otel_kit.force_flush(10)
    os._exit(0)
wait(pid)
"""
    with otlp.collector() as collector:
        otlp.run(_program(body), collector.endpoint, OTEL_METRIC_EXPORT_INTERVAL=interval)
        _prove(collector)


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_a_child_of_multiprocessing_delivers_what_is_its_own(method, tmp_path):
    module = tmp_path / "program.py"
    module.write_text(
        _program(
            f"""
def child():
    otel_kit.init("checkout")
    work("child", 10)

if __name__ == "__main__":
    otel_kit.init("checkout")
    work("parent", 20)
    process = multiprocessing.get_context("{method}").Process(target=child)
    process.start()
    process.join()
    assert process.exitcode == 0
"""
        )
    )
    with otlp.collector() as collector:
        otlp.run(module, collector.endpoint)
        _prove(collector)


@pytest.mark.parametrize("pool", ["multiprocessing", "billiard"])
def test_workers_of_a_pool_that_are_recycled_lose_nothing(pool):
    body = """
def task(number):
    work(f"task{number}", 1)

otel_kit.init("checkout")
pool = Pool(2, maxtasksperchild=1)
pool.map(task, range(10), chunksize=1)
pool.close()
pool.join()
"""
    with otlp.collector() as collector:
        otlp.run(_program(f"from {pool} import Pool\n{body}"), collector.endpoint)
        assert sorted(collector.span_names()) == [f"task{n}-0" for n in range(10)]
        assert sum(collector.last_values("orders").values()) == 10


def test_forking_while_other_threads_record_never_hangs_a_child():
    body = """
log.addHandler(logging.NullHandler())
log.propagate = False  # a stream's own lock may be held at a fork, with or without us
otel_kit.init("checkout")
end = threading.Event()
def busy():
    while not end.wait(0.0005):
        work("busy", 5)
threads = [threading.Thread(target=busy) for _ in range(4)]
for thread in threads:
    thread.start()
for number in range(25):
    if (pid := os.fork()) == 0:
        work(f"child{number}", 2)
        assert otel_kit.force_flush(20)
        os._exit(0)
    wait(pid)
end.set()
for thread in threads:
    thread.join()
"""
    with otlp.collector() as collector:
        otlp.run(
            _program(body),
            collector.endpoint,
            OTEL_BSP_MAX_QUEUE_SIZE="100000",
            OTEL_BLRP_MAX_QUEUE_SIZE="100000",
        )
        children = [name for name in collector.span_names() if name.startswith("child")]
        assert sorted(children) == sorted(f"child{n}-{k}" for n in range(25) for k in range(2))


def test_the_worker_imports_nothing_whose_lock_a_fork_could_leave_held():
    body = """
otel_kit.init("checkout")
before = set(sys.modules)
work("parent", 20)
otel_kit.force_flush(1)
assert set(sys.modules) == before, set(sys.modules) - before
"""
    with otlp.collector() as collector:
        otlp.run(_program(body), collector.endpoint)
    with otlp.nobody() as endpoint:
        otlp.run(_program(body), endpoint)


def test_a_child_of_a_child_is_a_process_of_its_own_too():
    body = """
otel_kit.init("checkout")
work("parent", 1)
if (pid := os.fork()) == 0:
    work("child", 1)
    if (pid := os.fork()) == 0:
        work("grandchild", 1)
        sys.exit()
    wait(pid)
    sys.exit()
wait(pid)
"""
    with otlp.collector() as collector:
        otlp.run(_program(body), collector.endpoint)
        assert sorted(collector.span_names()) == ["child-0", "grandchild-0", "parent-0"]
        assert len(collector.last_values("orders")) == 3


def test_a_span_that_the_child_ends_for_its_parent_is_sent_by_the_parent_alone():
    body = """
otel_kit.init("checkout")
with tracer.start_as_current_span("around"):
    pid = os.fork()
    if pid == 0:
        work("child", 1)
if pid == 0:
    sys.exit()
wait(pid)
"""
    with otlp.collector() as collector:
        otlp.run(_program(body), collector.endpoint)
        spans = {span.name: span for _, span in collector.spans()}
        assert sorted(collector.span_names()) == ["around", "child-0"]
        assert spans["child-0"].parent_span_id == spans["around"].span_id


def test_observable_instruments_are_asked_in_the_child_as_well():
    body = """
from opentelemetry.metrics import Observation
otel_kit.init("checkout")
def pid_now(_):
    yield Observation(os.getpid())
def generator():
    options = yield
    while True:
        options = yield [Observation(7)]
metrics.get_meter("m").create_observable_gauge("pid", [pid_now])
metrics.get_meter("m").create_observable_gauge("seven", [generator()])
if (pid := os.fork()) == 0:
    sys.exit()
wait(pid)
print(os.getpid(), pid)
"""
    with otlp.collector() as collector:
        done = otlp.run(_program(body), collector.endpoint)
        assert sorted(collector.last_values("pid").values()) == sorted(map(float, done.stdout.split()))
        assert list(collector.last_values("seven").values()) == [7, 7]


def test_a_child_that_is_terminated_delivers_first():
    body = """
otel_kit.init("checkout")
def child():
    work("child", 3)
    ready.set()
    time.sleep(60)
context = multiprocessing.get_context("fork")
ready = context.Event()
process = context.Process(target=child)
process.start()
ready.wait(20)
process.terminate()
process.join()
"""
    with otlp.collector() as collector:
        otlp.run(_program(body), collector.endpoint, OTEL_BSP_SCHEDULE_DELAY="60000")
        wait_for(lambda: len(collector.span_names()) == 3, 5, "the child's spans")
