"""Agent → gateway → backends with certificates on both sides: all arrives, errors and slow traces are kept, counts are exact."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import httpx
import pytest

from support.collectors import Running, log_of, running, send, spans_of, sum_of
from support.tls import Authority, showing
from support.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from support.chain import Chain

pytestmark = pytest.mark.chain


def test_what_a_service_sends_to_its_agent_is_in_every_backend(chain: Chain, agent: Running) -> None:
    """The three signals, through two collectors and TLS."""
    trace_id, word = secrets.token_hex(16), secrets.token_hex(8)
    send(agent, "traces", spans_of("through", error=True, trace_id=trace_id))
    send(agent, "logs", log_of("through", f"line {word} of jane@example.com"))
    send(agent, "metrics", sum_of("through", "through.calls", 7))

    wait_for(lambda: chain.tempo.trace(trace_id), 30, "the trace in Tempo", every=0.5)
    (line,) = wait_for(
        lambda: chain.loki.lines('{service_name="through"}'), 30, "the line in Loki", every=0.5
    )
    assert word in line.line
    assert "jane@example.com" not in line.line
    wait_for(
        lambda: chain.prometheus.value('through_calls_total{service_name="through"}') == 7, 30, "the sum"
    )


def test_the_hosts_own_metrics_have_the_names_that_rules_ask_for(chain: Chain, agent: Running) -> None:
    """The receiver has older names; these are the semantic conventions'."""
    assert agent.process is not None
    for expression in (
        'sum(system_cpu_time_seconds_total{service_name="host",cpu_mode="idle"})',
        'system_memory_usage_bytes{service_name="host",system_memory_state="used"}',
        "system_memory_linux_available_bytes",
        'sum(system_filesystem_usage_bytes{system_filesystem_state="used"})',
        'sum(system_network_packet_count_total{network_io_direction="receive",system_device!=""})',
        "system_cpu_load_average_15m",
    ):
        wait_for(lambda asked=expression: chain.prometheus.query(asked), 30, expression, every=0.5)


def test_a_log_file_of_the_host_is_read(chain: Chain, site: Path, agent: Running) -> None:
    """A line that a program without any SDK writes."""
    assert agent.process is not None
    word = secrets.token_hex(8)
    with (site / "app.log").open("a") as file:
        file.write(f"written by hand {word}\n")

    lines = wait_for(
        lambda: chain.loki.lines(f'{{service_name="host"}} |= "{word}"'), 30, "the line", every=0.5
    )
    assert lines[0].line == f"written by hand {word}"


def test_errors_and_slow_traces_are_kept_and_every_span_is_counted(chain: Chain, agent: Running) -> None:
    """Sampling comes after the metrics of spans: 0 % of the ordinary traces are kept, 100 % of them counted."""
    ordinary = [secrets.token_hex(16) for _ in range(40)]
    errors = [secrets.token_hex(16) for _ in range(5)]
    slow = [secrets.token_hex(16) for _ in range(5)]
    for trace_id in ordinary:
        send(agent, "traces", spans_of("sampled", trace_id=trace_id))
    for trace_id in errors:
        send(agent, "traces", spans_of("sampled", error=True, trace_id=trace_id))
    for trace_id in slow:
        send(agent, "traces", spans_of("sampled", seconds=0.9, trace_id=trace_id))

    for trace_id in (*errors, *slow):
        wait_for(lambda wanted=trace_id: chain.tempo.trace(wanted), 30, f"the trace {trace_id}", every=0.5)
    assert [chain.tempo.trace(trace_id) for trace_id in ordinary] == [None] * len(ordinary)
    counted = 'sum(traces_span_metrics_calls_total{service_name="sampled"})'
    wait_for(lambda: chain.prometheus.value(counted) == 50, 30, "50 spans counted", every=0.5)
    slower = 'sum(traces_span_metrics_duration_seconds_count{service_name="sampled"})'
    assert chain.prometheus.value(slower) == 50


def test_who_shows_no_certificate_or_a_strangers_is_refused(
    gateway: Running, agent: Running, site: Path, authority: Authority
) -> None:
    """The handshake fails, nothing is counted as received, and the gateway serves the others on."""
    ours = authority.identity(site / "ours", "agent-2")
    stranger = Authority().identity(site / "stranger", "agent-3")
    before = gateway.counted("otelcol_receiver_accepted_log_records")

    for shown in (None, stranger):
        with pytest.raises(httpx.TransportError):
            httpx.post(
                f"https://{gateway.http}/v1/logs",
                json=log_of("stranger", "no"),
                verify=showing(shown, trusting=ours),
                trust_env=False,
            )
    assert gateway.counted("otelcol_receiver_accepted_log_records") == before

    known = showing(ours, trusting=ours)
    answer = httpx.post(
        f"https://{gateway.http}/v1/logs", json=log_of("ours", "yes"), verify=known, trust_env=False
    )
    assert answer.status_code == httpx.codes.OK
    assert agent.process is not None


@pytest.mark.parametrize(("sent", "status"), [("Bearer {token}", 200), ("Bearer another", 401), ("", 401)])
def test_a_service_without_a_certificate_needs_the_right_token(
    gateway: Running, site: Path, sent: str, status: int
) -> None:
    """On a port of its own, over TLS."""
    token = (site / "tokens").read_text().strip()
    context = showing(None, trusting=site / "gateway-tls")
    headers = {"Authorization": sent.format(token=token)} if sent else {}
    url = f"https://localhost:{gateway.port('OTEL_KIT_BEARER_HTTP_PORT')}/v1/logs"
    answer = httpx.post(url, json=log_of("bearer", "hello"), headers=headers, verify=context, trust_env=False)
    assert answer.status_code == status


def test_an_agent_with_a_strangers_certificate_keeps_what_it_took(
    gateway: Running, site: Path, authority: Authority
) -> None:
    """A refused handshake is tried again, so that nothing is lost once the certificate is right."""
    tls = Authority().identity(site / "wrong-tls", "agent-4")
    (tls / "ca.crt").write_bytes((site / "gateway-tls" / "ca.crt").read_bytes())
    with running(
        site / "wrong",
        ("base", "agent"),
        OTEL_KIT_TLS=str(tls),
        OTEL_KIT_TLS_RELOAD="1s",
        OTEL_KIT_GATEWAY=gateway.grpc,
        OTEL_KIT_HOST_INTERVAL="1h",
        OTEL_KIT_LOG_FILES=f"[{site}/none.log]",
    ) as wrong:
        before = gateway.counted("otelcol_receiver_accepted_log_records")
        send(wrong, "logs", log_of("kept", "held back"))
        wait_for(lambda: "certificate" in wrong.log(), 20, "the refused handshake in the agent's log")
        assert gateway.counted("otelcol_receiver_accepted_log_records") == before

        authority.identity(tls, "agent-4")
        wait_for(
            lambda: gateway.counted("otelcol_receiver_accepted_log_records") == before + 1,
            30,
            "the log record at the gateway, after the certificate was put right",
        )
