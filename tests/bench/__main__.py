"""``python -m tests.bench [NAME ...] [--scale 10k|100k|1M] [--json FILE]``: every figure beside its goal and its floor."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from tests.bench.corpus import SCALES
from tests.bench.figures import Figure, table, write_json

BENCHES = (
    "project",
    "snapshot",
    "queries",
    "search",
    "catalog",
    "start",
    "window",
    "lateness",
    "ingest",
    "decode",
    "wake",
    "crowd",
    "journal",
    "idle",
)
"""Each is a module here with a ``run``; those of the window load Qt in processes of their own only."""


def main() -> int:
    """Run what was asked for and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of: {', '.join(BENCHES)} (default: all)")
    parser.add_argument("--scale", choices=SCALES, default="100k", help="messages in the made history (default: 100k)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(BENCHES)
    if unknown:
        parser.error(f"no bench {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    figures: list[Figure] = []
    for name in arguments.names or BENCHES:
        print(f"{name} ...", file=sys.stderr, flush=True)
        figures += importlib.import_module(f"tests.bench.{name}").run(arguments.scale)
    print(table(figures))
    if arguments.json:
        write_json(figures, arguments.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
