"""One table of settings: an argument of `init()` comes first, then the environment, then the default.

`SETTINGS` is the table; docs/settings.md is generated from it by `python -m otel_kit._settings_page`. `load()` turns arguments and an environment into a
frozen `Settings` and raises `ConfigurationError` with the key, the value and the fix where something does not fit.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from otel_kit import _config_file, _sdk_variables
from otel_kit import _parse as parse
from otel_kit.exceptions import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from otel_kit.pipeline.redaction import Rules

__all__ = ["SETTINGS", "Effective", "Setting", "Settings", "explain", "load"]

DEFAULT_ENDPOINT = "http://127.0.0.1:4318"


@dataclasses.dataclass(frozen=True)
class Settings:
    """Every setting with its effective value. Durations are in seconds, whatever the variable's unit is."""

    service_name: str | None
    service_namespace: str | None
    service_version: str | None
    environment: str | None
    resource_attributes: Mapping[str, str]
    endpoint: str
    traces_endpoint: str | None
    metrics_endpoint: str | None
    logs_endpoint: str | None
    protocol: str
    headers: Mapping[str, str]
    traces_headers: Mapping[str, str]
    metrics_headers: Mapping[str, str]
    logs_headers: Mapping[str, str]
    timeout: float
    compression: str
    certificate: str | None
    client_certificate: str | None
    client_key: str | None
    traces_exporter: str
    metrics_exporter: str
    logs_exporter: str
    sampler: str
    sampler_argument: float
    traces_delay: float
    traces_queue: int
    traces_batch: int
    logs_delay: float
    logs_queue: int
    logs_batch: int
    log_level: int
    metrics_interval: float
    metrics_port: int | None
    metrics_host: str
    instrument: frozenset[str] | None
    peers: Mapping[str, str]
    exit_timeout: float
    audit_folder: str | None
    audit_bytes: int
    audit_key: bytes | None
    audit_pseudonyms: bool
    redaction: Rules | bool
    redaction_disabled: frozenset[str]
    redaction_patterns: Mapping[str, str]
    redaction_sensitive_keys: Mapping[str, str]
    redaction_allow_values: frozenset[str]
    redaction_allow_keys: frozenset[str]
    redaction_hash_key: bytes | None
    tenant_baggage: bool
    error_window: float
    error_categories: Mapping[str, str]
    error_severities: Mapping[str, str]
    disabled: bool


@dataclasses.dataclass(frozen=True)
class Setting:
    """One row: the field of `Settings`, where its value comes from and what it means.

    `argument` is true where `init()` takes it by the field's name; `secret` where its value is never shown.
    """

    field: str
    variable: str
    parse: Callable[[str, object], Any]
    default: object
    meaning: str
    argument: bool = False
    secret: bool = False


@dataclasses.dataclass(frozen=True)
class Effective:
    """A setting's value in use, and where it comes from: `argument`, a variable, `file: path`, or `default`."""

    setting: Setting
    value: Any
    origin: str


def _row(
    field: str, variable: str, parser: Callable[[str, object], Any], default: object, meaning: str
) -> Setting:
    return Setting(field, variable, parser, default, meaning)


def _argument(
    field: str, variable: str, parser: Callable[[str, object], Any], default: object, meaning: str
) -> Setting:
    return Setting(field, variable, parser, default, meaning, argument=True)


def _secret(field: str, variable: str, meaning: str) -> Setting:
    return Setting(field, variable, parse.headers, "", meaning, secret=True)


_EXPORTER = parse.one_of("otlp", "none")
_SAMPLER = parse.one_of(
    "parentbased_always_on",
    "parentbased_always_off",
    "parentbased_traceidratio",
    "always_on",
    "always_off",
    "traceidratio",
)

SETTINGS: tuple[Setting, ...] = (
    _argument("service_name", "OTEL_SERVICE_NAME", parse.text, None, "the service's name"),
    _argument(
        "service_namespace", "OTEL_KIT_SERVICE_NAMESPACE", parse.text, None, "the group that it belongs to"
    ),
    _argument("service_version", "OTEL_KIT_SERVICE_VERSION", parse.text, None, "its version"),
    _argument(
        "environment",
        "OTEL_KIT_ENVIRONMENT",
        parse.text,
        None,
        "where it runs: `deployment.environment.name`",
    ),
    _argument(
        "resource_attributes",
        "OTEL_RESOURCE_ATTRIBUTES",
        parse.pairs,
        "",
        "further resource attributes, `key=value,key=value`; the argument takes a mapping and is added to the variable's",
    ),
    _argument(
        "endpoint", "OTEL_EXPORTER_OTLP_ENDPOINT", parse.endpoint, DEFAULT_ENDPOINT, "the collector's address"
    ),
    _row(
        "traces_endpoint",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
        parse.endpoint,
        None,
        "the whole URL for traces",
    ),
    _row(
        "metrics_endpoint",
        "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
        parse.endpoint,
        None,
        "the whole URL for metrics",
    ),
    _row("logs_endpoint", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", parse.endpoint, None, "the whole URL for logs"),
    _row(
        "protocol",
        "OTEL_EXPORTER_OTLP_PROTOCOL",
        parse.one_of("http/protobuf"),
        "http/protobuf",
        "OTLP over HTTP is what otel_kit speaks",
    ),
    _secret("headers", "OTEL_EXPORTER_OTLP_HEADERS", "headers of each export request, `key=value,key=value`"),
    _secret("traces_headers", "OTEL_EXPORTER_OTLP_TRACES_HEADERS", "the same, for traces only"),
    _secret("metrics_headers", "OTEL_EXPORTER_OTLP_METRICS_HEADERS", "the same, for metrics only"),
    _secret("logs_headers", "OTEL_EXPORTER_OTLP_LOGS_HEADERS", "the same, for logs only"),
    _row(
        "timeout",
        "OTEL_EXPORTER_OTLP_TIMEOUT",
        parse.seconds,
        10.0,
        "how long one export request may take, in seconds, as OpenTelemetry Python reads it",
    ),
    _row(
        "compression",
        "OTEL_EXPORTER_OTLP_COMPRESSION",
        parse.one_of("none", "gzip"),
        "none",
        "compression of export requests",
    ),
    _row(
        "certificate",
        "OTEL_EXPORTER_OTLP_CERTIFICATE",
        parse.file,
        None,
        "a file with the authority to trust",
    ),
    _row(
        "client_certificate",
        "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE",
        parse.file,
        None,
        "our certificate, a file",
    ),
    _row("client_key", "OTEL_EXPORTER_OTLP_CLIENT_KEY", parse.file, None, "its key, a file"),
    _row("traces_exporter", "OTEL_TRACES_EXPORTER", _EXPORTER, "otlp", "whether traces are sent"),
    _row("metrics_exporter", "OTEL_METRICS_EXPORTER", _EXPORTER, "otlp", "whether metrics are sent"),
    _row("logs_exporter", "OTEL_LOGS_EXPORTER", _EXPORTER, "otlp", "whether logs are sent"),
    _row("sampler", "OTEL_TRACES_SAMPLER", _SAMPLER, "parentbased_always_on", "which traces are kept"),
    _row(
        "sampler_argument",
        "OTEL_TRACES_SAMPLER_ARG",
        parse.ratio,
        1.0,
        "the share for the `traceidratio` samplers",
    ),
    _row(
        "traces_delay",
        "OTEL_BSP_SCHEDULE_DELAY",
        parse.milliseconds,
        1.0,
        "a span waits at most this long, in ms",
    ),
    _row(
        "traces_queue",
        "OTEL_BSP_MAX_QUEUE_SIZE",
        parse.positive,
        2048,
        "spans that may wait; more are dropped",
    ),
    _row("traces_batch", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE", parse.positive, 512, "spans in one request"),
    _row(
        "logs_delay",
        "OTEL_BLRP_SCHEDULE_DELAY",
        parse.milliseconds,
        1.0,
        "a record waits at most this long, in ms",
    ),
    _row(
        "logs_queue",
        "OTEL_BLRP_MAX_QUEUE_SIZE",
        parse.positive,
        2048,
        "records that may wait; more are dropped",
    ),
    _row("logs_batch", "OTEL_BLRP_MAX_EXPORT_BATCH_SIZE", parse.positive, 512, "records in one request"),
    _argument(
        "log_level",
        "OTEL_KIT_LOG_LEVEL",
        parse.log_level,
        "INFO",
        "the least level of a log record that is sent",
    ),
    _row(
        "metrics_interval",
        "OTEL_METRIC_EXPORT_INTERVAL",
        parse.milliseconds,
        15.0,
        "how often metrics are sent, in ms",
    ),
    _argument(
        "metrics_port",
        "OTEL_KIT_METRICS_PORT",
        parse.port,
        None,
        "serve `/metrics` for Prometheus on this port",
    ),
    _row(
        "metrics_host", "OTEL_KIT_METRICS_HOST", parse.text, "127.0.0.1", "the address on which it is served"
    ),
    _argument(
        "instrument",
        "OTEL_KIT_INSTRUMENT",
        parse.names,
        None,
        "which libraries to instrument, `fastapi,celery`, or `none`; without it all that the service imports",
    ),
    _argument(
        "peers",
        "OTEL_KIT_PEERS",
        parse.pairs,
        "",
        "what the services that this one calls are named, by host: `api.stripe.com=payments,*.crm.internal=crm`",
    ),
    _row(
        "exit_timeout",
        "OTEL_KIT_EXIT_TIMEOUT",
        parse.seconds,
        1.5,
        "how long the exit may wait for the collector, in seconds",
    ),
    _row(
        "audit_folder",
        "OTEL_KIT_AUDIT_FOLDER",
        parse.text,
        None,
        "where the audit logs are kept, a folder a service; without it `~/.local/state/otel-kit/audit`",
    ),
    _row(
        "audit_bytes",
        "OTEL_KIT_AUDIT_BYTES",
        parse.positive,
        64 * 1024 * 1024,
        "how much of a service's audit log is kept; the oldest goes first, once it was delivered",
    ),
    Setting(
        "audit_key",
        "OTEL_KIT_AUDIT_KEY",
        parse.key,
        None,
        "seals the audit log, so that nobody without it can write an entry; 16 characters or more",
        secret=True,
    ),
    _row(
        "audit_pseudonyms",
        "OTEL_KIT_AUDIT_PSEUDONYMS",
        parse.boolean,
        False,
        "`true` replaces the actor by a pseudonym that the key makes",
    ),
    _argument(
        "redaction",
        "OTEL_KIT_REDACTION",
        parse.redaction,
        True,
        "`false` sends personal data and secrets as they are; the argument also takes `Rules`, which come before the "
        "variables below",
    ),
    _row(
        "redaction_disabled",
        "OTEL_KIT_REDACTION_DISABLED",
        parse.names,
        "",
        "kinds that are left alone: `ip,phone`",
    ),
    _row(
        "redaction_patterns",
        "OTEL_KIT_REDACTION_PATTERNS",
        parse.pairs,
        "",
        "further kinds and their regular expressions, percent-encoded: `customer=KD-[0-9]{6}`",
    ),
    _row(
        "redaction_sensitive_keys",
        "OTEL_KIT_REDACTION_SENSITIVE_KEYS",
        parse.pairs,
        "",
        "further attributes that are replaced whole, and the kind of their values: `app.customer=name`",
    ),
    _row(
        "redaction_allow_values",
        "OTEL_KIT_REDACTION_ALLOW_VALUES",
        parse.words,
        "",
        "texts that stay where they are exactly what was found: `help@example.com`",
    ),
    _row(
        "redaction_allow_keys",
        "OTEL_KIT_REDACTION_ALLOW_KEYS",
        parse.words,
        "",
        "further attributes that are not searched: `shop.*` is all below `shop`",
    ),
    Setting(
        "redaction_hash_key",
        "OTEL_KIT_REDACTION_HASH_KEY",
        parse.key,
        None,
        "replaces values by a keyed hash, so that equal ones stay joinable; 16 characters or more",
        secret=True,
    ),
    _argument(
        "tenant_baggage",
        "OTEL_KIT_TENANT_BAGGAGE",
        parse.boolean,
        False,
        "`true` sends the tenant in baggage to every service that is called, and believes the baggage that arrives",
    ),
    _row(
        "error_window",
        "OTEL_KIT_ERROR_WINDOW",
        parse.seconds,
        60.0,
        "how long, in seconds, equal errors are only counted after one was told",
    ),
    _argument(
        "error_categories",
        "OTEL_KIT_ERROR_CATEGORIES",
        parse.types,
        "",
        "categories of further exception types: `shop.errors.OutOfStock=validation,shop.billing.*=external_api`; the "
        "argument also takes the classes themselves",
    ),
    _argument(
        "error_severities",
        "OTEL_KIT_ERROR_SEVERITIES",
        parse.pairs,
        "",
        "how bad errors of a category are, in the place of the default: `validation=medium`",
    ),
    _row("disabled", "OTEL_SDK_DISABLED", parse.boolean, False, "`true` turns everything off"),
)


def load(arguments: Mapping[str, object], environ: Mapping[str, str]) -> Settings:
    """Return the effective settings; an argument that is `None` counts as not given.

    Raises `ConfigurationError` for the first value that does not fit.
    """
    found = explain(arguments, environ)
    settings = Settings(**{one.setting.field: one.value for one in found})
    _check_sizes(settings)
    _check_audit(settings)
    _check_redaction(settings)
    _check_errors(settings)
    _sdk_variables.check(environ)
    return settings


def explain(arguments: Mapping[str, object], environ: Mapping[str, str]) -> list[Effective]:
    """Return every setting with its value and where it comes from: argument, variable, file or default."""
    given = _config_file.read(environ)
    if arguments.get("endpoint") is not None or environ.get("OTEL_EXPORTER_OTLP_ENDPOINT", "").strip():
        # One address for all signals comes before the file's addresses for each.
        for signal in ("traces", "metrics", "logs"):
            given.values.pop(f"{signal}_endpoint", None)
    return [_effective(setting, arguments.get(setting.field), environ, given) for setting in SETTINGS]


def _effective(
    setting: Setting, argument: object, environ: Mapping[str, str], given: _config_file.Given
) -> Effective:
    # Each place comes before the ones below it; those of resource attributes are added up.
    places: list[tuple[str, str, object]] = []
    if argument is not None:
        places.append(("argument", setting.field, argument))
    # As OpenTelemetry's specification has it, an empty variable is one that is not set.
    if variable := environ.get(setting.variable, "").strip():
        places.append((setting.variable, setting.variable, variable))
    if setting.field in given.values:
        value, path = given.values[setting.field]
        places.append((f"{given.file}: {path}", f"{given.file}: {path}", value))
    if not places:
        default = setting.default
        return Effective(
            setting, None if default is None else setting.parse(setting.variable, default), "default"
        )
    used = places if setting.field == "resource_attributes" else places[:1]
    parsed = [setting.parse(key, value) for _, key, value in used]
    merged = {name: one[name] for one in reversed(parsed) for name in one} if len(parsed) > 1 else parsed[0]
    return Effective(setting, merged, " + ".join(origin for origin, *_ in used))


def _check_redaction(settings: Settings) -> None:
    if settings.redaction_disabled or settings.redaction_patterns or settings.redaction_sensitive_keys:
        from otel_kit.pipeline._privacy import rules_of

        rules_of(settings)


def _check_errors(settings: Settings) -> None:
    if settings.error_categories or settings.error_severities:
        from otel_kit.pipeline.errors import classifier_of

        classifier_of(settings)


def _check_audit(settings: Settings) -> None:
    if settings.audit_pseudonyms and settings.audit_key is None:
        raise ConfigurationError(
            "OTEL_KIT_AUDIT_PSEUDONYMS",
            "true",
            problem="pseudonyms are made with a key, and there is none",
            fix="set OTEL_KIT_AUDIT_KEY to 16 random characters or more",
        )


def _check_sizes(settings: Settings) -> None:
    for batch, queue, variable in (
        (settings.traces_batch, settings.traces_queue, "OTEL_BSP_MAX_EXPORT_BATCH_SIZE"),
        (settings.logs_batch, settings.logs_queue, "OTEL_BLRP_MAX_EXPORT_BATCH_SIZE"),
    ):
        if batch > queue:
            raise ConfigurationError(
                variable,
                batch,
                problem="a batch larger than its queue never fills",
                fix=f"set it to at most {queue}, the size of the queue",
            )
