"""A Flask service that knows nothing of otel_kit; `opentelemetry-instrument` brings it in from outside.

The counter is OpenTelemetry's own API, which does nothing where nobody listens.
"""

from __future__ import annotations

import argparse
import logging
import threading

import httpx
from flask import Flask, request
from opentelemetry import metrics
from werkzeug.serving import make_server

logging.basicConfig(level=logging.INFO)
log = logging.getLogger("zero-code")
app = Flask("zero-code")
captured = metrics.get_meter("zero-code").create_counter("kit.lead.captured", unit="{lead}")


@app.post("/leads")
def capture() -> tuple[dict[str, str], int]:
    """Take a lead, count it and log it."""
    source = request.get_json()["source"]
    captured.add(1, {"kit.lead.source": source})
    log.info("lead from %s", source)
    return {"result": "captured"}, 201


def main() -> None:
    """Serve on a free port, send the requests, and end."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=5)
    requests = parser.parse_args().requests
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    for _ in range(requests):
        httpx.post(f"http://127.0.0.1:{server.port}/leads", json={"source": "web"}).raise_for_status()
    server.shutdown()
    serving.join()


if __name__ == "__main__":
    main()
