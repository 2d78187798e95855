"""The whole chain for tests: the real servers on free ports, leadflow's services, and clients to look at them."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otel_kit.ops.clients import Alertmanager, Loki, Notices, Prometheus, Tempo
from otel_kit.ops.demo import Leadflow
from otel_kit.ops.stack import DEFAULT_PORTS, Endpoints, Stack, up
from otel_kit.ops.stack.ports import free_ports
from otel_kit.ops.stack.render import house_rules
from support.programs import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from otel_kit.ops.clients import Trace
    from otel_kit.ops.stack.render import RuleBuilder

TESTS = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
OTEL_KIT = str(BIN / "otel-kit")


@contextlib.contextmanager
def running_chain(
    folder: Path, *, profile: str = "demo", load: float = 0, rules: RuleBuilder = house_rules
) -> Iterator[Chain]:
    """Run every server and leadflow's services below `folder`, on free ports, inside the block.

    `load` is in requests a second, for as long as the chain runs; 0 is none.
    """
    ports = dict(zip(DEFAULT_PORTS, free_ports(len(DEFAULT_PORTS)), strict=True))
    watched = profile == "demo"
    leadflow = Leadflow(folder / "leadflow", *free_ports(3), deployment="test", watched=watched)
    leadflow.state.mkdir(parents=True)
    programs = leadflow.programs(Endpoints.of(ports).otlp_http, rate=load)
    programs = programs if load else [program for program in programs if program.name != "load"]
    stack = Stack(
        folder / "stack", profile=profile, ephemeral=True, ports=ports, programs=programs, rules=rules
    )
    try:
        up(stack, build=False)
        for program in programs:
            stack.start(program.name)
            stack.wait_ready(program.name, 60)
        yield Chain(stack, leadflow)
    finally:
        stack.down()


class Chain:
    """A running stack with leadflow's services; the load runs only where a test asks for it."""

    def __init__(self, stack: Stack, leadflow: Leadflow) -> None:
        self.stack = stack
        self.leadflow = leadflow
        endpoints = stack.endpoints
        self.prometheus = Prometheus(endpoints.prometheus)
        self.tempo = Tempo(endpoints.tempo)
        self.loki = Loki(endpoints.loki)
        self.alertmanager = Alertmanager(endpoints.alertmanager)
        self.notices = Notices(endpoints.notices)
        self.environment = {**os.environ, **leadflow.environment(endpoints.otlp_http)}

    def leads_by_source(self) -> dict[str, float]:
        """Return the storefront's count of leads for each source."""
        samples = self.prometheus.query(
            'sum by (kit_lead_source) (kit_lead_captured_total{service_name="storefront"})'
        )
        return {sample.labels["kit_lead_source"]: sample.value for sample in samples}

    def accepted_from(self, service: str) -> float:
        """Return how many leads Prometheus has counted for a service."""
        return self.prometheus.value(f'sum(kit_lead_captured_total{{service_name="{service}"}})') or 0

    def alert_states(self, name: str) -> set[str]:
        """Return the states in which Prometheus has the alert now."""
        return {alert.state for alert in self.prometheus.alerts() if alert.name == name}

    def whole_trace(self, trace_id: str, services: set[str]) -> Trace | None:
        """Return the trace once Tempo has spans of all these services and every parent."""
        trace = self.tempo.trace(trace_id)
        if trace is None or not trace.services >= services:
            return None
        known = {span.span_id for span in trace.spans}
        orphans = [span for span in trace.spans if span.parent_id not in known]
        return trace if len(orphans) == 1 else None

    def worker_is_idle(self) -> bool:
        """Tell whether the worker has finished all that the storefront enqueued."""
        done = self.prometheus.value('sum(kit_job_duration_seconds_count{kit_job_name="enrich"})') or 0
        return done >= sum(self.leads_by_source().values())

    def load(self, *arguments: str) -> Mapping[str, Any]:
        """Run leadflow's load generator to its end and return its summary."""
        output = self._run([sys.executable, "-m", "leadflow.load", *arguments])
        return dict(json.loads(output.splitlines()[-1]))

    @contextlib.contextmanager
    def load_running(self, rate: float) -> Iterator[None]:
        """Keep the load generator running inside the block."""
        command = [sys.executable, "-m", "leadflow.load", "--rate", str(rate), "--seconds", "300"]
        with self._running(command):
            yield

    @contextlib.contextmanager
    def fault(self, name: str) -> Iterator[None]:
        """Keep one of leadflow's faults on inside the block."""
        self.leadflow.switch(name, on=True)
        try:
            yield
        finally:
            self.leadflow.switch(name, on=False)

    def switch_faults(self, *names: str, on: bool) -> None:
        """Turn several of leadflow's faults on or off."""
        self._run([sys.executable, "-m", "leadflow.faults", "on" if on else "off", *names])

    def run_python(self, source: str) -> str:
        """Run a program against this chain and return what it printed."""
        return self._run([sys.executable, "-c", source])

    def run_module(self, name: str) -> str:
        """Run a module of tests/ against this chain and return what it printed."""
        path = os.pathsep.join([str(TESTS), self.environment["PYTHONPATH"]])
        return self._run([sys.executable, "-m", name], PYTHONPATH=path)

    @contextlib.contextmanager
    def python_running(self, source: str) -> Iterator[subprocess.Popen[str]]:
        """Run a program against this chain beside the block."""
        with self._running([sys.executable, "-c", source]) as process:
            yield process

    def run_example(
        self, app: Path, *arguments: str, launcher: Sequence[str], expected: Mapping[str, Any]
    ) -> str:
        """Run an example as its README does."""
        (service,) = expected["services"]
        prefix = [str(BIN / launcher[0]), "python"] if launcher else [sys.executable]
        environment = {"OTEL_SERVICE_NAME": service} if launcher else {}
        return self._run([*prefix, str(app), *arguments], **environment)

    def _run(self, command: Sequence[str], **environment: str) -> str:
        path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
        return said(command, environ={**self.environment, "PATH": path, **environment})

    @contextlib.contextmanager
    def _running(self, command: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
        process = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        try:
            yield process
        finally:
            process.terminate()
            with contextlib.suppress(ValueError):  # its output was read already
                process.communicate(timeout=20)
