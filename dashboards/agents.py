"""Software agents: what they are given, what becomes of it, what they wait for."""

from __future__ import annotations

from otel_kit.ops.dashboards import Board, Row, above, bars, lines, number, services

_AGENT = "gen_ai_agent_name"
_TASKS, _TOOLS = "kit_agent_tasks_total", "kit_agent_tool_calls_total"
_FAILED = 'kit_agent_result=~"failure|timeout"'


def board() -> Board:
    """Return the dashboard."""
    return Board(
        "agents",
        "Agents",
        "Software agents: tasks and how they end, queues, tools, hand-offs.",
        answer=(
            number(
                "Tasks that fail",
                "Part of the tasks that end with a failure or a timeout, over the window.",
                services.share(_TASKS, _FAILED),
                "percentunit",
                above("AgentFailureRatioHigh.max_failure_ratio"),
            ),
            number("Tasks", "Tasks that ended within the window.", services.count(_TASKS)),
            number("Tasks at work", "Tasks that agents work on now.", services.now("kit_agent_active")),
            number(
                "Tasks that wait",
                "Tasks that no agent has taken yet, of the fullest queue.",
                services.now("kit_agent_queue_depth", take="max"),
                "short",
                above("AgentProcessingBacklog.max_tasks"),
            ),
        ),
        rows=(_tasks(), _work(), _tools(), _knowledge()),
    )


def _tasks() -> Row:
    return Row(
        "Tasks",
        (
            lines(
                "Tasks by result",
                "Tasks a second by how they ended. Timeouts cost the most and bring nothing.",
                services.rate(_TASKS, "kit_agent_result"),
                unit="ops",
                stacked=True,
                find='{ name =~ "agent .*" && status = error }',
            ),
            lines(
                "Failures by agent",
                "Part of each agent's tasks that fail or time out.",
                services.share(_TASKS, _FAILED, _AGENT),
                unit="percentunit",
                limits=above("AgentFailureRatioHigh.max_failure_ratio"),
            ),
            lines(
                "Task duration",
                "How long tasks take: half of them, and all but one of twenty.",
                services.quantile(0.5, "kit_agent_task_duration_seconds", _AGENT),
                services.quantile(0.95, "kit_agent_task_duration_seconds", _AGENT),
                unit="s",
                limits=above("AgentTaskDurationP95High.max_seconds"),
                find='{ name =~ "agent .*" && duration > 10s }',
            ),
        ),
    )


def _work() -> Row:
    return Row(
        "Work that waits and work that runs",
        (
            lines(
                "Waiting tasks",
                "Tasks in each agent's queue. A queue that only grows is a backlog.",
                services.now("kit_agent_queue_depth", _AGENT, take="max"),
                limits=above("AgentProcessingBacklog.max_tasks"),
            ),
            lines(
                "Active tasks",
                "Tasks that each agent works on. None while others wait: the agent stands still.",
                services.now("kit_agent_active", _AGENT),
            ),
            lines(
                "Retries",
                "Tries beyond the first for each task.",
                services.per("kit_agent_retries_total", _TASKS, _AGENT),
                limits=above("AgentRetriesHigh.max_retries"),
            ),
        ),
    )


def _tools() -> Row:
    return Row(
        "Tools and hand-offs",
        (
            lines(
                "Handoffs",
                "Tasks a second that an agent gives on, by who receives them.",
                services.rate("kit_agent_handoffs_total", f"{_AGENT}, kit_agent_receiver"),
                unit="ops",
            ),
            lines(
                "Tool calls by result",
                "Calls a second of each tool.",
                services.rate(_TOOLS, "gen_ai_tool_name, kit_operation_result"),
                unit="ops",
                stacked=True,
                find='{ name =~ "execute_tool .*" && status = error }',
            ),
            bars(
                "Failures by tool",
                "Part of each tool's calls that fail, over the window.",
                services.share(_TOOLS, 'kit_operation_result="failure"', "gen_ai_tool_name"),
                "percentunit",
                above("AgentToolFailureRatioHigh.max_failure_ratio"),
            ),
        ),
    )


def _knowledge() -> Row:
    store, graph, model = "kit_memory_store", "kit_graph_name", "kit_model_name"
    return Row(
        "What they know",
        (
            lines(
                "Memory search",
                "All but one of twenty searches take no longer.",
                services.quantile(0.95, "kit_memory_search_duration_seconds", store),
                unit="s",
                limits=above("MemorySearchLatencyP95High.max_seconds"),
            ),
            lines(
                "Memory operations",
                "Part of each store's operations that fail.",
                services.share(
                    "kit_memory_operations_total",
                    'kit_operation_result="failure"',
                    f"{store}, kit_memory_operation",
                ),
                unit="percentunit",
                limits=above("MemoryOperationFailureRatioHigh.max_failure_ratio"),
            ),
            lines(
                "Memory processing",
                "Until something is remembered: all but one of twenty.",
                services.quantile(0.95, "kit_memory_processing_duration_seconds", store),
                unit="s",
                limits=above("MemoryProcessingP95Slow.max_seconds"),
            ),
            lines(
                "Graph queries",
                "All but one of twenty queries take no longer.",
                services.quantile(0.95, "kit_graph_query_duration_seconds", graph),
                unit="s",
                limits=above("GraphQueryLatencyP95High.max_seconds"),
            ),
            lines(
                "Graph size",
                "Nodes of each graph; they hardly ever become fewer.",
                services.raw(
                    f"sum by ({graph}) (max by ({graph}, kit_graph_type) (kit_graph_nodes{{@}}))",
                    f"{{{{{graph}}}}}",
                ),
            ),
            lines(
                "Embedding",
                "All but one of twenty take no longer.",
                services.quantile(0.95, "kit_embedding_duration_seconds", model),
                unit="s",
                limits=above("EmbeddingLatencyP95High.max_seconds"),
            ),
        ),
    )
