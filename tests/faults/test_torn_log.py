"""Tempo is killed while it rewrites the description of its newest block: what the block holds is not thrown away."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from faults.load import message_of
from faults.stored import Stored
from support.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from faults.field import Field

pytestmark = pytest.mark.chain


def test_the_spans_of_a_block_without_a_description_are_found_again(field: Field) -> None:
    run = f"torn-{uuid.uuid4().hex[:6]}"
    body = message_of("spans", run)
    before = files_of_spans(field)
    answer = httpx.post(
        f"{field.stack.endpoints.tempo_otlp}/v1/traces",
        content=body,
        headers={"Content-Type": "application/x-protobuf"},
        trust_env=False,
    )
    assert answer.status_code == 200
    # It describes the block, ends the file of spans, and opens the next one, which is empty.
    wait_for(lambda: files_of_spans(field) - before, 20, "Tempo to write them")

    field.kill("tempo")
    torn = max(descriptions(field), key=lambda path: path.stat().st_mtime)
    torn.write_bytes(b"")
    field.start("tempo")

    accepted = [
        (span.trace_id.hex(), span.span_id.hex())
        for group in ExportTraceServiceRequest.FromString(body).resource_spans
        for scope in group.scope_spans
        for span in scope.spans
    ]
    stored = Stored(field.stack.endpoints, run)
    wait_for(lambda: stored.look("spans", accepted) == 0, 20, "every span")
    stored.close()


def files_of_spans(field: Field) -> set[Path]:
    """Return the files of spans of all blocks: each write to the log ends one and opens the next."""
    return {path for meta in descriptions(field) for path in meta.parent.iterdir() if path != meta}


def descriptions(field: Field) -> list[Path]:
    """Return meta.json of each block of the write-ahead log."""
    return list((field.stack.data / "tempo" / "wal").glob("*+*+*/meta.json"))
