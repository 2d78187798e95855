# GENERATED from registry/data.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Stores of data: caches, transactions, slow queries and shards. How long database calls take and how full the pools are is upstream's db.client.*."""

from __future__ import annotations

from typing import Final, Literal, get_args

from opentelemetry.trace import SpanKind

from otel_kit.signals.pack import (
    Attributes,
    Bound,
    BoundCounter,
    BoundLifecycle,
    Call,
    Counter,
    Event,
    Gauge,
    Histogram,
    Measure,
    Plan,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "CacheEvictionReason",
    "CacheOperationCall",
    "CacheResult",
    "DbTransactionResult",
    "cache_entries",
    "cache_eviction",
    "cache_limit",
    "cache_operation",
    "cache_request",
    "cache_size",
    "shard_query",
    "shard_size",
    "shard_skew",
    "slow_query",
    "transaction",
]

CacheEvictionReason = Literal[
    "capacity",
    "expired",
    "invalidated",
]
_CACHE_EVICTION_REASON: Final = frozenset(get_args(CacheEvictionReason))

CacheResult = Literal[
    "hit",
    "miss",
    "stale",
    "error",
]
_CACHE_RESULT: Final = frozenset(get_args(CacheResult))

DbTransactionResult = Literal[
    "committed",
    "rolled_back",
    "failed",
]
_DB_TRANSACTION_RESULT: Final = frozenset(get_args(DbTransactionResult))


class _CacheRequest(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, cache: str, result: CacheResult) -> None:
        """Add to `kit.cache.requests`: requests to a cache for something that it may have.

        Unit: {request}.

        Args:
            cache: The cache, as the code names it. Such as sessions, property_images.
            result: Whether the cache had what was asked for.
        """
        attributes: Attributes = {}
        if cache is not None:
            attributes["kit.cache.name"] = cache
        if result is not None:
            attributes["kit.cache.result"] = one_of(result, _CACHE_RESULT, "kit.cache.result")
        self.emit(amount, attributes)

    def bind(self, *, cache: str, result: CacheResult) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if cache is not None:
            attributes["kit.cache.name"] = cache
        if result is not None:
            attributes["kit.cache.result"] = one_of(result, _CACHE_RESULT, "kit.cache.result")
        return BoundCounter(self, attributes)


cache_request = _CacheRequest(
    SCOPE,
    "kit.cache.requests",
    unit="{request}",
    description="Requests to a cache for something that it may have.",
    limits={"kit.cache.name": 30},
)


class _CacheEviction(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, cache: str, reason: CacheEvictionReason) -> None:
        """Add to `kit.cache.evictions`: entries that a cache let go.

        Unit: {entry}.

        Args:
            cache: The cache, as the code names it. Such as sessions, property_images.
            reason: Why the entry was taken out.
        """
        attributes: Attributes = {}
        if cache is not None:
            attributes["kit.cache.name"] = cache
        if reason is not None:
            attributes["kit.cache.eviction_reason"] = one_of(reason, _CACHE_EVICTION_REASON, "kit.cache.eviction_reason")
        self.emit(amount, attributes)

    def bind(self, *, cache: str, reason: CacheEvictionReason) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if cache is not None:
            attributes["kit.cache.name"] = cache
        if reason is not None:
            attributes["kit.cache.eviction_reason"] = one_of(reason, _CACHE_EVICTION_REASON, "kit.cache.eviction_reason")
        return BoundCounter(self, attributes)


cache_eviction = _CacheEviction(
    SCOPE,
    "kit.cache.evictions",
    unit="{entry}",
    description="Entries that a cache let go.",
    limits={"kit.cache.name": 30},
)


class _CacheEntries(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, cache: str) -> None:
        """Set `kit.cache.entries`: entries that a cache holds now.

        Unit: {entry}.

        Args:
            cache: The cache, as the code names it. Such as sessions, property_images.
        """
        attributes: Attributes = {}
        if cache is not None:
            attributes["kit.cache.name"] = cache
        self.emit(amount, attributes)

    def bind(self, *, cache: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if cache is not None:
            attributes["kit.cache.name"] = cache
        return Bound(self, attributes)


cache_entries = _CacheEntries(
    SCOPE,
    "kit.cache.entries",
    unit="{entry}",
    description="Entries that a cache holds now.",
    limits={"kit.cache.name": 30},
)


class _CacheSize(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, cache: str) -> None:
        """Set `kit.cache.size`: memory that a cache takes now.

        Unit: bytes.

        Args:
            cache: The cache, as the code names it. Such as sessions, property_images.
        """
        attributes: Attributes = {}
        if cache is not None:
            attributes["kit.cache.name"] = cache
        self.emit(amount, attributes)

    def bind(self, *, cache: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if cache is not None:
            attributes["kit.cache.name"] = cache
        return Bound(self, attributes)


cache_size = _CacheSize(
    SCOPE,
    "kit.cache.size",
    unit="By",
    description="Memory that a cache takes now.",
    limits={"kit.cache.name": 30},
)


class _CacheLimit(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, cache: str) -> None:
        """Set `kit.cache.limit`: memory that a cache may take.

        Record it when the service starts; it is sent on by itself.

        Unit: bytes.

        Args:
            cache: The cache, as the code names it. Such as sessions, property_images.
        """
        attributes: Attributes = {}
        if cache is not None:
            attributes["kit.cache.name"] = cache
        self.emit(amount, attributes)

    def bind(self, *, cache: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if cache is not None:
            attributes["kit.cache.name"] = cache
        return Bound(self, attributes)


cache_limit = _CacheLimit(
    SCOPE,
    "kit.cache.limit",
    unit="By",
    description="Memory that a cache may take.",
    limits={"kit.cache.name": 30},
)


class _Transaction(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        system: str,
        result: DbTransactionResult,
        database: str | None = None,
    ) -> None:
        """Add to `kit.db.transactions`: transactions that ended, by how they ended.

        Unit: {transaction}.

        Args:
            system: The kind of database. Such as postgresql, mysql.
            result: How the transaction ended.
            database: The database, with its schema where it has several. Such as leadflow.
        """
        attributes: Attributes = {}
        if system is not None:
            attributes["db.system.name"] = system
        if result is not None:
            attributes["kit.db.transaction_result"] = one_of(result, _DB_TRANSACTION_RESULT, "kit.db.transaction_result")
        if database is not None:
            attributes["db.namespace"] = database
        self.emit(amount, attributes)

    def bind(self, *, system: str, result: DbTransactionResult, database: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if system is not None:
            attributes["db.system.name"] = system
        if result is not None:
            attributes["kit.db.transaction_result"] = one_of(result, _DB_TRANSACTION_RESULT, "kit.db.transaction_result")
        if database is not None:
            attributes["db.namespace"] = database
        return BoundCounter(self, attributes)


transaction = _Transaction(
    SCOPE,
    "kit.db.transactions",
    unit="{transaction}",
    description="Transactions that ended, by how they ended.",
    limits={"db.system.name": 5, "db.namespace": 20},
)


class _ShardQuery(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        database: str,
        shard: str,
        error_type: str | None = None,
    ) -> None:
        """Add to `kit.db.shard.queries`: queries that went to a shard.

        Unit: {query}.

        Args:
            database: The database that is spread over the shards. Such as leadflow.
            shard: The shard. Such as shard_03.
            error_type: Why the query failed.
        """
        attributes: Attributes = {}
        if database is not None:
            attributes["db.namespace"] = database
        if shard is not None:
            attributes["kit.db.shard"] = shard
        if error_type is not None:
            attributes["error.type"] = error_type
        self.emit(amount, attributes)

    def bind(self, *, database: str, shard: str, error_type: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if database is not None:
            attributes["db.namespace"] = database
        if shard is not None:
            attributes["kit.db.shard"] = shard
        if error_type is not None:
            attributes["error.type"] = error_type
        return BoundCounter(self, attributes)


shard_query = _ShardQuery(
    SCOPE,
    "kit.db.shard.queries",
    unit="{query}",
    description="Queries that went to a shard.",
    has_error_type=True,
    limits={"db.namespace": 10, "kit.db.shard": 100, "error.type": 2},
)


class _ShardSize(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, database: str, shard: str) -> None:
        """Set `kit.db.shard.size`: what a shard holds.

        Unit: bytes.

        Args:
            database: The database that is spread over the shards. Such as leadflow.
            shard: The shard. Such as shard_03.
        """
        attributes: Attributes = {}
        if database is not None:
            attributes["db.namespace"] = database
        if shard is not None:
            attributes["kit.db.shard"] = shard
        self.emit(amount, attributes)

    def bind(self, *, database: str, shard: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if database is not None:
            attributes["db.namespace"] = database
        if shard is not None:
            attributes["kit.db.shard"] = shard
        return Bound(self, attributes)


shard_size = _ShardSize(
    SCOPE,
    "kit.db.shard.size",
    unit="By",
    description="What a shard holds.",
    limits={"db.namespace": 10, "kit.db.shard": 100},
)


class _ShardSkew(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, database: str) -> None:
        """Set `kit.db.shard.skew`: how much more the busiest shard has to do than the average one; 1 is even.

        Above 2 the shards want to be balanced anew.

        Unit: 1 (a ratio, a score).

        Args:
            database: The database that is spread over the shards. Such as leadflow.
        """
        attributes: Attributes = {}
        if database is not None:
            attributes["db.namespace"] = database
        self.emit(amount, attributes)

    def bind(self, *, database: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if database is not None:
            attributes["db.namespace"] = database
        return Bound(self, attributes)


shard_skew = _ShardSkew(
    SCOPE,
    "kit.db.shard.skew",
    unit="1",
    description="How much more the busiest shard has to do than the average one; 1 is even.",
    limits={"db.namespace": 10},
)

_cache_operation_duration = Histogram(
    SCOPE,
    "kit.cache.operation.duration",
    unit="s",
    description="Time that an operation of a cache took.",
    buckets=(0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.5),
    has_error_type=True,
    limits={"kit.cache.name": 30, "kit.cache.operation": 10, "error.type": 5},
)

_db_slow_queries = Counter(
    SCOPE,
    "kit.db.slow_queries",
    unit="{query}",
    description="Queries that took longer than the limit of the service.",
    limits={"db.system.name": 5, "db.namespace": 20, "db.operation.name": 10},
)


class _SlowQuery(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        system: str,
        operation: str,
        database: str | None = None,
        summary: str | None = None,
        seconds: float | None = None,
    ) -> None:
        """Send `kit.db.slow_query`: a query took longer than the limit of the service.

        Hand in the query's summary, never its text with values.

        Args:
            system: The kind of database. Such as postgresql, mysql.
            operation: What the query does. Such as SELECT, UPDATE.
            database: The database, with its schema where it has several. Such as leadflow.
            summary: Low cardinality summary of a database query. Such as SELECT leads.
            seconds: How long the query took, in seconds. Such as 1.7.
        """
        attributes: Attributes = {}
        if system is not None:
            attributes["db.system.name"] = system
        if operation is not None:
            attributes["db.operation.name"] = operation
        if database is not None:
            attributes["db.namespace"] = database
        if summary is not None:
            attributes["db.query.summary"] = summary
        if seconds is not None:
            attributes["kit.db.query_duration"] = seconds
        self.emit(message, attributes)


slow_query = _SlowQuery(
    SCOPE,
    "kit.db.slow_query",
    keys=(
        "db.namespace",
        "db.operation.name",
        "db.query.summary",
        "db.system.name",
        "kit.db.query_duration",
    ),
    severity="WARN",
    counter=Measure(_db_slow_queries, ("db.system.name", "db.namespace", "db.operation.name")),
)


class CacheOperationCall(Call):
    """One operation of a cache."""

    __slots__ = ()

    @property
    def result(self) -> CacheResult | None:
        """Whether the cache had what was asked for."""
        value: CacheResult | None = self._get("kit.cache.result")
        return value

    @result.setter
    def result(self, value: CacheResult) -> None:
        self._set("kit.cache.result", one_of(value, _CACHE_RESULT, "kit.cache.result"))


_CACHE_OPERATION: Final = Plan(
    scope=SCOPE,
    span_name="{} {}",
    span_name_keys=("kit.cache.operation", "kit.cache.name"),
    span_keys=("error.type", "kit.cache.name", "kit.cache.operation", "kit.cache.result"),
    kind=SpanKind.CLIENT,
    duration=Measure(
        _cache_operation_duration,
        ("kit.cache.name", "kit.cache.operation", "error.type"),
    ),
)


class _CacheOperation:
    __slots__ = ()

    def __call__(self, *, cache: str, operation: str) -> CacheOperationCall:
        """Return a run of `kit.cache.operation`: one operation of a cache.

        For caches whose client library is not instrumented, or that live in the process.

        Args:
            cache: The cache, as the code names it. Such as sessions, property_images.
            operation: What the cache is asked to do. Such as get, set, delete.
        """
        attributes: Attributes = {}
        if cache is not None:
            attributes["kit.cache.name"] = cache
        if operation is not None:
            attributes["kit.cache.operation"] = operation
        return CacheOperationCall(_CACHE_OPERATION, attributes)

    def bind(self, *, cache: str, operation: str) -> BoundLifecycle[CacheOperationCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(cache=cache, operation=operation))


cache_operation = _CacheOperation()
