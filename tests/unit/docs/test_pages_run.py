"""What the pages show works: their Python runs, and the files that they link to are there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from otel_kit.ops._paths import bundle

if TYPE_CHECKING:
    from pathlib import Path

ROOT = bundle()
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in (ROOT, ROOT / "docs", ROOT / "examples", ROOT / "semconv")
    for path in (folder.glob("*.md") if folder == ROOT else folder.rglob("*.md"))
)
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[\w-]+)?\)")
WITH_PYTHON = [page for page in PAGES if BLOCK.search((ROOT / page).read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", WITH_PYTHON)
def test_the_python_of_a_page_runs(page: str, tmp_path: Path) -> None:
    """A page's blocks, in their order, are one program that ends without an error, with no collector there."""
    program = "\n".join(BLOCK.findall((ROOT / page).read_text(encoding="utf-8")))
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("page", PAGES)
def test_the_links_of_a_page_lead_somewhere(page: str) -> None:
    """Each relative link names a file or a folder of the repository."""
    links = LINK.findall((ROOT / page).read_text(encoding="utf-8"))
    relative = [link for link in links if not re.match(r"[a-z]+:", link)]
    missing = [link for link in relative if not ((ROOT / page).parent / link).exists()]
    assert missing == []
