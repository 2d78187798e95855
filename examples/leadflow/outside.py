"""Who else talks to leadflow while the visitors come: a listener, the payment provider, and whoever asks for health."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import uuid
from typing import TYPE_CHECKING

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from leadflow import webhooks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from leadflow.settings import Settings

_PAYMENT_SECONDS = 2.0
_TOLD_AGAIN = 5  # each fifth payment: providers tell at least once
_PROBE_SECONDS = 10.0
_SAID_AGAIN = 5  # after each fifth event the listener says again what it wants


@contextlib.asynccontextmanager
async def world(client: httpx.AsyncClient, where: Settings) -> AsyncIterator[None]:
    """Let them do what they do beside the block; they are no visitors and are not counted."""
    parts = (_listen(where), _tell_of_payments(client, where), _probe(client, where))
    under_way = [asyncio.create_task(part) for part in parts]
    try:
        yield
    finally:
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)


async def _listen(where: Settings) -> None:
    """Listen to the live feed, to what comes over the web; `connect` comes back by itself when it is cut off."""
    address = where.storefront_url.replace("http", "ws", 1) + "/live"
    async for feed in connect(address, proxy=None):
        with contextlib.suppress(ConnectionClosed):
            for heard in itertools.count():
                if heard % _SAID_AGAIN == 0:
                    await feed.send("web")
                await feed.recv()


async def _tell_of_payments(client: httpx.AsyncClient, where: Settings) -> None:
    """Tell the portal that a payment is settled, now and then twice."""
    for number in itertools.count(1):
        body = json.dumps({"id": uuid.uuid4().hex, "event": webhooks.EVENT}).encode()
        headers = {"Content-Type": "application/json", "X-Signature": webhooks.signature(body)}
        for _ in range(1 if number % _TOLD_AGAIN else 2):
            with contextlib.suppress(httpx.TransportError):
                await client.post(f"{where.portal_url}/webhooks/payments", content=body, headers=headers)
        await asyncio.sleep(_PAYMENT_SECONDS)


async def _probe(client: httpx.AsyncClient, where: Settings) -> None:
    """Ask both web services for their health, as a load balancer does."""
    while True:
        for address in (where.storefront_url, where.portal_url):
            with contextlib.suppress(httpx.TransportError):
                await client.get(f"{address}/health")
        await asyncio.sleep(_PROBE_SECONDS)
