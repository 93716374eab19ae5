"""Every command of the window with its keys: the one list that keys, palette, menu and key list are made from.

Pure but for the translation of the titles; made again when the language or the views change. House rules, held by a
test: single letters sleep while a text field has the keyboard, never Alt+letter or Ctrl+Alt+letter, which keyboards
need for characters, and no key moves money by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.ui.models.states.desk import Situation

translate = QCoreApplication.translate


class Group(StrEnum):
    """Where a command stands in the key list and in the menu."""

    CHATS = "chats"
    WRITING = "writing"
    MONEY = "money"
    WINDOW = "window"


class When(StrEnum):
    """What a command needs to make sense."""

    ALWAYS = "always"
    CHAT = "chat"
    """An open chat."""
    ACT = "act"
    """An open chat, and a role that may act."""
    COMPOSE = "compose"
    """An open chat that can be written in, be it a template or a note."""
    WRITE = "write"
    """An open chat whose window is open."""
    HOLD = "hold"
    PAYMENT = "payment"
    """A payment of the open chat with something left to refund, and a role that may act."""


class Command(msgspec.Struct, frozen=True):
    """``keys`` in Qt's portable writing, the first one is shown. ``needs`` names an ability of the situation.

    A command asks for what its ``id`` says, about ``subject``, unless ``intent`` says otherwise. The keys of a command
    that is ``in_place`` are handled by the widget that has the keyboard (Enter in the composer); it stands in the key
    list and nowhere else.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    group: Group
    when: When = When.ALWAYS
    needs: str = ""
    intent: str = ""
    subject: str = ""
    in_place: bool = False
    answers: bool = False
    """Its keys are awake also where it does not fit, and something is said then: silence would look like done."""

    @property
    def wanted(self) -> str:
        """What the command asks for."""
        return self.intent or self.id

    def exists(self, situation: Situation) -> bool:
        """Tell whether this shop has what the command needs at all."""
        return not self.needs or self.needs in situation.offered

    def fits(self, situation: Situation) -> bool:
        """Tell whether the command can do something now."""
        return (
            self.exists(situation)
            and {
                When.ALWAYS: True,
                When.CHAT: situation.has_chat,
                When.ACT: situation.has_chat and situation.can_act,
                When.COMPOSE: situation.has_chat and situation.can_act and situation.can_compose,
                When.WRITE: situation.has_chat and situation.can_act and situation.can_write,
                When.HOLD: situation.has_hold,
                When.PAYMENT: situation.has_payment and situation.can_act,
            }[self.when]
        )


_VIEW_LETTERS = {
    "mine": "M", "unassigned": "U", "all": "A", "waiting_customer": "C", "waiting_money": "W", "snoozed": "S",
    "resolved": "R", "closing": "L",
}  # fmt: skip
_MOST_VIEWS = 9


def registry(situation: Situation) -> tuple[Command, ...]:
    """Return all commands there are, whether or not they fit the situation; only the views and the ways to sort come from it."""
    return (*_chats(), *_views(situation), *_sorts(situation), *_writing(), *_money(), *_window())


def conflicts(commands: Iterable[Command]) -> list[str]:
    """Return every key that two commands claim, or that begins another command's sequence; in-place keys apart."""
    claimed: dict[str, str] = {}
    found: list[str] = []
    for command in commands:
        for key in () if command.in_place else command.keys:
            found += [
                f"{key}: {command.id} and {owner}"
                for other, owner in claimed.items()
                if key == other or other.startswith(f"{key}, ") or key.startswith(f"{other}, ")
            ]
            claimed[key] = command.id
    return found


def group_title(group: Group) -> str:
    """Return the heading over a group's commands."""
    return {
        Group.CHATS: translate("Commands", "Chats"),
        Group.WRITING: translate("Commands", "Writing"),
        Group.MONEY: translate("Commands", "Money"),
        Group.WINDOW: translate("Commands", "Window"),
    }[group]


def _chats() -> tuple[Command, ...]:
    group, act, sound = Group.CHATS, When.ACT, ("Ctrl+Shift+Space",)
    return (
        Command("chat.next", translate("Commands", "Next chat"), ("J", "Ctrl+Tab", "Alt+Down"), group),
        Command("chat.previous", translate("Commands", "Previous chat"), ("K", "Ctrl+Shift+Tab", "Alt+Up"), group),
        Command("chat.open", translate("Commands", "Open the chosen chat"), ("Enter",), group, in_place=True),
        Command("picture.step", translate("Commands", "Next picture, the one before"), ("Right", "Left"), group, in_place=True),
        Command("picture.zoom", translate("Commands", "Picture larger, smaller, whole"), ("+", "-", "0"), group, in_place=True),
        Command("sound.play", translate("Commands", "Play the recording, pause it"), ("Space",), group, in_place=True),
        Command("sound.skip", translate("Commands", "5 seconds on or back"), ("Shift+Right", "Shift+Left"), group, in_place=True),
        Command("sound.toggle", translate("Commands", "Play the newest recording, pause"), sound, group, needs="sounds"),
        Command("sound.faster", translate("Commands", "Recordings faster, slower"), (), group, needs="sounds"),
        Command("back", translate("Commands", "Back, close a form"), ("Esc",), group, in_place=True),
        Command("chat.resolve-next", translate("Commands", "Resolve and open the next"), ("E",), group, act),
        Command("chat.resolve", translate("Commands", "Resolve and stay"), ("Shift+E",), group, act),
        Command("chat.snooze", translate("Commands", "Snooze …"), ("H",), group, act),
        Command("chat.block", translate("Commands", "Block or unblock the person …"), (), group, act),
        Command("chat.assign", translate("Commands", "Assign …"), ("A",), group, act),
        Command("chat.take", translate("Commands", "Assign to me"), ("I",), group, act),
        Command("chat.go-date", translate("Commands", "Go to a date …"), ("D",), group, When.CHAT),
        Command("chat.go-unread", translate("Commands", "Go to the first unread message"), ("U",), group, When.CHAT),
        Command("chat.go-newest", translate("Commands", "Go to the newest message"), ("L",), group, When.CHAT),
        Command("person.find", translate("Commands", "Same person as …"), (), group, act),
        Command("search", translate("Commands", "Search everything"), ("/", "Ctrl+Shift+F"), group),
    )


def _views(situation: Situation) -> tuple[Command, ...]:
    title = translate("Commands", "View: {name}")
    return tuple(
        Command(
            id=f"view.{view.id}",
            text=title.format(name=view.text),
            keys=(f"Ctrl+{number}", *((f"G, {_VIEW_LETTERS[view.id]}",) if view.id in _VIEW_LETTERS else ())),
            group=Group.CHATS,
            intent="view.open",
            subject=view.id,
        )
        for number, view in enumerate(situation.views[:_MOST_VIEWS], 1)
    )


def _sorts(situation: Situation) -> tuple[Command, ...]:
    title, act = translate("Commands", "Sort the list: {way}"), "list.sort"
    return tuple(
        Command(f"sort.{way.id}", title.format(way=way.text), (), Group.CHATS, needs=f"sort.{way.id}", intent=act, subject=way.id)
        for way in situation.sorts
    )


def _writing() -> tuple[Command, ...]:
    group, compose, write = Group.WRITING, When.COMPOSE, When.WRITE
    link, product = ("Ctrl+Shift+L",), ("Ctrl+Shift+P",)
    return (
        Command("write.reply", translate("Commands", "Write a reply"), ("R",), group, compose),
        Command("write.note", translate("Commands", "Write a note for the team"), ("N",), group, compose),
        Command("write.send", translate("Commands", "Send"), ("Enter",), group, in_place=True),
        Command("write.kept", translate("Commands", "Insert a reply"), ("/",), group, in_place=True),
        Command("write.line", translate("Commands", "New line"), ("Shift+Enter",), group, in_place=True),
        Command("write.save-note", translate("Commands", "Save the note"), ("Ctrl+Enter",), group, in_place=True),
        Command("write.attach", translate("Commands", "Attach a file"), ("Ctrl+O",), group, write, "files"),
        Command("write.later", translate("Commands", "Send later …"), ("Ctrl+Shift+H",), group, write),
        Command("write.template", translate("Commands", "Send a template"), (), group, compose, "templates"),
        Command("write.product", translate("Commands", "Send a product"), product, group, write, "products"),
        Command("write.link", translate("Commands", "Send a payment link"), link, group, write, "links"),
        Command("write.question", translate("Commands", "Ask with answers to tap"), (), group, write),
        Command("write.list", translate("Commands", "Ask with a list to choose from"), (), group, write),
        Command("write.link-button", translate("Commands", "Send a button with a link"), (), group, write),
        Command("write.location", translate("Commands", "Send a location"), (), group, write),
        Command("write.contact", translate("Commands", "Send a contact"), (), group, write),
        Command("write.several", translate("Commands", "Send several products"), (), group, write, "products"),
        Command("write.catalog", translate("Commands", "Send the whole catalog"), (), group, write, "products"),
        Command("write.ask-number", translate("Commands", "Ask for the phone number"), (), group, write, "unnumbered"),
    )


def _money() -> tuple[Command, ...]:
    group = Group.MONEY
    undo, now, form = ("Ctrl+Shift+Z", "Z"), ("Ctrl+Shift+Enter",), ("Ctrl+Shift+R",)
    act, owns = When.ACT, "subscriptions"
    return (
        Command("products.compare", translate("Commands", "Compare the catalog with Stripe"), (), group, needs="products"),
        Command("refund.form", translate("Commands", "Open the refund form"), form, group, When.PAYMENT),
        Command("subscription.skip", translate("Commands", "Subscription: skip the next charge"), (), group, act, needs=owns),
        Command("subscription.pause", translate("Commands", "Subscription: pause …"), (), group, act, needs=owns),
        Command("subscription.end", translate("Commands", "Subscription: end with its period"), (), group, act, needs=owns),
        Command(
            "dispute.prepare", translate("Commands", "Prepare evidence for the dispute"), (), group, When.ACT, needs="dispute"
        ),
        Command("action.undo", translate("Commands", "Undo what was sent last"), undo, group, When.HOLD, answers=True),
        Command("deputies", translate("Commands", "Deputies for approvals"), (), group, needs="deputies"),
        Command("older", translate("Commands", "Fetch older payments from Stripe"), (), group, needs="older"),
        Command("journal", translate("Commands", "Money journal of a month"), (), group, needs="journal"),
        Command("action.send-now", translate("Commands", "Do what is on hold now, without waiting"), now, group, When.HOLD),
    )


def _window() -> tuple[Command, ...]:
    group = Group.WINDOW
    return (
        Command("palette", translate("Commands", "Find a command or a person"), ("Ctrl+K",), group),
        Command("keys", translate("Commands", "Show all keys"), ("F1", "?"), group),
        Command("fold.list", translate("Commands", "Fold the list"), ("[",), group),
        Command("fold.panel", translate("Commands", "Fold the panel"), ("]", "P"), group),
        Command("text.larger", translate("Commands", "Larger text"), ("Ctrl++", "Ctrl+="), group),
        Command("text.smaller", translate("Commands", "Smaller text"), ("Ctrl+-",), group),
        Command("text.normal", translate("Commands", "Text at its normal size"), ("Ctrl+0",), group),
        Command("look.system", translate("Commands", "Colours: like the system"), (), group),
        Command("look.light", translate("Commands", "Colours: light"), (), group),
        Command("look.dark", translate("Commands", "Colours: dark"), (), group),
        Command("look.contrast", translate("Commands", "Colours: high contrast"), (), group),
        Command("place.templates", translate("Commands", "Templates: all, and submit new ones"), (), group),
        Command("place.replies", translate("Commands", "Replies: all, write and change them"), (), group),
        Command("place.settings", translate("Commands", "Settings"), ("Ctrl+,",), group, needs="settings"),
        Command("quit", translate("Commands", "Quit"), ("Ctrl+Q",), group),
    )
