"""A variable that nobody reads is told, with the one that was probably meant; the operator's own are left alone."""

from __future__ import annotations

import re

import pytest

from otel_kit._unknown import unknown


@pytest.mark.parametrize(
    ("variable", "meant"),
    [
        ("OTEL_KIT_ENVIROMENT", "OTEL_KIT_ENVIRONMENT"),
        ("OTEL_KIT_METRIC_PORT", "OTEL_KIT_METRICS_PORT"),
        ("OTEL_KIT_NONSENSE", None),
    ],
)
def test_an_unknown_variable_is_found_with_what_was_probably_meant(variable, meant):
    assert unknown({variable: "1", "OTEL_KIT_ENVIRONMENT": "x", "PATH": "/bin"}) == [(variable, meant)]


def test_variables_of_the_stack_and_the_collector_are_not_unknown(repository):
    found = set()
    for folder in ("otel_kit/ops", "collector/config", "tests/support"):
        for path in (repository / folder).rglob("*"):
            if path.suffix in {".py", ".yaml"}:
                found |= set(re.findall(r"OTEL_KIT_[A-Z_]*[A-Z]\b", path.read_text()))
    assert {name for name, _ in unknown(dict.fromkeys(found, "1"))} == set()
