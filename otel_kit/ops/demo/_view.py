"""The demo's live view: the chain, link by link, as one rich renderable."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from otel_kit.ops.demo._links import collector_text, counter_text, services_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import RenderableType

    from otel_kit.ops.clients import LogLine, Trace
    from otel_kit.ops.demo._snapshot import Snapshot
    from otel_kit.ops.demo._story import Event, Story

_LINES_SHOWN = 4
_EVENTS_SHOWN = 8


def render(
    snapshot: Snapshot, story: Story, servers: Mapping[str, str], uptime: float, footer: str
) -> RenderableType:
    """Return the whole view; `servers` holds a word of state for each server that is not ready yet."""
    parts: list[RenderableType] = [_header(uptime), Text(), _chain(snapshot, servers), Text()]
    if snapshot.trace:
        parts += [_trace(snapshot.trace), *_logs(snapshot.log_lines), Text()]
    parts += [_events(story.events), Text(), Text(footer, style="dim")]
    return Padding(Group(*parts), (1, 2))


def _header(uptime: float) -> Text:
    minutes, seconds = divmod(int(uptime), 60)
    return Text.assemble(
        ("otel_kit", "bold"), " · the chain", (f"    up {minutes} min {seconds:02d} s", "dim")
    )


def _chain(snapshot: Snapshot, servers: Mapping[str, str]) -> Table:
    table = Table.grid(padding=(0, 2))
    firing = [alert.name for alert in snapshot.alerts if alert.state == "firing" and alert.name != "Watchdog"]
    watchdog = " · watchdog ✔" if snapshot.alert_state("Watchdog") == "firing" else ""
    rows = [
        ("①", "services", "", services_text(snapshot)),
        ("②", "collector", "collector", collector_text(snapshot)),
        ("③", "prometheus", "prometheus", f"{snapshot.series:,.0f} series   {counter_text(snapshot)}"),
        ("", "tempo", "tempo", _trace_title(snapshot.trace)),
        (
            "",
            "loki",
            "loki",
            f"{len(snapshot.log_lines)} lines of that trace" if snapshot.log_lines else "none yet",
        ),
        (
            "④",
            "rules",
            "prometheus",
            f"{snapshot.alert_rules} alerts loaded · {len(firing)} firing{watchdog}",
        ),
        (
            "⑤",
            "notices",
            "alertmanager",
            f"{len(snapshot.notices)} delivered" if snapshot.notices else "none yet",
        ),
    ]
    for number, name, server, seen in rows:
        waiting = servers.get(server, "")
        table.add_row(
            Text(number, style="cyan"), name, Text(f"▒ {waiting}", style="yellow") if waiting else Text(seen)
        )
    return table


def _trace_title(trace: Trace | None) -> str:
    if trace is None:
        return "no trace across all services yet"
    return f"{len(trace.spans)} spans across {len(trace.services)} services   {trace.duration_ms:.0f} ms"


def _trace(trace: Trace) -> Tree:
    tree = Tree(Text(f"trace {trace.trace_id}", style="dim"), guide_style="dim")
    branches = [tree]
    for depth, span in trace.walk():
        del branches[depth + 1 :]
        took = (span.end - span.start) / 1e6
        label = Text.assemble(
            span.name,
            (f"  {span.service}", "cyan"),
            (f"  {took:.1f} ms", "dim"),
            (" ✘" if span.is_error else "", "red"),
        )
        branches.append(branches[depth].add(label))
    return tree


def _logs(lines: tuple[LogLine, ...]) -> list[Text]:
    return [
        Text.assemble(
            (time.strftime("  %H:%M:%S ", time.localtime(line.time / 1e9)), "dim"),
            (f"{line.labels.get('service_name', ''):<11}", "cyan"),
            line.line[:100],
        )
        for line in lines[:_LINES_SHOWN]
    ]


def _events(events: list[Event]) -> Group:
    shown = [
        Text.assemble((time.strftime("%H:%M:%S  ", time.localtime(event.at)), "dim"), event.text)
        for event in events[-_EVENTS_SHOWN:]
    ]
    return Group(*shown)
