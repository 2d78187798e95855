"""Whether a server is ready, by its own word."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["answers", "wait_until"]

_TIMEOUT_SECONDS = 2.0
_POLL_SECONDS = 0.05
_WORDS_SHOWN = 100
_LOOPBACK_ONLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def answers(url: str) -> str:
    """Return an empty string if `url` answers 200, else why it is not ready, in a few words."""
    try:
        with _LOOPBACK_ONLY.open(url, timeout=_TIMEOUT_SECONDS):
            return ""
    except urllib.error.HTTPError as error:
        with error:
            words = " ".join(error.read(_WORDS_SHOWN).decode(errors="replace").split())
        return f"answers {error.code}" + (f": {words}" if words else "")
    except TimeoutError:
        return f"no answer within {_TIMEOUT_SECONDS:g} s"
    except (OSError, http.client.HTTPException):
        return "does not listen"


def wait_until(done: Callable[[], bool], timeout: float) -> bool:
    """Poll `done` until it is true, for at most `timeout` seconds; return whether it came true."""
    end = time.monotonic() + timeout
    while not done():
        if time.monotonic() >= end:
            return False
        time.sleep(_POLL_SECONDS)
    return True
