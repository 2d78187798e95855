"""Capacity and prediction: hosts, containers, the cluster, and when something will be full."""

from __future__ import annotations

from otel_kit.ops.dashboards import (
    Board,
    Row,
    Variable,
    above,
    anywhere,
    below,
    hosts,
    lines,
    number,
    services,
    table,
)

_CPU, _MEMORY = "instance:host_cpu_busy:ratio_rate5m", "instance:host_memory_available:ratio"
_SPACE = "mountpoint:host_filesystem_available:ratio"
_MOUNT, _CONTAINER = "instance, mountpoint", "namespace, pod, container"
_METHOD = "kit_detection_method"
_CAPACITY = "kit_capacity_resource"
_LOW = ("HostMemoryLow.min_available", "HostMemoryExhausted.min_available")
_FULL = ("HostDiskSpaceLow.min_available", "HostDiskAlmostFull.min_available")


def board() -> Board:
    """Return the dashboard."""
    return Board(
        "capacity",
        "Capacity",
        "What is left of processors, memory, disks and limits, on hosts and in the cluster, and for how long.",
        answer=(
            number(
                "Busiest host",
                "Part of its processor time that is used.",
                hosts.now(_CPU, take="max"),
                "percentunit",
                above("HostCpuHigh.max_busy"),
            ),
            number(
                "Least memory",
                "Part of the memory that programs can still have, of the fullest host.",
                hosts.now(_MEMORY, take="min"),
                "percentunit",
                below(*_LOW),
            ),
            number(
                "Least disk",
                "Part of the fullest file system that is free.",
                hosts.now(_SPACE, take="min"),
                "percentunit",
                below(*_FULL),
            ),
            number(
                "Fullest resource",
                "How far the fullest resource that services report is used.",
                services.now("kit_capacity_utilization_ratio", take="max"),
                "percentunit",
                above("CapacityHigh.max_share", "CapacityExhausted.max_share"),
            ),
            number(
                "First limit in",
                "When the first resource is expected to be full.",
                services.now("kit_forecast_time_to_limit_seconds", take="min"),
                "s",
                below("CapacityLimitImminent.max_seconds_left", "CapacityLimitNear.max_seconds_left"),
            ),
        ),
        rows=(_prediction(), _hosts(), _disks(), _network(), _containers(), _cluster()),
        variables=(
            Variable("instance", "Host", "label_values(instance:host_memory_available:ratio, instance)"),
        ),
        by_service=False,
    )


def _prediction() -> Row:
    target = "kit_detection_target"
    return Row(
        "What will be",
        (
            lines(
                "Resources",
                "How far each resource is used.",
                services.now("kit_capacity_utilization_ratio", _CAPACITY, take="max"),
                unit="percentunit",
                limits=above("CapacityHigh.max_share", "CapacityExhausted.max_share"),
            ),
            lines(
                "Time to the limit",
                "When each resource is expected to be full.",
                services.now("kit_forecast_time_to_limit_seconds", _CAPACITY, take="min"),
                unit="s",
                limits=below("CapacityLimitImminent.max_seconds_left", "CapacityLimitNear.max_seconds_left"),
            ),
            lines("Forecast", "What is expected.", services.now("kit_forecast_value", target, take="max")),
            lines(
                "Forecast error",
                "How far forecasts were off.",
                services.now("kit_forecast_error_ratio", target, take="max"),
                unit="percentunit",
                limits=above("ForecastErrorHigh.max_share"),
            ),
            lines(
                "Anomaly score",
                "How unusual each signal is.",
                services.now("kit_anomaly_score", target, take="max"),
            ),
            lines(
                "Anomalies",
                "Signals that are unusual now.",
                services.now("kit_anomaly_active", f"{target}, kit_anomaly_severity", take="max"),
            ),
            lines(
                "Detector accuracy",
                "The share of the anomalies that were looked into and were none.",
                services.share("kit_anomaly_verdicts_total", 'kit_anomaly_verdict="false_alarm"', _METHOD),
                unit="percentunit",
            ),
            lines(
                "Lead time",
                "How long before the trouble forecasts told of it; half of them earlier.",
                services.quantile(0.5, "kit_forecast_lead_time_seconds", _METHOD),
                unit="s",
                limits=below("ForecastsTooLate.min_seconds"),
            ),
            lines(
                "Detector runs",
                "How often detectors look.",
                services.rate("kit_detection_run_duration_seconds_count", f"{_METHOD}, kit_operation_result"),
                unit="ops",
            ),
        ),
    )


def _hosts() -> Row:
    return Row(
        "Hosts",
        (
            lines(
                "CPU by host",
                "Part of the processor time that is used.",
                hosts.now(_CPU, "instance", take="max"),
                unit="percentunit",
                limits=above("HostCpuHigh.max_busy"),
            ),
            lines(
                "Load by host",
                "Threads that run or wait, for each processor.",
                hosts.now("instance:host_load15:per_cpu", "instance", take="max"),
                limits=above("HostLoadHigh.max_per_cpu"),
            ),
            lines(
                "Memory by host",
                "Part of the memory that programs can still have.",
                hosts.now(_MEMORY, "instance", take="min"),
                unit="percentunit",
                limits=below(*_LOW),
            ),
            lines(
                "Swap by host",
                "Part of the swap space that is used.",
                hosts.now("instance:host_swap_used:ratio", "instance", take="max"),
                unit="percentunit",
                limits=above("HostSwapAlmostFull.max_used"),
            ),
            lines(
                "File descriptors by host",
                "Part of the open files that the kernel allows.",
                hosts.ratio("node_filefd_allocated", "node_filefd_maximum", "instance"),
                unit="percentunit",
                limits=above("HostFileDescriptorsLow.max_used"),
            ),
            lines(
                "Clock offset by host",
                "How far each clock is off.",
                hosts.raw("max by (instance) (abs(node_timex_offset_seconds{@}))", "{{instance}}"),
                unit="s",
                limits=above("HostClockSkewed.max_offset"),
            ),
            lines(
                "Uptime by host",
                "Time since each host was started.",
                hosts.now("instance:host_uptime:seconds", "instance", take="max"),
                unit="s",
                limits=below("HostRebooted.recent"),
            ),
            table(
                "Failed units",
                "Services of systemd that failed.",
                hosts.raw('max by (instance, name) (node_systemd_unit_state{@,state="failed"}) == 1'),
            ),
        ),
    )


def _disks() -> Row:
    ahead = f"min by ({_MOUNT}) ({_SPACE}{{@}}) / -min by ({_MOUNT}) (deriv({_SPACE}{{@}}[$window]) < 0)"
    return Row(
        "Disks",
        (
            lines(
                "Disk space by mount",
                "Part of each file system that is free.",
                hosts.now(_SPACE, _MOUNT, take="min"),
                unit="percentunit",
                limits=below(*_FULL),
            ),
            lines(
                "Disk full in",
                "Time until each file system is full at the pace of the window.",
                hosts.raw(ahead, "{{instance}} {{mountpoint}}"),
                unit="s",
                limits=below("HostDiskFullSoon.hours", times=3600),
            ),
            lines(
                "Disk busy by device",
                "Part of the time in which each disk had something to do.",
                hosts.now("device:host_disk_busy:ratio_rate5m", "instance, device", take="max"),
                unit="percentunit",
                limits=above("HostDiskBusy.max_busy"),
            ),
        ),
    )


def _network() -> Row:
    packets = "sum by (instance, device) (device:host_network_packets:rate5m{@})"
    share = f"sum by (instance, device) (device:host_network_{{}}:rate5m{{{{@}}}}) / {packets.replace('{', '{{').replace('}', '}}')}"
    return Row(
        "Network",
        (
            lines(
                "Network errors by host",
                "Part of the packets that were broken or dropped.",
                hosts.raw(share.format("errors"), "{{instance}} {{device}} errors"),
                hosts.raw(share.format("drops"), "{{instance}} {{device}} drops"),
                unit="percentunit",
                limits=above("HostNetworkErrors.max_error_ratio", "HostNetworkDrops.max_drop_ratio"),
            ),
            lines(
                "Connections tracked",
                "Part of the connections that the firewall can follow.",
                hosts.ratio("node_nf_conntrack_entries", "node_nf_conntrack_entries_limit", "instance"),
                unit="percentunit",
                limits=above("HostConntrackAlmostFull.max_used"),
            ),
        ),
    )


def _containers() -> Row:
    throttled, periods = "container:cpu_throttled_periods:rate5m", "container:cpu_periods:rate5m"
    return Row(
        "Containers",
        (
            lines(
                "Container restarts",
                "Restarts within the window.",
                anywhere.count("kube_pod_container_status_restarts_total", _CONTAINER),
                limits=above("ContainerRestarting.min_restarts"),
            ),
            lines(
                "Container memory",
                "Part of each container's limit.",
                anywhere.now("container:memory_used:ratio_of_limit", _CONTAINER, take="max"),
                unit="percentunit",
                limits=above("ContainerMemoryNearLimit.max_used"),
            ),
            lines(
                "Container CPU",
                "Part of the time in which a container was held back by its limit.",
                anywhere.ratio(throttled, periods, _CONTAINER),
                unit="percentunit",
                limits=above("ContainerCpuThrottled.max_throttled"),
            ),
        ),
    )


def _cluster() -> Row:
    missing = "max by (namespace, deployment) (kube_deployment_spec_replicas) - max by (namespace, deployment) (kube_deployment_status_replicas_available)"
    return Row(
        "Cluster",
        (
            lines(
                "Pods by phase",
                "Pods of the cluster.",
                anywhere.now("kube_pod_status_phase", "phase"),
                stacked=True,
            ),
            lines(
                "Replicas by workload",
                "Replicas that are missing.",
                anywhere.raw(missing, "{{namespace}}/{{deployment}}"),
                limits=above("DeploymentReplicasMissing.max_missing"),
            ),
            lines(
                "Autoscalers",
                "Replicas as a part of the most that are allowed.",
                anywhere.ratio(
                    "kube_horizontalpodautoscaler_status_current_replicas",
                    "kube_horizontalpodautoscaler_spec_max_replicas",
                    "namespace, horizontalpodautoscaler",
                ),
                unit="percentunit",
            ),
            lines(
                "Volumes",
                "Part of each volume that is free.",
                anywhere.ratio(
                    "kubelet_volume_stats_available_bytes",
                    "kubelet_volume_stats_capacity_bytes",
                    "namespace, persistentvolumeclaim",
                    take="min",
                ),
                unit="percentunit",
                limits=below("VolumeAlmostFull.min_available"),
            ),
            table(
                "Nodes",
                "What the cluster says of each node.",
                anywhere.raw('max by (node, condition) (kube_node_status_condition{status="true"}) == 1'),
            ),
            lines(
                "Quotas",
                "Part of each quota that is used.",
                anywhere.raw(
                    'max by (namespace, resource) (kube_resourcequota{type="used"} / ignoring (type) (kube_resourcequota{type="hard"} > 0))',
                    "{{namespace}} {{resource}}",
                ),
                unit="percentunit",
                limits=above("NamespaceQuotaAlmostUsed.max_used"),
            ),
        ),
    )
