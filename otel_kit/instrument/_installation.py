"""What is instrumented now, and how to take it out again."""

from __future__ import annotations

import contextlib
import importlib
from typing import TYPE_CHECKING

from otel_kit._guard import guarded
from otel_kit._locks import Lock
from otel_kit.instrument._imports import when_imported

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from otel_kit.instrument._integrations import Integration

__all__ = ["Installation"]


class Installation:
    """The integrations that were started, or that wait for their library."""

    def __init__(self) -> None:
        """Start with nothing instrumented."""
        # Never held while an integration starts: that imports, and another thread's import may wait for us.
        self._lock = Lock()
        self._undo = contextlib.ExitStack()
        self._active = False

    def start(self, integrations: Iterable[Integration]) -> None:
        """Start each integration now, or when its library has been imported."""
        with self._lock:
            if self._active:
                return
            self._active = True
        for integration in integrations:
            if integration.on_import is None:
                self._start_one(integration)
            else:
                self._keep(when_imported(integration.on_import, self._starter(integration)))

    def stop(self) -> None:
        """Undo everything, the newest first."""
        with self._lock:
            self._active = False
            undo, self._undo = self._undo, contextlib.ExitStack()
        undo.close()

    def _starter(self, integration: Integration) -> Callable[[], None]:
        return lambda: self._start_one(integration)

    def _start_one(self, integration: Integration) -> None:
        with guarded(f"instrument.{integration.name}"):
            module, _, function = integration.start.partition(":")
            start = getattr(importlib.import_module(f"otel_kit.instrument.{module}"), function)
            self._keep(start())

    def _keep(self, undo: Callable[[], None]) -> None:
        with self._lock:
            if self._active:
                self._undo.callback(undo)
                return
        undo()  # it was stopped meanwhile
