"""The stack's profiles: how often each link works, as one table."""

from __future__ import annotations

from dataclasses import dataclass

from otel_kit.exceptions import ConfigurationError

__all__ = ["PROFILES", "Profile", "profile_named"]


@dataclass(frozen=True)
class Profile:
    """Intervals of one way to run the stack, as Prometheus durations (`15s`, `4h`).

    `rule_values` names the environment of `rules/values.yaml` whose thresholds the rules take.
    """

    scrape_interval: str
    evaluation_interval: str
    derived_interval: str  # how often the collector sends span metrics and the service graph
    group_wait: str
    group_interval: str
    repeat_interval: str
    rule_values: str | None


PROFILES = {
    # Alertmanager's own defaults are 30 s and 5 min; somebody who works at a laptop waits for less.
    "local": Profile("15s", "15s", "15s", "10s", "1m", "4h", None),
    # Somebody watches: each link answers within a few seconds.
    "demo": Profile("2s", "2s", "2s", "1s", "5s", "1h", "demo"),
}


def profile_named(name: str) -> Profile:
    """Return a profile; raise `ConfigurationError` for a name that is not in the table."""
    if name not in PROFILES:
        known = ", ".join(PROFILES)
        raise ConfigurationError("--profile", name, problem="no such profile", fix=f"choose one of: {known}")
    return PROFILES[name]
