"""How long a real Prometheus takes to evaluate all rules once, with 100,000 series and weeks of the slow ones."""

from __future__ import annotations

import contextlib
import re
import statistics
import subprocess
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import yaml

from benchmarks import _history
from otel_kit.ops import rules
from otel_kit.ops.rules._promtool import promtool
from otel_kit.ops.stack.ports import free_ports

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

TITLE = (
    "All rules on a Prometheus with 100,000 series (seconds a round, of the clock and of a processor; goal 1)"
)
_SERIES = 100_000
_FEW = 3_000  # four instances of each service, so that what is added up over them is the same
_ROUNDS = 4
_WRITING_SECONDS = (
    420  # longest that the blocks take; their last sample is of the moment in which Prometheus starts
)
_DURATION = re.compile(
    r'^prometheus_rule_group_last_duration_seconds\{rule_group="[^"]*;([^"]+)"\} (\S+)$', re.MULTILINE
)
_CPU = re.compile(r"^process_cpu_seconds_total (\S+)$", re.MULTILINE)
_SLOW_SECONDS = 120  # how often the slow groups are evaluated
_TEST = re.compile(r"-(\d+)(?:-[123])?$")  # without the number of the copy
_ROUNDS_OF = re.compile(
    r'^prometheus_rule_group_iterations_total\{rule_group="[^"]*;([^"]+)"\} (\S+)$', re.MULTILINE
)
_FAILED = re.compile(r"^prometheus_rule_evaluation_failures_total\{.*\} (\S+)$", re.MULTILINE)


def rows() -> list[tuple[str, str]]:
    """Write the past, start Prometheus on it with the shipped rules, and read how long its rounds take.

    Silent is what a test says of one alert. What lets others fire is found with a small past first, and left out.
    """
    noisy = _noisy()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        groups = _groups(rules.build(folder / "rules"))
        until = int(time.time()) + _WRITING_SECONDS
        past = _history.series(_SERIES, noisy)
        samples = _history.write_blocks(past, folder, until)
        if time.time() > until:
            raise SystemExit(
                f"benchmarks: the blocks took more than {_WRITING_SECONDS} s; their samples are too old"
            )
        time.sleep(until - time.time())
        with _prometheus(folder) as url:
            spent = _spent(url, groups)
            firing = sum(value for _, value in _asked(url, "count(ALERTS)"))
            failed = sum(map(float, _FAILED.findall(_metrics(url))))
    return [
        ("series, samples", f"{len(past):,}, {samples / 1e6:.1f} million"),
        *((label, f"{took:8.3f}   {cpu:.3f}") for label, took, cpu in spent),
        ("alerts pending or firing, evaluations failed", f"{firing:8.0f}   {failed:.0f}"),
    ]


def _noisy() -> set[str]:
    """Return the tests whose series let some alert fire."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        groups = _groups(rules.build(folder / "rules"))
        quick = [replace(one, seconds=min(one.seconds, 6 * 3600)) for one in _history.series(_FEW)]
        _history.write_blocks(quick, folder, int(time.time()))
        with _prometheus(folder) as url:
            # Prometheus tells of alerts from the second round on.
            _measured(url, [group for group, interval in groups.items() if not interval], rounds=3)
            labels = [value for found, _ in _asked(url, "ALERTS") for value in found.values()]
    return {number for value in labels for number in _TEST.findall(value)}


def _groups(paths: list[Path]) -> dict[str, str]:
    """Return the groups with their own interval, an empty text where they have none."""
    return {
        group["name"]: group.get("interval", "")
        for path in paths
        for group in yaml.safe_load(path.read_text(encoding="utf-8"))["groups"]
    }


@contextlib.contextmanager
def _prometheus(folder: Path) -> Iterator[str]:
    """Run Prometheus on the blocks; nothing is scraped, so that only the rules cost."""
    config: dict[str, Any] = {
        "global": {"evaluation_interval": f"{_history.STEP_SECONDS}s"},
        "rule_files": [str(folder / "rules" / "*.yml")],
    }
    (folder / "prometheus.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
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


def _measured(url: str, groups: Collection[str], rounds: int = _ROUNDS) -> dict[str, float]:
    """Return each group's median duration, once all have been evaluated and some rounds are over."""
    found: dict[str, list[float]] = {}
    end = time.monotonic() + 600
    while time.monotonic() < end:
        time.sleep(_history.STEP_SECONDS)
        for group, seconds in _DURATION.findall(_metrics(url)):
            if float(seconds):
                found.setdefault(group, []).append(float(seconds))
        if found.keys() >= set(groups) and min(map(len, found.values())) >= rounds:
            return {group: statistics.median(figures) for group, figures in found.items()}
    missing = ", ".join(set(groups) - found.keys())
    raise SystemExit(f"benchmarks: these groups were not evaluated in time: {missing}")


def _spent(url: str, groups: dict[str, str]) -> list[tuple[str, float, float]]:
    """Return of the quick and of the slow groups what one evaluation of all takes, and how much processor time.

    Other programs make the first longer, not the second. It is told for both together, and split as the first is.
    """
    took = _measured(url, groups)
    cpu, rounds = _counted(url)
    time.sleep(_SLOW_SECONDS)
    cpu_later, rounds_later = _counted(url)
    parts = []
    for label, slow in (("a round, every 15 s", False), ("the slow groups, every 2 min", True)):
        names = [name for name, interval in groups.items() if bool(interval) is slow]
        times = statistics.mean(rounds_later[name] - rounds[name] for name in names)
        parts.append((label, sum(took[name] for name in names), times))
    all_seconds = sum(seconds * times for _, seconds, times in parts)
    return [(label, seconds, (cpu_later - cpu) * seconds / all_seconds) for label, seconds, _ in parts]


def _counted(url: str) -> tuple[float, dict[str, float]]:
    """Return the processor time that Prometheus has had, and how often it has evaluated each group."""
    text = _metrics(url)
    return float(_CPU.findall(text)[0]), {name: float(count) for name, count in _ROUNDS_OF.findall(text)}


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
