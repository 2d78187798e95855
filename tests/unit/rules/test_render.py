"""What Prometheus gets to read."""

from __future__ import annotations

import yaml

from otel_kit.ops.rules import build, generate


def rule_of(path):
    return yaml.safe_load(path.read_text())["groups"][0]["rules"][0]


def test_values_and_links_are_put_in_and_templates_are_left_alone(folder, tmp_path):
    (path,) = build(tmp_path / "out", rules=folder.path)

    assert path == tmp_path / "out" / "jobs.yml"
    assert rule_of(path) == {
        "alert": "QueueLong",
        "expr": "max by (service_name) (\n  last_over_time(shop_queue_depth[10m])\n) > 100",
        "for": "5m",
        "labels": {"severity": "warning", "category": "jobs"},
        "annotations": {
            "summary": "{{ $labels.service_name }} holds {{ $value }} items",
            "description": "The queue holds more than 100 items.",
            "runbook_url": "https://books.example/QueueLong",
            "dashboard_url": "https://boards.example/jobs",
        },
    }


def test_an_environment_changes_thresholds_and_the_sentences_with_them(folder, tmp_path):
    (path,) = build(tmp_path / "out", "demo", rules=folder.path)

    rule = rule_of(path)
    assert rule["expr"].endswith("> 5")
    assert rule["for"] == "2s"
    assert rule["annotations"]["description"] == "The queue holds more than 5 items."


def test_only_names_in_braces_are_replaced(folder, tmp_path):
    folder.replace(
        "max by (service_name) (",
        'label_replace(shop_queue_depth, "a", "${1}-$2-$name", "job", "(.)(.)") and max by (service_name) (',
    )

    (path,) = build(tmp_path / "out", rules=folder.path)

    assert '"${1}-$2-$name"' in rule_of(path)["expr"]


def test_recordings_come_before_the_alerts_of_their_domain(folder, tmp_path):
    folder.write(
        "recording/jobs.yaml",
        """\
        rules:
          - record: service:shop_queue_depth:max
            meaning: The longest queue.
            expr: max by (service_name) (shop_queue_depth)
        """,
    )

    (path,) = build(tmp_path / "out", rules=folder.path)

    (group,) = yaml.safe_load(path.read_text())["groups"]
    assert [rule.get("record") or rule["alert"] for rule in group["rules"]] == [
        "service:shop_queue_depth:max",
        "QueueLong",
    ]


def test_files_of_a_domain_that_is_gone_are_taken_away_and_those_of_others_stay(folder, tmp_path):
    out = tmp_path / "out"
    build(out, rules=folder.path)
    (out / "mine.yml").write_text("groups: []\n")
    folder.alerts.rename(folder.alerts.with_name("queues.yaml"))

    build(out, rules=folder.path)

    assert sorted(path.name for path in out.iterdir()) == ["mine.yml", "queues.yml"]


def test_building_twice_gives_the_same_bytes_and_says_that_they_are_generated(folder, tmp_path):
    first = generate(tmp_path / "one", tmp_path / "one" / "runbooks", rules=folder.path)
    second = generate(tmp_path / "two", tmp_path / "two" / "runbooks", rules=folder.path)

    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert all("GENERATED from rules/" in path.read_text().splitlines()[0] for path in first)


def test_the_runbook_tells_the_alert_in_the_order_in_which_one_needs_it(folder, tmp_path):
    generate(tmp_path / "out", tmp_path / "books", rules=folder.path)

    page = (tmp_path / "books" / "QueueLong.md").read_text()
    headings = [line for line in page.splitlines() if line.startswith("#")]
    assert headings == [
        "# QueueLong",
        "## What it means",
        "## Impact",
        "## First look",
        "## Likely causes",
        "## Fix",
        "## Escalate",
        "## Prevent",
        "## The rule",
    ]
    assert 'shop_queue_depth{service_name="$service_name"}' in page
    assert "| `max_items` | 100 items | Ours |" in page
    assert "[QueueLong](QueueLong.md) | warning | jobs" in (tmp_path / "books" / "README.md").read_text()


def test_the_runbooks_say_what_is_not_told_beside_what(folder, tmp_path):
    text = folder.alerts.read_text()
    other = text.partition("alerts:\n")[2].replace("QueueLong", "QueueStuck")
    folder.alerts.write_text(text + other)
    folder.alerts.write_text(
        folder.alerts.read_text().replace(
            "    for: 5m\n", "    for: 5m\n    inhibited_by: [{alert: QueueStuck, same: [service_name]}]\n", 1
        )
    )

    generate(tmp_path / "out", tmp_path / "books", rules=folder.path)

    long, stuck = ((tmp_path / "books" / f"{name}.md").read_text() for name in ("QueueLong", "QueueStuck"))
    assert (
        "not told while what explains it fires: [QueueStuck](QueueStuck.md) (of the same `service_name`)."
        in long
    )
    assert "While it fires, what it explains is not told: [QueueLong](QueueLong.md)." in stuck


def test_the_further_rules_look_back_the_less_often_they_are_evaluated(folder, tmp_path):
    head, _, entry = folder.alerts.read_text().partition("alerts:\n")
    folder.alerts.write_text(
        f"{head}alerts:\n{entry}"
        + entry.replace("QueueLong", "QueueLongForAQuarter").replace("value: 10m", "value: 15m")
        + entry.replace("QueueLong", "QueueLongForDays").replace("value: 10m", "value: 2d")
    )

    (path,) = build(tmp_path / "out", rules=folder.path)

    assert [
        (group["name"], group.get("interval"), [rule["alert"] for rule in group["rules"]])
        for group in yaml.safe_load(path.read_text())["groups"]
    ] == [
        ("jobs", None, ["QueueLong"]),
        ("jobs-minute", "1m", ["QueueLongForAQuarter"]),
        ("jobs-slow", "2m", ["QueueLongForDays"]),
    ]
