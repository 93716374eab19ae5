"""Collects the window's texts into the German translation and compiles it: ``python -m tests.ui.translate``.

New texts come in as unfinished; a person translates them in ``resources/ui/translations/tresen_de.ts`` (Qt Linguist or any
editor) and runs it again.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "inbox" / "ui"
GERMAN = ROOT / "resources" / "ui" / "translations" / "tresen_de.ts"
_SECONDS = 120


def collect(into: Path) -> None:
    """Bring the texts of the source into ``into``, which keeps the translations it has."""
    sources = [str(path.relative_to(ROOT)) for path in sorted(SOURCES.rglob("*.py"))]
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", "de"]
    _run("lupdate", *sources, *options, "-ts", str(into))


def compile_to(source: Path, into: Path) -> None:
    """Compile a translation file for the program; texts that are not finished are left out."""
    _run("lrelease", "-silent", str(source), "-qm", str(into))


def _run(tool: str, *arguments: str) -> None:
    program = Path(PySide6.__file__).parent / (f"{tool}.exe" if sys.platform == "win32" else tool)
    subprocess.run([str(program), *arguments], check=True, cwd=ROOT, timeout=_SECONDS, capture_output=True)


def main() -> int:
    """Renew the translation."""
    collect(GERMAN)
    compile_to(GERMAN, GERMAN.with_suffix(".qm"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
