# GENERATED from the registry by `otel-kit semconv generate`; do not edit.
# fmt: off
"""The scope under which these signals are sent."""

from __future__ import annotations

from typing import Final

from otel_kit.signals.pack import Scope

SCOPE: Final = Scope(
    "otel_kit",
    "0.1.0",
    "https://otel-kit.example/schemas/0.1.0",
)
