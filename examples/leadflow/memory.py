"""What the worker remembers of companies: texts as vectors, in which the nearest ones are found. Small, but real."""

from __future__ import annotations

import math
import zlib
from collections import deque
from operator import mul

from leadflow import faults
from otel_kit import signals

Vector = tuple[float, ...]

MODEL, STORE = "trigram-hash", "companies"
_DIMENSIONS = 32
_KEPT = 200  # companies; the oldest go
_ALIKE = 0.8  # cosine
_BROKEN = 1 / 3  # of the texts


class EmbeddingError(Exception):
    """A text did not become a vector."""


def embed(text: str) -> Vector:
    """Turn a text into a vector of length 1: its trigrams, hashed into a few dimensions."""
    with signals.knowledge.embed(model=MODEL, version="1"):
        if faults.strikes("broken-embedding", _BROKEN):
            raise EmbeddingError("the text did not become a vector")
        counts = [0.0] * _DIMENSIONS
        for start in range(max(1, len(text) - 2)):
            counts[zlib.crc32(text[start : start + 3].lower().encode()) % _DIMENSIONS] += 1.0
        length = math.hypot(*counts)
        return tuple(count / length for count in counts)


class Memory:
    """The companies that this process has seen last."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: deque[tuple[str, Vector]] = deque(maxlen=_KEPT)

    def search(self, vector: Vector, most: int = 3) -> list[str]:
        """Return the ids of those that are most alike, the nearest first."""
        with signals.knowledge.search(store=STORE) as call:
            alike = [(sum(map(mul, vector, other)), name) for name, other in self._kept]
            found = sorted((near for near in alike if near[0] >= _ALIKE), reverse=True)[:most]
            if faults.active("forgetful-memory"):
                found = []
            call.results = len(found)
        signals.knowledge.memory_operation(store=STORE, operation="search", result="success")
        return [name for _, name in found]

    def add(self, name: str, vector: Vector) -> None:
        """Remember a company."""
        self._kept.append((name, vector))
        signals.knowledge.memory_operation(store=STORE, operation="add", result="success")
