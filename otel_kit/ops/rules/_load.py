"""From the files in `rules/` to a RuleSet: reads, checks the form, refuses what it does not know."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from otel_kit.ops._yaml import SourceError, load, unknown
from otel_kit.ops.rules import _load_alert, _load_recording, _load_slo, _load_values
from otel_kit.ops.rules._fields import Fields, each
from otel_kit.ops.rules._model import Alert, Recording, RuleSet, Slo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from otel_kit.ops._yaml import Place

__all__ = ["load_rules"]


def load_rules(source: Path) -> RuleSet:
    """Read a rules folder; raise SourceError, naming file and line, for the first thing that is wrong.

    What has been read once is not read again while no file changes: it takes half a second.
    """
    parts = (source, *(source / part for part in ("alerts", "recording", "slo")))
    files = [file for part in parts for file in _files(part)]
    return _loaded(source, tuple((file, file.stat().st_mtime_ns, file.stat().st_size) for file in files))


@lru_cache(maxsize=1)
def _loaded(source: Path, _: tuple[tuple[Path, int, int], ...]) -> RuleSet:
    alerts = tuple(
        _load_alert.alert(entry, place, path.stem)
        for path in _files(source / "alerts")
        for entry, place in _entries(path, "alerts")
    )
    recordings = tuple(
        _load_recording.recording(entry, place, path.stem)
        for path in _files(source / "recording")
        for entry, place in _entries(path, "rules")
    )
    slos = tuple(slo for path in _files(source / "slo") for slo in _load_slo.slos(load(path), path.stem))
    _refuse_twins((*alerts, *recordings))
    _match(alerts, slos)
    _know_inhibitors(alerts)
    default, environments = _load_values.environments(load(source / "values.yaml"), alerts)
    return RuleSet(alerts, recordings, slos, default, environments)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _entries(path: Path, key: str) -> Iterator[tuple[Any, Place]]:
    top = load(path)
    return each(Fields(top, top.place, "the file", (key,)).items(key))


def _refuse_twins(entries: Iterable[Alert | Recording]) -> None:
    seen: dict[str, Place] = {}
    for entry in entries:
        if entry.name in seen:
            raise SourceError(
                entry.place, f"'{entry.name}' is there twice", f"the first is at {seen[entry.name]}"
            )
        seen[entry.name] = entry.place


def _know_inhibitors(alerts: tuple[Alert, ...]) -> None:
    names = {alert.name for alert in alerts}
    for alert in alerts:
        for one in alert.inhibited_by:
            where = f" in 'inhibited_by' of {alert.name}"
            if one.alert not in names:
                raise unknown(one.place, "alert", one.alert, names, where)
            if one.alert == alert.name:
                raise SourceError(one.place, f"{alert.name} inhibits itself", "take it away")


def _match(alerts: tuple[Alert, ...], slos: tuple[Slo, ...]) -> None:
    """Each objective has the alert that it names, and each alert the objective that it names."""
    wanted = {(slo.id, slo.alert) for slo in slos}
    there = {(alert.slo, alert.name) for alert in alerts if alert.slo}
    for slo in slos:
        if (slo.id, slo.alert) not in there:
            problem = f"no alert '{slo.alert}' with `slo: {slo.id}`"
            raise SourceError(
                slo.place, problem, "add it below rules/alerts, with its values, tests and runbook"
            )
    for alert in alerts:
        if alert.slo and (alert.slo, alert.name) not in wanted:
            known = ", ".join(sorted(slo.id for slo in slos)) or "none"
            problem = f"no objective '{alert.slo}' whose alert is {alert.name}"
            raise SourceError(alert.place, problem, f"known objectives: {known}")
