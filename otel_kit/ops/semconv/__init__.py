"""The registry: read, resolved, checked, and generated into code, constants, `resolved.json` and reference pages.

read → resolve → check → generate
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from otel_kit.ops._paths import bundle
from otel_kit.ops.semconv._check import check
from otel_kit.ops.semconv._diff import Change, diff
from otel_kit.ops.semconv._findings import Finding
from otel_kit.ops.semconv._generate import generate, render
from otel_kit.ops.semconv._init import start
from otel_kit.ops.semconv._lint import lint
from otel_kit.ops.semconv._model import Registry

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Change", "Finding", "Registry", "check", "diff", "generate", "house", "lint", "render", "start"]


def house() -> Path:
    """Return the folder of the registry that ships with otel_kit."""
    return bundle("semconv")
