"""Dashboards go to a Grafana through its API."""

from __future__ import annotations

import json
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import typer
import yaml
from typer.testing import CliRunner

from otel_kit.exceptions import ConfigurationError, OtelKitError
from otel_kit.ops import dashboards, rules
from otel_kit.ops._paths import bundle
from otel_kit.ops.cli import dashboards as command
from otel_kit.ops.clients import UnavailableError
from otel_kit.ops.dashboards import Grafana, Step
from otel_kit.ops.stack.ports import free_ports
from support.grafana import PASSWORD, TOKEN, USER, running_grafana

SOURCES = {
    f"OTEL_KIT_{name}_URL": f"http://{name.lower()}:80"
    for name in ("PROMETHEUS", "TEMPO", "LOKI", "ALERTMANAGER")
}
FOLDER, QUEUES = "/api/folders", "/api/dashboards/db"


@pytest.fixture
def server():
    with running_grafana() as server:
        yield server


@pytest.fixture
def deploy(folder, server):
    """Deploy the small folder's dashboard, as its token or as somebody else."""

    def deploy(grafana=None, **options):
        to = grafana or Grafana(server.url, TOKEN)
        return list(dashboards.deploy(to, folder=folder.path, rules_folder=folder.rules, **options))

    return deploy


def test_the_first_time_the_folder_and_its_dashboards_are_made(deploy, server):
    assert deploy() == [Step("folder", "otel_kit", "made"), Step("dashboard", "Queues", "made")]

    there = server.dashboards["otel-kit-queues"]
    assert there["meta"] == {"folderUid": "otel-kit"}
    assert there["dashboard"]["title"] == "Queues"


def test_the_second_time_nothing_is_sent(deploy, server):
    deploy()
    server.asked.clear()

    assert {step.action for step in deploy()} == {"kept"}
    assert server.wrote() == []


def test_what_somebody_changed_in_the_page_is_put_right_again(deploy, server):
    deploy()
    server.dashboards["otel-kit-queues"]["dashboard"]["title"] = "My queues"

    assert deploy()[-1] == Step("dashboard", "Queues", "changed")
    assert server.dashboards["otel-kit-queues"]["dashboard"]["title"] == "Queues"


def test_a_dashboard_that_was_moved_is_put_back_into_its_folder(deploy, server):
    deploy()
    server.dashboards["otel-kit-queues"]["meta"]["folderUid"] = "elsewhere"

    assert deploy()[-1].action == "changed"


def test_a_changed_source_changes_only_its_dashboard(deploy, server, folder):
    deploy()
    server.asked.clear()
    folder.replace("Items that wait.", "What waits.")

    assert [step.action for step in deploy()] == ["kept", "changed"]
    assert server.wrote() == [("POST", QUEUES)]


def test_a_dry_run_says_what_would_be_done_and_does_nothing(deploy, server):
    assert [step.action for step in deploy(dry_run=True)] == ["made", "made"]
    assert (server.wrote(), server.folders) == ([], {})


def test_data_sources_are_made_if_asked_for_with_the_uids_that_the_dashboards_choose(deploy, server):
    steps = deploy(datasources=SOURCES)

    assert [step.action for step in steps] == ["made"] * 6
    chosen = {
        variable["current"]["value"]
        for variable in server.dashboards["otel-kit-queues"]["dashboard"]["templating"]["list"]
        if variable["type"] == "datasource"
    }
    assert chosen < set(server.datasources)
    assert server.datasources["otel-kit-loki"]["url"] == "http://loki:80"


def test_data_sources_stay_where_they_are_so_already_and_follow_a_new_address(deploy, server):
    deploy(datasources=SOURCES)
    server.asked.clear()

    assert {step.action for step in deploy(datasources=SOURCES)} == {"kept"}
    moved = {**SOURCES, "OTEL_KIT_LOKI_URL": "http://logs:80"}
    changed = [step.name for step in deploy(datasources=moved) if step.action == "changed"]
    assert changed == ["Loki (otel_kit)"]
    assert server.wrote() == [("PUT", "/api/datasources/uid/otel-kit-loki")]


def test_a_data_source_without_an_address_is_told_before_anything_is_sent(deploy, server):
    with pytest.raises(ConfigurationError, match="OTEL_KIT_TEMPO_URL"):
        deploy(datasources={**SOURCES, "OTEL_KIT_TEMPO_URL": ""})
    with pytest.raises(ConfigurationError, match="OTEL_KIT_PROMETHEUS_URL"):
        deploy(datasources={})
    assert server.asked == []


def test_a_user_with_a_password_may_deploy_as_well(deploy, server):
    assert deploy(Grafana(server.url, user=USER, password=PASSWORD))[-1].action == "made"


@pytest.mark.parametrize(
    ("spoil", "said", "fix"),
    [
        (lambda grafana, _: replace(grafana, token="old"), "answered 401: Invalid API key", "OTEL_KIT_GRAFANA_TOKEN"),
        (lambda grafana, server: setattr(server, "role", "Viewer") or grafana, "answered 403: You'll need", "role Editor"),
        (lambda grafana, server: server.provisioned_titles.add("Queues") or grafana, "answered 412: The dashboard belongs to plugin", "rename or remove"),
        (lambda grafana, _: replace(grafana, url=grafana.url.removesuffix("/monitoring")), "answered 404: Not found", "its sub path as well"),
    ],
)  # fmt: skip
def test_what_grafana_refuses_is_told_with_what_to_do(deploy, server, spoil, said, fix):
    with pytest.raises(OtelKitError) as raised:
        deploy(spoil(Grafana(server.url, TOKEN), server))

    first, second = str(raised.value).splitlines()
    assert said in first
    assert fix in second


def test_a_grafana_that_does_not_answer_in_time_is_told(deploy, server):
    server.silent = True

    with pytest.raises(UnavailableError, match=r"GET /api/folders/otel-kit has no answer after 0\.2 s"):
        deploy(Grafana(server.url, TOKEN, timeout=0.2))


def test_nobody_at_the_address_is_told(deploy):
    (port,) = free_ports(1)

    with pytest.raises(UnavailableError, match="does not answer"):
        deploy(Grafana(f"http://127.0.0.1:{port}", TOKEN))


class _LoginPage(BaseHTTPRequestHandler):
    """Some proxy that wants people to sign in."""

    status = 302

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.send_header("Location", "https://login.example/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(
    ("status", "said"),
    [(302, "leads to https://login.example/"), (200, "answered 200"), (404, "answered 404")],
)
def test_something_else_than_grafana_at_the_address_is_told(deploy, status, said):
    page = type("_Page", (_LoginPage,), {"status": status})
    with ThreadingHTTPServer(("127.0.0.1", 0), page) as other:
        thread = Thread(target=other.serve_forever, args=(0.01,))
        thread.start()
        with pytest.raises(OtelKitError, match=said):
            deploy(Grafana(f"http://127.0.0.1:{other.server_port}", TOKEN))
        other.shutdown()
        thread.join()


def test_the_command_line_shows_each_step_and_sums_up(folder, server, monkeypatch):
    monkeypatch.setattr(rules, "source", lambda: folder.rules)
    app = typer.Typer()
    app.callback()(lambda: None)
    command.register(app)
    words = ["dashboards", "deploy", "--folder", str(folder.path), "--url", server.url]
    environment = {"OTEL_KIT_GRAFANA_TOKEN": TOKEN}

    dry = CliRunner().invoke(app, [*words, "--dry-run"], env=environment)
    done = CliRunner().invoke(app, words, env=environment)
    data = CliRunner().invoke(app, [*words, "--json"], env=environment)

    steps = "+ folder otel_kit\n+ dashboard Queues\n"
    assert dry.stdout == f"{steps}nothing was sent; it would be 2 made at {server.url}\n"
    assert done.stdout == f"{steps}✔ 2 made at {server.url}\n"
    assert [step["action"] for step in json.loads(data.stdout)] == ["kept", "kept"]


@pytest.mark.parametrize(
    ("url", "environ", "said"),
    [
        (None, {"OTEL_KIT_GRAFANA_TOKEN": TOKEN}, "no address of a Grafana"),
        ("grafana:3000", {"OTEL_KIT_GRAFANA_TOKEN": TOKEN}, "got 'grafana:3000'"),
        ("http://grafana:3000", {}, "Grafana must know who deploys"),
        ("http://grafana:3000", {"OTEL_KIT_GRAFANA_USER": "admin"}, "OTEL_KIT_GRAFANA_PASSWORD"),
    ],
)
def test_an_address_or_a_credential_that_is_missing_is_told(url, environ, said):
    with pytest.raises(ConfigurationError, match=said):
        Grafana.of(url, environ)


def test_a_credential_is_not_shown_where_a_grafana_is_printed():
    shown = repr(Grafana("http://grafana:3000", TOKEN, USER, PASSWORD))

    assert TOKEN not in shown
    assert PASSWORD not in shown


def test_an_address_from_the_environment_may_end_with_a_slash():
    found = Grafana.of(
        None, {"OTEL_KIT_GRAFANA_URL": "https://grafana.example/", "OTEL_KIT_GRAFANA_TOKEN": "t"}
    )

    assert (found.url, found.token) == ("https://grafana.example", "t")


def test_exemplars_logs_and_traces_lead_to_each_other_between_the_provisioned_data_sources():
    file = bundle("deploy", "backends", "grafana", "datasources", "otel-kit.yaml")
    sources = {one["type"]: one for one in yaml.safe_load(file.read_text())["datasources"]}

    (exemplar,) = sources["prometheus"]["jsonData"]["exemplarTraceIdDestinations"]
    (line,) = sources["loki"]["jsonData"]["derivedFields"]
    assert {exemplar["datasourceUid"], line["datasourceUid"]} == {sources["tempo"]["uid"]}
    assert sources["tempo"]["jsonData"]["tracesToLogsV2"]["datasourceUid"] == sources["loki"]["uid"]
    assert sources["prometheus"]["jsonData"]["alertmanagerUid"] == sources["alertmanager"]["uid"]
