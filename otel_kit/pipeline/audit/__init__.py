"""The audit log: entries that are on disk before the call returns, in a chain of hashes, delivered from there.

docs/audit.md tells what it guarantees and what the files look like. `_chain` and `_verify` are pure; `_files` and `_log`
write; `_desk` and `_lane` connect it with OpenTelemetry.
"""

from __future__ import annotations

from otel_kit.pipeline.audit._build import build_audit
from otel_kit.pipeline.audit._desk import AUDIT_EVENT, AuditDesk
from otel_kit.pipeline.audit._lane import AuditLane
from otel_kit.pipeline.audit._log import AuditLog, AuditUnavailableError
from otel_kit.pipeline.audit._place import folder_of
from otel_kit.pipeline.audit._verify import Finding, Report, verify

__all__ = [
    "AUDIT_EVENT",
    "AuditDesk",
    "AuditLane",
    "AuditLog",
    "AuditUnavailableError",
    "Finding",
    "Report",
    "build_audit",
    "folder_of",
    "verify",
]
