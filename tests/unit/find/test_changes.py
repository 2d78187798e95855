"""Deployments that were told of, and versions that were first seen."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from otel_kit.ops.clients import LogLine, Series
from otel_kit.ops.find import Change, Scope
from otel_kit.ops.find._changes import (
    changes_of,
    deployments,
    deployments_question,
    step,
    versions,
    versions_question,
)
from otel_kit.ops.rules import _promql

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)


def line(**labels):
    return LogLine(int(NOON.timestamp() * 1e9), {"kit_deployment_service": "portal", **labels}, "out")


def running(version, *minutes, service="portal"):
    labels = {"service_name": service, "service_version": version, "deployment_environment_name": "test"}
    return Series(labels, tuple((NOON.timestamp() + 60 * minute, 1.0) for minute in minutes))


def version(minute, name, before):
    return Change(NOON + timedelta(minutes=minute), "version", "portal", "test", name, before)


def test_an_event_of_a_deployment_has_its_result_version_and_commit():
    told = line(
        kit_deployment_result="failure", kit_deployment_version="1.5.0", vcs_ref_head_revision="9d59409",
        deployment_environment_name="test", trace_id="ab",
    )  # fmt: skip

    assert list(deployments([told])) == [
        Change(NOON, "deployment", "portal", "test", "1.5.0", "", "failure", "9d59409", "ab")
    ]


def test_traffic_that_went_over_to_another_colour_is_a_change_and_other_lines_are_none():
    switched = line(kit_deployment_color="green", kit_deployment_previous_color="blue")

    (change,) = deployments([switched, line()])
    assert (change.kind, change.before, change.result) == ("traffic", "blue", "green")


def test_a_version_that_comes_after_another_is_a_change():
    seen = [running("1.4.0", 0, 1, 2, 3), running("1.5.0", 2, 3, 4)]

    assert list(versions(seen)) == [version(2, "1.5.0", "1.4.0")]


def test_a_version_that_comes_back_is_a_change_and_one_after_a_silence_is_none():
    back = [running("1.4.0", 0, 3), running("1.5.0", 1, 2)]
    silent = [running("1.4.0", 0, 9)]

    assert list(versions(back)) == [version(1, "1.5.0", "1.4.0"), version(3, "1.4.0", "1.5.0")]
    assert list(versions(silent)) == []


def test_a_service_that_is_new_changed_nothing_that_was_there():
    assert list(versions([running("0.1.0", 5, 6)])) == []


def test_a_version_that_a_deployment_brought_is_told_with_the_deployment():
    deployed = Change(NOON, "deployment", "portal", "test", "1.5.0", result="success")

    (change,) = changes_of([deployed], [version(2, "1.5.0", "1.4.0")])
    assert (change.kind, change.before, change.time) == ("deployment", "1.4.0", NOON)


def test_a_version_hours_after_a_deployment_of_it_is_told_too_and_the_latest_comes_first():
    deployed = Change(NOON, "deployment", "portal", "test", "1.5.0", result="success")

    found = changes_of([deployed], [version(120, "1.5.0", "1.4.0")])
    assert [change.kind for change in found] == ["version", "deployment"]


@pytest.mark.parametrize("scope", [Scope(), Scope(service="portal-2", environment="test")])
def test_the_question_for_versions_is_sound_promql(scope):
    _promql.parse(versions_question(scope))


def test_a_deployment_is_looked_for_by_what_is_deployed_not_by_who_tells_of_it():
    assert deployments_question(Scope(service="portal")) == (
        '{service_name=~".+"} | kit_deployment_service="portal"'
    )
    assert deployments_question(Scope(environment="test")) == (
        '{deployment_environment_name="test"} | kit_deployment_service!=""'
    )


def test_a_long_window_is_looked_at_in_five_hundred_steps():
    assert step(Scope(timedelta(hours=1))) == 15
    assert step(Scope(timedelta(days=10))) == 1728


def test_around_a_moment_reaches_to_both_sides():
    scope = Scope.around(NOON, timedelta(minutes=20))

    assert (scope.start, scope.end) == (NOON - timedelta(minutes=20), NOON + timedelta(minutes=20))
