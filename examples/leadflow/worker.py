"""The worker: enriches leads and tells the CRM, on Celery. `python -m leadflow.worker`."""

from __future__ import annotations

import functools
import logging
import time

import httpx
from celery.signals import worker_shutting_down

import otel_kit
from leadflow import faults, jobs, process, settings
from otel_kit import signals

log = logging.getLogger("worker")

CONCURRENCY = 2
_CRM_SECONDS = 5.0
_LARGE, _MEDIUM = 1000, 50  # employees


def segment_of(employees: int) -> str:
    """Return how sales sees a company of this size."""
    if employees >= _LARGE:
        return "large"
    return "medium" if employees >= _MEDIUM else "small"


@functools.cache
def crm() -> httpx.Client:
    """Return this process's connection to the portal; made in the child, for a socket must not be shared."""
    return httpx.Client(base_url=settings.current().portal_url, timeout=_CRM_SECONDS)


@jobs.app.task(
    name=jobs.ENRICH, autoretry_for=(httpx.HTTPError,), max_retries=5, retry_backoff=True, ignore_result=True
)
def enrich(enrichment: jobs.Enrichment) -> None:
    """Find a lead's segment and save it as an account."""
    while faults.active("stopped-worker"):
        time.sleep(0.2)
    segment = segment_of(enrichment["employees"])
    account = {"lead_id": enrichment["lead_id"], "segment": segment, "score": enrichment["score"]}
    crm().post("/accounts", json=account).raise_for_status()
    signals.leads.response_duration(time.time() - enrichment["captured_at"], source=enrichment["source"])
    log.info("lead %s enriched, segment %s", enrichment["lead_id"], segment)


@worker_shutting_down.connect
def let_go(**_: object) -> None:
    """Take the fault along when the worker ends: what it holds would never be finished."""
    faults.switch("stopped-worker", on=False)


def main() -> None:
    """Work until the process is ended."""
    process.prepare()
    otel_kit.init("worker", service_namespace=settings.NAMESPACE)
    quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    jobs.app.worker_main(["worker", f"--concurrency={CONCURRENCY}", "--loglevel=INFO", *quiet])


if __name__ == "__main__":
    main()
