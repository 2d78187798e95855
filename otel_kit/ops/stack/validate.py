"""Each server's own check of its rendered configuration, before anything is started."""

from __future__ import annotations

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from otel_kit.exceptions import OtelKitError
from otel_kit.ops._yaml import shortened
from otel_kit.ops.stack.render import sources_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from otel_kit.ops.stack._program import Program

__all__ = ["Check", "checks", "objection", "problem_of", "validate"]

_TIMEOUT_SECONDS = 60
_LINES_SHOWN = 4


@dataclass(frozen=True)
class Check:
    """One command that exits with 0 if the configuration of `server` is valid."""

    server: str
    file: Path
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


def checks(
    config: Path, programs: Sequence[Program], find_binary: Callable[[str], Path | None]
) -> list[Check]:
    """Return the checks of the servers whose programs are there; `config` is the rendered folder."""
    environment = {program.name: program.environment for program in programs}
    found = []
    for server, (tool, file, arguments) in _CHECKS.items():
        binary = find_binary(tool)
        if binary and server in environment:
            command = [str(binary), *(part.format(config=config) for part in arguments)]
            found.append(Check(server, config / file, command, environment[server]))
    return found


_CHECKS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "collector": (
        "collector",
        "collector-local.yaml",
        ("validate", "--config={config}/collector-base.yaml", "--config={config}/collector-local.yaml"),
    ),
    "prometheus": ("promtool", "prometheus.yml", ("check", "config", "{config}/prometheus.yml")),
    "alertmanager": ("amtool", "alertmanager.yml", ("check-config", "{config}/alertmanager.yml")),
    "loki": (
        "loki",
        "loki.yaml",
        ("-config.file={config}/loki.yaml", "-config.expand-env=true", "-verify-config"),
    ),
    "tempo": (
        "tempo",
        "tempo.yaml",
        ("-config.file={config}/tempo.yaml", "-config.expand-env=true", "-config.verify=true"),
    ),
}


def problem_of(check: Check) -> str:
    """Run one check; return an empty string if the configuration is valid, else the server's own words."""
    environment = {**os.environ, **check.environment}
    try:
        done = subprocess.run(
            check.command,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=_TIMEOUT_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return f"its check did not end within {_TIMEOUT_SECONDS} s"
    except OSError as error:
        return f"{check.command[0]}: {error.strerror}"
    if not done.returncode:
        return ""
    lines = [line.strip() for line in (done.stdout + done.stderr).splitlines()]
    told = [line for line in lines if _is_telling(line)] or lines
    return " ".join(told[-_LINES_SHOWN:]) or f"exit status {done.returncode}"


def _is_telling(line: str) -> bool:
    passed = line.startswith("Checking") and "FAILED" not in line
    return bool(line) and not passed and "SUCCESS" not in line


def validate(found: Sequence[Check]) -> None:
    """Run the checks side by side; raise `OtelKitError` with the first server's own words if one fails."""
    with ThreadPoolExecutor(max_workers=max(1, len(found))) as pool:
        problems = list(pool.map(problem_of, found))
    for check, problem in zip(found, problems, strict=True):
        if problem:
            raise objection(check, problem)


def objection(check: Check, problem: str) -> OtelKitError:
    """Return the error for a configuration that its server finds invalid."""
    sources = [str(shortened(path)) for path in sources_of(check.file.name)]
    told = problem.replace(str(check.file), sources[0])  # the rendered file is gone when this is read
    return OtelKitError(
        f"{check.server}: its configuration is invalid: {told}\n  → mend {' and '.join(sources)}"
    )
