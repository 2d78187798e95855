# GENERATED from the registry by `otel-kit semconv generate`; do not edit.
# fmt: off
"""The names of the registry otel_kit as constants, and its version."""

from __future__ import annotations

from typing import Final

SCHEMA_URL: Final = "https://otel-kit.example/schemas/0.1.0"
"""Under which schema the signals are sent."""

VERSION: Final = "0.1.0"
"""The registry's version."""
