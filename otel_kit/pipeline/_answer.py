"""What a collector's answer means: accepted, try again, or never (OTLP specification, "OTLP/HTTP Response")."""

from __future__ import annotations

import dataclasses
import enum
import socket
import ssl
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import http.client
    from collections.abc import Callable

_RETRYABLE = frozenset({408, 429, 502, 503, 504})
_SUCCESS = range(200, 300)


class Verdict(enum.Enum):
    """What to do with the request that was answered."""

    ACCEPTED = enum.auto()
    RETRY = enum.auto()
    REFUSED = enum.auto()


@dataclasses.dataclass(frozen=True)
class Answer:
    """One export request's end: `error` names what failed in few words for metrics, `detail` tells people.

    `reached` is false where nothing listens.
    """

    verdict: Verdict
    detail: str = ""
    error: str = ""
    body: bytes = b""
    retry_after: float = 0.0
    reached: bool = True


def from_status(status: int, reason: str, retry_after: str | None, body: bytes) -> Answer:
    """Judge an HTTP response."""
    detail = f"{status} {reason}".strip()
    if status in _SUCCESS:
        return Answer(Verdict.ACCEPTED, detail, body=body)
    if status in _RETRYABLE:
        wait = float(retry_after) if retry_after and retry_after.strip().isdecimal() else 0.0
        return Answer(Verdict.RETRY, f"it answers {detail}", str(status), retry_after=wait)
    return Answer(Verdict.REFUSED, detail, str(status))


def from_error(error: OSError | http.client.HTTPException | UnicodeError, timeout: float) -> Answer:
    """Judge a request that had no response. All of these may be better next time."""
    for kind, name, describe in _ERRORS:
        if isinstance(error, kind):
            absent = kind in _ABSENT
            return Answer(Verdict.RETRY, describe(error, timeout), name, reached=not absent)
    return Answer(Verdict.RETRY, _in_words(error), "network")


def _in_words(error: BaseException) -> str:
    words = error.strerror if isinstance(error, OSError) else None
    return (words or str(error) or type(error).__name__).lower()


_ABSENT = (ConnectionRefusedError, socket.gaierror, UnicodeError)
_ERRORS: tuple[tuple[type[Exception], str, Callable[[Exception, float], str]], ...] = (
    (TimeoutError, "timeout", lambda _, timeout: f"no answer within {timeout:.3g} s"),
    (ConnectionRefusedError, "connection_refused", lambda *_: "connection refused"),
    (socket.gaierror, "name_unknown", lambda *_: "its name is not known"),
    (UnicodeError, "name_unknown", lambda *_: "its name is none that a host can have"),
    (ssl.SSLError, "tls", lambda error, _: f"TLS: {_in_words(error)}"),
)
