"""The system at a glance: what people notice, what serves them, what it stands on."""

from __future__ import annotations

from otel_kit.ops.dashboards import Board, Row, above, anywhere, below, lines, number, services, table

_HTTP = "http_server_request_duration_seconds"
_FAILED = 'http_response_status_code=~"5.."'


def board() -> Board:
    """Return the dashboard."""
    return Board(
        "overview",
        "Overview",
        "The whole system on one page: requests, errors, work in the background, business, and what fires.",
        answer=(
            number(
                "Services up",
                "Services that report.",
                services.raw("count(count by (service_name) (process_uptime_seconds{@}))"),
                to="services",
            ),
            number(
                "Health",
                "The worst score of a service's own checks: 100 is well.",
                services.now("kit_health_score", take="min"),
                to="services",
            ),
            number(
                "Errors",
                "Part of the requests that end with a server error.",
                services.share(f"{_HTTP}_count", _FAILED),
                "percentunit",
                above("HttpErrorRateHigh.max_error_ratio"),
                to="errors",
            ),
            number(
                "Latency",
                "All but one of twenty requests are answered within this time.",
                services.quantile(0.95, _HTTP),
                "s",
                above("HttpLatencyP95High.max_seconds"),
                to="services",
            ),
            number(
                "Waiting jobs",
                "Items in the fullest queue.",
                services.now("kit_queue_depth", take="max"),
                "short",
                above("QueueBacklogGrowing.max_items"),
                to="jobs",
            ),
            number(
                "Collector",
                "Whether the telemetry itself arrives: 1 is yes.",
                anywhere.raw('min(up{job="otelcol"})'),
                to="telemetry",
            ),
        ),
        rows=(_served(), _health(), _behind(), _alerts()),
        by_service=False,
    )


def _served() -> Row:
    return Row(
        "What people notice",
        (
            lines(
                "Requests by service",
                "Requests a second.",
                services.rate(f"{_HTTP}_count", "service_name"),
                unit="reqps",
                stacked=True,
                to="services",
            ),
            lines(
                "Errors by service",
                "Part of each service's requests that end with a server error.",
                services.share(f"{_HTTP}_count", _FAILED, "service_name"),
                unit="percentunit",
                limits=above("HttpErrorRateHigh.max_error_ratio"),
                to="errors",
            ),
            lines(
                "Duration by service",
                "All but one of twenty requests are answered within this time.",
                services.quantile(0.95, _HTTP, "service_name"),
                unit="s",
                limits=above("HttpLatencyP95High.max_seconds"),
                to="services",
            ),
            lines(
                "Endpoints",
                "How long a probe from outside takes; nothing where an address does not answer.",
                anywhere.raw(
                    "max by (instance) (probe_duration_seconds) and max by (instance) (probe_success) == 1",
                    "{{instance}}",
                ),
                unit="s",
                limits=above("EndpointSlow.max_seconds"),
            ),
            lines(
                "Leads by source",
                "Leads captured within the window.",
                services.count("kit_lead_captured_total", "kit_lead_source"),
                to="business",
            ),
            lines(
                "Revenue by type",
                "What was earned within the window.",
                services.count("kit_revenue_amount_total", "kit_revenue_type"),
                unit="currencyUSD",
                to="executive",
            ),
        ),
    )


def _health() -> Row:
    check = "service_name, kit_health_check"
    return Row(
        "Health",
        (
            lines(
                "Health score",
                "The score of each service's own checks: 100 is well.",
                services.now("kit_health_score", "service_name", take="avg"),
                limits=below("HealthScoreLow.min_score"),
            ),
            lines(
                "Health checks",
                "1: well, 0.5: limited, 0: failing.",
                services.now("kit_health_status", check, take="min"),
                limits=below("HealthCheckDegraded.min_status", "HealthCheckFailing.max_status"),
            ),
            lines(
                "Duration of health checks",
                "All but one of twenty runs take no longer.",
                services.quantile(0.95, "kit_health_check_duration_seconds", check),
                unit="s",
                limits=above("HealthCheckSlow.max_seconds"),
            ),
        ),
    )


def _behind() -> Row:
    return Row(
        "What stands behind it",
        (
            lines(
                "Jobs by result",
                "Jobs a second by how they ended.",
                services.rate("kit_job_duration_seconds_count", "kit_job_result"),
                unit="ops",
                stacked=True,
                to="jobs",
            ),
            lines(
                "Inference duration",
                "All but one of twenty answers of each model take no longer.",
                services.quantile(0.95, "kit_inference_duration_seconds", "kit_model_name"),
                unit="s",
                limits=above("InferenceLatencyP95High.max_seconds"),
                to="ml",
            ),
            lines(
                "Memory by host",
                "Part of the memory that programs can still have.",
                anywhere.now("instance:host_memory_available:ratio", "instance", take="min"),
                unit="percentunit",
                limits=below("HostMemoryLow.min_available", "HostMemoryExhausted.min_available"),
                to="capacity",
            ),
        ),
    )


def _alerts() -> Row:
    firing = 'sum by (alertname, severity, service_name) (ALERTS{alertstate="firing",alertname!="Watchdog",service_name=~"$service"})'
    return Row(
        "What fires",
        (
            table("Firing alerts", "Each alert that fires now.", services.raw(firing)),
            lines(
                "Alerts by severity",
                "How many fire.",
                anywhere.raw(
                    'count by (severity) (ALERTS{alertstate="firing",alertname!="Watchdog"})', "{{severity}}"
                ),
                stacked=True,
                to="incidents",
            ),
        ),
    )
