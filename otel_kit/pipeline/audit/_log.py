"""Writes the audit log: every process of a service appends to the same chain, under one lock."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING, Any, Literal

from otel_kit.pipeline.audit._chain import FORMAT, GENESIS, read, seal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from otel_kit.pipeline.audit._files import Files

__all__ = ["AuditLog", "AuditUnavailableError"]

_PATIENCE = 0.25
_SEGMENTS = 8  # of which the oldest is removed when the bound is reached
_TAIL = 256 * 1024  # an entry is shorter by far


class AuditUnavailableError(Exception):
    """An entry cannot be written now; `reason` is a member of `kit.audit.bypass.reason`."""

    def __init__(self, message: str, reason: Literal["busy", "full"]) -> None:
        """Say it to people, and to metrics."""
        super().__init__(message)
        self.reason = reason


class AuditLog:
    """Appends entries. Threads and processes may do so at once; a signal handler that interrupts is refused."""

    def __init__(
        self,
        files: Files,
        *,
        limit: int,
        key: bytes | None = None,
        instance: str = "",
        resource: Mapping[str, Any] | None = None,
        delivers: bool = True,
        clock: Callable[[], int] = time.time_ns,
    ) -> None:
        """Keep at most about `limit` bytes. `delivers`: what was not delivered yet is never removed."""
        self.files = files
        self.sequence_of_ours = 0
        self._limit = limit
        self._key = key
        self._instance = instance
        self._resource = dict(resource or {})
        self._delivers = delivers
        self._clock = clock
        # Re-entrant, so that a signal handler is refused instead of waiting for itself.
        self._mutex = threading.RLock()
        self._busy = False
        self._bypassed = 0
        self._descriptor: int | None = None
        self._segment = 0
        self._offset = 0
        self._sequence = 0
        self._hash = GENESIS
        self._introduced = False
        self._unsynced = False

    def append(self, data: Mapping[str, Any]) -> int:
        """Write an audit entry and return its number; raises `AuditUnavailableError` or `OSError`."""
        with self._mutex:
            if self._busy:
                raise AuditUnavailableError("a signal handler interrupted the log at its work", "busy")
            self._busy = True
            try:
                return self._append(data)
            except (OSError, AuditUnavailableError):
                self._bypassed += 1
                raise
            finally:
                self._busy = False

    def sync(self) -> None:
        """Bring what was written to the disk itself, so that a power failure does not take it."""
        if self._unsynced and self._descriptor is not None:
            self._unsynced = False
            os.fsync(self._descriptor)

    def abandon(self) -> None:
        """Close in a forked child what belongs to the parent."""
        self.files.abandon()
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _append(self, data: Mapping[str, Any]) -> int:
        self.files.prepare()
        with self.files.locked("write", _PATIENCE) as ours:
            if not ours:
                raise AuditUnavailableError("another process holds the log's lock", "busy")
            self._catch_up()
            self._make_room()
            if not self._introduced:
                self._write("process", {"instance": self._instance, "resource": self._resource})
                self._introduced = True
            if self._bypassed:
                self._write("bypassed", {"count": self._bypassed})
                self._bypassed = 0
            self._write("audit", {**data, "instance": self._instance}, counts=True)
        self.sequence_of_ours = self._sequence
        return self._sequence

    def _catch_up(self) -> None:
        """Learn what other processes have written meanwhile."""
        last = max((number for number, size in self.files.segments().items() if size), default=0)
        if not last:
            self._begin(1)
            return
        if last != self._segment:
            self._open(last)
        size = os.fstat(self._file()).st_size
        if size < self._offset:
            self._offset = size
            self._write("broken", {"found": "the file was shorter than it had been"})
        elif size > self._offset:
            self._read_tail(size)

    def _read_tail(self, size: int) -> None:
        start = max(self._offset, size - _TAIL)
        whole, newline, torn = os.pread(self._file(), size - start, start).rpartition(b"\n")
        self._offset = size - len(torn)
        lines = whole.split(b"\n") if newline else []
        try:
            entry = read(lines[-1], self._key) if lines else None
        except ValueError:
            self._begin(self._segment + 1, broken="its last line is no entry")
            return
        if entry is not None:
            self._sequence, self._hash = entry.sequence, entry.hash
        if torn:
            os.ftruncate(self._file(), self._offset)
            self._write("repaired", {"bytes": len(torn)})

    def _make_room(self) -> None:
        if self._offset < self._limit // _SEGMENTS:
            return
        sizes = self.files.segments()
        pruned = self._prune(sizes)
        if sum(sizes.values()) > self._limit:
            raise AuditUnavailableError(
                f"the log has reached its {self._limit} bytes, none of them delivered", "full"
            )
        self._begin(self._segment + 1)
        for data in pruned:
            self._write("pruned", data)

    def _prune(self, sizes: dict[int, int]) -> list[dict[str, Any]]:
        """Remove the oldest segments beyond the bound, if they were delivered; return what to say about them."""
        delivered = self.files.cursor().segment if self._delivers else self._segment
        pruned = []
        for number in list(sizes):
            enough = sum(sizes.values()) <= self._limit - self._limit // _SEGMENTS
            if enough or number >= min(delivered, self._segment):
                break
            path = self.files.segment(number)
            last = read(path.read_bytes()[-_TAIL:].rstrip(b"\n").rpartition(b"\n")[2], self._key)
            path.unlink()
            del sizes[number]
            pruned.append({"sequence": last.sequence, "hash": last.hash})
        return pruned

    def _begin(self, number: int, broken: str = "") -> None:
        self._open(number)
        self._write("begin", {"format": FORMAT})
        if broken:
            self._write("broken", {"found": broken})

    def _open(self, number: int) -> None:
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW
        descriptor = os.open(self.files.segment(number), flags, 0o600)
        if self._descriptor is not None:
            self.sync()
            os.close(self._descriptor)
        self._descriptor, self._segment, self._offset = descriptor, number, 0
        self._introduced = False

    def _write(self, kind: str, data: Mapping[str, Any], *, counts: bool = False) -> None:
        sequence = self._sequence + counts
        line, digest = seal(kind, sequence, self._clock(), data, previous=self._hash, key=self._key)
        written = os.write(self._file(), line)
        if written != len(line):
            os.ftruncate(self._file(), self._offset)
            raise AuditUnavailableError("the disk is full", "full")
        self._offset += written
        self._sequence, self._hash = sequence, digest
        self._unsynced = True

    def _file(self) -> int:
        assert self._descriptor is not None  # noqa: S101 - `_catch_up` opens it before each use
        return self._descriptor
