from __future__ import annotations

import json
import re

import pytest
import yaml

from otel_kit.ops import deploy
from otel_kit.ops._paths import bundle
from otel_kit.ops.alerts import CHANNELS, PREFIX
from otel_kit.ops.stack.specs import SERVERS, TOOLS
from support.programs import program, said

FOLDER = bundle("deploy", "compose")
FILES = ("compose.yaml", "compose.operators.yaml")
ENDS = {"config", "volumes"}  # these two prepare, and end


def loaded(*files, **environ):
    """Return the project as the Compose specification's own loader understands it."""
    command = [program("compose-spec"), "-format", "json", *(FOLDER / name for name in files)]
    return json.loads(said(command, environ=environ, folder=FOLDER))


@pytest.fixture(scope="module")
def project():
    return loaded("compose.yaml")


@pytest.fixture(scope="module")
def servers(project):
    return {name: service for name, service in project["services"].items() if name not in ENDS}


def variables_of(path):
    return dict(re.findall(r"\$\{([A-Z_]+):-([^}]*)\}", path.read_text()))


def test_both_files_keep_to_the_compose_specification(project):
    assert set(project["services"]) == {
        *ENDS,
        "collector",
        "prometheus",
        "alertmanager",
        "loki",
        "loki-ready",
        "tempo",
        "notices",
        "grafana",
    }
    assert set(loaded(*FILES)["services"]) == set(project["services"])


def test_every_server_restarts_has_a_memory_limit_and_no_capabilities(servers):
    for name, service in servers.items():
        assert service["restart"] == "unless-stopped", name
        assert service["mem_limit"], name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name


def test_every_server_is_asked_whether_it_is_ready(servers):
    asked = {name for name, service in servers.items() if "healthcheck" in service}

    # Loki's image has no program for it: loki-ready asks from outside.
    assert asked == set(servers) - {"loki"}
    assert "http://loki:3100/ready" in servers["loki-ready"]["healthcheck"]["test"]


def test_only_the_collector_and_grafana_are_published_and_on_loopback(servers):
    published = {name: service["ports"] for name, service in servers.items() if "ports" in service}

    assert set(published) == {"collector", "grafana"}
    assert {port["host_ip"] for ports in published.values() for port in ports} == {"127.0.0.1"}


def test_operators_get_the_backends_on_loopback_only():
    ports = [port for service in loaded(*FILES)["services"].values() for port in service.get("ports", [])]

    assert {port["host_ip"] for port in ports} == {"127.0.0.1"}
    assert {port["target"] for port in ports} >= {9090, 9093, 3100, 3200}


def test_the_backends_network_reaches_neither_host_nor_world(project, servers):
    assert project["networks"]["backends"]["internal"] is True
    for name in ("prometheus", "loki", "tempo"):
        assert set(servers[name]["networks"]) == {"backends"}, name


def test_what_was_accepted_lies_on_a_volume(servers):
    mounts = {mount["target"]: mount for mount in servers["collector"]["volumes"]}

    assert mounts["/data"]["type"] == "volume"
    assert servers["collector"]["environment"]["OTEL_KIT_QUEUE"].startswith("/data/")


def test_every_file_that_is_mounted_is_there(project):
    mounted = {
        mount["source"]
        for service in project["services"].values()
        for mount in service.get("volumes", [])
        if mount["type"] == "bind"
    }

    assert mounted
    assert [path for path in mounted if not bundle(path).exists()] == []


def test_there_is_no_default_password(project):
    text = (FOLDER / "compose.yaml").read_text()

    assert project["secrets"]["grafana_admin_password"]["file"].endswith("/secrets/grafana_admin_password")
    assert not re.search(r"PASSWORD: ", text)


def test_the_example_of_settings_names_every_variable_with_its_default():
    told = dict(re.findall(r"^#([A-Z_]+)=(.*)$", (FOLDER / ".env.example").read_text(), re.MULTILINE))
    used = {name: value for file in FILES for name, value in variables_of(FOLDER / file).items()}
    channels = {f"{PREFIX}{name.upper()}": "" for name in CHANNELS}

    assert told == used | channels


def test_the_backends_images_are_of_the_versions_that_the_tests_build():
    images = variables_of(FOLDER / "compose.yaml")

    assert images["PROMETHEUS_IMAGE"].endswith(f":v{SERVERS['prometheus'].version}")
    assert images["ALERTMANAGER_IMAGE"].endswith(f":v{SERVERS['alertmanager'].version}")
    assert images["LOKI_IMAGE"].endswith(f":{SERVERS['loki'].version}")
    # Ours is a commit on the way to it.
    assert SERVERS["tempo"].version.startswith(images["TEMPO_IMAGE"].rpartition(":")[2])


@pytest.mark.parametrize("spec", [SERVERS["collector"], TOOLS["collector-full"]], ids=lambda spec: spec.name)
def test_the_collectors_images_are_built_with_the_flags_of_the_stack(spec):
    (line,) = re.findall(
        rf"^RUN cd collector/{spec.module_dir.name} && .*$", (FOLDER / "Dockerfile").read_text(), re.MULTILINE
    )

    assert f"go build -trimpath -tags {','.join(spec.tags)} -ldflags " in line


def test_the_collector_accepts_its_configuration_in_its_containers_environment(servers, tmp_path):
    inside = {
        **servers["collector"]["environment"],
        "OTEL_KIT_SCHEMA": str(bundle("semconv", "resolved.json")),
        "OTEL_KIT_QUEUE": str(tmp_path),
    }
    files = [f"--config={bundle('collector', 'config', name)}" for name in ("base.yaml", "local.yaml")]

    said([program("collector"), "validate", *files], environ=inside)

    assert [part.rpartition("/")[2] for part in servers["collector"]["command"]] == [
        "base.yaml",
        "local.yaml",
    ]


def test_loki_and_tempo_accept_theirs(servers, tmp_path):
    loki, tempo = (
        bundle("deploy", "backends", "loki", "loki.yaml"),
        bundle("deploy", "backends", "tempo", "tempo.yaml"),
    )
    loki_has = {**servers["loki"]["environment"], "LOKI_DATA": str(tmp_path / "loki")}
    tempo_has = {**servers["tempo"]["environment"], "TEMPO_DATA": str(tmp_path / "tempo")}

    said(
        [program("loki"), f"-config.file={loki}", "-config.expand-env=true", "-verify-config"],
        environ=loki_has,
    )
    said(
        [program("tempo"), f"-config.file={tempo}", "-config.expand-env=true", "-config.verify=true"],
        environ=tempo_has,
    )


def test_prometheus_and_alertmanager_accept_what_is_rendered_and_find_the_other_services(project, tmp_path):
    deploy.render("compose", tmp_path, {})

    said([program("promtool"), "check", "config", tmp_path / "prometheus.yml"])
    said([program("amtool"), "check-config", tmp_path / "alertmanager.yml"])

    prometheus = yaml.safe_load((tmp_path / "prometheus.yml").read_text())
    targets = {
        config["targets"][0] for job in prometheus["scrape_configs"] for config in job["static_configs"]
    }
    assert {target.partition(":")[0] for target in targets} <= set(project["services"])


def test_grafana_finds_its_dashboards_and_data_sources(servers):
    provisioning = bundle("deploy", "backends", "grafana").rglob("*.yaml")
    asked = {name for path in provisioning for name in re.findall(r"(?<!\$)\$\{(\w+)\}", path.read_text())}
    given = servers["grafana"]["environment"]

    assert asked
    assert asked <= set(given)
    assert given["OTEL_KIT_DASHBOARDS"] in {mount["target"] for mount in servers["grafana"]["volumes"]}
