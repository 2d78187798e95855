"""Which conventions OpenTelemetry's own instrumentations follow."""

from __future__ import annotations

import pytest
from opentelemetry.instrumentation import _semconv

from otel_kit.instrument._conventions import use_stable_conventions

STABILITY = _semconv._OpenTelemetrySemanticConventionStability
KIND = _semconv._OpenTelemetryStabilitySignalType


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(STABILITY, "_initialized", False)
    monkeypatch.setattr(STABILITY, "_OTEL_SEMCONV_STABILITY_SIGNAL_MAPPING", {})
    monkeypatch.delenv("OTEL_SEMCONV_STABILITY_OPT_IN", raising=False)


def modes() -> tuple[str, str]:
    mode = STABILITY._get_opentelemetry_stability_opt_in_mode
    return mode(KIND.HTTP).value, mode(KIND.DATABASE).value


def test_the_stable_ones_are_used() -> None:
    use_stable_conventions({})
    assert modes() == ("http", "database")


def test_who_asked_for_both_gets_both() -> None:
    use_stable_conventions({"OTEL_SEMCONV_STABILITY_OPT_IN": "gen_ai_latest_experimental, http/dup"})
    assert modes() == ("http/dup", "database")


def test_it_does_not_matter_what_was_loaded_before() -> None:
    STABILITY._initialize()
    use_stable_conventions({})
    assert modes() == ("http", "database")
