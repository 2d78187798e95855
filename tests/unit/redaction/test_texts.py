"""What is found in a text, and what is left."""

from __future__ import annotations

import pytest

from otel_kit.pipeline.redaction import Redactor


@pytest.fixture(scope="module")
def redact():
    return Redactor().redact_text


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("mail ada@example.com now", "mail [redacted:email] now"),
        ("q=ada%40example.com&p=2", "q=[redacted:email]&p=2"),
        ("call +49 (0)30 1234 5678.", "call [redacted:phone]."),
        ("tel:+14155552671", "tel:[redacted:phone]"),
        ("(415) 555-2671, 415-555-2671", "[redacted:phone], [redacted:phone]"),
        ("tél. 06 12 34 56 78", "tél. [redacted:phone]"),
        ("phone: 4155552671", "phone: [redacted:phone]"),
        ("DE89 3704 0044 0532 0130 00 was paid", "[redacted:iban] was paid"),
        ("GB29NWBK60161331926819", "[redacted:iban]"),
        ("card 4111 1111 1111 1111", "card [redacted:card]"),
        ("12345 378282246310005", "12345 [redacted:card]"),
        ("SSN 536-90-4399", "SSN [redacted:national_id]"),
        ("NI number AB123456C", "NI number [redacted:national_id]"),
        ("IdNr 86 095 742 719", "IdNr [redacted:national_id]"),
        ("DNI 12345678Z", "DNI [redacted:national_id]"),
        ("codice RSSMRA85T10A562S", "codice [redacted:national_id]"),
        ("NIR 2 55 08 14 168 025 38", "NIR [redacted:national_id]"),
        ("PESEL 44051401359", "PESEL [redacted:national_id]"),
        ("CPF 529.982.247-25", "CPF [redacted:national_id]"),
        ("AHV 756.9217.0769.85", "AHV [redacted:national_id]"),
        ("RRN 85.07.30-033.28", "RRN [redacted:national_id]"),
        ("personnummer 811228-9874", "personnummer [redacted:national_id]"),
        ("hetu 131052-308T", "hetu [redacted:national_id]"),
        ("Aadhaar 2341 2341 2346", "Aadhaar [redacted:national_id]"),
        ("from 203.0.113.7:443", "from [redacted:ip]:443"),
        ("http://203.0.113.7/", "http://[redacted:ip]/"),
        ("from [2001:db8::1]:443", "from [[redacted:ip]]:443"),
        ("fe80::1ff:fe23:4567:890a%eth2", "[redacted:ip]%eth2"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcDEF123.", "[redacted:jwt]."),
        ("use AKIAIOSFODNN7EXAMPLE.", "use [redacted:api_key]."),
        ("Bearer abcdefghijklmnop1234", "Bearer [redacted:token]"),
        ("Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic [redacted:credentials]"),
        ("sent Basic dXNlcjpwYXNz", "sent Basic [redacted:credentials]"),
        ("postgresql://app:s3/cr@t@db:5432/x", "postgresql://[redacted:credentials]@db:5432/x"),
        ("Server=db;User Id=sa;Password=h%nter2;", "Server=db;User Id=sa;Password=[redacted:password];"),
        ('{"password": "a\\"b", "n": 1}', '{"password": "[redacted:password]", "n": 1}'),
        ('{\\"apiKey\\": \\"abc\\"}', '{\\"apiKey\\": \\"[redacted:api_key]\\"}'),
        ("d['secret'] = 'x1'", "d['secret'] = '[redacted:secret]'"),
        ("Cookie: a=b; c=d\nHost: x", "Cookie: [redacted:token]\nHost: x"),
        ("<password>h2</password>", "<password>[redacted:password]</password>"),
        ("curl --password h2 -v", "curl --password [redacted:password] -v"),
        ("?X-Amz-Signature=ab12&v=1", "?X-Amz-Signature=[redacted:secret]&v=1"),
        ("two ada@example.com bob@example.com", "two [redacted:email] [redacted:email]"),
    ],
)
def test_is_redacted(redact, text, redacted):
    assert redact(text) == redacted


@pytest.mark.parametrize(
    "text",
    [
        "Chrome/131.0.0.0 Safari/537.36",
        "version 1.2.3.4, v1.2.3.4, lib==1.2.3.4, lib-1.2.3.4.jar",
        "127.0.0.1 0.0.0.0 ::1 localhost",
        "2026-11-24T20:22:06.123456Z 24.11.2026 20:22:06,123 +0100",
        "std::vector<int> a::b dead::beef 12:34:56",
        "00:1b:44:11:3a:b7 550e8400-e29b-41d4-a716-446655440000",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "logo@2x.png left-pad@1.2.3 @app.route git@github.com:acme/x.git",
        "0.4111111111111111 4111111111111112 1716456195544204271",
        "token count=12 max_tokens=512 password policy author=bob monkey=1",
        "password = get_password(user, cache); token=token; key=items[3]",
        "def login(user: str, password: str, token: str | None = None)",
        "password is required; token: missing; password: '%s'; TOKEN=${TOKEN}",
        "password=****** token: <hidden>",
        "https://shop.example/@user/post:1?x=a@b",
    ],
)
def test_is_left(redact, text):
    assert redact(text) == text


def test_a_private_key_goes_with_all_its_lines(redact):
    key = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIE\n-----END RSA PRIVATE KEY-----"

    assert redact(f"key {key} loaded") == "key [redacted:private_key] loaded"
    assert redact("key -----BEGIN PRIVATE KEY-----\nMIIEabcd") == "key [redacted:private_key]"


def test_a_long_text_is_cut_and_nothing_is_left_of_what_stood_across_the_cut(redact):
    text = "x" * 32_760 + " ada@example.com " + "y" * 1000

    redacted = redact(text)

    assert redacted.endswith("\u2026[truncated]")
    assert "ada" not in redacted
    assert len(redacted) < 32_800
