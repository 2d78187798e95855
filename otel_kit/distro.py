"""The way in without a line of code: `opentelemetry-instrument python app.py` takes the same steps as `init()`."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any

from opentelemetry.instrumentation.distro import BaseDistro  # type: ignore[attr-defined]

from otel_kit._init import configure
from otel_kit.exceptions import ConfigurationError

if TYPE_CHECKING:
    from opentelemetry.util._importlib_metadata import EntryPoint

__all__ = ["OtelKitConfigurator", "OtelKitDistro"]

_logger = logging.getLogger("otel_kit")


class OtelKitDistro(BaseDistro):  # type: ignore[misc]
    """What upstream's launcher looks for first. There is nothing to prepare."""

    def _configure(self, **kwargs: Any) -> None:
        """Leave everything to the configurator."""

    def load_instrumentor(self, entry_point: EntryPoint, **kwargs: Any) -> None:
        """Skip upstream's list, which imports every framework there is: ours follows what the service imports."""


class OtelKitConfigurator:
    """Starts telemetry from the environment; what does not fit is one warning, and the service runs without.

    It is none of the SDK's configurators: with some values of `OTEL_*` the SDK cannot even be imported.
    """

    def configure(self, **_kwargs: Any) -> None:
        """Take the steps of `init()`."""
        try:
            configure({}, os.environ)
        except ConfigurationError as error:
            _logger.warning("otel_kit: no telemetry: %s", error)
