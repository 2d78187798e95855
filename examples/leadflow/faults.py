"""The fault switch: `python -m leadflow.faults on|off|list [NAME]`. A fault that is on is a file; services look."""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import difflib
import sys
from typing import TYPE_CHECKING

from leadflow import settings
from otel_kit.exceptions import ConfigurationError, OtelKitError

if TYPE_CHECKING:
    from pathlib import Path

FAULTS = {
    "errors": "the payment provider fails: each checkout answers 500",
    "failing-sign-ins": "the portal takes each password for a wrong one",
    "no-leads": "the storefront refuses each lead as invalid",
    "slow-model": "scoring a lead takes 0.8 s",
    "slowness": "each checkout takes 0.8 s",
    "stopped-worker": "the worker holds what it has and finishes nothing",
}


def active(name: str) -> bool:
    """Tell whether a fault is on; one look at the file system."""
    return (_folder() / name).exists()


def switch(name: str, *, on: bool) -> None:
    """Turn a fault on or off; either may be done twice."""
    if name not in FAULTS:
        close = difflib.get_close_matches(name, FAULTS, n=1)
        hint = f"did you mean {close[0]}? known: " if close else "known: "
        raise ConfigurationError("fault", name, problem="no such fault", fix=hint + ", ".join(FAULTS))
    if on:
        _folder().mkdir(parents=True, exist_ok=True)
        (_folder() / name).touch()
    else:
        (_folder() / name).unlink(missing_ok=True)


def _folder() -> Path:
    return settings.current().state / "faults"


def main() -> None:
    """Read the command line and switch."""
    parser = argparse.ArgumentParser(prog="python -m leadflow.faults", description="Leadflow's fault switch.")
    parser.add_argument("action", choices=("on", "off", "list"))
    parser.add_argument("name", nargs="?", help=", ".join(FAULTS))
    arguments = parser.parse_args()
    if arguments.action == "list":
        for name, meaning in FAULTS.items():
            print(f"{'on ' if active(name) else 'off'}  {name:<16}  {meaning}")
        return
    if arguments.name is None:
        parser.error(f"which fault? one of {', '.join(FAULTS)}")
    try:
        switch(arguments.name, on=arguments.action == "on")
    except (OtelKitError, OSError) as error:
        sys.exit(f"leadflow: {error}")


if __name__ == "__main__":
    main()
