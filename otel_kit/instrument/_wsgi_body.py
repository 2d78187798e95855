"""The body of a WSGI answer: the request ends when its last byte was taken, not when the first was ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opentelemetry import context

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from otel_kit.instrument._http_server import Exchange

__all__ = ["Body"]


class Body:
    """Hands on the chunks of a body, each produced inside the request's span."""

    def __init__(self, chunks: Iterable[bytes], exchange: Exchange) -> None:
        """Wrap what the application returned."""
        self._chunks = chunks
        self._iterator: Iterator[bytes] | None = None
        self._exchange = exchange
        self._size = 0
        self._expected = exchange.answer.declared_size()
        self._end_if_complete()

    def __iter__(self) -> Body:
        """Iterate once, as WSGI servers do."""
        return self

    def __next__(self) -> bytes:
        """Return the next chunk; end the request with the last."""
        token = context.attach(self._exchange.context)
        try:
            if self._iterator is None:
                self._iterator = iter(self._chunks)
            chunk = next(self._iterator)
        except StopIteration:
            self._end()
            raise
        except Exception as error:
            self._exchange.fail(error)
            self._end()
            raise
        finally:
            context.detach(token)
        self._size += len(chunk)
        self._end_if_complete()
        return chunk

    def close(self) -> None:
        """End the request at the latest now: the server is done with it."""
        self._end()
        close = getattr(self._chunks, "close", None)
        if close is not None:
            close()

    def _end_if_complete(self) -> None:
        """End the request with the last byte of a body of known size, even if nobody asks for more."""
        if self._expected is not None and self._size >= self._expected:
            self._end()

    def _end(self) -> None:
        self._exchange.answer.size = self._size
        self._exchange.finish()
