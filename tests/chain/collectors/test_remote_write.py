"""Remote write, by our gateway's part and by Prometheus itself, to a real receiver: a second Prometheus."""

from __future__ import annotations

import contextlib
import subprocess
from dataclasses import dataclass, field
from string import Template
from typing import TYPE_CHECKING

import httpx
import pytest

from otel_kit.ops._paths import bundle
from otel_kit.ops.clients import Prometheus
from otel_kit.ops.stack.ports import free_ports
from support import otlp
from support.collectors import Backend, Running, running, send, sum_of
from support.programs import program
from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from support.tls import Authority

pytestmark = pytest.mark.chain

_TRIED_AGAIN = (429, 502, 503, 504)  # by any OTLP exporter, as the protocol has it


@dataclass
class Server:
    """A Prometheus of its own, with this configuration."""

    folder: Path
    port: int
    configuration: str = "global: {}\n"
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self.folder.mkdir(exist_ok=True)
        (self.folder / "prometheus.yml").write_text(self.configuration)
        command = [
            str(program("prometheus")),
            f"--config.file={self.folder / 'prometheus.yml'}",
            f"--storage.tsdb.path={self.folder / 'data'}",
            f"--web.listen-address=127.0.0.1:{self.port}",
            "--web.enable-remote-write-receiver",
        ]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stderr=log)
        wait_for(self._is_ready, 30, "the receiving Prometheus to be ready")

    def kill(self) -> None:
        """End it as a crash would."""
        if self.process:
            self.process.kill()
            self.process.wait()

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def holds(self, expression: str, value: float) -> None:
        """Wait until it answers this value."""
        asked = Prometheus(self.url)
        wait_for(lambda: asked.value(expression) == value, 60, f"{expression} = {value}", every=0.2)

    def _is_ready(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, (self.folder / "log").read_text()
        with contextlib.suppress(httpx.HTTPError):
            return httpx.get(f"{self.url}/-/ready", trust_env=False).is_success
        return False


@pytest.fixture
def far(tmp_path: Path) -> Iterator[Server]:
    """Give a receiver that is yet to be started."""
    server = Server(tmp_path / "far", free_ports(1)[0])
    try:
        yield server
    finally:
        server.kill()


@contextlib.contextmanager
def local(folder: Path, near: Backend, url: str) -> Iterator[Running]:
    """Run a collector that feeds a backend and writes to `url` as well."""
    with running(
        folder / "local",
        ("base", "local", "parts/remote-write"),
        name="collector-full",
        OTEL_KIT_PROMETHEUS_URL=near.endpoint,
        OTEL_KIT_REMOTE_WRITE_URL=url,
    ) as collector:
        yield collector


def test_a_remote_receiver_gets_the_names_and_labels_of_our_prometheus(tmp_path: Path, far: Server) -> None:
    """And the Prometheus beside the collector gets the same."""
    far.start()
    near = Backend()
    with otlp.serving(near.server), local(tmp_path, near, f"{far.url}/api/v1/write") as collector:
        send(collector, "metrics", sum_of("written", "written.calls", 7))
        far.holds('written_calls_total{job="written",instance="written-1",service_name="written"}', 7)
        wait_for(lambda: near.last_values("written.calls") == {"written-1": 7}, 30, "the sum beside it")


def test_a_receiver_that_is_away_gets_everything_even_from_a_collector_that_was_killed(
    tmp_path: Path, far: Server
) -> None:
    """What waits is on disk: the exporter itself would have it in memory."""
    near = Backend()
    with otlp.serving(near.server), local(tmp_path, near, f"{far.url}/api/v1/write") as collector:
        for number in range(20):
            send(collector, "metrics", sum_of(f"waiting-{number}", "waiting.calls", 1))
        wait_for(lambda: "Exporting failed" in collector.log(), 30, "the first failure in the log")
        collector.kill()
        collector.start()
        for number in range(20, 40):
            send(collector, "metrics", sum_of(f"waiting-{number}", "waiting.calls", 1))
        far.start()
        far.holds("sum(waiting_calls_total)", 40)


class Receiver(Backend):
    """Takes any body and remembers the headers of each request; refuses as long as `always` says so."""

    def __init__(self) -> None:
        """Listen on a free port."""
        super().__init__()
        self.headers: list[Mapping[str, str]] = []

    def take(self, path: str, headers: dict[str, str], body: bytes, peer: int) -> int:  # noqa: ARG002
        """Remember the headers, and decode nothing."""
        self.headers.append({key.lower(): value for key, value in headers.items()})
        return self.always


def test_token_and_tenant_go_with_each_request_and_a_renewed_token_needs_no_restart(
    tmp_path: Path, authority: Authority
) -> None:
    """Both headers, of which a receiver takes its own; the token as its file has it now."""
    near, receiver = Backend(), Receiver()
    token = tmp_path / "token"
    token.write_text("first")
    with (
        otlp.serving(near.server),
        otlp.serving(receiver.server),
        running(
            tmp_path / "gateway",
            ("base", "local", "gateway", "parts/remote-write", "parts/remote-write-token"),
            name="collector-full",
            OTEL_KIT_TLS=str(authority.identity(tmp_path / "tls", "localhost")),
            OTEL_KIT_PROMETHEUS_URL=near.endpoint,
            OTEL_KIT_REMOTE_WRITE_URL=f"{receiver.endpoint}/api/v1/push",
            OTEL_KIT_REMOTE_WRITE_TENANT="acme",
            OTEL_KIT_REMOTE_WRITE_TOKEN=str(token),
        ) as gateway,
    ):
        inner = f"http://127.0.0.1:{gateway.port('OTEL_KIT_REMOTE_WRITE_PORT')}/v1/metrics"

        def last_token() -> str:
            httpx.post(inner, json=sum_of("tokens", "token.calls", 1), trust_env=False).raise_for_status()
            return receiver.headers[-1]["authorization"]

        assert last_token() == "Bearer first"
        assert receiver.headers[-1]["x-scope-orgid"] == receiver.headers[-1]["thanos-tenant"] == "acme"
        token.write_text("second")
        wait_for(lambda: last_token() == "Bearer second", 30, "the renewed token", every=0.2)


def test_a_refusal_that_will_not_change_is_not_tried_again_and_an_outage_is(tmp_path: Path) -> None:
    """What the receiver behind the queue answers, by which the queue goes on or drops."""
    near, receiver = Backend(), Receiver()
    with (
        otlp.serving(near.server),
        otlp.serving(receiver.server),
        local(tmp_path, near, receiver.endpoint) as collector,
    ):
        inner = f"http://127.0.0.1:{collector.port('OTEL_KIT_REMOTE_WRITE_PORT')}/v1/metrics"

        def answer(status: int) -> int:
            receiver.always = status
            return httpx.post(inner, json=sum_of("asked", "asked.calls", 1), trust_env=False).status_code

        tried_again = {status for status in (400, 401, 429, 500, 503) if answer(status) in _TRIED_AGAIN}
        assert tried_again == {500, 503}
        assert answer(200) == httpx.codes.OK


def test_prometheus_hands_on_what_it_has_with_our_block(tmp_path: Path, far: Server) -> None:
    """What was scraped, through an outage of the far end that began before the first sample."""
    (port,) = free_ports(1)
    (tmp_path / "token").write_text("a-token")
    block = Template(bundle("deploy", "backends", "prometheus", "remote-write.yml").read_text())
    scraping = {
        "job_name": "near",
        "scrape_interval": "1s",
        "static_configs": [{"targets": [f"127.0.0.1:{port}"]}],
    }
    near = Server(
        tmp_path / "near",
        port,
        f"scrape_configs: [{scraping}]\n"
        + block.substitute(
            REMOTE_WRITE_URL=f"{far.url}/api/v1/write",
            REMOTE_WRITE_TENANT="anonymous",
            REMOTE_WRITE_TOKEN_FILE=str(tmp_path / "token"),
        ),
    )
    try:
        near.start()
        wait_for(lambda: Prometheus(near.url).value('up{job="near"}') == 1, 30, "a sample", every=0.2)
        far.start()
        far.holds('min_over_time(up{job="near"}[5m])', 1)
    finally:
        near.kill()
