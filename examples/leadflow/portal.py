"""The portal: accounts, sign-in and checkout, on Flask. `python -m leadflow.portal --port 8001`."""

from __future__ import annotations

import argparse
import logging
import time
from typing import Any

import waitress
from flask import Blueprint, Flask, abort, request

import otel_kit
from leadflow import faults, process, settings
from leadflow.plans import PLANS
from leadflow.sign_in import Door
from otel_kit import signals

log = logging.getLogger("portal")
pages = Blueprint("portal", __name__)
door = Door()
accounts: dict[str, dict[str, Any]] = {}

_SLOW_SECONDS = 0.8


class PaymentError(Exception):
    """The payment provider refused to answer."""


@pages.get("/health")
def health() -> dict[str, str]:
    """Say that this process serves."""
    return {"status": "ok"}


@pages.post("/accounts")
def save_account() -> tuple[dict[str, str], int]:
    """Create or update an account; sending it twice changes nothing."""
    account = _body("lead_id", "segment")
    known = account["lead_id"] in accounts
    accounts[account["lead_id"]] = account
    log.info("account %s saved, segment %s", account["lead_id"], account["segment"])
    return {"account_id": account["lead_id"]}, 200 if known else 201


@pages.post("/sign-in")
def sign_in() -> tuple[dict[str, str], int]:
    """Let a user in: 200, 401, or 423 while the user is locked out."""
    tried = _body("user", "password")
    outcome = door.try_password(str(tried["user"]), str(tried["password"]))
    if outcome == "ok":
        log.info("sign-in accepted")
        return {"result": "ok"}, 200
    log.warning("sign-in refused: %s", outcome)
    return {"result": outcome}, 423 if outcome == "locked" else 401


@pages.post("/checkout")
def checkout() -> tuple[dict[str, Any], int]:
    """Sell a plan; `trial` says that the buyer had tried it before."""
    order = _body("plan", "channel")
    name, channel = str(order["plan"]), str(order["channel"])
    plan = PLANS.get(name)
    if plan is None:
        abort(400, f"plan: {name!r} is not one of {', '.join(PLANS)}")
    _charge(plan.price)
    signals.revenue.order_placed(channel=channel)
    signals.revenue.amount(plan.price, type="sale", feature=plan.feature)
    if order.get("trial"):
        signals.revenue.conversion(name="trial_to_paid", channel=channel)
    log.info("sold plan %s for %.2f", name, plan.price)
    return {"plan": name, "amount": plan.price}, 201


def _charge(amount: float) -> None:
    """Ask the payment provider, which is made up."""
    if faults.active("slowness"):
        time.sleep(_SLOW_SECONDS)
    if faults.active("errors"):
        raise PaymentError(f"the payment provider did not take {amount:.2f}")


def _body(*needed: str) -> dict[str, Any]:
    """Return the request's JSON object, or answer 400."""
    body = request.get_json()
    missing = [name for name in needed if not isinstance(body, dict) or name not in body]
    if missing:
        abort(400, f"missing: {', '.join(missing)}")
    return dict(body)


def create_app() -> Flask:
    """Return the portal as a WSGI application."""
    app = Flask("portal")
    app.register_blueprint(pages)
    return app


def main() -> None:
    """Serve until the process is ended."""
    parser = argparse.ArgumentParser(prog="python -m leadflow.portal")
    parser.add_argument("--port", type=int, default=settings.PORTAL_PORT)
    arguments = parser.parse_args()
    process.prepare()
    otel_kit.init("portal", service_namespace=settings.NAMESPACE)
    waitress.serve(create_app(), sockets=[process.listen(arguments.port)], threads=8)


if __name__ == "__main__":
    main()
