"""Two programs that end their workers in ways of their own, past every finalizer and atexit.

Each is reached by wrapping the one method of it that runs last, where the program is already there when telemetry starts.
"""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_MARK = "_otel_kit_delivers"


def deliver_before_pool_exit(end: Callable[[], object]) -> None:
    """Call `end` in workers of billiard's pool, Celery's prefork, after the pool's own `on_exit`: os._exit follows."""

    def wrap(original: Callable[..., Any]) -> Callable[..., Any]:
        def do_exit(self: Any, *args: Any, **kwargs: Any) -> Any:
            theirs = self.on_exit

            def both(pid: int, exitcode: int) -> None:
                try:
                    if theirs is not None:
                        theirs(pid, exitcode)
                finally:
                    end()

            self.on_exit = both
            return original(self, *args, **kwargs)

        return do_exit

    _replace("billiard.pool", "Worker", "_do_exit", wrap)


def deliver_after_server_shutdown(deliver: Callable[[], object]) -> None:
    """Call `deliver` when uvicorn has shut down: it then dies of the signal, whose handler it took before we came."""

    def wrap(original: Callable[..., Any]) -> Callable[..., Any]:
        async def shutdown(self: Any, *args: Any, **kwargs: Any) -> None:
            try:
                await original(self, *args, **kwargs)
            finally:
                deliver()

        return shutdown

    _replace("uvicorn.server", "Server", "shutdown", wrap)


def _replace(
    module: str, owner: str, method: str, wrap: Callable[[Callable[..., Any]], Callable[..., Any]]
) -> None:
    kind = getattr(sys.modules.get(module), owner, None)
    original = getattr(kind, method, None)
    if original is None or hasattr(original, _MARK):
        return
    replacement = functools.wraps(original)(wrap(original))
    setattr(replacement, _MARK, True)
    setattr(kind, method, replacement)
