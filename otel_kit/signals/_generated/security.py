# GENERATED from registry/security.yaml by `otel-kit semconv generate`; do not edit.
# ruff: noqa: A002
# fmt: off
"""Who comes in and what they may do, what attacks look like while they happen, and what must be provable afterwards."""

from __future__ import annotations

from typing import Final, Literal, get_args

from otel_kit.signals.pack import (
    Attributes,
    Bound,
    BoundCounter,
    Counter,
    Event,
    Gauge,
    Measure,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "AuditBypassReason",
    "AuditOutcome",
    "AuthMethod",
    "AuthResult",
    "AuthorizationResult",
    "IsolationSurface",
    "PiiAction",
    "PiiSurface",
    "RateLimitResult",
    "ThreatAction",
    "ThreatSeverity",
    "audit",
    "audit_bypassed",
    "auth_attempt",
    "auth_lockout",
    "authorization",
    "certificate_time_to_expiry",
    "isolation_violated",
    "pii_detected",
    "rate_limit",
    "secret_age",
    "sessions_active",
    "threat",
    "threat_detected",
]

AuditBypassReason = Literal[
    "unwritable",
    "full",
    "busy",
]
_AUDIT_BYPASS_REASON: Final = frozenset(get_args(AuditBypassReason))

AuditOutcome = Literal[
    "success",
    "failure",
    "denied",
]
_AUDIT_OUTCOME: Final = frozenset(get_args(AuditOutcome))

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

AuthorizationResult = Literal[
    "allowed",
    "denied",
]
_AUTHORIZATION_RESULT: Final = frozenset(get_args(AuthorizationResult))

IsolationSurface = Literal[
    "database",
    "cache",
    "storage",
    "messaging",
    "api",
    "telemetry",
]
_ISOLATION_SURFACE: Final = frozenset(get_args(IsolationSurface))

PiiAction = Literal[
    "masked",
    "blocked",
    "allowed",
]
_PII_ACTION: Final = frozenset(get_args(PiiAction))

PiiSurface = Literal[
    "attribute",
    "body",
    "exception",
    "stack",
    "url",
    "baggage",
    "request",
    "response",
    "prompt",
    "document",
]
_PII_SURFACE: Final = frozenset(get_args(PiiSurface))

RateLimitResult = Literal[
    "allowed",
    "delayed",
    "refused",
]
_RATE_LIMIT_RESULT: Final = frozenset(get_args(RateLimitResult))

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
    limits={"error.type": 10},
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


class _SessionsActive(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, method: AuthMethod, tenant_tier: str | None = None) -> None:
        """Set `kit.session.active`: sessions of signed-in users that are open now.

        Count them in the store, in one place, at an interval of your own, such as each minute.

        Unit: {session}.

        Args:
            method: How somebody proves who they are.
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
        """
        attributes: Attributes = {}
        if method is not None:
            attributes["kit.auth.method"] = one_of(method, _AUTH_METHOD, "kit.auth.method")
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        self.emit(amount, attributes)

    def bind(self, *, method: AuthMethod, tenant_tier: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if method is not None:
            attributes["kit.auth.method"] = one_of(method, _AUTH_METHOD, "kit.auth.method")
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        return Bound(self, attributes)


sessions_active = _SessionsActive(
    SCOPE,
    "kit.session.active",
    unit="{session}",
    description="Sessions of signed-in users that are open now.",
    limits={"kit.tenant.tier": 5},
)


class _Authorization(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        resource: str,
        action: str,
        result: AuthorizationResult,
    ) -> None:
        """Add to `kit.authorization.decisions`: decisions whether somebody may do something.

        Unit: {decision}.

        Args:
            resource: The kind of thing that somebody wants to act on. Never which one. Such as lead, invoice,
                report.
            action: What somebody wants to do. Such as read, update, delete.
            result: What was decided.
        """
        attributes: Attributes = {}
        if resource is not None:
            attributes["kit.authorization.resource"] = resource
        if action is not None:
            attributes["kit.authorization.action"] = action
        if result is not None:
            attributes["kit.authorization.result"] = one_of(result, _AUTHORIZATION_RESULT, "kit.authorization.result")
        self.emit(amount, attributes)

    def bind(self, *, resource: str, action: str, result: AuthorizationResult) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if resource is not None:
            attributes["kit.authorization.resource"] = resource
        if action is not None:
            attributes["kit.authorization.action"] = action
        if result is not None:
            attributes["kit.authorization.result"] = one_of(result, _AUTHORIZATION_RESULT, "kit.authorization.result")
        return BoundCounter(self, attributes)


authorization = _Authorization(
    SCOPE,
    "kit.authorization.decisions",
    unit="{decision}",
    description="Decisions whether somebody may do something.",
    limits={"kit.authorization.resource": 50, "kit.authorization.action": 20},
)


class _RateLimit(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        limit: str,
        result: RateLimitResult,
        tenant_tier: str | None = None,
    ) -> None:
        """Add to `kit.rate_limit.decisions`: requests that a rate limit of ours looked at, by what it did.

        Limits that others set for us are kit.api.rate_limited.

        Unit: {decision}.

        Args:
            limit: The rate limit, as the configuration names it. Such as sign_in, public_api.
            result: What the rate limit did.
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
        """
        attributes: Attributes = {}
        if limit is not None:
            attributes["kit.rate_limit.name"] = limit
        if result is not None:
            attributes["kit.rate_limit.result"] = one_of(result, _RATE_LIMIT_RESULT, "kit.rate_limit.result")
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        self.emit(amount, attributes)

    def bind(self, *, limit: str, result: RateLimitResult, tenant_tier: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if limit is not None:
            attributes["kit.rate_limit.name"] = limit
        if result is not None:
            attributes["kit.rate_limit.result"] = one_of(result, _RATE_LIMIT_RESULT, "kit.rate_limit.result")
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        return BoundCounter(self, attributes)


rate_limit = _RateLimit(
    SCOPE,
    "kit.rate_limit.decisions",
    unit="{decision}",
    description="Requests that a rate limit of ours looked at, by what it did.",
    limits={"kit.rate_limit.name": 30, "kit.tenant.tier": 5},
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
    limits={"kit.threat.rule": 200},
)


class _AuditBypassed(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, reason: AuditBypassReason) -> None:
        """Add to `kit.audit.bypassed`: entries that could not be written into the audit log, and were sent
        without it.

        The goal is 0. It is there, as 0, from the first entry on. What was sent so is in no chain, and may be
        lost.

        Unit: {event}.

        Args:
            reason: Why an entry could not be written.
        """
        attributes: Attributes = {}
        if reason is not None:
            attributes["kit.audit.bypass.reason"] = one_of(reason, _AUDIT_BYPASS_REASON, "kit.audit.bypass.reason")
        self.emit(amount, attributes)

    def bind(self, *, reason: AuditBypassReason) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if reason is not None:
            attributes["kit.audit.bypass.reason"] = one_of(reason, _AUDIT_BYPASS_REASON, "kit.audit.bypass.reason")
        return BoundCounter(self, attributes)


audit_bypassed = _AuditBypassed(
    SCOPE,
    "kit.audit.bypassed",
    unit="{event}",
    description="Entries that could not be written into the audit log, and were sent without it.",
)


class _PiiDetected(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, type: str, surface: PiiSurface, action: PiiAction) -> None:
        """Add to `kit.pii.detections`: personal data or secrets that were found where they do not belong.

        What is taken out of telemetry itself is kit.telemetry.redactions.

        Unit: {detection}.

        Args:
            type: The kind of personal data or secret. Such as email, phone, iban.
            surface: Where it stood.
            action: What was done about it.
        """
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.pii.type"] = type
        if surface is not None:
            attributes["kit.pii.surface"] = one_of(surface, _PII_SURFACE, "kit.pii.surface")
        if action is not None:
            attributes["kit.pii.action"] = one_of(action, _PII_ACTION, "kit.pii.action")
        self.emit(amount, attributes)

    def bind(self, *, type: str, surface: PiiSurface, action: PiiAction) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.pii.type"] = type
        if surface is not None:
            attributes["kit.pii.surface"] = one_of(surface, _PII_SURFACE, "kit.pii.surface")
        if action is not None:
            attributes["kit.pii.action"] = one_of(action, _PII_ACTION, "kit.pii.action")
        return BoundCounter(self, attributes)


pii_detected = _PiiDetected(
    SCOPE,
    "kit.pii.detections",
    unit="{detection}",
    description="Personal data or secrets that were found where they do not belong.",
    limits={"kit.pii.type": 20},
)


class _CertificateTimeToExpiry(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, certificate: str) -> None:
        """Set `kit.certificate.time_to_expiry`: time until a certificate is no longer valid; negative when it
        has expired.

        Unit: seconds.

        Args:
            certificate: The certificate, as the configuration names it. Such as public_api, collector.
        """
        attributes: Attributes = {}
        if certificate is not None:
            attributes["kit.certificate.name"] = certificate
        self.emit(amount, attributes)

    def bind(self, *, certificate: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if certificate is not None:
            attributes["kit.certificate.name"] = certificate
        return Bound(self, attributes)


certificate_time_to_expiry = _CertificateTimeToExpiry(
    SCOPE,
    "kit.certificate.time_to_expiry",
    unit="s",
    description="Time until a certificate is no longer valid; negative when it has expired.",
    limits={"kit.certificate.name": 50},
)


class _SecretAge(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, secret: str) -> None:
        """Set `kit.secret.age`: time since a secret was last replaced.

        Unit: seconds.

        Args:
            secret: The secret's name. Never the secret. Such as stripe_key, session_key.
        """
        attributes: Attributes = {}
        if secret is not None:
            attributes["kit.secret.name"] = secret
        self.emit(amount, attributes)

    def bind(self, *, secret: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if secret is not None:
            attributes["kit.secret.name"] = secret
        return Bound(self, attributes)


secret_age = _SecretAge(
    SCOPE,
    "kit.secret.age",
    unit="s",
    description="Time since a secret was last replaced.",
    limits={"kit.secret.name": 50},
)

_audit_events = Counter(
    SCOPE,
    "kit.audit.events",
    unit="{event}",
    description="Entries of the audit log.",
    limits={"kit.audit.action": 100},
)

_tenant_isolation_violations = Counter(
    SCOPE,
    "kit.tenant.isolation.violations",
    unit="{violation}",
    description="Times that one tenant came upon what belongs to another, or nearly did.",
    limits={"kit.tenant.tier": 5},
)


class _Threat(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        rule: str,
        severity: ThreatSeverity,
        action: ThreatAction,
        client_address: str | None = None,
        http_route: str | None = None,
        tenant: str | None = None,
    ) -> None:
        """Send `kit.threat.detected`: a rule saw a threat.

        Where each threat is to be found again. It counts as well; for a rule that sees thousands, count them
        with `threat_detected` alone.

        Args:
            rule: The rule that saw the threat. Such as sql_injection, path_traversal, credential_stuffing.
            severity: How bad it is.
            action: What was done about it.
            client_address: Client address - domain name if available without reverse DNS lookup; otherwise,
                IP address or UNIX domain socket name. Such as 203.0.113.7.
            http_route: The matched route template for the request. This MUST be low-cardinality and include
                all static path segments, with dynamic path segments represented with placeholders. Such as
                /sign-in.
            tenant: The tenant. Too many for a metric; spans, logs and baggage carry it. Such as t_4711.
        """
        attributes: Attributes = {}
        if rule is not None:
            attributes["kit.threat.rule"] = rule
        if severity is not None:
            attributes["kit.threat.severity"] = one_of(severity, _THREAT_SEVERITY, "kit.threat.severity")
        if action is not None:
            attributes["kit.threat.action"] = one_of(action, _THREAT_ACTION, "kit.threat.action")
        if client_address is not None:
            attributes["client.address"] = client_address
        if http_route is not None:
            attributes["http.route"] = http_route
        if tenant is not None:
            attributes["kit.tenant.id"] = tenant
        self.emit(message, attributes)


threat = _Threat(
    SCOPE,
    "kit.threat.detected",
    keys=(
        "client.address",
        "http.route",
        "kit.tenant.id",
        "kit.threat.action",
        "kit.threat.rule",
        "kit.threat.severity",
    ),
    severity="WARN",
    counter=Measure(threat_detected, ("kit.threat.rule", "kit.threat.severity", "kit.threat.action")),
)


class _Audit(Event):
    __slots__ = ()

    def __call__(
        self,
        action: str,
        target: str,
        outcome: AuditOutcome,
        *,
        actor: str | None = None,
        message: str | None = None,
    ) -> None:
        """Send `kit.audit.recorded`: somebody did something that must be accounted for.

        Written to the log on disk before the call returns, and delivered from there. Never sampled.

        Args:
            action: What was done. Such as user.deleted, role.granted, invoice.viewed.
            target: What it was done to. Such as user:4711, invoice:2026-17.
            outcome: How it ended.
            actor: Who did it, an id or, where the settings ask for it, a pseudonym. Such as u_17, scheduler.
        """
        attributes: Attributes = {}
        if action is not None:
            attributes["kit.audit.action"] = action
        if target is not None:
            attributes["kit.audit.target"] = target
        if outcome is not None:
            attributes["kit.audit.outcome"] = one_of(outcome, _AUDIT_OUTCOME, "kit.audit.outcome")
        if actor is not None:
            attributes["kit.audit.actor"] = actor
        self.emit(message, attributes)


audit = _Audit(
    SCOPE,
    "kit.audit.recorded",
    keys=("kit.audit.action", "kit.audit.actor", "kit.audit.outcome", "kit.audit.target"),
    severity="INFO",
    counter=Measure(_audit_events, ("kit.audit.action", "kit.audit.outcome")),
)


class _IsolationViolated(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        surface: IsolationSurface,
        tenant: str | None = None,
        tenant_tier: str | None = None,
    ) -> None:
        """Send `kit.tenant.isolation.violated`: one tenant came upon what belongs to another, or nearly did.

        Args:
            surface: Where one tenant came upon what belongs to another.
            tenant: The tenant. Too many for a metric; spans, logs and baggage carry it. Such as t_4711.
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
        """
        attributes: Attributes = {}
        if surface is not None:
            attributes["kit.isolation.surface"] = one_of(surface, _ISOLATION_SURFACE, "kit.isolation.surface")
        if tenant is not None:
            attributes["kit.tenant.id"] = tenant
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        self.emit(message, attributes)


isolation_violated = _IsolationViolated(
    SCOPE,
    "kit.tenant.isolation.violated",
    keys=("kit.isolation.surface", "kit.tenant.id", "kit.tenant.tier"),
    severity="ERROR",
    counter=Measure(_tenant_isolation_violations, ("kit.isolation.surface", "kit.tenant.tier")),
)
