"""``tresen`` itself on a made cache, ended after the first row of the list is painted.

``python -m tests.bench.start_process FOLDER``. The program is the real one; only the class that paints rows is looked after,
when the program imports it.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import os
import sys
from collections.abc import Sequence
from types import ModuleType

_WATCHED = "inbox.ui.list.list_view"


class _Watch(importlib.abc.MetaPathFinder):
    """Lets the watched module be imported as ever, and then its delegate report."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != _WATCHED:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        assert spec is not None
        assert spec.loader is not None
        execute = spec.loader.exec_module

        def execute_and_watch(module: ModuleType) -> None:
            execute(module)
            _watch(module)

        spec.loader.exec_module = execute_and_watch  # type: ignore[method-assign]
        return spec


def _watch(module: ModuleType) -> None:
    from PySide6.QtCore import QTimer

    from tests.bench.first_paint import report

    delegate = module._RowDelegate
    paint = delegate.paint

    def paint_and_report(*arguments: object) -> None:
        paint(*arguments)
        QTimer.singleShot(0, report)

    delegate.paint = paint_and_report


if __name__ == "__main__":
    sys.meta_path.insert(0, _Watch())
    from inbox.cli import main

    sys.exit(main(["desk", "--data", sys.argv[1], "--hub", os.environ["TRESEN_BENCH_HUB"]]))
