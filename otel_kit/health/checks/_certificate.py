"""A server's certificate is valid, and stays so for a while."""

from __future__ import annotations

import socket
import ssl
import time
from typing import TYPE_CHECKING

from otel_kit.health._model import HEALTHY, Outcome, degraded, unhealthy
from otel_kit.signals import security

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["certificate"]

_DAY = 86_400


def certificate(
    host: str,
    port: int = 443,
    *,
    days: float = 14,
    name: str | None = None,
    cafile: str | None = None,
    timeout: float = 1.5,
    clock: Callable[[], float] = time.time,
) -> Callable[[], Outcome]:
    """Check the certificate that a server shows: degraded from `days` before its end on, unhealthy if it is not valid.

    Sets `kit.certificate.time_to_expiry`, in seconds, of `name`, by default the host's. `cafile` names an authority of
    your own.
    """

    def probe() -> Outcome:
        context = ssl.create_default_context(cafile=cafile)
        try:
            with (
                socket.create_connection((host, port), timeout) as plain,
                context.wrap_socket(plain, server_hostname=host) as secured,
            ):
                shown = secured.getpeercert() or {}
        except ssl.SSLCertVerificationError as error:
            return unhealthy(error.verify_message or "the certificate is not valid")
        left = ssl.cert_time_to_seconds(str(shown["notAfter"])) - clock()
        security.certificate_time_to_expiry(left, certificate=name or host)
        if left <= 0:
            return unhealthy("certificate has expired")
        return HEALTHY if left > days * _DAY else degraded(f"the certificate ends in {left / _DAY:.0f} days")

    return probe
