"""Names whose values are sensitive whatever they look like: of attributes, fields, headers, parameters."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["SUFFIXES", "TAILS", "WORDS", "kind_of_key"]

# A name is compared in lower case and without its separators, so that `db.userPassword`, `DB_USER_PASSWORD` and
# `db-user-password` are one. It is sensitive if it ends with one of these:
SUFFIXES: dict[str, str] = {
    "password": "password",
    "passwd": "password",
    "passphrase": "password",
    "passcode": "password",
    "secret": "secret",
    "credential": "secret",
    "credentials": "secret",
    "privatekey": "secret",
    "secretkey": "secret",
    "encryptionkey": "secret",
    "signingkey": "secret",
    "accountkey": "secret",
    "sharedkey": "secret",
    "storagekey": "secret",
    "amzsignature": "secret",
    "googsignature": "secret",
    "webhooksignature": "secret",
    "token": "token",
    "authorization": "token",
    "cookie": "token",
    "sessionid": "token",
    "sessionkey": "token",
    "phpsessid": "token",
    "apikey": "api_key",
    "accesskey": "api_key",
    "accesskeyid": "api_key",
    "subscriptionkey": "api_key",
    "amzcredential": "api_key",
    "googcredential": "api_key",
    "email": "email",
    "emailaddress": "email",
    "phonenumber": "phone",
    "mobilenumber": "phone",
    "telephone": "phone",
    "iban": "iban",
    "cardnumber": "card",
    "creditcard": "card",
    "socialsecuritynumber": "national_id",
    "nationalid": "national_id",
    "passportnumber": "national_id",
    "taxid": "national_id",
    "clientip": "ip",
    "remoteip": "ip",
    "remoteaddr": "ip",
    "ipaddress": "ip",
    "xforwardedfor": "ip",
    "xrealip": "ip",
}

# … or if its last word is one of these, which are too short to be looked for inside a word:
WORDS: dict[str, str] = {
    "pwd": "password",
    "pass": "password",
    "pin": "password",
    "otp": "password",
    "cvv": "card",
    "cvc": "card",
    "pan": "card",
    "sig": "secret",
    "signature": "secret",
    "csrf": "token",
    "xsrf": "token",
    "jwt": "token",
    "sid": "token",
    "phone": "phone",
    "mobile": "phone",
    "fax": "phone",
    "ssn": "national_id",
    "nino": "national_id",
    "dni": "national_id",
    "cpf": "national_id",
    "bsn": "national_id",
    "pesel": "national_id",
}

# Last words that say nothing, and are passed over.
TAILS = frozenset(
    {"value", "raw", "plain", "text", "old", "new", "confirm", "confirmation", "hash", "header"}
)

_LONGEST = 128
_WORD = re.compile(r"[A-Z]*[a-z]+|[A-Z]+|[0-9]+")


@lru_cache(maxsize=4096)
def kind_of_key(key: str) -> str | None:
    """Return what the value of a key of this name is (`password`, `token`, `email`, …), or None.

    Only the last 128 characters of the name count.
    """
    words = [word.lower() for word in _WORD.findall(key[-_LONGEST:])]
    while len(words) > 1 and (words[-1] in TAILS or words[-1].isdigit()):
        words.pop()
    if not words:
        return None
    return WORDS.get(words[-1]) or _kind_by_suffix("".join(words))


def _kind_by_suffix(name: str) -> str | None:
    lengths = range(min(len(name), _LONGEST_SUFFIX), _SHORTEST_SUFFIX - 1, -1)
    return next((SUFFIXES[name[-length:]] for length in lengths if name[-length:] in SUFFIXES), None)


_LONGEST_SUFFIX = max(map(len, SUFFIXES))
_SHORTEST_SUFFIX = min(map(len, SUFFIXES))
