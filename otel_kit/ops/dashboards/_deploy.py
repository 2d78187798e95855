"""Deploy into a Grafana: its folder, the data sources if they are asked for, the dashboards. What is so already stays."""

from __future__ import annotations

import json
from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING, Any

import yaml

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops.dashboards._configmaps import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from otel_kit.ops.dashboards._grafana_api import Grafana

__all__ = ["Step", "datasources_in", "deploy"]

_FOLDER_UID = "otel-kit"
_MESSAGE = "otel-kit dashboards deploy"
_GRAFANAS = ("id", "version", "iteration")  # what Grafana writes into a dashboard that it keeps


@dataclass(frozen=True)
class Step:
    """One thing in Grafana, and what became of it: `action` is `made`, `changed` or `kept`."""

    kind: str
    name: str
    action: str


def deploy(
    grafana: Grafana,
    dashboards: Mapping[str, str],
    datasources: list[dict[str, Any]],
    *,
    dry_run: bool = False,
) -> Iterator[Step]:
    """Bring Grafana to what is given, step by step; a dry run only asks, and tells what would become of each.

    Raises an OtelKitError at the first step that fails; those before it stay, and the next run goes on from there.
    """
    do = _not if dry_run else _now
    yield _folder(grafana, do)
    for datasource in datasources:
        yield _datasource(grafana, datasource, do)
    for text in dashboards.values():
        yield _dashboard(grafana, json.loads(text), do)


def datasources_in(provisioning: Path, environ: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the data sources of a provisioning file, its variables filled in as Grafana does it.

    Raises ConfigurationError for a variable that is not set.
    """
    text = provisioning.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    try:
        filled = Template("\n".join(lines)).substitute(
            {name: value for name, value in environ.items() if value}
        )
    except KeyError as error:
        name = str(error.args[0])
        fix = f"set {name} to the address at which Grafana reaches it, such as http://prometheus:9090"
        raise ConfigurationError(name, "", problem="a data source needs it", fix=fix) from None
    return list(yaml.safe_load(filled)["datasources"])


def _now(action: Callable[[], None]) -> None:
    action()


def _not(_: Callable[[], None]) -> None:
    """Do nothing: a dry run."""


def _folder(grafana: Grafana, do: Callable[[Callable[[], None]], None]) -> Step:
    if grafana.folder(_FOLDER_UID) is not None:
        return Step("folder", FOLDER, "kept")
    do(lambda: grafana.make_folder(_FOLDER_UID, FOLDER))
    return Step("folder", FOLDER, "made")


def _datasource(grafana: Grafana, wanted: dict[str, Any], do: Callable[[Callable[[], None]], None]) -> Step:
    there = grafana.datasource(wanted["uid"])
    if there is None:
        do(lambda: grafana.make_datasource(wanted))
        return Step("data source", wanted["name"], "made")
    if all(there.get(key) == value for key, value in wanted.items()):
        return Step("data source", wanted["name"], "kept")
    do(lambda: grafana.replace_datasource(wanted))
    return Step("data source", wanted["name"], "changed")


def _dashboard(grafana: Grafana, wanted: dict[str, Any], do: Callable[[Callable[[], None]], None]) -> Step:
    there = grafana.dashboard(wanted["uid"])
    if there is not None and _same(there, wanted):
        return Step("dashboard", wanted["title"], "kept")
    do(lambda: grafana.save_dashboard(wanted, _FOLDER_UID, _MESSAGE))
    return Step("dashboard", wanted["title"], "made" if there is None else "changed")


def _same(there: dict[str, Any], wanted: dict[str, Any]) -> bool:
    kept = {key: value for key, value in there["dashboard"].items() if key not in _GRAFANAS}
    return there.get("meta", {}).get("folderUid") == _FOLDER_UID and kept == wanted
