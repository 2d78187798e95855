"""The lines in panels: the values of alerts, so that a picture and its alert never disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops._yaml import meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from otel_kit.ops.dashboards._model import Limit, Panel
    from otel_kit.ops.rules import Drawn

__all__ = ["Step", "steps"]

Step = tuple[float | None, str]  # from which value on (None: from the least), which colour

GOOD = "green"
_ANY: tuple[Step, ...] = ((None, GOOD), (1, "red"))  # one alert that fires is not good
_COLOURS = {"info": "blue", "warning": "orange", "critical": "red"}


def steps(panel: Panel, alerts: Mapping[str, Drawn], file: str) -> list[Step]:
    """Return the colours of a panel from the least value up; only the good one where it has no limits.

    Raises ConfigurationError for an alert, or a value of one, that is not there or is no number.
    """
    if panel.kind == "firing":
        return list(_ANY)
    found = sorted((_amount(limit, alerts, file), _colour(limit, alerts)) for limit in panel.limits)
    if len({limit.below for limit in panel.limits}) > 1:
        problem = "its limits lie above and below at once"
        raise ConfigurationError(f"{file}: panel", panel.title, problem=problem, fix="keep one of the two")
    if not found or not panel.limits[0].below:
        return [(None, GOOD), *found]
    colours = [colour for _, colour in found]
    amounts = [amount for amount, _ in found]
    return [(None, colours[0]), *zip(amounts, [*colours[1:], GOOD], strict=True)]


def _amount(limit: Limit, alerts: Mapping[str, Drawn], file: str) -> float:
    name, _, value = limit.value.partition(".")
    if name not in alerts:
        raise _unknown(file, limit.value, f"no alert is called {name}", meant(name, alerts))
    values = alerts[name].values
    if value not in values:
        problem = f"alert {name} has no value '{value}'"
        raise _unknown(file, limit.value, problem, meant(value, values), values)
    amount = values[value]
    if isinstance(amount, str):
        raise _unknown(file, limit.value, "it is a duration, so it is no line in a panel", "")
    return round(amount * limit.times, 9)


def _colour(limit: Limit, alerts: Mapping[str, Drawn]) -> str:
    return _COLOURS[alerts[limit.value.partition(".")[0]].severity]


def _unknown(
    file: str, value: str, problem: str, guess: str, known: Iterable[str] = ()
) -> ConfigurationError:
    listed = f"known: {', '.join(sorted(known))}" if known else "name a value of an alert in rules/alerts"
    return ConfigurationError(f"{file}: limit", value, problem=problem, fix=f"{listed}{guess}")
