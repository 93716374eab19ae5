"""The commands: one list, no key twice, none that a keyboard needs for characters, none that moves money by itself."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QKeySequence

from inbox.ui.models.states.desk import Situation
from inbox.ui.models.states.parts import Choice
from inbox.ui.panes.keys import keys_text
from inbox.ui.window.commands import Command, Group, When, conflicts, registry
from tests.ui.window.scenes import situation

_ALL = registry(situation())
_KEYS = [(command.id, key) for command in _ALL for key in command.keys]
_LIVE = [(command.id, key) for command in _ALL if not command.in_place for key in command.keys]


def test_no_key_is_claimed_twice() -> None:
    assert conflicts(_ALL) == []


@pytest.mark.parametrize(
    ("one", "other", "clashes"),
    [
        (("J",), ("J",), True),
        (("G",), ("G, M",), True),
        (("G, M",), ("G",), True),
        (("G, M",), ("G, U",), False),
        (("Ctrl+J",), ("J",), False),
    ],
)
def test_a_conflict_is_found(one: tuple[str, ...], other: tuple[str, ...], clashes: bool) -> None:
    pair = [Command(name, name, keys, Group.CHATS) for name, keys in (("one", one), ("other", other))]
    assert bool(conflicts(pair)) is clashes


def test_ids_are_unique() -> None:
    ids = [command.id for command in _ALL]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("command", "key"), _KEYS)
def test_every_key_is_one_to_qt(command: str, key: str) -> None:
    assert QKeySequence(key).toString() == key


@pytest.mark.parametrize(("command", "key"), _LIVE)
def test_no_key_that_types_a_character_somewhere(command: str, key: str) -> None:
    assert not re.fullmatch(r"(Ctrl\+)?Alt\+(Shift\+)?.", key)


@pytest.mark.parametrize("command", [c for c in _ALL if c.group is Group.MONEY and not c.in_place], ids=lambda c: c.id)
def test_money_needs_two_modifiers_and_nothing_sends_by_a_bare_key(command: Command) -> None:
    if command.id == "action.undo":
        assert command.keys == ("Ctrl+Shift+Z", "Z")
    else:
        assert all(key.startswith("Ctrl+Shift+") for key in command.keys)
    assert command.wanted not in ("refund.rest", "refund.send")


def test_the_keys_people_know() -> None:
    first = {command.id: command.keys[0] for command in _ALL if command.keys}
    assert first["palette"] == "Ctrl+K"
    assert first["chat.resolve-next"] == "E"
    assert first["refund.form"] == "Ctrl+Shift+R"
    assert first["write.link"] == "Ctrl+Shift+L"
    assert first["write.product"] == "Ctrl+Shift+P"
    assert first["view.mine" if "view.mine" in first else "view.0"] == "Ctrl+1"


def test_views_have_numbers_and_the_named_ones_letters() -> None:
    names = ("mine", "unassigned", "all", *(f"v{n}" for n in range(9)))
    views = tuple(Choice(id=name, text=name.title()) for name in names)
    shown = [command for command in registry(Situation(views=views)) if command.wanted == "view.open"]
    assert [command.subject for command in shown] == list(names[:9])
    assert shown[0].keys == ("Ctrl+1", "G, M")
    assert shown[8].keys == ("Ctrl+9",)
    assert shown[0].text == "View: Mine"


@pytest.mark.parametrize(
    ("when", "facts", "fits"),
    [
        (When.ALWAYS, {}, True),
        (When.ACT, {}, False),
        (When.ACT, {"has_chat": True}, True),
        (When.ACT, {"has_chat": True, "can_act": False}, False),
        (When.HOLD, {"has_chat": True}, False),
        (When.HOLD, {"has_hold": True, "can_act": False}, True),
        (When.PAYMENT, {"has_payment": True}, True),
        (When.PAYMENT, {"has_payment": True, "can_act": False}, False),
    ],
)
def test_commands_fit_their_situation(when: When, facts: dict[str, bool], fits: bool) -> None:
    command = Command("x", "X", (), Group.CHATS, when)
    assert command.fits(Situation(**facts)) is fits


def test_what_the_shop_does_not_have_is_no_command() -> None:
    command = Command("x", "X", (), Group.WRITING, When.ALWAYS, "products")
    assert not command.fits(Situation())
    assert command.fits(Situation(offered=frozenset({"products"})))


@pytest.mark.parametrize(
    ("key", "shown"),
    [("Ctrl+Shift+Z", "Ctrl Shift Z"), ("Ctrl++", "Ctrl +"), ("Alt+Down", "Alt ↓"), ("?", "?"), ("", "")],
)
def test_keys_are_written_as_the_design_writes_them(key: str, shown: str) -> None:
    assert keys_text(key) == shown
