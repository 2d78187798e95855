# GENERATED from registry/security.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Sign-ins, lockouts and threats: what an attack looks like while it happens."""

from __future__ import annotations

from typing import Final, Literal, get_args

from otel_kit.signals.pack import (
    Attributes,
    BoundCounter,
    Counter,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "AuthMethod",
    "AuthResult",
    "ThreatAction",
    "ThreatSeverity",
    "auth_attempt",
    "auth_lockout",
    "threat_detected",
]

AuthMethod = Literal[
    "password",
    "oauth",
    "saml",
    "api_key",
    "token",
    "mfa",
    "passkey",
    "magic_link",
]
_AUTH_METHOD: Final = frozenset(get_args(AuthMethod))

AuthResult = Literal[
    "success",
    "failure",
]
_AUTH_RESULT: Final = frozenset(get_args(AuthResult))

ThreatAction = Literal[
    "allowed",
    "challenged",
    "blocked",
]
_THREAT_ACTION: Final = frozenset(get_args(ThreatAction))

ThreatSeverity = Literal[
    "low",
    "medium",
    "high",
    "critical",
]
_THREAT_SEVERITY: Final = frozenset(get_args(ThreatSeverity))


class _AuthAttempt(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        method: AuthMethod,
        result: AuthResult,
        error_type: str | None = None,
    ) -> None:
        """Add to `kit.auth.attempts`: attempts to sign in.

        Count each attempt once, when its result is known. Never say on a metric who it was.

        Unit: {attempt}.

        Args:
            method: How somebody proves who they are.
            result: Whether the attempt succeeded.
            error_type: Why it was refused. Such as wrong_password, unknown_user, expired.
        """
        attributes: Attributes = {}
        if method is not None:
            attributes["kit.auth.method"] = one_of(method, _AUTH_METHOD, "kit.auth.method")
        if result is not None:
            attributes["kit.auth.result"] = one_of(result, _AUTH_RESULT, "kit.auth.result")
        if error_type is not None:
            attributes["error.type"] = error_type
        self.emit(amount, attributes)

    def bind(self, *, method: AuthMethod, result: AuthResult, error_type: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if method is not None:
            attributes["kit.auth.method"] = one_of(method, _AUTH_METHOD, "kit.auth.method")
        if result is not None:
            attributes["kit.auth.result"] = one_of(result, _AUTH_RESULT, "kit.auth.result")
        if error_type is not None:
            attributes["error.type"] = error_type
        return BoundCounter(self, attributes)


auth_attempt = _AuthAttempt(
    SCOPE,
    "kit.auth.attempts",
    unit="{attempt}",
    description="Attempts to sign in.",
    has_error_type=True,
)


class _AuthLockout(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, method: AuthMethod) -> None:
        """Add to `kit.auth.lockouts`: accounts that were locked after too many failures.

        Unit: {lockout}.

        Args:
            method: How somebody proves who they are.
        """
        attributes: Attributes = {}
        if method is not None:
            attributes["kit.auth.method"] = one_of(method, _AUTH_METHOD, "kit.auth.method")
        self.emit(amount, attributes)

    def bind(self, *, method: AuthMethod) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if method is not None:
            attributes["kit.auth.method"] = one_of(method, _AUTH_METHOD, "kit.auth.method")
        return BoundCounter(self, attributes)


auth_lockout = _AuthLockout(
    SCOPE,
    "kit.auth.lockouts",
    unit="{lockout}",
    description="Accounts that were locked after too many failures.",
)


class _ThreatDetected(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        rule: str,
        severity: ThreatSeverity,
        action: ThreatAction,
    ) -> None:
        """Add to `kit.threat.detections`: threats that a rule saw.

        Name the rule, not the input that it saw.

        Unit: {detection}.

        Args:
            rule: The rule that saw the threat. Such as sql_injection, path_traversal, credential_stuffing.
            severity: How bad it is.
            action: What was done about it.
        """
        attributes: Attributes = {}
        if rule is not None:
            attributes["kit.threat.rule"] = rule
        if severity is not None:
            attributes["kit.threat.severity"] = one_of(severity, _THREAT_SEVERITY, "kit.threat.severity")
        if action is not None:
            attributes["kit.threat.action"] = one_of(action, _THREAT_ACTION, "kit.threat.action")
        self.emit(amount, attributes)

    def bind(self, *, rule: str, severity: ThreatSeverity, action: ThreatAction) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if rule is not None:
            attributes["kit.threat.rule"] = rule
        if severity is not None:
            attributes["kit.threat.severity"] = one_of(severity, _THREAT_SEVERITY, "kit.threat.severity")
        if action is not None:
            attributes["kit.threat.action"] = one_of(action, _THREAT_ACTION, "kit.threat.action")
        return BoundCounter(self, attributes)


threat_detected = _ThreatDetected(
    SCOPE,
    "kit.threat.detections",
    unit="{detection}",
    description="Threats that a rule saw.",
)
