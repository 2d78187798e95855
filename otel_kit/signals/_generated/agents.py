# GENERATED from registry/agents.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Software agents: the tasks that they are given, the tools that they use, and how they hand work to one another. What they ask of generative models is upstream's gen_ai.*, whose names of agents and tools are used here; agents who are people are in engagement."""

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
    UpDownCounter,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "AgentResult",
    "OperationResult",
    "TaskCall",
    "handoff",
    "queue_depth",
    "retry",
    "task",
    "task_finished",
    "tool_call",
]

AgentResult = Literal[
    "success",
    "failure",
    "cancelled",
    "timeout",
    "handed_over",
]
_AGENT_RESULT: Final = frozenset(get_args(AgentResult))

OperationResult = Literal[
    "success",
    "failure",
    "cancelled",
]
_OPERATION_RESULT: Final = frozenset(get_args(OperationResult))


class _QueueDepth(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, agent: str) -> None:
        """Set `kit.agent.queue.depth`: tasks that wait for an agent.

        Record it in one place, at an interval of your own, such as each 15 s, also where it is 0.

        Unit: {task}.

        Args:
            agent: The agent. Such as data_scout, recommendation_author.
        """
        attributes: Attributes = {}
        if agent is not None:
            attributes["gen_ai.agent.name"] = agent
        self.emit(amount, attributes)

    def bind(self, *, agent: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if agent is not None:
            attributes["gen_ai.agent.name"] = agent
        return Bound(self, attributes)


queue_depth = _QueueDepth(
    SCOPE,
    "kit.agent.queue.depth",
    unit="{task}",
    description="Tasks that wait for an agent.",
    limits={"gen_ai.agent.name": 30},
)


class _ToolCall(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, agent: str, tool: str, result: OperationResult) -> None:
        """Add to `kit.agent.tool.calls`: times that an agent used a tool.

        Unit: {call}.

        Args:
            agent: The agent. Such as data_scout, recommendation_author.
            tool: The tool that the agent uses. Such as search_crm, send_mail.
            result: How an operation ended, where its domain has no result of its own.
        """
        attributes: Attributes = {}
        if agent is not None:
            attributes["gen_ai.agent.name"] = agent
        if tool is not None:
            attributes["gen_ai.tool.name"] = tool
        if result is not None:
            attributes["kit.operation.result"] = one_of(result, _OPERATION_RESULT, "kit.operation.result")
        self.emit(amount, attributes)

    def bind(self, *, agent: str, tool: str, result: OperationResult) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if agent is not None:
            attributes["gen_ai.agent.name"] = agent
        if tool is not None:
            attributes["gen_ai.tool.name"] = tool
        if result is not None:
            attributes["kit.operation.result"] = one_of(result, _OPERATION_RESULT, "kit.operation.result")
        return BoundCounter(self, attributes)


tool_call = _ToolCall(
    SCOPE,
    "kit.agent.tool.calls",
    unit="{call}",
    description="Times that an agent used a tool.",
    limits={"gen_ai.agent.name": 16, "gen_ai.tool.name": 40},
)


class _Handoff(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, agent: str, receiver: str) -> None:
        """Add to `kit.agent.handoffs`: tasks that an agent handed on.

        Unit: {handoff}.

        Args:
            agent: The agent. Such as data_scout, recommendation_author.
            receiver: Who goes on with the task, another agent or `person`. Such as memory_analyst, person.
        """
        attributes: Attributes = {}
        if agent is not None:
            attributes["gen_ai.agent.name"] = agent
        if receiver is not None:
            attributes["kit.agent.receiver"] = receiver
        self.emit(amount, attributes)

    def bind(self, *, agent: str, receiver: str) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if agent is not None:
            attributes["gen_ai.agent.name"] = agent
        if receiver is not None:
            attributes["kit.agent.receiver"] = receiver
        return BoundCounter(self, attributes)


handoff = _Handoff(
    SCOPE,
    "kit.agent.handoffs",
    unit="{handoff}",
    description="Tasks that an agent handed on.",
    limits={"gen_ai.agent.name": 30, "kit.agent.receiver": 30},
)


class _Retry(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, agent: str, error_type: str | None = None) -> None:
        """Add to `kit.agent.retries`: times that an agent began a task or a step of it again.

        Unit: {retry}.

        Args:
            agent: The agent. Such as data_scout, recommendation_author.
            error_type: Why it had to begin again.
        """
        attributes: Attributes = {}
        if agent is not None:
            attributes["gen_ai.agent.name"] = agent
        if error_type is not None:
            attributes["error.type"] = error_type
        self.emit(amount, attributes)

    def bind(self, *, agent: str, error_type: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if agent is not None:
            attributes["gen_ai.agent.name"] = agent
        if error_type is not None:
            attributes["error.type"] = error_type
        return BoundCounter(self, attributes)


retry = _Retry(
    SCOPE,
    "kit.agent.retries",
    unit="{retry}",
    description="Times that an agent began a task or a step of it again.",
    has_error_type=True,
    limits={"gen_ai.agent.name": 30, "error.type": 10},
)

_agent_tasks = Counter(
    SCOPE,
    "kit.agent.tasks",
    unit="{task}",
    description="Tasks of agents that ended, by how they ended.",
    limits={"gen_ai.agent.name": 30, "kit.agent.task_type": 10},
)

_agent_task_duration = Histogram(
    SCOPE,
    "kit.agent.task.duration",
    unit="s",
    description="Time that an agent worked on a task.",
    buckets=(0.1, 0.5, 1.5, 2.5, 5.5, 10.5, 20.5, 30.5, 60.5, 120.5, 300.5, 900.5),
    has_error_type=True,
    limits={"gen_ai.agent.name": 30, "error.type": 10},
)

_agent_active = UpDownCounter(
    SCOPE,
    "kit.agent.active",
    unit="{task}",
    description="Tasks that agents work on now.",
    limits={"gen_ai.agent.name": 30},
)


class _TaskFinished(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        agent: str,
        result: AgentResult,
        task: str | None = None,
        tenant: str | None = None,
        conversation: str | None = None,
        error_type: str | None = None,
    ) -> None:
        """Send `kit.agent.task.finished`: an agent's task ended.

        For the history. The lifecycle `task` measures and counts it; this counts nothing.

        Args:
            agent: The agent. Such as data_scout, recommendation_author.
            result: How the task ended.
            task: What the agent is asked to do. Such as review_account, draft_reply.
            tenant: The tenant. Too many for a metric; spans, logs and baggage carry it. Such as t_4711.
            conversation: Defined in the [OpenTelemetry GenAI semantic conventions
                repository](https://github.com/open-telemetry/semantic-conventions-genai). Such as
                conv_5j66UpCpwteGg4YSxUnt7lPY.
            error_type: Describes a class of error the operation ended with.
        """
        attributes: Attributes = {}
        if agent is not None:
            attributes["gen_ai.agent.name"] = agent
        if result is not None:
            attributes["kit.agent.result"] = one_of(result, _AGENT_RESULT, "kit.agent.result")
        if task is not None:
            attributes["kit.agent.task_type"] = task
        if tenant is not None:
            attributes["kit.tenant.id"] = tenant
        if conversation is not None:
            attributes["gen_ai.conversation.id"] = conversation
        if error_type is not None:
            attributes["error.type"] = error_type
        self.emit(message, attributes)


task_finished = _TaskFinished(
    SCOPE,
    "kit.agent.task.finished",
    keys=(
        "error.type",
        "gen_ai.agent.name",
        "gen_ai.conversation.id",
        "kit.agent.result",
        "kit.agent.task_type",
        "kit.tenant.id",
    ),
    severity="INFO",
)


class TaskCall(Call):
    """An agent's work on one task."""

    __slots__ = ()

    @property
    def result(self) -> AgentResult | None:
        """How the task ended."""
        value: AgentResult | None = self._get("kit.agent.result")
        return value

    @result.setter
    def result(self, value: AgentResult) -> None:
        self._set("kit.agent.result", one_of(value, _AGENT_RESULT, "kit.agent.result"))


_TASK: Final = Plan(
    scope=SCOPE,
    span_name="agent {}",
    span_name_keys=("gen_ai.agent.name",),
    span_keys=(
        "error.type",
        "gen_ai.agent.name",
        "gen_ai.conversation.id",
        "kit.agent.result",
        "kit.agent.task_type",
        "kit.tenant.id",
    ),
    kind=SpanKind.INTERNAL,
    duration=Measure(_agent_task_duration, ("gen_ai.agent.name", "kit.agent.result", "error.type")),
    active=Measure(_agent_active, ("gen_ai.agent.name",)),
    counter=Measure(_agent_tasks, ("gen_ai.agent.name", "kit.agent.result", "kit.agent.task_type")),
    outcome="kit.agent.result",
)


class _Task:
    __slots__ = ()

    def __call__(
        self,
        *,
        agent: str,
        task: str | None = None,
        tenant: str | None = None,
        conversation: str | None = None,
    ) -> TaskCall:
        """Return a run of `kit.agent.task`: an agent's work on one task.

        Set the result to `timeout` or `handed_over` where that is how it ended.

        Args:
            agent: The agent. Such as data_scout, recommendation_author.
            task: What the agent is asked to do. Such as review_account, draft_reply.
            tenant: The tenant. Too many for a metric; spans, logs and baggage carry it. Such as t_4711.
            conversation: Defined in the [OpenTelemetry GenAI semantic conventions
                repository](https://github.com/open-telemetry/semantic-conventions-genai). Such as
                conv_5j66UpCpwteGg4YSxUnt7lPY.
        """
        attributes: Attributes = {}
        if agent is not None:
            attributes["gen_ai.agent.name"] = agent
        if task is not None:
            attributes["kit.agent.task_type"] = task
        if tenant is not None:
            attributes["kit.tenant.id"] = tenant
        if conversation is not None:
            attributes["gen_ai.conversation.id"] = conversation
        return TaskCall(_TASK, attributes)

    def bind(
        self,
        *,
        agent: str,
        task: str | None = None,
        tenant: str | None = None,
        conversation: str | None = None,
    ) -> BoundLifecycle[TaskCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(agent=agent, task=task, tenant=tenant, conversation=conversation))


task = _Task()
