"""Read-only clients of the stack's servers: what the demo, the doctor and the chain tests ask them."""

from __future__ import annotations

from otel_kit.ops.clients._alertmanager import ActiveAlert, Alertmanager, Notices
from otel_kit.ops.clients._http import UnavailableError
from otel_kit.ops.clients._loki import LogLine, Loki
from otel_kit.ops.clients._prometheus import Exemplar, Prometheus, RuleAlert, Sample, Series
from otel_kit.ops.clients._tempo import Span, Tempo, Trace
from otel_kit.ops.notices import Notice

__all__ = [
    "ActiveAlert",
    "Alertmanager",
    "Exemplar",
    "LogLine",
    "Loki",
    "Notice",
    "Notices",
    "Prometheus",
    "RuleAlert",
    "Sample",
    "Series",
    "Span",
    "Tempo",
    "Trace",
    "UnavailableError",
]
