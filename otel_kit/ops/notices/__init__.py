"""The local notification sink: shows what Alertmanager delivered, where no pager or chat is connected yet.

`python -m otel_kit.ops.notices --port 9099 --data DIR` takes Alertmanager's webhooks (version 4) at `POST /alerts`,
and gives them back, oldest first, at `GET /notices`. The same notification twice is kept once.
"""

from __future__ import annotations

from otel_kit.ops.notices._payload import Notice, PayloadError, parse
from otel_kit.ops.notices._store import Store, read

__all__ = ["Notice", "PayloadError", "Store", "parse", "read"]
