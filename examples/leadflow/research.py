"""The researcher: a small agent that looks for companies like the one that has just come in."""

from __future__ import annotations

from leadflow.memory import EmbeddingError, Memory, Vector, embed
from otel_kit import signals

AGENT, TASK = "researcher", "similar_companies"
_memory = Memory()  # of this worker process


def similar_to(lead_id: str, text: str) -> list[str]:
    """Return the ids of earlier leads that are like this one, and remember it."""
    with signals.agents.task(agent=AGENT, task=TASK):
        found = _use_memory(lead_id, _use_embedding(text))
    # Measured and counted it is already; this line is for whoever reads what happened.
    signals.agents.task_finished(
        f"{AGENT} found {len(found)} companies", agent=AGENT, result="success", task=TASK
    )
    return found


def _use_embedding(text: str) -> Vector:
    try:
        vector = embed(text)
    except EmbeddingError:
        signals.agents.tool_call(agent=AGENT, tool="embedding", result="failure")
        raise
    signals.agents.tool_call(agent=AGENT, tool="embedding", result="success")
    return vector


def _use_memory(lead_id: str, vector: Vector) -> list[str]:
    found = _memory.search(vector)
    _memory.add(lead_id, vector)
    signals.agents.tool_call(agent=AGENT, tool="memory", result="success")
    return found
