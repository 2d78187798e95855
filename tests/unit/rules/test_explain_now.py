"""`otel-kit rules explain` beside a real Prometheus: the present values, and how far they are from firing."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from otel_kit.exceptions import OtelKitError
from otel_kit.ops import rules
from otel_kit.ops.cli import rules as command
from otel_kit.ops.stack.ports import free_ports
from support.past import prometheus_that_saw

SEEN = {
    'shop_queue_depth{service_name="worker",kit_queue_name="mail"}': 110,
    'shop_queue_depth{service_name="portal",kit_queue_name="mail"}': 90,
    'http_server_request_duration_seconds_count{service_name="portal",http_route="/pay",http_response_status_code="200"}': 7,
}


@pytest.fixture(scope="module")
def prometheus(tmp_path_factory):
    with prometheus_that_saw(tmp_path_factory.mktemp("prometheus"), SEEN) as url:
        yield url


@pytest.fixture
def explain(monkeypatch):
    """Run `otel-kit rules explain …`, on the small folder if one is given."""
    app = typer.Typer()
    app.callback()(lambda: None)
    command.register(app)

    def explain(*words, folder=None):
        if folder is not None:
            monkeypatch.setattr(rules, "source", lambda: folder.path)
        return CliRunner().invoke(app, ["rules", "explain", *words])

    return explain


def test_each_series_stands_beside_the_limit_with_its_share_the_nearest_to_firing_first(
    explain, folder, prometheus
):
    result = explain("QueueLong", "--prometheus", prometheus, folder=folder)

    assert result.exit_code == 0, result.output
    now = result.stdout.splitlines()[-3:]
    assert now[0].startswith("  now, to fire: > 100   max by (service_name)(last_over_time(shop_queue_depth")
    assert now[1:] == [
        "    ✘ 110   110% of the limit   service_name=worker",
        "    ✔ 90   90% of the limit   service_name=portal",
    ]


def test_the_values_of_an_environment_move_the_limit(explain, folder, prometheus):
    result = explain("QueueLong", "--environment", "demo", "--prometheus", prometheus, folder=folder)

    assert "max_items = 5 items (default 100 items)" in result.stdout
    assert "✘ 90   1800% of the limit   service_name=portal" in result.stdout


def test_json_has_the_same_for_programs(explain, folder, prometheus):
    result = explain("QueueLong", "--json", "--prometheus", prometheus, folder=folder)

    (condition,) = json.loads(result.stdout)["now"]
    assert (condition["sign"], condition["limit"]) == (">", 100)
    assert [(one["labels"]["service_name"], one["value"], one["holds"], one["share"]) for one in condition["series"]] == [
        ("worker", 110, True, 1.1),
        ("portal", 90, False, 0.9),
    ]  # fmt: skip


@pytest.mark.parametrize("name", [name for number, name in enumerate(rules.names()) if number % 10 == 0])
def test_prometheus_takes_each_condition_of_the_shipped_alerts(explain, prometheus, name):
    """A sample of them; what is asked is a part of the rule's own expression."""
    result = explain(name, "--prometheus", prometheus)

    assert result.exit_code == 0, result.output
    assert "now, to fire" in result.stdout or "no condition of it compares with a number" in result.stdout


def test_a_prometheus_that_does_not_answer_is_an_error_where_it_was_named(explain, folder):
    (port,) = free_ports(1)

    result = explain("QueueLong", "--prometheus", f"http://127.0.0.1:{port}", folder=folder)

    assert isinstance(result.exception, OtelKitError)
    assert "does not answer" in str(result.exception)
