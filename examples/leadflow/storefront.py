"""The storefront: leads come in, on FastAPI. `python -m leadflow.storefront --port 8000`."""

from __future__ import annotations

import argparse
import logging
import time
import uuid
from typing import Literal

import uvicorn
from fastapi import APIRouter, FastAPI, HTTPException
from opentelemetry import trace
from pydantic import BaseModel, Field

import otel_kit
from leadflow import VERSION, advice, faults, jobs, live, model, notes, process, settings
from otel_kit import health, signals

log = logging.getLogger("storefront")
pages = APIRouter()


class Lead(BaseModel):
    """What a visitor leaves in the form."""

    source: Literal["web", "referral", "event", "email", "partner"]
    channel: Literal["organic", "paid", "social", "direct"]
    employees: int = Field(default=10, ge=1, le=10_000_000)
    note: str = Field(default="", max_length=500)


class Accepted(BaseModel):
    """What the visitor gets back; `trace_id` finds the lead's whole way in Tempo and Loki."""

    lead_id: str
    score: float
    plan: str
    trace_id: str


@health.check("model", category="application", critical=True)
def model_is_loaded() -> bool:
    """Tell whether leads can be scored."""
    return bool(model.weights())


@pages.post("/leads", status_code=201)
def capture(lead: Lead) -> Accepted:
    """Score a lead, leave it for the worker, and count it."""
    if faults.active("no-leads"):
        log.warning("lead from %s refused: the form sent it without consent", lead.source)
        raise HTTPException(422, "the form's consent is missing")
    captured_at = time.time()
    lead_id = uuid.uuid4().hex
    score = model.score(lead.source, lead.channel, lead.employees)
    signals.leads.score(score, source=lead.source)
    jobs.enqueue(
        jobs.Enrichment(
            lead_id=lead_id,
            source=lead.source,
            channel=lead.channel,
            employees=lead.employees,
            note=notes.take_in(lead.note) if lead.note else "",
            score=score,
            captured_at=captured_at,
        )
    )
    signals.leads.captured(source=lead.source, channel=lead.channel)
    live.feed.publish({"lead_id": lead_id, "source": lead.source, "score": score}, captured_at)
    log.info("lead %s from %s, score %.1f", lead_id, lead.source, score)
    return Accepted(lead_id=lead_id, score=score, plan=advice.plan_for(lead.employees), trace_id=_trace_id())


def _trace_id() -> str:
    return f"{trace.get_current_span().get_span_context().trace_id:032x}"


def create_app() -> FastAPI:
    """Return the storefront as an ASGI application."""
    app = FastAPI(title="storefront", lifespan=live.lifespan)
    app.include_router(pages)
    app.include_router(live.router)
    health.mount(app)
    return app


def main() -> None:
    """Serve until the process is ended."""
    parser = argparse.ArgumentParser(prog="python -m leadflow.storefront")
    parser.add_argument("--port", type=int, default=settings.STOREFRONT_PORT)
    arguments = parser.parse_args()
    process.prepare()
    otel_kit.init("storefront", service_namespace=settings.NAMESPACE, service_version=VERSION)
    listener = process.listen(arguments.port)
    process.announce("storefront")
    signals.ml.deployed(f"{model.NAME} {model.VERSION} is in use", model=model.NAME, version=model.VERSION)
    config = uvicorn.Config(create_app(), log_config=None, access_log=False)
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
