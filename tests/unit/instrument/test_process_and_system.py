"""Metrics of the process and the host: upstream's names, plausible values, one process for the host."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import textwrap
import threading
from typing import TYPE_CHECKING

import psutil
import pytest
from opentelemetry.semconv._incubating.metrics import cpython_metrics, process_metrics, system_metrics

from otel_kit.instrument import _process, _system, _system_metrics
from otel_kit.instrument._host_lock import HostLock, runtime_folder
from otel_kit.instrument._observed import Latest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.telemetry import Telemetry

ROWS = [*_process.METRICS, *_system_metrics.METRICS]
UPSTREAM = {
    value
    for module in (process_metrics, system_metrics, cpython_metrics)
    for name, value in vars(module).items()
    if name.isupper() and isinstance(value, str)
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_names_are_upstream_s(row: object) -> None:
    assert row.name in UPSTREAM or row.name.startswith("system.cpu.load_average.")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_instruments_and_units_are_upstream_s(row: object) -> None:
    """As the generated constants of the conventions document them."""
    if row.name not in UPSTREAM:
        return
    maker = next(
        getattr(module, f"create_{row.name.replace('.', '_')}")
        for module in (process_metrics, system_metrics, cpython_metrics)
        if hasattr(module, f"create_{row.name.replace('.', '_')}")
    )
    made: list[tuple[str, str]] = []

    class Meter:
        def __getattr__(self, method: str) -> Callable[..., None]:
            kind = method.removeprefix("create_").removeprefix("observable_").replace("_", "")
            return lambda *_, unit, **__: made.append((kind, unit))

    maker(Meter(), []) if "callbacks" in maker.__annotations__ else maker(Meter())
    assert made == [(row.instrument, row.unit)]


def test_the_process_reports_itself(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("process")
    metrics = telemetry.metrics()
    process = psutil.Process()
    assert metrics["process.thread.count"][0].value == process.num_threads()
    assert 0 < metrics["process.uptime"][0].value < 36000
    assert metrics["process.memory.usage"][0].value > 10_000_000
    assert {p.attributes["cpu.mode"] for p in metrics["process.cpu.time"]} == {"user", "system"}
    assert {p.attributes["cpython.gc.generation"] for p in metrics["cpython.gc.collections"]} == {0, 1, 2}


def test_garbage_collections_are_counted(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("process")

    def full() -> float:
        return next(
            p.value
            for p in telemetry.points("cpython.gc.collections")
            if p.attributes["cpython.gc.generation"] == 2
        )

    before = full()
    gc.collect()
    latest = _process.take_snapshot()
    assert latest.collections[2]["collections"] == before + 1


def test_the_host_is_reported(telemetry: Telemetry, tmp_path: Path) -> None:
    stop = _system.start(tmp_path)
    metrics = telemetry.metrics()
    stop()
    assert metrics["system.cpu.logical.count"][0].value == psutil.cpu_count()
    assert metrics["system.memory.limit"][0].value == psutil.virtual_memory().total
    assert {p.attributes["cpu.mode"] for p in metrics["system.cpu.time"]} >= {"user", "system", "idle"}
    assert "lo" in {p.attributes["network.interface.name"] for p in metrics["system.network.io"]}
    assert sum(p.value for p in metrics["system.memory.utilization"]) == pytest.approx(1, abs=0.2)


def test_one_collection_takes_one_snapshot() -> None:
    now = 0.0
    taken: list[float] = []
    latest = Latest(lambda: taken.append(now), fresh=0.5, clock=lambda: now)
    for now in (0.0, 0.1, 0.4, 0.6):  # noqa: B007 - the clock reads it
        latest.get()
    assert taken == [0.0, 0.6]


def test_a_collection_is_cheap(telemetry: Telemetry, tmp_path: Path) -> None:
    """Both snapshots together cost a few milliseconds of CPU; the bound is generous, for the machine is shared."""
    before = psutil.Process().cpu_times()
    for _ in range(20):
        _process.take_snapshot()
        _system.take_snapshot()
    after = psutil.Process().cpu_times()
    assert (after.user + after.system - before.user - before.system) / 20 < 0.02


OTHER = """
    import sys
    from pathlib import Path
    from otel_kit.instrument._host_lock import HostLock
    lock = HostLock(Path(sys.argv[1]))
    print(lock.is_ours(), flush=True)
    sys.stdin.readline()
    print(lock.is_ours(), flush=True)
"""


def test_one_process_is_elected_and_another_takes_over(tmp_path: Path) -> None:
    path = tmp_path / "a" / "system.lock"
    ours = HostLock(path)
    assert ours.is_ours()
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(OTHER), str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout.readline() == "False\n"
        ours.release()
        assert other.communicate("\n", timeout=20)[0] == "True\n"


def test_a_forked_child_does_not_inherit_the_election(tmp_path: Path) -> None:
    source = """
        import os, sys
        from pathlib import Path
        from otel_kit.instrument._host_lock import HostLock
        lock = HostLock(Path(sys.argv[1]))
        assert lock.is_ours()
        child = os.fork()
        if child == 0:
            os._exit(10 if lock.is_ours() else 20)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), lock.is_ours())
    """
    command = [sys.executable, "-c", textwrap.dedent(source), str(tmp_path / "system.lock")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "20 True\n"


def test_where_no_lock_can_be_had_the_host_is_reported_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert HostLock(tmp_path / "file" / "system.lock").is_ours()


def test_the_lock_is_in_the_user_s_runtime_folder(tmp_path: Path) -> None:
    assert runtime_folder({"XDG_RUNTIME_DIR": str(tmp_path)}) == tmp_path / "otel-kit"
    assert runtime_folder({}).name == f"otel-kit-{os.getuid()}"


def test_two_readers_at_once_take_one_snapshot() -> None:
    taken: list[int] = []
    latest = Latest(lambda: taken.append(1), fresh=60)
    threads = [threading.Thread(target=latest.get) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert taken == [1]
