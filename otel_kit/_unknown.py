"""A variable that looks like one of ours and is none: most likely a slip of the pen."""

from __future__ import annotations

import difflib
import logging
from typing import TYPE_CHECKING

from otel_kit.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

_logger = logging.getLogger("otel_kit")

_PREFIX = "OTEL_KIT_"
# Read by the command line, the local stack and the collector's configuration, which often share a service's environment.
_OF_THE_OPERATOR = frozenset(
    """
    CACHE CHROMIUM HOME HOST_ROOT HTPASSWD INSTANCE LISTEN LOG_FILES NAMESPACE QUEUE READ_TIMEOUT RETENTION SAMPLE_PERCENT SCHEMA
    SERVICE_ACCOUNT SLOW_MS STRICT TARGETS TEMPO_HOLD TENANT_OWN TENANT_SOURCE TOKENS
    """.split()  # noqa: SIM905 - a table that can be read
)
_OF_THE_OPERATOR_BY_START = tuple(
    """
    ADMIN_ ALERTS_ BLACKBOX CHECK_ DECISION_ DOCKER GATEWAY GRAFANA_ JOBS_ JOURNAL KAFKA KUBE NGINX OIDC_ POSTGRES REDIS
    REMOTE_WRITE_ RULES_ SWARM_ TLS UI_
    """.split()  # noqa: SIM905
)
_OF_THE_OPERATOR_BY_END = (
    "_BIN",
    "_BYTES",
    "_ENCODING",
    "_FSYNC",
    "_INTERVAL",
    "_MIB",
    "_MODE",
    "_PORT",
    "_URL",
)


def warn_of_unknown(environ: Mapping[str, str]) -> None:
    """Log one warning for each variable that nobody reads, with what was probably meant."""
    for variable, near in unknown(environ):
        hint = f" Did you mean {near}?" if near else " The known ones are in docs/settings.md"
        _logger.warning("otel_kit: %s is no setting of otel_kit and is ignored.%s", variable, hint)


def unknown(environ: Mapping[str, str]) -> list[tuple[str, str | None]]:
    """Return the unknown `OTEL_KIT_*` variables, each with the known one that is most like it."""
    known = [setting.variable for setting in SETTINGS if setting.variable.startswith(_PREFIX)]
    found: list[tuple[str, str | None]] = []
    for variable in sorted(environ):
        name = variable.removeprefix(_PREFIX)
        if name == variable or variable in known or _is_the_operators(name):
            continue
        near = difflib.get_close_matches(variable, known, n=1, cutoff=0.85)
        if near or not name.endswith(_OF_THE_OPERATOR_BY_END):
            found.append((variable, near[0] if near else None))
    return found


def _is_the_operators(name: str) -> bool:
    return name in _OF_THE_OPERATOR or name.startswith(_OF_THE_OPERATOR_BY_START)
