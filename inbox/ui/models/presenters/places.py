"""Places and contact cards in the chat: what they say, and the map and the numbers one click away. Pure but for words."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import EntryView
from inbox.domain import phones
from inbox.ui.models.presenters.message_words import Parts, part, word
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import CardButton, MediaKind, MediaPart

translate = QCoreApplication.translate

_BESIDE = 2
"""So much of a card stands in one line beside its name."""
_MAP = "https://www.openstreetmap.org/?mlat={north:.6f}&mlon={east:.6f}#map=17/{north:.6f}/{east:.6f}"


def place_part(entry: EntryView) -> MediaPart:
    """Return a place: its name over its address, its coordinates where it has none."""
    place = part(entry.extra, "location")
    name, address = word(place, "name"), word(place, "address")
    lines = [line for line in (name, address or _degrees(place)) if line]
    title, detail = (lines[0], lines[1]) if len(lines) > 1 else ("", "".join(lines))
    return MediaPart(kind=MediaKind.LOCATION, title=title, detail=detail)


def _degrees(place: Parts) -> str:
    """Return the coordinates in decimal degrees, as a map takes them."""
    said = [word(place, key) for key in ("latitude", "longitude") if word(place, key)]
    try:
        return ", ".join(f"{float(each):.6f}".rstrip("0").rstrip(".") for each in said)
    except ValueError:
        return ", ".join(said)


def map_link(entry: EntryView) -> str:
    """Return the address of a map with the place on it, made of the coordinates alone; empty without any on earth."""
    place = part(entry.extra, "location")
    try:
        north, east = float(word(place, "latitude")), float(word(place, "longitude"))
    except ValueError:
        return ""
    if not (math.isfinite(north) and math.isfinite(east) and -90 <= north <= 90 and -180 <= east <= 180):
        return ""
    return _MAP.format(north=north, east=east)


def place_text(entry: EntryView) -> str:
    """Return a place as it is copied: name, address and coordinates on lines of their own."""
    place = part(entry.extra, "location")
    return "\n".join(line for line in (word(place, "name"), word(place, "address"), _degrees(place)) if line)


def _cards(entry: EntryView) -> list[Parts]:
    cards = (entry.extra or {}).get("contacts")
    return [card for card in cards if isinstance(card, dict)] if isinstance(cards, list) else []


def _listed(card: Parts, key: str, inside: str) -> list[str]:
    found = card.get(key)
    return [word(each, inside) for each in found if word(each, inside)] if isinstance(found, list) else []


def contact_part(entry: EntryView) -> MediaPart:
    """Return contact cards: the name of one over its numbers; of several how many they are, they follow as text."""
    said = [_lines(card) for card in _cards(entry)]
    said = [lines for lines in said if lines]
    if len(said) > 1:
        many = translate("Places", "{count} contacts").format(count=len(said))
        return MediaPart(kind=MediaKind.CONTACT, detail=many)
    if not said:
        return MediaPart(kind=MediaKind.CONTACT)
    first, *others = said[0]
    detail = " · ".join(others[:_BESIDE]) or first
    return MediaPart(kind=MediaKind.CONTACT, title=first if others else "", detail=detail)


def contacts_text(entry: EntryView) -> str:
    """Return the cards under each other, when there are several or one has more than fits into its line."""
    said = [lines for lines in map(_lines, _cards(entry)) if lines]
    if len(said) == 1 and len(said[0]) <= _BESIDE + 1:
        return ""
    if len(said) == 1:
        return "\n".join(said[0][_BESIDE + 1 :])
    return "\n\n".join("\n".join(lines) for lines in said)


def _lines(card: Parts) -> list[str]:
    """Return name, firm, numbers and mail addresses of one card, as far as they are there."""
    name = word(part(card, "name"), "formatted_name", "first_name", "last_name")
    firm = word(part(card, "org"), "company")
    return [line for line in (name, firm) if line] + _listed(card, "phones", "phone") + _listed(card, "emails", "email")


def numbers(entry: EntryView) -> list[str]:
    """Return the phone numbers of all cards, WhatsApp's own writing first where a card has both."""
    found: list[str] = []
    for card in _cards(entry):
        phones_of = card.get("phones")
        for each in phones_of if isinstance(phones_of, list) else []:
            digits = word(each, "wa_id")
            number = "+" + digits.lstrip("+") if digits else word(each, "phone")
            if number:
                found.append(number)
    return list(dict.fromkeys(found))


def buttons(entry: EntryView) -> tuple[CardButton, ...]:
    """Return what can be done with a place or a card that a customer sent."""
    if entry.direction != "in" or entry.revoked:
        return ()
    if entry.kind == "location" and map_link(entry):
        open_map = CardButton(intent=Intent.MAP_OPEN, text=translate("Places", "Open the map"))
        return (open_map, CardButton(intent=Intent.PLACE_COPY, text=translate("Places", "Copy")))
    if entry.kind == "contacts" and (found := numbers(entry)):
        copy = translate("Places", "Copy the number") if len(found) == 1 else translate("Places", "Copy the numbers")
        write = translate("Places", "Write to {name}").format(name=phones.display(found[0]))
        return (
            CardButton(intent=Intent.CONTACT_OPEN, text=write),
            CardButton(intent=Intent.PLACE_COPY, text=copy),
        )
    return ()


def copied(entry: EntryView) -> str:
    """Return what the button for copying takes along."""
    return place_text(entry) if entry.kind == "location" else "\n".join(numbers(entry))
