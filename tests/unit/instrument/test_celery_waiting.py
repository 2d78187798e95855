"""How long a task has waited: from its sending, or from when it was to begin; never less than nothing."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from celery import Celery
from kombu import Connection
from redis import Redis

from otel_kit.instrument._celery_queues import depth_of
from otel_kit.instrument._celery_sending import SENT_AT
from otel_kit.instrument._celery_waiting import oldest_age, waited
from support.databases import redis

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = 1_700_000_000.0  # 2023-11-14T22:13:20Z


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({SENT_AT: NOW - 2}, 2),
        ({SENT_AT: NOW + 5}, 0),  # another host's clock
        ({SENT_AT: NOW - 60, "eta": "2023-11-14T22:13:19+00:00"}, 1),
        ({SENT_AT: NOW - 60, "eta": "2023-11-14T22:13:19"}, 1),
        ({SENT_AT: NOW - 60, "eta": None}, 60),
        ({SENT_AT: NOW - 60, "eta": "soon"}, 60),
        ({SENT_AT: "yesterday"}, None),
        ({}, None),
    ],
)
def test_the_wait_is_told_where_somebody_said_when_it_was_sent(
    headers: dict[str, Any], seconds: float | None
) -> None:
    assert waited(SimpleNamespace(**headers), NOW) == seconds


@pytest.fixture(scope="module")
def broker() -> Iterator[str]:
    """A real Redis."""
    with redis() as address:
        yield address


@pytest.mark.parametrize("prefix", ["", "shop:"], ids=["bare", "prefixed"])
def test_the_age_of_a_queue_is_that_of_its_first_message(broker: str, prefix: str) -> None:
    app = Celery("web", broker=broker)
    app.conf.broker_transport_options = {"global_keyprefix": prefix}
    for age in (30, 10):
        app.send_task("enrich", queue="ages", headers={SENT_AT: NOW - age})
    app.send_task("enrich", queue="ages", priority=9, headers={SENT_AT: NOW - 5})
    with Connection(broker, transport_options={"global_keyprefix": prefix}) as connection:
        channel = connection.default_channel
        assert depth_of(channel, "ages") == 3
        assert oldest_age(channel, "ages", NOW) == 30
        assert oldest_age(channel, "nobody_s", NOW) is None


@pytest.mark.parametrize(
    "message", ["no json", "[]", json.dumps({"headers": None}), json.dumps({"headers": {}})]
)
def test_somebody_else_s_message_has_no_age(broker: str, message: str) -> None:
    with Redis.from_url(broker) as client, Connection(broker) as connection:
        client.delete("foreign")
        client.lpush("foreign", message)
        assert oldest_age(connection.default_channel, "foreign", NOW) is None
