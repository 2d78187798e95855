"""`tsdb-writer`, which gives the benchmark of the rules its past: a real Prometheus starts on what it has written."""

from __future__ import annotations

import json
import subprocess
import time
from typing import TYPE_CHECKING

import httpx
import pytest

from support.past import prometheus_on
from support.programs import program

if TYPE_CHECKING:
    from pathlib import Path

HOUR = 3600


def written(folder: Path, now: int, *series: dict[str, object]) -> subprocess.CompletedProcess[str]:
    command = [str(program("tsdb-writer")), "-data", str(folder / "data"), "-now", str(now)]
    lines = "\n".join(json.dumps(one) for one in series)
    return subprocess.run(command, input=lines, capture_output=True, text=True, check=False)


def growing(name: str, since: int, until: int) -> dict[str, object]:
    """Return a series that begins with 5 and grows by 1 a minute."""
    labels = {"__name__": name, "job": "shop"}
    return {"labels": labels, "from": since, "until": until, "step": 60, "start": 5, "growth": 1 / 60}


@pytest.fixture
def now() -> int:
    return int(time.time()) // 60 * 60


def test_prometheus_finds_each_sample_of_the_past_and_of_the_minutes_to_come(
    tmp_path: Path, now: int
) -> None:
    long, short = growing("long", now - 5 * HOUR, now + 600), growing("short", now - 600, now + 600)
    done = written(tmp_path, now, long, short)

    assert (done.returncode, done.stdout.strip()) == (0, str(5 * 60 + 10 + 1 + 20 + 1)), done.stderr
    with prometheus_on(tmp_path) as url:
        for query, at, value in (
            ("long", now - 5 * HOUR, 5),
            ("long", now - 2 * HOUR, 5 + 3 * 60),
            ("long", now + 600, 5 + 5 * 60 + 10),
            ("count_over_time(long[6h])", now, 5 * 60 + 1),
            ("short", now, 5 + 10),
        ):
            params: dict[str, str | int] = {"query": query, "time": at}
            answer = httpx.get(f"{url}/api/v1/query", params=params, trust_env=False).json()
            assert [float(one["value"][1]) for one in answer["data"]["result"]] == pytest.approx([value]), (
                query
            )


def test_what_cannot_be_written_is_refused_with_its_line(tmp_path: Path, now: int) -> None:
    done = written(tmp_path, now, growing("a", now - 60, now), growing("b", now - 60, now) | {"step": 0})

    assert done.returncode == 1
    assert done.stderr == "tsdb-writer: line 2: step must be more than 0, got 0\n"
