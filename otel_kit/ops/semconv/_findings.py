"""What a check has to say: where, about which signal, by which rule, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from otel_kit.ops._yaml import Place, SourceError

__all__ = ["Finding", "from_error"]


@dataclass(frozen=True)
class Finding:
    """Something to mend."""

    place: Place
    signal: str
    rule: str
    problem: str
    fix: str

    def __str__(self) -> str:
        """Return file and line, signal, what is wrong, the rule, and what to do."""
        about = f"{self.signal}: " if self.signal else ""
        return f"{self.place}: {about}{self.problem} [{self.rule}]\n  → {self.fix}"

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "file": str(self.place).rpartition(":")[0],
            "line": self.place.line,
            "signal": self.signal,
            "rule": self.rule,
            "problem": self.problem,
            "fix": self.fix,
        }


def from_error(error: SourceError) -> Finding:
    """Return what could not be read or resolved as a finding."""
    return Finding(error.place, "", "form", error.problem, error.fix)
