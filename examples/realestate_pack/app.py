"""An estate agency's day: searches, reactions, showings and a sale, through the pack's own typed functions.

Run it from the folder `examples` with `python -m realestate_pack.app`.
"""

from __future__ import annotations

import random

from realestate_pack import signals

import otel_kit

FEATURE = "property_intelligence"
SEARCHES = 20


def main() -> None:
    """Send a day's telemetry and end when the collector has it."""
    otel_kit.init("agency", service_namespace="realestate")
    liked = signals.matches.reaction.bind(reaction="liked", property_kind="flat")
    for number in range(SEARCHES):
        with signals.matches.search(property_kind="flat", tenant="t_4711") as search:
            search.listing = f"MLS-{number:06}"
            search.score = random.uniform(0.6, 1)
        liked()
    signals.showings.scheduled(property_kind="flat", channel="email")
    signals.showings.held(property_kind="flat", result="offer")
    signals.commissions.amount(12_500, property_kind="flat", feature=FEATURE)
    signals.commissions.expected(48_000, feature=FEATURE)
    otel_kit.shutdown()


if __name__ == "__main__":
    main()
