"""No class of the window takes a name that Qt has for something else: ``self.actions = []`` breaks what nobody looks at."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessibleInterface
from PySide6.QtWidgets import QLayout

import inbox.ui

# What Qt wants to be overridden.
_OVERRIDES = {
    "addItem", "child", "childAt", "childCount", "columnCount", "contextMenuEvent", "count", "currentChanged", "data",
    "eventFilter", "enterEvent", "expandingDirections", "focusChild", "focusInEvent", "focusOutEvent",
    "hasHeightForWidth", "headerData", "heightForWidth", "indexOfChild", "isValid", "itemAt",
    "keyPressEvent", "leaveEvent", "match", "minimumSize",
    "minimumSizeHint", "mouseDoubleClickEvent", "mouseMoveEvent", "mousePressEvent", "mouseReleaseEvent", "moveCursor", "object",
    "paint", "paintEvent", "parent", "rect", "resizeEvent", "role", "rowCount", "rowsAboutToBeRemoved", "scrollContentsBy",
    "setGeometry", "setText", "sizeHint", "staticMetaObject", "state", "takeAt", "text", "viewportEvent",
    "wheelEvent", "window",
}  # fmt: skip
_ROOMS = ("chat", "list", "models", "theme", "widgets")


def _classes() -> Iterator[type]:
    for room in _ROOMS:
        package = importlib.import_module(f"inbox.ui.{room}")
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            if found.ispkg:
                continue
            module = importlib.import_module(found.name)
            for _, value in inspect.getmembers(module, inspect.isclass):
                if value.__module__ == found.name and issubclass(value, QObject | QAccessibleInterface | QLayout):
                    yield value


def _own_names(cls: type) -> set[str]:
    """The names a class defines, and those it gives to ``self``."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    assigned = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }
    return {name for name in {*vars(cls), *assigned} if not name.startswith("_")}


def _names_of_qt(cls: type) -> set[str]:
    return {name for base in cls.__mro__ if not base.__module__.startswith(inbox.__name__) for name in vars(base)}


@pytest.mark.parametrize("cls", list(_classes()), ids=lambda cls: cls.__name__)
def test_takes_no_name_of_qt(cls: type) -> None:
    assert _own_names(cls) & _names_of_qt(cls) - _OVERRIDES == set()


def test_finds_what_it_looks_for() -> None:
    assert len(list(_classes())) > 15
    assert {"children", "setParent"} <= _names_of_qt(QLayout)
