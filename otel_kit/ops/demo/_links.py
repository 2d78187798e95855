"""The chain's links and what proves each: the lines of `otel-kit demo --once`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from otel_kit.ops.demo._snapshot import SERVICES
from otel_kit.ops.demo._story import ALERT

if TYPE_CHECKING:
    from otel_kit.ops.clients import Trace
    from otel_kit.ops.demo._snapshot import Snapshot
    from otel_kit.ops.demo._story import Story

_PHASES_AFTER_FIRING = ("firing", "delivered", "healing", "resolved")


@dataclass(frozen=True)
class Link:
    """One link of the chain: what was seen there, and whether that proves it."""

    name: str
    proven: bool
    seen: str


def links(snapshot: Snapshot, story: Story) -> list[Link]:
    """Return the links in the order in which a signal travels."""
    lines = snapshot.log_lines
    services = [name for name in SERVICES if name != "worker"]  # the worker serves jobs, not requests
    return [
        Link(
            "services",
            all(snapshot.requests.get(name, 0) > 0 for name in services) and snapshot.jobs > 0,
            services_text(snapshot),
        ),
        Link("collector", len(snapshot.accepted) == len(_SIGNALS), collector_text(snapshot)),
        Link("prometheus", bool(snapshot.leads), counter_text(snapshot)),
        Link("tempo", snapshot.trace is not None, trace_text(snapshot.trace)),
        Link("loki", bool(lines), f"{len(lines)} log lines of that trace from {', '.join(SERVICES)}"),
        Link(
            "rules",
            snapshot.alert_state("Watchdog") == "firing",
            f"{snapshot.alert_rules} alerts loaded, the watchdog fires",
        ),
        Link("alert", story.phase in _PHASES_AFTER_FIRING, f"{ALERT} pending, then firing"),
        Link("notified", story.delivered is not None, _last(story, "delivered")),
        Link("resolved", story.resolved is not None, _last(story, "resolved")),
    ]


_SIGNALS = ("spans", "logs", "points")


def services_text(snapshot: Snapshot) -> str:
    """Return `storefront 42 req/s · portal 11 req/s · worker 9.0 jobs/s`."""
    served = [f"{name} {rate:.0f} req/s" for name, rate in sorted(snapshot.requests.items(), reverse=True)]
    return " · ".join([*served, f"worker {snapshot.jobs:.0f} jobs/s"]) if served else "no requests yet"


def collector_text(snapshot: Snapshot) -> str:
    """Return what the collector takes in a second and what waits in its queues."""
    flow = [f"{snapshot.accepted[name]:,.0f} {name}/s" for name in _SIGNALS if name in snapshot.accepted]
    queues = f"{snapshot.queued / 1000:,.0f} kB wait in its queues" if snapshot.queued else "queues empty"
    return " · ".join([*flow, queues]) if flow else "nothing received yet"


def counter_text(snapshot: Snapshot) -> str:
    """Return the busiest source of leads with its total."""
    if not snapshot.leads:
        return "no leads counted yet"
    source, total = max(snapshot.leads.items(), key=lambda item: item[1])
    return f'kit_lead_captured_total{{kit_lead_source="{source}"}} {total:,.0f}'


def trace_text(trace: Trace | None) -> str:
    """Return the trace's main spans in a row with its duration."""
    if trace is None:
        return "no trace across all services yet"
    crossed: dict[str, str] = {}
    for _, span in trace.walk():
        crossed.setdefault(span.service, span.name)
    path = " ─ ".join(f"{name} ({service})" for service, name in crossed.items())
    return f"{path}   {trace.duration_ms:.0f} ms   {trace.trace_id}"


def _last(story: Story, phase: str) -> str:
    texts = [event.text for event in story.events if phase in event.text]
    return texts[-1] if texts else f"not {phase} yet"
