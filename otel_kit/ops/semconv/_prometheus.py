"""The name under which Prometheus stores a metric that comes over OTLP with `UnderscoreEscapingWithSuffixes`.

The rules are those of prometheus/otlptranslator; tests/chain/test_registry_names.py compares them with the real server.
"""

from __future__ import annotations

import re

__all__ = ["label_name", "metric_name", "series"]

_UNITS = {
    "d": "days", "h": "hours", "min": "minutes", "s": "seconds", "ms": "milliseconds", "us": "microseconds",
    "ns": "nanoseconds", "By": "bytes", "KiBy": "kibibytes", "MiBy": "mebibytes", "GiBy": "gibibytes",
    "TiBy": "tibibytes", "KBy": "kilobytes", "MBy": "megabytes", "GBy": "gigabytes", "TBy": "terabytes",
    "m": "meters", "V": "volts", "A": "amperes", "J": "joules", "W": "watts", "g": "grams", "Cel": "celsius",
    "Hz": "hertz", "1": "", "%": "percent",
}  # fmt: skip
_PER_UNITS = {
    "s": "second",
    "m": "minute",
    "h": "hour",
    "d": "day",
    "w": "week",
    "mo": "month",
    "y": "year",
}
_SEPARATOR = re.compile(r"[^A-Za-z0-9:]+")


def metric_name(name: str, instrument: str, unit: str) -> str:
    """Return the metric's name; a histogram's series have `_bucket`, `_count` and `_sum` after it."""
    tokens = [token for token in _SEPARATOR.split(name) if token]
    main, _, per = unit.partition("/")
    if (word := _word(main, _UNITS)) and word not in tokens:
        tokens.append(word)
    if (word := _word(per, _PER_UNITS)) and word not in tokens:
        tokens += ["per", word]
    if instrument == "counter":
        tokens = [*(token for token in tokens if token != "total"), "total"]  # noqa: S105 a suffix
    if instrument == "gauge" and unit == "1":
        tokens = [*(token for token in tokens if token != "ratio"), "ratio"]  # noqa: S105 a suffix
    text = "_".join(tokens)
    return f"_{text}" if text[:1].isdigit() else text


def label_name(key: str) -> str:
    """Return an attribute's name as a label."""
    text = re.sub(r"[^A-Za-z0-9_]", "_", key)
    return f"key_{text}" if text[:1].isdigit() else text


def series(prometheus: str, instrument: str) -> tuple[str, ...]:
    """Return the names of all series of a metric."""
    if instrument == "histogram":
        return tuple(f"{prometheus}{suffix}" for suffix in ("_bucket", "_count", "_sum"))
    return (prometheus,)


def _word(unit: str, words: dict[str, str]) -> str:
    if "{" in unit:
        return ""
    return "_".join(token for token in _SEPARATOR.split(words.get(unit.strip(), unit)) if token)
