"""Applications on real servers."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import uvicorn

from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["uvicorn_serving"]


@contextmanager
def uvicorn_serving(app: Any) -> Iterator[str]:
    """Run the application on uvicorn, on a free port, for the block; gives its URL. It has ended behind the block."""
    config = uvicorn.Config(app, port=0, log_level="critical", lifespan="off", ws="websockets-sansio")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_for(lambda: server.started, 10, "uvicorn")
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
