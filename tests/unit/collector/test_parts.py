"""What the parts collect is what our rules ask for: their job names, and every series that they let through."""

from __future__ import annotations

import re

import pytest
import yaml

from otel_kit.ops._paths import bundle

PARTS = bundle("collector", "config", "parts")
KNOWN = yaml.safe_load(bundle("otel_kit", "ops", "rules", "known_metrics.yaml").read_text())


def scrape_configs(part):
    receivers = yaml.safe_load((PARTS / f"{part}.yaml").read_text())["receivers"]
    configs = [
        one["config"]["scrape_configs"] for name, one in receivers.items() if name.startswith("prometheus/")
    ]
    return {job["job_name"]: job for found in configs for job in found}


def asked_of(exporter):
    (found,) = [table["metrics"] for table in KNOWN["tables"] if table["about"].startswith(exporter)]
    return set(found)


@pytest.mark.parametrize(("job", "exporter"), [("cadvisor", "cAdvisor"), ("kubelet", "The kubelet")])
def test_what_a_cluster_drops_no_rule_asks_for(job, exporter):
    (rule,) = scrape_configs("cluster")[job]["metric_relabel_configs"]
    assert rule["action"] == "keep"
    kept = re.compile(rule["regex"])

    assert {name for name in asked_of(exporter) if not kept.fullmatch(name)} == set()


def test_files_have_the_jobs_of_the_exporters_that_rules_know():
    assert set(scrape_configs("files")) == {
        "app",
        "blackbox",
        "cadvisor",
        "nginx",
        "node",
        "postgres",
        "pushgateway",
        "redis",
    }


def test_each_file_of_targets_is_named_after_its_job():
    for job, config in scrape_configs("files").items():
        (discovery,) = config["file_sd_configs"]
        assert discovery["files"] == [f"${{env:OTEL_KIT_TARGETS:-/etc/otel-kit/targets}}/{job}*.yaml"]


@pytest.mark.parametrize("part", ["docker", "swarm", "kubernetes"])
def test_a_discovered_target_cannot_bring_series_without_end(part):
    unlimited = [job for job, config in scrape_configs(part).items() if "sample_limit" not in config]
    assert [job for job in unlimited if job != "swarm-engines"] == []
