"""Other systems: calls to them, quotas, synchronisation, webhooks, data streams."""

from __future__ import annotations

from otel_kit.ops.dashboards import Board, Row, above, lines, number, services

_CLIENT, _PEER = "http_client_request_duration_seconds", "service_peer_name"
_SYNC, _STREAM = "kit_sync_name", "kit_stream_name"
_RUNS, _HOOKS = "kit_sync_runs_total", "kit_webhook_received_total"
_FAILED = 'error_type!~"|4.."'


def board() -> Board:
    """Return the dashboard."""
    return Board(
        "integrations",
        "Integrations",
        "Systems of others: how their APIs answer, how far quotas are used, whether data is in step.",
        answer=(
            number(
                "Calls that fail",
                "Part of the calls to other systems that fail.",
                services.share(f"{_CLIENT}_count", _FAILED),
                "percentunit",
                above("ExternalApiErrorRateHigh.max_error_ratio"),
            ),
            number(
                "Slow calls",
                "All but one of twenty calls take no longer.",
                services.quantile(0.95, _CLIENT),
                "s",
                above("ExternalApiLatencyP95High.max_seconds"),
            ),
            number(
                "Fullest quota",
                "How far the fullest quota is used.",
                services.now("kit_api_quota_utilization_ratio", take="max"),
                "percentunit",
                above("ApiQuotaApproaching.max_ratio", "ApiQuotaNearlyExhausted.max_ratio"),
            ),
            number(
                "Sync failures",
                "Part of the sync runs that fail.",
                services.share(_RUNS, 'kit_operation_result="failure"'),
                "percentunit",
                above("SyncFailing.max_failure_ratio"),
            ),
            number(
                "Stalest stream",
                "Age of the last event of the stream that has been silent longest.",
                services.since("kit_stream_last_event_seconds"),
                "s",
                above("StreamSilent.max_age_seconds"),
            ),
        ),
        rows=(_calls(), _sync(), _webhooks(), _streams()),
    )


def _calls() -> Row:
    return Row(
        "Calls",
        (
            lines(
                "Calls by peer and result",
                "Calls a second to each system, by status and error.",
                services.rate(f"{_CLIENT}_count", f"{_PEER}, http_response_status_code, error_type"),
                unit="ops",
                stacked=True,
                find="{ kind = client && status = error }",
            ),
            lines(
                "Calls by peer and duration",
                "All but one of twenty calls take no longer.",
                services.quantile(0.95, _CLIENT, _PEER),
                unit="s",
                limits=above("ExternalApiLatencyP95High.max_seconds"),
                find="{ kind = client && duration > 1s }",
            ),
            lines(
                "Errors by peer",
                "Part of each system's calls that fail.",
                services.share(f"{_CLIENT}_count", _FAILED, _PEER),
                unit="percentunit",
                limits=above("ExternalApiErrorRateHigh.max_error_ratio"),
            ),
            lines(
                "Quotas",
                "How far each quota is used.",
                services.now("kit_api_quota_utilization_ratio", f"{_PEER}, kit_api_quota_name", take="max"),
                unit="percentunit",
                limits=above("ApiQuotaApproaching.max_ratio", "ApiQuotaNearlyExhausted.max_ratio"),
            ),
            lines(
                "Calls turned away",
                "Calls that the other side refused as too many, within the window.",
                services.count("kit_api_rate_limited_total", _PEER),
                limits=above("ApiRateLimited.min_calls"),
            ),
            lines(
                "Backing off",
                "Time that clients wait before they try again: all but one of twenty.",
                services.quantile(0.95, "kit_api_backoff_duration_seconds", _PEER),
                unit="s",
            ),
        ),
    )


def _sync() -> Row:
    return Row(
        "Synchronisation",
        (
            lines(
                "Sync runs",
                "Runs within the window, by result.",
                services.count(_RUNS, f"{_SYNC}, kit_operation_result"),
            ),
            lines(
                "Last success",
                "Time since each sync succeeded.",
                services.since("kit_sync_last_success_seconds", _SYNC),
                unit="s",
                limits=above("SyncStale.max_age_minutes", times=60),
            ),
            lines(
                "Sync lag",
                "How far each side is behind the other.",
                services.now("kit_sync_lag_seconds", _SYNC, take="max"),
                unit="s",
                limits=above("SyncLagHigh.max_minutes", times=60),
            ),
            lines(
                "Sync conflicts",
                "Conflicts within the window, by how they were resolved.",
                services.count("kit_sync_conflicts_total", f"{_SYNC}, kit_sync_resolution"),
            ),
            lines(
                "Sync records",
                "Records a second, by what was done with them.",
                services.rate("kit_sync_records_total", f"{_SYNC}, kit_sync_action"),
                unit="ops",
            ),
            lines(
                "Sync duration",
                "All but one of twenty runs take no longer.",
                services.quantile(0.95, "kit_sync_duration_seconds", _SYNC),
                unit="s",
            ),
        ),
    )


def _webhooks() -> Row:
    return Row(
        "Webhooks",
        (
            lines(
                "Webhooks",
                "Webhooks a second, by sender and result.",
                services.rate(_HOOKS, f"{_PEER}, kit_webhook_result"),
                unit="ops",
                stacked=True,
            ),
            lines(
                "Webhook failures",
                "Part of each sender's webhooks that fail.",
                services.share(_HOOKS, 'kit_webhook_result="failure"', _PEER),
                unit="percentunit",
                limits=above("WebhookFailuresHigh.max_failure_ratio"),
            ),
            lines(
                "Webhook duration",
                "All but one of twenty are handled within this time; senders give up after some seconds.",
                services.quantile(0.95, "kit_webhook_duration_seconds", _PEER),
                unit="s",
                limits=above("WebhookLatencyP95High.max_seconds"),
            ),
        ),
    )


def _streams() -> Row:
    return Row(
        "Data streams",
        (
            lines(
                "Age of the last event by stream",
                "Time since each stream's last event.",
                services.since("kit_stream_last_event_seconds", _STREAM),
                unit="s",
                limits=above("StreamSilent.max_age_seconds"),
            ),
            lines(
                "Stream lag",
                "From the event to when it is handled.",
                services.now("kit_stream_lag_seconds", _STREAM, take="max"),
                unit="s",
                limits=above("StreamLagHigh.max_seconds"),
            ),
            lines(
                "Events by stream",
                "Events a second.",
                services.rate("kit_stream_events_total", _STREAM),
                unit="ops",
            ),
        ),
    )
