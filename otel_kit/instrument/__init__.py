"""Where telemetry meets code: the frameworks and clients that a service imports, and the process itself.

Nothing is imported that the service does not import: a library that is there already is instrumented at once, any
other when its import has finished.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from otel_kit.instrument._http_peers import name_peers
from otel_kit.instrument._installation import Installation
from otel_kit.instrument._integrations import INTEGRATIONS, NAMES

if TYPE_CHECKING:
    from otel_kit.settings import Settings

__all__ = ["NAMES", "install", "uninstall"]

_installation = Installation()


def install(settings: Settings) -> None:
    """Instrument what `settings.instrument` names (`None`: everything), once; a second call does nothing.

    An integration that cannot be installed is a fault that the guard counts and logs; the others go on.
    """
    name_peers(settings.peers)
    chosen = settings.instrument
    _installation.start(row for row in INTEGRATIONS if chosen is None or row.name in chosen)


def uninstall() -> None:
    """Take every integration out again, newest first. For tests: a service keeps its telemetry until it ends."""
    _installation.stop()
    name_peers({})
