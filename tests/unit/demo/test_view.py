"""What the demo shows of a chain that works, and of one that is still being built."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from otel_kit.ops.clients import LogLine, RuleAlert, Span, Trace
from otel_kit.ops.demo._links import links
from otel_kit.ops.demo._snapshot import Snapshot
from otel_kit.ops.demo._story import Event, Story
from otel_kit.ops.demo._view import render

MS = 1_000_000
TRACE = Trace(
    "ab" * 16,
    (
        Span("03", "02", "POST /accounts", "portal", 100 * MS, 130 * MS, is_error=False, attributes={}),
        Span("01", "", "POST /leads", "storefront", 0, 20 * MS, is_error=False, attributes={}),
        Span("02", "01", "run/leadflow.enrich", "worker", 30 * MS, 184 * MS, is_error=False, attributes={}),
    ),
)
WORKING = Snapshot(
    requests={"storefront": 42.0, "portal": 11.0},
    jobs=9.0,
    accepted={"spans": 1310.0, "logs": 640.0, "points": 212.0},
    series=1204,
    leads={"web": 318.0, "ads": 12.0},
    trace=TRACE,
    log_lines=tuple(
        LogLine(0, {"service_name": s}, f"a line of {s}") for s in ("storefront", "worker", "portal")
    ),
    alert_rules=14,
    alerts=(RuleAlert("Watchdog", "firing", {}, {}),),
)


def test_the_view_shows_each_link_with_what_it_saw() -> None:
    """Rates, a business counter, the trace as a tree, its logs, the rules and what happened."""
    story = Story(switch=lambda *_: None, events=[Event(0, "fault: the portal's checkout answers 500")])
    shown = text_of(WORKING, story)
    for expected in (
        "storefront 42 req/s · portal 11 req/s · worker 9 jobs/s",
        "1,310 spans/s · 640 logs/s · 212 points/s · queues empty",
        'kit_lead_captured_total{kit_lead_source="web"} 318',
        "3 spans across 3 services   184 ms",
        "a line of worker",
        "14 alerts loaded · 0 firing · watchdog ✔",
        "the portal's checkout answers 500",
    ):
        assert expected in shown


def test_what_waits_in_the_collector_is_told_in_bytes() -> None:
    """Its queues are bounded, and measured, by size."""
    waiting = replace(WORKING, queued=50_439.0)
    assert "50 kB wait in its queues" in text_of(waiting, Story(switch=lambda *_: None))


def test_the_trace_is_drawn_as_a_tree_of_causes() -> None:
    """Each span is indented below its parent, whatever the order in which they came."""
    lines = [line.rstrip() for line in text_of(WORKING, Story(switch=lambda *_: None)).splitlines()]
    columns = [
        line.index(name)
        for name in ("POST /leads", "run/leadflow", "POST /accounts")
        for line in lines
        if name in line
    ]
    assert columns == sorted(set(columns))


def test_a_server_that_is_being_built_says_how_far_it_is() -> None:
    """A newcomer sees what is missing and when it will be there."""
    shown = text_of(Snapshot(), Story(switch=lambda *_: None), {"loki": "building 63 %, about 4 min"})
    assert "▒ building 63 %, about 4 min" in shown
    assert "no requests yet" in shown


def test_links_are_proven_only_by_what_was_seen() -> None:
    """An empty chain proves nothing; a working one all but the story's own links."""
    story = Story(switch=lambda *_: None)
    assert not any(link.proven for link in links(Snapshot(), story))
    proven = [link.name for link in links(WORKING, story) if link.proven]
    assert proven == ["services", "collector", "prometheus", "tempo", "loki", "rules"]


def text_of(snapshot: Snapshot, story: Story, servers: dict[str, str] | None = None) -> str:
    """Return the view as text on a wide terminal."""
    console = Console(width=140, record=True, quiet=False, file=io.StringIO())
    console.print(render(snapshot, story, servers or {}, 72, "Ctrl-C stops everything"))
    return console.export_text()
