from __future__ import annotations

import socket

import psutil
import pytest

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops.stack.ports import DEFAULT_PORTS, Holder, choose_ports, holder_of, is_free

GRAFANA_AGENT = Holder(4182, "grafana-agent")


def chosen(wanted=None, kept=None, taken=()):
    return choose_ports(
        wanted or {}, kept or {}, free=lambda port: port not in taken, holder=lambda _: GRAFANA_AGENT
    )


@pytest.fixture
def listening_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_every_default_is_taken_where_it_is_free():
    assert chosen() == (DEFAULT_PORTS, [])


def test_a_default_that_is_taken_is_replaced_and_its_holder_is_named():
    ports, notes = chosen(taken={3100})

    assert ports["loki"] not in DEFAULT_PORTS.values()
    assert notes == [f"loki: port 3100 is taken by pid 4182 (grafana-agent), using {ports['loki']}"]


def test_no_two_servers_get_the_same_port_when_every_default_is_taken():
    ports, notes = chosen(taken=set(DEFAULT_PORTS.values()))

    assert len(set(ports.values())) == len(DEFAULT_PORTS)
    assert len(notes) == len(DEFAULT_PORTS)


def test_the_port_of_the_last_time_comes_before_the_default():
    assert chosen(kept={"tempo": 23456})[0]["tempo"] == 23456


def test_the_default_is_used_again_when_the_port_of_the_last_time_is_taken():
    ports, notes = chosen(kept={"tempo": 23456}, taken={23456})

    assert ports["tempo"] == DEFAULT_PORTS["tempo"]
    assert not notes


def test_the_users_port_comes_before_the_port_of_the_last_time():
    assert chosen(wanted={"tempo": 23000}, kept={"tempo": 23456})[0]["tempo"] == 23000


def test_a_server_yields_its_default_to_the_users_choice_for_another():
    ports, _ = chosen(wanted={"loki": DEFAULT_PORTS["prometheus"]})

    assert ports["loki"] == DEFAULT_PORTS["prometheus"]
    assert ports["prometheus"] != DEFAULT_PORTS["prometheus"]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"loki": 3101}, "--port loki: taken by pid 4182 (grafana-agent), got 3101"),
        ({"lokki": 3102}, "--port lokki: no such port, got 3102"),
        ({"loki": 0}, "--port loki: not a port, got 0"),
        ({"loki": 70000}, "--port loki: not a port, got 70000"),
        ({"loki": 3102, "tempo": 3102}, "--port tempo: loki has this port already, got 3102"),
    ],
)
def test_a_port_that_cannot_be_had_is_an_error_with_a_fix(wanted, words):
    with pytest.raises(ConfigurationError) as error:
        chosen(wanted=wanted, taken={3101})

    assert str(error.value).startswith(words)
    assert "→" in str(error.value)


def test_a_listening_port_is_not_free_and_its_holder_is_found(listening_port):
    process = psutil.Process()

    assert not is_free(listening_port)
    assert holder_of(listening_port) == Holder(process.pid, process.name())


def test_a_port_on_all_addresses_is_not_free_on_loopback():
    with socket.create_server(("0.0.0.0", 0)) as server:
        assert not is_free(server.getsockname()[1])


def test_a_holder_that_the_system_does_not_name_is_somebody_else():
    assert str(holder_of(1)) == "another user's process"
