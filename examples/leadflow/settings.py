"""Where leadflow's processes find each other: `LEADFLOW_*` in the environment, or what suits one machine."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

STOREFRONT_PORT = 8000
PORTAL_PORT = 8001
NAMESPACE = "leadflow"


@dataclass(frozen=True)
class Settings:
    """The addresses of the two web services, Celery's broker, and the folder of faults and queued files."""

    storefront_url: str
    portal_url: str
    broker: str
    state: Path


def load(environ: Mapping[str, str]) -> Settings:
    """Read the settings; an address of another kind than expected raises `ConfigurationError`."""

    def url(name: str, default: str, *schemes: str) -> str:
        value = environ.get(name) or default
        if not value.startswith(schemes):
            raise ConfigurationError(
                name, value, problem=f"must begin with {' or '.join(schemes)}", fix=f"{name}={default}"
            )
        return value.rstrip("/") if schemes[0] == "http://" else value

    return Settings(
        url("LEADFLOW_STOREFRONT_URL", f"http://127.0.0.1:{STOREFRONT_PORT}", "http://", "https://"),
        url("LEADFLOW_PORTAL_URL", f"http://127.0.0.1:{PORTAL_PORT}", "http://", "https://"),
        url("LEADFLOW_BROKER", "filesystem://", "redis://", "filesystem://"),
        Path(environ.get("LEADFLOW_STATE") or Path(tempfile.gettempdir()) / "leadflow"),
    )


def current() -> Settings:
    """Read the settings of this process, or end it with one sentence."""
    try:
        return load(os.environ)
    except ConfigurationError as error:
        sys.exit(f"leadflow: {error}")
