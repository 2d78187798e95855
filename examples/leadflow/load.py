"""The load generator: `python -m leadflow.load --rate 20 --seconds 60`. Its last line sums up, as JSON."""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import asyncio
import json
import random
import signal
import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

import httpx

from leadflow import outside, settings, visitors

if TYPE_CHECKING:
    from collections.abc import Iterator

_AT_ONCE = 100  # requests under way; beyond that the load waits, as visitors would
_ANSWER_SECONDS = 10.0


@dataclass
class Tally:
    """What came of the requests of one kind; `unanswered` had no connection, or no answer in time."""

    sent: int = 0
    accepted: int = 0
    refused: int = 0
    unanswered: int = 0
    by_source: dict[str, int] = field(default_factory=dict)  # of the accepted, where they have a source

    def add(self, visit: visitors.Visit, status: int | None) -> None:
        """Count one answer; no status is no answer."""
        if status is None:
            self.unanswered += 1
        elif status >= httpx.codes.BAD_REQUEST:
            self.refused += 1
        else:
            self.accepted += 1
            if source := visit.body.get("source"):
                self.by_source[source] = self.by_source.get(source, 0) + 1


class Load:
    """Sends visits at a steady rate and counts the answers."""

    def __init__(self, client: httpx.AsyncClient, rate: float) -> None:
        """Send `rate` requests a second."""
        self.tallies = {kind: Tally() for kind in visitors.KINDS}
        self.stop = asyncio.Event()
        self._client = client
        self._rate = rate
        self._room = asyncio.Semaphore(_AT_ONCE)

    async def run(self, visits: Iterator[visitors.Visit], seconds: float, leads: float) -> None:
        """Send until the time is over, so many leads are sent, or `stop` is set; then await the answers."""
        began = time.monotonic()
        under_way: set[asyncio.Task[None]] = set()
        number = 0
        while number / self._rate < seconds and self.tallies["leads"].sent < leads:
            if await self._stopped_before(began + number / self._rate):
                break
            await self._room.acquire()
            visit = next(visits)
            self.tallies[visit.kind].sent += 1
            task = asyncio.create_task(self._send(visit))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
            number += 1
        await asyncio.gather(*under_way)

    async def _stopped_before(self, due: float) -> bool:
        """Wait until `due`; tell whether the load was stopped by then."""
        try:
            await asyncio.wait_for(self.stop.wait(), max(0.0, due - time.monotonic()))
        except asyncio.TimeoutError:
            return False
        return True

    async def _send(self, visit: visitors.Visit) -> None:
        try:
            answer = await self._client.post(visit.url, json=visit.body)
            self.tallies[visit.kind].add(visit, answer.status_code)
        except httpx.TransportError:
            self.tallies[visit.kind].add(visit, None)
        finally:
            self._room.release()


async def generate(options: argparse.Namespace) -> dict[str, Tally]:
    """Generate the load that the command line asks for; SIGTERM and Ctrl-C end it early."""
    where = settings.current()
    visits = visitors.visits(random.Random(options.seed), where)
    async with httpx.AsyncClient(timeout=_ANSWER_SECONDS) as client:
        load = Load(client, options.rate)
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, load.stop.set)
        print(f"{options.rate:g} requests a second; Ctrl-C ends it", flush=True)
        async with outside.world(client, where):
            await load.run(visits, options.seconds, options.leads)
    return load.tallies


def _above_zero(text: str) -> float:
    value = float(text)
    if not value > 0:
        raise argparse.ArgumentTypeError(f"must be above 0, got {text!r}")
    return value


def main() -> None:
    """Generate load and sum up."""
    parser = argparse.ArgumentParser(prog="python -m leadflow.load")
    parser.add_argument("--rate", type=_above_zero, default=20.0, help="requests a second")
    parser.add_argument("--seconds", type=_above_zero, default=float("inf"), help="how long (no end)")
    parser.add_argument("--leads", type=_above_zero, default=float("inf"), help="end after so many leads")
    parser.add_argument("--seed", type=int, default=None, help="the same visitors each time")
    options = parser.parse_args()
    tallies = asyncio.run(generate(options))
    print(json.dumps({kind: asdict(tally) for kind, tally in tallies.items()}), flush=True)


if __name__ == "__main__":
    main()
