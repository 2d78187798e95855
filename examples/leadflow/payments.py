"""The payment provider, which is made up, and its faults."""

from __future__ import annotations

import time

from leadflow import faults

_SLOW_SECONDS = 0.8


class PaymentError(Exception):
    """The payment provider refused to answer."""


class CardExpiredError(Exception):
    """The buyer's card is not taken; the buyer can mend that."""


def charge(amount: float, *, card_expired: bool = False) -> None:
    """Ask the payment provider for an amount in the reporting currency."""
    if faults.active("slowness"):
        time.sleep(_SLOW_SECONDS)
    if faults.active("errors"):
        raise PaymentError(f"the payment provider did not take {amount:.2f}")
    if card_expired:
        raise CardExpiredError("the card has expired")
