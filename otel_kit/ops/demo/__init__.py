"""The demo: leadflow under load on the local stack, watched link by link."""

from __future__ import annotations

from otel_kit.ops.demo._leadflow import Leadflow
from otel_kit.ops.demo._run import run

__all__ = ["Leadflow", "run"]
