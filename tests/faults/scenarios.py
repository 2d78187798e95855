"""The faults, as a table: who runs, what goes wrong under load, and for how long."""

from __future__ import annotations

import contextlib
import itertools
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from faults.field import BACKENDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from faults.field import Field
    from faults.load import Load

    Fault = Callable[[Field, Load], contextlib.AbstractContextManager[None]]

_DOWN_SECONDS = 3.0
_BETWEEN_SECONDS = 3.0
_OUTAGE_SECONDS = 20.0
_SLOW_SECONDS = 3.0
_SMALL_DISK_MIB = 32


@dataclass(frozen=True)
class Scenario:
    """One fault. `collectors` run from first to last as the data go; the load goes to the first."""

    name: str
    words: str
    fault: Fault
    collectors: tuple[str, ...] = ("single",)
    bound: Mapping[str, str] = field(default_factory=dict)  # what may be lost, and why, by signal
    around: Fault | None = None  # what must be there before the collectors start
    needs_root: bool = False


@contextlib.contextmanager
def _nothing(_field: Field, load: Load) -> Iterator[None]:
    load.go_on(_DOWN_SECONDS)
    yield


def _killed(*names: str, times: int = 1) -> Fault:
    @contextlib.contextmanager
    def fault(field: Field, load: Load) -> Iterator[None]:
        for number in range(times):
            if number:
                load.go_on(_BETWEEN_SECONDS)
            field.kill(*names)
            load.go_on(_DOWN_SECONDS)
            if number < times - 1:
                field.start(*names)
        yield
        field.start(*names)

    return fault


def _down(*names: str) -> Fault:
    @contextlib.contextmanager
    def fault(field: Field, load: Load) -> Iterator[None]:
        field.kill(*names)
        load.go_on(_OUTAGE_SECONDS)
        yield
        field.start(*names)

    return fault


@contextlib.contextmanager
def _collector_killed_in_an_outage(field: Field, load: Load) -> Iterator[None]:
    """Kill the backends, then the collector on its full queue; it starts before they do."""
    field.kill(*BACKENDS)
    load.go_on(_DOWN_SECONDS)
    field.kill("single")
    load.go_on(_DOWN_SECONDS)
    field.start("single")
    load.go_on(_DOWN_SECONDS)
    yield
    field.start(*BACKENDS)


@contextlib.contextmanager
def _slow_backends(field: Field, load: Load) -> Iterator[None]:
    with contextlib.ExitStack() as slow:
        for name in ("prometheus", "loki", "tempo-otlp-http"):
            slow.enter_context(field.proxies[name].slow(_SLOW_SECONDS))
        load.go_on(_OUTAGE_SECONDS)
        yield


@contextlib.contextmanager
def _network_cut(field: Field, load: Load) -> Iterator[None]:
    with field.proxies["gateway"].cut():
        load.go_on(_OUTAGE_SECONDS / 2)
        yield


@contextlib.contextmanager
def _certificate_expired(field: Field, load: Load) -> Iterator[None]:
    with field.certificates.expired("gateway"):
        load.go_on(_DOWN_SECONDS)  # the gateway takes the file over
        field.proxies["gateway"].drop()  # what was connected before must show itself anew
        load.go_on(_OUTAGE_SECONDS / 2)
        yield


@contextlib.contextmanager
def _small_disk(field: Field, _load: Load | None) -> Iterator[None]:
    """Put the collector's queue on a file system of its own; that takes root."""
    folder = field.queue_of("single")
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={_SMALL_DISK_MIB}m", "faults", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True, capture_output=True)


@contextlib.contextmanager
def _disk_full(field: Field, load: Load) -> Iterator[None]:
    """Fill the queue's disk to the last byte, with a backend down so that the queue must grow."""
    filler = field.queue_of("single") / "filler"
    field.kill("tempo", "loki")
    load.go_on(2)
    _fill(filler)
    load.go_on(_OUTAGE_SECONDS / 2)
    field.start("tempo", "loki")
    load.go_on(_DOWN_SECONDS)
    yield
    filler.unlink()


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        for size in itertools.chain(
            itertools.repeat(65536, 16 * _SMALL_DISK_MIB), itertools.repeat(512, 128)
        ):
            file.write(b"\0" * size)


_AGENT_AND_GATEWAY = ("agent", "gateway")
_TWO_GATEWAYS = ("agent-of-balancer", "balancer", "second-gateway", "gateway")

SCENARIOS = (
    Scenario("no-fault", "none", _nothing),
    Scenario("collector-killed", "collector killed 3 times", _killed("single", times=3)),
    Scenario("prometheus-killed", "Prometheus killed 3 times", _killed("prometheus", times=3)),
    Scenario("loki-killed", "Loki killed 3 times", _killed("loki", times=3)),
    Scenario("tempo-killed", "Tempo killed 3 times", _killed("tempo", times=3)),
    Scenario("all-killed", "backends and collector killed at once", _killed(*BACKENDS, "single")),
    Scenario("backends-down", "all backends down for 20 s", _down(*BACKENDS)),
    Scenario(
        "killed-in-outage", "collector killed while the backends are down", _collector_killed_in_an_outage
    ),
    Scenario("slow-backends", "backends answer 3 s late", _slow_backends, ("single-behind-proxies",)),
    Scenario(
        "disk-full", "disk of the queue full, backends down", _disk_full, around=_small_disk, needs_root=True
    ),
    Scenario("agent-killed", "agent killed 3 times", _killed("agent", times=3), _AGENT_AND_GATEWAY),
    Scenario(
        "gateway-killed", "gateway killed 3 times, sampling", _killed("gateway", times=3), _AGENT_AND_GATEWAY
    ),
    Scenario(
        "one-of-two-gateways-killed",
        "one of two gateways behind a balancer killed 3 times, sampling",
        _killed("gateway", times=3),
        _TWO_GATEWAYS,
    ),
    Scenario("network-cut", "network cut between agent and gateway", _network_cut, _AGENT_AND_GATEWAY),
    Scenario(
        "certificate-expired", "gateway's certificate expired", _certificate_expired, _AGENT_AND_GATEWAY
    ),
    Scenario(
        "control-tempo",
        "control: Tempo killed 3 times, without the wait",
        _killed("tempo", times=3),
        ("single-without-hold",),
        bound={"spans": "what Tempo had not written at each kill"},
    ),
    Scenario(
        "control-sampling",
        "control: gateway killed 3 times, without the wait",
        _killed("gateway-without-hold", times=3),
        ("agent", "gateway-without-hold"),
        bound={"spans": "what the sampler held at each kill"},
    ),
)
