from __future__ import annotations

import copy

import pytest

PAYLOAD = {
    "version": "4",
    "groupKey": '{}/{severity="critical"}:{alertname="HttpErrors"}',
    "truncatedAlerts": 0,
    "status": "firing",
    "receiver": "on-call",
    "externalURL": "http://127.0.0.1:9093",
    "alerts": [
        {
            "status": "firing",
            "labels": {"alertname": "HttpErrors", "severity": "critical", "service_name": "portal"},
            "annotations": {
                "summary": "portal answers 500",
                "description": "12 % of requests",
                "runbook_url": "docs/runbooks/HttpErrors.md",
            },
            "startsAt": "2026-11-24T12:04:31.123Z",
            "endsAt": "0001-01-01T00:00:00Z",
            "generatorURL": "http://127.0.0.1:9090/graph",
            "fingerprint": "c1f2a3b4c5d6e7f8",
        }
    ],
}


@pytest.fixture
def payload():
    """What Alertmanager 0.31 sends for one firing alert."""
    return copy.deepcopy(PAYLOAD)
