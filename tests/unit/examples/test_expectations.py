"""What the examples promise in `expect.yaml` is what the registry knows, and each runs where no collector is."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "examples"
NAMES = ("collector_only", "leadflow", "one_line", "zero_code")
_SUFFIX = re.compile(r"_(count|sum|bucket)$")


@pytest.mark.parametrize("name", NAMES)
def test_each_promised_house_metric_and_label_is_registered(name: str) -> None:
    metrics = json.loads((ROOT / "semconv" / "resolved.json").read_text())["metrics"]
    known = {
        metric["prometheus"]: {attribute["label"] for attribute in metric["attributes"].values()}
        for metric in metrics.values()
    }
    promised = yaml.safe_load((EXAMPLES / name / "expect.yaml").read_text())
    house = [
        (metric, set(labels or {}))
        for services in (promised["services"], *promised.get("faults", {}).values())
        for telemetry in services.values()
        for metric, labels in telemetry["metrics"].items()
        if metric.startswith("kit_")
    ]
    assert house
    for metric, labels in house:
        base = metric if metric in known else _SUFFIX.sub("", metric)
        assert base in known, f"{metric} is not in the registry"
        assert labels <= known[base], f"{metric} has no labels {labels - known[base]}"


@pytest.mark.parametrize("name", ["one_line", "zero_code"])
def test_without_a_collector_an_example_runs_as_if_nothing_were_there(name: str) -> None:
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / name / "app.py"), "--requests", "3"],
        env={**os.environ, "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("lead from web") == 3
    assert "Traceback" not in done.stderr


def test_zero_code_and_collector_only_do_not_start_otel_kit_themselves() -> None:
    for name in ("zero_code", "collector_only"):
        assert not re.search(
            r"^\s*(import|from) otel_kit", (EXAMPLES / name / "app.py").read_text(), re.MULTILINE
        )
