"""Made-up values of each kind, and the places where such values turn up."""

from __future__ import annotations

import base64
import string
from typing import TYPE_CHECKING

from otel_kit.pipeline.redaction._checksums import luhn, mod97
from otel_kit.pipeline.redaction._numbers import IBAN_LENGTHS
from otel_kit.pipeline.redaction._people import NATIONAL_IDS

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

__all__ = ["SURFACES", "VALUES", "placed"]

LETTERS_AND_DIGITS = string.ascii_letters + string.digits
NAMES = (
    "ada",
    "grace.hopper",
    "j_smith",
    "linus+otel",
    "maria-jose",
    "müller",
    "o.k",
    "x",
    "李雷",
    "support2024",
)
HOSTS = (
    "example.com",
    "mail.example.co.uk",
    "example.org",
    "sub.dept.example.de",
    "bücher.example",
    "example.travel",
)


def _drawn(chance: random.Random, letters: str, length: int) -> str:
    return "".join(chance.choice(letters) for _ in range(length))


def _until(make: Callable[[], str], fits: Callable[[str], bool]) -> str:
    value = make()
    while not fits(value):
        value = make()
    return value


def _email(chance: random.Random) -> str:
    return f"{chance.choice(NAMES)}{chance.choice(('', '', '7', '.b'))}@{chance.choice(HOSTS)}"


PHONES = (
    "+49 171 #######", "+49 (0)30 ########", "+1 415 555 ####", "+1-212-555-####", "+442079######", "+33 6 ## ## ## ##",
    "(415) 555-####", "415-555-####", "212.555.####", "0171 #######", "030 ########", "06 12 ## ## ##", "020 7946 ####",
    "07700 9#####", "+91 98### #####", "+81-3-####-####", "+5511#########", "0049 171 #######", "%2B4917########",
)  # fmt: skip


def _filled(chance: random.Random, form: str) -> str:
    return "".join(chance.choice(string.digits) if letter == "#" else letter for letter in form)


def _phone(chance: random.Random) -> str:
    return _filled(chance, chance.choice(PHONES))


CARDS = ("4###############", "51##############", "5555############", "2221############", "34#############", "37#############",
         "6011############", "3528############", "36############", "62##############")  # fmt: skip


def _card(chance: random.Random) -> str:
    form = chance.choice(CARDS)
    number = _until(lambda: _filled(chance, form), luhn)
    mark = chance.choice(("", "", " ", "-"))
    cuts = {16: (4, 8, 12), 15: (4, 10), 14: (4, 10)}[len(number)]
    return mark.join(number[start:end] for start, end in zip((0, *cuts), (*cuts, len(number)), strict=True))


def _iban(chance: random.Random) -> str:
    country, length = chance.choice(sorted(IBAN_LENGTHS.items()))
    rest = _drawn(chance, string.digits, length - 4)
    account = next(candidate for check in range(2, 99) if mod97(candidate := f"{country}{check:02d}{rest}"))
    grouped = " ".join(account[start : start + 4] for start in range(0, length, 4))
    return chance.choice((account, grouped, account.lower()))


ID_FORMS = {
    "us_ssn": ("###-##-####",),
    "uk_nino": ("AB######C", "JG ## ## ## D", "CE######A"),
    "de_tax": ("###########", "## ### ### ###"),
    "es_dni": ("########@", "X#######@", "Y#######@"),
    "it_fiscal": ("RSSMRA##A##H###@", "VRDGPP##T##F###@"),
    "fr_nir": ("1##05##########", "2 ## 11 ## ### ### ##", "1##122A########"),
    "pl_pesel": ("##0#1######", "##2#0######"),
    "br_cpf": ("###.###.###-##",),
    "ch_ahv": ("756.####.####.##",),
    "be_nrn": ("##.0#.1#-###.##",),
    "se_pnr": ("##0#1#-####", "19##0#1#-####", "20##112#-####"),
    "fi_hetu": ("1#0###-###@", "2#1###A###@"),
    "in_aadhaar": ("2### #### ####", "7###-####-####"),
}


def _national_id(chance: random.Random) -> str:
    name, form, check = chance.choice(NATIONAL_IDS)
    shape = chance.choice(ID_FORMS[name])

    def make() -> str:
        return _filled(chance, shape.replace("@", chance.choice(LETTERS_AND_DIGITS).upper()))

    return _until(make, lambda value: form.fullmatch(value) is not None and check(value))


def _ip(chance: random.Random) -> str:
    four = ".".join(str(chance.randint(1, 254)) for _ in range(4)).replace("127.", "128.", 1)
    six = ":".join(f"{chance.randint(0x1000, 0xFFFF):x}" for _ in range(6))
    return chance.choice(
        (four, four, f"2001:db8:{six}", f"2a02:8109::{chance.randint(1, 9999):x}", f"fe80::{six[:14]}")
    )


KEY_FORMS = (
    ("AKIA", string.ascii_uppercase + "234567", 16), ("ghp_", LETTERS_AND_DIGITS, 36), ("glpat-", LETTERS_AND_DIGITS + "-_", 20),
    ("xoxb-", string.digits, 12), ("sk_live_", LETTERS_AND_DIGITS, 24), ("AIza", LETTERS_AND_DIGITS + "-_", 35),
    ("npm_", LETTERS_AND_DIGITS, 36), ("hf_", LETTERS_AND_DIGITS, 34), ("hvs.", LETTERS_AND_DIGITS, 24),
    ("glsa_", LETTERS_AND_DIGITS, 32), ("dop_v1_", "0123456789abcdef", 64), ("sk-", LETTERS_AND_DIGITS, 48),
    ("shpat_", "0123456789abcdef", 32), ("dapi", "0123456789abcdef", 32), ("github_pat_", LETTERS_AND_DIGITS + "_", 82),
)  # fmt: skip


def _api_key(chance: random.Random) -> str:
    prefix, letters, length = chance.choice(KEY_FORMS)
    middle = f"-{_drawn(chance, LETTERS_AND_DIGITS, 12)}" if prefix == "xoxb-" else ""
    return prefix + _drawn(chance, letters, length - 1) + middle + _drawn(chance, string.digits, 1)


def _jwt(chance: random.Random) -> str:
    header = {"alg": chance.choice(("HS256", "RS256", "ES256")), "typ": "JWT"}
    claims = {"sub": _drawn(chance, string.digits, 10), "iat": chance.randint(10**9, 2 * 10**9)}
    parts = [
        base64.urlsafe_b64encode(repr(part).replace("'", '"').encode()).decode().rstrip("=")
        for part in (header, claims)
    ]
    return ".".join([*parts, _drawn(chance, LETTERS_AND_DIGITS + "-_", 42) + "A"])


def _password(chance: random.Random) -> str:
    word = _drawn(chance, LETTERS_AND_DIGITS + "!$*+-./:?@^_~|", chance.randint(8, 24))
    return chance.choice(string.ascii_letters) + word + chance.choice(string.digits)


def _token(chance: random.Random) -> str:
    return _drawn(chance, LETTERS_AND_DIGITS + "-_", chance.randint(24, 48)) + chance.choice(string.digits)


def _private_key(chance: random.Random) -> str:
    label = chance.choice(("RSA ", "EC ", "", "OPENSSH ", "ENCRYPTED "))
    lines = "\n".join(_drawn(chance, LETTERS_AND_DIGITS + "+/", 64) for _ in range(3))
    return f"-----BEGIN {label}PRIVATE KEY-----\n{lines}\n-----END {label}PRIVATE KEY-----"


def _credentials(chance: random.Random) -> str:
    return f"{chance.choice(('app', 'svc_mail', 'root', ''))}:{_drawn(chance, LETTERS_AND_DIGITS + '!$*-._~', 14)}1"


VALUES: dict[str, Callable[[random.Random], str]] = {
    "email": _email,
    "phone": _phone,
    "iban": _iban,
    "card": _card,
    "national_id": _national_id,
    "ip": _ip,
    "api_key": _api_key,
    "jwt": _jwt,
    "password": _password,
    "secret": _password,
    "token": _token,
    "private_key": _private_key,
    "credentials": _credentials,
}

# Where a value stands: a text with {v}. Kinds that only their name tells have places of their own.
BY_FORM = {
    "attribute": ("{v}", "lead {v}", "{v};status=ok"),
    "body": ("user {v} signed in", "rejected: {v}.", "lead captured ({v}) in 12 ms", "2026-11-24T20:22:06Z WARN mail={v} bounced"),
    "exception": ("no row for {v}", "could not send to '{v}': timed out", 'KeyError: "{v}"'),
    "stack": (
        'Traceback (most recent call last):\n  File "/srv/app/leads.py", line 31, in save\n    insert(row)\nValueError: bad {v}',
    ),
    "url": ("https://shop.example/find?q={v}&page=2", "/leads/{v}", "https://shop.example/a?x=1&contact={v}"),
    "baggage": ("contact={v},tier=gold", "tier=gold,who={v};ttl=30"),
}  # fmt: skip
BY_NAME = {
    "attribute": ("{k}={v}", "{k}: {v}"),
    "body": ("connecting with {k}={v} to db", '{{"user": 7, "{k}": "{v}", "ok": true}}', "config: {{'{k}': '{v}'}}", "run --{k} {v} now"),
    "exception": ("login failed ({k}={v})", 'bad body: {{\\"{k}\\":\\"{v}\\"}}'),
    "stack": (
        ('Traceback (most recent call last):\n  File "/srv/app/db.py", line 8, in open\n    db.open("host=db {k}={v} user=app")\n'
        "ConnectionError: refused"),
    ),
    "url": ("https://api.example/v1/x?{k}={v}&page=2", "/callback?{k}={v}"),
    "baggage": ("tier=gold,{k}={v}", "{k}={v};ttl=30,tier=gold"),
}  # fmt: skip
CONNECTION = dict.fromkeys(
    BY_FORM,
    (
        "postgresql://{v}@db.internal:5432/leads",
        "cannot reach redis://{v}@cache:6379/0",
        "dsn='amqp://{v}@mq/vhost'",
    ),
)
NAMED = {
    "password": ("password", "DB_PASSWORD", "userPassword", "passwd", "pwd"),
    "secret": ("client_secret", "aws.secret-key", "privateKey"),
    "token": ("access_token", "X-Auth-Token", "sessionid", "refreshToken"),
}
SURFACES = tuple(BY_FORM)


def placed(chance: random.Random, kind: str, surface: str, value: str) -> dict[str, object]:
    """Return a text, or attributes with something nested, that hold the value."""
    if kind in NAMED:
        name = chance.choice(NAMED[kind])
        if surface == "attribute" and chance.random() < 0.6:
            return {"attributes": {"app.user": {"id": 7, name: value}, "n": 1}}
        return {"text": chance.choice(BY_NAME[surface]).format(k=name, v=value)}
    places = CONNECTION if kind == "credentials" else BY_FORM
    text = chance.choice(places[surface]).replace("{v}", value)
    if surface == "attribute" and chance.random() < 0.6:
        return {"attributes": {"app.contact": {"list": [1, text], "ok": True}, "n": 1}}
    return {"text": text}
