"""What a start loads: not what speaks to the network or asks keyrings, nor any source text; that comes after the first paint."""

from __future__ import annotations

import json
import subprocess
import sys

_WINDOW = "import inbox.start.desk, inbox.ui.app.desk_app"
"""All that ``tresen`` imports until its window is painted."""


def _loaded(program: str, asked: str) -> list[str]:
    code = f"import json, linecache, sys; {program}; print(json.dumps(sorted({asked})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    names: list[str] = json.loads(done.stdout)
    return names


def test_what_is_heavy_is_not_loaded_for_the_first_paint() -> None:
    roots = {name.partition(".")[0] for name in _loaded(_WINDOW, "sys.modules")}
    heavy = {"anyio", "asyncio", "h11", "html", "httpcore", "httpx", "keyring", "phonenumbers", "psycopg", "ssl"}
    heavy |= {"starlette", "stripe", "uvicorn"}
    assert roots & heavy == set()


def test_of_qt_only_what_paints_and_asks_for_the_wish_for_less_motion_is_loaded_for_the_first_paint() -> None:
    qt = {name for name in _loaded(_WINDOW, "sys.modules") if name.startswith("PySide6.Qt")}
    assert qt == {f"PySide6.Qt{part}" for part in ("Core", "DBus", "Gui", "Svg", "Widgets")}


def test_the_rooms_of_others_are_not_loaded_for_the_first_paint() -> None:
    rooms = {".".join(name.split(".")[:2]) for name in _loaded(_WINDOW, "sys.modules") if name.startswith("inbox.")}
    assert rooms & {"inbox.hub", "inbox.platforms", "inbox.sandbox", "inbox.demo"} == set()


def test_pages_that_a_command_opens_are_not_loaded_for_the_first_paint() -> None:
    loaded = _loaded(_WINDOW, "sys.modules")
    pages = {"inbox.ui.window.journal_sheet", "inbox.ui.window.template_sheet", "inbox.ui.app.dispute_pages"}
    pages |= {f"inbox.ui.models.presenters.{name}" for name in ("evidence", "dispute_review", "dispute_accept")}
    pages |= {f"inbox.ui.panes.{name}" for name in ("go_to_date", "link_form", "message_form", "pickers", "template_form")}
    assert pages & set(loaded) == set()


def test_no_source_is_read_for_the_window() -> None:
    assert [name for name in _loaded(_WINDOW, "linecache.cache") if "inbox" in name] == []
