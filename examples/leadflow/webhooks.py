"""What the payment provider tells the portal: signed, at least once, so that one may come twice."""

from __future__ import annotations

import hashlib
import hmac
import logging
from typing import Literal

from flask import Blueprint, abort, request

from leadflow import faults
from otel_kit import signals

log = logging.getLogger("portal")
pages = Blueprint("webhooks", __name__)

PEER, EVENT = "payments", "payment.settled"
_SECRET = b"shared with the payment provider"  # made up, as the provider is
_seen: set[str] = set()


class SignatureError(Exception):
    """A webhook that the payment provider did not sign."""


def sign(body: bytes, secret: bytes = _SECRET) -> str:
    """Return the signature of a webhook."""
    return hmac.new(secret, body, hashlib.sha256).hexdigest()


def signature(body: bytes) -> str:
    """Return what the payment provider sends along as `X-Signature`."""
    return sign(body, b"another one" if faults.active("unsigned-webhooks") else _SECRET)


@pages.post("/webhooks/payments")
def payment() -> tuple[dict[str, str], int]:
    """Note a payment once, however often it is told."""
    with signals.integrations.webhook(peer=PEER, event=EVENT):
        result = _take_in(request.get_data())
    signals.integrations.webhook_received(peer=PEER, event=EVENT, result=result)
    if result == "refused":
        abort(401, "the signature does not fit")
    return {"result": result}, 200


def _take_in(body: bytes) -> Literal["accepted", "duplicate", "refused"]:
    try:
        _verify(body, request.headers.get("X-Signature", ""))
    except SignatureError as error:
        signals.errors.capture(error, category="authentication", severity="medium")
        return "refused"
    payment_id = str(request.get_json()["id"])
    if payment_id in _seen:
        return "duplicate"
    _seen.add(payment_id)
    log.info("payment %s settled", payment_id)
    return "accepted"


def _verify(body: bytes, signature: str) -> None:
    if not hmac.compare_digest(sign(body).encode(), signature.encode()):
        raise SignatureError("a webhook whose signature does not fit")
