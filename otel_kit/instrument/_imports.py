"""Act when a module has been imported: at once if it was, else after its import, without importing it ourselves."""

from __future__ import annotations

import importlib.util
import sys
import threading
from importlib.abc import Loader, MetaPathFinder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

__all__ = ["when_imported"]

_waiting: dict[str, list[Callable[[], None]]] = {}
_searching = threading.local()


def when_imported(name: str, act: Callable[[], None]) -> Callable[[], None]:
    """Call `act` now if the module is imported, else once after its import. Returns how to stop waiting for it."""
    _waiting.setdefault(name, []).append(act)
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
    if _is_imported(name):  # asked last: another thread may be importing it just now
        _act(name)
    return lambda: _forget(name, act)


def _is_imported(name: str) -> bool:
    module = sys.modules.get(name)
    return module is not None and not getattr(getattr(module, "__spec__", None), "_initializing", False)


def _act(name: str) -> None:
    for act in _waiting.pop(name, []):
        act()


def _forget(name: str, act: Callable[[], None]) -> None:
    acts = _waiting.get(name, [])
    if act in acts:
        acts.remove(act)
    if not acts:
        _waiting.pop(name, None)


class _Finder(MetaPathFinder):
    """Finds nothing itself: it lets the other finders find a module that somebody waits for."""

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the real finders' answer, with a loader that tells us when the module is ready."""
        if fullname not in _waiting or getattr(_searching, "name", None) == fullname:
            return None
        _searching.name = fullname
        try:
            spec = importlib.util.find_spec(fullname)
        finally:
            _searching.name = None
        if spec is not None and spec.loader is not None and hasattr(spec.loader, "exec_module"):
            spec.loader = _TellingLoader(spec.loader)
        return spec


class _TellingLoader(Loader):
    """Loads as the real loader does, which the module keeps as its own, and then tells those who wait."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """Let the real loader create the module."""
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Let the real loader run the module, then act."""
        module.__loader__ = self._loader
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        self._loader.exec_module(module)
        _act(module.__name__)
