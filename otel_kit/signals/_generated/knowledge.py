# GENERATED from registry/knowledge.yaml by `otel-kit semconv generate`; do not edit.
# ruff: noqa: A002
# fmt: off
"""What the product remembers: memories that are searched, graphs that are asked, and the embeddings behind both."""

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
    Gauge,
    Histogram,
    Measure,
    Plan,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "EmbedCall",
    "GraphQueryCall",
    "MemoryOperation",
    "OperationResult",
    "RememberCall",
    "SearchCall",
    "embed",
    "graph_edges",
    "graph_nodes",
    "graph_query",
    "memory_operation",
    "remember",
    "search",
]

MemoryOperation = Literal[
    "add",
    "update",
    "delete",
    "get",
    "search",
]
_MEMORY_OPERATION: Final = frozenset(get_args(MemoryOperation))

OperationResult = Literal[
    "success",
    "failure",
    "cancelled",
]
_OPERATION_RESULT: Final = frozenset(get_args(OperationResult))


class _MemoryOperation(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        store: str,
        operation: MemoryOperation,
        result: OperationResult,
    ) -> None:
        """Add to `kit.memory.operations`: what was done with memories.

        Unit: {operation}.

        Args:
            store: The store of memories. Such as conversations, accounts.
            operation: What was done with the memory.
            result: How an operation ended, where its domain has no result of its own.
        """
        attributes: Attributes = {}
        if store is not None:
            attributes["kit.memory.store"] = store
        if operation is not None:
            attributes["kit.memory.operation"] = one_of(operation, _MEMORY_OPERATION, "kit.memory.operation")
        if result is not None:
            attributes["kit.operation.result"] = one_of(result, _OPERATION_RESULT, "kit.operation.result")
        self.emit(amount, attributes)

    def bind(self, *, store: str, operation: MemoryOperation, result: OperationResult) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if store is not None:
            attributes["kit.memory.store"] = store
        if operation is not None:
            attributes["kit.memory.operation"] = one_of(operation, _MEMORY_OPERATION, "kit.memory.operation")
        if result is not None:
            attributes["kit.operation.result"] = one_of(result, _OPERATION_RESULT, "kit.operation.result")
        return BoundCounter(self, attributes)


memory_operation = _MemoryOperation(
    SCOPE,
    "kit.memory.operations",
    unit="{operation}",
    description="What was done with memories.",
    limits={"kit.memory.store": 20},
)


class _GraphNodes(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, graph: str, type: str | None = None) -> None:
        """Set `kit.graph.nodes`: nodes that a graph holds now.

        Count them in the store, in one place, at an interval of your own, such as each 5 minutes.

        Unit: {node}.

        Args:
            graph: The knowledge graph. Such as accounts, properties.
            type: The kind of node or edge. Such as account, contact, works_for.
        """
        attributes: Attributes = {}
        if graph is not None:
            attributes["kit.graph.name"] = graph
        if type is not None:
            attributes["kit.graph.type"] = type
        self.emit(amount, attributes)

    def bind(self, *, graph: str, type: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if graph is not None:
            attributes["kit.graph.name"] = graph
        if type is not None:
            attributes["kit.graph.type"] = type
        return Bound(self, attributes)


graph_nodes = _GraphNodes(
    SCOPE,
    "kit.graph.nodes",
    unit="{node}",
    description="Nodes that a graph holds now.",
    limits={"kit.graph.name": 20, "kit.graph.type": 50},
)


class _GraphEdges(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, graph: str, type: str | None = None) -> None:
        """Set `kit.graph.edges`: edges that a graph holds now.

        Count them in the store, in one place, at an interval of your own, such as each 5 minutes.

        Unit: {edge}.

        Args:
            graph: The knowledge graph. Such as accounts, properties.
            type: The kind of node or edge. Such as account, contact, works_for.
        """
        attributes: Attributes = {}
        if graph is not None:
            attributes["kit.graph.name"] = graph
        if type is not None:
            attributes["kit.graph.type"] = type
        self.emit(amount, attributes)

    def bind(self, *, graph: str, type: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if graph is not None:
            attributes["kit.graph.name"] = graph
        if type is not None:
            attributes["kit.graph.type"] = type
        return Bound(self, attributes)


graph_edges = _GraphEdges(
    SCOPE,
    "kit.graph.edges",
    unit="{edge}",
    description="Edges that a graph holds now.",
    limits={"kit.graph.name": 20, "kit.graph.type": 50},
)

_memory_processing_duration = Histogram(
    SCOPE,
    "kit.memory.processing.duration",
    unit="s",
    description="Time that it took to make a memory of something, such as a conversation.",
    buckets=(0.05, 0.1, 0.25, 0.5, 1.5, 2.5, 5.5, 10.5, 30.5, 60.5, 300.5),
    has_error_type=True,
    limits={"kit.memory.store": 20, "error.type": 10},
)

_memory_search_duration = Histogram(
    SCOPE,
    "kit.memory.search.duration",
    unit="s",
    description="Time that a search for memories took.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.5, 2.5, 5.5),
    has_error_type=True,
    limits={"kit.memory.store": 20, "error.type": 10},
)

_memory_search_results = Histogram(
    SCOPE,
    "kit.memory.search.results",
    unit="{memory}",
    description="How many memories a search found.",
    buckets=(0.5, 1.5, 2.5, 5.5, 10.5, 20.5, 50.5, 100.5, 1000.5),
    limits={"kit.memory.store": 20},
)

_graph_query_duration = Histogram(
    SCOPE,
    "kit.graph.query.duration",
    unit="s",
    description="Time that a query of a graph took.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.5, 5.5),
    has_error_type=True,
    limits={"kit.graph.name": 20, "kit.graph.query": 20, "error.type": 5},
)

_embedding_duration = Histogram(
    SCOPE,
    "kit.embedding.duration",
    unit="s",
    description="Time that it took to turn texts or images into vectors.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.5, 2.5, 5.5, 10.5),
    has_error_type=True,
    limits={"kit.model.name": 30, "error.type": 10},
)


class RememberCall(Call):
    """The making of a memory."""

    __slots__ = ()

    @property
    def result(self) -> OperationResult | None:
        """How an operation ended, where its domain has no result of its own."""
        value: OperationResult | None = self._get("kit.operation.result")
        return value

    @result.setter
    def result(self, value: OperationResult) -> None:
        self._set("kit.operation.result", one_of(value, _OPERATION_RESULT, "kit.operation.result"))


_REMEMBER: Final = Plan(
    scope=SCOPE,
    span_name="remember {}",
    span_name_keys=("kit.memory.store",),
    span_keys=("error.type", "kit.memory.store", "kit.operation.result", "kit.tenant.id"),
    kind=SpanKind.INTERNAL,
    duration=Measure(
        _memory_processing_duration,
        ("kit.memory.store", "kit.operation.result", "error.type"),
    ),
    outcome="kit.operation.result",
)


class _Remember:
    __slots__ = ()

    def __call__(self, *, store: str, tenant: str | None = None) -> RememberCall:
        """Return a run of `kit.memory.processing`: the making of a memory.

        Args:
            store: The store of memories. Such as conversations, accounts.
            tenant: The tenant. Too many for a metric; spans, logs and baggage carry it. Such as t_4711.
        """
        attributes: Attributes = {}
        if store is not None:
            attributes["kit.memory.store"] = store
        if tenant is not None:
            attributes["kit.tenant.id"] = tenant
        return RememberCall(_REMEMBER, attributes)

    def bind(self, *, store: str, tenant: str | None = None) -> BoundLifecycle[RememberCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(store=store, tenant=tenant))


remember = _Remember()


class SearchCall(Call):
    """One search for memories."""

    __slots__ = ()

    @property
    def results(self) -> int | None:
        """How many memories the search found."""
        value: int | None = self._get("kit.memory.result_count")
        return value

    @results.setter
    def results(self, value: int) -> None:
        self._set("kit.memory.result_count", value)

    @property
    def result(self) -> OperationResult | None:
        """How an operation ended, where its domain has no result of its own."""
        value: OperationResult | None = self._get("kit.operation.result")
        return value

    @result.setter
    def result(self, value: OperationResult) -> None:
        self._set("kit.operation.result", one_of(value, _OPERATION_RESULT, "kit.operation.result"))


_SEARCH: Final = Plan(
    scope=SCOPE,
    span_name="search {}",
    span_name_keys=("kit.memory.store",),
    span_keys=(
        "error.type",
        "kit.memory.result_count",
        "kit.memory.store",
        "kit.operation.result",
        "kit.tenant.id",
    ),
    kind=SpanKind.INTERNAL,
    duration=Measure(
        _memory_search_duration,
        ("kit.memory.store", "kit.operation.result", "error.type"),
    ),
    values={"kit.memory.result_count": Measure(_memory_search_results, ("kit.memory.store",))},
    outcome="kit.operation.result",
)


class _Search:
    __slots__ = ()

    def __call__(self, *, store: str, tenant: str | None = None) -> SearchCall:
        """Return a run of `kit.memory.search`: one search for memories.

        Args:
            store: The store of memories. Such as conversations, accounts.
            tenant: The tenant. Too many for a metric; spans, logs and baggage carry it. Such as t_4711.
        """
        attributes: Attributes = {}
        if store is not None:
            attributes["kit.memory.store"] = store
        if tenant is not None:
            attributes["kit.tenant.id"] = tenant
        return SearchCall(_SEARCH, attributes)

    def bind(self, *, store: str, tenant: str | None = None) -> BoundLifecycle[SearchCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(store=store, tenant=tenant))


search = _Search()


class GraphQueryCall(Call):
    """One query of a graph."""

    __slots__ = ()


_GRAPH_QUERY: Final = Plan(
    scope=SCOPE,
    span_name="query {}",
    span_name_keys=("kit.graph.name",),
    span_keys=("error.type", "kit.graph.name", "kit.graph.query", "kit.tenant.id"),
    kind=SpanKind.CLIENT,
    duration=Measure(_graph_query_duration, ("kit.graph.name", "kit.graph.query", "error.type")),
)


class _GraphQuery:
    __slots__ = ()

    def __call__(self, *, graph: str, query: str | None = None, tenant: str | None = None) -> GraphQueryCall:
        """Return a run of `kit.graph.query`: one query of a graph.

        Args:
            graph: The knowledge graph. Such as accounts, properties.
            query: The query, as the code names it. Never its text. Such as related_accounts, shortest_path.
            tenant: The tenant. Too many for a metric; spans, logs and baggage carry it. Such as t_4711.
        """
        attributes: Attributes = {}
        if graph is not None:
            attributes["kit.graph.name"] = graph
        if query is not None:
            attributes["kit.graph.query"] = query
        if tenant is not None:
            attributes["kit.tenant.id"] = tenant
        return GraphQueryCall(_GRAPH_QUERY, attributes)

    def bind(
        self,
        *,
        graph: str,
        query: str | None = None,
        tenant: str | None = None,
    ) -> BoundLifecycle[GraphQueryCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(graph=graph, query=query, tenant=tenant))


graph_query = _GraphQuery()


class EmbedCall(Call):
    """The turning of texts or images into vectors."""

    __slots__ = ()

    @property
    def result(self) -> OperationResult | None:
        """How an operation ended, where its domain has no result of its own."""
        value: OperationResult | None = self._get("kit.operation.result")
        return value

    @result.setter
    def result(self, value: OperationResult) -> None:
        self._set("kit.operation.result", one_of(value, _OPERATION_RESULT, "kit.operation.result"))


_EMBED: Final = Plan(
    scope=SCOPE,
    span_name="embed {}",
    span_name_keys=("kit.model.name",),
    span_keys=("error.type", "kit.model.name", "kit.model.version", "kit.operation.result"),
    kind=SpanKind.INTERNAL,
    duration=Measure(_embedding_duration, ("kit.model.name", "kit.operation.result", "error.type")),
    outcome="kit.operation.result",
)


class _Embed:
    __slots__ = ()

    def __call__(self, *, model: str, version: str | None = None) -> EmbedCall:
        """Return a run of `kit.embedding`: the turning of texts or images into vectors.

        For a hosted model, whose client sends the gen_ai conventions by itself, those are enough.

        Args:
            model: The model. Such as churn, lead_score.
            version: The version of the model that answered. Such as 3, 2026-01-10.
        """
        attributes: Attributes = {}
        if model is not None:
            attributes["kit.model.name"] = model
        if version is not None:
            attributes["kit.model.version"] = version
        return EmbedCall(_EMBED, attributes)

    def bind(self, *, model: str, version: str | None = None) -> BoundLifecycle[EmbedCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(model=model, version=version))


embed = _Embed()
