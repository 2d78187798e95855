"""The parts of an agent on real targets: files of scrape targets, checks from outside, batch jobs that push, databases."""

from __future__ import annotations

import http.server
import json
import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import pytest

from support import databases
from support.collectors import Running, running, sum_of
from support.otlp import serving
from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support.chain import Chain
    from support.tls import Authority

pytestmark = pytest.mark.chain

# What an exporter, and a Pushgateway with what a batch job has left there, answer.
PAGES = {
    "/metrics": "shop_orders_total 5\n",
    "/stub_status": (
        "Active connections: 3\nserver accepts handled requests\n 12 12 31\nReading: 0 Writing: 1 Waiting: 2\n"
    ),
    "/pushed": 'backup_bytes{job="nightly-backup",instance="db-1"} 42\n',
}


class Page(http.server.BaseHTTPRequestHandler):
    """A target: its pages, and 200 at any other path."""

    def do_GET(self) -> None:
        """Answer."""
        content = PAGES.get(self.path, "").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def target() -> Iterator[str]:
    """Run a server to scrape and to check; give its host and port."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    with serving(server):
        yield f"127.0.0.1:{server.server_port}"


# What systemd's journalctl prints for `--follow --output=json`, of one unit that logged an error.
JOURNALCTL = """#!/bin/sh
now=$(date +%s)000000
echo '{"_SYSTEMD_UNIT":"shop.service","MESSAGE":"from the journal","PRIORITY":"3","_PID":"7","__CURSOR":"c1",'\\
'"__REALTIME_TIMESTAMP":"'$now'"}'
exec sleep 600
"""


@pytest.fixture(scope="module")
def agent(site: Path, authority: Authority, gateway: Running, target: str) -> Iterator[Running]:
    """Run an agent with the parts, beside a real Redis and a real PostgreSQL."""
    targets = site / "targets"
    targets.mkdir()
    pushed = {"targets": [target], "labels": {"__metrics_path__": "/pushed"}}
    (targets / "app.yaml").write_text(json.dumps([{"targets": [target], "labels": {"service_tier": "gold"}}]))
    (targets / "pushgateway.yaml").write_text(json.dumps([pushed]))
    (site / "bin").mkdir()
    (site / "bin" / "journalctl").write_text(JOURNALCTL)
    (site / "bin" / "journalctl").chmod(0o755)
    checks = [{"endpoint": f"http://{target}/health"}, {"endpoint": "http://127.0.0.1:1/"}]
    with (
        databases.redis() as redis,
        databases.postgres() as postgres,
        running(
            site / "parts",
            (
                "base",
                "agent",
                "parts/files",
                "parts/checks",
                "parts/push",
                "parts/databases",
                "parts/journal",
            ),
            OTEL_KIT_TLS=str(authority.identity(site / "parts-tls", "agent-5")),
            OTEL_KIT_GATEWAY=gateway.grpc,
            OTEL_KIT_LOG_FILES=f"[{site}/none.log]",
            OTEL_KIT_TARGETS=str(targets),
            OTEL_KIT_SCRAPE_INTERVAL="10s",
            OTEL_KIT_CHECK_INTERVAL="1s",
            OTEL_KIT_CHECK_HTTP=json.dumps(checks),
            OTEL_KIT_CHECK_TCP=json.dumps([{"endpoint": target}, {"endpoint": "127.0.0.1:2"}]),
            PATH=f"{site / 'bin'}{os.pathsep}{os.environ['PATH']}",
            OTEL_KIT_NGINX=f"http://{target}/stub_status",
            OTEL_KIT_REDIS=urlsplit(redis).netloc,
            OTEL_KIT_POSTGRES=urlsplit(postgres).netloc.split("@")[1],
            OTEL_KIT_POSTGRES_USER="kit",
            OTEL_KIT_POSTGRES_PASSWORD=databases.PASSWORD,
        ) as agent,
    ):
        yield agent


def arrives(chain: Chain, expression: str, value: float | None = None) -> None:
    """Wait until Prometheus has one series, of this value if one is given."""

    def there() -> bool:
        found = [sample.value for sample in chain.prometheus.query(expression)]
        return bool(found) and (value is None or found == [value])

    wait_for(there, 60, f"{expression} = {value}", every=0.5)


@pytest.mark.usefixtures("agent")
def test_a_target_in_a_file_is_scraped_under_the_name_of_its_file(chain: Chain, target: str) -> None:
    """Job and instance as in Prometheus, labels of the file on each series, `up` beside it."""
    arrives(chain, f'shop_orders_total{{job="app",instance="{target}",service_tier="gold"}}', 5)
    arrives(chain, f'up{{job="app",instance="{target}"}}', 1)


@pytest.mark.usefixtures("agent")
def test_what_was_pushed_keeps_the_names_of_who_pushed(chain: Chain) -> None:
    """A Pushgateway is scraped with honor_labels."""
    arrives(chain, 'backup_bytes{job="nightly-backup",instance="db-1"}', 42)


@pytest.mark.usefixtures("agent")
def test_checks_speak_as_blackbox_exporter_does(chain: Chain, target: str) -> None:
    """So the same alerts watch them: one that answers, one that does not, over HTTP and TCP."""
    arrives(chain, f'probe_success{{job="blackbox",instance="http://{target}/health"}}', 1)
    arrives(chain, 'probe_success{job="blackbox",instance="http://127.0.0.1:1/"}', 0)
    arrives(chain, f'probe_success{{job="blackbox",instance="{target}"}}', 1)
    arrives(chain, 'probe_success{job="blackbox",instance="127.0.0.1:2"}', 0)
    arrives(chain, f'probe_duration_seconds{{job="blackbox",instance="http://{target}/health"}} < 5')


def test_runs_of_a_batch_job_add_up_and_stay_visible(chain: Chain, agent: Running) -> None:
    """Two runs push their shares and end; an hour later nobody would push, and the sum would still be there."""
    url = f"http://127.0.0.1:{agent.port('OTEL_KIT_JOBS_PORT')}/v1/metrics"
    for rows in (3, 4):
        share = sum_of("import", "import.rows", rows, delta=True)
        assert httpx.post(url, json=share, trust_env=False).status_code == httpx.codes.OK

    arrives(chain, 'import_rows_total{job="import",instance="batch"}', 7)
    assert chain.prometheus.value("changes(import_rows_total[1m])") == 0


@pytest.mark.usefixtures("agent")
def test_databases_are_seen_without_an_exporter_beside_them(chain: Chain) -> None:
    """Redis and PostgreSQL, real ones."""
    arrives(chain, 'redis_uptime_seconds_total{service_name="redis"} >= 0')
    arrives(chain, 'count(postgresql_backends{service_name="postgresql"}) > 0')


@pytest.mark.usefixtures("agent")
def test_nginx_is_seen_by_its_status_page(chain: Chain) -> None:
    """Requests that it has served."""
    arrives(chain, '{__name__=~"nginx_requests.*",service_name="nginx"}', 31)


@pytest.mark.usefixtures("agent")
def test_the_journal_is_read_each_unit_as_a_service(chain: Chain) -> None:
    """The message alone is the line; priority 3 is an error."""
    (line,) = wait_for(lambda: chain.loki.lines('{service_name="shop.service"}'), 30, "the line", every=0.5)
    assert line.line == "from the journal"
    assert line.labels["severity_number"] == "17"
