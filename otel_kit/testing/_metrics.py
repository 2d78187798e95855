"""Metrics as tests read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from otel_kit.testing._match import matches, near, resolve

__all__ = ["Histogram", "Metric", "Metrics", "Series"]


@dataclass(frozen=True)
class Series:
    """One series: its attributes and its value, the sum of a histogram's values."""

    attributes: Mapping[str, Any]
    value: float
    histogram: Histogram | None = None


@dataclass(frozen=True)
class Histogram:
    """How values are distributed: `buckets` has the count up to each bound, and beyond the last one."""

    count: int
    sum: float
    min: float
    max: float
    bounds: tuple[float, ...]
    buckets: tuple[int, ...]


class Metric:
    """One metric. One that was never recorded has no series, and the value 0."""

    def __init__(self, name: str, unit: str, series: list[Series], recorded: tuple[str, ...]) -> None:
        """Take the series of now."""
        self.name = name
        self.unit = unit
        self.series = series
        self._recorded = recorded

    def value(self, **attributes: Any) -> float:
        """Return the value of the series with these attributes, added up where several have them.

        Raises `LookupError` for an attribute that no series of the metric has.
        """
        return sum(series.value for series in self._with(attributes))

    def count(self, **attributes: Any) -> int:
        """Return how many values a histogram has had, with these attributes."""
        return sum(found.count for found in self._histograms(attributes))

    def histogram(self, **attributes: Any) -> Histogram:
        """Return the only distribution with these attributes; raises `LookupError` where there is none, or several."""
        found = self._histograms(attributes)
        if len(found) != 1:
            raise LookupError(f"{self!r}: {len(found)} histograms have {attributes}")
        return found[0]

    def _histograms(self, attributes: Mapping[str, Any]) -> list[Histogram]:
        return [series.histogram for series in self._with(attributes) if series.histogram is not None]

    def _with(self, wanted: Mapping[str, Any]) -> list[Series]:
        names = {name for series in self.series for name in series.attributes}
        for keyword in wanted if self.series else ():
            if resolve(keyword, names) is None:
                raise LookupError(f"{self.name} has no attribute {keyword}{near(keyword, names)}")
        return [series for series in self.series if matches(series.attributes, wanted)]

    def __repr__(self) -> str:
        """Return what a failed assertion shows."""
        if not self.series:
            return f"<{self.name}: nothing{near(self.name, self._recorded)}>"
        shown = ", ".join(f"{dict(one.attributes)} {one.value:g}" for one in self.series[:5])
        more = f", … {len(self.series)} series" if len(self.series) > 5 else ""  # noqa: PLR2004
        return f"<{self.name}: {shown}{more}>"


class Metrics(Mapping[str, Metric]):
    """All metrics by name; any name may be asked for."""

    def __init__(self, recorded: Mapping[str, tuple[str, list[Series]]]) -> None:
        """Take unit and series of each."""
        self._recorded = recorded

    def __getitem__(self, name: str) -> Metric:
        """Return a metric, with no series where it was not recorded."""
        unit, series = self._recorded.get(name, ("", []))
        return Metric(name, unit, series, tuple(self._recorded))

    def __iter__(self) -> Iterator[str]:
        """Go through the names of what was recorded."""
        return iter(self._recorded)

    def __contains__(self, name: object) -> bool:
        """Tell whether anything was recorded under this name."""
        return name in self._recorded

    def __len__(self) -> int:
        """Return how many metrics were recorded."""
        return len(self._recorded)
