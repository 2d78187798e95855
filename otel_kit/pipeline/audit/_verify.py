"""Checks an audit log: every entry unchanged, none missing, none added in between."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from otel_kit.pipeline.audit._chain import GENESIS, Entry, read
from otel_kit.pipeline.audit._files import Files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Finding", "Report", "verify"]


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written: the file, the line (0: the file as a whole) and what it is."""

    file: str
    line: int
    problem: str

    def __str__(self) -> str:
        """Return `file:line: problem`."""
        return f"{self.file}:{self.line}: {self.problem}" if self.line else f"{self.file}: {self.problem}"


@dataclass
class Report:
    """What a check saw: `first` and `last` are the numbers of the audit entries, `notes` what is odd and explained."""

    entries: int = 0
    first: int = 0
    last: int = 0
    delivered: int = 0
    findings: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)


def verify(folder: Path, key: bytes | None = None) -> Report:
    """Check the log in a folder; raises `OSError` where it cannot be read."""
    files = Files(folder)
    report = Report(delivered=files.cursor().sequence)
    first: Place | None = None
    before: Entry | None = None
    removed = set()
    for number in files.segments():
        for place in _entries(files.segment(number), key, report):
            first = first or place
            if before is not None:
                _check_link(before, place, report)
            _check_entry(place, report)
            if place.entry.kind == "pruned" and place.entry.genuine:
                removed.add((place.entry.data.get("hash"), place.entry.data.get("sequence")))
            before = place.entry
    if first is not None and not _is_start(first.entry, removed):
        report.findings.insert(0, first.finding("what came before is missing, and no entry says why"))
    if report.delivered > report.last:
        missing = f"the last {report.delivered - report.last} delivered entries are missing at the end"
        report.findings.append(Finding(str(folder), 0, missing))
    return report


@dataclass(frozen=True)
class Place:
    """An entry and where it stands."""

    file: str
    line: int
    entry: Entry

    def finding(self, problem: str) -> Finding:
        """Return what is wrong here."""
        return Finding(self.file, self.line, problem)


def _entries(path: Path, key: bytes | None, report: Report) -> Iterator[Place]:
    for number, line in enumerate(path.read_bytes().splitlines(keepends=True), 1):
        if not line.endswith(b"\n"):
            half = "half an entry at the end; the next one repairs that"
            report.notes.append(Finding(path.name, number, half))
            return
        try:
            yield Place(path.name, number, read(line, key))
        except ValueError:
            report.findings.append(Finding(path.name, number, "this is no entry"))


def _is_start(first: Entry, removed: set[tuple[object, object]]) -> bool:
    return first.previous == GENESIS or (first.previous, first.sequence) in removed


def _check_link(before: Entry, place: Place, report: Report) -> None:
    entry = place.entry
    expected = before.sequence + (entry.kind == "audit")
    if entry.sequence > expected:
        gap = entry.sequence - expected
        words = "1 entry is" if gap == 1 else f"{gap} entries are"
        report.findings.append(place.finding(f"{words} missing before this one"))
    elif entry.previous != before.hash or entry.sequence != expected:
        report.findings.append(place.finding("this does not follow the entry before it"))


def _check_entry(place: Place, report: Report) -> None:
    entry = place.entry
    if entry.kind == "audit":
        report.entries += 1
        report.first = report.first or entry.sequence
        report.last = max(report.last, entry.sequence)
    if not entry.genuine:
        report.findings.append(place.finding("this entry was changed, or was sealed with another key"))
    elif entry.kind == "broken":
        report.findings.append(place.finding(f"the writer noticed: {entry.data.get('found')}"))
    elif entry.kind == "bypassed":
        count = entry.data.get("count")
        report.notes.append(place.finding(f"{count} could not be written, and went out without the log"))
    elif entry.kind == "repaired":
        report.notes.append(place.finding("half an entry was cut off before this one"))
