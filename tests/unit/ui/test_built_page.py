"""The page that is committed is the one that its sources make, and needs nothing from elsewhere."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

_ROOT = Path(__file__).parents[3]
_SOURCES = _ROOT / "ui"
_PAGE = _ROOT / "otel_kit" / "ops" / "ui" / "page"
_MOST = 8 * 1024 * 1024


def test_page_was_built_from_the_sources_beside_it() -> None:
    """A change in ui/ without `make ui` is noticed, also where there is no Node."""
    told = (_PAGE / "sources.sha256").read_text(encoding="utf-8")
    found = {
        str(file.relative_to(_SOURCES)): hashlib.sha256(file.read_bytes()).hexdigest() for file in _files()
    }
    built = {name: digest for digest, name in (line.split("  ", 1) for line in told.splitlines())}
    assert built == found, "ui/ has changed since the page was built: run `make ui` and commit the result"


def test_page_brings_all_that_it_names() -> None:
    """Each script and style of the page is a file beside it, and so is whatever a script imports."""
    page = (_PAGE / "index.html").read_text(encoding="utf-8")
    named = set(re.findall(r'(?:src|href)="\./([^"]+)"', page))
    for script in (_PAGE / "assets").glob("*.js"):
        imports = re.findall(
            r'from"\./([\w.-]+\.js)"|import\("\./([\w.-]+\.js)"\)', script.read_text(encoding="utf-8")
        )
        named |= {f"assets/{one or other}" for one, other in imports}
    assert named
    assert [name for name in sorted(named) if not (_PAGE / name).is_file()] == []


def test_page_loads_nothing_from_another_host() -> None:
    """No address of another host stands where a browser would fetch from it."""
    page = (_PAGE / "index.html").read_text(encoding="utf-8")
    styles = "".join(file.read_text(encoding="utf-8") for file in (_PAGE / "assets").glob("*.css"))
    scripts = "".join(file.read_text(encoding="utf-8") for file in (_PAGE / "assets").glob("*.js"))
    assert re.findall(r"(?:src|href)=\"(?!\./)[^\"]*", page) == []
    assert re.findall(r"@import|url\((?!data:)", styles) == []
    assert re.findall(r"(?:import\(|fetch\(|from)[\"'`]https?:", scripts) == []


def test_page_is_small_and_without_source_maps() -> None:
    """It lies in every wheel."""
    files = [file for file in _PAGE.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) < _MOST
    assert [file.name for file in files if file.suffix == ".map"] == []
    assert "sourceMappingURL" not in "".join(
        file.read_text(encoding="utf-8") for file in files if file.suffix in (".js", ".css")
    )


def _files() -> list[Path]:
    ignored = _SOURCES / "node_modules"
    return [file for file in _SOURCES.rglob("*") if file.is_file() and not file.is_relative_to(ignored)]
