"""The errors that otel_kit shows to people: one sentence with the key, the value and the fix."""

from __future__ import annotations

__all__ = ["ConfigurationError", "OtelKitError"]


class OtelKitError(Exception):
    """An error that its reader can act on. `str(error)` is what the command line prints."""


class ConfigurationError(OtelKitError):
    """A setting, a file or an argument is wrong.

    `key` is the name under which the user gave it (an argument, an environment variable, `file:line`),
    `value` is what was given, `problem` says why it does not fit and `fix` what to write instead.
    """

    def __init__(self, key: str, value: object, *, problem: str, fix: str) -> None:
        """Build the sentence from its four parts."""
        self.key = key
        self.value = value
        self.problem = problem
        self.fix = fix
        super().__init__(f"{key}: {problem}, got {value!r}\n  → {fix}")
