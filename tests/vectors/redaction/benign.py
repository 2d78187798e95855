"""Texts as logs, spans and code have them, in which there is nothing to find."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

__all__ = ["benign_text"]

HEX = "0123456789abcdef"
WORDS = ("lead", "order", "score", "checkout", "worker", "queue", "token count", "session", "cache", "retry", "batch", "index",
         "invoice", "model", "churn", "email template", "password policy", "key rotation", "author", "phone book")  # fmt: skip
MODULES = (
    "app.views",
    "leadflow.worker",
    "sqlalchemy.engine",
    "celery.app.trace",
    "uvicorn.error",
    "std::vector",
    "a::b::c",
)
LEVELS = ("INFO", "WARN", "DEBUG", "ERROR")


def _hex(chance: random.Random, length: int) -> str:
    return "".join(chance.choice(HEX) for _ in range(length))


def _uuid(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def _time(chance: random.Random) -> str:
    day = f"{chance.randint(2019, 2027)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    clock = f"{chance.randint(0, 23):02d}:{chance.randint(0, 59):02d}:{chance.randint(0, 59):02d}"
    forms = (f"{day}T{clock}.{chance.randint(0, 999):03d}Z", f"{day} {clock},{chance.randint(0, 999):03d}", f"{day}T{clock}+02:00",
             f"{day} {clock} +0100", f"{day}", f"{clock}", f"{day[8:]}/Nov/{day[:4]}:{clock} +0000",
             str(chance.randint(16 * 10**8, 18 * 10**8)), str(chance.randint(16 * 10**11, 18 * 10**11)),
             str(chance.randint(16 * 10**17, 18 * 10**17)), f"{day[8:]}.{day[5:7]}.{day[:4]} {clock[:5]}")  # fmt: skip
    return chance.choice(forms)


def _version(chance: random.Random) -> str:
    a, b, c, d = (chance.randint(0, 40) for _ in range(4))
    forms = (f"{a}.{b}.{c}", f"v{a}.{b}.{c}", f"{a}.{b}.{c}rc{d}", f"requests=={a}.{b}.{c}.{d}", f"version {a}.{b}.{c}.{d}",
             f"Chrome/{100 + a}.0.{6000 + b}.{c}", f"Chrome/{100 + a}.0.{b}.{c}", f"v{a}.{b}.{c}.{d}", f"lib-{a}.{b}.{c}.{d}.jar",
             f"python{a % 4}.{b}", f"otel-kit@{a}.{b}.{c}", f"left-pad@{a}.{b}.{c}", f"{a}.{b}.{c}-beta.{d}")  # fmt: skip
    return chance.choice(forms)


def _number(chance: random.Random) -> str:
    forms = (f"{chance.random()}", f"{chance.uniform(-9000, 9000):.6f}", f"{chance.gauss(0, 1e-7):e}", str(chance.randint(0, 10**6)),
             str(chance.randint(10**7, 10**9)), str(chance.getrandbits(63)), f"{chance.randint(0, 10**6):,}",
             f"0x{_hex(chance, 12)}", f"{chance.uniform(0, 100):.1f} %", f"+{chance.random():.8f}", f"{chance.randint(0, 9)}:{chance.randint(0, 9)}",
             f"{chance.randint(0, 10**5):012d}")  # fmt: skip
    return chance.choice(forms)


def _identity(chance: random.Random) -> str:
    forms = (_uuid(chance), _hex(chance, 32), _hex(chance, 40), _hex(chance, 64), _hex(chance, 16), f"sha256:{_hex(chance, 64)}",
             f"00-{_hex(chance, 32)}-{_hex(chance, 16)}-01", f"order-{chance.randint(1000, 999999)}", f"ord_{_hex(chance, 20)}",
             f"pod/web-{_hex(chance, 10)}-{_hex(chance, 5)}", f"req-{chance.randint(10**9, 10**12)}", f"{_hex(chance, 7)}",
             ":".join(_hex(chance, 2) for _ in range(6)), f"arn:aws:s3:::bucket-{_hex(chance, 6)}/k", f'etag W/"{_hex(chance, 12)}"',
             f"INV-{chance.randint(2019, 2027)}-{chance.randint(1, 99999):05d}", f"{chance.randint(10**15, 10**17)}")  # fmt: skip
    return chance.choice(forms)


def _log(chance: random.Random) -> str:
    word, other = chance.choice(WORDS), chance.choice(WORDS)
    forms = (
        f"{_time(chance)} {chance.choice(LEVELS)} {chance.choice(MODULES)}: {word} {_identity(chance)} took {_number(chance)} ms",
        f"[{chance.choice(LEVELS)}] {word} finished, {other}={_number(chance)} retries={chance.randint(0, 5)}",
        f'127.0.0.1 - - "GET /v1/{word.split()[0]}s/{chance.randint(1, 99999)} HTTP/1.1" {chance.choice((200, 404, 500))} {chance.randint(10, 99999)}',
        f"GET http://127.0.0.1:{chance.randint(1024, 65535)}/health?verbose=1&trace={_hex(chance, 16)}",
        f"{word}.{other.replace(' ', '_')}.count={chance.randint(0, 10**6)} window={chance.randint(1, 60)}s",
        f"upgraded {word} from {_version(chance)} to {_version(chance)}",
        f"slow query: SELECT id, email, phone FROM leads WHERE score > {_number(chance)} LIMIT {chance.randint(1, 500)}",
        f"password is required; token: missing; api_key: invalid ({chance.randint(400, 422)})",
        f"gen_ai.usage.input_tokens={chance.randint(1, 9000)} max_tokens={chance.randint(1, 9000)}",
        f"worker {chance.randint(1, 64)} pid {chance.randint(1, 99999)} rss {chance.randint(1, 10**9)} bytes",
        f"partition {chance.randint(0, 48)} offset {chance.randint(0, 10**10)} lag {chance.randint(0, 9999)}",
        f"lat={chance.uniform(-90, 90):.6f} lon={chance.uniform(-180, 180):.6f} zoom={chance.randint(1, 19)}",
        f"deployed git@github.com:acme/{word.split()[0]}.git at {_hex(chance, 40)}",
        f'{{"level":"info","ts":{chance.uniform(1.6e9, 1.8e9):.6f},"msg":"{word} done","trace_id":"{_hex(chance, 32)}"}}',
        f'http_server_request_duration_seconds_bucket{{le="{chance.choice((0.005, 0.25, 1, 10))}"}} {chance.randint(0, 10**7)}',
        f"retrying in {chance.randint(1, 60)}s ({chance.randint(1, 5)}/5): connection to db:5432 refused",
        f"progress {chance.randint(0, 99)}% [{chance.randint(0, 10**4)}/{chance.randint(10**4, 10**6)}] eta 00:{chance.randint(0, 59):02d}:{chance.randint(0, 59):02d}",
        f"{_hex(chance, 8)}  {' '.join(_hex(chance, 2) for _ in range(16))}",
        f"{chance.randint(1, 50)} passed, {chance.randint(0, 3)} failed in {chance.uniform(0.1, 90):.2f}s",
        f"price {chance.randint(1, 9999)}.{chance.randint(0, 99):02d} EUR, {chance.randint(1, 99)} items, net {chance.randint(1, 99999)}",
    )  # fmt: skip
    return chance.choice(forms)


CODE = (
    'File "/usr/lib/python3.11/site-packages/app/views.py", line {n}, in get_token',
    "    password = get_password(user, cache)",
    "    token = request.headers.get('X-Token')",
    "    self.secret = settings.secret",
    "def login(user: str, password: str, token: str | None = None) -> bool:",
    "    return client.post(url, json=body, timeout={n})",
    "for i in range({n}): total += values[i] * 0.{n}",
    "assert response.status_code == {n}",
    "@app.route('/v1/leads/<int:lead_id>', methods=['GET'])",
    "if password is None: raise ValueError('password must not be empty')",
    "std::map<std::string, int>::iterator it{n};",
    "const key = items[{n}].key; map.set(key, value)",
    "api_key=os.environ['API_KEY']",
    "logger.info('token refreshed', extra={'attempt': {n}})",
    "UPDATE orders SET total = {n}.{n} WHERE id = {n}",
    "docker run -p {n}:8080 -e PASSWORD=$PASSWORD image:1.{n}",
    "export TOKEN=${TOKEN}",
    "class TokenBucket(Limiter): rate = {n}",
    "tokenizer.encode(text, max_length={n})",
    "background: url(logo@2x.png) 0 {n}px;",
    "import numpy as np  # noqa: F{n}",
    "x = np.array([{n}.5, {n}.25, -{n}.125])",
    "password: '%s'",
    "kubectl get pods -n ns{n} -o wide",
)  # fmt: skip


def _code(chance: random.Random) -> str:
    return chance.choice(CODE).replace("{n}", str(chance.randint(1, 9999)))


KINDS: tuple[tuple[int, Callable[[random.Random], str]], ...] = (
    (50, _log), (12, _code), (10, _identity), (10, _number), (9, _time), (9, _version),
)  # fmt: skip


def benign_text(chance: random.Random) -> str:
    """Draw one."""
    weights = [weight for weight, _ in KINDS]
    (make,) = chance.choices([make for _, make in KINDS], weights)
    return make(chance)
