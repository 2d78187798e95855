"""A small rules folder to break, and the real promtool."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

import pytest

from otel_kit.ops.rules import _promtool

if TYPE_CHECKING:
    from pathlib import Path

ALERT = """\
alerts:
  - name: QueueLong
    meaning: The queue holds more than ${max_items}.
    summary: "{{ $labels.service_name }} holds {{ $value }} items"
    expr: |
      max by (service_name) (
        last_over_time(shop_queue_depth[${window}])
      ) > ${max_items}
    severity: warning
    category: jobs
    for: 5m
    values:
      max_items: {value: 100, unit: items, source: "Ours"}
      window: {value: 10m, source: "Ours"}
    dashboard: {name: jobs, panel: Queue depth}
    runbook:
      impact: Work is done late.
      first_look:
        - question: How long is it?
          promql: shop_queue_depth{service_name="$service_name"}
      causes: [The workers stopped.]
      fix: [Restart them.]
      escalate: To the owner after an hour.
      prevent: [Add workers by the length of the queue.]
    tests:
      - it: fires above the limit
        series:
          shop_queue_depth{service_name="worker"}: 101x20
        fires:
          - at: 10m
            labels: {service_name: worker}
            summary: worker holds 101 items
      - it: is silent at the limit
        series:
          shop_queue_depth{service_name="worker"}: 100x20
        silent: [10m]
"""

VALUES = """\
urls:
  runbook: https://books.example/{alert}
  dashboard: https://boards.example/{dashboard}
environments:
  demo:
    alerts:
      QueueLong: {max_items: 5, for: 2s}
"""


class Folder:
    """A rules folder that a test can change line by line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.alerts = path / "alerts" / "jobs.yaml"
        self.values = path / "values.yaml"
        self.resolved = path / "resolved.json"
        for folder in ("alerts", "recording", "slo"):
            (path / folder).mkdir(parents=True)
        self.alerts.write_text(ALERT)
        self.values.write_text(VALUES)
        depth = {
            "instrument": "gauge",
            "prometheus": "shop_queue_depth",
            "attributes": {"shop.queue.name": {"label": "shop_queue_name"}},
        }
        jobs = {"instrument": "histogram", "prometheus": "shop_job_duration_seconds", "attributes": {}}
        self.resolved.write_text(
            json.dumps({"metrics": {"shop.queue.depth": depth, "shop.job.duration": jobs}})
        )

    def replace(self, old: str, new: str, file: str = "alerts/jobs.yaml") -> None:
        """Change one passage; the test is wrong if it is not there exactly once."""
        path = self.path / file
        text = path.read_text()
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        path.write_text(text.replace(old, new))

    def line_of(self, passage: str, file: str = "alerts/jobs.yaml") -> int:
        """Return the number of the line that holds the passage."""
        lines = (self.path / file).read_text().splitlines()
        return next(number for number, line in enumerate(lines, 1) if passage in line)

    def write(self, file: str, text: str) -> None:
        """Write another file of the folder."""
        (self.path / file).write_text(textwrap.dedent(text))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "rules")


@pytest.fixture(scope="session")
def promtool() -> Path:
    """The pinned promtool. Where it is missing the tests that need it fail: they prove nothing without it."""
    return _promtool.promtool()
