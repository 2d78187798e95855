"""The worker's connection to the CRM, which is the portal."""

from __future__ import annotations

import functools
import time
from typing import Any
from urllib.parse import urlsplit

import httpx

from leadflow import settings
from otel_kit import signals

_SYNC = "crm"
_ANSWER_SECONDS = 5.0


def peers() -> dict[str, str]:
    """Return the name under which telemetry knows the portal, by its address."""
    return {urlsplit(settings.current().portal_url).netloc: "portal"}


@functools.cache
def client() -> httpx.Client:
    """Return this process's connection to the portal; made in the child, for a socket must not be shared."""
    return httpx.Client(base_url=settings.current().portal_url, timeout=_ANSWER_SECONDS)


def save(account: dict[str, Any], captured_at: float) -> None:
    """Bring one account in step with the CRM, of a lead that came `captured_at` seconds since 1970.

    How much of the CRM's limit is used up, httpx' instrumentation reads.
    """
    with signals.integrations.sync(sync=_SYNC, mode="event") as run:
        answer = client().post("/accounts", json=account)
        if answer.is_error:
            run.fail(str(answer.status_code))
        answer.raise_for_status()
        run.records = 1
    is_new = answer.status_code == httpx.codes.CREATED
    signals.integrations.sync_records(sync=_SYNC, action="created" if is_new else "updated")
    signals.integrations.sync_last_success(time.time(), sync=_SYNC)
    signals.integrations.sync_lag(time.time() - captured_at, sync=_SYNC)
    signals.integrations.sync_finished("account saved", sync=_SYNC, result="success", mode="event", records=1)
