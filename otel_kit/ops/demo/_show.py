"""Two ways to show the demo: a live view on a terminal, and a line for each proven link without one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

from rich.console import Console
from rich.live import Live as RichLive

from otel_kit.ops.demo._snapshot import Snapshot
from otel_kit.ops.demo._story import Story
from otel_kit.ops.demo._view import render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from otel_kit.ops.demo._links import Link
    from otel_kit.ops.stack import Endpoints

_REPORT_EVERY_SECONDS = 10.0


class Show(Protocol):
    """What the demo tells while it runs."""

    def waiting(self, servers: Mapping[str, str], uptime: float) -> None:
        """Show the servers that are not ready yet."""

    def update(
        self,
        snapshot: Snapshot,
        story: Story,
        links: Sequence[Link],
        servers: Mapping[str, str],
        uptime: float,
    ) -> None:
        """Show the chain as it is now."""

    def missed(self, links: Sequence[Link]) -> None:
        """Show which links were not proven in time."""

    def close(self) -> None:
        """End showing."""


class Live:
    """The live view; `Ctrl-C` ends it."""

    def __init__(self, endpoints: Endpoints, page: str) -> None:
        """Begin to show; the addresses of the page and of the servers stand at the foot."""
        self._footer = (
            f"dashboards, traces, logs, alerts: {page}\n"
            f"prometheus {endpoints.prometheus} · alertmanager {endpoints.alertmanager} · "
            f"tempo {endpoints.tempo} · loki {endpoints.loki} · notices {endpoints.notices}/notices\n"
            f"send OTLP to {endpoints.otlp_http} · Ctrl-C stops everything"
        )
        self._live = RichLive(console=Console(), refresh_per_second=4)
        self._live.start()

    @staticmethod
    def fits() -> bool:
        """Tell whether standard output is a terminal that can show it."""
        return Console().is_terminal and not Console().is_dumb_terminal

    def waiting(self, servers: Mapping[str, str], uptime: float) -> None:
        """Show an empty chain with what is being built."""
        self._live.update(render(Snapshot(), Story(switch=lambda *_: None), servers, uptime, self._footer))

    def update(
        self,
        snapshot: Snapshot,
        story: Story,
        links: Sequence[Link],  # noqa: ARG002
        servers: Mapping[str, str],
        uptime: float,
    ) -> None:
        """Redraw the view."""
        self._live.update(render(snapshot, story, servers, uptime, self._footer))

    def missed(self, links: Sequence[Link]) -> None:
        """Leave the last view: it shows what is missing."""

    def close(self) -> None:
        """Leave the last view on the terminal."""
        self._live.stop()


class Lines:
    """A line when a link is proven, in the chain's order, and one for each thing that happens."""

    def __init__(self) -> None:
        """Write to standard output."""
        self._links = 0
        self._events = 0
        self._reported = -_REPORT_EVERY_SECONDS

    def waiting(self, servers: Mapping[str, str], uptime: float) -> None:
        """Say now and then how far the servers are."""
        if uptime - self._reported >= _REPORT_EVERY_SECONDS:
            self._reported = uptime
            states = " · ".join(f"{name} {state}" for name, state in servers.items())
            self._write(f"… {states}")

    def update(
        self,
        snapshot: Snapshot,  # noqa: ARG002
        story: Story,
        links: Sequence[Link],
        servers: Mapping[str, str],
        uptime: float,
    ) -> None:
        """Write what is new."""
        if servers:
            self.waiting(servers, uptime)
        for event in story.events[self._events :]:
            self._write(f"  {event.text}")
        self._events = len(story.events)
        while self._links < len(links) and links[self._links].proven:
            link = links[self._links]
            self._write(f"✔ {link.name:<11} {link.seen}")
            self._links += 1

    def missed(self, links: Sequence[Link]) -> None:
        """Write each link that was not proven."""
        for link in links:
            if not link.proven:
                self._write(f"✘ {link.name:<11} not proven: {link.seen}")

    def close(self) -> None:
        """Nothing is open."""

    @staticmethod
    def _write(line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
