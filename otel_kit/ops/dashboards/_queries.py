"""The questions that dashboards ask again and again, told once."""

from __future__ import annotations

from dataclasses import dataclass

from otel_kit.ops.dashboards._model import Query

__all__ = ["Source", "anywhere", "hosts", "services"]

_FRESH = "$window"


@dataclass(frozen=True)
class Source:
    """Series of which the variables choose some: `scope` is what each selector begins with.

    `by` are labels, `where` further matchers. A legend that is not given is made of the labels.
    """

    scope: str

    def raw(self, text: str, legend: str = "", *, exemplars: bool = False) -> Query:
        """Return any PromQL; an `@` in it stands for the scope."""
        return Query(text.replace("@", self.scope), legend, exemplars=exemplars)

    def rate(self, metric: str, by: str = "", where: str = "", legend: str = "") -> Query:
        """Return how often a second."""
        return self._aggregated(f"rate({self._series(metric, where)}[{_FRESH}])", by, legend)

    def count(self, metric: str, by: str = "", where: str = "", legend: str = "") -> Query:
        """Return how many within the window."""
        return self._aggregated(f"increase({self._series(metric, where)}[{_FRESH}])", by, legend)

    def share(self, metric: str, part: str, by: str = "", where: str = "", legend: str = "") -> Query:
        """Return the part that `part` matches; 0 where nothing does."""
        whole = f"sum{_by(by)} (rate({self._series(metric, where)}[{_FRESH}]))"
        some = f"sum{_by(by)} (rate({self._series(metric, _joined(where, part))}[{_FRESH}]))"
        return Query(f"({some} or 0 * {whole}) / {whole}", legend or _legend(by))

    def per(self, metric: str, of: str, by: str = "", legend: str = "", *, where: str = "") -> Query:
        """Return how many of one counter for each of another."""
        top, base = (f"sum{_by(by)} (rate({self._series(one, where)}[{_FRESH}]))" for one in (metric, of))
        return Query(f"{top} / {base}", legend or _legend(by))

    def quantile(self, share: float, metric: str, by: str = "", where: str = "", legend: str = "") -> Query:
        """Return what `share` of the histogram stay below; with exemplars."""
        buckets = self._series(f"{metric}_bucket", where)
        text = f"histogram_quantile({share}, sum by ({_joined('le', by)}) (rate({buckets}[{_FRESH}])))"
        return Query(text, legend or f"{_legend(by)} p{share * 100:g}".strip(), exemplars=True)

    def mean(self, metric: str, by: str = "", where: str = "", legend: str = "") -> Query:
        """Return the mean of what a histogram recorded."""
        return self.per(f"{metric}_sum", f"{metric}_count", by, legend, where=where)

    def now(
        self,
        metric: str,
        by: str = "",
        where: str = "",
        legend: str = "",
        *,
        take: str = "sum",
        times: str = "",
    ) -> Query:
        """Return the present value, aggregated by `take`; `times` is appended, such as `/ 86400`."""
        return self._aggregated(self._series(metric, where), by, legend, take=take, times=times)

    def ratio(self, metric: str, of: str, by: str = "", legend: str = "", *, take: str = "max") -> Query:
        """Return one present value as a part of another."""
        top, base = (f"{take}{_by(by)} ({self._series(one, '')})" for one in (metric, of))
        return Query(f"{top} / ({base} > 0)", legend or _legend(by))

    def since(self, metric: str, by: str = "", where: str = "", legend: str = "") -> Query:
        """Return the seconds since a moment that a gauge tells."""
        return Query(f"time() - max{_by(by)} ({self._series(metric, where)})", legend or _legend(by))

    def _series(self, metric: str, where: str) -> str:
        matchers = _joined(self.scope, where)
        return f"{metric}{{{matchers}}}" if matchers else metric

    def _aggregated(self, inner: str, by: str, legend: str, *, take: str = "sum", times: str = "") -> Query:
        return Query(f"{take}{_by(by)} ({inner}){' ' + times if times else ''}", legend or _legend(by))


def _joined(*parts: str) -> str:
    return ",".join(part for part in parts if part)


def _by(labels: str) -> str:
    return f" by ({labels})" if labels else ""


def _legend(labels: str) -> str:
    return " · ".join(f"{{{{{label.strip()}}}}}" for label in labels.split(",")) if labels else ""


services = Source('deployment_environment_name=~"$environment",service_name=~"$service"')
hosts = Source('instance=~"$instance"')
anywhere = Source("")
