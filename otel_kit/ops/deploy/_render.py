"""Write a site's configuration into a folder: all of it, or nothing."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops import alerts, rules
from otel_kit.ops._paths import bundle
from otel_kit.ops.deploy._sites import site_named
from otel_kit.ops.stack._binaries import find_binary
from otel_kit.ops.stack.render import substitute
from otel_kit.ops.stack.specs import SERVERS, TOOLS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from otel_kit.ops.deploy._sites import Site

__all__ = ["RULES_ENVIRONMENT", "render"]

RULES_ENVIRONMENT = "OTEL_KIT_RULES_ENVIRONMENT"

SETTINGS = "/etc/otel-kit"  # where the servers of every site find what is rendered

# What a site of units takes along: its servers read these files as they are.
_AS_THEY_ARE = {
    "loki.yaml": ("deploy", "backends", "loki", "loki.yaml"),
    "tempo.yaml": ("deploy", "backends", "tempo", "tempo.yaml"),
    "mend-wal.sh": ("deploy", "backends", "tempo", "mend-wal.sh"),
    "collector": ("collector", "config"),
    "resolved.json": ("semconv", "resolved.json"),
}


def render(site: str, out: Path, environ: Mapping[str, str], *, programs: bool = False) -> list[Path]:
    """Write the configuration of `site` (`compose`, `systemd`) into `out` and return the paths that were written.

    Every site gets prometheus.yml, rules/, alertmanager.yml with its templates and the channels whose secrets are in
    `environ` (OTEL_KIT_ALERTS_…); `systemd` also what the other servers read, the units and install.sh.
    OTEL_KIT_RULES_ENVIRONMENT names the part of rules/values.yaml whose thresholds hold. Only files that it writes
    are replaced. With `programs` the servers that are built go to `out/bin`, for machines that cannot build them.
    Raises ConfigurationError before anything is written.
    """
    chosen = site_named(site)
    with _draft(out) as draft_name:
        draft = Path(draft_name)
        _for_prometheus(draft, chosen, environ.get(RULES_ENVIRONMENT) or None)
        _for_alertmanager(draft, out, chosen, environ)
        if chosen.units:
            _with_units(draft)
        if programs:
            _with_programs(draft / "bin")
        return _moved(draft, out)


def _draft(out: Path) -> tempfile.TemporaryDirectory[str]:
    try:
        out.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(dir=out, prefix=".draft-")
    except OSError as error:
        raise _unwritable(out, error) from error


def _for_prometheus(draft: Path, site: Site, environment: str | None) -> None:
    text = bundle("deploy", "backends", "prometheus", "prometheus.yml").read_text(encoding="utf-8")
    (draft / "prometheus.yml").write_text(substitute(text, site.values), encoding="utf-8")
    rules.build(draft / "rules", environment)


def _for_alertmanager(draft: Path, out: Path, site: Site, environ: Mapping[str, str]) -> None:
    alerts.build(draft, environ, secret_files=out / "secrets")
    config = draft / "alertmanager.yml"
    text = substitute(config.read_text(encoding="utf-8"), site.values)
    # It names the secrets' files by where they are now, and reads them where they will be.
    config.write_text(text.replace(f"{out.absolute()}/", f"{SETTINGS}/"), encoding="utf-8")


def _with_units(draft: Path) -> None:
    for name, source in _AS_THEY_ARE.items():
        _copied(bundle(*source), draft / name)
    for path in sorted(bundle("deploy", "systemd").iterdir()):
        _copied(path, draft / path.name)


def _with_programs(folder: Path) -> None:
    folder.mkdir()
    everything = {**SERVERS, **TOOLS}
    for spec in (*SERVERS.values(), TOOLS["collector-full"]):
        for binary in spec.binaries:
            found = find_binary(binary.name, servers=everything)
            if found is not None:
                shutil.copy(found, folder / binary.file)
            elif spec.name in SERVERS:  # the larger Collector is for agents and gateways only
                fix = f"otel-kit stack build {binary.name}"
                raise ConfigurationError("--programs", binary.file, problem="it is not built yet", fix=fix)


def _copied(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)  # install.sh stays executable


def _moved(draft: Path, out: Path) -> list[Path]:
    """Put the draft's entries into place, each as a whole: a rule file that is no longer made must not stay."""
    try:
        for entry in sorted(draft.iterdir()):
            target = out / entry.name
            if target.is_dir():
                shutil.rmtree(target)
            entry.replace(target)
    except OSError as error:
        raise _unwritable(out, error) from error
    return sorted(path for path in out.rglob("*") if path.is_file() and draft not in path.parents)


def _unwritable(out: Path, error: OSError) -> ConfigurationError:
    fix = "choose another folder with --out, or take the one that is there away"
    return ConfigurationError(
        str(out), error.strerror, problem="the configuration cannot be written", fix=fix
    )
