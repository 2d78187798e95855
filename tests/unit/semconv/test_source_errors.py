"""What cannot be read or resolved: file, line, key and fix, and nothing is generated."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from otel_kit.exceptions import OtelKitError
from otel_kit.ops import semconv
from otel_kit.ops._paths import bundle

EXAMPLE = re.search(r"```yaml\n(.*?)```", bundle("semconv", "README.md").read_text(), re.DOTALL)[1]

BROKEN = [
    ("brief: The meal.", "brief: [The meal.", "broken YAML", None),
    ("    brief: The meal.\n", "", "kit.meal.name has no 'brief'", "key: kit.meal.name"),
    ("    brief: Who ordered it.", "    breif: Who ordered it.", "unknown key 'breif' of this attribute", "breif:"),
    ("instrument: counter #", "instrument: meter #", "unknown instrument 'meter'", "instrument: meter"),
    ("max_values: 40 #", "max_values: many #", "is no number", "max_values: many"),
    ("where: [span, log]}} # default", "where: [trace]}} # default", "'where' has 'trace'", "where: [trace]"),
    ("{ref: kit.channel} # of", "{ref: kit.chanel} # of", "unknown attribute 'kit.chanel' of kit.meal.ordered", "kit.chanel"),
    ("{ref: kit.channel} # of", "{ref_group: gone} # of", "unknown attribute group 'gone'", "gone"),
    ("duration: kit.meal.duration\n", "duration: kit.meal.time\n", "unknown metric 'kit.meal.time' of kit.meal", "type: kit.meal"),
    ("active: kit.meal.active #", "counter: kit.meal.cooked #", "unknown metric 'kit.meal.cooked' of kit.meal", "type: kit.meal"),
    ("key: kit.guest.id", "key: kit.meal.name", "kit.meal.name is defined twice", "key: kit.meal.name"),
    ("[http.server.request.duration]", "[http.server.duration]", "unknown metric of upstream's", "http.server.duration"),
    ("file_format: definition/2", "file_format: definition/1", "unknown file_format 'definition/1'", "file_format"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "problem", "passage"), BROKEN)
def test_a_broken_file_is_told_with_its_line_and_nothing_is_written(registry, old, new, problem, passage):
    registry.replace(old, new)
    before = registry.files()

    with pytest.raises(OtelKitError) as told:
        semconv.generate(registry.path)

    assert problem in str(told.value)
    assert "nothing was generated" in str(told.value)
    assert "→" in str(told.value)
    if passage:
        lines = (registry.path / "registry/meals.yaml").read_text().splitlines()
        numbers = [number for number, line in enumerate(lines, 1) if passage in line]
        assert any(f"meals.yaml:{number}:" in str(told.value) for number in numbers), str(told.value)
    assert registry.files() == before


def test_one_wrong_entry_does_not_hide_the_next(registry):
    registry.replace("    brief: The meal.\n", "")
    registry.replace("instrument: counter #", "instrument: meter #")

    problems = [finding.problem for finding in registry.findings()]
    assert "kit.meal.name has no 'brief'" in problems
    assert "unknown instrument 'meter' of kit.meal.ordered" in problems


def test_a_circle_of_groups_is_told(registry):
    registry.replace("{ref: kit.channel} # of", "{ref_group: one} # of")
    text = (registry.path / "registry/meals.yaml").read_text()
    registry.write(
        "registry/meals.yaml",
        text
        + "attribute_groups:\n"
        + "  - {id: one, visibility: internal, attributes: [{ref_group: two}]}\n"
        + "  - {id: two, visibility: internal, attributes: [{ref_group: one}]}\n",
    )

    assert registry.finding().problem == "groups refer to one another in a circle: one → two → one"


def test_a_group_gives_its_attributes(registry):
    registry.replace("- {ref: kit.channel} # of common.yaml", "- {ref_group: where}")
    text = (registry.path / "registry/meals.yaml").read_text()
    group = "attribute_groups:\n  - {id: where, visibility: internal, attributes: [{ref: kit.channel}]}\n"
    registry.write("registry/meals.yaml", text + group)

    report = semconv.check(registry.path)
    assert report.ok
    assert [use.key for use in report.registry.metrics["kit.meal.ordered"].uses] == [
        "kit.meal.name",
        "kit.channel",
    ]


def test_a_circle_of_registries_is_told(registry):
    registry.replace(
        "annotations:\n",
        "  - {schema_url: https://other.example/schemas/1.0.0, registry_path: .}\nannotations:\n",
        "manifest.yaml",
    )

    with pytest.raises(OtelKitError, match="registries depend on one another in a circle"):
        semconv.check(registry.path)


def test_a_folder_without_manifest_says_how_to_start_one(tmp_path):
    with pytest.raises(OtelKitError, match=r"no manifest\.yaml.*\n.*otel-kit semconv init"):
        semconv.check(tmp_path)


def test_a_manifest_without_root_is_told(registry):
    registry.replace("    root: kit\n", "", "manifest.yaml")

    with pytest.raises(OtelKitError, match=r"manifest\.yaml:7: 'otel_kit' of annotations has no 'root'"):
        semconv.check(registry.path)


LINES = len(EXAMPLE.splitlines())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.integers(0, LINES - 1), st.sampled_from(["", "  - ", "    x: 1", "}", "\t", "metrics:", "  - 1"]))
def test_whatever_line_is_lost_or_spoilt_a_person_gets_sentences_and_no_traceback(registry, number, instead):
    lines = EXAMPLE.splitlines()
    lines[number] = instead
    registry.write("registry/meals.yaml", "\n".join(lines))

    try:
        told = [str(finding) for finding in semconv.check(registry.path).findings]
    except OtelKitError as error:
        told = [str(error)]
    assert all("→" in one for one in told)


def test_a_folder_in_the_place_of_a_file_is_told_before_anything_is_written(registry):
    (registry.package / "signals" / "meals.py").mkdir(parents=True)
    before = registry.files()

    with pytest.raises(OtelKitError, match="cannot be written"):
        semconv.generate(registry.path)

    assert registry.files() == before


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_changed(registry):
    registry.package.write_text("a file where the package should be")
    before = registry.files()

    with pytest.raises(OtelKitError, match="cannot be written"):
        semconv.generate(registry.path)

    assert registry.files() == before
