"""Draw every dashboard into docs/pictures, with the data of the stack or the demo that is up: `make pictures`.

Let `otel-kit demo` (or a stack with leadflow under load) run for a quarter of an hour before: the pictures show that.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from otel_kit.exceptions import OtelKitError
from otel_kit.ops import dashboards, ui
from otel_kit.ops._paths import home

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
WINDOW, WIDTH = "30m", 1200


def main() -> int:
    """Draw all; return the exit status."""
    parser = argparse.ArgumentParser(description="Draw every dashboard into docs/pictures.")
    for name in ("prometheus", "tempo", "loki"):
        parser.add_argument(f"--{name}", help=f"a {name} of your own, instead of the stack that is up")
    named = {name: url for name, url in vars(parser.parse_args()).items() if url}
    try:
        draw_all(ui.servers(home(), named))
    except OtelKitError as error:
        print(f"pictures: {error}", file=sys.stderr)
        return 1
    return 0


def draw_all(found: ui.Found) -> None:
    """Write docs/pictures/NAME.png for each dashboard."""
    app = ui.application(found.backends, environment=found.environment)
    with ui.serving(app, port=0) as address, ui.studio(address) as studio:
        for board in dashboards.boards():
            path = PICTURES / f"{board.name}.png"
            studio.draw(ui.Picture(board.name, WINDOW, width=WIDTH), path)
            print(f"✔ {path}  {path.stat().st_size / 1024:.0f} kB", flush=True)


if __name__ == "__main__":
    sys.exit(main())
