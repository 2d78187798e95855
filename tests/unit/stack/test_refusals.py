"""What cannot be brought up is one sentence with a fix, and leaves nothing half-started."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from otel_kit.exceptions import OtelKitError
from otel_kit.ops._yaml import Place, SourceError
from otel_kit.ops.stack import Stack, up
from support.disk import full_disk
from support.standins import private_ports


def refused(stack, words):
    """Prove that the stack cannot be brought up, that nothing is left of the attempt, and return the sentence."""
    with pytest.raises(OtelKitError, match=words) as error:
        up(stack)
    assert not stack.is_up
    assert not (stack.home / "run").exists()
    assert not (stack.home / "state.json").exists()
    assert "\n  → " in str(error.value)
    return str(error.value)


def test_a_wanted_port_that_is_taken(standins, make_stack):
    ports = private_ports()
    with socket.create_server(("127.0.0.1", ports["loki"])):
        refused(make_stack(ports=ports), rf"^--port loki: taken by pid \d+ \(.*\), got {ports['loki']}\n")


def test_a_configuration_that_its_server_finds_invalid(standins, make_stack, tmp_path, monkeypatch):
    standins.make("loki", "invalid", "line 31: field retention_perod not found in type validation.plain")
    monkeypatch.chdir(tmp_path)  # the sentence is as short from everywhere

    text = refused(make_stack(), r"^loki: its configuration is invalid: line 31: field retention_perod")

    assert text.endswith("→ mend deploy/backends/loki/loki.yaml")


@pytest.mark.parametrize(
    "file",
    [
        "collector/config/base.yaml",
        "collector/config/local.yaml",
        "deploy/backends/prometheus/prometheus.yml",
        "deploy/backends/alertmanager/alertmanager.yml",
        "deploy/backends/loki/loki.yaml",
        "deploy/backends/tempo/tempo.yaml",
    ],
)
def test_a_broken_yaml_file_names_the_file_the_line_and_the_fix(no_servers, make_stack, sources, file):
    text = (sources / file).read_text()
    (sources / file).write_text(f"{text}\nbroken: [1, 2\nnext: 3\n")
    line = len(text.splitlines()) + 3

    words = refused(make_stack(), rf"^{file}:{line}: broken YAML: ")

    assert words.endswith("→ mend this line or the one before")


def test_a_key_that_is_given_twice_names_both_lines(no_servers, make_stack, sources):
    file = sources / "deploy/backends/loki/loki.yaml"
    text = file.read_text()
    first = text.splitlines().index("target: all") + 1
    file.write_text(f"{text}target: read\n")

    refused(
        make_stack(), rf"loki\.yaml:{len(text.splitlines()) + 1}: 'target' is given twice\n.*line {first}$"
    )


def test_a_configuration_file_that_is_missing(no_servers, make_stack, sources):
    (sources / "deploy/backends/tempo/tempo.yaml").unlink()

    refused(
        make_stack(), r"^deploy/backends/tempo/tempo\.yaml:1: cannot be read: No such file or directory\n"
    )


def test_a_broken_rule_file(no_servers, make_stack, tmp_path):
    def rules(out, environment):
        raise SourceError(Place(Path("rules/alerts/http.yaml"), 12), "unknown metric", "known: up")

    refused(make_stack(rules=rules), r"^rules/alerts/http\.yaml:12: unknown metric\n  → known: up$")


def test_a_folder_below_a_regular_file(no_servers, tmp_path):
    (tmp_path / "file").write_text("")
    stack = Stack(tmp_path / "file" / "home")

    with pytest.raises(
        OtelKitError, match=r"the stack's folder cannot be written \(Not a directory\)\n  → set OTEL"
    ):
        up(stack)
    assert (tmp_path / "file").read_text() == ""


def test_a_full_disk(no_servers, make_stack):
    with full_disk(room=10_000):
        refused(
            make_stack(), r"the stack's folder cannot be written \(File too large\)\n  → set OTEL_KIT_HOME"
        )


def test_a_disk_that_is_full_before_the_supervisors_file_is_written(no_servers, make_stack):
    stack = make_stack()
    (stack.home / "run" / "supervisord.conf").mkdir(parents=True)

    refused(stack, r"supervisord\.conf: the stack's folder cannot be written \(Is a directory\)\n")


def test_a_folder_whose_name_supervisord_cannot_take(no_servers, make_stack, tmp_path):
    refused(
        make_stack(tmp_path / "a ;b"), r"^supervisord cannot take .* got '.*a ;b.*'\n  → choose another path"
    )


def test_a_folder_with_a_percent_sign_and_spaces_serves(standins, make_stack, tmp_path):
    stack = make_stack(tmp_path / "100 % mine")
    up(stack)

    assert {server.health for server in stack.status()} == {"ready"}


def test_a_folder_with_a_very_long_name_serves(no_servers, make_stack, tmp_path, monkeypatch):
    stack = make_stack(tmp_path / ("b" * 120))
    stack.prepare()

    assert stack.is_up
    assert len(str(stack._layout.socket)) < 100


def test_a_temporary_folder_too_long_for_a_socket_is_one_sentence(
    no_servers, make_stack, tmp_path, monkeypatch
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / ("t" * 60)))
    (tmp_path / ("t" * 60)).mkdir()

    refused(
        make_stack(tmp_path / ("b" * 120)),
        r"too long for the path of a socket\n  → set OTEL_KIT_HOME to a sho",
    )


def test_a_failed_attempt_leaves_data_and_ports_of_the_last_time(standins, make_stack):
    stack = make_stack()
    up(stack)
    stack.down()
    before = stack.state
    standins.make("loki", "invalid", "no")

    with pytest.raises(OtelKitError, match="configuration is invalid"):
        up(Stack(stack.home))

    assert Stack.attach(stack.home).state == before
    assert (stack.data / "loki" / "notes").exists()


def test_a_key_that_prometheus_does_not_know_names_file_and_line_in_the_source(make_stack, sources):
    file = sources / "deploy/backends/prometheus/prometheus.yml"
    lines = file.read_text().splitlines()
    lines[lines.index("storage:")] = "storrage:"
    file.write_text("\n".join(lines))

    text = refused(
        make_stack(), rf"^prometheus: .* line {lines.index('storrage:') + 1}: field storrage not found"
    )

    assert "deploy/backends/prometheus/prometheus.yml: " in text.splitlines()[0]
