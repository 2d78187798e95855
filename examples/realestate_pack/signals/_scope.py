# GENERATED from the registry by `otel-kit semconv generate`; do not edit.
# fmt: off
"""The scope under which these signals are sent."""

from __future__ import annotations

from typing import Final

from otel_kit.signals.pack import Scope

SCOPE: Final = Scope(
    "realestate",
    "0.1.0",
    "https://realestate.example/schemas/0.1.0",
)
