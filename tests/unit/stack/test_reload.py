from __future__ import annotations

import pytest

from otel_kit.ops.stack._reload import servers_of_changes

FILES = ("prometheus.yml", "alertmanager.yml", "collector-base.yaml", "loki.yaml", "rules/a.yml")


@pytest.fixture
def folders(tmp_path):
    for side in ("before", "after"):
        (tmp_path / side / "rules").mkdir(parents=True)
        for name in FILES:
            (tmp_path / side / name).write_text("same")
    return tmp_path / "before", tmp_path / "after"


def test_equal_folders_concern_nobody(folders):
    assert servers_of_changes(*folders) == set()


@pytest.mark.parametrize(
    ("file", "server"),
    [
        ("prometheus.yml", "prometheus"),
        ("alertmanager.yml", "alertmanager"),
        ("collector-base.yaml", "collector"),
        ("loki.yaml", "loki"),
        ("rules/a.yml", "prometheus"),
        ("rules/new.yml", "prometheus"),
    ],
)
def test_a_changed_or_new_file_concerns_its_server(folders, file, server):
    (folders[1] / file).write_text("SAME")  # of equal length: content counts, not size

    assert servers_of_changes(*folders) == {server}


def test_a_removed_rule_file_concerns_prometheus(folders):
    (folders[1] / "rules/a.yml").unlink()

    assert servers_of_changes(*folders) == {"prometheus"}
