"""OTLP over gRPC as any client sends it, whatever the bytes are, and the status that comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import grpc

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["call"]

_SERVICES = {"traces": "trace.v1.Trace", "metrics": "metrics.v1.Metrics", "logs": "logs.v1.Logs"}


def call(
    address: str,
    signal: str,
    body: bytes,
    *,
    tls: Path | None = None,
    headers: tuple[tuple[str, str], ...] = (),
    packed: bool = False,
) -> str:
    """Send `body` as a message for a signal, and return the status' name, such as OK or UNAUTHENTICATED.

    `tls` is a folder of `ca.crt`, and of `tls.crt` and `tls.key` where the client shows a certificate; `packed` sends with gzip.
    """
    compression = grpc.Compression.Gzip if packed else grpc.Compression.NoCompression
    with _channel(address, tls) as channel:
        export = channel.unary_unary(f"/opentelemetry.proto.collector.{_SERVICES[signal]}Service/Export")
        try:
            export(body, metadata=headers, timeout=20, compression=compression)
        except grpc.RpcError as refused:
            return refused.code().name
    return grpc.StatusCode.OK.name


def _channel(address: str, tls: Path | None) -> grpc.Channel:
    if tls is None:
        return grpc.insecure_channel(address)
    own = [tls / "tls.key", tls / "tls.crt"]
    pair = [file.read_bytes() for file in own] if own[0].exists() else [None, None]
    return grpc.secure_channel(address, grpc.ssl_channel_credentials((tls / "ca.crt").read_bytes(), *pair))
