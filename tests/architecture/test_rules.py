"""Each rule is shown a small tree that breaks it, and one that does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import form, imports, money, words

Rule = Callable[[Path], list[str]]


@pytest.fixture
def grow(tmp_path: Path) -> Callable[..., Path]:
    """Write a package of the given files, each a path below ``inbox/`` and its source, and return its root."""

    def grow(files: dict[str, str]) -> Path:
        for name, source in {"__init__.py": '"""The package."""', **files}.items():
            path = tmp_path / "inbox" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source, encoding="utf-8")
        return tmp_path

    return grow


_DOMAIN = {"domain/__init__.py": "", "domain/money.py": "x = 1"}
_STATE = {"store/__init__.py": "", "store/state/__init__.py": "", "store/state/persons.py": ""}
_TIMELINE = {"store/timeline/__init__.py": "", "store/timeline/search.py": ""}

_FORBIDDEN = {
    "the hub and the search index": (
        {**_STATE, **_TIMELINE, "hub/log.py": "from inbox.store.timeline import search"},
        "hub",
    ),
    "the domain and the store": ({**_STATE, "domain/policy.py": "import inbox.store.state.persons"}, "domain"),
    "inside a function": (
        {"hub/log.py": "", "desk/sync.py": "def go():\n    from inbox.hub import log"},
        "inbox.hub.log",
    ),
    "for types alone": (
        {
            "hub/log.py": "",
            "sandbox/shop.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import inbox.hub.log",
        },
        "inbox.hub.log",
    ),
    "by name": (
        {"hub/log.py": "", "desk/a.py": "from importlib import import_module\nimport_module('inbox.hub.log')"},
        "hub",
    ),
    "relative": ({"hub/log.py": "", "desk/a.py": "from ..hub import log"}, "inbox.hub.log"),
    "one platform in another": (
        {"platforms/stripe/a.py": "", "platforms/whatsapp/b.py": "import inbox.platforms.stripe.a"},
        "",
    ),
    "the composition root from below": (
        {"bootstrap.py": "", "hub/a.py": "from inbox import bootstrap"},
        "inbox.bootstrap",
    ),
    "a library of another room": ({"desk/sync.py": "import stripe"}, "desk may not use the library stripe"),
    "a library in the domain": ({"domain/a.py": "import httpx"}, "httpx"),
    "a library at the top": ({"cli.py": "import peewee"}, "cli may not use the library peewee"),
    "Qt outside ui": ({"desk/a.py": "def f():\n    from PySide6.QtCore import QObject"}, "Qt outside ui/"),
    "widgets in a model": ({"ui/models/a.py": "from PySide6.QtWidgets import QLabel"}, "ui.models may not use"),
    "a room not in the table": ({"tools/a.py": "import os"}, "in no room"),
}


@pytest.mark.parametrize(("files", "finding"), _FORBIDDEN.values(), ids=_FORBIDDEN.keys())
def test_forbidden_import_is_found(grow: Callable[..., Path], files: dict[str, str], finding: str) -> None:
    found = imports.forbidden_imports(grow(files))
    assert len(found) == 1
    assert finding in found[0]


def test_the_finding_names_file_and_line(grow: Callable[..., Path]) -> None:
    root = grow({"desk/sync.py": "\n\nimport stripe\n"})
    assert imports.forbidden_imports(root) == ["inbox/desk/sync.py:3: desk may not use the library stripe"]


def test_allowed_imports_pass(grow: Callable[..., Path]) -> None:
    root = grow(
        {
            **_DOMAIN,
            **_STATE,
            **_TIMELINE,
            "hub/log.py": "import peewee, msgspec, asyncio\nfrom inbox import __version__\nfrom inbox.store.state import persons",
            "desk/ports.py": "from inbox.domain.money import x\nfrom inbox.store.timeline import search",
            "ui/models/a.py": "from PySide6.QtCore import QObject\nfrom inbox.desk.ports import y",
            "ui/a.py": "from PySide6 import QtWidgets\nimport inbox.ui.models.a",
            "bootstrap.py": "import inbox.hub.log, inbox.desk.ports",
        }
    )
    assert imports.forbidden_imports(root) == []
    assert imports.cycles(root) == []


def test_a_cycle_through_a_lazy_import_is_found(grow: Callable[..., Path]) -> None:
    root = grow(
        {
            "hub/a.py": "from inbox.hub import b",
            "hub/b.py": "import inbox.hub.c",
            "hub/c.py": "def f():\n    from inbox.hub.a import x",
            "hub/d.py": "import inbox.hub.a",
        }
    )
    assert imports.cycles(root) == ["inbox.hub.a -> inbox.hub.b -> inbox.hub.c"]


_FLOATS = {
    "literal in a money module": ("domain/money.py", "rate = 0.19"),
    "conversion in a money module": ("domain/refunds.py", "def f(x): return float(x)"),
    "division in a money module": ("domain/payments.py", "def half(x): return x / 2"),
    "annotated argument": ("desk/a.py", "def pay(amount: float): ..."),
    "annotated field": ("platforms/stripe/a.py", "class P:\n    amount_refunded: float | None = None"),
    "annotated result": ("hub/a.py", "def price(item) -> float: ..."),
    "divided": ("sandbox/a.py", "def f(row): return row.amount / 100"),
    "divided by key": ("sandbox/a.py", "def f(row): return row['unit_amount'] / 100"),
    "multiplied with a float": ("hub/a.py", "def f(price): return price * 1.19"),
    "compared with a float": ("hub/a.py", "def f(amount_left): return amount_left > 0.5"),
    "made a float": ("hub/a.py", "def f(fee): return float(fee)"),
    "rounded": ("hub/a.py", "def f(a): return round(a.amount)"),
    "given a float": ("hub/a.py", "amount = 24.9"),
    "passed a float": ("hub/a.py", "refund(amount=24.9)"),
}


@pytest.mark.parametrize(("name", "source"), _FLOATS.values(), ids=_FLOATS.keys())
def test_float_near_money_is_found(grow: Callable[..., Path], name: str, source: str) -> None:
    assert money.floats_near_money(grow({name: source}))


def test_floats_elsewhere_pass(grow: Callable[..., Path]) -> None:
    source = "timeout: float = 0.5\nhalf = timeout / 2\ndef f(amount: int) -> int: return amount // 3\nlost(amount=3, ratio=0.5)"
    assert money.floats_near_money(grow({"hub/refund.py": source, "domain/money.py": "x: int = 5 // 2"})) == []


_DOCUMENTED = (
    '"""M."""\nclass A:\n    """A."""\n    def b(self, c: int) -> int:\n        """B."""\n        def inner(x): ...\n'
)

_FORM: dict[str, tuple[Rule, dict[str, str], int]] = {
    "long file": (form.long_files, {"hub/a.py": "x = 1\n" * 401}, 1),
    "full file": (form.long_files, {"hub/a.py": "x = 1\n" * 400}, 0),
    "utils": (form.nameless_files, {"hub/utils.py": ""}, 1),
    "folder of helpers": (form.nameless_files, {"hub/test_helpers/a.py": ""}, 1),
    "subject": (form.nameless_files, {"hub/utility_bill.py": ""}, 0),
    "module without docstring": (form.undocumented, {"hub/a.py": "x = 1"}, 1),
    "function without docstring": (form.undocumented, {"hub/a.py": '"""M."""\ndef f() -> None: ...'}, 1),
    "method without docstring": (
        form.undocumented,
        {"hub/a.py": '"""M."""\nclass A:\n    """A."""\n    def b(self) -> None: ...'},
        1,
    ),
    "argument without type": (form.undocumented, {"hub/a.py": _DOCUMENTED.replace("c: int", "c")}, 1),
    "result without type": (form.undocumented, {"hub/a.py": _DOCUMENTED.replace(" -> int", "")}, 1),
    "documented": (form.undocumented, {"hub/a.py": _DOCUMENTED + "def _private(x): ...\n"}, 0),
    "bare except": (form.broad_excepts, {"hub/a.py": "try: f()\nexcept: pass"}, 1),
    "broad except": (
        form.broad_excepts,
        {"hub/a.py": "def g():\n    try: f()\n    except (OSError, Exception): log()"},
        1,
    ),
    "raised again": (form.broad_excepts, {"hub/a.py": "try: f()\nexcept BaseException:\n    g()\n    raise"}, 0),
    "narrow except": (form.broad_excepts, {"hub/a.py": "try: f()\nexcept OSError: pass"}, 0),
    "shared model": (form.shared_tables, {"hub/a.py": "from peewee import Model\nclass Payment(Model): ..."}, 1),
    "shared model by module": (form.shared_tables, {"hub/a.py": "import peewee as p\nclass Payment(p.Model): ..."}, 1),
    "rebound model": (
        form.shared_tables,
        {"hub/a.py": "import peewee\ndef f(t, db):\n    with t.bind_ctx(db): ..."},
        1,
    ),
    "proxy": (form.shared_tables, {"hub/a.py": "from peewee import DatabaseProxy\ndb = DatabaseProxy()"}, 1),
    "model made for a database": (
        form.shared_tables,
        {"hub/a.py": "import peewee\ndef t(db):\n    class P(peewee.Model): ..."},
        0,
    ),
    "socket bind": (form.shared_tables, {"hub/a.py": "import socket\nsocket.socket().bind(('127.0.0.1', 0))"}, 0),
    "new uuid": (form.unrepeatable, {"hub/a.py": "import uuid\nx = uuid.uuid4()"}, 1),
    "new uuid by name": (form.unrepeatable, {"hub/a.py": "from uuid import uuid4 as new\nx = new()"}, 1),
    "now": (form.unrepeatable, {"domain/a.py": "import datetime as dt\nx = dt.datetime.now(dt.UTC)"}, 1),
    "time": (form.unrepeatable, {"desk/a.py": "def f():\n    import time\n    return time.time()"}, 1),
    "chance": (form.unrepeatable, {"desk/a.py": "import random\nx = random.choice([1])"}, 1),
    "seeded chance": (form.unrepeatable, {"desk/a.py": "import random\nx = random.Random(3).random()"}, 0),
    "a port": (form.unrepeatable, {"desk/a.py": "def f(clock, random): return clock.now(), random.random()"}, 0),
    "the system": (form.unrepeatable, {"system/clock.py": "import time\nx = time.time()"}, 0),
    "new syntax in the entry": (form.too_new_for_old_python, {"__main__.py": "match 1:\n    case 1: pass"}, 1),
    "new syntax behind the entry": (
        form.too_new_for_old_python,
        {
            "__main__.py": "def run():\n    from inbox.system import provision",
            "system/provision.py": "from inbox.system.lock import x",
            "system/lock.py": "def f(a, /):\n    with (open(a) as b, open(a) as c): pass",
        },
        1,
    ),
    "library in the entry": (form.too_new_for_old_python, {"__main__.py": "import tomllib"}, 1),
    "library behind the version": (
        form.too_new_for_old_python,
        {"__main__.py": "def run():\n    import tomllib, inbox.cli"},
        0,
    ),
    "foreign word": (words.foreign_words, {"hub/a.py": f"# see {words.FORBIDDEN[2]}hub.md"}, 1),
    "foreign word in capitals": (words.foreign_words, {"hub/a.txt": f"\n{words.FORBIDDEN[0].upper()}main"}, 1),
    "own words": (words.foreign_words, {"hub/a.py": "# artifacts/ and framework/"}, 0),
}


@pytest.mark.parametrize(("rule", "files", "count"), _FORM.values(), ids=_FORM.keys())
def test_form(grow: Callable[..., Path], rule: Rule, files: dict[str, str], count: int) -> None:
    assert len(rule(grow(files))) == count


def test_a_listed_place_may_catch_everything(grow: Callable[..., Path]) -> None:
    root = grow({"desk/loop.py": "def run():\n    try: f()\n    except Exception: log()"})
    assert form.broad_excepts(root, frozenset({"inbox/desk/loop.py:run"})) == []
    assert form.broad_excepts(root, frozenset({"inbox/desk/loop.py:stop"}))


def test_a_stranger_at_the_top_is_found(grow: Callable[..., Path]) -> None:
    root = grow({})
    (root / "scripts").mkdir()
    (root / ".gitignore").touch()
    assert words.strangers_at_the_top(root) == ["scripts"]
