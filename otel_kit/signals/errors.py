"""Errors: `capture` tells of one with all that is known; the rest are the registry's signals behind it."""

from __future__ import annotations

from otel_kit.signals._capture import capture, feature_flag
from otel_kit.signals._generated.errors import (
    ErrorCategory,
    ErrorSeverity,
    ErrorSource,
    captured,
    count,
    deduplicated,
    group_opened,
    groups_active,
)

__all__ = [
    "ErrorCategory",
    "ErrorSeverity",
    "ErrorSource",
    "capture",
    "captured",
    "count",
    "deduplicated",
    "feature_flag",
    "group_opened",
    "groups_active",
]
