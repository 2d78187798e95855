"""The servers' configuration files, from the ones that ship with otel_kit to the ones that a stack runs on."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING, Protocol

from otel_kit.exceptions import OtelKitError
from otel_kit.ops import _yaml
from otel_kit.ops._paths import bundle
from otel_kit.ops.stack.ports import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from otel_kit.ops.stack.profiles import Profile

__all__ = ["RuleBuilder", "house_rules", "placeholders", "render", "sources_of", "substitute"]

# Expanded by the server itself, from its environment (programs.py): copied as they are.
_COPIED = {
    "loki.yaml": ("deploy", "backends", "loki", "loki.yaml"),
    "tempo.yaml": ("deploy", "backends", "tempo", "tempo.yaml"),
    "collector-base.yaml": ("collector", "config", "base.yaml"),
    "collector-local.yaml": ("collector", "config", "local.yaml"),
}
# Expanded here: these servers know no variables.
_SUBSTITUTED = {
    "prometheus.yml": ("deploy", "backends", "prometheus", "prometheus.yml"),
    "alertmanager.yml": ("deploy", "backends", "alertmanager", "alertmanager.yml"),
}


class RuleBuilder(Protocol):
    """Writes Prometheus rule files into a folder, with the values of an environment of `rules/values.yaml`."""

    def __call__(self, out: Path, environment: str | None, /) -> object:
        """Write the files."""


def house_rules(out: Path, environment: str | None) -> object:
    """Write the rules that ship with otel_kit."""
    from otel_kit.ops import rules

    return rules.build(out, environment)


def render(out: Path, ports: Mapping[str, int], profile: Profile, rules: RuleBuilder = house_rules) -> None:
    """Write every configuration file and rule file of a stack into `out`, which may not exist yet.

    Raises `OtelKitError` with the line of the source where that is no YAML, before a server sees it.
    """
    values = placeholders(ports, profile)
    for source in (_COPIED | _SUBSTITUTED).values():
        _yaml.load(bundle(*source))
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, source in _COPIED.items():
            shutil.copyfile(bundle(*source), out / name)
        for name, source in _SUBSTITUTED.items():
            text = substitute(bundle(*source).read_text(encoding="utf-8"), values)
            (out / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise OtelKitError(f"{error.filename or out}: {error.strerror}\n  → otel-kit stack doctor") from error
    _notifications(out, values)
    (out / "rules").mkdir(exist_ok=True)
    rules(out / "rules", profile.rule_values)


def _notifications(out: Path, values: Mapping[str, str]) -> None:
    """Put the channels in whose secrets are there; without any, the committed file is what was copied."""
    from otel_kit.ops import alerts

    if any(name.startswith(alerts.PREFIX) for name in os.environ):
        # Beside the folder, which is a draft that takes another name.
        alerts.build(out, os.environ, secret_files=out.parent / "alertmanager-secrets")
        config = out / "alertmanager.yml"
        config.write_text(substitute(config.read_text(encoding="utf-8"), values), encoding="utf-8")


def sources_of(name: str) -> list[Path]:
    """Return the files from which a rendered file of this name, or of its server, is made."""
    server = re.split("[.-]", name, maxsplit=1)[0]
    found = [bundle(*source) for file, source in (_COPIED | _SUBSTITUTED).items() if file.startswith(server)]
    made_from = {
        "prometheus": [bundle("rules")],
        "alertmanager": [bundle("deploy", "backends", "alertmanager", "routes.yaml")],
    }
    return [*found, *made_from.get(server, [])]


def placeholders(ports: Mapping[str, int], profile: Profile) -> dict[str, str]:
    """Return the value of each placeholder of the substituted files."""
    addresses = {
        "PROMETHEUS_ADDRESS": "prometheus",
        "ALERTMANAGER_ADDRESS": "alertmanager",
        "COLLECTOR_METRICS_ADDRESS": "collector-telemetry",
        "LOKI_ADDRESS": "loki",
        "TEMPO_ADDRESS": "tempo",
    }
    return {
        **{name: f"{LOOPBACK}:{ports[port]}" for name, port in addresses.items()},
        "NOTICES_URL": f"http://{LOOPBACK}:{ports['notices']}",
        "SCRAPE_INTERVAL": profile.scrape_interval,
        "EVALUATION_INTERVAL": profile.evaluation_interval,
        "GROUP_WAIT": profile.group_wait,
        "GROUP_INTERVAL": profile.group_interval,
        "REPEAT_INTERVAL": profile.repeat_interval,
    }


def substitute(text: str, values: Mapping[str, str]) -> str:
    """Replace `${NAME}` for the names in `values`; every other dollar sign belongs to the server's templates."""
    names = "|".join(map(re.escape, values))
    return re.sub(rf"\$\{{({names})\}}", lambda match: values[match[1]], text) if values else text
