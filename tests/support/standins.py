"""Tiny programs in the place of the servers: they take the same arguments, listen, log, answer and end like them."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING

from otel_kit.ops.stack import DEFAULT_PORTS, Program
from otel_kit.ops.stack.ports import free_ports
from otel_kit.ops.stack.specs import SERVERS

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

_SERVER = """
import os, re, signal, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

name, version, folder, *arguments = sys.argv[1:]
given = " ".join(arguments)
if "--version" in arguments:
    sys.exit(print(f"{name}, version {version}"))
if re.search(r"\\bvalidate\\b|check[ -]config|verify", given):
    objection = Path(folder, f"{name}.invalid")
    sys.exit(objection.read_text() if objection.exists() else 0)
death = Path(folder, f"{name}.dies")
if death.exists():
    print(death.read_text(), flush=True)
    sys.exit(3)

PORT = {"collector": "OTEL_KIT_HEALTH_PORT", "loki": "LOKI_HTTP_PORT", "tempo": "TEMPO_HTTP_PORT"}
DATA = {"collector": "OTEL_KIT_QUEUE", "loki": "LOKI_DATA", "tempo": "TEMPO_DATA"}
port = os.environ[PORT[name]] if name in PORT else re.search(r"listen-address=\\S+:(\\d+)", given)[1]
data = Path(os.environ[DATA[name]] if name in DATA else re.search(r"storage\\S*path=(.*?) --", given)[1])

def note(words):
    print(name, words, flush=True)
    data.mkdir(parents=True, exist_ok=True)
    with (data / "notes").open("a") as file:
        file.write(words + "\\n")

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        unready = Path(folder, f"{name}.unready")
        self.send_response(503 if unready.exists() else 200)
        self.end_headers()
        self.wfile.write(unready.read_bytes() if unready.exists() else b"")
    def do_POST(self):
        note(f"POST {self.path}")
        self.do_GET()
    def log_message(self, *_):
        pass

signal.signal(signal.SIGHUP, lambda *_: note("HUP"))
server = ThreadingHTTPServer(("127.0.0.1", int(port)), Handler)
note("started")
server.serve_forever()
"""

_PROGRAMS = {
    "collector": SERVERS["collector"].version,  # no other will do
    "prometheus": "3.9.0",
    "promtool": "3.9.0",
    "alertmanager": "0.29.0",
    "amtool": "0.29.0",
    "loki": "3.5.0",
    "tempo": "2.8.0",
}


class StandIns:
    """One program for each `OTEL_KIT_<NAME>_BIN`, and switches for what goes wrong with it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Write them into `folder`, and make the stack run them and none that was built."""
        self.folder = folder
        folder.mkdir()
        monkeypatch.setenv("OTEL_KIT_CACHE", str(folder / "cache"))
        (folder / "server.py").write_text(_SERVER)
        for name, version in _PROGRAMS.items():
            program = folder / name
            program.write_text(
                f'#!/bin/sh\nexec "{sys.executable}" -SE "{folder}/server.py" {name} {version} "{folder}" "$@"\n'
            )
            program.chmod(0o755)
            monkeypatch.setenv(f"OTEL_KIT_{name.upper()}_BIN", str(program))

    def make(self, name: str, switch: str, words: str = "") -> None:
        """Switch on `dies`, `unready` or `invalid` (for the checking program), with what it then says."""
        (self.folder / f"{name}.{switch}").write_text(words)

    def mend(self, name: str, switch: str) -> None:
        """Switch it off again."""
        (self.folder / f"{name}.{switch}").unlink()


def notes(data: Path, server: str) -> list[str]:
    """Return what a stand-in wrote into its data folder: `started`, `HUP`, `POST /-/reload`."""
    places = [data / server / "notes", data / server / "queue" / "notes"]
    return next((place.read_text().splitlines() for place in places if place.exists()), [])


def no_rules(out: Path, environment: str | None) -> None:
    """Write no rules: for stacks whose rules do not matter."""


def private_ports() -> dict[str, int]:
    """Return a free port for each name, so that tests beside each other do not meet."""
    return dict(zip(DEFAULT_PORTS, free_ports(len(DEFAULT_PORTS)), strict=True))


def python(name: str, source: str, *arguments: str, **options: object) -> Program:
    """Return a program of the stack that runs a few lines of Python."""
    one_line = f"exec({textwrap.dedent(source)!r})"  # supervisord's file takes no line break
    return Program(name, [sys.executable, "-SEuc", one_line, *arguments], **options)
