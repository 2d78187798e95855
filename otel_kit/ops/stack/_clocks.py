"""Whether the servers' clocks, and the samples that they store, agree with the clock here."""

from __future__ import annotations

import json
import time
import urllib.parse
import urllib.request
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from otel_kit.ops.stack.endpoints import Endpoints

__all__ = ["ahead", "newest_sample_ahead"]

_TIMEOUT_SECONDS = 2.0
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
_READY = {"prometheus": "/-/ready", "alertmanager": "/-/ready", "loki": "/ready", "tempo": "/ready"}
_NEWEST = "max(timestamp(up))"


def ahead(endpoints: Endpoints) -> dict[str, float]:
    """Return by how many seconds each answering server's clock is ahead, to the second: their Date header."""
    found = {}
    for server, path in _READY.items():
        with suppress(OSError, ValueError, TypeError):
            with _DIRECT.open(getattr(endpoints, server) + path, timeout=_TIMEOUT_SECONDS) as answer:
                date = answer.headers["Date"]
            found[server] = parsedate_to_datetime(date).timestamp() - time.time()
    return found


def newest_sample_ahead(prometheus: str) -> float | None:
    """Return by how many seconds Prometheus' newest scraped sample is ahead; `None` if it has none or is away."""
    query = urllib.parse.urlencode({"query": _NEWEST})
    with suppress(OSError, ValueError, LookupError):
        with _DIRECT.open(f"{prometheus}/api/v1/query?{query}", timeout=_TIMEOUT_SECONDS) as answer:
            result = json.load(answer)["data"]["result"]
        return float(result[0]["value"][1]) - time.time()
    return None
