"""What a site can decide: hashes, kinds, allow-lists, names and patterns of its own."""

from __future__ import annotations

import re

import pytest

from otel_kit.exceptions import ConfigurationError
from otel_kit.pipeline.redaction import Redactor, Rules

KEY = b"0123456789abcdef"


def test_hashes_join_equal_values_however_they_are_written():
    redact = Redactor(Rules(hash_key=KEY)).redact_text

    assert re.fullmatch(r"\[redacted:email:[0-9a-f]{16}\]", redact("ada@example.com"))
    assert redact("ada@example.com") == redact("Ada@Example.com")
    assert redact("4111 1111 1111 1111") == redact("4111-1111-1111-1111")
    assert redact("ada@example.com") != redact("bob@example.com")


def test_another_key_gives_other_hashes():
    mine, yours = Redactor(Rules(hash_key=KEY)), Redactor(Rules(hash_key=KEY[::-1]))

    assert mine.redact_text("ada@example.com") != yours.redact_text("ada@example.com")


def test_a_kind_can_be_left_alone():
    redact = Redactor(Rules(disabled=frozenset({"ip"}))).redact_text

    assert redact("ada@example.com at 203.0.113.7") == "[redacted:email] at 203.0.113.7"


def test_allowed_values_and_names_are_left():
    rules = Rules(allow_values=frozenset({"help@example.com"}), allow_keys=("shop.*", "shop.token"))
    redactor = Redactor(rules)

    assert redactor.redact_text("help@example.com, ada@example.com") == "help@example.com, [redacted:email]"
    assert redactor.redact_attributes(
        {"shop.owner": "ada@example.com", "shop.token": "t-1", "shop.api_key": "k"}
    ) == {
        "shop.owner": "ada@example.com",
        "shop.token": "t-1",
        "shop.api_key": "[redacted:api_key]",
    }


def test_a_site_adds_names_and_patterns():
    rules = Rules(sensitive_keys={"customer.no": "customer"}, patterns={"customer": r"KD-[0-9]{6}"})
    redactor = Redactor(rules)

    assert redactor.redact_text("order of KD-123456") == "order of [redacted:customer]"
    assert redactor.redact_attributes({"customer.no": 17}) == {"customer.no": "[redacted:customer]"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"patterns": {"x": "("}}, "not a regular expression"),
        ({"patterns": {"x": "a(?=b)"}}, "the collector cannot read it"),
        ({"patterns": {"x": r"(a)\1"}}, "the collector cannot read it"),
        ({"patterns": {"x": "a*"}}, "also fits an empty text"),
        ({"patterns": {"X Y": "a"}}, "not a name"),
        ({"disabled": frozenset({"emails"})}, "no such kind"),
        ({"hash_key": b"short"}, "too short"),
        ({"max_length": 0}, "no text would be left"),
    ],
)
def test_what_cannot_work_is_refused_with_the_fix(given, said):
    with pytest.raises(ConfigurationError, match=said) as error:
        Rules(**given)

    assert "\u2192" in str(error.value)
    assert "b'short'" not in str(error.value)
