"""Which servers the page looks at, and what people call them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from otel_kit.exceptions import ConfigurationError

if TYPE_CHECKING:
    from otel_kit.ops.stack import Endpoints

__all__ = ["Backends"]

_TITLES = {"prometheus": "Prometheus", "tempo": "Tempo", "loki": "Loki", "alertmanager": "Alertmanager"}


@dataclass(frozen=True)
class Backends:
    """Base URLs, such as `http://127.0.0.1:9090`; `collector` serves its own metrics, empty where there is none.

    Raises ConfigurationError for what is no http(s) address.
    """

    prometheus: str
    tempo: str
    loki: str
    alertmanager: str
    collector: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no address: whoever gave it should hear of it now, not at the first question."""
        for name, url in asdict(self).items():
            if not _is_address(url) and (url or name != "collector"):
                fix = f"give its address, such as http://127.0.0.1:9090: --{name} URL"
                raise ConfigurationError(f"--{name}", url, problem="no http or https address", fix=fix)

    @classmethod
    def of(cls, endpoints: Endpoints) -> Backends:
        """Return those of a stack."""
        return cls(
            endpoints.prometheus,
            endpoints.tempo,
            endpoints.loki,
            endpoints.alertmanager,
            endpoints.collector_metrics,
        )

    def url(self, name: str) -> str:
        """Return the address of a backend, without a slash at its end."""
        return str(getattr(self, name)).rstrip("/")

    def called(self, name: str) -> str:
        """Return how messages name it: `Tempo at 127.0.0.1:3200`, without what an address may hide in front."""
        return f"{_TITLES.get(name, name)} at {urlsplit(self.url(name)).netloc.rpartition('@')[2]}"


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
