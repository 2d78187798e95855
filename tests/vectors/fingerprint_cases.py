"""Programs that fail, for `fingerprint.json`: each is compiled under a made-up path, run, and caught.

A case is a name, the least version of Python, and files: path → source. The last file's `run()` raises.
"""

from __future__ import annotations

import linecache
import textwrap
import traceback
from typing import NamedTuple

__all__ = ["CASES", "Case", "caught", "printed"]

APP = "/srv/shop/releases/20261124/shop/checkout.py"
SITE = "/srv/shop/.venv/lib/python3.11/site-packages"


class Case(NamedTuple):
    """A program, and what it is about."""

    name: str
    files: dict[str, str]
    since: tuple[int, int] = (3, 10)


def caught(case: Case) -> BaseException:
    """Run a case and return what it raised."""
    space: dict[str, object] = {"__name__": "shop.checkout"}
    for path, source in case.files.items():
        text = textwrap.dedent(source).lstrip("\n")
        linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
        exec(compile(text, path, "exec"), space)
    try:
        space["run"]()  # type: ignore[operator]
    except BaseException as error:  # noqa: BLE001 the point of a case
        # Our own frame is not part of the case.
        return error.with_traceback(error.__traceback__.tb_next if error.__traceback__ else None)
    raise AssertionError(case.name)


def printed(error: BaseException) -> str:
    """Return the traceback as Python prints it."""
    return "".join(traceback.format_exception(type(error), error, error.__traceback__))


def _case(name: str, source: str, since: tuple[int, int] = (3, 10), path: str = APP) -> Case:
    return Case(name, {path: source}, since)


GROUPS = (3, 11)
_DEEP = "ValueError('bottom')"
for _ in range(13):
    _DEEP = f"ExceptionGroup('g', [{_DEEP}])"

CASES: tuple[Case, ...] = (
    _case("plain", "def run():\n    raise ValueError('no stock')\n"),
    _case("another message", "def run():\n    raise ValueError('stock of 17 is gone')\n"),
    _case("another line", "X = 1\n\n\ndef run():\n    raise ValueError('no stock')\n"),
    _case("another type", "def run():\n    raise KeyError('no stock')\n"),
    _case("another release", "def run():\n    raise ValueError('x')\n", path="/srv/shop/releases/20270101/shop/checkout.py"),
    _case("another folder", "def run():\n    raise ValueError('x')\n", path="/home/ci/build/shop/checkout.py"),
    _case("windows path", "def run():\n    raise ValueError('x')\n", path="C:\\inetpub\\shop\\checkout.py"),
    _case("relative path", "def run():\n    raise ValueError('x')\n", path="shop/checkout.py"),
    _case("dotted path", "def run():\n    raise ValueError('x')\n", path="./shop/./checkout.py"),
    _case("no folder", "def run():\n    raise ValueError('x')\n", path="checkout.py"),
    _case("no message", "def run():\n    raise ValueError\n"),
    _case("empty message", "def run():\n    raise ValueError('')\n"),
    _case("message of many lines", "def run():\n    raise ValueError('a\\nb: c\\n  indented\\n\\nlast')\n"),
    _case("message like a frame", "def run():\n    raise ValueError('a\\n  File \"x.py\", line 1, in y\\n    z')\n"),
    _case("message like a header", "def run():\n    raise ValueError('a\\nTraceback (most recent call last):\\nKeyError: 1')\n"),
    _case("message like a group", "def run():\n    raise ValueError('a\\n  | b\\n  +-+---------------- 1 ----------------')\n"),
    _case("message with a colon first", "def run():\n    raise ValueError(': x')\n"),
    _case("message in unicode", "def run():\n    raise ValueError('größe 李雷 \\U0001f600')\n"),
    _case("huge message", "def run():\n    raise ValueError('x' * 30_000)\n"),
    _case("message that fails", "class Bad(Exception):\n    def __str__(self):\n        raise KeyError\ndef run():\n    raise Bad\n"),
    _case("own type", "class OutOfStock(Exception): ...\ndef run():\n    raise OutOfStock('x')\n"),
    _case("own type inside", "class Shop:\n    class Empty(Exception): ...\ndef run():\n    raise Shop.Empty('x')\n"),
    _case("own type in a function", "def run():\n    class Local(Exception): ...\n    raise Local('x')\n"),
    _case("own type in unicode", "class Größe(Exception): ...\ndef run():\n    raise Größe('x')\n"),
    _case("interrupt", "def run():\n    raise KeyboardInterrupt\n"),
    _case("exit", "def run():\n    raise SystemExit(3)\n"),
    _case("stop iteration", "def run():\n    next(iter(()))\n"),
    _case("assertion", "def run():\n    assert 1 == 2, 'never'\n"),
    _case("division", "def run():\n    total = 1 / 0\n    return total\n"),
    _case("attribute", "def run():\n    None.price\n"),
    _case("name", "def run():\n    return prize  # meant price\n"),
    _case("import", "def run():\n    import shop_that_is_not_there\n"),
    _case("operating system", "def run():\n    open('/nowhere/at/all')\n"),
    _case("unicode decoding", "def run():\n    b'\\xff'.decode()\n"),
    _case("syntax", "def run():\n    exec('x = = 1')\n"),
    _case("indentation", "def run():\n    exec('if 1:\\nx')\n"),
    _case("string code", "def run():\n    exec('def inner():\\n    raise ValueError\\ninner()')\n"),
    _case("calls", "def a():\n    b()\ndef b():\n    c()\ndef c():\n    raise ValueError\ndef run():\n    a()\n"),
    _case("lambda", "def run():\n    (lambda x: x / 0)(1)\n"),
    _case("comprehension", "def run():\n    return [1 / x for x in (1, 0)]\n"),
    _case("nested comprehension", "def run():\n    return {k: {1 / v for v in (0,)} for k in (1,)}\n"),
    _case("generator expression", "def run():\n    return sum(1 / x for x in (1, 0))\n"),
    _case("generator", "def gen():\n    yield 1\n    raise ValueError\ndef run():\n    list(gen())\n"),
    _case("method", "class Cart:\n    def total(self):\n        raise ValueError\ndef run():\n    Cart().total()\n"),
    _case("property", "class Cart:\n    @property\n    def total(self):\n        raise ValueError\ndef run():\n    Cart().total\n"),
    _case("closure", "def outer(n):\n    def inner():\n        return n / 0\n    return inner\ndef run():\n    outer(1)()\n"),
    _case("decorated", "import functools\ndef deco(f):\n    @functools.wraps(f)\n    def wrapper(*a):\n        return f(*a)\n    return wrapper\n@deco\ndef run():\n    raise ValueError\n"),
    _case("function in unicode", "def größe():\n    raise ValueError\ndef run():\n    größe()\n"),
    _case("function with an id", "def run():\n    exec('def handler_20261124_0x7f3a():\\n    raise ValueError\\nhandler_20261124_0x7f3a()')\n"),
    _case("statement on many lines", "def f(*a):\n    raise ValueError\ndef run():\n    f(\n        1,\n\n        2,\n        3,\n    )\n"),
    _case("recursion", "def down(n):\n    if n == 0:\n        raise ValueError\n    down(n - 1)\ndef run():\n    down(50)\n"),
    _case("deeper recursion", "def down(n):\n    if n == 0:\n        raise ValueError\n    down(n - 1)\ndef run():\n    down(90)\n"),
    _case("mutual recursion", "def ping(n):\n    pong(n - 1)\ndef pong(n):\n    if n < 0:\n        raise ValueError\n    ping(n - 1)\ndef run():\n    ping(40)\n"),
    _case("recursion without end", "def ping():\n    pong()\ndef pong():\n    ping()\ndef run():\n    ping()\n"),
    _case("many functions", "\n".join(f"def f{n}a():\n    f{n + 1}a()" for n in range(99)) + "\ndef f99a():\n    raise ValueError\ndef run():\n    f0a()\n"),
    _case("cause", "def run():\n    try:\n        int('x')\n    except ValueError as e:\n        raise RuntimeError('bad') from e\n"),
    _case("context", "def run():\n    try:\n        int('x')\n    except ValueError:\n        raise RuntimeError('bad')\n"),
    _case("suppressed", "def run():\n    try:\n        int('x')\n    except ValueError:\n        raise RuntimeError('bad') from None\n"),
    _case("cause that was never raised", "def run():\n    raise RuntimeError('bad') from ValueError('x: y')\n"),
    _case("chain of three", "def run():\n    try:\n        try:\n            int('x')\n        except ValueError as e:\n            raise KeyError('k') from e\n    except KeyError:\n        raise OSError('o')\n"),
    _case("cause of itself", "def run():\n    e = ValueError()\n    raise e from e\n"),
    _case("circle of causes", "def run():\n    a, b = ValueError(), KeyError()\n    a.__cause__, b.__cause__ = b, a\n    raise a\n"),
    _case("long chain", "def run():\n    e = None\n    for n in range(40):\n        try:\n            raise (ValueError if n % 2 else KeyError)(n) from e\n        except Exception as f:\n            e = f\n    raise e\n"),
    _case("finally", "def run():\n    try:\n        raise ValueError\n    finally:\n        1 / 0\n"),
    _case("raised again", "def run():\n    try:\n        raise ValueError\n    except ValueError:\n        raise\n"),
    _case("notes", "def run():\n    e = ValueError('x')\n    e.add_note('a note\\nof two lines')\n    raise e\n", GROUPS),
    _case("async", "import asyncio\nasync def inner():\n    raise ValueError\nasync def main():\n    await inner()\ndef run():\n    asyncio.run(main())\n"),
    _case("async gather", "import asyncio\nasync def job(n):\n    await asyncio.sleep(0)\n    raise ValueError(n)\nasync def main():\n    await asyncio.gather(job(1), job(2))\ndef run():\n    asyncio.run(main())\n"),
    _case("time-out", "import asyncio\nasync def main():\n    await asyncio.wait_for(asyncio.Event().wait(), 0.01)\ndef run():\n    try:\n        asyncio.run(main())\n    except Exception as e:\n        raise ValueError from None\n"),
    _case("thread pool", "from concurrent.futures import ThreadPoolExecutor\ndef job():\n    raise ValueError\ndef run():\n    with ThreadPoolExecutor(1) as pool:\n        pool.submit(job).result()\n"),
    _case("json", "import json\ndef run():\n    json.loads('{')\n"),
    Case("library", {f"{SITE}/pay/client.py": "def post(url):\n    raise ConnectionError(url)\n", APP: "def run():\n    post('http://pay')\n"}),
    Case("library elsewhere", {"/usr/local/lib/python3.13/site-packages/pay/client.py": "def post(url):\n    raise ConnectionError(url)\n", "/app/shop/checkout.py": "def run():\n\n    post('http://pay')\n"}),
    Case("library on debian", {"/usr/lib/python3/dist-packages/pay/client.py": "def post(url):\n    raise ConnectionError(url)\n", APP: "def run():\n    post('http://pay')\n"}),
    Case("library on windows", {"C:\\venv\\Lib\\site-packages\\pay\\client.py": "def post(url):\n    raise ConnectionError(url)\n", "C:\\shop\\checkout.py": "def run():\n    post('http://pay')\n"}),
    _case("temporary folder", "def run():\n    raise ValueError\n", path="/tmp/tmpab12_x9z/script.py"),
    _case("another temporary folder", "def run():\n    raise ValueError\n", path="/tmp/tmpq7r8_s1t/script.py"),
    _case("notebook", "def run():\n    raise ValueError\n", path="<ipython-input-12-9f8e7d6c5b4a>"),
    _case("another notebook", "def run():\n    raise ValueError\n", path="<ipython-input-345-0a1b2c3d4e5f>"),
    _case("path with a quote and spaces", "def run():\n    raise ValueError\n", path='/srv/my "shop", line 3/check out.py'),
    _case("frozen", "def run():\n    raise ValueError\n", path="<frozen shop>"),
    _case("group", "def run():\n    raise ExceptionGroup('two', [ValueError(1), TypeError('t')])\n", GROUPS),
    _case("group in another order", "def run():\n    raise ExceptionGroup('two', [TypeError('t'), ValueError(1), ValueError(2)])\n", GROUPS),
    _case("group of raised", "def bad(n):\n    return [1][n]\ndef run():\n    errors = []\n    for n in (1, 2):\n        try:\n            bad(n)\n        except IndexError as e:\n            errors.append(e)\n    raise ExceptionGroup('g', errors)\n", GROUPS),
    _case("group in a group", "def run():\n    raise ExceptionGroup('o', [ExceptionGroup('i', [ValueError('a\\nb')]), KeyError('k')])\n", GROUPS),
    _case("group last in a group", "def run():\n    raise ExceptionGroup('o', [KeyError('k'), ExceptionGroup('i', [ValueError(), OSError()])])\n", GROUPS),
    _case("group too deep", f"def run():\n    raise {_DEEP}\n", GROUPS),
    _case("group too wide", "def run():\n    raise ExceptionGroup('w', [type(f'E{n}', (Exception,), {})(n) for n in range(20)])\n", GROUPS),
    _case("group with a cause", "def run():\n    try:\n        int('x')\n    except ValueError as e:\n        raise ExceptionGroup('g', [KeyError()]) from e\n", GROUPS),
    _case("group as a cause", "def run():\n    try:\n        raise ExceptionGroup('g', [KeyError(1), OSError()])\n    except ExceptionGroup as e:\n        raise RuntimeError from e\n", GROUPS),
    _case("group that was never raised", "def run():\n    raise RuntimeError from ExceptionGroup('g', [KeyError(1)])\n", GROUPS),
    _case("members with causes", "def fail():\n    try:\n        int('x')\n    except ValueError as e:\n        raise KeyError from e\ndef run():\n    try:\n        fail()\n    except KeyError as e:\n        raise ExceptionGroup('g', [e, OSError()]) from None\n", GROUPS),
    _case("members with one context", "def run():\n    try:\n        int('x')\n    except ValueError as v:\n        a, b = KeyError(), OSError()\n        a.__context__ = b.__context__ = v\n        raise ExceptionGroup('g', [a, b]) from None\n", GROUPS),
    _case("task group", "import asyncio\nasync def job():\n    raise ValueError\nasync def main():\n    async with asyncio.TaskGroup() as group:\n        group.create_task(job())\ndef run():\n    asyncio.run(main())\n", GROUPS),
    _case("except star", "def run():\n    try:\n        raise ExceptionGroup('g', [ValueError(), KeyError()])\n    except* ValueError:\n        pass\n", GROUPS),
)  # fmt: skip
