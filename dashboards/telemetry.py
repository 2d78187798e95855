"""The telemetry pipeline itself: what arrives, what waits, what is lost, and whether its servers are well."""

from __future__ import annotations

from otel_kit.ops.dashboards import Board, Row, above, anywhere, lines, number, services

_JOB = 'job="prometheus"'
_SIGNAL = "kit_telemetry_signal"
_EXPORTS = "kit_telemetry_export_duration_seconds_count"
_ACCEPTED = (("spans", "spans"), ("metric_points", "points"), ("log_records", "log records"))


def board() -> Board:
    """Return the dashboard."""
    return Board(
        "telemetry",
        "Telemetry pipeline",
        "From the services through the collector to the stores: arrivals, queues, losses, and the state of each server.",
        answer=(
            number("Collector up", "1: it answers.", anywhere.raw('min(up{job="otelcol"})')),
            number(
                "Servers",
                "Part of Prometheus, Tempo, Loki and Alertmanager that answer.",
                anywhere.raw('avg(up{job=~"prometheus|tempo|loki|alertmanager"})'),
                "percentunit",
            ),
            number(
                "Lost",
                "Items a second that the collector could not pass on.",
                anywhere.raw(
                    "sum(exporter_signal:otelcol_exporter_rejected_items:rate5m) + sum(exporter_signal:otelcol_exporter_unqueued_items:rate5m)"
                ),
                "ops",
            ),
            number(
                "Fullest queue",
                "How full the fullest queue of the collector is.",
                anywhere.raw("max(otelcol_exporter_queue_size / otelcol_exporter_queue_capacity)"),
                "percentunit",
                above("CollectorQueueFilling.max_used"),
            ),
            number(
                "Dropped in services",
                "Items that services dropped within the window.",
                services.count("kit_telemetry_dropped_total"),
                "short",
                above("ServiceTelemetryDropped.max_dropped"),
            ),
        ),
        rows=(_services(), _values(), _collector(), _refused(), _prometheus(), _others()),
        by_service=False,
    )


def _services() -> Row:
    return Row(
        "In the services",
        (
            lines(
                "Dropped by service",
                "Items within the window, by signal and reason.",
                services.count(
                    "kit_telemetry_dropped_total", f"service_name, {_SIGNAL}, kit_telemetry_reason"
                ),
                limits=above("ServiceTelemetryDropped.max_dropped"),
            ),
            lines(
                "Exports by service",
                "Part of each service's exports that fail.",
                services.share(_EXPORTS, 'error_type!=""', f"service_name, {_SIGNAL}"),
                unit="percentunit",
                limits=above("ServiceTelemetryExportFailing.max_error_ratio"),
            ),
            lines(
                "Queues in services",
                "Items that wait to be sent.",
                services.now("kit_telemetry_queue_size", f"service_name, {_SIGNAL}", take="max"),
                limits=above("ServiceTelemetryQueueFilling.max_items"),
            ),
        ),
    )


def _values() -> Row:
    metric = "kit_telemetry_metric"
    return Row(
        "What services send",
        (
            lines(
                "Faults by service",
                "Faults of the library itself, within the window.",
                services.count("kit_telemetry_errors_total", f"service_name, {_SIGNAL}, error_type"),
            ),
            lines(
                "Cardinality",
                "Values beyond an attribute's limit, which became `other`, within the window.",
                services.count(
                    "kit_telemetry_cardinality_overflow_total", f"{metric}, kit_telemetry_attribute"
                ),
                limits=above("MetricCardinalityOverflow.max_values"),
            ),
            lines(
                "Schema violations",
                "Values that the registry does not allow, within the window.",
                services.count("kit_telemetry_schema_violations_total", f"{metric}, kit_telemetry_reason"),
                limits=above("TelemetrySchemaViolations.max_violations"),
            ),
        ),
    )


def _collector() -> Row:
    received = (
        anywhere.rate(f"otelcol_receiver_accepted_{name}", legend=legend) for name, legend in _ACCEPTED
    )
    return Row(
        "The collector",
        (
            lines(
                "Received and refused",
                "Items a second that the collector took, and those that it refused.",
                *received,
                anywhere.raw("sum(receiver_signal:otelcol_receiver_refused_items:rate5m)", "refused"),
                unit="ops",
            ),
            lines(
                "Queues",
                "How full each queue is.",
                anywhere.ratio(
                    "otelcol_exporter_queue_size", "otelcol_exporter_queue_capacity", "exporter, data_type"
                ),
                unit="percentunit",
                limits=above("CollectorQueueFilling.max_used"),
            ),
            lines(
                "Export by backend",
                "Items a second that reach each store, and those that it rejects.",
                anywhere.now(
                    "exporter_signal:otelcol_exporter_sent_items:rate5m",
                    "exporter",
                    legend="{{exporter}} sent",
                ),
                anywhere.now(
                    "exporter_signal:otelcol_exporter_rejected_items:rate5m",
                    "exporter",
                    legend="{{exporter}} rejected",
                ),
                unit="ops",
            ),
            lines(
                "Collector",
                "Memory that it uses.",
                anywhere.now("otelcol_process_memory_rss", "instance", take="max"),
                unit="bytes",
            ),
            lines(
                "Collector CPU",
                "Processors that it uses.",
                anywhere.rate("otelcol_process_cpu_seconds", "instance"),
            ),
            lines(
                "Discarded",
                "Items a second that a store took and threw away, by reason.",
                anywhere.rate("tempo_discarded_spans_total", "reason", legend="tempo {{reason}}"),
                anywhere.rate("loki_discarded_samples_total", "reason", legend="loki {{reason}}"),
                unit="ops",
                limits=above("TelemetryBackendDiscarding.max_discarded_per_second"),
            ),
        ),
    )


def _refused() -> Row:
    return Row(
        "What the collector refuses",
        (
            lines(
                "Refused requests",
                "Requests and connections that were refused within the window, by signal and status.",
                anywhere.count("otelcol_refused_requests", "signal, code"),
                limits=above("CollectorRefusingRequests.max_refused"),
            ),
            lines(
                "Tenants refused",
                "Requests within the window: beyond the tenant's limit (rate), or in another name than the credentials'.",
                anywhere.count("otelcol_tenant_guard_refused_requests", "tenant, reason"),
                limits=above("TenantTelemetryLimited.max_refused"),
            ),
        ),
    )


def _prometheus() -> Row:
    behind = "prometheus_remote_storage_queue_highest_timestamp_seconds - prometheus_remote_storage_queue_highest_sent_timestamp_seconds"
    return Row(
        "Prometheus",
        (
            lines(
                "Rules and notifications",
                "Within the window: rules that failed, notices that Prometheus dropped and Alertmanager could not send.",
                anywhere.count(
                    "prometheus_rule_evaluation_failures_total", where=_JOB, legend="rules failed"
                ),
                anywhere.count(
                    "prometheus_notifications_dropped_total", where=_JOB, legend="notices dropped"
                ),
                anywhere.count(
                    "alertmanager_notifications_failed_total", "integration", legend="{{integration}} failed"
                ),
            ),
            lines(
                "Prometheus storage",
                "What the blocks on disk take, and what they may take.",
                anywhere.now("prometheus_tsdb_storage_blocks_bytes", where=_JOB, legend="blocks"),
                anywhere.now("prometheus_tsdb_retention_limit_bytes", where=_JOB, legend="limit"),
                unit="bytes",
            ),
            lines(
                "Series",
                "Series in memory.",
                anywhere.now("prometheus_tsdb_head_series", "instance", _JOB, take="max"),
            ),
            lines(
                "Rule evaluation",
                "Part of the interval that each group of rules takes.",
                anywhere.ratio(
                    "prometheus_rule_group_last_duration_seconds",
                    "prometheus_rule_group_interval_seconds",
                    "rule_group",
                ),
                unit="percentunit",
                limits=above("RuleEvaluationSlow.max_share"),
            ),
            lines(
                "Remote write",
                "How far it is behind.",
                anywhere.raw(f"max by (remote_name) ({behind})", "{{remote_name}}"),
                unit="s",
                limits=above("PrometheusRemoteWriteBehind.max_behind"),
            ),
            lines(
                "Scrapes",
                "How long the slowest scrape of each job takes.",
                anywhere.now("scrape_duration_seconds", "job", take="max"),
                unit="s",
            ),
        ),
    )


def _others() -> Row:
    return Row(
        "Servers",
        (
            lines("Targets", "1: the target answers.", anywhere.now("up", "job, instance", take="min")),
            lines(
                "Requests to Loki",
                "Part of each route's requests that fail.",
                anywhere.share("loki_request_duration_seconds_count", 'status_code=~"5.."', "route"),
                unit="percentunit",
                limits=above("TelemetryBackendRequestsFailing.max_error_ratio"),
            ),
            lines(
                "Spans at Tempo",
                "Spans a second.",
                anywhere.rate("tempo_distributor_spans_received_total"),
                unit="ops",
            ),
        ),
    )
