"""The worker: enriches leads and tells the CRM, on Celery. `python -m leadflow.worker`."""

from __future__ import annotations

import logging
import time

import httpx
from celery.signals import worker_shutting_down

import otel_kit
from leadflow import VERSION, crm, faults, jobs, process, research, settings, train
from leadflow.segments import segment_of
from otel_kit import signals

log = logging.getLogger("worker")

CONCURRENCY = 2
_QUALIFIED = 50.0  # a score from which on sales looks at a lead
_COMPUTE_PRICE = 0.05 / 3600  # of a processor's second, in the reporting currency


@jobs.app.task(
    name=jobs.ENRICH, autoretry_for=(httpx.HTTPError,), max_retries=5, retry_backoff=True, ignore_result=True
)
def enrich(enrichment: jobs.Enrichment) -> None:
    """Find a lead's segment and companies like it, and save it as an account."""
    while faults.active("stopped-worker"):
        time.sleep(0.2)
    began = time.process_time()
    lead_id, segment, source = (
        enrichment["lead_id"],
        segment_of(enrichment["employees"]),
        enrichment["source"],
    )
    text = f"{segment} {source} {enrichment['channel']} {enrichment['note']}"
    with signals.leads.process(step="enrich", source=source, lead=lead_id):
        account = {
            "lead_id": lead_id,
            "segment": segment,
            "score": enrichment["score"],
            "similar": research.similar_to(lead_id, text),
        }
        crm.save(account, enrichment["captured_at"])
    if enrichment["score"] >= _QUALIFIED:
        signals.leads.qualified(source=source, channel=enrichment["channel"])
    signals.leads.response_duration(time.time() - enrichment["captured_at"], source=source)
    signals.cost.amount(
        (time.process_time() - began) * _COMPUTE_PRICE, category="compute", feature="lead_enrichment"
    )
    log.info("lead %s enriched, segment %s", lead_id, segment)


@worker_shutting_down.connect
def let_go(**_: object) -> None:
    """Take the fault along when the worker ends: what it holds would never be finished."""
    faults.switch("stopped-worker", on=False)


def main() -> None:
    """Work until the process is ended."""
    process.prepare()
    otel_kit.init("worker", service_namespace=settings.NAMESPACE, service_version=VERSION, peers=crm.peers())
    process.announce("worker")
    train.check()
    quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    jobs.app.worker_main(["worker", f"--concurrency={CONCURRENCY}", "--loglevel=INFO", *quiet])


if __name__ == "__main__":
    main()
