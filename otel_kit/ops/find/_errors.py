"""Groups of errors, made of what Loki counts.

An error is told in full, or only counted (`kit.error.repeats`, which a later line of its group carries); see
docs/errors.md. Lines that a framework wrote about an exception count where its service told of none itself.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from otel_kit.ops.find._model import ErrorGroup, ErrorSample
from otel_kit.ops.find._scopes import quoted, seconds, stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from otel_kit.ops.clients import LogLine, Sample
    from otel_kit.ops.find._model import Scope

__all__ = ["FRAMEWORK", "TOLD", "grouped", "questions", "sample_of", "samples_question"]

_PRINT = "kit_error_fingerprint"
_KIND = ("kit_error_category", "kit_error_severity", "service_version")
TOLD = 'kit_error_source!=""'  # by an SDK that knows of errors
FRAMEWORK = 'kit_error_source=""'  # somebody logged an exception
_MILLISECOND, _NANOSECOND = 1e-3, 1e-9


# How many errors a line stands for: itself if it tells one, and those before it that were only counted.
_ERRORS = (
    "{{ if .exception_type }}{{ add 1 (.kit_error_repeats | default `0` | int) }}"
    "{{ else }}{{ .kit_error_repeats | default `0` }}{{ end }}"
).replace("`", '"')


def questions(scope: Scope) -> tuple[str, str, str]:
    """Return LogQL for how many errors there were, and when the first and the last line about them came."""
    lines, window = f'{stream(scope)} | {_PRINT}!=""', seconds(scope)
    when = f"{lines} | label_format at=`{{{{ unixEpochMillis __timestamp__ }}}}` | unwrap at [{window}]"
    kinds = f"{_PRINT}, error_type, exception_type, service_name, kit_error_source"
    latest = ", ".join((_PRINT, *_KIND))
    return (
        f"sum by ({kinds}) (sum_over_time({lines} | label_format errors=`{_ERRORS}` | unwrap errors [{window}]))",
        f"min by ({_PRINT}) (min_over_time({when}) by ({_PRINT}))",
        f"max by ({latest}) (max_over_time({when}) by ({latest}))",
    )


def samples_question(scope: Scope, group: ErrorGroup, told: str) -> str:
    """Return LogQL for the errors of a group that were told in full; `told` is TOLD or FRAMEWORK."""
    return f'{stream(scope)} | {_PRINT}={quoted(group.fingerprint)} | exception_type!="" | {told}'


def grouped(counted: Iterable[Sample], first: Iterable[Sample], last: Iterable[Sample]) -> list[ErrorGroup]:
    """Return the groups that the answers to `questions` make, the most frequent first."""
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for sample in counted:
        tallies[sample.labels[_PRINT]].take(sample)
    for sample in first:
        tallies[sample.labels[_PRINT]].first = sample.value
    for sample in last:
        tallies[sample.labels[_PRINT]].latest.append((sample.value, sample.labels))
    found = [tally.group(print_) for print_, tally in tallies.items() if tally.counts() and tally.latest]
    return sorted(found, key=lambda group: (-group.count, -group.last_seen.timestamp(), group.fingerprint))


def sample_of(line: LogLine) -> ErrorSample:
    """Return what a line tells of an error."""
    said = line.labels
    where = f"{said.get('http_request_method', '')} {said.get('http_route', '')}".strip()
    return ErrorSample(
        time=datetime.fromtimestamp(line.time * _NANOSECOND, timezone.utc),
        service=said.get("service_name", ""),
        message=said.get("exception_message", line.line),
        stack=said.get("exception_stacktrace", ""),
        trace_id=said.get("trace_id", ""),
        where=where or said.get("kit_job_name", ""),
    )


@dataclass
class _Tally:
    """What was counted for one fingerprint, by service."""

    told: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    framework: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    types: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    first: float = 0.0
    latest: list[tuple[float, Mapping[str, str]]] = field(default_factory=list)

    def take(self, sample: Sample) -> None:
        """Take in how many errors a service's lines of one kind stand for.

        Lines without an exception sum up errors that were only counted, or announce a new group and stand for none.
        """
        said, count = sample.labels, int(sample.value)
        service, exception = said.get("service_name", ""), said.get("exception_type", "")
        framework = exception and not said.get("kit_error_source")
        (self.framework if framework else self.told)[service] += count
        self.types[said.get("error_type") or exception] += count

    def counts(self) -> dict[str, int]:
        """Return how many errors each service had."""
        return {**self.framework, **{service: count for service, count in self.told.items() if count}}

    def group(self, print_: str) -> ErrorGroup:
        """Return the group."""
        counts, latest = self.counts(), sorted(self.latest, key=lambda one: one[0], reverse=True)
        last, said = latest[0]
        releases = dict.fromkeys(
            labels["service_version"] for _, labels in latest if labels.get("service_version")
        )
        return ErrorGroup(
            fingerprint=print_,
            error_type=max(self.types, key=lambda name: self.types[name], default=""),
            category=said.get("kit_error_category", ""),
            severity=said.get("kit_error_severity", ""),
            count=sum(counts.values()),
            first_seen=datetime.fromtimestamp((self.first or last) * _MILLISECOND, timezone.utc),
            last_seen=datetime.fromtimestamp(last * _MILLISECOND, timezone.utc),
            services=tuple(sorted(counts)),
            releases=tuple(releases),
        )
