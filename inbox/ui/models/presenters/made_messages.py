"""Messages of the rarer kinds that were made at this desk: how they look before the log has them, and the same once more.

Used for bubbles that are on their way and for sending again. Pure but for words.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import EntryView
from inbox.domain import phones
from inbox.domain.actions import (
    AskContact,
    ContactCard,
    ListRow,
    ListSection,
    ProductSection,
    SendButtons,
    SendCatalog,
    SendContacts,
    SendLinkButton,
    SendList,
    SendLocation,
    SendProducts,
    WindowSend,
)
from inbox.domain.ids import ActionId, ConversationId
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.message_words import part, product_words, word
from inbox.ui.models.timeline import Bubble, MediaKind, MediaPart

translate = QCoreApplication.translate

KINDS = frozenset(
    {"send_buttons", "send_list", "send_link_button", "send_location", "send_contacts", "send_catalog", "ask_contact"}
)
"""What is shown on its way here; products that go out one by one have a card of their own."""


def bubble(desk: Desk, wish: object, blank: Bubble) -> Bubble | None:
    """Return ``blank`` with what a message says; None for what is not made here."""
    match wish:
        case SendButtons():
            return _with(blank, wish.text, labels=wish.buttons)
        case SendList():
            return _with(blank, wish.text, labels=tuple(row.title for row in wish.rows))
        case SendLinkButton():
            return _with(blank, wish.text, labels=(wish.label,))
        case SendCatalog():
            return _with(blank, wish.text, labels=(translate("MessageWords", "Open the catalog"),))
        case AskContact():
            return _with(blank, wish.text, labels=(translate("MessageWords", "Share the number"),))
        case SendProducts():
            return _with(blank, wish.text or "", labels=tuple(product_words(desk, sku) for sku in wish.skus))
        case SendLocation():
            detail = wish.address or f"{wish.latitude:.5f}, {wish.longitude:.5f}"
            title, detail = (wish.name, detail) if wish.name else ("", detail)
            return _with(blank, "", media=MediaPart(kind=MediaKind.LOCATION, title=title or "", detail=detail))
        case SendContacts(contacts=(card, *_)):
            detail = " · ".join((*(phones.display(number) for number in card.phones), *card.emails))
            return _with(blank, "", media=MediaPart(kind=MediaKind.CONTACT, title=card.name, detail=detail))
        case _:
            return None


def _with(blank: Bubble, text: str, *, labels: tuple[str, ...] = (), media: MediaPart | None = None) -> Bubble:
    return Bubble(
        id=blank.id,
        is_mine=True,
        text=text,
        time=blank.time,
        ticks=blank.ticks,
        failure=blank.failure,
        buttons=blank.buttons,
        labels=labels,
        media=media,
    )


def once_more(entry: EntryView, conversation: ConversationId, action: ActionId) -> WindowSend | None:
    """Return the wish that makes the same message again; None for one that is not known well enough here."""
    extra, text = entry.extra or {}, entry.text or ""
    if entry.kind == "location":
        return _location(part(extra, "location"), conversation, action)
    if entry.kind == "contacts":
        return _contacts(extra, conversation, action)
    if entry.kind == "cta_url" and text and word(extra, "label") and word(extra, "url"):
        label, url = word(extra, "label"), str(extra["url"])
        return SendLinkButton(id=action, conversation=conversation, text=text, label=label, url=url)
    if entry.kind in ("product", "product_list") and isinstance(skus := extra.get("products"), list) and skus:
        return _products(extra, tuple(map(str, skus)), entry.text, conversation, action)
    if entry.kind != "interactive" or not text:
        return None
    if "catalog" in extra:
        thumbnail = word(part(extra, "catalog"), "thumbnail") or None
        return SendCatalog(id=action, conversation=conversation, text=text, thumbnail=thumbnail)
    if extra.get("asks") == "contact":
        return AskContact(id=action, conversation=conversation, text=text)
    if isinstance(buttons := extra.get("buttons"), list) and buttons:
        return SendButtons(id=action, conversation=conversation, text=text, buttons=tuple(map(str, buttons)))
    return _list(part(extra, "list"), text, conversation, action)


def _location(place: Mapping[str, object], conversation: ConversationId, action: ActionId) -> WindowSend | None:
    north, east = place.get("latitude"), place.get("longitude")
    if not (isinstance(north, int | float) and isinstance(east, int | float)):
        return None
    return SendLocation(
        id=action,
        conversation=conversation,
        latitude=float(north),
        longitude=float(east),
        name=word(place, "name") or None,
        address=word(place, "address") or None,
    )


def _contacts(extra: Mapping[str, object], conversation: ConversationId, action: ActionId) -> WindowSend | None:
    cards = extra.get("contacts")
    made: list[ContactCard] = []
    for card in cards if isinstance(cards, list) else []:
        named = word(part({"card": card}, "card", "name"), "formatted_name")
        if named:
            numbers, mails = (_each(card, *names) for names in (("phones", "phone"), ("emails", "email")))
            company = word(part(card, "org"), "company") or None
            made.append(ContactCard(name=named, phones=numbers, emails=mails, company=company))
    return SendContacts(id=action, conversation=conversation, contacts=tuple(made)) if made else None


def _products(
    extra: Mapping[str, object], skus: tuple[str, ...], text: str | None, conversation: ConversationId, action: ActionId
) -> SendProducts:
    """Return the list in its groups, if it had any that can still be read."""
    try:
        sections = msgspec.convert(extra.get("sections", []), tuple[ProductSection, ...])
    except msgspec.ValidationError:
        sections = ()
    products = () if sections else skus
    return SendProducts(id=action, conversation=conversation, products=products, sections=sections, text=text)


def _each(card: Mapping[str, object], key: str, inside: str) -> tuple[str, ...]:
    found = card.get(key)
    return tuple(word(each, inside) for each in found if word(each, inside)) if isinstance(found, list) else ()


def _list(said: Mapping[str, object], text: str, conversation: ConversationId, action: ActionId) -> WindowSend | None:
    sections: list[ListSection] = []
    groups = said.get("sections")
    for group in groups if isinstance(groups, list) else []:
        found = part({"group": group}, "group").get("rows")
        rows = [
            ListRow(title=word(row, "title"), description=word(row, "description") or None)
            for row in (found if isinstance(found, list) else [])
            if word(row, "title")
        ]
        if rows:
            sections.append(ListSection(rows=tuple(rows), title=word(group, "title") or None))
    button = word(said, "button")
    if not sections or not button:
        return None
    return SendList(id=action, conversation=conversation, text=text, button=button, sections=tuple(sections))
