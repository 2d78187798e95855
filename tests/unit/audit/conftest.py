from __future__ import annotations

import pytest

from otel_kit.pipeline.audit import AuditLog
from otel_kit.pipeline.audit._files import Files


@pytest.fixture
def folder(tmp_path):
    """Where the log of a test lies."""
    return tmp_path / "checkout"


@pytest.fixture
def log_of(folder):
    """Make the log of one more process."""

    def log_of(instance="one", *, limit=1_000_000, key=None, **options):
        return AuditLog(Files(folder), limit=limit, key=key, instance=instance, **options)

    return log_of
