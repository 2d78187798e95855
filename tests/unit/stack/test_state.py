from __future__ import annotations

import os
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.stack._layout import Layout
from otel_kit.ops.stack._processes import identify, is_running, memory_of
from otel_kit.ops.stack._state import Identity, State
from otel_kit.ops.stack.stack import Stack

STATE = State("0.1.0", "local", False, {"loki": 3100}, Identity(12, 34.5), "2026-11-24T12:00:00+00:00")


def test_a_state_is_read_back_as_it_was_written(tmp_path):
    STATE.save(tmp_path / "state.json")

    assert State.load(tmp_path / "state.json") == STATE


def test_no_file_is_no_state(tmp_path):
    assert State.load(tmp_path / "state.json") is None


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "1", '{"version": "1"}', '{"ports": 3}', "\xff", '{"supervisor": {"pid": "x"}}'],
)
def test_a_broken_file_is_one_sentence_with_a_fix(tmp_path, text):
    (tmp_path / "state.json").write_bytes(text.encode("latin-1"))

    with pytest.raises(
        OtelKitError, match=r"state.json: cannot be read as a stack's state .*\n  → remove the file"
    ):
        State.load(tmp_path / "state.json")


@given(st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.dictionaries(st.text(), inner)))
def test_odd_json_never_gives_more_than_an_otel_kit_error(tmp_path_factory, odd):
    import json

    path = tmp_path_factory.getbasetemp() / "odd.json"
    path.write_text(json.dumps(odd))

    with pytest.raises(OtelKitError):
        State.load(path)


def test_attaching_where_no_stack_ever_was_says_how_to_bring_one_up(tmp_path):
    with pytest.raises(OtelKitError, match="no stack was ever up here\n  → otel-kit stack up"):
        Stack.attach(tmp_path)


def test_a_reused_pid_is_not_mistaken_for_the_process_that_had_it():
    here = identify(os.getpid())

    assert is_running(here)
    assert not is_running(Identity(here.pid, here.created - 60))
    assert not is_running(None)


def test_the_memory_of_a_process_is_in_bytes_and_of_none_is_zero():
    assert memory_of(os.getpid()) >= psutil.Process().memory_info().rss / 2
    assert memory_of(2**22 + 1) == 0


def test_a_long_home_still_gets_a_socket_that_fits(tmp_path):
    # Paths only: where the tests themselves run may be long.
    short, long = Layout(Path("/home/ada/otel-kit")), Layout(tmp_path / ("b" * 120))

    assert short.socket.parent == short.run
    assert len(os.fsencode(long.socket)) < 100
    assert long.socket != Layout(tmp_path / ("c" * 120)).socket


@pytest.mark.parametrize("place", ["home", "home/data", "home/run"])
def test_a_file_in_the_place_of_a_folder_is_one_clear_sentence(tmp_path, place):
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).write_text("")

    with pytest.raises(OtelKitError, match=r"the stack's folder cannot be written .*\n  → set OTEL_KIT_HOME"):
        Layout(tmp_path / "home").make()


def test_cleaning_keeps_the_data(tmp_path):
    layout = Layout(tmp_path / "home")
    layout.make()
    layout.clean()

    assert sorted(path.name for path in layout.home.iterdir()) == ["config", "data", "logs"]


def test_cleaning_an_ephemeral_layout_keeps_nothing(tmp_path):
    layout = Layout(tmp_path / "home", ephemeral=True)
    layout.make()
    (layout.data / "prometheus").mkdir()
    STATE.save(layout.state)
    layout.clean()

    assert not layout.home.exists()


def test_an_ephemeral_layout_leaves_the_data_of_a_lasting_one_alone(tmp_path):
    lasting = Layout(tmp_path / "home")
    lasting.make()
    (lasting.data / "kept").write_text("x")

    ephemeral = Layout(tmp_path / "home", ephemeral=True)
    ephemeral.make()
    ephemeral.clean()

    assert (lasting.data / "kept").exists()
