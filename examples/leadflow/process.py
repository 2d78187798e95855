"""What each of leadflow's services does before it serves."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import time

from leadflow import VERSION, settings
from otel_kit import signals


def prepare() -> None:
    """Log to standard error, and end on SIGTERM as Python ends: what telemetry waits is still sent."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    os.environ.setdefault("OTEL_KIT_AUDIT_FOLDER", str(settings.current().state / "audit"))


def announce(service: str) -> None:
    """Tell that this version is out now: what changes from here on may have to do with it."""
    signals.delivery.finished(
        f"{service} {VERSION} is out", service=service, result="success", version=VERSION
    )
    signals.delivery.last_success(time.time(), service=service)
    signals.delivery.traffic_share(1.0, service=service, color="blue")
    signals.delivery.instances(1, service=service, color="blue", health="healthy")
    signals.delivery.instances(0, service=service, color="blue", health="unhealthy")


def listen(port: int) -> socket.socket:
    """Return a socket that listens on loopback, or end the process with one sentence."""
    try:
        return socket.create_server(("127.0.0.1", port), backlog=128)
    except OSError as error:
        sys.exit(
            f"leadflow: --port: {os.strerror(error.errno or 0).lower()}, got {port}\n  → --port 0 takes a free one"
        )
    except OverflowError:
        sys.exit(f"leadflow: --port: must be from 0 to 65535, got {port}")
