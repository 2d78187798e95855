"""The times that the promise of docs/delivery.md rests on fit each other."""

from __future__ import annotations

import re

import yaml

from otel_kit.ops._paths import bundle

UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0}


def read(*path):
    """Return a configuration with the default in the place of each variable."""
    text = bundle(*path).read_text(encoding="utf-8")
    return yaml.safe_load(re.sub(r"\$\{env:\w+:-([^}]*)\}", r"\1", text))


def seconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(ms|s|m)", text).groups()
    return float(number) * UNITS[unit]


def test_the_queue_keeps_spans_for_longer_than_tempo_needs_to_write_them():
    tempo = read("deploy", "backends", "tempo", "tempo.yaml")["ingester"]
    hold = read("collector", "config", "local.yaml")["extensions"]["delayed_ack/tempo"]["hold"]
    written_after = seconds(tempo["trace_idle_period"]) + seconds(tempo["flush_check_period"])
    assert seconds(hold) >= written_after + 2


def test_a_trace_that_never_rests_is_written_too():
    """An idle time would leave it in memory for as long as spans keep coming."""
    tempo = read("deploy", "backends", "tempo", "tempo.yaml")["ingester"]
    assert seconds(tempo["trace_idle_period"]) == 0


def test_spans_wait_on_disk_for_longer_than_the_sampler_decides():
    gateway = read("collector", "config", "gateway.yaml")
    wait = gateway["processors"]["tail_sampling"]["decision_wait"]
    assert seconds(gateway["extensions"]["delayed_ack/sampling"]["hold"]) >= seconds(wait) + 5


def test_an_exporter_outwaits_its_hold():
    """Otherwise each request would end before its wait does, and be sent again for ever."""
    for name, exporter, ack in (
        ("local.yaml", "otlp_http/tempo", "delayed_ack/tempo"),
        ("gateway.yaml", "otlp_http/sampling", "delayed_ack/sampling"),
    ):
        config = read("collector", "config", name)
        assert {"id": ack} in config["exporters"][exporter]["middlewares"]
        hold = seconds(config["extensions"][ack]["hold"])
        assert seconds(config["exporters"][exporter]["timeout"]) >= hold + 10


def test_everything_that_is_sent_waits_on_disk_and_is_never_given_up():
    for name in ("local.yaml", "gateway.yaml", "agent.yaml"):
        for exporter in read("collector", "config", name)["exporters"].values():
            assert exporter["sending_queue"]["storage"] == "file_storage/queue"
            assert exporter["retry_on_failure"]["max_elapsed_time"] == 0
