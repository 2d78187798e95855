"""Agent → Kafka → gateway: the three signals arrive, and whoever of the three is killed, nothing that was accepted is lost."""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from support import otlp
from support.collectors import Backend, Running, log_of, running, send, spans_of, sum_of
from support.kafka import Broker, broker
from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.chain


@dataclass
class Line:
    """An agent, a broker and what the backend has in the end; what was sent and accepted is remembered."""

    folder: Path
    broker: Broker
    agent: Running
    backend: Backend
    sent: set[str] = field(default_factory=set)

    def load(self, count: int) -> None:
        """Send so many numbered log records and spans to the agent, which accepts each of them."""
        for _ in range(count):
            number = secrets.token_hex(16)
            send(self.agent, "logs", log_of(f"service-{number[0]}", number))
            send(self.agent, "traces", spans_of(f"service-{number[0]}", trace_id=number))
            self.sent.add(number)

    def missing(self) -> tuple[set[str], set[str]]:
        """Return the log records and the spans that are not in the backend."""
        traces = {span.trace_id.hex() for _, span in self.backend.spans()}
        return self.sent - set(self.backend.bodies()), self.sent - traces

    def arrives(self) -> None:
        """Wait until nothing is missing; that something comes twice is allowed."""
        wait_for(lambda: self.missing() == (set(), set()), 90, "all that was accepted", every=0.2)

    def handed_over(self) -> None:
        """Wait until the broker has acknowledged everything to the agent."""
        for kind in ("log_records", "spans"):
            self._wait_sent(f"otelcol_exporter_sent_{kind}")

    def _wait_sent(self, metric: str) -> None:
        wait_for(lambda: self.agent.counted(metric) >= len(self.sent), 60, f"{metric} of the agent")

    @contextlib.contextmanager
    def gateway(self) -> Iterator[Running]:
        """Run a gateway that consumes, and feeds the backend."""
        with running(
            self.folder / "gateway",
            ("base", "local", "parts/kafka-in"),
            name="collector-full",
            OTEL_KIT_KAFKA=self.broker.addresses,
            OTEL_KIT_PROMETHEUS_URL=self.backend.endpoint,
            OTEL_KIT_TEMPO_URL=self.backend.endpoint,
            OTEL_KIT_TEMPO_HOLD="0s",
            OTEL_KIT_LOKI_URL=self.backend.endpoint,
        ) as gateway:
            yield gateway


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    """Run an agent whose broker is not there yet."""
    backend = Backend()
    with (
        otlp.serving(backend.server),
        broker(tmp_path / "broker") as kafka,
        running(
            tmp_path / "agent",
            ("base", "agent", "parts/kafka-out"),
            name="collector-full",
            OTEL_KIT_KAFKA=kafka.addresses,
            OTEL_KIT_HOST_INTERVAL="1h",
            OTEL_KIT_LOG_FILES=f"[{tmp_path}/none.log]",
        ) as agent,
    ):
        yield Line(tmp_path, kafka, agent, backend)


def test_the_three_signals_arrive_through_kafka(line: Line) -> None:
    """Redacted by the agent already, and each with its resource."""
    line.broker.start()
    with line.gateway():
        line.load(1)
        send(line.agent, "logs", log_of("through", "of jane@example.com"))
        send(line.agent, "metrics", sum_of("through", "through.calls", 7))
        line.arrives()
        wait_for(lambda: line.backend.last_values("through.calls") == {"through-1": 7}, 60, "the sum")
        (body,) = wait_for(
            lambda: [
                record.body.string_value
                for resource, record in line.backend.logs()
                if resource["service.name"] == "through"
            ],
            60,
            "the log record",
        )
    assert "jane@example.com" not in body


def test_a_consuming_gateway_that_is_killed_under_load_loses_nothing(line: Line) -> None:
    """What it had not stored is read again; what it had stored is in its queue on disk."""
    line.broker.start()
    with line.gateway() as gateway:
        line.load(100)
        wait_for(lambda: len(line.backend.bodies()) > 0, 60, "the first log record at the backend")
        line.load(50)
        gateway.kill()
        line.load(50)
        gateway.start()
        line.load(50)
        line.arrives()


def test_a_broker_that_is_killed_loses_nothing_that_it_had_acknowledged(line: Line) -> None:
    """Nobody else has it at that moment: the agent's queue is empty, and no gateway has read it yet."""
    line.broker.start()
    line.load(100)
    line.handed_over()
    line.broker.kill()
    line.load(50)
    line.broker.start()
    with line.gateway():
        line.arrives()


def test_a_broker_that_is_killed_under_load_stops_neither_end_for_good(line: Line) -> None:
    """Both ends find it again."""
    line.broker.start()
    with line.gateway():
        line.load(50)
        line.broker.kill()
        line.load(50)
        line.broker.start()
        line.load(50)
        line.arrives()


def test_while_the_broker_is_away_the_agents_queue_holds(line: Line) -> None:
    """And outlives a kill -9 of the agent."""
    line.load(50)
    line.agent.kill()
    line.agent.start()
    line.load(50)
    line.broker.start()
    with line.gateway():
        line.arrives()
