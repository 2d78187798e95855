"""Checks a registry: that it can be read, and then each rule in turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from otel_kit.ops.semconv import _check_lifecycles, _check_names, _check_values
from otel_kit.ops.semconv._findings import Finding, from_error
from otel_kit.ops.semconv._load import examine

if TYPE_CHECKING:
    from pathlib import Path

    from otel_kit.ops.semconv._model import Registry

__all__ = ["Report", "check"]

RULES = (*_check_names.CHECKS, *_check_values.CHECKS, *_check_lifecycles.CHECKS)


@dataclass(frozen=True)
class Report:
    """What was looked at, and what is to mend."""

    registry: Registry
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Tell whether nothing is to mend."""
        return not self.findings


def check(folder: Path) -> Report:
    """Check the registry in `folder`. Raises OtelKitError where its manifest cannot be used.

    What could not be read is told alone: the rules would only say the same again in other words.
    """
    registry, errors = examine(folder)
    found = [from_error(error) for error in errors]
    if not found:
        found = [finding for rule in RULES for finding in rule(registry)]
    return Report(
        registry, tuple(sorted(set(found), key=lambda one: (str(one.place.path), one.place.line, one.rule)))
    )
