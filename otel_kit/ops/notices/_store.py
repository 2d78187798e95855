"""The notices that arrived: bounded in memory and on disk, kept across restarts."""

from __future__ import annotations

import json
import os
import threading
from collections import deque
from dataclasses import asdict
from typing import TYPE_CHECKING

from otel_kit.ops.notices._payload import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Store", "read"]

KEPT = 1000


def read(path: Path) -> list[Notice]:
    """Return the notices of a file, oldest first; lines that are not whole are passed over."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    return [notice for line in lines if (notice := _decoded(line))]


class Store:
    """The last `kept` notices, in `path` as one JSON object a line. Threads may share it."""

    def __init__(self, path: Path, kept: int = KEPT) -> None:
        """Read what an earlier process kept; make the folder if there is none."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._kept = kept
        self._lock = threading.Lock()
        self._notices = deque(read(path), maxlen=kept)
        self._rewrite()  # an end without a line break would swallow the next notice
        self._lines = len(self._notices)

    def add(self, notices: Iterable[Notice]) -> int:
        """Keep those that are new; return how many. Raises OSError, with nothing kept, if the disk refuses."""
        with self._lock:
            known = {notice.key for notice in self._notices}
            new = list({notice.key: notice for notice in notices if notice.key not in known}.values())
            self._append("".join(_encoded(notice) for notice in new))
            self._notices.extend(new)
            self._lines += len(new)
            if self._lines > 2 * self._kept:
                self._rewrite()
                self._lines = len(self._notices)
            return len(new)

    def all(self) -> list[Notice]:
        """Return what is kept, oldest first."""
        with self._lock:
            return list(self._notices)

    def _append(self, text: str) -> None:
        """Write all of it or none: a torn line would take the next one with it."""
        end = self._path.stat().st_size
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(text)
        except OSError:
            os.truncate(self._path, end)
            raise

    def _rewrite(self) -> None:
        draft = self._path.with_suffix(".tmp")
        draft.write_text("".join(map(_encoded, self._notices)), encoding="utf-8")
        draft.replace(self._path)


def _encoded(notice: Notice) -> str:
    return json.dumps(asdict(notice)) + "\n"


def _decoded(line: str) -> Notice | None:
    try:
        raw = json.loads(line)
        notice = Notice(**raw)
    except (ValueError, TypeError, RecursionError):
        return None
    texts = [value for name, value in raw.items() if name != "labels"]
    whole = isinstance(notice.labels, dict) and all(isinstance(text, str) for text in texts)
    return notice if whole else None
