"""`scripts/bootstrap.py` sets up a checkout, says what it does, and says what is wrong in one sentence."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

SCRIPT = Path(__file__).parents[3] / "scripts" / "bootstrap.py"


@pytest.fixture(scope="module")
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["bootstrap"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(bootstrap: ModuleType, tmp_path: Path):
    """A folder with what decides the setup, and spaces in its path."""
    root = tmp_path / "a folder with spaces"
    root.mkdir()
    (root / "pyproject.toml").write_text("[project]\n")
    (root / "uv.lock").write_text("version = 1\n")
    return bootstrap.Checkout(root)


@pytest.fixture
def only_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with nothing on it but what the test puts there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_an_incomplete_checkout_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    shutil.copy(SCRIPT, tmp_path / "scripts")
    done = subprocess.run(
        [sys.executable, str(tmp_path / "scripts" / "bootstrap.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"setup: {tmp_path}/pyproject.toml: no such file\n  → ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("changed", ["pyproject.toml", "uv.lock"])
def test_a_changed_file_asks_for_a_new_setup(bootstrap: ModuleType, checkout, changed: str) -> None:
    before = bootstrap.fingerprint(checkout, ())
    assert bootstrap.fingerprint(checkout, ()) == before
    (checkout.root / changed).write_text("# other\n")
    assert bootstrap.fingerprint(checkout, ()) != before


def test_a_missing_go_asks_for_the_group_that_brings_one(bootstrap: ModuleType, checkout) -> None:
    assert bootstrap.fingerprint(checkout, ()) != bootstrap.fingerprint(checkout, ("go",))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"folder": "/x"}'])
def test_a_broken_stamp_is_no_stamp(bootstrap: ModuleType, checkout, content: str) -> None:
    checkout.venv.mkdir()
    checkout.stamp.write_text(content)
    assert bootstrap.read_stamp(checkout) is None


def test_a_broken_virtual_environment_is_made_anew_and_then_kept(
    bootstrap: ModuleType, checkout, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its Python is gone, as after an upgrade of the system; later, what pip cannot fetch is said."""
    checkout.program("python").parent.mkdir(parents=True)
    checkout.program("python").symlink_to("/nowhere/python3")
    bootstrap.make_venv(checkout, anew=False)
    assert str(checkout.venv) in capsys.readouterr().out
    bootstrap.make_venv(checkout, anew=False)
    assert capsys.readouterr().out == ""

    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    with pytest.raises(
        bootstrap.SetupError, match=r"(?s)^setup: uv \S+ could not be installed: .*→ make the"
    ):
        bootstrap.install_uv(checkout)


def test_a_python_that_cannot_make_environments_names_the_package(
    bootstrap: ModuleType, only_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "find_spec", lambda _: None)
    with pytest.raises(
        bootstrap.SetupError, match=r"ensurepip.*\n  → sudo apt-get install python3\.\d+-venv"
    ):
        bootstrap.provide_ensurepip()


@pytest.mark.parametrize(
    ("version", "fits"), [("go1.19.8", False), ("go1.21", True), ("go1.26.6", True), ("devel", False)]
)
def test_a_go_is_used_if_it_can_fetch_newer_ones(
    bootstrap: ModuleType, only_path: Path, version: str, fits: bool
) -> None:
    go = only_path / "go"
    go.write_text(f"#!/bin/sh\necho go version {version} linux/amd64\n")
    go.chmod(0o755)
    assert bootstrap.has_go() is fits


def test_without_go_on_path_there_is_none(bootstrap: ModuleType, only_path: Path) -> None:
    assert bootstrap.has_go() is False


def test_where_redis_cannot_be_installed_one_line_names_the_fallback(
    bootstrap: ModuleType, only_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bootstrap.provide_redis()
    (line,) = capsys.readouterr().out.splitlines()
    assert "file-system broker" in line


def test_redis_that_is_there_needs_no_word(
    bootstrap: ModuleType, only_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (only_path / "redis-server").touch(mode=0o755)
    bootstrap.provide_redis()
    assert capsys.readouterr().out == ""


def test_where_chromium_cannot_be_installed_one_line_says_what_fails(
    bootstrap: ModuleType, only_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bootstrap.provide_chromium()
    (line,) = capsys.readouterr().out.splitlines()
    assert "apt-get install chromium" in line


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_any_chromium_that_is_there_needs_no_word(
    bootstrap: ModuleType, only_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (only_path / name).touch(mode=0o755)
    bootstrap.provide_chromium()
    assert capsys.readouterr().out == ""


def test_no_service_starts_while_a_package_is_installed(bootstrap: ModuleType, tmp_path: Path) -> None:
    policy = tmp_path / "policy-rc.d"
    with bootstrap.no_services_started(policy):
        assert subprocess.run([policy], check=False).returncode == 101
    assert not policy.exists()


def test_a_policy_of_the_machine_stays(bootstrap: ModuleType, tmp_path: Path) -> None:
    policy = tmp_path / "policy-rc.d"
    policy.write_text("#!/bin/sh\nexit 0\n")
    with bootstrap.no_services_started(policy):
        pass
    assert policy.read_text() == "#!/bin/sh\nexit 0\n"
