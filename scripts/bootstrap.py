"""Set up this checkout from a bare python3: `.venv` with what uv.lock names, and servers where asked.

Only the standard library, for nothing is installed yet. Says one line for each step that it takes, nothing when
there is nothing to do, and ends with status 1 and one sentence when it cannot go on.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
UV_VERSION = "0.13.9"  # pyproject.toml requires the same
OLDEST_PYTHON = (3, 10)
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")  # as otel_kit/ops/ui/_browser.py finds it
OLDEST_GO = (1, 21)  # from here on Go fetches the toolchain that a go.mod names
_STAMP = "otel-kit-setup.json"
_LAST_LINES = 15
# Debian's way to say "install, but start no service": https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt
_NO_SERVICES = Path("/usr/sbin/policy-rc.d")


class SetupError(Exception):
    """What a person must know: what failed, and the fix."""

    def __init__(self, problem: str, fix: str) -> None:
        """Build the two lines that are printed."""
        super().__init__(f"setup: {problem}\n  → {fix}")


@dataclass(frozen=True)
class Checkout:
    """The folder that is set up, and the virtual environment in it."""

    root: Path

    @property
    def venv(self) -> Path:
        """The virtual environment."""
        return self.root / ".venv"

    @property
    def stamp(self) -> Path:
        """Where the last complete setup wrote what it was made from."""
        return self.venv / _STAMP

    def program(self, name: str) -> Path:
        """Return the path of an installed program."""
        return self.venv / "bin" / name


def main(arguments: Sequence[str] | None = None) -> int:
    """Set up the checkout; return the exit status."""
    parser = argparse.ArgumentParser(description="Set up this checkout: .venv and what uv.lock names.")
    parser.add_argument("--redis", action="store_true", help="install Redis, the broker of examples/leadflow")
    parser.add_argument("--postgresql", action="store_true", help="install PostgreSQL, which tests start")
    parser.add_argument("--chromium", action="store_true", help="install Chromium, which draws the page")
    options = parser.parse_args(arguments)
    try:
        set_up(Checkout(ROOT))
        if options.redis:
            provide_redis()
        if options.postgresql:
            provide_postgresql()
        if options.chromium:
            provide_chromium()
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"setup: {error}\n  → make that file writable, or free some space", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("setup: interrupted; run it again to go on", file=sys.stderr)
        return 130
    return 0


def set_up(checkout: Checkout) -> None:
    """Make the virtual environment and install the lock file's packages, unless that was done."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        found, oldest = ".".join(map(str, sys.version_info[:3])), ".".join(map(str, OLDEST_PYTHON))
        raise SetupError(
            f"python3: {found} is too old", f"use Python {oldest} or newer: make setup PYTHON=python3.12"
        )
    with only_one_at_a_time(checkout):
        groups = () if has_go() else ("go",)
        wanted = {"folder": str(checkout.root), "made_from": fingerprint(checkout, groups)}
        made = read_stamp(checkout)
        if made == wanted and works(checkout):
            return
        # Programs in a virtual environment hold its path: a folder that was moved or copied needs a new one.
        make_venv(checkout, anew=made is not None and made["folder"] != wanted["folder"])
        install_uv(checkout)
        sync(checkout, groups)
        checkout.stamp.write_text(json.dumps(wanted), encoding="utf-8")


def fingerprint(checkout: Checkout, groups: Sequence[str]) -> str:
    """Return a digest of all that decides what gets installed."""
    digest = hashlib.sha256(f"{UV_VERSION} {' '.join(groups)}".encode())
    for name in ("pyproject.toml", "uv.lock"):
        path = checkout.root / name
        if not path.is_file():
            raise SetupError(f"{path}: no such file", "run it in a complete checkout of otel_kit")
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_stamp(checkout: Checkout) -> dict[str, str] | None:
    """Return what the last complete setup was made from, or None."""
    with contextlib.suppress(OSError, ValueError):
        found = json.loads(checkout.stamp.read_text(encoding="utf-8"))
        if isinstance(found, dict) and {"folder", "made_from"} <= found.keys():
            return {name: str(value) for name, value in found.items()}
    return None


def works(checkout: Checkout) -> bool:
    """Tell whether the environment's Python finds otel_kit, and its programs are there."""
    return checkout.program("otel-kit").exists() and answers(
        checkout.program("python"), "-I", "-c", "import otel_kit"
    )


def make_venv(checkout: Checkout, *, anew: bool) -> None:
    """Make `.venv` where it is missing or broken."""
    python = checkout.program("python")
    check = f"import sys, pip; sys.exit(sys.version_info[:2] < {OLDEST_PYTHON})"
    if not anew and answers(python, "-I", "-c", check):
        return
    provide_ensurepip()
    version = ".".join(map(str, sys.version_info[:3]))
    say(f"a virtual environment with Python {version}: {checkout.venv}")
    # Not the environment's own Python, should it be active: it is about to be cleared.
    base = str(getattr(sys, "_base_executable", None) or sys.executable)
    run(
        [base, "-m", "venv", "--clear", str(checkout.venv)],
        problem="the virtual environment could not be made",
        fix=f"free some space and make {checkout.root} writable, then run it again",
    )


def provide_ensurepip() -> None:
    """Debian and Ubuntu keep the parts that a virtual environment needs in a package of their own."""
    if find_spec("ensurepip"):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not may_install():
        raise SetupError(
            f"python3: {sys.executable} cannot make virtual environments (it lacks ensurepip)",
            f"sudo apt-get install {package}",
        )
    say(f"{package}, from the system's packages")
    problem = apt_install(package)
    if problem:
        raise SetupError(f"{package} could not be installed: {problem}", f"apt-get install {package}")


def install_uv(checkout: Checkout) -> None:
    """Install the pinned uv into the environment."""
    if answers(checkout.program("uv"), "--version", expect=f"uv {UV_VERSION}"):
        return
    say(f"uv {UV_VERSION}, which installs the rest")
    command = [str(checkout.program("python")), "-m", "pip", "install", "--quiet", "--no-input"]
    run(
        [*command, "--disable-pip-version-check", f"uv=={UV_VERSION}"],
        problem=f"uv {UV_VERSION} could not be installed",
        fix="make the package index reachable (pip's own settings and proxies apply), then run it again",
    )


def sync(checkout: Checkout, groups: Sequence[str]) -> None:
    """Install what uv.lock names, and this project so that its sources are used in place."""
    say("the packages of uv.lock (about a minute the first time)")
    chosen = [argument for group in groups for argument in ("--group", group)]
    show = [] if sys.stderr.isatty() else ["--quiet"]
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    environment["UV_PROJECT_ENVIRONMENT"] = str(checkout.venv)
    environment["UV_PYTHON"] = str(checkout.program("python"))
    environment["UV_PYTHON_DOWNLOADS"] = "never"
    run(
        [str(checkout.program("uv")), "sync", "--frozen", "--all-extras", *chosen, *show],
        problem="the packages could not be installed",
        fix="make the package index reachable and free some space, then run it again",
        environment=environment,
        folder=checkout.root,
        captured=not sys.stderr.isatty(),
    )


def provide_redis() -> None:
    """Install Redis' server where it is missing and we may; it is never started here."""
    if not shutil.which("redis-server"):
        provide_server("redis-server", without="Celery's file-system broker is used")


def provide_postgresql() -> None:
    """Install PostgreSQL where it is missing and we may: the tests start one of their own."""
    if not any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        provide_server("postgresql", without="the tests of the database's health check fail")


def provide_chromium() -> None:
    """Install Chromium where it is missing and we may: pictures and browser tests are made with it."""
    if not any(map(shutil.which, CHROMIUMS)):
        provide_server("chromium", without="no pictures, and the tests in a browser fail")


def provide_server(package: str, *, without: str) -> None:
    """Install a server from the system's packages, or say what happens without it."""
    if not may_install():
        print(f"setup: no {package}: {without} (or: apt-get install {package})")
        return
    say(f"{package}, from the system's packages (it is not started)")
    problem = apt_install(package)
    if problem:
        print(f"setup: no {package} ({problem}): {without}")
    elif shutil.which("systemctl"):
        answers(Path("systemctl"), "disable", "--quiet", package)


def has_go() -> bool:
    """Tell whether a Go that can fetch newer ones is on PATH."""
    go = shutil.which("go")
    if go is None:
        return False
    environment = {**os.environ, "GOTOOLCHAIN": "local"}
    with contextlib.suppress(OSError):
        done = subprocess.run(
            [go, "version"], env=environment, capture_output=True, text=True, check=False, cwd="/"
        )
        found = re.search(r"\bgo(\d+)\.(\d+)", done.stdout)
        return found is not None and (int(found[1]), int(found[2])) >= OLDEST_GO
    return False


def may_install() -> bool:
    """Tell whether we are root on Debian, Ubuntu or the like."""
    return os.geteuid() == 0 and Path("/etc/debian_version").exists() and bool(shutil.which("apt-get"))


def apt_install(package: str) -> str:
    """Install a system package without starting a service of it; return what went wrong, or nothing."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "--no-install-recommends", package]
    with no_services_started():
        for command in (["apt-get", "update"], install):
            done = subprocess.run(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                said = (done.stderr or done.stdout).strip().splitlines()
                return f"{' '.join(command)}: {said[-1] if said else f'exit status {done.returncode}'}"
    return ""


@contextlib.contextmanager
def no_services_started(policy: Path = _NO_SERVICES) -> Iterator[None]:
    """Forbid starts of services inside the block; a policy that is there already stays."""
    if policy.exists():
        yield
        return
    policy.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
    policy.chmod(0o755)
    try:
        yield
    finally:
        policy.unlink(missing_ok=True)


@contextlib.contextmanager
def only_one_at_a_time(checkout: Checkout) -> Iterator[None]:
    """Let a second setup of the same folder wait for the first: `make demo` beside `make test`."""
    folder = os.open(checkout.root, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def answers(program: Path, *arguments: str, expect: str = "") -> bool:
    """Tell whether a program runs, ends well and begins its output with `expect`."""
    try:
        done = subprocess.run([str(program), *arguments], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.startswith(expect)


def run(
    command: Sequence[str],
    *,
    problem: str,
    fix: str,
    environment: dict[str, str] | None = None,
    folder: Path | None = None,
    captured: bool = True,
) -> None:
    """Run a step; where it fails, say so with its last lines."""
    try:
        done = subprocess.run(
            command,
            env=environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if captured else None,
            stderr=subprocess.STDOUT if captured else None,
            text=True,
            check=False,
        )
    except OSError as error:
        raise SetupError(f"{problem}: {error}", fix) from None
    if done.returncode:
        lines = (done.stdout or "").strip().splitlines()[-_LAST_LINES:]
        said = "".join(f"\n    {line}" for line in lines)
        raise SetupError(f"{problem}: `{' '.join(command)}` ended with {done.returncode}{said}", fix)


def say(step: str) -> None:
    """Tell which step is taken now."""
    print(f"setup: {step}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
