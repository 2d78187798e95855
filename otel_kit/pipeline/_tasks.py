"""Which of asyncio's tasks something happened in."""

from __future__ import annotations

import re
import sys
from typing import Any

__all__ = ["TASK", "attributes_of_task", "task_attributes"]

TASK = "kit.asyncio.task"
_NOBODY_NAMED_IT = re.compile(r"Task-\d+")
_NONE: dict[str, str] = {}


def task_attributes() -> dict[str, str]:
    """Return the name of the task that runs now, where somebody gave it one; nothing outside of tasks."""
    asyncio: Any = sys.modules.get("asyncio.tasks")
    if asyncio is None or asyncio.events._get_running_loop() is None:  # noqa: SLF001 - it does not raise, as the public one
        return _NONE
    return attributes_of_task(asyncio.current_task())


def attributes_of_task(task: Any) -> dict[str, str]:
    """Return the name of a task, where somebody gave it one."""
    get_name = getattr(task, "get_name", None)
    name = get_name() if get_name is not None else ""
    return {TASK: name} if name and not _NOBODY_NAMED_IT.fullmatch(name) else _NONE
