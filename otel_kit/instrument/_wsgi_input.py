"""A WSGI request's body of unknown size: counted as the application reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from otel_kit.instrument._http_message import Answer

__all__ = ["CountedInput"]


class CountedInput:
    """Reads as the server's stream does. The size counts when the body was read to its end."""

    def __init__(self, stream: Any, answer: Answer) -> None:
        """Keep the stream and where its size is noted."""
        self._stream = stream
        self._answer = answer

    def read(self, size: int = -1, /) -> bytes:
        """Read up to `size` bytes, or all."""
        return self._counted(self._stream.read(size), at_end=size is None or size < 0)

    def readline(self, *size: int) -> bytes:
        """Read a line."""
        return self._counted(self._stream.readline(*size))

    def readlines(self, hint: int = -1, /) -> list[bytes]:
        """Read lines until `hint` bytes were read, or all."""
        lines: list[bytes] = self._stream.readlines(hint)
        self._counted(b"".join(lines), at_end=hint is None or hint <= 0)
        return lines

    def __iter__(self) -> Iterator[bytes]:
        """Read line by line."""
        return iter(self.readline, b"")

    def __getattr__(self, name: str) -> Any:
        """Be the server's stream for everything else."""
        return getattr(self._stream, name)

    def _counted(self, chunk: bytes, *, at_end: bool = False) -> bytes:
        self._answer.unfinished += len(chunk)
        if at_end or not chunk:
            self._answer.received = self._answer.unfinished
        return chunk
