"""From `OTEL_TRACES_SAMPLER` to a sampler of the SDK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opentelemetry.sdk.trace import sampling

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from otel_kit.settings import Settings

_SAMPLERS: Mapping[str, Callable[[float], sampling.Sampler]] = {
    "always_on": lambda _: sampling.ALWAYS_ON,
    "always_off": lambda _: sampling.ALWAYS_OFF,
    "traceidratio": sampling.TraceIdRatioBased,
    "parentbased_always_on": lambda _: sampling.DEFAULT_ON,
    "parentbased_always_off": lambda _: sampling.DEFAULT_OFF,
    "parentbased_traceidratio": sampling.ParentBasedTraceIdRatio,
}


def build_sampler(settings: Settings) -> sampling.Sampler:
    """Return the sampler that the settings name."""
    return _SAMPLERS[settings.sampler](settings.sampler_argument)
