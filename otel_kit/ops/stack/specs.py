"""What each server of the stack is built from, and which versions of it the configuration files fit."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from otel_kit.ops._paths import bundle

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["SERVERS", "TOOLS", "Binary", "ServerSpec", "spec_of"]

_COMMON = "github.com/prometheus/common/version"
_LOKI = "github.com/grafana/loki/v3/pkg/util/build"


@dataclass(frozen=True)
class Binary:
    """One program of a server: `name` as in `OTEL_KIT_<NAME>_BIN`, `file` as it is called on PATH."""

    name: str
    package: str
    file: str


@dataclass(frozen=True)
class ServerSpec:
    """How a server is built from pinned Go modules.

    `module_dir` holds its go.mod and go.sum, `binaries` the server itself and then what comes with it.
    `fits` is the range [at least, below) of versions that may be used from PATH or an environment variable;
    None means that only our own build of exactly `version` will do.
    """

    name: str
    version: str
    module_dir: Path
    binaries: tuple[Binary, ...]
    tags: tuple[str, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    fits: tuple[str, str] | None = None

    @property
    def flags(self) -> tuple[str, ...]:
        """Flags of `go build`; nothing in them depends on the machine or the time."""
        stamps = " ".join(f"-X {name}={value}" for name, value in self.variables)
        tags = ("-tags", ",".join(self.tags)) if self.tags else ()
        return ("-trimpath", *tags, "-ldflags", f"-s -w {stamps}".strip())


def _prometheus_style(version: str, revision: str) -> tuple[tuple[str, str], ...]:
    return (
        (f"{_COMMON}.Version", version),
        (f"{_COMMON}.Revision", revision),
        (f"{_COMMON}.Branch", "HEAD"),
    )


def _table(*specs: ServerSpec) -> Mapping[str, ServerSpec]:
    return MappingProxyType({spec.name: spec for spec in specs})


# In the order in which they are built: a demo shows metrics and alerts while Loki and Tempo still compile.
SERVERS: Mapping[str, ServerSpec] = _table(
    ServerSpec(
        name="collector",
        version="0.1.0",
        module_dir=bundle("collector", "distribution"),
        binaries=(Binary("collector", ".", "otelcol-kit"),),
        # Both as in collector/manifest.yaml: without them the binary is 30 MB larger.
        tags=("grpcnotrace", "remove_all_sd"),
    ),
    ServerSpec(
        name="prometheus",
        version="3.16.0",
        module_dir=bundle("deploy", "build", "prometheus"),
        binaries=(
            Binary("prometheus", "github.com/prometheus/prometheus/cmd/prometheus", "prometheus"),
            Binary("promtool", "github.com/prometheus/prometheus/cmd/promtool", "promtool"),
        ),
        tags=("remove_all_sd", "enable_dns_sd"),
        variables=_prometheus_style("3.16.0", "v0.316.0"),
        fits=("3.5", "4"),
    ),
    ServerSpec(
        name="alertmanager",
        version="0.31.1",
        module_dir=bundle("deploy", "build", "alertmanager"),
        binaries=(
            Binary("alertmanager", "github.com/prometheus/alertmanager/cmd/alertmanager", "alertmanager"),
            Binary("amtool", "github.com/prometheus/alertmanager/cmd/amtool", "amtool"),
        ),
        variables=_prometheus_style("0.31.1", "v0.31.1"),
        fits=("0.27", "1"),
    ),
    ServerSpec(
        name="loki",
        version="3.7.8",
        module_dir=bundle("deploy", "build", "loki"),
        binaries=(Binary("loki", "github.com/grafana/loki/v3/cmd/loki", "loki"),),
        variables=(
            (f"{_LOKI}.Version", "3.7.8"),
            (f"{_LOKI}.Revision", "v3.7.8"),
            (f"{_LOKI}.Branch", "HEAD"),
        ),
        fits=("3.4", "4"),
    ),
    ServerSpec(
        name="tempo",
        # A commit shortly after 2.8.0-rc.0: the newest that the module proxy and its checksums agree on.
        version="2.8.0-rc.0+87c2dc380cec",
        module_dir=bundle("deploy", "build", "tempo"),
        binaries=(Binary("tempo", "github.com/grafana/tempo/cmd/tempo", "tempo"),),
        variables=(
            ("main.Version", "2.8.0-rc.0+87c2dc380cec"),
            ("main.Revision", "87c2dc380cec"),
            ("main.Branch", "HEAD"),
        ),
        fits=("2.7", "3"),  # 3.0 has other configuration keys
    ),
)

# Built only when they are named: the larger Collector, and what the makers of otel_kit need.
TOOLS: Mapping[str, ServerSpec] = _table(
    ServerSpec(
        name="collector-full",
        version="0.1.0",
        module_dir=bundle("collector", "distribution-full"),
        binaries=(Binary("collector-full", ".", "otelcol-kit-full"),),
        tags=("grpcnotrace",),  # as in collector/manifest-full.yaml: every service discovery stays in
    ),
    ServerSpec(
        name="ocb",
        version="0.161.0",
        module_dir=bundle("deploy", "build", "ocb"),
        binaries=(Binary("ocb", "go.opentelemetry.io/collector/cmd/builder", "ocb"),),
    ),
    ServerSpec(
        name="mdatagen",
        version="0.159.0",  # 0.161 misses a module of its own
        module_dir=bundle("deploy", "build", "mdatagen"),
        binaries=(Binary("mdatagen", "go.opentelemetry.io/collector/cmd/mdatagen", "mdatagen"),),
    ),
    ServerSpec(
        name="compose-spec",
        version="2.9.0",
        module_dir=bundle("deploy", "build", "compose_spec"),
        binaries=(Binary("compose-spec", "github.com/compose-spec/compose-go/v2/cmd", "compose-spec"),),
    ),
    ServerSpec(
        name="kafka-broker",
        version="0.1.0",
        module_dir=bundle("deploy", "build", "kafka_broker"),
        binaries=(Binary("kafka-broker", ".", "kafka-broker"),),
    ),
    ServerSpec(
        name="kustomize",
        version="5.7.1",
        module_dir=bundle("deploy", "build", "kustomize"),
        binaries=(Binary("kustomize", "sigs.k8s.io/kustomize/kustomize/v5", "kustomize"),),
    ),
    ServerSpec(
        name="pint",
        version="0.87.0",
        module_dir=bundle("deploy", "build", "pint"),
        binaries=(Binary("pint", "github.com/cloudflare/pint/cmd/pint", "pint"),),
        variables=(("main.version", "0.87.0"),),
    ),
    ServerSpec(
        name="tsdb-writer",
        version="0.1.0",
        module_dir=bundle("deploy", "build", "tsdb_writer"),
        binaries=(Binary("tsdb-writer", ".", "tsdb-writer"),),
    ),
)


def spec_of(name: str, servers: Mapping[str, ServerSpec] = SERVERS) -> tuple[ServerSpec, Binary]:
    """Return the server that `name` (of a server or a program of one) belongs to, and the program."""
    for spec in servers.values():
        for binary in spec.binaries:
            if binary.name == name:
                return spec, binary
    known = ", ".join(binary.name for spec in servers.values() for binary in spec.binaries)
    raise KeyError(f"no server is called {name!r}: {known}")
