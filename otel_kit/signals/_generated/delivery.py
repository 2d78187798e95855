# GENERATED from registry/delivery.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Deployments, blue and green among them: what went out, whether it went well, who gets the traffic."""

from __future__ import annotations

from typing import Final, Literal, get_args

from opentelemetry.trace import SpanKind

from otel_kit.signals.pack import (
    Attributes,
    Bound,
    BoundLifecycle,
    Call,
    Counter,
    Event,
    Gauge,
    Histogram,
    Measure,
    Plan,
    UpDownCounter,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "DeploymentCall",
    "DeploymentColor",
    "DeploymentHealth",
    "DeploymentPreviousColor",
    "DeploymentResult",
    "deployment",
    "finished",
    "instances",
    "last_success",
    "traffic_share",
    "traffic_switched",
]

DeploymentColor = Literal[
    "blue",
    "green",
]
_DEPLOYMENT_COLOR: Final = frozenset(get_args(DeploymentColor))

DeploymentHealth = Literal[
    "healthy",
    "unhealthy",
]
_DEPLOYMENT_HEALTH: Final = frozenset(get_args(DeploymentHealth))

DeploymentPreviousColor = Literal[
    "blue",
    "green",
]
_DEPLOYMENT_PREVIOUS_COLOR: Final = frozenset(get_args(DeploymentPreviousColor))

DeploymentResult = Literal[
    "success",
    "failure",
    "cancelled",
    "rolled_back",
]
_DEPLOYMENT_RESULT: Final = frozenset(get_args(DeploymentResult))


class _TrafficShare(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, service: str, color: DeploymentColor) -> None:
        """Set `kit.deployment.traffic.share`: share of the traffic that an environment gets, from 0 to 1.

        Record it for both colours, where the balancer is set. Both above 0 for long is a mixed state.

        Unit: 1 (a ratio, a score).

        Args:
            service: The service that is deployed, which need not be the one that tells. Such as storefront,
                worker.
            color: Which of the two environments it is.
        """
        attributes: Attributes = {}
        if service is not None:
            attributes["kit.deployment.service"] = service
        if color is not None:
            attributes["kit.deployment.color"] = one_of(color, _DEPLOYMENT_COLOR, "kit.deployment.color")
        self.emit(amount, attributes)

    def bind(self, *, service: str, color: DeploymentColor) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if service is not None:
            attributes["kit.deployment.service"] = service
        if color is not None:
            attributes["kit.deployment.color"] = one_of(color, _DEPLOYMENT_COLOR, "kit.deployment.color")
        return Bound(self, attributes)


traffic_share = _TrafficShare(
    SCOPE,
    "kit.deployment.traffic.share",
    unit="1",
    description="Share of the traffic that an environment gets, from 0 to 1.",
    limits={"kit.deployment.service": 50},
)


class _Instances(Gauge):
    __slots__ = ()

    def __call__(
        self,
        amount: float,
        /,
        *,
        service: str,
        color: DeploymentColor,
        health: DeploymentHealth,
    ) -> None:
        """Set `kit.deployment.instances`: instances of an environment, by whether they can take traffic.

        Unit: {instance}.

        Args:
            service: The service that is deployed, which need not be the one that tells. Such as storefront,
                worker.
            color: Which of the two environments it is.
            health: Whether an instance can take traffic.
        """
        attributes: Attributes = {}
        if service is not None:
            attributes["kit.deployment.service"] = service
        if color is not None:
            attributes["kit.deployment.color"] = one_of(color, _DEPLOYMENT_COLOR, "kit.deployment.color")
        if health is not None:
            attributes["kit.deployment.health"] = one_of(health, _DEPLOYMENT_HEALTH, "kit.deployment.health")
        self.emit(amount, attributes)

    def bind(self, *, service: str, color: DeploymentColor, health: DeploymentHealth) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if service is not None:
            attributes["kit.deployment.service"] = service
        if color is not None:
            attributes["kit.deployment.color"] = one_of(color, _DEPLOYMENT_COLOR, "kit.deployment.color")
        if health is not None:
            attributes["kit.deployment.health"] = one_of(health, _DEPLOYMENT_HEALTH, "kit.deployment.health")
        return Bound(self, attributes)


instances = _Instances(
    SCOPE,
    "kit.deployment.instances",
    unit="{instance}",
    description="Instances of an environment, by whether they can take traffic.",
    limits={"kit.deployment.service": 50},
)


class _LastSuccess(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, service: str) -> None:
        """Set `kit.deployment.last_success`: when a deployment last went well, in seconds since 1970.

        Record the time itself, not how long ago it is.

        Unit: seconds.

        Args:
            service: The service that is deployed, which need not be the one that tells. Such as storefront,
                worker.
        """
        attributes: Attributes = {}
        if service is not None:
            attributes["kit.deployment.service"] = service
        self.emit(amount, attributes)

    def bind(self, *, service: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if service is not None:
            attributes["kit.deployment.service"] = service
        return Bound(self, attributes)


last_success = _LastSuccess(
    SCOPE,
    "kit.deployment.last_success",
    unit="s",
    description="When a deployment last went well, in seconds since 1970.",
    limits={"kit.deployment.service": 50},
)

_deployment_events = Counter(
    SCOPE,
    "kit.deployment.events",
    unit="{deployment}",
    description="Deployments that ended, by how they ended.",
    limits={"kit.deployment.service": 50},
)

_deployment_duration = Histogram(
    SCOPE,
    "kit.deployment.duration",
    unit="s",
    description="Time that a deployment took.",
    buckets=(5.5, 15.5, 30.5, 60.5, 120.5, 300.5, 600.5, 1200.5, 1800.5, 3600.5),
    limits={"kit.deployment.service": 50},
)

_deployment_active = UpDownCounter(
    SCOPE,
    "kit.deployment.active",
    unit="{deployment}",
    description="Deployments that run now.",
    limits={"kit.deployment.service": 50},
)


class _Finished(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        service: str,
        result: DeploymentResult,
        color: DeploymentColor | None = None,
        version: str | None = None,
        deployment: str | None = None,
        revision: str | None = None,
    ) -> None:
        """Send `kit.deployment.finished`: a deployment ended.

        Dashboards mark it, so that a change of the figures can be seen beside what was changed.

        Args:
            service: The service that is deployed, which need not be the one that tells. Such as storefront,
                worker.
            result: How the deployment ended.
            color: Which of the two environments it is.
            version: The version that is deployed. Such as 1.4.2, 2026-01-10.3.
            deployment: The ID of the deployment. Such as 1208.
            revision: The commit that was deployed. Such as 9d59409acf479dfa0df1aa568182e43e43df8bbe.
        """
        attributes: Attributes = {}
        if service is not None:
            attributes["kit.deployment.service"] = service
        if result is not None:
            attributes["kit.deployment.result"] = one_of(result, _DEPLOYMENT_RESULT, "kit.deployment.result")
        if color is not None:
            attributes["kit.deployment.color"] = one_of(color, _DEPLOYMENT_COLOR, "kit.deployment.color")
        if version is not None:
            attributes["kit.deployment.version"] = version
        if deployment is not None:
            attributes["deployment.id"] = deployment
        if revision is not None:
            attributes["vcs.ref.head.revision"] = revision
        self.emit(message, attributes)


finished = _Finished(
    SCOPE,
    "kit.deployment.finished",
    keys=(
        "deployment.id",
        "kit.deployment.color",
        "kit.deployment.result",
        "kit.deployment.service",
        "kit.deployment.version",
        "vcs.ref.head.revision",
    ),
    severity="INFO",
    counter=Measure(
        _deployment_events,
        ("kit.deployment.service", "kit.deployment.result", "kit.deployment.color"),
    ),
)


class _TrafficSwitched(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        service: str,
        color: DeploymentColor,
        previous_color: DeploymentPreviousColor | None = None,
        version: str | None = None,
    ) -> None:
        """Send `kit.deployment.traffic_switched`: the traffic of a service went over to the other environment.

        Args:
            service: The service that is deployed, which need not be the one that tells. Such as storefront,
                worker.
            color: Which of the two environments it is.
            previous_color: The environment that had the traffic before.
            version: The version that is deployed. Such as 1.4.2, 2026-01-10.3.
        """
        attributes: Attributes = {}
        if service is not None:
            attributes["kit.deployment.service"] = service
        if color is not None:
            attributes["kit.deployment.color"] = one_of(color, _DEPLOYMENT_COLOR, "kit.deployment.color")
        if previous_color is not None:
            attributes["kit.deployment.previous_color"] = one_of(previous_color, _DEPLOYMENT_PREVIOUS_COLOR, "kit.deployment.previous_color")
        if version is not None:
            attributes["kit.deployment.version"] = version
        self.emit(message, attributes)


traffic_switched = _TrafficSwitched(
    SCOPE,
    "kit.deployment.traffic_switched",
    keys=(
        "kit.deployment.color",
        "kit.deployment.previous_color",
        "kit.deployment.service",
        "kit.deployment.version",
    ),
    severity="INFO",
)


class DeploymentCall(Call):
    """One deployment of a service."""

    __slots__ = ()

    @property
    def result(self) -> DeploymentResult | None:
        """How the deployment ended."""
        value: DeploymentResult | None = self._get("kit.deployment.result")
        return value

    @result.setter
    def result(self, value: DeploymentResult) -> None:
        self._set("kit.deployment.result", one_of(value, _DEPLOYMENT_RESULT, "kit.deployment.result"))


_DEPLOYMENT: Final = Plan(
    scope=SCOPE,
    span_name="deploy {}",
    span_name_keys=("kit.deployment.service",),
    span_keys=(
        "deployment.id",
        "error.type",
        "kit.deployment.color",
        "kit.deployment.result",
        "kit.deployment.service",
        "kit.deployment.version",
    ),
    kind=SpanKind.INTERNAL,
    duration=Measure(
        _deployment_duration,
        ("kit.deployment.service", "kit.deployment.color", "kit.deployment.result"),
    ),
    active=Measure(_deployment_active, ("kit.deployment.service", "kit.deployment.color")),
    outcome="kit.deployment.result",
)


class _Deployment:
    __slots__ = ()

    def __call__(
        self,
        *,
        service: str,
        color: DeploymentColor | None = None,
        version: str | None = None,
        deployment: str | None = None,
    ) -> DeploymentCall:
        """Return a run of `kit.deployment`: one deployment of a service.

        Set the result to `rolled_back` when the version before was put back. Send `finished` as well: it
        counts the deployment and marks it on the dashboards.

        Args:
            service: The service that is deployed, which need not be the one that tells. Such as storefront,
                worker.
            color: Which of the two environments it is.
            version: The version that is deployed. Such as 1.4.2, 2026-01-10.3.
            deployment: The ID of the deployment. Such as 1208.
        """
        attributes: Attributes = {}
        if service is not None:
            attributes["kit.deployment.service"] = service
        if color is not None:
            attributes["kit.deployment.color"] = one_of(color, _DEPLOYMENT_COLOR, "kit.deployment.color")
        if version is not None:
            attributes["kit.deployment.version"] = version
        if deployment is not None:
            attributes["deployment.id"] = deployment
        return DeploymentCall(_DEPLOYMENT, attributes)

    def bind(
        self,
        *,
        service: str,
        color: DeploymentColor | None = None,
        version: str | None = None,
        deployment: str | None = None,
    ) -> BoundLifecycle[DeploymentCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(service=service, color=color, version=version, deployment=deployment))


deployment = _Deployment()
