"""Incidents and alerts: what is open, who has seen it, how long it takes, whether notices arrive."""

from __future__ import annotations

from otel_kit.ops.dashboards import Board, Row, above, anywhere, lines, number, services, table

_PRIORITY = "kit_incident_priority"
_SENT = "kit_notification_sent_total"
_FIRING = 'alertstate="firing",alertname!="Watchdog"'


def board() -> Board:
    """Return the dashboard."""
    return Board(
        "incidents",
        "Incidents and alerts",
        "Alerts that fire, incidents that are open, the times until they are seen and solved, notices to people.",
        answer=(
            number("Open incidents", "Incidents that are not solved.", services.now("kit_incident_open")),
            number(
                "Unseen incidents",
                "Incidents that nobody has acknowledged.",
                services.now("kit_incident_unacknowledged"),
            ),
            number(
                "Time to acknowledge",
                "Half of the incidents are seen within this time.",
                services.quantile(0.5, "kit_incident_time_to_acknowledge_seconds"),
                "s",
            ),
            number(
                "Time to resolve",
                "Half of the incidents are solved within this time.",
                services.quantile(0.5, "kit_incident_time_to_resolve_seconds"),
                "s",
                above("IncidentResolutionSlow.max_seconds"),
            ),
            number(
                "Notices that fail",
                "Part of the notices that do not arrive.",
                services.share(_SENT, 'kit_operation_result="failure"'),
                "percentunit",
            ),
        ),
        rows=(_alerts(), _incidents(), _notices()),
        by_service=False,
    )


def _alerts() -> Row:
    return Row(
        "Alerts",
        (
            table(
                "Firing alerts",
                "Each alert that fires now, with its service.",
                services.raw(
                    f'sum by (alertname, severity, category, service_name) (ALERTS{{{_FIRING},service_name=~"$service"}})'
                ),
            ),
            lines(
                "Alerts by category",
                "How many fire.",
                anywhere.raw(f"count by (category) (ALERTS{{{_FIRING}}})", "{{category}}"),
                stacked=True,
            ),
            lines(
                "Alerts by severity",
                "How many fire.",
                anywhere.raw(f"count by (severity) (ALERTS{{{_FIRING}}})", "{{severity}}"),
                stacked=True,
            ),
            lines(
                "Alerts received",
                "Alerts within the window that Alertmanager handed over.",
                services.count("kit_alert_received_total", "kit_alert_severity, kit_alert_status"),
                stacked=True,
            ),
            lines(
                "Alerts held back",
                "Alerts within the window that were the same, silenced, or explained by another.",
                services.count("kit_alert_deduplicated_total", legend="the same again"),
                services.count("kit_alert_suppressed_total", "kit_alert_suppression"),
            ),
            lines(
                "Alert processing",
                "All but one of twenty alerts are handled within this time.",
                services.quantile(0.95, "kit_alert_processing_duration_seconds", "kit_alert_severity"),
                unit="s",
                limits=above("AlertProcessingSlow.max_seconds"),
            ),
            lines(
                "Deduplication",
                "Part of the alerts that say again what is known.",
                services.per("kit_alert_deduplicated_total", "kit_alert_received_total"),
                unit="percentunit",
                limits=above("AlertsMostlyRepeats.max_share"),
            ),
        ),
    )


def _incidents() -> Row:
    return Row(
        "Incidents",
        (
            lines(
                "Open incidents by priority",
                "Incidents that are not solved.",
                services.now("kit_incident_open", _PRIORITY),
                stacked=True,
            ),
            lines(
                "Opened and resolved",
                "Incidents within the window.",
                services.count("kit_incident_opened_total", legend="opened"),
                services.count("kit_incident_resolved_total", "kit_incident_resolution"),
            ),
            lines(
                "Time to detect",
                "Half of the incidents are found within this time.",
                services.quantile(0.5, "kit_incident_time_to_detect_seconds", _PRIORITY),
                unit="s",
            ),
            lines(
                "Time to acknowledge by priority",
                "Half of the incidents are seen within this time.",
                services.quantile(0.5, "kit_incident_time_to_acknowledge_seconds", _PRIORITY),
                unit="s",
            ),
            lines(
                "Time to resolve by priority",
                "Half of the incidents are solved within this time.",
                services.quantile(0.5, "kit_incident_time_to_resolve_seconds", _PRIORITY),
                unit="s",
            ),
            lines(
                "Unacknowledged",
                "Incidents that nobody has seen.",
                services.now("kit_incident_unacknowledged", _PRIORITY, take="max"),
                limits=above("IncidentUnacknowledged.max_incidents"),
            ),
        ),
    )


def _notices() -> Row:
    return Row(
        "Notices",
        (
            lines(
                "Notification duration",
                "All but one of twenty notices are sent within this time.",
                services.quantile(0.95, "kit_notification_duration_seconds", "kit_channel"),
                unit="s",
            ),
            lines(
                "Escalations",
                "Incidents that went to the next person, within the window.",
                services.count("kit_incident_escalations_total", "kit_escalation_level"),
            ),
            lines(
                "Notifications by channel",
                "Part of each channel's notices that do not arrive.",
                services.share(_SENT, 'kit_operation_result="failure"', "kit_channel"),
                unit="percentunit",
                limits=above("NotificationsFailing.max_share"),
            ),
            lines(
                "Notices",
                "Notices within the window, by channel and result.",
                services.count(_SENT, "kit_channel, kit_operation_result"),
                stacked=True,
            ),
        ),
    )
