"""Security: who signs in, who is refused, what was found, and what is about to expire."""

from __future__ import annotations

from otel_kit.ops.dashboards import Board, Row, above, anywhere, below, lines, logs, number, services

_ATTEMPTS, _METHOD = "kit_auth_attempts_total", "kit_auth_method"
_DECISIONS, _THREATS = "kit_authorization_decisions_total", "kit_threat_detections_total"
_LIMITS = "kit_rate_limit_decisions_total"
_FAILED = 'kit_auth_result="failure"'
_DAY = 86400


def board() -> Board:
    """Return the dashboard."""
    return Board(
        "security",
        "Security",
        "Sign-ins, rights, rate limits, threats, personal data, the audit log, certificates and secrets.",
        answer=(
            number(
                "Failed sign-ins",
                "Part of the sign-ins that fail.",
                services.share(_ATTEMPTS, _FAILED),
                "percentunit",
                above("SignInFailuresHigh.max_failure_ratio"),
            ),
            number(
                "Threats",
                "High and critical threats within the window.",
                services.count(_THREATS, "", 'kit_threat_severity=~"high|critical"'),
                "short",
                above("ThreatHighDetected.min_threats"),
            ),
            number(
                "Isolation violations",
                "Data of one tenant that another could see, within the window.",
                services.count("kit_tenant_isolation_violations_total"),
                "short",
                above("TenantIsolationViolated.max_violations"),
            ),
            number(
                "Personal data let through",
                "Detections that were neither masked nor blocked, within the window.",
                services.count("kit_pii_detections_total", "", 'kit_pii_action="allowed"'),
            ),
            number(
                "Next certificate",
                "Time until the first certificate expires.",
                services.now("kit_certificate_time_to_expiry_seconds", take="min"),
                "s",
                below(
                    "CertificateExpiresIn30Days.max_days", "CertificateExpiresIn3Days.max_days", times=_DAY
                ),
            ),
        ),
        rows=(_sign_ins(), _refused(), _found(), _kept(), _expiring()),
    )


def _sign_ins() -> Row:
    return Row(
        "Sign-ins",
        (
            lines(
                "Sign-ins by result",
                "Attempts a second.",
                services.rate(_ATTEMPTS, "kit_auth_result, error_type"),
                unit="ops",
                stacked=True,
            ),
            lines(
                "Failed sign-ins by method",
                "Failed attempts within the window.",
                services.count(_ATTEMPTS, _METHOD, _FAILED),
                limits=above("SignInBruteForce.min_failures"),
            ),
            lines(
                "Lockouts",
                "Accounts that were locked within the window.",
                services.count("kit_auth_lockouts_total", _METHOD),
                limits=above("AccountLockoutsHigh.min_lockouts"),
            ),
            lines(
                "Sessions",
                "Sessions that are open.",
                services.now("kit_session_active", _METHOD),
                stacked=True,
            ),
        ),
    )


def _refused() -> Row:
    return Row(
        "What is refused",
        (
            lines(
                "Denials by resource",
                "Part of each resource's decisions that deny.",
                services.share(_DECISIONS, 'kit_authorization_result="denied"', "kit_authorization_resource"),
                unit="percentunit",
                limits=above("AuthorizationDenialsHigh.max_denied_ratio"),
            ),
            lines(
                "Rate limits",
                "Part of each limit's requests that are refused.",
                services.share(_LIMITS, 'kit_rate_limit_result="refused"', "kit_rate_limit_name"),
                unit="percentunit",
                limits=above("RateLimitStorm.max_refused_ratio"),
            ),
        ),
    )


def _found() -> Row:
    return Row(
        "What was found",
        (
            lines(
                "Threats by severity",
                "Threats within the window.",
                services.count(_THREATS, "kit_threat_severity, kit_threat_rule"),
                stacked=True,
            ),
            lines(
                "Threats by action",
                "What was done about them.",
                services.count(_THREATS, "kit_threat_action"),
                stacked=True,
            ),
            lines(
                "Tenant isolation",
                "Violations within the window, by where.",
                services.count("kit_tenant_isolation_violations_total", "kit_isolation_surface"),
                limits=above("TenantIsolationViolated.max_violations"),
            ),
            lines(
                "Personal data found",
                "Detections within the window, by type and what was done.",
                services.count("kit_pii_detections_total", "kit_pii_type, kit_pii_surface, kit_pii_action"),
                stacked=True,
            ),
            lines(
                "Redactions",
                "What the library removed from telemetry, within the window.",
                services.count("kit_telemetry_redactions_total", "kit_pii_type"),
            ),
        ),
    )


def _kept() -> Row:
    return Row(
        "The audit log",
        (
            lines(
                "Audit entries",
                "Entries within the window. Silence where there were many is a fault.",
                services.count("kit_audit_events_total", "kit_audit_action, kit_audit_outcome"),
                stacked=True,
            ),
            logs("Audit lines", "The entries themselves.", '| event_name="kit.audit.recorded"'),
        ),
    )


def _expiring() -> Row:
    days = (
        "CertificateExpiresIn30Days.max_days",
        "CertificateExpiresIn14Days.max_days",
        "CertificateExpiresIn3Days.max_days",
        "EndpointCertificateExpiring.days",
    )
    return Row(
        "What expires",
        (
            lines(
                "Certificates",
                "Time until each certificate expires, as services and probes tell it.",
                services.now("kit_certificate_time_to_expiry_seconds", "kit_certificate_name", take="min"),
                anywhere.raw("min by (instance) (probe_ssl_earliest_cert_expiry) - time()", "{{instance}}"),
                unit="s",
                limits=(
                    *below(*days, times=_DAY),
                    *below("EndpointCertificateAlmostExpired.hours", times=3600),
                ),
            ),
            lines(
                "Secrets",
                "Age of each secret.",
                services.now("kit_secret_age_seconds", "kit_secret_name", take="max"),
                unit="s",
                limits=above("SecretTooOld.max_days", times=_DAY),
            ),
        ),
    )
