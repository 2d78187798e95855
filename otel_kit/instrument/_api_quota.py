"""The limits of the peers that a service calls, as metrics: seen on the way, from the answers that come anyway."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from otel_kit.instrument._http_quota import mentions_quota, quotas, seconds_to_wait
from otel_kit.signals import integrations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from otel_kit.instrument._http_quota import Quota

__all__ = ["observe_quota"]

_RETRY_AFTER = "retry-after"
_TOO_MANY = 429
# With Retry-After they say the same: GitHub's secondary limits, S3's "slow down".
_MAY_BE_TOO_MANY = frozenset({403, 503})


def observe_quota(peer: str, status: int, headers: Mapping[str, str]) -> None:
    """Record what an answer says of its peer's limits. One that says nothing costs a look at its headers' names."""
    telling = [(name, headers[name]) for name in headers if mentions_quota(name.lower())]
    if telling:
        _record(peer, quotas(telling))
    if status == _TOO_MANY or (status in _MAY_BE_TOO_MANY and _RETRY_AFTER in headers):
        integrations.api_rate_limited(peer=peer)
        wait = seconds_to_wait(headers.get(_RETRY_AFTER, ""), time.time())
        if wait is not None:
            integrations.api_backoff_duration(wait, peer=peer)


def _record(peer: str, found: list[Quota]) -> None:
    for quota in found:
        values = (
            (integrations.api_quota_limit, quota.limit),
            (integrations.api_quota_usage, quota.usage),
            (integrations.api_quota_utilization, quota.utilization),
        )
        for metric, value in values:
            if value is not None:
                metric(value, peer=peer, quota=quota.name)
