"""What happens to telemetry inside the process, between OpenTelemetry's API and the collector.

Nothing outside this package knows which SDK does the work: the providers in `_providers` implement the API and hand
everything to an engine that is replaced as a whole, after a fork for example.
"""

from __future__ import annotations
