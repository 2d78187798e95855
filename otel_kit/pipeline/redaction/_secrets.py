"""Secrets that tell themselves by their form: private keys, JWTs, keys of well-known services, bearer tokens."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING

from otel_kit.pipeline.redaction._found import Found, alone, candidates, is_letter_or_digit

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PREFIXES", "api_keys", "bearers", "jwts", "private_keys"]

_PRIVATE_KEY = re.compile(
    r"(-----BEGIN [A-Z0-9 ]{0,32}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-[^-])*"
    r"(?:-----END [A-Z0-9 ]{0,32}PRIVATE KEY(?: BLOCK)?-----)?)"
)
_JWT = re.compile(r"(eyJ[A-Za-z0-9_.-]{20,})")
_BEARER = re.compile(r"((?:[Bb]earer|BEARER|[Bb]asic|BASIC|[Tt]oken) {1,3})([A-Za-z0-9+/._~=-]{8,})")

# What the services themselves publish: how a key begins, and how many characters follow at least.
PREFIXES: dict[str, int] = {
    "AGE-SECRET-KEY-1": 40,  # age
    "AIza": 35,  # Google
    "AKIA": 16,  # Amazon, long-lived and temporary
    "ASIA": 16,
    "EAACEdEose0cBA": 16,  # Meta
    "NRAK-": 24,  # New Relic
    "PMAK-": 24,  # Postman
    "SG.": 40,  # SendGrid
    "dapi": 32,  # Databricks
    "dop_v1_": 40,  # DigitalOcean
    "figd_": 20,  # Figma
    "ghp_": 30,  # GitHub: personal, OAuth, user, server, refresh
    "gho_": 30,
    "ghu_": 30,
    "ghs_": 30,
    "ghr_": 30,
    "github_pat_": 40,
    "glpat-": 20,  # GitLab: personal, deploy, runner, trigger
    "gldt-": 20,
    "glrt-": 20,
    "glptt-": 20,
    "glsa_": 32,  # Grafana
    "glc_": 32,
    "hf_": 30,  # Hugging Face
    "hooks.slack.com/services/": 20,  # Slack
    "xapp-": 20,
    "xoxa-": 20,
    "xoxb-": 20,
    "xoxe-": 20,
    "xoxp-": 20,
    "xoxr-": 20,
    "xoxs-": 20,
    "hvb.": 20,  # HashiCorp Vault
    "hvs.": 20,
    "lin_api_": 32,  # Linear
    "npm_": 36,  # npm
    "pk_live_": 20,  # Stripe
    "rk_live_": 20,
    "rk_test_": 20,
    "sk_live_": 20,
    "sk_test_": 20,
    "whsec_": 24,
    "pypi-AgE": 40,  # PyPI
    "shpat_": 32,  # Shopify
    "shpca_": 32,
    "shppa_": 32,
    "shpss_": 32,
    "sk-": 32,  # several providers of language models
    "sntrys_": 32,  # Sentry
    "sq0atp-": 20,  # Square
    "sq0csp-": 32,
    "ya29.": 30,  # Google OAuth
}
_API_KEY = re.compile(f"({'|'.join(PREFIXES).replace('.', '[.]')})([A-Za-z0-9_./=-]{{16,512}})")


def private_keys(text: str) -> Iterator[Found]:
    """Yield the private keys in PEM form, to their end line, or to where the text or its form ends."""
    return candidates(_PRIVATE_KEY, text, lambda _, match: Found(match.start(), match.end(), "private_key"))


def jwts(text: str) -> Iterator[Found]:
    """Yield the JSON web tokens, signed or encrypted."""
    return candidates(_JWT, text, _jwt)


def _jwt(text: str, match: re.Match[str]) -> Found | None:
    token = match[0].rstrip(".")  # the end of a sentence
    parts = token.split(".")
    signed = len(parts) in (2, 3) and parts[1].startswith("eyJ")
    encrypted = len(parts) == 5  # noqa: PLR2004 RFC 7516
    if is_letter_or_digit(text, match.start() - 1) or not (signed or encrypted):
        return None
    return Found(match.start(), match.start() + len(token), "jwt")


def api_keys(text: str) -> Iterator[Found]:
    """Yield keys and tokens that begin as their service publishes."""
    return candidates(_API_KEY, text, _api_key)


def _api_key(text: str, match: re.Match[str]) -> Found | None:
    prefix, rest = match[1], match[2]
    if not prefix.endswith("/"):
        rest, *_ = rest.split("/", 1)
    rest = rest.rstrip(".-/=")  # the end of a sentence, not of the key
    start, end = match.start(), match.end(1) + len(rest)
    if len(rest) < PREFIXES[prefix] or not alone(text, start, end) or not _random(rest):
        return None
    return Found(start, end, "api_key")


_DIGIT, _LETTER = re.compile(r"[0-9]"), re.compile(r"[A-Za-z]")
_LOWER, _UPPER_INSIDE = re.compile(r"[a-z]"), re.compile(r".[A-Z]")


def _random(word: str) -> bool:
    """Tell whether this looks drawn by chance and not like a slug: digits and letters, or upper case inside."""
    if _DIGIT.search(word):
        return _LETTER.search(word) is not None
    return _UPPER_INSIDE.search(word) is not None and (_LOWER.search(word) is not None or "-" not in word)


def bearers(text: str) -> Iterator[Found]:
    """Yield what follows `Bearer`, `Basic` or `Token` in a header, wherever the header stands."""
    return candidates(_BEARER, text, _bearer)


def _bearer(text: str, match: re.Match[str]) -> Found | None:
    start, end = match.span(2)
    if is_letter_or_digit(text, match.start() - 1):
        return None
    if match[1][:2].lower() == "ba":
        return Found(start, end, "credentials") if _is_basic(match[2]) else None
    named = "=" in match[2].rstrip("=")  # `token count=12`
    drawn = len(match[2]) >= _SHORTEST_BEARER and _random(match[2])
    return Found(start, end, "token") if drawn and not named else None


_SHORTEST_BEARER = 16


def _is_basic(word: str) -> bool:
    padded = word.rstrip("=.")
    padded += "=" * (-len(padded) % 4)
    try:
        return b":" in base64.b64decode(padded, validate=True)
    except binascii.Error:
        return False
