"""What changed: deployments that were told of, and versions that were first seen."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from otel_kit.ops.find._model import Change
from otel_kit.ops.find._scopes import ANY, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from otel_kit.ops.clients import LogLine, Series
    from otel_kit.ops.find._model import Scope

__all__ = ["changes_of", "deployments", "deployments_question", "step", "versions", "versions_question"]

_STEPS = 500
_SMALLEST_STEP = 15.0  # seconds: services send no more often
_TOGETHER = timedelta(minutes=10)  # a deployment, and the first figures of what it brought
_NANOSECOND = 1e-9


def deployments_question(scope: Scope) -> str:
    """Return LogQL for the events of deployments. Who tells of one need not be the service that is deployed."""
    chosen = f"deployment_environment_name={quoted(scope.environment)}" if scope.environment else ANY
    service = f"={quoted(scope.service)}" if scope.service else '!=""'
    return f"{{{chosen}}} | kit_deployment_service{service}"


def versions_question(scope: Scope) -> str:
    """Return PromQL for the versions that send telemetry, of services with and without our SDK.

    `target_info` has no `service_name`; its `job` is `service.namespace/service.name`.
    """
    where = ['service_version!=""']
    if scope.environment:
        where.append(f"deployment_environment_name={quoted(scope.environment)}")
    if scope.service:
        where.append("job=~" + quoted(f"(.+/)?{re.escape(scope.service)}"))
    named = f'label_replace(target_info{{{",".join(where)}}}, "service_name", "$1", "job", "(?:.+/)?(.+)")'
    return f"count by (service_name, service_version, deployment_environment_name) ({named})"


def step(scope: Scope) -> float:
    """Return how many seconds lie between two looks at the versions."""
    return max(_SMALLEST_STEP, scope.window.total_seconds() / _STEPS)


def deployments(lines: Iterable[LogLine]) -> Iterator[Change]:
    """Yield what events tell: deployments that ended, and traffic that went to another colour."""
    for line in lines:
        said = line.labels
        result, colour = said.get("kit_deployment_result", ""), said.get("kit_deployment_color", "")
        if not result and not colour:
            continue
        yield Change(
            time=datetime.fromtimestamp(line.time * _NANOSECOND, timezone.utc),
            kind="deployment" if result else "traffic",
            service=said["kit_deployment_service"],
            environment=said.get("deployment_environment_name", ""),
            version=said.get("kit_deployment_version", ""),
            before="" if result else said.get("kit_deployment_previous_color", ""),
            result=result or colour,
            revision=said.get("vcs_ref_head_revision", ""),
            trace_id=said.get("trace_id", ""),
        )


def versions(series: Iterable[Series]) -> Iterator[Change]:
    """Yield each version that came after another one of the same service."""
    seen: defaultdict[tuple[str, str], defaultdict[float, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in series:
        said = one.labels
        key = said.get("service_name", ""), said.get("deployment_environment_name", "")
        for time, _ in one.points:
            seen[key][time].add(said["service_version"])
    for (service, environment), by_time in seen.items():
        for time, version, before in _steps(by_time):
            moment = datetime.fromtimestamp(time, timezone.utc)
            yield Change(moment, "version", service, environment, version, before)


def changes_of(told: Sequence[Change], noticed: Iterable[Change]) -> list[Change]:
    """Return all changes, the latest first; a version that a deployment brought is told with the deployment."""
    found = list(told)
    for change in noticed:
        at = next((at for at, one in enumerate(found) if _brought(one, change)), None)
        if at is None:
            found.append(change)
        else:
            found[at] = replace(found[at], before=change.before)
    return sorted(found, key=lambda one: (one.time, one.service), reverse=True)


def _steps(by_time: Mapping[float, set[str]]) -> Iterator[tuple[float, str, str]]:
    """Yield when a version came that was not there before, and which were. A silent service is as it was."""
    before: set[str] = set()
    for time in sorted(by_time):
        for version in sorted(by_time[time] - before) if before else ():
            yield time, version, ", ".join(sorted(before))
        before = by_time[time]


def _brought(deployment: Change, version: Change) -> bool:
    same = (deployment.service, deployment.version) == (version.service, version.version)
    return same and deployment.kind == "deployment" and abs(deployment.time - version.time) <= _TOGETHER
