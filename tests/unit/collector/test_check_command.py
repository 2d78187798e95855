"""`otel-kit collector check` as people and programs read it, on files of their own and on broken ones."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from otel_kit.ops._paths import bundle
from otel_kit.ops.collector import known
from otel_kit.ops.stack.build import find_binary
from otel_kit.ops.stack.specs import TOOLS

CONFIG = bundle("collector", "config")
OTEL_KIT = Path(sys.executable).with_name("otel-kit")
GATEWAY = [str(CONFIG / f"{name}.yaml") for name in ("base", "local", "gateway")]


def check(*arguments):
    command = [OTEL_KIT, "collector", "check", "--no-validate", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def own(tmp_path):
    """Write a file of somebody else's."""

    def write(text, name="own.yaml"):
        path = tmp_path / name
        path.write_text(text)
        return path

    return write


def test_the_gateway_is_drawn_from_its_receiver_to_its_backends():
    answer = check(*GATEWAY)

    assert answer.returncode == 0, answer.stdout
    drawing = answer.stdout.split("\n\nPorts")[0]
    assert (
        drawing
        == """\
Pipelines
  traces
    otlp
    │ traces: memory_limiter
    └→ forward
       │ traces/out: error_fingerprint → pii_redaction
       ├→ span_metrics
       │  │ metrics/derived: transform/derived
       │  └→ otlp_http/prometheus
       ├→ service_graph
       │  metrics/derived (above)
       └→ otlp_http/sampling
          │ traces/sampled: tail_sampling
          └→ otlp_http/tempo
  metrics
    otlp
    │ metrics: memory_limiter
    └→ forward
       │ metrics/out: schema_guard → pii_redaction
       └→ otlp_http/prometheus
  logs
    otlp
    │ logs: memory_limiter
    └→ forward
       │ logs/out: error_fingerprint → pii_redaction → transform/logs
       └→ otlp_http/loki"""
    )


def test_ports_redaction_sampling_and_queues_are_told():
    told = check(*GATEWAY).stdout

    assert "127.0.0.1:4317           otlp gRPC, this host only, TLS, certificate of a client" in told
    assert "traces of otlp → otlp_http/tempo: pii_redaction" in told
    assert "errors (status_codes ERROR); slow (threshold_ms 1000)" in told
    assert (
        "otlp_http/prometheus: 128 MiB on disk (file_storage/queue), 1 consumer, in order, retries without end"
        in told
    )
    assert told.endswith("no errors, no warnings\n")


def test_the_same_is_there_for_programs():
    answer = json.loads(check("--json", *GATEWAY).stdout)

    assert answer["ok"]
    assert answer["pipelines"]["traces"]["processors"] == ["memory_limiter"]
    assert {queue["exporter"]: queue["persistent"] for queue in answer["queues"]}["otlp_http/loki"]


def test_a_finding_names_file_line_key_and_fix(own):
    answer = check(
        own(
            "receivers:\n  otpl: {}\nexporters: {debug: {}}\nservice: {pipelines: {traces: {receivers: [otpl], exporters: [debug]}}}\n"
        )
    )

    assert answer.returncode == 1
    assert "own.yaml:2: receivers.otpl: there is no receiver 'otpl'" in answer.stdout
    assert "did you mean otlp?" in answer.stdout


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("receivers: [\n", "own.yaml:2: broken YAML"),
        ("receivers:\n  otlp: {}\n  otlp: {}\n", "own.yaml:3: 'otlp' is given twice"),
        ("recievers: {}\n", "own.yaml:1: unknown section 'recievers'"),
        ("receivers: otlp\n", "own.yaml:1: 'receivers' is no mapping"),
        ("service:\n  pipelines:\n    trace: {}\n", "own.yaml:3: unknown signal 'trace'"),
        (
            "service:\n  pipelines:\n    traces:\n      receiver: [otlp]\n",
            "own.yaml:4: unknown key 'receiver'",
        ),
        (
            "service:\n  pipelines:\n    traces:\n      receivers: otlp\n",
            "own.yaml:4: 'receivers' is no list",
        ),
        ("- otlp\n", "own.yaml:1: the file holds no mapping"),
    ],
)
def test_what_is_no_configuration_is_one_sentence_with_file_and_line(own, text, told):
    answer = check(own(text))

    assert answer.returncode == 1
    assert told in answer.stderr
    assert "  → " in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_missing_file_is_one_sentence(tmp_path):
    answer = check(tmp_path / "none.yaml")
    assert (answer.returncode, "Traceback" in answer.stderr) == (1, False)
    assert "none.yaml:1: cannot be read" in answer.stderr


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("receivers: [nginx], exporters: [debug]", "receiver 'nginx' is not defined"),
        (
            "receivers: [otlp], processors: [memory_limit], exporters: [debug]",
            "processor 'memory_limit' is not defined",
        ),
        ("receivers: [otlp], exporters: []", "has no exporters"),
        ("receivers: [otlp], exporters: [forward]", "is never a receiver"),
    ],
)
def test_what_does_not_hang_together_is_an_error(own, line, told):
    text = f"receivers: {{otlp: {{}}}}\nconnectors: {{forward: {{}}}}\nexporters: {{debug: {{}}}}\nservice: {{pipelines: {{traces: {{{line}}}}}}}\n"
    answer = check(own(text))
    assert answer.returncode == 1
    assert told in answer.stdout


def test_a_component_of_upstream_is_told_with_what_takes_its_place(own):
    text = "receivers: {zipkin: {}}\nexporters: {debug: {}}\nservice: {pipelines: {traces: {receivers: [zipkin], exporters: [debug]}}}\n"
    answer = check(own(text))
    assert (
        "our distributions have no receiver 'zipkin', upstream's have\n  → here its place takes: services send OTLP"
        in answer.stdout
    )


def test_an_old_name_is_told_with_the_new_one(own):
    text = "receivers: {hostmetrics/one: {}}\nexporters: {debug: {}}\nservice: {pipelines: {metrics: {receivers: [hostmetrics/one], exporters: [debug]}}}\n"
    assert "write host_metrics/one" in check(own(text)).stdout


def test_anchors_and_merge_keys_are_followed(own):
    text = """\
receivers: {otlp: {protocols: {http: {}}}}
exporters:
  otlp_http/a: &a {endpoint: "https://a", retry_on_failure: {max_elapsed_time: 0}}
  otlp_http/b: {<<: *a, endpoint: "https://b"}
service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp_http/a, otlp_http/b]}}}
"""
    told = check(own(text)).stdout
    assert "otlp_http/b: 1000 requests in memory, 10 consumers, retries without end" in told


def test_what_the_collector_itself_refuses_has_our_line(own):
    text = SOUND_BUT_REFUSED
    answer = subprocess.run(
        [OTEL_KIT, "collector", "check", own(text)], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 1
    assert (
        "own.yaml:3: processors.memory_limiter: 'check_interval' must be greater than zero" in answer.stdout
    )


SOUND_BUT_REFUSED = """\
receivers: {otlp: {protocols: {http: {}}}}
processors:
  memory_limiter: {limit_mib: 100}
exporters: {debug: {}}
service: {pipelines: {traces: {receivers: [otlp], processors: [memory_limiter], exporters: [debug]}}}
"""


@pytest.mark.parametrize("program", ["collector", "collector-full"])
def test_the_table_of_components_is_what_the_program_has(program):
    from otel_kit.ops.stack.specs import SERVERS

    binary = find_binary(program, servers={**SERVERS, **TOOLS})
    told = subprocess.run([binary, "components"], capture_output=True, text=True, check=True).stdout
    for kind, table in known().items():
        section = told.split(f"\n{kind}:\n")[1].split("\n", 1)
        names = set()
        for line in ("\n".join(section)).splitlines():
            if line and not line.startswith(" "):
                break
            if line.strip().startswith("- name: "):
                names.add(line.split(": ")[1].strip())
        assert names == (table.both if program == "collector" else table.names), kind
