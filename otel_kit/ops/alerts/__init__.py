"""Alerts on their way to people: Alertmanager's configuration, and what an operator does with an alert.

routes.yaml + secrets that are there + `inhibited_by` of the alerts → alertmanager.yml, templates, secrets
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops import _yaml, rules
from otel_kit.ops._paths import bundle
from otel_kit.ops.alerts._channels import CHANNELS
from otel_kit.ops.alerts._config import config, receiver_name
from otel_kit.ops.alerts._inhibit import inhibit_rules
from otel_kit.ops.alerts._load import load_routes
from otel_kit.ops.alerts._secrets import PREFIX, Secret, find_secrets
from otel_kit.ops.rules._load import load_rules
from otel_kit.ops.rules._metrics import known_metrics

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["CHANNELS", "PREFIX", "Secret", "build", "generate", "receiver_name", "source"]

_HEADER = """\
# GENERATED from routes.yaml and rules/alerts/ by `otel-kit alerts build`; do not edit.
# Alertmanager expands no variables, so whoever starts it substitutes exactly these names and leaves templates alone:
#   NOTICES_URL   the local sink, or any receiver of Alertmanager's webhook 4
#   GROUP_WAIT GROUP_INTERVAL REPEAT_INTERVAL   such as 10s, 1m, 4h; repeat must not be shorter than the group's
"""
_TEMPLATE = ("templates", "otel_kit.tmpl")


def source() -> Path:
    """Return the folder of Alertmanager's configuration that ships with otel_kit."""
    return bundle("deploy", "backends", "alertmanager")


def build(
    out: Path, environ: Mapping[str, str], *, folder: Path | None = None, secret_files: Path | None = None
) -> list[Secret]:
    """Write alertmanager.yml, its templates and the secrets' files (readable by their owner alone) into `out`.

    The files of the secrets go to `secret_files`, else to `out/secrets`, and are named by their absolute path:
    Alertmanager would look for a relative one from wherever it was started.

    Secrets come from `environ` (`OTEL_KIT_ALERTS_SLACK`, for one team `OTEL_KIT_ALERTS_SLACK_SECURITY`) and from the
    files of a folder (`slack`, `slack-security`), which `OTEL_KIT_ALERTS_SECRETS` names too. Returns what was found;
    without any, everything goes to the local sink alone. Raises OtelKitError before anything is written.
    """
    where = folder or (Path(environ[key]) if environ.get(key := f"{PREFIX}SECRETS") else None)
    found = find_secrets(load_routes(source() / "routes.yaml"), environ, where)
    kept = (secret_files or out / "secrets").absolute()
    text = _text(found, lambda name: str(kept / name))
    try:
        (out / "templates").mkdir(parents=True, exist_ok=True)
        (out / "alertmanager.yml").write_text(text, encoding="utf-8")
        shutil.copyfile(source().joinpath(*_TEMPLATE), out.joinpath(*_TEMPLATE))
        _write_secrets(kept, found)
    except OSError as error:
        raise ConfigurationError(
            str(out),
            error.strerror,
            problem="the configuration cannot be written",
            fix="choose another folder",
        ) from error
    return found


def generate() -> Path:
    """Write the configuration without any secret, as it is committed, and return its path."""
    path = source() / "alertmanager.yml"
    path.write_text(_text([], str), encoding="utf-8")
    return path


def _text(found: list[Secret], secret_path: Callable[[str], str]) -> str:
    loaded = load_rules(rules.source())
    made = config(
        load_routes(source() / "routes.yaml"), found, inhibit_rules(loaded, known_metrics()), secret_path
    )
    return _HEADER + _yaml.dump(made)


def _write_secrets(folder: Path, found: list[Secret]) -> None:
    if folder.exists():
        shutil.rmtree(folder)  # a secret that was taken away must not stay
    for secret in found:
        for text in secret.wiring.secrets.values():
            folder.mkdir(mode=0o700, exist_ok=True)
            path = folder / secret.name
            path.touch(mode=0o600)
            path.write_text(text, encoding="utf-8")
