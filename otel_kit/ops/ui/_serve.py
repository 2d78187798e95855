"""Serves the application: in the foreground until it is interrupted, or beside other work."""

from __future__ import annotations

import contextlib
import errno
import signal
import socket
import threading
from typing import TYPE_CHECKING

import uvicorn

from otel_kit.exceptions import ConfigurationError, OtelKitError
from otel_kit.ops._signals import interrupted_by
from otel_kit.ops.stack.health import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.types import ASGIApp

__all__ = ["LOOPBACK", "PORT", "serve", "serving"]

LOOPBACK = "127.0.0.1"
PORT = 9080  # a free one is taken where this is in use
_READY_WITHIN_SECONDS = 10.0
_END_WITHIN_SECONDS = 3  # open answers are cut off then
_ANY = {"0.0.0.0": LOOPBACK, "::": "::1"}  # noqa: S104 where a browser on this machine finds them


def serve(
    app: ASGIApp, *, listen: str = LOOPBACK, port: int | None = None, ready: Callable[[str], None]
) -> None:
    """Serve until SIGINT or SIGTERM, then return; `ready` is called with the address once it answers.

    `port` None takes 9080, or a free one where that is in use. Raises ConfigurationError for an address that
    cannot be listened on.
    """
    with _bound(listen, port) as bound:
        server = _Server(app, lambda: ready(_address(bound, listen)))
        with contextlib.suppress(KeyboardInterrupt), interrupted_by(signal.SIGTERM):
            server.run(sockets=[bound])  # it ends in good order, and then raises the signal again


@contextlib.contextmanager
def serving(app: ASGIApp, *, listen: str = LOOPBACK, port: int | None = None) -> Iterator[str]:
    """Serve in a thread inside the block, and give the address; when the block ends, so does it."""
    with _bound(listen, port) as bound:
        server = _Server(app)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, name="ui")
        thread.start()
        try:
            if not wait_until(lambda: server.started or not thread.is_alive(), _READY_WITHIN_SECONDS):
                raise OtelKitError(
                    "the page did not start within 10 s\n  → look at what this machine is busy with"
                )
            yield _address(bound, listen)
        finally:
            server.should_exit = True
            thread.join()


class _Server(uvicorn.Server):
    def __init__(self, app: ASGIApp, ready: Callable[[], None] = lambda: None) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                server_header=False,
                ws="none",
                timeout_graceful_shutdown=_END_WITHIN_SECONDS,
            )
        )
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        if self.started:
            self._ready()


@contextlib.contextmanager
def _bound(listen: str, port: int | None) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in listen else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((listen, PORT if port is None else port))
        except OSError as error:
            if port is not None or not _in_use(error):
                raise _not_bound(listen, port, error) from error
            one.bind((listen, 0))
        yield one


def _in_use(error: OSError) -> bool:
    return error.errno == errno.EADDRINUSE


def _not_bound(listen: str, port: int | None, error: OSError) -> ConfigurationError:
    if port is not None and _in_use(error):
        return ConfigurationError(
            "--port",
            port,
            problem="taken by another process",
            fix="give another, or leave --port out for a free one",
        )
    return ConfigurationError(
        "--listen",
        listen,
        problem=f"cannot be listened on ({error.strerror or error})",
        fix="give an address of this machine, such as 127.0.0.1 or 0.0.0.0",
    )


def _address(bound: socket.socket, listen: str) -> str:
    host = _ANY.get(listen, listen)
    return f"http://{f'[{host}]' if ':' in host else host}:{bound.getsockname()[1]}"
