"""Paints every scene into a folder, to be looked at: ``python -m tests.ui.sheet FOLDER [--only NAME]``.

Light and dark, German and English, 100 and 200 %; always the same fonts, so that two runs can be compared.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

_SETTLED = 3
"""Turns of the event loop after which everything has its size: a form grows by what its fields tell it."""


def main(arguments: list[str]) -> int:
    """Paint the sheet; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.ui.sheet")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="scenes whose name begins so")
    parser.add_argument("--quick", action="store_true", help="light, English, 100 % alone")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    count = paint(chosen.folder, chosen.only, chosen.quick)
    print(f"{count} pictures in {chosen.folder}")
    return 0 if count else 1


def paint(folder: Path, only: str = "", quick: bool = False) -> int:
    """Paint the scenes whose name begins with ``only``; return how many pictures there are."""
    from PySide6.QtWidgets import QApplication

    from inbox.ui.language import Language
    from inbox.ui.theme.theme import Scheme, Theme
    from tests.ui import scenes
    from tests.ui.panes import scenes as panes
    from tests.ui.window import scenes as window

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    theme = Theme(app, Scheme.LIGHT)
    count = 0
    for code in ("en",) if quick else ("en", "de"):
        language = Language(app, code)
        for scheme in (Scheme.LIGHT,) if quick else (Scheme.LIGHT, Scheme.DARK):
            for percent in (100,) if quick else (100, 200):
                theme.set_scheme(scheme)
                theme.set_percent(percent)
                for scene in (*scenes.SCENES, *panes.SCENES, *window.SCENES):
                    if scene.name.startswith(only):
                        widget = scene.build(theme, code)
                        widget.resize(*(theme.look.px(side) for side in scene.size))
                        widget.show()
                        for _ in range(_SETTLED):
                            app.processEvents()
                        widget.grab().save(str(folder / f"{scene.name}-{scheme}-{code}-{percent}.png"))
                        widget.close()
                        widget.deleteLater()
                        count += 1
        language.remove()
    return count


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
