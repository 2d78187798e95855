"""The portal: accounts, sign-in and checkout, on Flask. `python -m leadflow.portal --port 8001`."""

from __future__ import annotations

import argparse
import logging
import time
from typing import Any

import waitress
from flask import Blueprint, Flask, abort, request

import otel_kit
from leadflow import VERSION, experiment, faults, members, office, payments, process, settings, webhooks
from leadflow.cache import Cache
from leadflow.plans import PLANS
from leadflow.quota import Quota
from leadflow.sign_in import Door
from leadflow.store import Store
from otel_kit import health, signals

log = logging.getLogger("portal")
pages = Blueprint("portal", __name__)
store = Store()
plans = Cache("plans", store.plan)
door = Door()
activity = members.Activity()
quota = Quota("accounts", 60_000)  # a minute
_SLOW_SECONDS = 0.4

health.check("database", category="database", critical=True)(store.ping)


@pages.post("/accounts")
def save_account() -> tuple[dict[str, str], int, dict[str, str]]:
    """Create or update an account; sending it twice changes nothing."""
    if not quota.take():
        return {"error": "too many accounts in this minute"}, 429, quota.headers()
    account = _body("lead_id", "segment")
    if faults.active("slow-crm"):
        time.sleep(_SLOW_SECONDS)
    created = store.save_account(account)
    log.info("account %s saved, segment %s", account["lead_id"], account["segment"])
    return {"account_id": account["lead_id"]}, 201 if created else 200, quota.headers()


@pages.post("/sign-in")
def sign_in() -> tuple[dict[str, Any], int]:
    """Let a user in, and open what the user came for: 200, 401, or 423 while the user is locked out."""
    tried = _body("user", "password")
    user = str(tried["user"])
    outcome = door.try_password(user, str(tried["password"]))
    if outcome == "ok":
        log.info("sign-in accepted")
        activity.note(user)
        return {"result": "ok", "opened": members.opens(user, str(tried.get("opens", "lead_inbox")))}, 200
    log.warning("sign-in refused: %s", outcome)
    return {"result": outcome}, 423 if outcome == "locked" else 401


@pages.post("/checkout")
def checkout() -> tuple[dict[str, Any], int]:
    """Sell a plan; `trial` says that the buyer had tried it before, `recommended` that it was what we advised."""
    order = _body("plan", "channel")
    name, channel = str(order["plan"]), str(order["channel"])
    plan = plans.get(name)
    if plan is None:
        abort(400, f"plan: {name!r} is not one of {', '.join(PLANS)}")
    variant = experiment.expose(str(order.get("visitor", "")))
    try:
        payments.charge(plan.price, card_expired=bool(order.get("card_expired")))
    except payments.CardExpiredError as error:  # the buyer is told, and may try another
        signals.errors.capture(error, category="validation", severity="low", feature=plan.feature)
        return {"plan": name, "error": str(error)}, 402
    signals.revenue.order_placed(channel=channel)
    signals.revenue.amount(plan.price, type="sale", feature=plan.feature)
    if order.get("trial"):
        signals.revenue.conversion(name="trial_to_paid", channel=channel)
        signals.revenue.conversion_value(plan.price, name="trial_to_paid", channel=channel)
    else:
        signals.adoption.user_registered(channel=channel)
    if order.get("recommended"):
        signals.engagement.recommendation_accepted(type="plan", feature=plan.feature)
    experiment.bought(variant, plan.price, recommended=bool(order.get("recommended")))
    log.info("sold plan %s for %.2f", name, plan.price)
    return {"plan": name, "amount": plan.price}, 201


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
    app.register_blueprint(webhooks.pages)
    health.mount(app)
    return app


def main() -> None:
    """Serve until the process is ended."""
    parser = argparse.ArgumentParser(prog="python -m leadflow.portal")
    parser.add_argument("--port", type=int, default=settings.PORTAL_PORT)
    arguments = parser.parse_args()
    process.prepare()
    otel_kit.init("portal", service_namespace=settings.NAMESPACE, service_version=VERSION)
    listener = process.listen(arguments.port)
    process.announce("portal")
    experiment.begin()
    office.open_for_business()
    waitress.serve(create_app(), sockets=[listener], threads=8)


if __name__ == "__main__":
    main()
