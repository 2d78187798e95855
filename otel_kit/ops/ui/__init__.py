"""`otel-kit ui`: the dashboards, traces, logs and alerts of the chain in a browser, without Grafana.

    page (built from ui/) → /api (otel_kit itself) · /proxy (reads of Prometheus, Tempo, Loki, Alertmanager)

The server only reads: a table names what may be asked, each question is bounded in time and size. `studio` draws
pictures of the page with a headless Chromium.
"""

from __future__ import annotations

from otel_kit.ops.ui._access import is_loopback
from otel_kit.ops.ui._app import application
from otel_kit.ops.ui._backends import Backends
from otel_kit.ops.ui._browser import Traffic, chromium
from otel_kit.ops.ui._desktop import show
from otel_kit.ops.ui._pictures import Picture, Studio, studio
from otel_kit.ops.ui._serve import LOOPBACK, PORT, serve, serving
from otel_kit.ops.ui._stack import Found, servers

__all__ = [
    "LOOPBACK",
    "PORT",
    "Backends",
    "Found",
    "Picture",
    "Studio",
    "Traffic",
    "application",
    "chromium",
    "is_loopback",
    "serve",
    "servers",
    "serving",
    "show",
    "studio",
]
