"""A thread that holds locks of ours when the process forks is not there in the child, which goes on all the same."""

from __future__ import annotations

from support import otlp

_PROGRAM = """
import gc, logging, os, sys, threading
import otel_kit
from opentelemetry import metrics, trace
from otel_kit import signals

LOCKS = (type(threading.Lock()), type(threading.RLock()), threading.Condition, threading.Event)
OURS = ("otel_kit", "opentelemetry")

def is_ours(thing):
    name = thing.__name__ if isinstance(thing, type(os)) else getattr(type(thing), "__module__", "")
    name = getattr(thing, "__module__", "") if isinstance(thing, type) else name
    return isinstance(name, str) and name.partition(".")[0] in OURS

def values_of(thing):
    slots = [name for kind in type(thing).__mro__ for name in getattr(kind, "__slots__", ())]
    return [*getattr(thing, "__dict__", {}).values(), *(getattr(thing, name, None) for name in slots)]

def locks_of_ours():
    found = {}
    for thing in (*gc.get_objects(), *sys.modules.values()):
        if is_ours(thing):
            found.update({id(value): value for value in values_of(thing) if type(value) in LOCKS[:2]})
    return list(found.values())

def work(name):
    with trace.get_tracer("t").start_as_current_span(name):
        logging.getLogger("shop").info(name)
        signals.leads.captured(source="web")
        metrics.get_meter(name).create_counter(f"of.{name}").add(1)

otel_kit.init("checkout")
logging.getLogger().setLevel(logging.INFO)
work("parent")
assert otel_kit.force_flush(10)
held, forked = threading.Event(), threading.Event()
locks = locks_of_ours()

def hold():
    taken = [lock for lock in locks if lock.acquire(timeout=1)]
    print(len(taken))
    held.set()
    forked.wait()
    for lock in taken:
        lock.release()

threading.Thread(target=hold).start()
held.wait()
if (pid := os.fork()) == 0:
    work("child")
    delivered = otel_kit.force_flush(5)
    os._exit(0 if delivered else 1)
forked.set()
assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, "the child hung, or could not deliver"
work("afterwards")
"""


def test_a_child_goes_on_though_another_thread_held_every_lock_of_ours():
    with otlp.collector() as collector:
        done = otlp.run(_PROGRAM, collector.endpoint, OTEL_KIT_INSTRUMENT="")
        assert int(done.stdout) > 10
        assert sorted(collector.span_names()) == ["afterwards", "child", "parent"]
        assert sorted(collector.bodies()) == ["afterwards", "child", "parent"]
        assert sorted(collector.last_values("kit.lead.captured").values()) == [1, 2]
        assert list(collector.last_values("of.child").values()) == [1]
        assert len(collector.last_values("process.uptime")) == 2
