"""Where icons and translations lie: beside the package in a checkout and in a frozen build, inside it when installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def folder() -> Path:
    """Return the folder of the window's own files; FileNotFoundError when this build was made without them."""
    for place in (_PACKAGE.parent / "resources" / "ui", _PACKAGE / "resources" / "ui"):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the window's icons and translations are missing beside {_PACKAGE}")
