"""Parsers of settings: from what a person wrote to a value, or a `ConfigurationError` that says what to write."""

from __future__ import annotations

import difflib
import logging
import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from otel_kit.exceptions import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable

_TRUE = frozenset({"true", "1", "yes", "on"})
_FALSE = frozenset({"false", "0", "no", "off"})
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_LARGEST_PORT = 65_535
_SHORTEST_KEY = 16


def text(key: str, value: object) -> str:
    """Take any text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise ConfigurationError(
            key, value, problem="must be a text that is not empty", fix=f"{key}=checkout"
        )
    return value.strip()


def endpoint(key: str, value: object) -> str:
    """Take an http or https URL with a host; a port that is not a number is refused."""
    url = text(key, value)
    try:
        parts = urlsplit(url)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # the port, or brackets that do not close
        fits = False
    if fits and "@" in parts.netloc:
        raise ConfigurationError(
            key,
            parts.netloc.rpartition("@")[2],
            problem="must not hold a user or a password",
            fix="send them as OTEL_EXPORTER_OTLP_HEADERS=authorization=…",
        )
    if not fits or any(character.isspace() for character in url):
        raise ConfigurationError(
            key, value, problem="must be an http or https URL", fix="write it like http://127.0.0.1:4318"
        )
    return url.rstrip("/")


def pairs(key: str, value: object) -> dict[str, str]:
    """Take a mapping, or text like `key=value,key=value` with percent-encoded values."""
    if isinstance(value, Mapping):
        return {str(name): str(content) for name, content in value.items()}
    found = {}
    for item in str(value).split(","):
        name, equals, content = item.partition("=")
        if not item.strip():
            continue
        if not equals or not name.strip():
            # The rest may be a secret: only the part that is wrong is shown.
            raise ConfigurationError(
                key,
                name.strip()[:20],
                problem="each part must be key=value",
                fix=f"{key}=team=core,region=eu",
            )
        found[name.strip()] = unquote(content.strip())
    return found


def types(key: str, value: object) -> dict[str, str]:
    """Take pairs whose keys are names of classes, or in a mapping the classes themselves."""
    if isinstance(value, Mapping):
        from otel_kit.pipeline.fingerprint import type_name

        value = {type_name(name) if isinstance(name, type) else name: one for name, one in value.items()}
    return pairs(key, value)


def headers(key: str, value: object) -> dict[str, str]:
    """Take pairs that can be headers of HTTP; what is wrong with a value is told without the value."""
    found = pairs(key, value)
    for name, content in found.items():
        if not f"{name}{content}".isascii() or not f"{name}{content}".isprintable() or " " in name:
            raise ConfigurationError(
                key,
                name,
                problem="a header must be printable ASCII",
                fix="leave out line breaks, spaces in names, and letters beyond ASCII",
            )
    return found


def key(name: str, value: object) -> bytes:
    """Take a key of at least 16 bytes; an error tells its length only."""
    found = str(value).encode()
    if len(found) < _SHORTEST_KEY:
        raise ConfigurationError(
            name,
            f"{len(found)} bytes",
            problem=f"must be a key of at least {_SHORTEST_KEY} bytes",
            fix="make one: openssl rand -base64 32",
        )
    return found


def positive(key: str, value: object) -> int:
    """Take a whole number above zero."""
    return _whole(key, value, least=1)


def port(key: str, value: object) -> int:
    """Take a TCP port."""
    number = _whole(key, value, least=1)
    if number > _LARGEST_PORT:
        raise ConfigurationError(
            key, value, problem="must be a port", fix=f"choose one of 1 to {_LARGEST_PORT}"
        )
    return number


def milliseconds(key: str, value: object) -> float:
    """Take milliseconds from text and seconds from a default; return seconds."""
    if isinstance(value, float):
        return value
    return _whole(key, value, least=1) / 1000


def seconds(key: str, value: object) -> float:
    """Take a duration in seconds above zero."""
    return _number(key, value, lambda number: 0 < number < float("inf"), "a number of seconds above 0", "10")


def ratio(key: str, value: object) -> float:
    """Take a share from 0 to 1."""
    return _number(key, value, lambda number: 0 <= number <= 1, "a share from 0 to 1", "0.25")


def boolean(key: str, value: object) -> bool:
    """Take true or false."""
    word = str(value).lower()
    if word in _TRUE | _FALSE:
        return word in _TRUE
    raise ConfigurationError(key, value, problem="must be true or false", fix=f"{key}=true")


def log_level(key: str, value: object) -> int:
    """Take a level of Python's logging, by name or number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    name = str(value).upper()
    if name.isdecimal():
        return int(name)
    level = getattr(logging, name, None) if name in _LEVELS else None
    if not isinstance(level, int):
        raise ConfigurationError(
            key, value, problem="must be a log level", fix=f"choose one of {', '.join(_LEVELS)}"
        )
    return level


def names(key: str, value: object) -> frozenset[str]:
    """Take names as text with commas or as an iterable; `none` is the empty set."""
    if isinstance(value, str):
        found = frozenset(part.strip().lower() for part in value.split(",") if part.strip())
        return found - {"none"}
    if isinstance(value, Iterable):
        return frozenset(str(part).lower() for part in value)
    raise ConfigurationError(key, value, problem="must be names", fix=f"{key}=fastapi,celery")


def words(key: str, value: object) -> frozenset[str]:
    """Take texts as they are: percent-encoded and with commas between them, or an iterable."""
    if isinstance(value, str):
        return frozenset(unquote(part.strip()) for part in value.split(",") if part.strip())
    if isinstance(value, Iterable):
        return frozenset(str(part) for part in value)
    raise ConfigurationError(key, value, problem="must be texts", fix=f"{key}=one,another")


def redaction(key: str, value: object) -> Any:
    """Take true, false, or the rules themselves."""
    if isinstance(value, (str, bool)):
        return boolean(key, value)
    from otel_kit.pipeline.redaction import Rules

    if isinstance(value, Rules):
        return value
    raise ConfigurationError(
        key,
        value,
        problem="must be true, false or rules",
        fix="redaction=otel_kit.pipeline.redaction.Rules(…)",
    )


def file(key: str, value: object) -> str:
    """Take the path of a file that can be read."""
    path = text(key, value)
    if "\0" in path or not os.access(path, os.R_OK):
        raise ConfigurationError(
            key, value, problem="must be a file that can be read", fix="mend path or permissions"
        )
    return path


def one_of(*known: str) -> Callable[[str, object], str]:
    """Make a parser that takes one of these words."""

    def parse(key: str, value: object) -> str:
        word = str(value).strip().lower()
        if word in known:
            return word
        near = difflib.get_close_matches(word, known, n=1)
        fix = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(known)}"
        raise ConfigurationError(key, value, problem=f"must be one of {', '.join(known)}", fix=fix)

    return parse


def _whole(key: str, value: object, *, least: int) -> int:
    try:
        number = int(str(value))
    except ValueError:
        number = least - 1
    if isinstance(value, bool) or number < least:
        raise ConfigurationError(
            key, value, problem=f"must be a whole number of at least {least}", fix=f"{key}={least * 1000}"
        )
    return number


def _number(key: str, value: object, fits: Callable[[float], bool], wanted: str, example: str) -> float:
    try:
        number = float(str(value))
    except ValueError:
        number = float("nan")
    if not fits(number):
        raise ConfigurationError(key, value, problem=f"must be {wanted}", fix=f"{key}={example}")
    return number
