"""Attributes of any shape, redacted by their names and by what is in them."""

from __future__ import annotations

from collections import Counter

from otel_kit.pipeline.redaction import Redactor


def test_a_sensitive_name_hides_its_value_whatever_it_looks_like():
    attributes = {
        "db.userPassword": "x",
        "http.request.header.authorization": ["Basic x"],
        "enduser.phone": 4155552671,
    }

    assert Redactor().redact_attributes(attributes) == {
        "db.userPassword": "[redacted:password]",
        "http.request.header.authorization": ["[redacted:token]"],
        "enduser.phone": "[redacted:phone]",
    }


def test_names_that_only_speak_of_secrets_are_left():
    attributes = {
        "gen_ai.usage.input_tokens": 12,
        "password.reset.count": 3,
        "kit.auth.method": "password",
        "token_type": "bearer",
        "password": True,
        "secret": None,
    }

    assert Redactor().redact_attributes(attributes) == attributes


def test_nested_values_numbers_bytes_and_names_are_searched():
    attributes = {
        "a": {"b": ["ada@example.com", (4111111111111111, b"ada@example.com")], "ada@example.com": 1.5}
    }

    assert Redactor().redact_attributes(attributes) == {
        "a": {"b": ["[redacted:email]", ["[redacted:card]", b"[redacted:email]"]], "[redacted:email]": 1.5}
    }


def test_two_names_that_become_one_both_stay():
    attributes = {"ada@example.com": 1, "bob@example.com": 2}

    assert Redactor().redact_attributes(attributes) == {"[redacted:email]": 1, "[redacted:email]#2": 2}


def test_attributes_of_machines_and_code_are_not_searched_but_their_secrets_are():
    attributes = {"server.address": "203.0.113.7", "service.version": "1.2.3.4", "service.api_key": "x"}

    assert Redactor().redact_attributes(attributes) == attributes | {"service.api_key": "[redacted:api_key]"}


def test_an_object_that_contains_itself_ends():
    loop: dict[str, object] = {"mail": "ada@example.com"}
    loop["again"] = loop
    wide: list[object] = []
    wide.extend([wide] * 50)

    assert "ada@" not in str(Redactor().redact_attributes(loop))
    assert "[redacted:nesting]" in str(Redactor().redact_attributes({"wide": wide}))


def test_findings_are_counted_by_kind_and_surface_and_values_never_told():
    counts: Counter[tuple[str, str]] = Counter()
    redactor = Redactor(count=lambda kind, surface, number: counts.update({(kind, surface): number}))

    redactor.redact_text("ada@example.com bob@example.com 203.0.113.7", "exception")
    redactor.redact_attributes({"password": "x"})

    assert counts == {("email", "exception"): 2, ("ip", "exception"): 1, ("password", "attribute"): 1}


def test_what_is_redacted_already_is_not_counted_again():
    told = []
    once = Redactor().redact_attributes({"password": "x", "note": "token=abc1 ada@example.com"})

    assert Redactor(count=lambda *call: told.append(call)).redact_attributes(once) == once
    assert told == []


def test_a_list_under_a_sensitive_name_that_contains_itself_ends():
    deep: list[object] = ["x"]
    deep.append(deep)
    wide: list[object] = []
    wide.extend([wide] * 50)

    assert "[redacted:nesting]" in str(Redactor().redact_attributes({"password": deep}))
    assert "[redacted:nesting]" in str(Redactor().redact_attributes({"password": wide}))


def test_many_names_that_become_one_cost_no_more_than_others():
    attributes = {f"user{number}@example.com": number for number in range(5_000)}

    redacted = Redactor().redact_attributes(attributes)

    assert list(redacted.values()) == list(range(5_000))
    assert list(redacted)[-1] == "[redacted:email]#5000"


def test_a_name_that_looks_numbered_already_takes_nobodys_place():
    attributes = {"[redacted:email]#2": 1, "ada@example.com": 2, "bob@example.com": 3}

    assert len(Redactor().redact_attributes(attributes)) == 3


def test_a_list_in_which_nothing_is_found_is_handed_on_as_it_is():
    names = ("a", "b")

    assert Redactor().redact_attributes({"names": names})["names"] is names


def test_what_was_found_clean_before_is_known_and_all_else_is_not():
    redactor = Redactor()
    attributes = {"http.route": "/items", "service.version": "1.2.3.4", "n": 5, "ok": True, "share": 0.5}
    redactor.redact_attributes(attributes)

    assert redactor.unknown(attributes) == {}
    other = {
        "http.route": "/ada@example.com",
        "n": 4111111111111111,
        "password": "x",
        "new": "x",
        "ok": ["x"],
    }
    assert redactor.unknown(other) == other
