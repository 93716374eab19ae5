"""Words that several presenters use: names and initials, the last line of a chat by its kind, the service window."""

from __future__ import annotations

import re
import zlib
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView
from inbox.domain import phones, times, window
from inbox.domain.messages import Contact
from inbox.ui.models.moments import Moments
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.rows import Chip, Tone

translate = QCoreApplication.translate

_SOON = timedelta(hours=4)
_NUMBER = re.compile(r"\+\d{6,15}")
_PLATFORM_ID = re.compile(r"[A-Z]{2}\.\w{8,}")
_NO_FIRST = frozenset(
    (
        *("familie", "family", "firma", "praxis", "kanzlei", "café", "cafe", "hotel", "restaurant", "gasthaus", "bistro"),
        *("bäckerei", "studio", "atelier", "salon", "weingut", "autohaus", "the", "herr", "frau", "mr", "mr.", "mrs", "mrs."),
        *("ms", "ms.", "dr", "dr.", "prof", "prof."),
    )
)
_FIRMS = frozenset({"gmbh", "ag", "kg", "ug", "ohg", "gbr", "e.k.", "e.v.", "ltd", "ltd.", "inc", "inc.", "llc", "b.v.", "s.a."})
_ICONS = {
    "image": "image",
    "sticker": "image",
    "video": "video",
    "audio": "voice",
    "document": "document",
    "order": "cart",
    "location": "location",
    "contacts": "contact",
    "product": "catalog",
    "product_list": "catalog",
    "call": "call",
}


def shown_name(name: str, contact: Contact | None = None) -> str:
    """Return what somebody is called: the name, else the number, else that nothing is known.

    A chat without a name is named by a key of its person; what only a platform can read is no name.
    """
    if name and not _PLATFORM_ID.fullmatch(name):
        return phones.display(name) if _NUMBER.fullmatch(name) else name
    number = number_of(contact) if contact is not None else ""
    return number or translate("Wording", "Unknown person")


def number_of(contact: Contact) -> str:
    """Return the number as people write it, or the username of somebody who shows no number."""
    if contact.phone is not None or contact.wa_id is not None:
        return phones.display("+" + contact.wa_id.lstrip("+") if contact.wa_id is not None else contact.phone or "")
    return f"@{contact.username}" if contact.username else ""


def initials(name: str) -> str:
    """Return up to two letters for an avatar: of the first and the last word; a number's last two digits."""
    if name.startswith("+"):
        return name[-2:]
    words = [word for word in name.split() if word[0].isalpha()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [words[0][0]] if words else []
    return "".join(letters).upper()


def colour(conversation: str) -> int:
    """Return a number that stays the same for a conversation."""
    return zlib.crc32(conversation.encode())


def first_name(name: str) -> str:
    """Return how a customer is spoken of in a button and greeted; a family, a firm or a title has no first name."""
    words = name.split()
    if not words or name.startswith("+") or words[0].casefold() in _NO_FIRST or words[-1].casefold() in _FIRMS:
        return name
    return words[0]


def described(text: str | None) -> str:
    """Return what a payment is for, in the agent's language where Stripe itself has written it."""
    return {
        "Subscription creation": translate("Wording", "First payment of a subscription"),
        "Subscription update": translate("Wording", "Subscription renewal"),
    }.get(text or "", text or "")


def last_line(desk: Desk, chat: ChatView) -> tuple[str, str]:
    """Return the words of a chat's newest message, with who of the shop wrote it, and the icon before them."""
    icon = _ICONS.get(chat.last_kind, "")
    if not chat.last:
        return translate("Wording", "No messages yet"), ""
    words = chat.last_line or about_words(desk, chat) or kind_words(chat.last_kind)
    if chat.last_direction == "out" and words:
        words = _whose(desk, chat.last_actor).format(words=words)
    return words, icon


def _whose(desk: Desk, actor: str) -> str:
    """Return how a line begins that the shop wrote: you, a colleague by her first name, the phone, or nobody at all."""
    if actor == desk.me.agent:
        return translate("Wording", "You: {words}")
    if actor in ("", "hub"):
        return translate("Wording", "Automatic: {words}")
    if actor == "whatsapp":
        return translate("Wording", "Phone: {words}")
    name = first_name(desk.name_of(actor)) or translate("Wording", "Team")
    return f"{name.replace('{', '').replace('}', '')}: {{words}}"


def about_words(desk: Desk, chat: ChatView) -> str:
    """Return what a newest message without words is about: the cart's sum, the product, the place; empty for none."""
    pieces, about = chat.last_pieces, chat.last_about
    if chat.last_kind == "order":
        return _cart_words(desk, pieces, about)
    if chat.last_kind in ("product", "product_list"):
        product = desk.catalogue.product(about)
        about = about if product is None else product.name
    if about and pieces > 1:
        return translate("Wording", "{first} and {count} more").format(first=about, count=pieces - 1)
    return about


def _cart_words(desk: Desk, pieces: int, total: str) -> str:
    if not pieces:
        return ""
    words = translate("Wording", "Cart: 1 item") if pieces == 1 else translate("Wording", "Cart: {count} items")
    amount, _, currency = total.partition(" ")
    return ", ".join((words.format(count=pieces), *((desk.amount(int(amount), currency),) if currency else ())))


def kind_words(kind: str) -> str:
    """Return what a message without text is."""
    return {
        "": "",
        "text": "",
        "image": translate("Wording", "Photo"),
        "sticker": translate("Wording", "Sticker"),
        "video": translate("Wording", "Video"),
        "audio": translate("Wording", "Voice message"),
        "document": translate("Wording", "Document"),
        "location": translate("Wording", "Location"),
        "contacts": translate("Wording", "Contact"),
        "order": translate("Wording", "Cart"),
        "product": translate("Wording", "Product"),
        "product_list": translate("Wording", "Products"),
        "cta_url": translate("Wording", "Payment link"),
        "template": translate("Wording", "Template"),
        "call": translate("Wording", "Call"),
        "interactive": translate("Wording", "Answer"),
        "button": translate("Wording", "Answer"),
        "flow": translate("Wording", "Form"),
        "reaction": translate("Wording", "Reaction"),
        "edit": translate("Wording", "Changed message"),
        "revoke": translate("Wording", "Deleted message"),
        "request_welcome": translate("Wording", "Chat opened for the first time"),
        "system": translate("Wording", "Notice from WhatsApp"),
    }.get(kind, translate("Wording", "Message of a kind this program cannot show"))


def window_chip(chat: ChatView, now: datetime, moments: Moments, *, is_asked: bool = False) -> Chip | None:
    """Return how long one can still write, when that is about to end, or (``is_asked``) in any case."""
    if not chat.window_end or chat.blocked:
        return None
    ends = times.from_unix(chat.window_end)
    is_soon = ends <= now + _SOON
    if now < ends and (is_asked or is_soon):
        return Chip(moments.left(ends, now), Tone.WARN if is_soon else Tone.NEUTRAL)
    return None


def window_words(chat: ChatView, now: datetime, moments: Moments) -> tuple[str, bool]:
    """Return until when one can write, in words, and whether one can; no words where the person is blocked."""
    if chat.blocked:
        return "", False
    if not chat.window_end and chat.last:
        # From before the shop used this program: nobody knows more than that it is over.
        return translate("Wording", "window closed"), False
    if not chat.window_end:
        return translate("Wording", "has not written yet"), False
    ends = times.from_unix(chat.window_end)
    if window.is_open(ends - window.LENGTH, now):
        return translate("Wording", "you can write until {time}").format(time=moments.coming(ends, now)), True
    since = moments.clock(ends) if moments.day(ends) == moments.day(now) else moments.brief(ends, now)
    return translate("Wording", "window closed since {time}").format(time=since), False


def file_size(size: int, language: str) -> str:
    """Return how large a file is: "84 kB", "1.4 MB", "12 MB"."""
    if size < 1_000_000:
        return f"{max(1, size // 1000)} kB"
    tenths = size // 100_000
    if tenths >= 100:
        return f"{tenths // 10} MB"
    return f"{tenths // 10}{',' if language == 'de' else '.'}{tenths % 10} MB"
