"""`signals.errors.capture`: counted, grouped, told once with what was going on."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import otel_kit
from otel_kit import signals
from otel_kit.signals import _generated
from otel_kit.testing import capture as capture_telemetry

COUNT, DEDUPLICATED, OPENED = "kit.error.count", "kit.error.deduplicated", "kit.error.group.opened"


def fail(error: BaseException) -> None:
    raise error


def caught(error: BaseException) -> BaseException:
    """Return the exception after it was raised."""
    try:
        fail(error)
    except BaseException as raised:  # noqa: BLE001
        return raised
    raise AssertionError


def test_an_error_is_counted_and_told_with_category_severity_and_fingerprint(telemetry):
    fingerprint = signals.errors.capture(caught(TimeoutError("no answer")), feature="scoring")

    told = telemetry.logs.one("kit.error.captured")
    assert (
        telemetry.metrics[COUNT].value(category="timeout", severity="medium", error_type="TimeoutError") == 1
    )
    assert told.attributes["kit.error.fingerprint"] == fingerprint
    assert told.attributes["kit.error.category"] == "timeout"
    assert told.attributes["kit.error.handled"] is True
    assert told.attributes["kit.error.source"] == "manual"
    assert told.attributes["kit.feature.name"] == "scoring"
    assert told.attributes["exception.stacktrace"].startswith("Traceback")
    assert (told.body, told.severity) == ("TimeoutError: no answer", "ERROR")


def test_without_an_argument_it_is_the_exception_that_is_being_handled(telemetry):
    try:
        fail(KeyError("x"))
    except KeyError:
        assert signals.errors.capture() is not None

    assert telemetry.metrics[COUNT].value(error_type="KeyError") == 1


def test_the_caller_knows_better_than_the_table(telemetry):
    signals.errors.capture(caught(ValueError()), severity="critical", category="database")

    assert telemetry.metrics[COUNT].value(severity="critical", category="database") == 1


def test_an_exception_counts_once_however_often_it_is_raised_again(telemetry):
    error = caught(ValueError())
    first = signals.errors.capture(error)

    assert signals.errors.capture(caught(error)) == first
    wrapped = RuntimeError()
    wrapped.__cause__ = error
    assert signals.errors.capture(caught(wrapped)) == first
    assert telemetry.metrics[COUNT].value() == 1


if sys.version_info >= (3, 11):  # 3.10 knows no groups

    def test_a_group_of_errors_that_are_known_is_known(telemetry):
        members = [caught(ValueError()), caught(KeyError())]
        for member in members:
            signals.errors.capture(member)
        signals.errors.capture(caught(ExceptionGroup("all", members)))  # noqa: F821

        assert telemetry.metrics[COUNT].value() == 2


def test_equal_errors_within_the_window_are_counted_and_not_told(telemetry):
    for number in range(5):
        signals.errors.capture(caught(ValueError(number)))

    assert telemetry.metrics[COUNT].value() == 5
    assert telemetry.metrics[DEDUPLICATED].value() == 4
    assert telemetry.metrics[OPENED].value() == 1
    assert len(telemetry.logs.named("kit.error.captured")) == 1
    assert len(telemetry.logs.named("kit.error.group.opened")) == 1


def test_a_worse_one_is_told_at_once(telemetry):
    for severity in ("low", "critical", "low"):
        signals.errors.capture(caught(ValueError()), severity=severity)

    assert [log.attributes["kit.error.severity"] for log in telemetry.logs.named("kit.error.captured")] == [
        "low",
        "critical",
    ]


def test_different_errors_are_groups_of_their_own(telemetry):
    signals.errors.capture(caught(ValueError()))
    signals.errors.capture(caught(KeyError()))

    assert telemetry.metrics["kit.error.group.active"].value() == 2


def test_flags_that_were_asked_for_go_with_the_error_and_end_with_the_job(telemetry):
    @signals.job("enrich")
    def enrich():
        signals.errors.feature_flag("new_scoring", variant=True)
        signals.errors.feature_flag("new_scoring", "v2")
        fail(ValueError("x"))

    with pytest.raises(ValueError, match="x"):
        enrich()
    signals.errors.capture(caught(KeyError()))

    inside, outside = telemetry.logs.named("kit.error.captured")
    assert list(inside.attributes["kit.error.feature_flags"]) == ["new_scoring=v2"]
    assert "kit.error.feature_flags" not in outside.attributes


def test_what_leaves_a_job_is_captured_with_its_name_and_trace(telemetry):
    with pytest.raises(ValueError, match="bad row"), signals.jobs.run(name="enrich"):
        fail(ValueError("bad row"))

    told, span = telemetry.logs.one("kit.error.captured"), telemetry.spans.one("job enrich")
    assert told.attributes["kit.job.name"] == "enrich"
    assert told.attributes["kit.error.source"] == "job"
    assert told.attributes["kit.error.handled"] is False
    assert told.span_id == span.span_id
    assert span.attributes["kit.error.fingerprint"] == told.attributes["kit.error.fingerprint"]


def test_an_error_that_leaves_a_tenants_block_stays_this_tenants(telemetry):
    """Whatever tenant the code around works for, also if one exception object is raised again and again."""

    def work(name, error):
        with signals.jobs.run(name=name), otel_kit.tenant("outer", tier="gold"):
            with otel_kit.tenant("t-0", tier="free"):
                pass
            with otel_kit.tenant(f"t-{name}"):
                fail(error)

    kept = ValueError("kept")
    for name, error in (("a", KeyError("own")), ("b", kept), ("c", kept)):
        with pytest.raises(type(error), match=r"own|kept"):
            work(name, error)
    told = telemetry.logs.named("kit.error.captured")
    assert [log.attributes["kit.tenant.id"] for log in told[:2]] == ["t-a", "t-b"]
    assert all("kit.tenant.tier" not in log.attributes for log in told)
    assert telemetry.metrics[COUNT].value() == 3


def test_a_site_says_what_its_errors_are_about():
    class OutOfStock(Exception):  # noqa: N818
        pass

    settings = otel_kit.settings.load(
        {"error_categories": {OutOfStock: "validation"}}, {"OTEL_KIT_ERROR_SEVERITIES": "validation=critical"}
    )
    classifier = otel_kit.pipeline.errors.classifier_of(settings)

    assert classifier.classify(OutOfStock()) == ("validation", "critical")


@pytest.mark.parametrize(
    ("variable", "value"),
    [("OTEL_KIT_ERROR_CATEGORIES", "shop.*=databse"), ("OTEL_KIT_ERROR_SEVERITIES", "database=bad")],
)
def test_a_category_or_severity_that_does_not_exist_is_refused(variable, value):
    with pytest.raises(otel_kit.ConfigurationError, match=variable):
        otel_kit.settings.load({}, {variable: value})


def test_what_is_no_exception_is_a_fault_and_nothing_more():
    with capture_telemetry() as telemetry:
        assert signals.errors.capture("no exception") is None
        signals.errors.capture(caught(ValueError()), severity="urgent")

        assert len(telemetry.faults()) == 2
        assert telemetry.metrics[COUNT].value(severity="low") == 1


def rude(*_):
    raise RuntimeError


Rude = type("Rude", (Exception,), dict.fromkeys(("__str__", "__repr__", "__setattr__", "__bool__"), rude))


def test_an_exception_that_cannot_be_printed_or_marked_counts_once(telemetry):
    error = caught(Rude())
    signals.errors.capture(error)
    signals.errors.capture(error)

    assert telemetry.metrics[COUNT].value() == 1
    assert len(telemetry.logs.named("kit.error.captured")) == 1


def test_a_huge_error_is_cut(telemetry):
    signals.errors.capture(caught(ValueError("\udcff" + "x" * 1_000_000)))

    told = telemetry.logs.one("kit.error.captured")
    assert len(told.attributes["exception.message"]) < 5_000
    assert len(told.attributes["exception.stacktrace"]) < 33_000


def test_a_recursion_is_told(telemetry):
    def deeper():
        deeper()

    try:
        deeper()
    except RecursionError:
        signals.errors.capture()
    assert telemetry.metrics[COUNT].value(category="resource") == 1


def test_an_exception_can_still_be_pickled_and_is_new_elsewhere(telemetry):
    import pickle

    error = caught(ValueError("x"))
    signals.errors.capture(error)
    assert pickle.loads(pickle.dumps(error)).args == ("x",)


def test_type_checkers_know_every_domain():
    source = Path(sys.modules["otel_kit.signals"].__file__).read_text(encoding="utf-8")
    imported = {
        name.asname
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
    assert set(_generated.__all__) <= imported
    assert set(signals.errors.__all__) >= set(_generated.errors.__all__)
