"""What a message of a rarer kind says: answers and forms, notices, calls, ads, groups, and what WhatsApp does not pass on.

Used by ``entries`` for one line at a time; pure but for words. Every part of what a platform sent may be missing or of
another type than documented; then less is said, and never nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import EntryView
from inbox.domain import phones, times
from inbox.domain.actions import ProductSection
from inbox.ui.models.moments import Moments
from inbox.ui.models.presenters import wording
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.products import price_words

translate = QCoreApplication.translate

Parts = Mapping[str, object]
_LONGEST = 200
_MOST_VALUES = 12
_NAMED_PRODUCTS = 6


def part(source: object, *keys: str) -> Parts:
    """Return the object found by following keys; an empty one when something on the way is missing or no object."""
    for key in keys:
        source = source.get(key) if isinstance(source, Mapping) else None
    return source if isinstance(source, Mapping) else {}


def word(source: object, *keys: str) -> str:
    """Return the first of some keys that has a text or a number, on one line and not endless."""
    found = (source.get(key) for key in keys) if isinstance(source, Mapping) else ()
    for value in found:
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return " ".join(str(value).split())[:_LONGEST]
    return ""


def notice(entry: EntryView, name: str, moments: Moments) -> str:
    """Return the words of what is a plain line in the chat; empty for what is a bubble."""
    said = _notice(entry, name)
    return f"{said} · {moments.clock(times.from_text(entry.at))}" if said else ""


def _notice(entry: EntryView, name: str) -> str:
    match entry.kind:
        case "system":
            return _system(entry, name)
        case "request_welcome":
            return translate("MessageWords", "{name} opened the chat for the first time").format(name=name)
        case "call":
            return _call(entry)
        case "reaction" | "edit" | "revoke":
            return _mark(entry, name)
        case _:
            return ""


def _system(entry: EntryView, name: str) -> str:
    said = part(entry.extra, "system")
    kind = word(said, "type")
    if kind in ("user_changed_number", "customer_changed_number"):
        number = word(said, "wa_id", "new_wa_id")
        shown = phones.display("+" + number.lstrip("+")) if number else ""
        if shown:
            return translate("MessageWords", "{name} has a new number: {number}").format(name=name, number=shown)
        return translate("MessageWords", "{name} has a new number").format(name=name)
    if kind == "user_changed_user_id":
        return translate("MessageWords", "{name} writes under a new id at WhatsApp").format(name=name)
    if kind == "customer_identity_changed":
        words = translate("MessageWords", "{name}'s WhatsApp was set up anew: make sure who it is before money moves")
        return words.format(name=name)
    body = word({"body": entry.text}, "body") or kind
    if body:
        return translate("MessageWords", "Notice from WhatsApp: {text}").format(text=body)
    return translate("Wording", "Notice from WhatsApp")


def _call(entry: EntryView) -> str:
    said = part(entry.extra, "call")
    duration = said.get("duration")
    seconds = int(duration) if isinstance(duration, int | float) and not isinstance(duration, bool) else 0
    is_ours = entry.direction == "out"
    if seconds > 0:
        long = duration_words(seconds)
        if is_ours:
            return translate("MessageWords", "You called, {duration}").format(duration=long)
        return translate("MessageWords", "WhatsApp call, {duration}").format(duration=long)
    status = word(said, "status").upper()
    if status in ("FAILED", "REJECTED", "MISSED", "NO_ANSWER", "CANCELED", "CANCELLED"):
        if is_ours:
            return translate("MessageWords", "You called, nobody answered")
        return translate("MessageWords", "Missed WhatsApp call")
    return translate("MessageWords", "You called") if is_ours else translate("MessageWords", "WhatsApp call")


def duration_words(seconds: int) -> str:
    """Return a time as people say it: "45 s", "2 min 5 s", "1 h 3 min"."""
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    if hours:
        return f"{hours}\u00a0h {minutes}\u00a0min"
    return f"{minutes}\u00a0min {rest}\u00a0s" if minutes else f"{rest}\u00a0s"


def _mark(entry: EntryView, name: str) -> str:
    """Return what a reaction, edit or revocation is whose message is not here."""
    who = translate("Timeline", "You") if entry.direction == "out" else name
    if entry.kind == "reaction":
        words = translate("MessageWords", "{name} reacted with {emoji} to a message that is not here")
        if not entry.emoji:
            words = translate("MessageWords", "{name} took a reaction back")
        return words.format(name=who, emoji=entry.emoji)
    if entry.kind == "edit":
        text = word({"text": entry.text}, "text")
        if not text:
            return translate("MessageWords", "{name} changed a message that is not here").format(name=who)
        words = translate("MessageWords", "{name} changed a message that is not here to “{text}”")
        return words.format(name=who, text=text)
    return translate("MessageWords", "{name} deleted a message that is not here").format(name=who)


def text_of(desk: Desk, entry: EntryView) -> str:
    """Return the text of a bubble; empty only for what a picture, file or card shows by itself."""
    match entry.kind:
        case "interactive":
            return _answer(desk, entry)
        case "button":
            return _plain(entry) or _given(word(part(entry.extra, "button"), "payload"))
        case "unsupported":
            return _unsupported(entry)
        case "contacts" | "location":
            return ""
        case "cta_url":
            return _plain(entry) or word(entry.extra, "url")
        case _:
            return _plain(entry)


def _plain(entry: EntryView) -> str:
    return entry.text if entry.text and entry.text.strip() else ""


def _given(answer: str) -> str:
    if answer:
        return translate("MessageWords", "Answer “{answer}”").format(answer=answer)
    return translate("MessageWords", "An answer without words")


def _answer(desk: Desk, entry: EntryView) -> str:
    said = part(entry.extra, "interactive")
    if entry.direction == "out" and not said:
        return _plain(entry)
    kind = word(said, "type")
    inside = part(said, kind)
    if kind == "nfm_reply":
        return _form(entry, inside)
    if kind == "call_permission_reply":
        return _permission(desk, inside)
    if kind == "product":
        return _plain(entry) or word(part(said, "body"), "text")
    if kind == "list_reply" and word(inside, "description"):
        return "\n".join(line for line in (_plain(entry), word(inside, "description")) if line)
    return _plain(entry) or _given(word(inside, "id"))


def _form(entry: EntryView, inside: Parts) -> str:
    """Return what was filled into a form: its values by name, or its own words where there are none."""
    body = _plain(entry)
    values = inside.get("response_json")
    if isinstance(values, str):
        try:
            values = msgspec.json.decode(values)
        except msgspec.DecodeError:
            values = None
    named = {str(key): word({"value": value}, "value") for key, value in part({"all": values}, "all").items()}
    lines = [f"{key.replace('_', ' ')}: {value}" for key, value in named.items() if value and not key.endswith(("token", "_id"))]
    if word(inside, "name") == "address_message":
        return body or "\n".join(lines[:_MOST_VALUES]) or translate("MessageWords", "An address without words")
    return "\n".join(lines[:_MOST_VALUES]) or translate("MessageWords", "Filled in, with nothing that can be shown here")


def _permission(desk: Desk, inside: Parts) -> str:
    if word(inside, "response") != "accept":
        return translate("MessageWords", "Does not want to be called")
    until = inside.get("expiration_timestamp")
    if isinstance(until, int) and 0 < until < 1 << 33:
        time = desk.moments.coming(times.from_unix(until), desk.clock.now())
        return translate("MessageWords", "May be called until {time}").format(time=time)
    return translate("MessageWords", "May be called")


def _unsupported(entry: EntryView) -> str:
    if entry.direction == "out":
        return translate("MessageWords", "Sent from the shop's phone; WhatsApp does not pass on this kind of message.")
    kind = entry.raw_kind or word(part(entry.extra, "unsupported"), "type")
    if kind and kind != "unsupported":
        words = translate("MessageWords", "WhatsApp does not pass on this kind of message ({kind}); ask for it another way.")
        return words.format(kind=kind.replace("_", " "))
    return translate("MessageWords", "WhatsApp does not pass on this kind of message; ask for it another way.")


def tops(entry: EntryView) -> tuple[str, ...]:
    """Return the small lines over a message: where it came from and what it answers."""
    extra, found = entry.extra or {}, list[str]()
    if extra.get("group_id"):
        found.append(translate("MessageWords", "In a WhatsApp group"))
    referral = part(extra, "referral")
    if "referral" in extra:
        headline = word(referral, "headline", "body", "source_url")
        words = translate("MessageWords", "Came from the ad “{headline}”")
        if not headline:
            words = translate("MessageWords", "Came from an ad")
        elif word(referral, "source_type") == "post":
            words = translate("MessageWords", "Came from the post “{headline}”")
        found.append(words.format(headline=headline))
    if extra.get("frequently_forwarded"):
        found.append(translate("MessageWords", "Forwarded many times"))
    if extra.get("origin") == "contact_request":
        found.append(translate("MessageWords", "Answer to the question for the number"))
    if entry.kind == "interactive" and word(part(extra, "interactive"), "type") == "nfm_reply":
        found.append(translate("MessageWords", "Filled-in form"))
    if entry.kind == "interactive" and extra.get("asks") == "contact":
        found.append(translate("MessageWords", "Question for the phone number"))
    return tuple(found)


def labels(desk: Desk, entry: EntryView) -> tuple[str, ...]:
    """Return what could be tapped under a message of the shop: answers, rows, a link, products."""
    extra = entry.extra or {}
    if entry.direction != "out":
        return ()
    if entry.kind == "cta_url":
        label = word(extra, "label")
        return (label,) if label else ()
    if "catalog" in extra:
        return (translate("MessageWords", "Open the catalog"),)
    if extra.get("asks") == "contact":
        return (translate("MessageWords", "Share the number"),)
    if isinstance(buttons := extra.get("buttons"), list):
        return tuple(str(label) for label in buttons if str(label).strip())
    sections = part(extra, "list").get("sections")
    if isinstance(sections, list):
        groups = [part({"group": section}, "group").get("rows") for section in sections]
        return tuple(label for rows in groups if isinstance(rows, list) for row in rows if (label := word(row, "title")))
    if entry.kind == "product_list" and isinstance(skus := extra.get("products"), list):
        titles = _titles(extra)
        named = tuple(f"{titles.get(str(sku), '')}{product_words(desk, str(sku))}" for sku in skus[:_NAMED_PRODUCTS])
        left = len(skus) - len(named)
        return (*named, translate("MessageWords", "and {count} more").format(count=left)) if left > 0 else named
    return ()


def _titles(extra: Mapping[str, object]) -> dict[str, str]:
    """Return under which group's name each product of a list stands, ready to be put before it; none for a list without."""
    try:
        groups = msgspec.convert(extra.get("sections", []), tuple[ProductSection, ...])
    except msgspec.ValidationError:
        return {}
    return {sku: f"{group.title}: " for group in groups for sku in group.products} if len(groups) > 1 else {}


def product_words(desk: Desk, sku: str) -> str:
    """Return a product's name and price, or the number it is known by."""
    product = desk.catalogue.product(sku)
    if product is None:
        return sku
    return " · ".join(words for words in (product.name, price_words(desk, product)) if words)


def product_of(entry: EntryView) -> str:
    """Return the product a message is about, the customer's enquiry or one that was passed on; empty for none."""
    extra = entry.extra or {}
    asked = word(part(extra, "referred_product"), "product_retailer_id")
    said = part(extra, "interactive")
    if asked or word(said, "type") != "product":
        return asked
    return word(part(said, "product"), "product_retailer_id") or word(part(said, "action"), "product_retailer_id")


def fallback(entry: EntryView) -> str:
    """Return what stands in a bubble that says nothing by itself."""
    if entry.kind == "text":
        return translate("MessageWords", "A message without words")
    return wording.kind_words(entry.kind) or translate("MessageWords", "A message without words")
