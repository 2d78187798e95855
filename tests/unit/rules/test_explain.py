"""`otel-kit rules explain`: an alert as it is in force, and how far it is from firing."""

from __future__ import annotations

import pytest

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.rules import Condition, explain, measure

PRODUCTION = """\
  production:
    services:
      portal:
        QueueLong: {max_items: 7}
"""


def test_the_values_in_force_stand_beside_the_defaults(folder):
    found = explain("QueueLong", "demo", rules=folder.path)

    assert found.alert.values["max_items"].in_words() == "5 items"
    assert found.defaults["max_items"] == "100 items"
    assert found.alert.hold == "2s"


def test_a_service_is_explained_by_its_own_values_where_it_has_some(folder):
    folder.values.write_text(folder.values.read_text() + PRODUCTION)

    portal = explain("QueueLong", "production", "portal", rules=folder.path)
    worker = explain("QueueLong", "production", "worker", rules=folder.path)

    assert [one.limit for one in portal.conditions] == [7]
    assert [one.limit for one in worker.conditions] == [100]


def test_each_comparison_with_a_number_is_a_condition_of_its_own(folder):
    folder.replace(
        ") > ${max_items}",
        ") > ${max_items} unless (shop_queue_depth < -1 and shop_queue_depth > shop_queue_depth)",
    )

    conditions = explain("QueueLong", rules=folder.path).conditions

    assert [(one.sign, one.limit) for one in conditions] == [(">", 100), ("<", -1)]
    assert "last_over_time(shop_queue_depth" in conditions[0].query


def test_how_many_there_must_be_is_a_condition_of_its_own(folder):
    folder.replace(") > ${max_items}", ") / (shop_queue_depth >= 20) > ${max_items}")

    ratio, least = explain("QueueLong", rules=folder.path).conditions

    assert (ratio.sign, ratio.limit, ">=" in ratio.query) == (">", 100, False)
    assert least == Condition("shop_queue_depth{}", ">=", 20)


def test_what_keeps_it_from_dividing_by_zero_is_no_condition(folder):
    folder.replace(") > ${max_items}", ") / (shop_queue_depth > 0) > ${max_items}")

    (ratio,) = explain("QueueLong", rules=folder.path).conditions

    assert "shop_queue_depth{} > 0" in ratio.query


def test_present_values_come_nearest_to_firing_first():
    over = measure(Condition("x", ">", 10), [({"a": "1"}, 5), ({"a": "2"}, 11), ({"a": "3"}, 9)])
    under = measure(Condition("x", "<", 10), [({"a": "1"}, 50), ({"a": "2"}, 11), ({"a": "3"}, 9)])

    assert [(one.labels["a"], one.holds, one.share) for one in over] == [
        ("2", True, 1.1),
        ("3", False, 0.9),
        ("1", False, 0.5),
    ]
    assert [one.labels["a"] for one in under] == ["3", "2", "1"]


def test_beside_zero_there_is_no_share():
    (reading,) = measure(Condition("x", ">", 0), [({}, 3)])

    assert (reading.holds, reading.share) == (True, None)


def test_an_unknown_alert_is_refused_with_what_was_meant(folder):
    with pytest.raises(OtelKitError, match=r"did you mean QueueLong\?"):
        explain("QueueLon", rules=folder.path)
