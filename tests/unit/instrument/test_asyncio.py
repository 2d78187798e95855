"""asyncio: an event loop that something blocks says how late it is."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from typing import TYPE_CHECKING, Any
from weakref import ref

import pytest
import uvloop

from otel_kit import instrument

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.telemetry import Telemetry

LAG = "kit.event_loop.lag"
LOOPS = pytest.mark.parametrize(
    "make", [asyncio.new_event_loop, uvloop.new_event_loop], ids=["asyncio", "uvloop"]
)


async def block(seconds: float) -> None:
    """Do what must not be done in a coroutine, when the watch has begun, and let the loop breathe again."""
    await asyncio.sleep(0)
    time.sleep(seconds)  # noqa: ASYNC251 - the fault that is to be seen
    await asyncio.sleep(0.01)


def run(make: Callable[[], Any], main: Any) -> None:
    loop = make()
    try:
        loop.run_until_complete(main)
    finally:
        loop.close()


@LOOPS
def test_a_call_that_blocks_the_loop_is_seen(
    telemetry: Telemetry, install: Callable[..., None], make: Callable[[], Any]
) -> None:
    install("asyncio")
    run(make, block(0.6))
    point = telemetry.point(LAG)
    assert dict(point.attributes) == {"kit.event_loop.name": "main"}
    assert point.count == 1
    assert 0.3 < point.value < 2


@LOOPS
def test_a_loop_that_runs_already_is_watched_too(
    telemetry: Telemetry, install: Callable[..., None], make: Callable[[], Any]
) -> None:
    """As with uvicorn, which imports the service inside of its loop."""

    async def main() -> None:
        install("asyncio")
        await block(0.6)

    run(make, main())
    assert telemetry.point(LAG).count == 1


@pytest.mark.parametrize(("thread", "name"), [("websocket", "websocket"), ("Thread-7 (serve)", "other")])
def test_a_loop_of_another_thread_goes_by_the_name_that_somebody_gave_it(
    telemetry: Telemetry, install: Callable[..., None], thread: str, name: str
) -> None:
    install("asyncio")
    runner = threading.Thread(target=run, args=[asyncio.new_event_loop, block(0.3)], name=thread)
    runner.start()
    runner.join()
    assert telemetry.point(LAG).attributes["kit.event_loop.name"] == name


def test_a_loop_that_is_run_again_is_watched_once(telemetry: Telemetry, install: Callable[..., None]) -> None:
    loop = asyncio.new_event_loop()
    install("asyncio")
    for _ in range(3):
        loop.run_until_complete(asyncio.sleep(0))
    loop.run_until_complete(block(0.3))
    loop.close()
    assert telemetry.point(LAG).count == 1


def test_a_loop_that_was_closed_raises_as_ever_and_is_freed(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("asyncio")
    loop = asyncio.new_event_loop()
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()
    with pytest.raises(RuntimeError, match="closed"):
        loop.run_forever()
    remembered = ref(loop)
    del loop
    gc.collect()
    assert remembered() is None


def test_nothing_is_watched_once_it_is_taken_out(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("asyncio")

    async def main() -> None:
        instrument.uninstall()
        await block(0.3)

    run(asyncio.new_event_loop, main())
    assert telemetry.points(LAG) == []
