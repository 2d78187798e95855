"""Jobs, queues and the event bus: what waits, what runs, what failed, what never came."""

from __future__ import annotations

from otel_kit.ops.dashboards import Board, Row, above, anywhere, lines, number, services, table

_JOB, _QUEUE = "kit_job_name", "kit_queue_name"
_RUNS, _FAILED = "kit_job_duration_seconds_count", 'kit_job_result="failure"'


def board() -> Board:
    """Return the dashboard."""
    return Board(
        "jobs",
        "Jobs and queues",
        "Work in the background: queues, jobs, the event bus, batches and the jobs of Kubernetes.",
        answer=(
            number(
                "Jobs that fail",
                "Part of the jobs that fail, over the window.",
                services.share(_RUNS, _FAILED),
                "percentunit",
                above("JobFailureRatioHigh.max_failure_ratio"),
            ),
            number(
                "Waiting",
                "Items in the fullest queue.",
                services.now("kit_queue_depth", take="max"),
                "short",
                above("QueueBacklogGrowing.max_items"),
            ),
            number(
                "Oldest item",
                "How long the oldest item has waited.",
                services.now("kit_queue_oldest_age_seconds", take="max"),
                "s",
                above("QueueOldestItemTooOld.max_seconds"),
            ),
            number("Running", "Jobs that run now.", services.now("kit_job_active")),
            number(
                "Event bus",
                "Events that the slowest consumer has still before it.",
                services.now("kit_event_lag", take="max"),
                "short",
                above("EventBusLagHigh.max_events"),
            ),
        ),
        rows=(_queues(), _jobs(), _overdue(), _events()),
    )


def _queues() -> Row:
    return Row(
        "Queues",
        (
            lines(
                "Queue depth",
                "Items that wait. A queue that only grows is a backlog.",
                services.now("kit_queue_depth", _QUEUE, take="max"),
                limits=above("QueueBacklogGrowing.max_items"),
            ),
            lines(
                "Age of the oldest item",
                "How long the oldest item of each queue has waited.",
                services.now("kit_queue_oldest_age_seconds", _QUEUE, take="max"),
                unit="s",
                limits=above("QueueOldestItemTooOld.max_seconds"),
            ),
            lines(
                "Time in the queue",
                "All but one of twenty items wait no longer.",
                services.quantile(0.95, "kit_queue_wait_duration_seconds", _QUEUE),
                unit="s",
                limits=above("QueueWaitP95High.max_seconds"),
            ),
        ),
    )


def _jobs() -> Row:
    return Row(
        "Jobs",
        (
            lines(
                "Jobs by result",
                "Jobs a second by how they ended.",
                services.rate(_RUNS, "kit_job_result"),
                unit="ops",
                stacked=True,
                find="{ kind = consumer && status = error }",
            ),
            lines(
                "Failures by job",
                "Part of each job's runs that fail.",
                services.share(_RUNS, _FAILED, _JOB),
                unit="percentunit",
                limits=above("JobFailureRatioHigh.max_failure_ratio"),
            ),
            lines(
                "Retries",
                "Tries beyond the first for each run.",
                services.per("kit_job_retries_total", _RUNS, _JOB),
                limits=above("JobRetriesHigh.max_retries"),
            ),
            lines(
                "Job duration",
                "All but one of twenty runs of each job take no longer.",
                services.quantile(0.95, "kit_job_duration_seconds", _JOB),
                unit="s",
                find="{ kind = consumer && duration > 1s }",
            ),
            lines("Jobs that run", "Runs of each job under way.", services.now("kit_job_active", _JOB)),
            lines(
                "Revoked",
                "Jobs that were called off within the window.",
                services.count("kit_job_revoked_total", f"{_JOB}, kit_job_revocation"),
            ),
        ),
    )


def _overdue() -> Row:
    return Row(
        "What should have come",
        (
            lines(
                "Last success",
                "Time since each job succeeded, and since each batch was pushed.",
                services.since("kit_job_last_success_seconds", _JOB),
                anywhere.since("push_time_seconds", "job", legend="{{job}} pushed"),
                unit="s",
                limits=above("JobOverdue.max_age_hours", "PushedBatchStale.max_age_hours", times=3600),
            ),
            table(
                "Kubernetes jobs",
                "Jobs of the cluster that failed, and how many runs are under way.",
                anywhere.raw(
                    "max by (namespace, job_name) (kube_job_failed) or max by (namespace, job_name) (kube_job_status_active)"
                ),
            ),
            lines(
                "Lateness of cron jobs",
                "How long ago a cron job should have started.",
                anywhere.raw(
                    "clamp_min(time() - max by (namespace, cronjob) (kube_cronjob_next_schedule_time), 0)",
                    "{{namespace}}/{{cronjob}}",
                ),
                unit="s",
                limits=above("CronJobLate.max_late"),
            ),
        ),
    )


def _events() -> Row:
    consumer = "kit_event_bus, kit_event_consumer"
    return Row(
        "Event bus",
        (
            lines(
                "Event bus lag",
                "Events that each consumer has still before it.",
                services.now("kit_event_lag", consumer, take="max"),
                limits=above("EventBusLagHigh.max_events"),
            ),
            lines(
                "Events by consumer",
                "Events a second that each consumer takes.",
                services.rate("kit_event_consumed_total", f"{consumer}, kit_operation_result"),
                unit="ops",
            ),
            lines(
                "Event delivery",
                "From publishing to the consumer: all but one of twenty take no longer.",
                services.quantile(0.95, "kit_event_delivery_duration_seconds", consumer),
                unit="s",
                limits=above("EventDeliveryP95High.max_seconds"),
            ),
            lines(
                "Events by name",
                "Events a second that are published.",
                services.rate("kit_event_published_total", "kit_event_bus, kit_event_name"),
                unit="ops",
            ),
        ),
    )
