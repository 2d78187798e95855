"""The same error has the same fingerprint: caught here, printed there, by any Python, on any machine."""

from __future__ import annotations

import sys

import pytest
from fingerprint_cases import CASES, caught, printed
from hypothesis import given
from hypothesis import strategies as st

from otel_kit.pipeline.fingerprint import canonical, chain_of_traceback, fingerprint, fingerprint_text

HERE = [case for case in CASES if sys.version_info[:2] >= case.since]


def test_there_are_vectors_for_every_case(vectors):
    assert len(vectors) >= 60
    assert list(vectors) == [case.name for case in CASES]


@pytest.mark.parametrize("name", [case.name for case in CASES])
def test_every_python_prints_a_traceback_of_the_same_fingerprint(vectors, name):
    row = vectors[name]

    assert {fingerprint_text(text) for text in row["stacktraces"]} == {row["fingerprint"]}
    assert canonical(chain_of_traceback(row["stacktraces"][0])) == row["canonical"]


@pytest.mark.parametrize("case", HERE, ids=[case.name for case in HERE])
def test_a_caught_exception_and_its_printed_traceback_have_that_fingerprint_too(vectors, case):
    error = caught(case)

    assert fingerprint(error) == vectors[case.name]["fingerprint"]
    assert fingerprint_text(printed(error)) == vectors[case.name]["fingerprint"]


@pytest.mark.parametrize(
    "names",
    [
        (
            "plain",
            "another message",
            "another line",
            "another release",
            "another folder",
            "relative path",
            "dotted path",
        ),
        (
            "plain",
            "windows path",
            "huge message",
            "no message",
            "message like a frame",
            "message like a group",
        ),
        ("recursion", "deeper recursion"),
        ("temporary folder", "another temporary folder"),
        ("notebook", "another notebook"),
        ("group", "group in another order"),
        ("library", "library elsewhere", "library on debian", "library on windows"),
    ],
)
def test_these_are_the_same_error(vectors, names):
    assert len({vectors[name]["fingerprint"] for name in names}) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("plain", "another type", "no folder", "calls", "own type", "own type inside", "group"),
        ("cause", "suppressed", "chain of three"),
        ("group", "group of raised", "group in a group", "group last in a group"),
    ],
)
def test_these_are_different_errors(vectors, names):
    assert len({vectors[name]["fingerprint"] for name in names}) == len(names)


def test_a_log_line_before_the_traceback_and_windows_line_ends_do_not_count(vectors):
    row = vectors["cause"]
    text = vectors["plain"]["stacktraces"][0]

    assert fingerprint_text("2026-11-24 ERROR failed\n" + text) == vectors["plain"]["fingerprint"]
    assert fingerprint_text(row["stacktraces"][0].replace("\n", "\r\n")) == row["fingerprint"]
    assert fingerprint_text(row["stacktraces"][0].rstrip()) == row["fingerprint"]


@pytest.mark.parametrize("text", ["", "\n\n", "nothing to see here", "  File"])
def test_a_text_that_names_no_exception_has_none(text):
    assert fingerprint_text(text) is None


def test_the_exception_itself_is_never_called():
    class Rude(Exception):  # noqa: N818
        def __str__(self):
            raise AssertionError

        __repr__ = __str__

        def __bool__(self):
            raise AssertionError

    assert len(fingerprint(Rude())) == 16


LINES = st.sampled_from(
    [
        "Traceback (most recent call last):", "  + Exception Group Traceback (most recent call last):", '  File "a.py", line 1, in f',
        "    x = 1", "    ^^^", "ValueError: x", "  | ExceptionGroup: g (2 sub-exceptions)", "  +-+---------------- 1 ----------------",
        "    | KeyError: 1", "    +---------------- 2 ----------------", "    +------------------------------------", "",
        "The above exception was the direct cause of the following exception:", "    | Exception Group Traceback (most recent call last):",
        "    +-+---------------- 1 ----------------", "      | OSError", '  |   File "b.py", line 2, in g',
    ]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(LINES, max_size=20).map("\n".join)))
def test_any_text_is_read(text):
    found = fingerprint_text(text)

    assert found is None or len(found) == 16
