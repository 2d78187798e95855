"""Run every benchmark and print a table each; name some to run only those: `python -m benchmarks calls`."""

from __future__ import annotations

import sys

from benchmarks import (
    audit,
    calls,
    collector,
    errors,
    exits,
    http,
    jobs,
    logs,
    pages,
    probes,
    redaction,
    rules,
    sizing,
    startup,
)

ALL = {
    "calls": calls,
    "http": http,
    "jobs": jobs,
    "audit": audit,
    "probes": probes,
    "logs": logs,
    "errors": errors,
    "redaction": redaction,
    "collector": collector,
    "sizing": sizing,
    "rules": rules,
    "pages": pages,
    "startup": startup,
    "exits": exits,
}


def main() -> None:
    """Run the benchmarks that are named, or all."""
    names = sys.argv[1:] or list(ALL)
    if unknown := [name for name in names if name not in ALL]:
        sys.exit(f"benchmarks: unknown {', '.join(unknown)}\n  → one of {', '.join(ALL)}")
    for name in names:
        module = ALL[name]
        print(f"\n{module.TITLE}")
        rows = module.rows()
        width = max(len(label) for label, _ in rows)
        for label, figure in rows:
            print(f"  {label:<{width}}  {figure}")


if __name__ == "__main__":
    main()
