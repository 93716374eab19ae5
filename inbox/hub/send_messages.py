"""What an action says in the chat: the body that goes to WhatsApp, and the message as it appears in the log.

Used by the send engine inside its transactions; knows nothing of the network.
"""

from __future__ import annotations

import msgspec

from inbox.domain.actions import RequestPayment, SendMedia, SendProducts, SendText
from inbox.domain.ids import MediaId, MessageId
from inbox.domain.messages import Contact, Media, Message
from inbox.domain.money import Money
from inbox.hub.action_rows import Record
from inbox.hub.tables import HubTables
from inbox.platforms.stripe import bodies
from inbox.platforms.whatsapp import interactive, payloads
from inbox.platforms.whatsapp.payloads import Envelope, Payload

Sendable = SendText | SendMedia | SendProducts | RequestPayment
KINDS = frozenset({"send_text", "send_media", "send_products", "request_payment"})

_WORDS = {
    "de": ("Jetzt zahlen", "Bitte hier bezahlen:", "Unsere Auswahl für dich", "Zahlung"),
    "en": ("Pay now", "Please pay here:", "Our selection for you", "Payment"),
}


class Counter(msgspec.Struct, frozen=True):
    """The shop as its customers know it: name, language of what the hub itself writes, number and catalog at Meta."""

    merchant: str = "Tresen"
    language: str = "de"
    channel: str | None = None
    catalog: str | None = None


def payload(action: Sendable, person: Contact, counter: Counter, record: Record, file: str | None) -> Payload:
    """Build the body for WhatsApp; ``file`` is Meta's id of the uploaded media. UserErrors say what is in the way."""
    envelope = Envelope(person, action.id, getattr(action, "reply_to", None))
    match action:
        case SendText():
            return payloads.text(envelope, action.text, preview_url=action.preview_url)
        case SendMedia():
            return payloads.media(
                envelope, action.media_kind, file or "", caption=action.caption, filename=action.filename
            )
        case SendProducts():
            return _products(envelope, action, counter)
        case RequestPayment():
            label, _, _, _ = _words(counter)
            url = str((record.result or {}).get("url") or "")
            return interactive.link_button(envelope, request_text(action, counter), action.button or label, url)


def message(hub: HubTables, action: Sendable, counter: Counter, record: Record, name: MessageId, at: str) -> Message:
    """Build the message as the log shows it, under WhatsApp's id for it."""
    blank = Message(
        id=name,
        kind="text",
        at=at,
        direction="out",
        channel=counter.channel,
        reply_to=getattr(action, "reply_to", None),
        action=action.id,
    )
    match action:
        case SendText():
            return msgspec.structs.replace(blank, text=action.text)
        case SendMedia():
            file = _file(hub, action)
            return msgspec.structs.replace(blank, kind=action.media_kind, text=action.caption, media=file)
        case SendProducts():
            extra: dict[str, object] = {"products": list(action.products)}
            kind = "product" if len(action.products) == 1 else "product_list"
            return msgspec.structs.replace(blank, kind=kind, text=action.text, extra=extra)
        case RequestPayment():
            facts = record.result or {}
            extra = {"url": facts.get("url"), "request": facts.get("request")}
            text = request_text(action, counter)
            return msgspec.structs.replace(blank, kind="cta_url", text=text, extra=extra)


def request_text(action: RequestPayment, counter: Counter) -> str:
    """Write the text above the pay button: what the agent said, then who asks for how much and what for."""
    _, please, _, purpose = _words(counter)
    what = action.purpose or ", ".join(line.name for line in action.lines) or purpose
    money = Money(bodies.total(action), action.currency).text(counter.language)
    line = f"{counter.merchant} · {what} · {money}"
    room = 1024 - len(line) - 2
    said = (action.text or please)[: max(0, room)]
    return f"{said}\n\n{line}" if said and room > 0 else line[:1024]


def _products(envelope: Envelope, action: SendProducts, counter: Counter) -> Payload:
    catalog = counter.catalog or ""
    if len(action.products) == 1:
        return interactive.product(envelope, catalog, action.products[0], body=action.text)
    _, _, selection, _ = _words(counter)
    section = interactive.Section(skus=action.products)
    return interactive.product_list(
        envelope, catalog, [section], header=action.header or counter.merchant[:60], body=action.text or selection
    )


def _file(hub: HubTables, action: SendMedia) -> Media:
    row = hub.MediaFile.get_or_none(hub.MediaFile.id == action.media)
    if row is None:
        return Media(id=MediaId(action.media), state="failed", filename=action.filename)
    return Media(
        id=MediaId(row.id),
        mime=row.mime,
        sha256=row.sha256,
        size=row.size,
        state=row.state,
        filename=action.filename or row.filename,
    )


def _words(counter: Counter) -> tuple[str, str, str, str]:
    return _WORDS.get(counter.language, _WORDS["en"])
