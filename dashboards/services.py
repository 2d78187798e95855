"""Services and APIs: rate, errors and duration by route; websockets, event loops, deployments."""

from __future__ import annotations

from otel_kit.ops.dashboards import Board, Row, above, below, lines, logs, number, services, table, traces

_HTTP = "http_server_request_duration_seconds"
_FAILED = 'http_response_status_code=~"5.."'
_REAL = 'http_route!~"/health(/.*)?"'
_ROUTE = "http_request_method, http_route"
_SOCKET = "kit_websocket_endpoint"
_SCOPED = 'resource.service.name =~ "${service:regex}"'


def board() -> Board:
    """Return the dashboard."""
    return Board(
        "services",
        "Services",
        "What services answer: how often, how many errors, how fast, by route; and what was deployed.",
        answer=(
            number(
                "Requests",
                "Requests a second, without health checks.",
                services.rate(f"{_HTTP}_count", "", _REAL),
                "reqps",
            ),
            number(
                "Errors",
                "Part of the requests that are answered with a server error.",
                services.share(f"{_HTTP}_count", _FAILED, "", _REAL),
                "percentunit",
                above("HttpErrorRateHigh.max_error_ratio"),
            ),
            number(
                "Latency",
                "All but one of twenty requests are answered within this time.",
                services.quantile(0.95, _HTTP, "", _REAL),
                "s",
                above("HttpLatencyP95High.max_seconds"),
            ),
            number(
                "Services up",
                "Services that report.",
                services.raw("count(count by (service_name) (process_uptime_seconds{@}))"),
            ),
        ),
        rows=(_requests(), _looking(), _instances(), _processes(), _sockets(), _views(), _deployments()),
    )


def _requests() -> Row:
    return Row(
        "Requests by route",
        (
            lines(
                "Requests by route",
                "Requests a second.",
                services.rate(f"{_HTTP}_count", _ROUTE, _REAL),
                unit="reqps",
                stacked=True,
            ),
            lines(
                "Errors by route",
                "Part of each route's requests that end with a server error.",
                services.share(f"{_HTTP}_count", _FAILED, _ROUTE, _REAL),
                unit="percentunit",
                limits=above("HttpErrorRateHigh.max_error_ratio", "HttpRouteFailing.max_error_ratio"),
                find=f"{{ {_SCOPED} && span.http.response.status_code >= 500 }}",
            ),
            lines(
                "Duration by route",
                "All but one of twenty requests of each route are answered within this time. Dots lead to traces.",
                services.quantile(0.95, _HTTP, "http_route", _REAL),
                unit="s",
                limits=above("HttpLatencyP95High.max_seconds"),
                find=f"{{ {_SCOPED} && kind = server && duration > 200ms }}",
            ),
            lines(
                "Duration",
                "Half, all but one of twenty, and all but one of a hundred requests.",
                services.quantile(0.5, _HTTP, "", _REAL),
                services.quantile(0.95, _HTTP, "", _REAL),
                services.quantile(0.99, _HTTP, "", _REAL),
                unit="s",
                limits=above("HttpLatencyP95High.max_seconds"),
            ),
            lines(
                "Responses by status",
                "Requests a second by the status of their answer.",
                services.rate(f"{_HTTP}_count", "http_response_status_code", _REAL),
                unit="reqps",
                stacked=True,
            ),
            table(
                "Slowest routes",
                "The ten routes whose slow requests are the slowest.",
                services.raw(
                    f"topk(10, histogram_quantile(0.95, sum by (le, service_name, http_route) (rate({_HTTP}_bucket{{@,{_REAL}}}[$window]))))"
                ),
                unit="s",
                limits=above("HttpLatencyP95High.max_seconds"),
                find='{ span.http.route = "${__data.fields.http_route}" && kind = server }',
            ),
        ),
    )


def _looking() -> Row:
    return Row(
        "One by one",
        (
            traces(
                "Slow and failed requests",
                "Traces of the chosen services; click one for its waterfall.",
                f"{{ {_SCOPED} && kind = server && (status = error || duration > 500ms) }}",
            ),
            logs("Logs", "Lines of the chosen services; of one request, if its trace id is given above."),
        ),
    )


def _instances() -> Row:
    return Row(
        "Instances",
        (
            lines(
                "Instances",
                "Processes of each service that report. A fall is a crash or a deployment.",
                services.raw("count by (service_name) (process_uptime_seconds{@})", "{{service_name}}"),
            ),
            lines(
                "Uptime by instance",
                "Time since each process was started.",
                services.now("process_uptime_seconds", "service_name, instance", take="max"),
                unit="s",
            ),
            lines(
                "Requests under way",
                "Requests that each process works on.",
                services.now("http_server_active_requests", "service_name, instance"),
                limits=above("HttpActiveRequestsHigh.max_active"),
            ),
            lines(
                "Size of answers by route",
                "The mean size of an answer.",
                services.mean("http_server_response_body_size_bytes", "http_route"),
                unit="bytes",
            ),
        ),
    )


def _processes() -> Row:
    return Row(
        "Processes",
        (
            lines(
                "Event loop",
                "How late timers are: a loop that is blocked answers nobody.",
                services.quantile(0.99, "kit_event_loop_lag_seconds", "service_name"),
                unit="s",
                limits=above("EventLoopLagHigh.max_seconds"),
            ),
            lines(
                "nginx",
                "Connections a second that nginx accepts, and those that it drops.",
                services.raw(
                    "sum by (instance) (rate(nginx_connections_accepted[$window]))", "{{instance}} accepted"
                ),
                services.raw(
                    "sum by (instance) (rate(nginx_connections_accepted[$window]) - rate(nginx_connections_handled[$window]))",
                    "{{instance}} dropped",
                ),
                unit="ops",
                limits=above("NginxConnectionsDropped.max_per_second"),
            ),
            lines(
                "Processor by process",
                "Processors that each process uses; one thread of Python uses one at most.",
                services.rate("process_cpu_time_seconds_total", "service_name, instance"),
                limits=above("ProcessCpuSaturated.max_cpus"),
            ),
            lines(
                "Memory by process",
                "Memory of each process.",
                services.now("process_memory_usage_bytes", "service_name, instance"),
                unit="bytes",
            ),
            lines(
                "Open files by process",
                "Files and sockets that are open.",
                services.now("process_unix_file_descriptor_count", "service_name, instance", take="max"),
                limits=above("ProcessFileDescriptorsHigh.max_files"),
            ),
            lines(
                "Threads by process",
                "Threads of each process.",
                services.now("process_thread_count", "service_name, instance", take="max"),
                limits=above("ProcessThreadsHigh.max_threads"),
            ),
            lines(
                "Garbage collection",
                "Full collections a minute of each process; each stops it for a while.",
                services.raw(
                    'sum by (service_name, instance) (rate(cpython_gc_collections_total{@,cpython_gc_generation="2"}[$window])) * 60',
                    "{{service_name}} {{instance}}",
                ),
                limits=above("GarbageCollectionFrequent.max_per_minute"),
            ),
        ),
    )


def _sockets() -> Row:
    messages, errors = "kit_websocket_messages_total", "kit_websocket_errors_total"
    return Row(
        "Websockets",
        (
            lines(
                "Websocket latency",
                "All but one of twenty messages are handled within this time.",
                services.quantile(0.95, "kit_websocket_message_duration_seconds", _SOCKET),
                unit="s",
                limits=above(
                    "WebsocketLatencyP95High.max_seconds", "WebsocketLatencyP95Critical.max_seconds"
                ),
            ),
            lines(
                "Websocket errors",
                "Errors for each message.",
                services.per(errors, messages, _SOCKET),
                unit="percentunit",
                limits=above("WebsocketErrorsHigh.max_error_ratio"),
            ),
            lines(
                "Websocket connections",
                "Open connections of each process; many that close at once are a network or a deployment.",
                services.now("kit_websocket_connections", f"instance, {_SOCKET}"),
                limits=above("WebsocketConnectionsNearLimit.max_connections"),
            ),
        ),
    )


def _views() -> Row:
    refresh = "kit_view_refresh_duration_seconds"
    return Row(
        "Views",
        (
            lines(
                "View refresh",
                "All but one of twenty refreshes take no longer.",
                services.quantile(0.95, refresh, "kit_view_name"),
                unit="s",
                limits=above("ViewRefreshSlow.max_seconds"),
            ),
            lines(
                "View refreshes that fail",
                "Part of each view's refreshes.",
                services.share(f"{refresh}_count", 'kit_operation_result="failure"', "kit_view_name"),
                unit="percentunit",
                limits=above("ViewRefreshFailing.max_failure_ratio"),
            ),
        ),
    )


def _deployments() -> Row:
    color = "kit_deployment_service, kit_deployment_color"
    unhealthy = 'sum by ({0}) (kit_deployment_instances{{@,kit_deployment_health="unhealthy"}}) / sum by ({0}) (kit_deployment_instances{{@}})'
    return Row(
        "What changed",
        (
            lines(
                "Deployments",
                "Deployments that ended within the window, by result.",
                services.count(
                    "kit_deployment_events_total", "kit_deployment_service, kit_deployment_result"
                ),
            ),
            lines(
                "Colours",
                "Part of each colour's instances that are unhealthy.",
                services.raw(unhealthy.format(color), "{{kit_deployment_service}} {{kit_deployment_color}}"),
                unit="percentunit",
                limits=above(
                    "ActiveColorUnhealthy.max_unhealthy_ratio", "IdleColorUnhealthy.max_unhealthy_ratio"
                ),
            ),
            lines(
                "Traffic by colour",
                "Part of the traffic that each colour gets; both at once is a switch under way.",
                services.now("kit_deployment_traffic_share_ratio", color, take="max"),
                unit="percentunit",
                limits=below("DeploymentTrafficLost.min_share"),
            ),
        ),
    )
