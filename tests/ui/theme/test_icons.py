"""The icons are one family, and every one that is named is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPixmap

from inbox.ui.resources import folder
from inbox.ui.theme.icons import Icons

pytestmark = pytest.mark.usefixtures("qapp")

_FILES = sorted((folder() / "icons").glob("*.svg"))
_UI = Path(__file__).resolve().parents[3] / "inbox" / "ui"


def _ink(pixmap: QPixmap) -> int:
    image = pixmap.toImage()
    return sum(image.pixelColor(x, y).alpha() > 40 for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_is_of_the_family(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in text
    assert 'stroke-width="1.75"' in text
    assert 'stroke="currentColor"' in text
    assert re.findall(r"#[0-9a-f]{3,}|fill=\"(?!none)", text) == []
    assert _ink(Icons().pixmap(path.stem, QColor("#000000"), 24)) > 8


def test_takes_the_colour_and_the_density_it_is_asked_for() -> None:
    pixmap = Icons().pixmap("inbox", QColor("#ff0000"), 20, 2.0)
    image = pixmap.toImage()
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (40, 2.0)
    colors = {
        image.pixelColor(x, y).name() for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() == 255
    }
    assert colors == {"#ff0000"}


def test_is_drawn_once_for_each_colour_and_size() -> None:
    icons = Icons()
    first = icons.pixmap("inbox", QColor("#000000"), 20)
    assert icons.pixmap("inbox", QColor("#000000"), 20) is first
    assert icons.pixmap("inbox", QColor("#000000"), 21) is not first


def test_an_icon_that_is_not_there_is_an_error_at_once() -> None:
    with pytest.raises(KeyError, match="no icon nonsense"):
        Icons().pixmap("nonsense", QColor("#000000"), 20)


def test_every_icon_named_in_the_source_is_there() -> None:
    named = {name for path in _UI.rglob("*.py") for name in _icon_names(ast.parse(path.read_text(encoding="utf-8")))}
    assert len(named) > 10
    assert named - set(Icons().names()) == set()


def _icon_names(tree: ast.Module) -> set[str]:
    """The names given as ``icon=`` or to the functions whose argument is an icon."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        values = [keyword.value for keyword in node.keywords if keyword.arg == "icon"]
        called = ast.unparse(node.func).rpartition(".")[2]
        values += node.args[1:2] if called in ("Glyph", "draw") else []
        names |= {value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)}
    return names - {""}
