"""Business counters arrive in Prometheus exactly, with their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.waiting import wait_for

if TYPE_CHECKING:
    from support.chain import Chain

pytestmark = pytest.mark.chain


def test_each_accepted_lead_is_counted_once_under_its_source(chain: Chain) -> None:
    """What the load generator saw accepted is what Prometheus adds up to, source by source."""
    before = chain.leads_by_source()
    summary = chain.load("--leads", "60", "--seed", "7")
    assert summary["leads"]["accepted"] == 60
    expected = {
        source: before.get(source, 0) + count for source, count in summary["leads"]["by_source"].items()
    }

    def counted() -> bool:
        now = chain.leads_by_source()
        return all(now.get(source) == total for source, total in expected.items())

    wait_for(counted, 20, f"kit_lead_captured_total = {expected}")
    sample = chain.prometheus.query('kit_lead_captured_total{kit_lead_source="web"}')[0]
    promoted = {name: sample.labels[name] for name in ("job", "service_name", "deployment_environment_name")}
    assert promoted == {
        "job": "leadflow/storefront",
        "service_name": "storefront",
        "deployment_environment_name": "test",
    }
    assert sample.labels["instance"]


def test_jobs_of_prefork_children_are_counted_exactly(chain: Chain) -> None:
    """Celery's forked children neither lose nor repeat what their parent counted."""
    total = 'sum(kit_job_duration_seconds_count{kit_job_name="enrich",kit_job_result="success"})'
    wait_for(chain.worker_is_idle, 30, "the worker to finish what is queued")
    before = chain.prometheus.value(total) or 0
    summary = chain.load("--leads", "40", "--seed", "8")
    accepted = summary["leads"]["accepted"]
    wait_for(
        lambda: chain.prometheus.value(total) == before + accepted, 40, f"{before + accepted} jobs counted"
    )
