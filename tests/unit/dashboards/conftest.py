"""A small folder of dashboards and rules to break."""

from __future__ import annotations

import textwrap

import pytest

from otel_kit.ops import dashboards

BOARD = """
from otel_kit.ops.dashboards import Board, Row, above, lines, number, services


def board():
    return Board(
        "queues",
        "Queues",
        "What waits.",
        answer=(number("Waiting", "Items that wait.", services.now("kit_queue_depth")),),
        rows=(
            Row(
                "Queues",
                (
                    lines(
                        "Queue depth",
                        "Items of each queue.",
                        services.now("kit_queue_depth", "kit_queue_name", take="max"),
                        limits=above("QueueBacklogGrowing.max_items"),
                    ),
                ),
            ),
        ),
    )
"""

QUEUE = """\
alerts:
  - name: QueueBacklogGrowing
    meaning: The queue holds more than ${max_items}.
    summary: "{{ $labels.service_name }} holds {{ $value }} items"
    expr: max by (service_name) (last_over_time(kit_queue_depth[${window}])) > ${max_items}
    severity: warning
    category: jobs
    values:
      max_items: {value: 100, unit: items, source: "Ours"}
      window: {value: 10m, source: "Ours"}
    dashboard: {name: queues, panel: Queue depth}
    runbook:
      impact: Work is done late.
      first_look:
        - question: How long is it?
          promql: kit_queue_depth
      causes: [The workers stopped.]
      fix: [Restart them.]
      escalate: To the owner.
      prevent: [More workers.]
    tests: []
"""

VALUES = """\
urls:
  runbook: https://books.example/{alert}
  dashboard: https://boards.example/{dashboard}
environments:
  demo:
    alerts:
      QueueBacklogGrowing: {max_items: 20}
"""


class Folder:
    """One dashboard and one alert, both of which can be changed."""

    def __init__(self, root):
        self.path, self.rules = root / "dashboards", root / "rules"
        self.board, self.alert = self.path / "queues.py", self.rules / "alerts" / "jobs.yaml"
        self.path.mkdir()
        self.alert.parent.mkdir(parents=True)
        self.board.write_text(textwrap.dedent(BOARD))
        self.alert.write_text(QUEUE)
        (self.rules / "values.yaml").write_text(VALUES)

    def replace(self, old, new, path=None):
        """Change the dashboard, or the file that is named."""
        path = path or self.board
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def line_of(self, text):
        """Return the line of the dashboard that holds the text."""
        return self.board.read_text().split(text)[0].count("\n") + 1

    def build(self, out, environment=None):
        """Build into a folder."""
        return dashboards.build(out, environment, folder=self.path, rules_folder=self.rules)

    def found(self):
        """Return what `check` finds."""
        report = dashboards.check(folder=self.path, rules_folder=self.rules)
        return [str(finding) for finding in report.findings]


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)
