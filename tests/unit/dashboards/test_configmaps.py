"""Dashboards as objects of Kubernetes."""

from __future__ import annotations

import json

import pytest
import yaml

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops import dashboards


def built(folder, tmp_path):
    (path,) = dashboards.build(
        tmp_path / "out", folder=folder.path, rules_folder=folder.rules, objects=tmp_path / "objects"
    )
    return path, tmp_path / "objects"


def test_a_configmap_holds_the_dashboard_and_the_label_that_the_sidecar_looks_for(folder, tmp_path):
    path, objects = built(folder, tmp_path)

    made = yaml.safe_load((objects / "queues.yaml").read_text())
    assert made["metadata"]["name"] == "otel-kit-dashboard-queues"
    assert made["metadata"]["labels"]["grafana_dashboard"] == "1"
    assert made["metadata"]["annotations"] == {"grafana_folder": "otel_kit"}
    assert json.loads(made["data"]["queues.json"]) == json.loads(path.read_text())


def test_kustomize_finds_all_of_them(folder, tmp_path):
    _, objects = built(folder, tmp_path)

    assert yaml.safe_load((objects / "kustomization.yaml").read_text())["resources"] == ["queues.yaml"]


def test_one_that_is_no_longer_made_goes_and_a_foreign_file_stays(folder, tmp_path):
    _, objects = built(folder, tmp_path)
    (objects / "old.yaml").write_text((objects / "queues.yaml").read_text())
    (objects / "mine.yaml").write_text("kind: ConfigMap\n")

    built(folder, tmp_path)
    assert sorted(path.name for path in objects.iterdir()) == [
        "kustomization.yaml",
        "mine.yaml",
        "queues.yaml",
    ]


def test_a_dashboard_that_cannot_be_applied_is_refused_with_its_size(folder, tmp_path):
    folder.replace('"Items that wait."', '"long " * 60_000')

    with pytest.raises(ConfigurationError, match=r"KiB, and `kubectl apply` takes 256 KiB"):
        built(folder, tmp_path)
