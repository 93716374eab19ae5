"""Where icons, translations and starter replies lie: beside the package in a checkout or a frozen build, in it when installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def folder() -> Path:
    """Return the folder of the window's own files; FileNotFoundError when this build was made without them."""
    return _part("ui")


def starter_replies() -> Path:
    """Return the file of the replies a shop has on its first day; FileNotFoundError as above."""
    return _part("replies") / "starter.json"


def starter_templates() -> Path:
    """Return the file of the templates a shop can submit on its first day; FileNotFoundError as above."""
    return _part("templates") / "starter.json"


def _part(name: str) -> Path:
    for place in (_PACKAGE.parent / "resources" / name, _PACKAGE / "resources" / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the window's {name} files are missing beside {_PACKAGE}")
