"""Errors: how many, of which kind, which groups are new, and where to look."""

from __future__ import annotations

from otel_kit.ops.dashboards import (
    Board,
    Row,
    above,
    bars,
    counted,
    lines,
    logs,
    number,
    services,
    table,
    traces,
)

_COUNT = "kit_error_count_total"
_GROUP = (
    "kit_error_fingerprint, error_type, kit_error_category, kit_error_severity, service_name, service_version"
)
# How many errors a line stands for: itself if a service told it, and those before it that were only counted.
_ERRORS = (
    '{{ if .kit_error_source }}{{ add 1 (.kit_error_repeats | default "0" | int) }}'
    '{{ else }}{{ .kit_error_repeats | default "0" }}{{ end }}'
)
_SCOPED = 'resource.service.name =~ "${service:regex}"'


def board() -> Board:
    """Return the dashboard."""
    return Board(
        "errors",
        "Errors",
        "Errors that services captured: by category, severity and kind; new groups; the traces and lines behind them.",
        answer=(
            number("Errors", "Errors within the window.", services.count(_COUNT)),
            number(
                "Critical errors",
                "Critical errors within the window.",
                services.count(_COUNT, "", 'kit_error_severity="critical"'),
            ),
            number(
                "Kinds",
                "Different errors (fingerprints) that are active.",
                services.now("kit_error_group_active"),
            ),
            number(
                "New kinds",
                "Errors of a kind that was not seen before, within the window.",
                services.count("kit_error_group_opened_total"),
            ),
            number(
                "Requests that fail",
                "Part of the requests that end with a server error.",
                services.share(
                    "http_server_request_duration_seconds_count", 'http_response_status_code=~"5.."'
                ),
                "percentunit",
                above("HttpErrorRateHigh.max_error_ratio"),
                to="services",
            ),
        ),
        rows=(_kinds(), _groups(), _looking()),
    )


def _kinds() -> Row:
    return Row(
        "What kinds",
        (
            lines(
                "Errors by category",
                "Errors a second: database, network, validation and so on.",
                services.rate(_COUNT, "kit_error_category"),
                unit="ops",
                stacked=True,
            ),
            lines(
                "Errors by severity",
                "Errors a second by how bad they are.",
                services.rate(_COUNT, "kit_error_severity"),
                unit="ops",
                stacked=True,
            ),
            lines(
                "Errors by service",
                "Errors a second of each service.",
                services.rate(_COUNT, "service_name"),
                unit="ops",
            ),
        ),
    )


def _groups() -> Row:
    top = "topk(15, sum by (service_name, kit_error_category, error_type) (increase(kit_error_count_total{@}[$window])))"
    told = f'@ | kit_error_fingerprint!="" | label_format errors=`{_ERRORS}` | unwrap errors [$window]'
    return Row(
        "Which",
        (
            counted(
                "Error groups",
                "Errors of one kind at one place within the window, by fingerprint and release; a line leads to traces.",
                f"topk(15, sum by ({_GROUP}) (sum_over_time({told})) > 0)",
                find='{ span.kit.error.fingerprint = "${__data.fields.kit_error_fingerprint}" }',
            ),
            table(
                "Top errors",
                "The fifteen kinds that came most often within the window; a line leads to traces.",
                services.raw(top),
                find='{ span.error.type = "${__data.fields.error_type}" }',
            ),
            lines(
                "New groups",
                "Kinds that were not seen before. After a deployment: look here first.",
                services.count("kit_error_group_opened_total", "kit_error_category"),
            ),
            bars(
                "Errors by kind",
                "Which exceptions, within the window.",
                services.raw(
                    "topk(10, sum by (error_type) (increase(kit_error_count_total{@}[$window])))",
                    "{{error_type}}",
                ),
            ),
            lines(
                "Repetitions",
                "Part of the errors that were counted but not told again.",
                services.per("kit_error_deduplicated_total", _COUNT, "kit_error_category"),
                unit="percentunit",
                limits=above("DeduplicatedErrorsFlood.max_repeated_ratio"),
            ),
            lines(
                "Active groups",
                "Different errors that are active in one process.",
                services.raw(
                    "max by (service_name) (sum by (service_name, instance) (kit_error_group_active{@}))",
                    "{{service_name}}",
                ),
                limits=above("ErrorGroupFlood.max_groups"),
            ),
        ),
    )


def _looking() -> Row:
    return Row(
        "One by one",
        (
            traces(
                "Failed traces",
                "Traces with an error; click one for its waterfall.",
                f"{{ {_SCOPED} && status = error }}",
            ),
            logs(
                "Error lines",
                "What the services wrote about it; of one request, if its trace id is given above.",
                '| severity_text=~"ERROR|FATAL|CRITICAL"',
            ),
        ),
    )
