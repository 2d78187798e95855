"""Passwords and lockouts of the portal's users, in memory."""

from __future__ import annotations

import threading
import time
from collections import Counter
from typing import Literal

from werkzeug.security import check_password_hash, generate_password_hash

from leadflow import faults
from otel_kit import signals

PASSWORD = "correct horse battery staple"  # noqa: S105  # the demo's users share one
USERS = ("ada", "edsger", "grace", "katherine", "linus")
FAILURES_BEFORE_LOCKOUT = 5
LOCKED_SECONDS = 10.0
_TRIED_BY_ROBOTS = frozenset({"admin", "root", "test"})

Outcome = Literal["ok", "wrong_password", "unknown_user", "locked"]


class Door:
    """Lets users in; after five failures in a row it stays shut to that user for a while."""

    def __init__(self) -> None:
        """Take every user with the demo's password."""
        known = generate_password_hash(PASSWORD, "pbkdf2:sha256:1000")  # few rounds: it is a demo
        self._hashes = dict.fromkeys(USERS, known)
        self._failures: Counter[str] = Counter()
        self._locked_until: dict[str, float] = {}
        self._lock = threading.Lock()

    def try_password(self, user: str, password: str) -> Outcome:
        """Check a password, count the attempt and write it to the audit log."""
        outcome = self._check(user, password)
        if outcome == "ok":
            signals.security.auth_attempt(method="password", result="success")
            signals.security.audit(
                "session.opened", f"user:{user}", "success", actor=user, message="a user signed in"
            )
        else:
            signals.security.auth_attempt(method="password", result="failure", error_type=outcome)
            known = user if user in self._hashes else "unknown"  # who is nobody may have typed anything
            signals.security.audit(
                "session.opened", f"user:{known}", "denied", message="a sign-in was refused"
            )
        if user in _TRIED_BY_ROBOTS:
            signals.security.threat(
                "a user name that only robots try", rule="default_account", severity="low", action="blocked"
            )
        return outcome

    def _check(self, user: str, password: str) -> Outcome:
        if user not in self._hashes:
            return "unknown_user"
        with self._lock:
            if time.monotonic() < self._locked_until.get(user, 0.0):
                return "locked"
        right = check_password_hash(self._hashes[user], password) and not faults.active("failing-sign-ins")
        with self._lock:
            self._failures[user] = 0 if right else self._failures[user] + 1
            if self._failures[user] >= FAILURES_BEFORE_LOCKOUT:
                self._failures[user] = 0
                self._locked_until[user] = time.monotonic() + LOCKED_SECONDS
                signals.security.auth_lockout(method="password")
                signals.security.threat(
                    "a password is guessed", rule="password_guessing", severity="medium", action="blocked"
                )
        return "ok" if right else "wrong_password"
