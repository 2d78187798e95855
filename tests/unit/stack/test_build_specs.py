"""The table of servers agrees with the module files that it points at."""

from __future__ import annotations

import re

import pytest
import yaml

from otel_kit.ops._paths import bundle
from otel_kit.ops.stack.golang import GO_VERSION
from otel_kit.ops.stack.specs import SERVERS, TOOLS

_MODULES = {
    "prometheus": ("github.com/prometheus/prometheus", "v0.316.0"),
    "alertmanager": ("github.com/prometheus/alertmanager", "v{version}"),
    "loki": ("github.com/grafana/loki/v3", "v{version}"),
    "mdatagen": ("go.opentelemetry.io/collector/cmd/mdatagen", "v{version}"),
    "ocb": ("go.opentelemetry.io/collector/cmd/builder", "v{version}"),
    "pint": ("github.com/cloudflare/pint", "v{version}"),
}


def numbers(version):
    return tuple(map(int, version.split(".")))


@pytest.mark.parametrize("name", _MODULES)
def test_the_version_is_the_one_that_go_mod_pins(name):
    spec = (SERVERS | TOOLS)[name]
    module, version = _MODULES[name]
    go_mod = (spec.module_dir / "go.mod").read_text()
    assert f"\t{module} {version.format(version=spec.version)}" in go_mod


def test_tempo_is_the_commit_that_go_mod_pins():
    commit = SERVERS["tempo"].version.split("+")[1]
    assert re.search(
        rf"\tgithub\.com/grafana/tempo v\S+-{commit}", (SERVERS["tempo"].module_dir / "go.mod").read_text()
    )


@pytest.mark.parametrize(
    ("name", "file"), [("collector", "manifest.yaml"), ("collector-full", "manifest-full.yaml")]
)
def test_each_collector_is_the_one_of_its_manifest(name, file):
    manifest = yaml.safe_load(bundle("collector", file).read_text())["dist"]
    spec = (SERVERS | TOOLS)[name]
    assert spec.module_dir.name == manifest["output_path"].removeprefix("./")
    assert (spec.binaries[0].file, spec.version) == (manifest["name"], manifest["version"])
    assert ",".join(spec.tags) == manifest["build_tags"]


@pytest.mark.parametrize("spec", [*SERVERS.values(), *TOOLS.values()], ids=lambda spec: spec.name)
def test_the_pinned_go_compiles_every_module(spec):
    asked = re.search(r"^go (\S+)$", (spec.module_dir / "go.mod").read_text(), re.MULTILINE).group(1)
    assert numbers(asked) <= numbers(GO_VERSION)


def test_servers_are_built_in_the_order_in_which_a_demo_needs_them():
    assert list(SERVERS) == ["collector", "prometheus", "alertmanager", "loki", "tempo"]
