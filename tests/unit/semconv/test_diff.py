"""What `otel-kit semconv diff` calls breaking."""

from __future__ import annotations

import shutil

import pytest

from otel_kit.exceptions import OtelKitError
from otel_kit.ops import semconv

BREAKING = [
    ("instrument: counter # counter", "instrument: gauge # counter", "kit.meal.ordered: instrument counter → gauge (breaks rules and dashboards)"),
    ("function: ordered", "function: sold", "kit.meal.ordered: function meals.ordered → meals.sold (breaks code)"),
    ("{ref: kit.channel} # of common.yaml", "{ref: kit.channel, requirement_level: required}", "kit.meal.ordered: kit.channel is now required (breaks code)"),
    ("      - {ref: kit.channel} # of common.yaml\n", "", "kit.meal.ordered: kit.channel removed (breaks code, rules and dashboards)"),
    ("argument: meal #", "argument: dish #", "kit.meal.ordered: kit.meal.name: argument meal → dish (breaks code)"),
    ("- {id: failure, value: failure,", "- {id: failure, value: failed,", "kit.meal.result: member failure removed (breaks code, rules and dashboards)"),
]  # fmt: skip
COUNTED = "counter: kit.meal.ordered\n"
HARMLESS = [
    ("buckets: [60, 300, 600, 1200, 2400]", "buckets: [60, 300]", "kit.meal.duration: other buckets"),
    ("{ref: kit.guest.id} # on the", "{ref: kit.channel} # on the", "kit.meal: kit.channel added"),
]


@pytest.fixture
def before(registry, tmp_path):
    return shutil.copytree(registry.path, tmp_path / "before" / "semconv")


@pytest.mark.parametrize(("old", "new", "told"), BREAKING)
def test_a_breaking_change_says_whom_it_breaks(registry, before, old, new, told):
    registry.replace(old, new)

    changes = semconv.diff(before, registry.path)
    assert told in [str(change) for change in changes]
    assert changes[0].breaks


@pytest.mark.parametrize(("old", "new", "told"), HARMLESS)
def test_a_harmless_change_is_told_too(registry, before, old, new, told):
    registry.replace(old, new)

    changes = [change for change in semconv.diff(before, registry.path) if str(change) == told]
    assert [change.breaks for change in changes] == [""]


def test_a_count_that_moves_from_the_event_to_the_lifecycle_breaks_rules_and_dashboards(
    registry, before, tmp_path
):
    counted_by_the_event = before / "registry" / "meals.yaml"
    text = counted_by_the_event.read_text()
    counted_by_the_event.write_text(text.replace("severity: WARN #", COUNTED + "        severity: WARN #"))
    registry.replace("active: kit.meal.active #", f"active: kit.meal.active\n        {COUNTED}        #")

    assert [str(change) for change in semconv.diff(before, registry.path)] == [
        "kit.meal.complained: counter kit.meal.ordered → None (breaks rules and dashboards)"
    ]


def test_a_registry_equals_its_resolved_file(registry):
    semconv.generate(registry.path)

    assert semconv.diff(registry.path, registry.path / "resolved.json") == []


def test_what_is_no_registry_is_told(registry, tmp_path):
    (tmp_path / "notes.json").write_text("{}")

    with pytest.raises(OtelKitError, match="has no 'metrics'"):
        semconv.diff(tmp_path / "notes.json", registry.path)
    with pytest.raises(OtelKitError, match=r"neither a registry's folder nor its resolved\.json"):
        semconv.diff(tmp_path / "gone.json", registry.path)
