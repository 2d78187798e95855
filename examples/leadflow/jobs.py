"""The queue between the storefront and the worker."""

from __future__ import annotations

from typing import TypedDict

from celery import Celery

from leadflow import settings, spool

ENRICH = "leadflow.enrich"


class Enrichment(TypedDict):
    """What the worker is told of a lead: `captured_at` is in seconds since the epoch, `score` from 0 to 100.

    `note` is what the visitor wrote, without personal data.
    """

    lead_id: str
    source: str
    channel: str
    employees: int
    note: str
    score: float
    captured_at: float


def make_app(config: settings.Settings) -> Celery:
    """Return the Celery application for this broker."""
    app = Celery("leadflow", broker=config.broker)
    app.conf.update(
        task_ignore_result=True,
        worker_prefetch_multiplier=1,  # what waits, waits in the queue, where its depth is seen
        worker_hijack_root_logger=False,  # logging stays as the process set it up
        worker_redirect_stdouts=False,
        broker_connection_retry_on_startup=True,
    )
    if config.broker.startswith("filesystem://"):
        app.conf.update(
            broker_transport="leadflow.spool:Transport",
            broker_transport_options=spool.options(config.state / "queue"),
        )
    return app


app = make_app(settings.current())


def enqueue(enrichment: Enrichment) -> None:
    """Leave a lead for the worker; the trace goes with it."""
    app.send_task(ENRICH, kwargs={"enrichment": enrichment})
