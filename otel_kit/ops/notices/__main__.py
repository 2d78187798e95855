"""`python -m otel_kit.ops.notices`: run the sink until it is stopped."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path

from otel_kit.ops.notices._server import Sink
from otel_kit.ops.notices._store import Store

_LAST_PORT = 65535


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > _LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 0 to {_LAST_PORT}")
    return int(text)


def main() -> None:
    """Serve notices on loopback."""
    parser = argparse.ArgumentParser(
        prog="python -m otel_kit.ops.notices", description="Keep what Alertmanager delivers."
    )
    parser.add_argument("--port", type=_port, required=True, help="port on 127.0.0.1")
    parser.add_argument("--data", type=Path, required=True, help="folder of notices.jsonl")
    given = parser.parse_args()
    try:
        sink = Sink(given.port, Store(given.data / "notices.jsonl"))
    except OSError as error:
        sys.exit(f"notices: {error.filename or f'port {given.port}'}: {error.strerror}")
    with sink, contextlib.suppress(KeyboardInterrupt):
        sink.serve_forever()


if __name__ == "__main__":
    main()
