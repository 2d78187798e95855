"""Each known trap is found where it is, with its key and a fix; the same configuration without it is clean."""

from __future__ import annotations

import pytest

from otel_kit.ops import collector

SOUND = """\
extensions:
  file_storage/queue: {directory: /tmp/q}
receivers:
  otlp: {protocols: {http: {}}}
processors:
  memory_limiter: {check_interval: 1s, limit_mib: 100}
  pii_redaction: {}
exporters:
  otlp_http/tempo:
    endpoint: http://localhost:4418
    retry_on_failure: {max_elapsed_time: 0}
    sending_queue:
      storage: file_storage/queue
service:
  extensions: [file_storage/queue]
  pipelines:
    traces:
      receivers: [otlp]
      processors: [memory_limiter, pii_redaction]
      exporters: [otlp_http/tempo]
"""


@pytest.fixture
def check(tmp_path):
    """Check the sound configuration, or one that is changed by replacing a text of it."""

    def run(*changes, environ=None, more=""):
        text = SOUND
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        files = [tmp_path / "own.yaml"]
        files[0].write_text(text)
        if more:
            files.append(tmp_path / "more.yaml")
            files[1].write_text(more)
        return collector.check(files, environ or {})

    return run


def rules(report):
    return [one.rule for one in report.findings]


def only(report):
    (finding,) = report.findings
    return finding


def test_a_sound_configuration_has_nothing_to_mend(check):
    assert check().findings == []
    assert check().ok


def test_a_pipeline_without_a_memory_limiter_is_named_with_its_line(check):
    finding = only(
        check(
            ("[memory_limiter, pii_redaction]", "[pii_redaction]"),
            ("  memory_limiter: {check_interval: 1s, limit_mib: 100}\n", ""),
        )
    )
    assert (finding.rule, finding.place.line, finding.key) == (
        "no-memory-limiter",
        16,
        "service.pipelines.traces",
    )


def test_a_memory_limiter_must_be_first(check):
    assert rules(check(("[memory_limiter, pii_redaction]", "[pii_redaction, memory_limiter]"))) == [
        "limiter-not-first"
    ]


def test_a_limiter_before_a_forward_connector_is_enough_for_what_comes_after(check):
    more = """
connectors: {forward: {}}
service:
  pipelines:
    traces: {receivers: [otlp], processors: [memory_limiter], exporters: [forward]}
    traces/out: {receivers: [forward], processors: [pii_redaction], exporters: [otlp_http/tempo]}
"""
    assert check(more=more).findings == []


def test_a_queue_in_memory_goes_with_the_process(check):
    finding = only(
        check(
            ("      storage: file_storage/queue\n", "      queue_size: 10\n"),
            ("  extensions: [file_storage/queue]\n", ""),
            ("  file_storage/queue: {directory: /tmp/q}", "  {}"),
        )
    )
    assert finding.rule == "no-persistent-queue"
    assert finding.key == "exporters.otlp_http/tempo.sending_queue"


def test_an_exporter_that_gives_up_drops(check):
    finding = only(check(("    retry_on_failure: {max_elapsed_time: 0}\n", "")))
    assert finding.rule == "gives-up"
    assert "5m" in finding.problem


def test_a_storage_that_is_not_started_is_an_error(check):
    report = check(("  extensions: [file_storage/queue]\n", ""))
    assert "missing-extension" in rules(report)
    assert not report.ok


@pytest.mark.parametrize("extension", ["pprof", "zpages"])
def test_a_debug_endpoint_for_everyone_is_an_error(check, extension):
    report = check(
        ("extensions:\n  file", f"extensions:\n  {extension}: {{endpoint: '0.0.0.0:1777'}}\n  file"),
        ("[file_storage/queue]", f"[file_storage/queue, {extension}]"),
    )
    finding = only(report)
    assert (finding.rule, finding.severity) == ("exposed-debugging", "error")
    assert finding.key == f"extensions.{extension}.endpoint"


@pytest.mark.parametrize(
    ("settings", "rule"),
    [
        ("{endpoint: '0.0.0.0:4318'}", "exposed-receiver"),
        ("{endpoint: ':4318'}", "exposed-receiver"),
        ("{endpoint: '0.0.0.0:4318', auth: {authenticator: bearertokenauth}}", "token-in-the-clear"),
    ],
)
def test_a_port_that_others_reach_must_ask_who_is_there_and_encrypt(check, settings, rule):
    report = check(
        ("{http: {}}", f"{{http: {settings}}}"),
        ("extensions:\n  file", "extensions:\n  bearertokenauth: {filename: tokens}\n  file"),
        ("[file_storage/queue]", "[file_storage/queue, bearertokenauth]"),
    )
    assert rules(report) == [rule]


@pytest.mark.parametrize(
    "guard",
    ["auth: {authenticator: bearertokenauth}, tls: {cert_file: c}", "tls: {cert_file: c, client_ca_file: d}"],
)
def test_a_guarded_port_may_be_open_to_others(check, guard):
    report = check(
        ("{http: {}}", f"{{http: {{endpoint: '0.0.0.0:4318', {guard}}}}}"),
        ("extensions:\n  file", "extensions:\n  bearertokenauth: {filename: tokens}\n  file"),
        ("[file_storage/queue]", "[file_storage/queue, bearertokenauth]"),
    )
    assert report.findings == []
    (port,) = [port for port in report.as_json()["ports"] if port["exposed"]]
    assert port["tls"]
    assert port["guard"]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        (
            "    headers: {Authorization: Basic b3RlbDpraXQ=}",
            "exporters.otlp_http/tempo.headers.Authorization",
        ),
        ("    api_key: abc", "exporters.otlp_http/tempo.api_key"),
        ("    proxy_url: http://user:word@proxy:3128", "exporters.otlp_http/tempo.proxy_url"),
    ],
)
def test_a_secret_in_the_file_is_an_error(check, line, key):
    finding = only(
        check(("    endpoint: http://localhost:4418", f"    endpoint: http://localhost:4418\n{line}"))
    )
    assert (finding.rule, finding.key, finding.place.line) == ("literal-secret", key, 11)
    assert "${env:" in finding.fix


def test_a_secret_from_the_environment_is_none(check):
    line = "    headers: {Authorization: 'Basic ${env:TEMPO_AUTH}'}"
    changed = ("    endpoint: http://localhost:4418", f"    endpoint: http://localhost:4418\n{line}")
    assert check(changed, environ={"TEMPO_AUTH": "x"}).findings == []


def test_a_variable_without_value_or_default_is_named(check):
    finding = only(check(("http://localhost:4418", "${env:TEMPO}")))
    assert (finding.rule, finding.key) == ("unset-variable", "${env:TEMPO}")


def test_span_metrics_after_sampling_count_too_few(check):
    more = """
processors:
  probabilistic_sampler: {sampling_percentage: 10}
connectors: {span_metrics: {}}
exporters:
  otlp_http/prometheus:
    endpoint: http://localhost:9090/api/v1/otlp
    retry_on_failure: {max_elapsed_time: 0}
    sending_queue: {storage: file_storage/queue, num_consumers: 1}
service:
  pipelines:
    traces:
      receivers: [otlp]
      processors: [memory_limiter, probabilistic_sampler, pii_redaction]
      exporters: [span_metrics, otlp_http/tempo]
    metrics: {receivers: [span_metrics], exporters: [otlp_http/prometheus]}
"""
    finding = only(check(more=more))
    assert finding.rule == "counted-after-sampling"
    assert (finding.place.path.name, finding.place.line) == ("more.yaml", 12)


@pytest.mark.parametrize(
    ("connector", "settings", "mended"),
    [
        ("span_metrics", "{aggregation_temporality: AGGREGATION_TEMPORALITY_DELTA}", False),
        ("count", "{}", False),
        ("count", "{}", True),
    ],
)
def test_deltas_for_prometheus_are_dropped_unless_they_are_added_up(check, connector, settings, mended):
    more = f"""
connectors: {{{connector}: {settings}}}
processors: {{delta_to_cumulative: {{}}}}
exporters:
  otlp_http/prometheus:
    endpoint: http://localhost:9090/api/v1/otlp
    retry_on_failure: {{max_elapsed_time: 0}}
    sending_queue: {{storage: file_storage/queue, num_consumers: 1}}
service:
  pipelines:
    traces:
      receivers: [otlp]
      processors: [memory_limiter, pii_redaction]
      exporters: [{connector}, otlp_http/tempo]
    metrics:
      receivers: [{connector}]
      processors: [{"delta_to_cumulative" if mended else ""}]
      exporters: [otlp_http/prometheus]
"""
    found = set(rules(check(more=more))) - {"unused"}
    assert found == (set() if mended else {"delta-to-prometheus"})


def test_tail_sampling_in_memory_is_told(check):
    more = """
processors:
  tail_sampling: {decision_wait: 7s, policies: [{name: all, type: always_sample}]}
service:
  pipelines:
    traces: {receivers: [otlp], processors: [memory_limiter, pii_redaction, tail_sampling], exporters: [otlp_http/tempo]}
"""
    finding = only(check(more=more))
    assert finding.rule == "sampled-in-memory"
    assert "7s" in finding.problem


def test_a_batch_processor_before_a_queue_holds_what_was_accepted(check):
    report = check(
        ("[memory_limiter, pii_redaction]", "[memory_limiter, pii_redaction, batch]"),
        ("  pii_redaction: {}", "  pii_redaction: {}\n  batch: {}"),
    )
    assert set(rules(report)) == {"unknown-component", "two-batches"}


def test_metrics_with_several_consumers_overtake_each_other(check):
    finding = only(check(("    traces:", "    metrics:")))
    assert (finding.rule, finding.key) == ("out-of-order", "exporters.otlp_http/tempo.sending_queue")


def test_traces_that_nobody_redacts_are_told(check):
    changed = ("[memory_limiter, pii_redaction]", "[memory_limiter]"), ("  pii_redaction: {}\n", "")
    assert rules(check(*changed)) == ["not-redacted"]


def test_an_exporter_that_sends_to_its_own_collector_is_an_error(check):
    finding = only(check(("http://localhost:4418", "http://localhost:4318")))
    assert (finding.rule, finding.severity) == ("sends-to-itself", "error")


def test_log_files_whose_position_is_forgotten_are_told(check):
    more = """
receivers: {file_log: {include: [/var/log/x]}}
service: {pipelines: {logs: {receivers: [file_log], processors: [memory_limiter, pii_redaction], exporters: [otlp_http/tempo]}}}
"""
    assert rules(check(more=more)) == ["forgets-position"]


@pytest.mark.parametrize(
    ("endpoint", "tls", "rule"),
    [
        ("http://tempo:4418", "{}", "in-the-clear"),
        ("https://tempo:4418", "{insecure_skip_verify: true}", "unverified"),
    ],
)
def test_what_leaves_the_host_in_the_clear_is_told(check, endpoint, tls, rule):
    assert rules(check(("endpoint: http://localhost:4418", f"endpoint: {endpoint}\n    tls: {tls}"))) == [
        rule
    ]


def test_headers_that_go_to_disk_are_told_where_a_token_is_among_them(check):
    report = check(
        ("{http: {}}", "{http: {include_metadata: true, auth: {authenticator: bearertokenauth}}}"),
        ("extensions:\n  file", "extensions:\n  bearertokenauth: {filename: tokens}\n  file"),
        ("[file_storage/queue]", "[file_storage/queue, bearertokenauth]"),
    )
    assert rules(report) == ["token-on-disk"]


def test_a_queue_cannot_wait_for_its_result_and_be_stored(check):
    changed = (
        "      storage: file_storage/queue",
        "      storage: file_storage/queue\n      wait_for_result: true",
    )
    finding = only(check(changed))
    assert (finding.rule, finding.severity) == ("waits-and-stores", "error")
