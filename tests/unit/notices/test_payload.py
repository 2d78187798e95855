"""Alertmanager's webhook becomes notices, or an error that names the part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.notices import Notice, PayloadError, parse

AT = "2026-11-24T12:04:32.000Z"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def test_a_firing_alert_becomes_a_notice_without_an_end(payload):
    assert parse(payload, AT) == [
        Notice(
            received_at=AT,
            status="firing",
            alertname="HttpErrors",
            severity="critical",
            service_name="portal",
            summary="portal answers 500",
            description="12 % of requests",
            runbook_url="docs/runbooks/HttpErrors.md",
            starts_at="2026-11-24T12:04:31.123Z",
            ends_at="",
            labels={"alertname": "HttpErrors", "severity": "critical", "service_name": "portal"},
            fingerprint="c1f2a3b4c5d6e7f8",
        )
    ]


def test_a_resolved_alert_has_its_end(payload):
    payload["alerts"][0] |= {"status": "resolved", "endsAt": "2026-11-24T12:10:00Z"}
    (notice,) = parse(payload, AT)

    assert (notice.status, notice.ends_at) == ("resolved", "2026-11-24T12:10:00Z")


def test_labels_and_annotations_of_ours_may_be_missing(payload):
    payload["alerts"][0] |= {"labels": {"team": "x"}, "annotations": {}}
    (notice,) = parse(payload, AT)

    assert (notice.alertname, notice.severity, notice.summary) == ("", "", "")
    assert notice.labels == {"team": "x"}


def test_a_group_gives_a_notice_for_each_alert_and_an_empty_one_none(payload):
    payload["alerts"] *= 3
    assert len(parse(payload, AT)) == 3
    assert parse({"version": "4", "alerts": []}, AT) == []


def test_the_same_alert_is_the_same_notice_whenever_it_arrives(payload):
    (first,), (second,) = parse(payload, AT), parse(payload, "2026-11-24T13:00:00.000Z")
    payload["alerts"][0]["status"] = "resolved"
    (resolved,) = parse(payload, AT)

    assert first.key == second.key != resolved.key


def _with(path, value):
    def change(payload):
        *way, last = path
        for step in way:
            payload = payload[step]
        if value is ...:
            del payload[last]
        else:
            payload[last] = value

    return change


ALERT = ("alerts", 0)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_with(("version",), "5"), "version: expected \"4\", got '5'"),
        (_with(("version",), 4), 'version: expected "4", got 4'),
        (_with(("version",), ...), 'version: expected "4", got nothing'),
        (_with(("alerts",), ...), "alerts: expected a list, got nothing"),
        (_with(("alerts",), {}), "alerts: expected a list, got an object"),
        (_with(("alerts",), ["x"]), "alerts[0]: expected an object, got 'x'"),
        (
            _with((*ALERT, "status"), "pending"),
            "alerts[0].status: expected firing or resolved, got 'pending'",
        ),
        (_with((*ALERT, "status"), ...), "alerts[0].status: expected a text, got nothing"),
        (_with((*ALERT, "labels"), []), "alerts[0].labels: expected an object, got a list"),
        (_with((*ALERT, "labels", "severity"), 1), "alerts[0].labels.severity: expected a text, got 1"),
        (_with((*ALERT, "annotations"), ...), "alerts[0].annotations: expected an object, got nothing"),
        (_with((*ALERT, "startsAt"), ""), "alerts[0].startsAt: expected a text, got ''"),
        (_with((*ALERT, "fingerprint"), ["c1"]), "alerts[0].fingerprint: expected a text, got a list"),
    ],
)
def test_a_malformed_part_is_named_with_what_was_expected(payload, change, words):
    change(payload)

    with pytest.raises(PayloadError) as error:
        parse(payload, AT)

    assert str(error.value) == words
    assert isinstance(error.value, OtelKitError)


def _given_back(payload):
    try:
        return parse(payload, AT)
    except PayloadError:
        return None


@given(JSON)
def test_any_json_gives_notices_or_a_payload_error(odd):
    found = _given_back(odd)
    assert found is None or all(isinstance(notice, Notice) for notice in found)


TEXT_OR_ODD = st.text(min_size=1, max_size=5) | JSON
PARTS = st.dictionaries(st.text(max_size=3), TEXT_OR_ODD, max_size=3)
ALERTS = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["firing", "resolved"]) | JSON,
        "labels": PARTS | JSON,
        "annotations": PARTS | JSON,
        "startsAt": TEXT_OR_ODD,
        "endsAt": TEXT_OR_ODD,
        "fingerprint": TEXT_OR_ODD,
    }
)


@given(st.fixed_dictionaries({"version": st.just("4"), "alerts": st.lists(ALERTS | JSON, max_size=3)}))
def test_anything_near_a_payload_gives_a_notice_for_each_alert_or_a_payload_error(near):
    found = _given_back(near)
    assert found is None or [notice.status for notice in found] == [
        alert["status"] for alert in near["alerts"]
    ]
