"""A FastAPI service with one line of otel_kit. It sends itself a few requests, so that there is something to see."""

from __future__ import annotations

import argparse
import logging
import socket
import threading

import httpx
import uvicorn
from fastapi import FastAPI

import otel_kit
from otel_kit import signals

logging.basicConfig(level=logging.INFO)
otel_kit.init("one-line")  # the one line

app = FastAPI()
log = logging.getLogger("one-line")


@app.post("/leads", status_code=201)
def capture(lead: dict[str, str]) -> dict[str, str]:
    """Take a lead, count it and log it."""
    signals.leads.captured(source=lead["source"])
    log.info("lead from %s", lead["source"])
    return {"result": "captured"}


def main() -> None:
    """Serve on a free port, send the requests, and end."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=5)
    requests = parser.parse_args().requests
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    serving = threading.Thread(target=server.run, args=([listener],))
    serving.start()
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/leads"
    for _ in range(requests):
        httpx.post(url, json={"source": "web"}).raise_for_status()
    server.should_exit = True
    serving.join()


if __name__ == "__main__":
    main()
