"""The local stack: build, run and stop its servers.

stack = Stack()
up(stack)                      # builds what is missing, starts, waits until all are ready
stack.endpoints.otlp_http      # http://127.0.0.1:4318
stack.down()
"""

from __future__ import annotations

from otel_kit.ops.stack._program import Program
from otel_kit.ops.stack.endpoints import Endpoints
from otel_kit.ops.stack.ports import DEFAULT_PORTS
from otel_kit.ops.stack.profiles import PROFILES
from otel_kit.ops.stack.programs import SERVER_NAMES
from otel_kit.ops.stack.stack import Stack
from otel_kit.ops.stack.status import ServerDiedError, ServerStatus
from otel_kit.ops.stack.up import StackProgress, up

__all__ = [
    "DEFAULT_PORTS",
    "PROFILES",
    "SERVER_NAMES",
    "Endpoints",
    "Program",
    "ServerDiedError",
    "ServerStatus",
    "Stack",
    "StackProgress",
    "up",
]
