"""``python3 -m inbox``: checks the Python version, makes sure the libraries are there, then runs the command line.

Runs on the main thread before anything else of ours and must stay valid on Python 3.8, so that an old Python is told
in words which one is needed instead of failing on syntax.
"""

from __future__ import annotations

import sys

NEEDED = (3, 11)


def run() -> int:
    """Run the program and return its exit code; on POSIX this may replace the process on the way."""
    if sys.version_info < NEEDED:
        found = ".".join(str(part) for part in sys.version_info[:3])
        needed = ".".join(str(part) for part in NEEDED)
        sys.stderr.write(
            f"Tresen needs Python {needed} or newer, and this is Python {found}: start it with a newer one.\n"
        )
        return 2
    from inbox.system import provision

    try:
        provision.ensure(sys.argv[1:])
    except provision.ProvisioningError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    from inbox.cli import main

    return main()


if __name__ == "__main__":
    sys.exit(run())
