"""The fault switch: `python -m leadflow.faults on|off|list [NAME…]`. A fault that is on is a file; services look."""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import difflib
import random
import sys
from typing import TYPE_CHECKING

from leadflow import settings
from otel_kit.exceptions import ConfigurationError, OtelKitError

if TYPE_CHECKING:
    from pathlib import Path

FAULTS = {
    "attacks": "visitors write SQL into their notes",
    "blocked-loop": "the storefront's event loop stands still for 0.3 s, again and again",
    "broken-embedding": "every third text cannot be turned into a vector: the researcher's job fails",
    "broken-model": "every third lead cannot be scored: the storefront answers 500",
    "broken-notes": "every third note cannot be read",
    "cold-cache": "the portal's cache finds nothing of what it holds",
    "errors": "the payment provider fails: each checkout answers 500",
    "failing-sign-ins": "the portal takes each password for a wrong one",
    "forgetful-memory": "the researcher finds nothing in its memory",
    "late-feed": "the live feed tells of a lead 4 s later",
    "locked-database": "every second transaction of the portal's database fails, and so does its health check",
    "no-leads": "the storefront refuses each lead as invalid",
    "one-variant": "the A/B test shows everybody the same page",
    "silent-feed": "the live feed tells of nothing any more",
    "slow-crm": "saving an account takes 0.4 s",
    "slow-model": "scoring a lead takes 0.8 s",
    "slowness": "each checkout takes 0.8 s",
    "small-quota": "the worker may save 60 accounts a minute, instead of 60,000",
    "stopped-worker": "the worker holds what it has and finishes nothing",
    "unsigned-webhooks": "the payment provider signs with a secret that the portal does not know",
}


def active(name: str) -> bool:
    """Tell whether a fault is on; one look at the file system."""
    return (_folder() / name).exists()


def strikes(name: str, share: float) -> bool:
    """Tell whether a fault hits this time, if it hits only a share of what happens."""
    return active(name) and random.random() < share


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
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(FAULTS))
    arguments = parser.parse_args()
    if arguments.action == "list":
        for name, meaning in FAULTS.items():
            print(f"{'on ' if active(name) else 'off'}  {name:<17}  {meaning}")
        return
    if not arguments.names:
        parser.error(f"which fault? one of {', '.join(FAULTS)}")
    try:
        for name in arguments.names:
            switch(name, on=arguments.action == "on")
    except (OtelKitError, OSError) as error:
        sys.exit(f"leadflow: {error}")


if __name__ == "__main__":
    main()
