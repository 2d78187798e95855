"""The payment provider, which is made up, and its faults."""

from __future__ import annotations

import time

from leadflow import faults

_SLOW_SECONDS = 0.8


class PaymentError(Exception):
    """The payment provider refused to answer."""


def charge(amount: float) -> None:
    """Ask the payment provider for an amount in the reporting currency."""
    if faults.active("slowness"):
        time.sleep(_SLOW_SECONDS)
    if faults.active("errors"):
        raise PaymentError(f"the payment provider did not take {amount:.2f}")
