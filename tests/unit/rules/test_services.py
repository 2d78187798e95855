"""An environment has values of its own for one service, and everything else stays as it is."""

from __future__ import annotations

import pytest
import yaml

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.rules import _promtool, build

PORTAL = """\
  production:
    alerts:
      QueueLong: {max_items: 50}
    services:
      portal:
        QueueLong: {max_items: 7, for: 1m}
"""


@pytest.fixture
def built(folder, tmp_path):
    folder.values.write_text(folder.values.read_text() + PORTAL)
    return build(tmp_path / "rules", "production", rules=folder.path)


def test_the_service_gets_a_file_of_its_own_with_its_values_and_words(built):
    own, common = (yaml.safe_load(path.read_text())["groups"][0]["rules"][0] for path in built)

    assert [path.name for path in built] == ["jobs-of-portal.yml", "jobs.yml"]
    assert (common["for"], own["for"]) == ("5m", "1m")
    assert "> 50" in common["expr"]
    assert "> 7" in own["expr"]
    assert own["annotations"]["description"] == "The queue holds more than 7 items."


def test_each_service_is_measured_by_its_own_value(built, tmp_path, promtool):
    test = tmp_path / "tests.yml"
    said = {"runbook_url": "https://books.example/QueueLong", "dashboard_url": "https://boards.example/jobs"}

    def alert(service, items, limit):
        return {
            "exp_labels": {"service_name": service, "severity": "warning", "category": "jobs"},
            "exp_annotations": {
                "summary": f"{service} holds {items} items",
                "description": f"The queue holds more than {limit} items.",
                **said,
            },
        }

    fired = [alert("worker", 51, 50), alert("portal", 8, 7)]
    depths = {"worker": 51, "mailer": 50, "portal": 8}
    test.write_text(
        yaml.safe_dump(
            {
                "rule_files": [str(path) for path in built],
                "tests": [
                    {
                        "name": "by service",
                        "interval": "1m",
                        "input_series": [
                            {"series": f'shop_queue_depth{{service_name="{name}"}}', "values": f"{depth}x20"}
                            for name, depth in depths.items()
                        ],
                        "alert_rule_test": [
                            {"eval_time": "10m", "alertname": "QueueLong", "exp_alerts": fired}
                        ],
                    }
                ],
            }
        )
    )

    assert _promtool.test_rules([test]) == (1, [])
    assert _promtool.check_rules(built) is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("max_items: 7", "max_item: 7", "unknown threshold 'max_item' for alert QueueLong"),
        ("        QueueLong: {max_items: 7", "        QueueLng: {max_items: 7", "unknown alert 'QueueLng'"),
        ("      portal:\n        Queue", "      portal: QueueLong\n      x:\n        Queue", "'portal' of services is no mapping"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_services_values_names_the_file_and_the_fix(folder, tmp_path, old, new, said):
    folder.values.write_text(folder.values.read_text() + PORTAL.replace(old, new))

    with pytest.raises(OtelKitError, match=r"values\.yaml:\d+: ") as error:
        build(tmp_path / "out", "production", rules=folder.path)

    assert said in str(error.value)


def test_an_alert_about_one_thing_has_no_values_for_a_service(folder, tmp_path):
    folder.replace("category: jobs", "category: jobs\n    service_name: worker")
    folder.values.write_text(folder.values.read_text() + PORTAL)

    with pytest.raises(OtelKitError, match="alert QueueLong is about one thing"):
        build(tmp_path / "out", rules=folder.path)
