"""``python -m tests.bench [NAME ...] [--scale 10k|100k|1M] [--json FILE]``: every figure beside its goal and its floor."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench import catalog, crowd, decode, idle, ingest, project, queries, search, snapshot, wake, window
from tests.bench.corpus import SCALES
from tests.bench.figures import Figure, table, write_json

BENCHES: dict[str, Callable[[str], list[Figure]]] = {
    "project": project.run,
    "snapshot": snapshot.run,
    "queries": queries.run,
    "search": search.run,
    "catalog": catalog.run,
    "window": window.run,
    "ingest": ingest.run,
    "decode": decode.run,
    "wake": wake.run,
    "crowd": crowd.run,
    "idle": idle.run,
}


def main() -> int:
    """Run what was asked for and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of: {', '.join(BENCHES)} (default: all)")
    parser.add_argument("--scale", choices=SCALES, default="100k", help="messages in the made history (default: 100k)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - BENCHES.keys()
    if unknown:
        parser.error(f"no bench {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    figures: list[Figure] = []
    for name in arguments.names or BENCHES:
        print(f"{name} ...", file=sys.stderr, flush=True)
        figures += BENCHES[name](arguments.scale)
    print(table(figures))
    if arguments.json:
        write_json(figures, arguments.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
