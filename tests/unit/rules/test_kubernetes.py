"""The same rules as objects of the Prometheus operator."""

from __future__ import annotations

import yaml

from otel_kit.ops.rules import generate


def test_each_rule_file_becomes_an_object_with_the_same_groups(folder, tmp_path):
    generate(tmp_path / "out", tmp_path / "books", rules=folder.path)

    made = yaml.safe_load((tmp_path / "out" / "kubernetes" / "jobs.yaml").read_text())
    rules = yaml.safe_load((tmp_path / "out" / "prometheus" / "jobs.yml").read_text())
    assert (made["apiVersion"], made["kind"]) == ("monitoring.coreos.com/v1", "PrometheusRule")
    assert made["metadata"]["name"] == "otel-kit-jobs"
    assert made["spec"] == rules


def test_an_object_has_a_name_that_kubernetes_takes(folder, tmp_path):
    folder.alerts.rename(folder.alerts.with_name("my_Jobs.yaml"))

    generate(tmp_path / "out", tmp_path / "books", rules=folder.path)

    path = tmp_path / "out" / "kubernetes" / "my_Jobs.yaml"
    assert yaml.safe_load(path.read_text())["metadata"]["name"] == "otel-kit-my-jobs"


def test_a_kustomization_lists_every_object(folder, tmp_path):
    generate(tmp_path / "out", tmp_path / "books", rules=folder.path)

    made = {path.name for path in (tmp_path / "out" / "kubernetes").iterdir()}
    listed = yaml.safe_load((tmp_path / "out" / "kubernetes" / "kustomization.yaml").read_text())["resources"]
    assert set(listed) == made - {"kustomization.yaml"}
