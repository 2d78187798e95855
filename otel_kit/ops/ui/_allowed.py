"""What the proxy passes on: a table of reads. Whatever is not in it is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from otel_kit.ops.ui._limits import lines, plain, points, spans

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from otel_kit.ops.ui._limits import Asked

__all__ = ["BACKENDS", "RefusedError", "Route", "route_of"]

_READS = ("GET", "HEAD")
_FORMS = ("GET", "HEAD", "POST")  # Prometheus' queries may be too long for an address
_LABEL = r"[A-Za-z_:][\w:.%-]*"
_TRACE = r"[0-9A-Fa-f]{1,32}"


class RefusedError(Exception):
    """The proxy does not pass this on; `status` is that of the answer, the message says why and what goes."""

    def __init__(self, status: int, why: str) -> None:
        """Keep both."""
        self.status = status
        super().__init__(why)


@dataclass(frozen=True)
class Route:
    """One path of a backend that may be read. `limit` looks at the question and returns it, bounded."""

    backend: str
    path: str
    limit: Callable[[Asked], Asked] = plain
    methods: tuple[str, ...] = _READS


def _routes(
    backend: str, below: str, table: Mapping[str, Callable[[Asked], Asked]], *forms: str
) -> list[Route]:
    return [
        Route(backend, below + path, limit, _FORMS if path in forms else _READS)
        for path, limit in table.items()
    ]


# https://prometheus.io/docs/prometheus/latest/querying/api/
_PROMETHEUS = {
    "query": points,
    "query_range": points,
    "query_exemplars": plain,
    "series": plain,
    "labels": plain,
    f"label/{_LABEL}/values": plain,
    "metadata": plain,
    "rules": plain,
    "alerts": plain,
    "parse_query": plain,
    "status/buildinfo": plain,
}
# https://grafana.com/docs/tempo/latest/api_docs/
_TEMPO = {
    f"traces/{_TRACE}": plain,
    f"v2/traces/{_TRACE}": plain,
    "search": spans,
    "search/tags": plain,
    f"search/tag/{_LABEL}/values": plain,
    "v2/search/tags": plain,
    f"v2/search/tag/{_LABEL}/values": plain,
    "echo": plain,
    "status/buildinfo": plain,
}
# https://grafana.com/docs/loki/latest/reference/loki-http-api/
_LOKI = {
    "query": lines,
    "query_range": lines,
    "labels": plain,
    f"label/{_LABEL}/values": plain,
    "series": plain,
    "index/stats": plain,
    "index/volume": plain,
    "status/buildinfo": plain,
}
# https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml
_ALERTMANAGER = {
    "alerts": plain,
    "alerts/groups": plain,
    "silences": plain,
    "status": plain,
    "receivers": plain,
}

_TABLE = (
    *_routes(
        "prometheus", "/api/v1/", _PROMETHEUS, "query", "query_range", "query_exemplars", "series", "labels"
    ),
    *_routes("tempo", "/api/", _TEMPO),
    *_routes("loki", "/loki/api/v1/", _LOKI),
    *_routes("alertmanager", "/api/v2/", _ALERTMANAGER),
)
BACKENDS = tuple(dict.fromkeys(route.backend for route in _TABLE))


def route_of(backend: str, method: str, path: str) -> Route:
    """Return the route of a request; raise RefusedError with 404, 403 or 405."""
    if backend not in BACKENDS:
        raise RefusedError(404, f"no backend is called {backend!r}; there are {', '.join(BACKENDS)}")
    found = next(
        (route for route in _TABLE if route.backend == backend and re.fullmatch(route.path, path)), None
    )
    if found is None:
        raise RefusedError(403, f"{path} of {backend} is not passed on: this page reads, by a list of paths")
    if method not in found.methods:
        raise RefusedError(
            405,
            f"{method} {path} of {backend} is not passed on: this page only reads ({' or '.join(found.methods)})",
        )
    return found
