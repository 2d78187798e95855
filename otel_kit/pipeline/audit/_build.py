"""Puts the audit log of one process together."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from otel_kit.pipeline.audit._desk import AuditDesk
from otel_kit.pipeline.audit._files import Files
from otel_kit.pipeline.audit._lane import AuditLane
from otel_kit.pipeline.audit._log import AuditLog
from otel_kit.pipeline.audit._place import folder_of
from otel_kit.pipeline.audit._read import Reader
from otel_kit.pipeline.redaction import Rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from opentelemetry.sdk.resources import Resource

    from otel_kit.pipeline._client import Client
    from otel_kit.pipeline.delivery import Tally
    from otel_kit.pipeline.redaction import Redactor
    from otel_kit.settings import Settings

__all__ = ["build_audit"]


def build_audit(
    settings: Settings,
    resource: Resource,
    client: Client,
    tally: Tally,
    *,
    usual: Callable[[object], None],
    redactor: Redactor | None,
) -> tuple[AuditDesk, AuditLane]:
    """Return where records arrive, and what delivers; no file is made before the first entry.

    `redactor` is the pipeline's, or `None` where redaction is off.
    """
    attributes = dict(resource.attributes)
    service = str(attributes.get("service.name", "service"))
    files = Files(folder_of(service, settings.audit_folder, os.environ))
    log = AuditLog(
        files,
        limit=settings.audit_bytes,
        key=settings.audit_key,
        instance=str(attributes.get("service.instance.id", "")),
        resource=attributes,
    )
    pseudonyms = Rules(hash_key=settings.audit_key) if settings.audit_pseudonyms else None
    desk = AuditDesk(
        log, usual, pseudonyms=pseudonyms, redact=redactor.redact_attributes if redactor else dict
    )
    reader = Reader(files, settings.audit_key)
    return desk, AuditLane(log, reader, client, tally, delay=settings.logs_delay)
