"""A TCP proxy between two processes that can be slow, and can be cut."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Proxy:
    """Hands on what comes at `port` to `target` on loopback, in a thread of its own."""

    def __init__(self, port: int, target: int) -> None:
        """Listen as soon as `running` is entered."""
        self.port = port
        self._target = target
        self._delay = 0.0
        self._is_cut = False
        self._loop: asyncio.AbstractEventLoop
        self._writers: set[asyncio.StreamWriter] = set()

    @contextlib.contextmanager
    def running(self) -> Iterator[Proxy]:
        """Serve inside the block."""
        self._loop = asyncio.new_event_loop()
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", self.port))
        thread = threading.Thread(target=self._loop.run_forever, name=f"proxy-{self.port}")
        thread.start()
        try:
            yield self
        finally:
            asyncio.run_coroutine_threadsafe(self._end(server), self._loop).result()
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join()
            self._loop.close()

    @contextlib.contextmanager
    def slow(self, seconds: float) -> Iterator[None]:
        """Keep each answer back for so long inside the block."""
        self._delay = seconds
        try:
            yield
        finally:
            self._delay = 0.0

    @contextlib.contextmanager
    def cut(self) -> Iterator[None]:
        """End every connection, and take none inside the block."""
        self._is_cut = True
        self.drop()
        try:
            yield
        finally:
            self._is_cut = False

    def drop(self) -> None:
        """End every connection; new ones are welcome."""
        asyncio.run_coroutine_threadsafe(self._drop(), self._loop).result()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        with contextlib.suppress(OSError):
            if not self._is_cut:
                there, on = await asyncio.open_connection("127.0.0.1", self._target)
                self._writers.add(on)
                await asyncio.gather(self._pass(reader, on), self._pass(there, writer, is_answer=True))
        writer.close()
        self._writers.discard(writer)

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, is_answer: bool = False
    ) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                if is_answer and self._delay:
                    await asyncio.sleep(self._delay)
                writer.write(data)
                await writer.drain()
        writer.close()
        self._writers.discard(writer)

    async def _drop(self) -> None:
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    async def _end(self, server: asyncio.Server) -> None:
        server.close()
        await self._drop()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        await asyncio.gather(*others, return_exceptions=True)
