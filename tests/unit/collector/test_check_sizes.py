"""Times and sizes that do not fit each other are named with what would fit; those that ship do."""

from __future__ import annotations

import pytest

from otel_kit.ops import collector
from otel_kit.ops._paths import bundle

CONFIG = bundle("collector", "config")
LOCAL = ("base", "local")
GATEWAY = (*LOCAL, "gateway")


def findings(files, **environ):
    report = collector.check([CONFIG / f"{name}.yaml" for name in files], environ)
    return {one.rule: one for one in report.findings}


def test_a_hold_that_ends_before_the_decision_is_named_with_the_one_that_fits():
    found = findings(GATEWAY, OTEL_KIT_DECISION_WAIT="30s", OTEL_KIT_DECISION_HOLD="30s")

    (finding,) = found.values()
    assert (finding.rule, finding.key) == ("held-too-short", "extensions.delayed_ack/sampling.hold")
    assert finding.problem == (
        "30s on disk are too short for the 30s of tail_sampling: a kill loses what it decides"
    )
    assert finding.fix == "write 35s or more"


def test_a_hold_that_is_turned_off_is_too_short():
    assert "held-too-short" in findings(GATEWAY, OTEL_KIT_DECISION_HOLD="0s")


@pytest.mark.parametrize(("wait", "hold"), [("10s", "15s"), ("1m", "1m5s"), ("500ms", "6s")])
def test_a_hold_of_five_seconds_more_is_long_enough(wait, hold):
    assert "held-too-short" not in findings(GATEWAY, OTEL_KIT_DECISION_WAIT=wait, OTEL_KIT_DECISION_HOLD=hold)


def test_a_request_that_ends_before_its_hold_is_an_error():
    finding = findings(GATEWAY, OTEL_KIT_DECISION_HOLD="60s")["held-beyond-timeout"]

    assert (finding.severity, finding.key) == ("error", "exporters.otlp_http/sampling.timeout")
    assert finding.fix == "write 70s or more"


def test_a_hold_of_nothing_needs_no_time():
    assert findings(LOCAL, OTEL_KIT_TEMPO_HOLD="0s") == {}


@pytest.mark.parametrize("files", [LOCAL, GATEWAY], ids="+".join)
def test_a_memory_limit_below_what_the_senders_hold_is_named(files):
    finding = findings(files, OTEL_KIT_MEMORY_MIB="512", OTEL_KIT_MEMORY_SPIKE_MIB="128")[
        "small-memory-limit"
    ]

    assert finding.key == "processors.memory_limiter.limit_mib"
    assert "above 384 MiB" in finding.problem
    assert "otlp_http/tempo" in finding.problem
    assert finding.fix.startswith("write limit_mib: 704 ")


def test_without_a_spike_a_fifth_is_taken_off(tmp_path):
    """As the Collector does; 600 less 120 is too little."""
    above = tmp_path / "own.yaml"
    above.write_text("processors: {memory_limiter: {limit_mib: 600, spike_limit_mib: 0}}")
    report = collector.check([*(CONFIG / f"{name}.yaml" for name in LOCAL), above], {})
    assert [one.rule for one in report.findings] == ["small-memory-limit"]


def test_a_limit_as_part_of_what_there_is_is_not_judged(tmp_path):
    above = tmp_path / "own.yaml"
    above.write_text("processors: {memory_limiter: {limit_mib: null, limit_percentage: 80}}")
    report = collector.check([*(CONFIG / f"{name}.yaml" for name in LOCAL), above], {})
    assert report.findings == []


def test_an_agent_sends_small_batches_and_needs_little():
    assert findings(("base", "agent"), OTEL_KIT_MEMORY_MIB="256", OTEL_KIT_MEMORY_SPIKE_MIB="64") == {}
