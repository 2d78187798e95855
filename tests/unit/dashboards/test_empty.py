"""Which panels are empty on leadflow, and why; tests/chain/healthy holds it to that."""

from __future__ import annotations

from collections import Counter

import yaml

from otel_kit.ops import dashboards
from support.panels import panels, reasons

ENTRIES = yaml.safe_load((dashboards.source() / "empty.yaml").read_text())


def test_each_entry_names_panels_that_there_are_once():
    named = Counter(
        f"{board}: {title}"
        for entry in ENTRIES
        for board, titles in entry["panels"].items()
        for title in titles
    )

    assert set(named) - {panel.name for panel in panels()} == set()
    assert [name for name, times in named.items() if times > 1] == []


def test_each_entry_says_why_in_a_sentence():
    assert [
        entry["why"] for entry in ENTRIES if not entry["why"].endswith(".") or len(entry["why"]) < 30
    ] == []


def test_the_reasons_are_those_of_the_entries():
    assert len(reasons()) == sum(len(titles) for entry in ENTRIES for titles in entry["panels"].values())
