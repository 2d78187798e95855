"""Puts the tenant of the context on every span and log record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opentelemetry.sdk._logs import LogRecordProcessor
from opentelemetry.sdk.trace import SpanProcessor

from otel_kit._guard import guarded
from otel_kit.tenants._context import attributes_of, current

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk._logs import ReadWriteLogRecord
    from opentelemetry.sdk.trace import Span

__all__ = ["TenantOnLogs", "TenantOnSpans"]


class TenantOnSpans(SpanProcessor):
    """Marks spans when they start."""

    @guarded("pipeline.tenant")
    def on_start(self, span: Span, parent_context: Context | None = None) -> None:
        """Mark one span, unless whoever started it named the tenant."""
        tenant = current(parent_context)
        if tenant is not None:
            given = span.attributes or {}
            span.set_attributes(
                {key: value for key, value in attributes_of(tenant).items() if key not in given}
            )


class TenantOnLogs(LogRecordProcessor):
    """Marks log records, and with them events."""

    @guarded("pipeline.tenant")
    def on_emit(self, log_record: ReadWriteLogRecord) -> None:
        """Mark one record, unless whoever wrote it named the tenant."""
        record = log_record.log_record
        tenant = current(record.context)
        if tenant is not None:
            given: Any = record.attributes
            for key, value in attributes_of(tenant).items():
                given.setdefault(key, value)

    def shutdown(self) -> None:
        """Nothing is held."""

    def force_flush(self, timeout_millis: int = 30_000) -> bool:  # noqa: ARG002 - the SDK's signature
        """Nothing is held."""
        return True
