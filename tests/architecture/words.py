"""The tree speaks only of itself, and its top level is what the layout says."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from pathlib import Path

TOP_LEVEL = re.compile(
    r"inbox|resources|tests|pyproject\.toml|README\.md|build\.spec|LICENSE|requirements(-test)?\.lock\.txt|\..+"
)

_NOT_OURS = {".git", ".venv", "__pycache__", "build", "dist"}

# Written turned by thirteen, so that this list is not what it finds.
_TURNED = (
    "/jbex/", "funerq/", "snpgf/", "NEPUVGRPGHER.zq", "CRESBEZNAPR.zq", "ERYVNOVYVGL.zq", "CEBQHPG.zq",
    "pynhqr", "naguebcvp", "bcranv", "pungtcg", "ynathntr zbqry", "nv ntrag", "nv-trarengrq",
    "pb-nhguberq", "fhontrag", "clcv.bet", "clgubaubfgrq", "qro.qrovna", "aczwf",
)  # fmt: skip
FORBIDDEN = tuple(codecs.decode(word, "rot13") for word in _TURNED)
_FOLDED = tuple(word.casefold() for word in FORBIDDEN)
_PATTERN = re.compile("|".join(rf"(?<![a-z0-9]){re.escape(word)}" for word in FORBIDDEN), re.IGNORECASE)


def foreign_words(root: Path) -> list[str]:
    """Return every line of the tree's text that speaks of the place or the way it was made."""
    return [
        f"{path.relative_to(root).as_posix()}:{number}: {match.group()}"
        for path in _files(root)
        for number, line in enumerate(_lines(path), 1)
        if (match := _PATTERN.search(line)) is not None
    ]


def strangers_at_the_top(root: Path) -> list[str]:
    """Return files and folders at the top level that the layout does not have."""
    return sorted(
        path.name for path in root.iterdir() if not TOP_LEVEL.fullmatch(path.name) and path.name not in _NOT_OURS
    )


def _files(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        folders[:] = [
            name for name in folders if name not in _NOT_OURS and not name.endswith("_cache") and name != ".hypothesis"
        ]
        yield from (Path(folder) / name for name in files if name not in _NOT_OURS)


def _lines(path: Path) -> list[str]:
    """Return the lines of a text in which one of the words may stand; of any other none, which is quickly seen."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    folded = text.casefold()
    return text.splitlines() if any(word in folded for word in _FOLDED) else []
