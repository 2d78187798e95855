"""Taking over changed configuration files while the servers run."""

from __future__ import annotations

import filecmp
import re
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

from otel_kit.exceptions import OtelKitError

if TYPE_CHECKING:
    from pathlib import Path

    from otel_kit.ops.stack.stack import Stack

__all__ = ["reload_servers", "servers_of_changes"]

_TIMEOUT_SECONDS = 30
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def servers_of_changes(before: Path, after: Path) -> set[str]:
    """Return the servers whose files differ between two rendered folders."""
    names = {str(p.relative_to(root)) for root in (before, after) for p in root.rglob("*") if p.is_file()}
    _, differing, missing = filecmp.cmpfiles(before, after, names, shallow=False)
    return {_server_of(name) for name in [*differing, *missing]}


def _server_of(name: str) -> str:
    return "prometheus" if name.startswith("rules/") else re.split("[.-]", name, maxsplit=1)[0]


def reload_servers(stack: Stack, changed: set[str], running: set[str]) -> dict[str, str]:
    """Make each running server whose files changed take them over; return what was done, by server."""
    done = {}
    for server in sorted(changed & running):
        if server in ("prometheus", "alertmanager"):
            _post_reload(server, getattr(stack.endpoints, server))
            done[server] = "reloaded"
        elif server == "collector":
            stack.signal(server, "HUP")
            done[server] = "reloaded"
        else:  # these read their files at the start only
            stack.restart(server)
            done[server] = "restarted"
        stack.wait_ready(server)
    return done


def _post_reload(server: str, url: str) -> None:
    request = urllib.request.Request(f"{url}/-/reload", method="POST")  # noqa: S310 - our own loopback address
    try:
        _DIRECT.open(request, timeout=_TIMEOUT_SECONDS).close()
    except urllib.error.HTTPError as error:
        with error:
            reason = error.read().decode(errors="replace").strip()
        raise OtelKitError(f"{server}: refuses its new configuration: {reason}") from error
    except OSError as error:
        raise OtelKitError(
            f"{server}: does not answer at {url} ({error})\n  → otel-kit stack status"
        ) from error
