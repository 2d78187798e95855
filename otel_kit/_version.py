"""The version, as pyproject.toml has it, without reading package metadata at start-up."""

from __future__ import annotations

VERSION = "0.1.0"
