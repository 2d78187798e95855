"""How long a real Prometheus takes to evaluate all rules once, with 100,000 series and weeks of the slow ones."""

from __future__ import annotations

import contextlib
import re
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import yaml

from benchmarks import _history
from otel_kit.ops import rules
from otel_kit.ops.rules import _units
from otel_kit.ops.rules._promtool import promtool
from otel_kit.ops.stack.ports import free_ports

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE = (
    "All rules on a Prometheus with 100,000 series (seconds a round, of the clock and of a processor; goal 1)"
)
_SERIES = 100_000
_WARM_ROUNDS = 3  # of each group, before anything is read; from then on Prometheus tells of alerts
_ROUNDS = 4  # of each group that are read
_PACE, _QUICK_PACE = 15, 3  # seconds between two rounds of any group here, so that none has to be waited for
_ROUND_SECONDS = 15  # of the groups without an interval of their own, as shipped
_LONGEST_SECONDS = 300  # a measurement that takes longer has hung
_TRIES = 3  # to find what lets alerts fire: some only show when others are gone
_OF_A_GROUP = r'\{rule_group="[^"]*;([^"]+)"\} (\S+)$'
_DURATION = re.compile("^prometheus_rule_group_last_duration_seconds" + _OF_A_GROUP, re.MULTILINE)
_ROUNDS_OF = re.compile("^prometheus_rule_group_iterations_total" + _OF_A_GROUP, re.MULTILINE)
_CPU = re.compile(r"^process_cpu_seconds_total (\S+)$", re.MULTILINE)
_FAILED = re.compile(r"^prometheus_rule_evaluation_failures_total\{.*\} (\S+)$", re.MULTILINE)
_TEST = re.compile(r"-(\d+)(?:-\d+)?$")  # without the number of the copy


@dataclass(frozen=True)
class _Read:
    """What Prometheus has told at one moment: seconds of the processor, of each group's last round, and rounds."""

    cpu: float
    took: dict[str, float]
    rounds: dict[str, float]


def rows() -> list[tuple[str, str]]:
    """Write the past, start Prometheus on it with the shipped rules, and read how long its rounds take."""
    past = _history.series(_SERIES, _noisy())
    with _started(past, _PACE) as (url, intervals, samples):
        spent = _spent(_reads(url, _ROUNDS), intervals)
        firing = sum(value for _, value in _asked(url, "count(ALERTS)"))
        failed = sum(map(float, _FAILED.findall(_metrics(url))))
    share = sum(cpu / interval for interval, (_, cpu) in spent.items())
    return [
        ("series, samples", f"{len(past):,}, {samples / 1e6:.1f} million"),
        *(
            (f"what is evaluated every {interval:g} s", f"{took:8.3f}   {cpu:.3f}")
            for interval, (took, cpu) in sorted(spent.items())
        ),
        ("share of a processor, all the time", f"{share:8.1%}"),
        ("alerts pending or firing, evaluations failed", f"{firing:8.0f}   {failed:.0f}"),
    ]


def _noisy() -> set[str]:
    """Return the tests whose series let alerts fire; without them, all is as in an installation that is well.

    Silent is what a test says of one alert. What lets others fire is found by trying.
    """
    noisy: set[str] = set()
    for _ in range(_TRIES):
        with _started(_history.series(without=noisy), _QUICK_PACE) as (url, _, _):
            _reads(url, 0)
            labels = [value for found, _ in _asked(url, "ALERTS") for value in found.values()]
        found = {number for value in labels for number in _TEST.findall(value)} - noisy
        if not found:
            break
        noisy |= found
    return noisy


@contextlib.contextmanager
def _started(past: list[_history.Past], pace: int) -> Iterator[tuple[str, dict[str, float], int]]:
    """Run Prometheus on this past; yield its address, each group's interval as shipped, and how many samples there are.

    Nothing is scraped, so that only the rules cost.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        intervals = _paced(rules.build(folder / "rules"), pace)
        samples = _history.write(past, folder, int(time.time()))
        with _prometheus(folder) as url:
            yield url, intervals, samples


def _paced(paths: list[Path], pace: int) -> dict[str, float]:
    """Have all groups evaluated every `pace` seconds; return how often they are as shipped."""
    intervals = {}
    for path in paths:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for group in content["groups"]:
            intervals[group["name"]] = _units.seconds(group.get("interval", f"{_ROUND_SECONDS}s"))
            group["interval"] = f"{pace}s"
        path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return intervals


@contextlib.contextmanager
def _prometheus(folder: Path) -> Iterator[str]:
    (folder / "prometheus.yml").write_text(
        yaml.safe_dump({"rule_files": [str(folder / "rules" / "*.yml")]}), encoding="utf-8"
    )
    (port,) = free_ports(1)
    command = [
        str(promtool().with_name("prometheus")),
        f"--config.file={folder / 'prometheus.yml'}",
        f"--storage.tsdb.path={folder / 'data'}",
        "--storage.tsdb.retention.time=60d",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    with (folder / "log").open("w") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _reads(url: str, rounds: int) -> list[_Read]:
    """Return what Prometheus tells, from when each group is at work until each had so many rounds more."""
    found: list[_Read] = []
    end = time.monotonic() + _LONGEST_SECONDS
    while time.monotonic() < end:
        time.sleep(3)
        read = _read(url)
        if read.rounds and min(read.rounds.values()) >= _WARM_ROUNDS:
            found.append(read)
            if all(read.rounds[name] - done >= rounds for name, done in found[0].rounds.items()):
                return found
    raise SystemExit(f"benchmarks: after {_LONGEST_SECONDS} s not all rules had been evaluated")


def _spent(reads: list[_Read], intervals: dict[str, float]) -> dict[float, tuple[float, float]]:
    """Return for each interval what one evaluation of its groups takes, and how much processor time.

    Other programs make the first longer, not the second. It is told for all together, and split as the first is.
    """
    first, last = reads[0], reads[-1]
    took = {name: statistics.median(read.took[name] for read in reads) for name in last.took}
    every = sum(seconds * (last.rounds[name] - first.rounds[name]) for name, seconds in took.items())
    once = {
        interval: sum(seconds for name, seconds in took.items() if intervals[name] == interval)
        for interval in set(intervals.values())
    }
    cpu = last.cpu - first.cpu
    return {interval: (seconds, cpu * seconds / every) for interval, seconds in once.items()}


def _read(url: str) -> _Read:
    text = _metrics(url)
    took, rounds = (
        {name: float(value) for name, value in pattern.findall(text)} for pattern in (_DURATION, _ROUNDS_OF)
    )
    return _Read(sum(map(float, _CPU.findall(text))), took, rounds)


def _asked(url: str, query: str) -> list[tuple[dict[str, str], float]]:
    answer = httpx.get(f"{url}/api/v1/query", params={"query": query}, timeout=60, trust_env=False)
    return [(one["metric"], float(one["value"][1])) for one in answer.json()["data"]["result"]]


def _metrics(url: str) -> str:
    with contextlib.suppress(httpx.TransportError):
        return httpx.get(f"{url}/metrics", timeout=60, trust_env=False).text
    return ""  # not ready yet


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="   ")
