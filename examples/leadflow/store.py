"""What the portal keeps: accounts and the price list, in SQLite; in memory, for it is a demo."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
from typing import TYPE_CHECKING, Any, Literal

from leadflow import faults
from leadflow.plans import PLANS, Plan
from otel_kit import signals

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCHEMA = """
CREATE TABLE accounts (lead_id TEXT PRIMARY KEY, account TEXT NOT NULL);
CREATE TABLE plans (name TEXT PRIMARY KEY, price REAL NOT NULL, feature TEXT NOT NULL);
"""

_FAILING = 0.5  # of the transactions


class Store:
    """The portal's database; threads may share it."""

    def __init__(self) -> None:
        """Begin without accounts, and with the plans that are sold."""
        self._lock = threading.Lock()
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.executescript(_SCHEMA)
        with self._transaction() as database:
            database.executemany("INSERT INTO plans VALUES (?, ?, ?)", [(n, *p) for n, p in PLANS.items()])

    def save_account(self, account: dict[str, Any]) -> bool:
        """Create or update an account; return whether it is new."""
        row = (account["lead_id"], json.dumps(account))
        with self._transaction() as database:
            known = database.execute("SELECT 1 FROM accounts WHERE lead_id = ?", row[:1]).fetchone()
            database.execute("INSERT OR REPLACE INTO accounts VALUES (?, ?)", row)
        return known is None

    def plan(self, name: str) -> Plan | None:
        """Return a plan of the price list."""
        with self._transaction() as database:
            row = database.execute("SELECT price, feature FROM plans WHERE name = ?", (name,)).fetchone()
        return None if row is None else Plan(*row)

    def ping(self) -> None:
        """Raise an error if the database does not answer."""
        _be_locked(1)
        with self._lock:
            self._database.execute("SELECT 1")

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        result: Literal["committed", "rolled_back"] = "rolled_back"
        try:
            with self._lock, self._database:
                _be_locked(_FAILING)
                yield self._database
            result = "committed"
        except sqlite3.OperationalError as error:  # without its database the portal sells nothing
            signals.errors.capture(error, category="database", severity="critical")
            raise
        finally:
            signals.data.transaction(system="sqlite", database="portal", result=result)


def _be_locked(share: float) -> None:
    if faults.strikes("locked-database", share):
        raise sqlite3.OperationalError("database is locked")
