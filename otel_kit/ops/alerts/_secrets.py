"""Which secrets are there: in the environment, or as files of a folder, for all teams or for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops._yaml import SourceError, meant
from otel_kit.ops.alerts._channels import CHANNELS, Unfit, Wiring

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from otel_kit.ops.alerts._model import Routes

__all__ = ["PREFIX", "Secret", "channels_of", "find_secrets"]

PREFIX = "OTEL_KIT_ALERTS_"
_NOT_SECRETS = {f"{PREFIX}SECRETS", f"{PREFIX}URL"}


@dataclass(frozen=True)
class Secret:
    """A channel's secret; `team` is empty for all teams. `origin` names the variable or the file."""

    channel: str
    team: str
    origin: str
    wiring: Wiring

    @property
    def name(self) -> str:
        """Return what the files of this secret are called."""
        return f"{self.channel}-{self.team}" if self.team else self.channel


def find_secrets(routes: Routes, environ: Mapping[str, str], folder: Path | None = None) -> list[Secret]:
    """Return the secrets that are there; a file comes before a variable.

    Raises ConfigurationError for one that is empty, unknown or not what its channel needs (never showing it), and
    SourceError where `required` names a channel without one.
    """
    found: dict[tuple[str, str], Secret] = {}
    for origin, name, value in (*_variables(environ), *_files(folder)):
        channel, team = _named(origin, name, routes)
        found[channel, team] = Secret(channel, team, origin, _wired(origin, channel, value))
    for channel, place in routes.required.items():
        if (channel, "") not in found:
            problem = f"channel {channel} is required, and its secret is not there"
            raise SourceError(place, problem, f"set {PREFIX}{channel.upper()}: {CHANNELS[channel].secret}")
    return [found[key] for key in sorted(found)]


def channels_of(team: str, level: str, secrets: list[Secret]) -> list[Secret]:
    """Return by what a team is told at a level: its own secrets, and of the others those it has none of."""
    own = {one.channel: one for one in secrets if one.team == team}
    common = {one.channel: one for one in secrets if not one.team}
    return [one for name, one in {**common, **own}.items() if level in CHANNELS[name].levels]


def _variables(environ: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for key in sorted(environ):
        if key.startswith(PREFIX) and key not in _NOT_SECRETS:
            yield key, key.removeprefix(PREFIX).lower().replace("_", "-"), environ[key]


def _files(folder: Path | None) -> Iterator[tuple[str, str, str]]:
    if folder is None:
        return
    try:
        # Kubernetes puts ..data and the like beside the files of a mounted secret.
        for path in sorted(folder.iterdir()):
            if path.is_file() and not path.name.startswith("."):
                yield str(path), path.name, path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        problem, fix = f"the secrets cannot be read: {reason}", "name a folder with one file a secret"
        raise ConfigurationError(f"{PREFIX}SECRETS", str(folder), problem=problem, fix=fix) from error


def _named(origin: str, name: str, routes: Routes) -> tuple[str, str]:
    channel, _, team = name.partition("-")
    teams = [one.name for one in routes.teams]
    if channel not in CHANNELS:
        raise _refused(
            origin, "no channel is called so", f"known: {', '.join(CHANNELS)}{meant(channel, CHANNELS)}"
        )
    if team and team not in teams:
        raise _refused(origin, f"there is no team {team}", f"known: {', '.join(teams)}{meant(team, teams)}")
    return channel, team


def _wired(origin: str, channel: str, value: str) -> Wiring:
    if not value.strip():
        fix = f"write {CHANNELS[channel].secret}, or take it away to turn {channel} off"
        raise _refused(origin, f"the channel {channel} is without its secret", fix)
    try:
        return CHANNELS[channel].wire(value.strip())
    except Unfit as unfit:
        raise _refused(origin, f"this is not what {channel} needs", str(unfit)) from None
    except ValueError:  # of urlsplit
        raise _refused(origin, f"this is not what {channel} needs", CHANNELS[channel].secret) from None


def _refused(origin: str, problem: str, fix: str) -> ConfigurationError:
    return ConfigurationError(origin, "(not shown)", problem=problem, fix=fix)
