"""What an action says in the chat: the body that goes to WhatsApp, and the message as it appears in the log.

Used by the send engine inside its transactions; knows nothing of the network.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from inbox.domain.actions import RequestPayment
from inbox.domain.ids import MediaId, MessageId
from inbox.domain.messages import Contact, Media, Message
from inbox.domain.money import Money
from inbox.domain.request_sums import total
from inbox.domain.send_actions import (
    SENDS,
    AskContact,
    ContactCard,
    ListSection,
    SendButtons,
    SendCatalog,
    SendContacts,
    SendLinkButton,
    SendList,
    SendLocation,
    SendMedia,
    SendProducts,
    SendReaction,
    SendTemplate,
    SendText,
    WindowSend,
)
from inbox.domain.template_choice import TemplateChoice, with_link
from inbox.domain.templates import Template
from inbox.hub import template_messages
from inbox.hub.action_rows import Record
from inbox.hub.tables import HubTables
from inbox.platforms.whatsapp import interactive, payloads
from inbox.platforms.whatsapp.payloads import Envelope, Payload

Sendable = WindowSend | SendTemplate | RequestPayment
KINDS = SENDS | {"request_payment"}
FROM_CATALOG = (SendProducts, SendCatalog)
"""Actions that need a catalog connected to the account."""

PICTURE = "picture"
"""Under this name the result of a payment request keeps which of the hub's pictures went out over the link."""

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


def payload(
    action: Sendable,
    person: Contact,
    counter: Counter,
    record: Record,
    file: str | None,
    template: Template | None = None,
) -> Payload:
    """Build the body for WhatsApp; ``file`` is Meta's id of the uploaded media, ``template`` the one that is sent.

    UserErrors say what is in the way.
    """
    envelope = Envelope(person, action.id, getattr(action, "reply_to", None))
    match action:
        case SendText():
            return payloads.text(envelope, action.text, preview_url=action.preview_url)
        case SendMedia():
            return payloads.media(
                envelope,
                action.media_kind,
                file or "",
                caption=action.caption,
                filename=action.filename,
                voice=action.voice,
            )
        case SendProducts():
            return _products(envelope, action, counter)
        case SendCatalog():
            return interactive.catalog(
                envelope, action.text, thumbnail_sku=action.thumbnail, footer=action.footer
            )
        case SendReaction():
            return payloads.reaction(envelope, action.message, action.emoji)
        case SendLocation():
            where = action.latitude, action.longitude
            return payloads.location(envelope, *where, name=action.name, place=action.address)
        case SendContacts():
            return payloads.contacts(envelope, [_card(card) for card in action.contacts])
        case SendButtons():
            buttons = [interactive.Button(id=label, title=label) for label in action.buttons]
            return interactive.reply_buttons(
                envelope, action.text, buttons, header=action.header, footer=action.footer
            )
        case SendList():
            return interactive.choices(
                envelope,
                action.text,
                action.button,
                [interactive.Section(rows=_rows(part), title=part.title) for part in action.sections],
                header=action.header,
                footer=action.footer,
            )
        case SendLinkButton():
            return interactive.link_button(
                envelope, action.text, action.label, action.url, header=action.header, footer=action.footer
            )
        case AskContact():
            return interactive.request_contact_info(envelope, action.text)
        case SendTemplate():
            assert template is not None
            return template_messages.payload(envelope, action, template, file)
        case RequestPayment():
            label, _, _, _ = _words(counter)
            url = str((record.result or {}).get("url") or "")
            if action.template is not None:
                by_template = None if template is None else request_template(action, template, url)
                assert by_template is not None  # else the engine has refused it
                assert template is not None
                return template_messages.payload(envelope, by_template, template, None)
            picture = None if file is None else interactive.MediaHeader("image", file)
            return interactive.link_button(envelope, request_text(action, counter), action.button or label, url, header=picture)


def message(
    hub: HubTables,
    action: Sendable,
    counter: Counter,
    record: Record,
    name: MessageId,
    at: str,
    template: Template | None = None,
) -> Message:
    """Build the message as the log shows it, under WhatsApp's id for it.

    What only one kind has is kept under the platform's own keys, as it is for messages that come in.
    """
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
            return replace(blank, text=action.text)
        case SendMedia():
            file = _file(hub, action.media, action.filename)
            return replace(blank, kind=action.media_kind, text=action.caption, media=file)
        case SendProducts():
            skus = action.skus
            kind = "product" if len(skus) == 1 else "product_list"
            shelf: dict[str, object] = {"products": list(skus)}
            if action.sections:
                shelf["sections"] = msgspec.to_builtins(action.sections)
            return replace(blank, kind=kind, text=action.text, extra=shelf)
        case SendReaction():
            return replace(blank, kind="reaction", target=action.message, emoji=action.emoji)
        case SendLocation():
            said = {"latitude": action.latitude, "longitude": action.longitude}
            named = {"name": action.name, "address": action.address}
            place = said | {key: value for key, value in named.items() if value}
            return replace(blank, kind="location", extra={"location": place})
        case SendContacts():
            cards = [payloads.contact_card(_card(card)) for card in action.contacts]
            return replace(blank, kind="contacts", extra={"contacts": cards})
        case SendButtons():
            return replace(blank, kind="interactive", text=action.text, extra={"buttons": list(action.buttons)})
        case SendList():
            choices: dict[str, object] = {"button": action.button, "sections": msgspec.to_builtins(action.sections)}
            return replace(blank, kind="interactive", text=action.text, extra={"list": choices})
        case SendLinkButton():
            link: dict[str, object] = {"url": action.url, "label": action.label}
            return replace(blank, kind="cta_url", text=action.text, extra=link)
        case SendCatalog():
            shown: dict[str, object] = {"thumbnail": action.thumbnail} if action.thumbnail else {}
            return replace(blank, kind="interactive", text=action.text, extra={"catalog": shown})
        case SendTemplate():
            heading = None if action.media is None else _file(hub, action.media, action.filename)
            return template_messages.message(blank, action, template, heading)
        case AskContact():
            return replace(blank, kind="interactive", text=action.text, extra={"asks": "contact"})
        case RequestPayment():
            facts = record.result or {}
            extra: dict[str, object] = {"url": facts.get("url"), "request": facts.get("request")}
            if action.template is not None:
                return _by_template(blank, action, action.template, template, extra)
            picture = facts.get(PICTURE)
            media = None if picture is None else _file(hub, MediaId(str(picture)), None)
            return replace(blank, kind="cta_url", text=request_text(action, counter), extra=extra, media=media)


def request_template(action: RequestPayment, template: Template, url: str) -> SendTemplate | None:
    """Return the template that carries a link; None for a request that needs none, or whose link does not fit into it."""
    filled = None if action.template is None else with_link(action.template, template, url)
    return None if filled is None else filled.send(action.id, action.conversation)


def _by_template(
    blank: Message, action: RequestPayment, choice: TemplateChoice, template: Template | None, link: dict[str, object]
) -> Message:
    filled = None if template is None else request_template(action, template, str(link["url"] or ""))
    said = template_messages.message(blank, filled or choice.send(action.id, action.conversation), template, None)
    return replace(said, extra={**(said.extra or {}), **link})


def request_text(action: RequestPayment, counter: Counter) -> str:
    """Write the text above the pay button: what the agent said, then who asks for how much and what for."""
    _, please, _, purpose = _words(counter)
    what = action.purpose or ", ".join(line.name for line in action.lines) or purpose
    money = Money(total(action), action.currency).text(counter.language)
    line = f"{counter.merchant} · {what} · {money}"
    room = 1024 - len(line) - 2
    said = (action.text or please)[: max(0, room)]
    return f"{said}\n\n{line}" if said and room > 0 else line[:1024]


def _products(envelope: Envelope, action: SendProducts, counter: Counter) -> Payload:
    catalog = counter.catalog or ""
    if len(action.skus) == 1:
        return interactive.product(envelope, catalog, action.skus[0], body=action.text)
    _, _, selection, _ = _words(counter)
    groups = [interactive.Section(skus=group.products, title=group.title) for group in action.sections]
    sections = groups or [interactive.Section(skus=action.products)]
    return interactive.product_list(
        envelope, catalog, sections, header=action.header or counter.merchant[:60], body=action.text or selection
    )


def _rows(section: ListSection) -> tuple[interactive.Choice, ...]:
    return tuple(interactive.Choice(id=row.title, title=row.title, description=row.description) for row in section.rows)


def _card(card: ContactCard) -> payloads.Card:
    return payloads.Card(name=card.name, phones=card.phones, emails=card.emails, company=card.company)


def _file(hub: HubTables, media: MediaId, filename: str | None) -> Media:
    row = hub.MediaFile.get_or_none(hub.MediaFile.id == media)
    if row is None:
        return Media(id=media, state="failed", filename=filename)
    return Media(
        id=MediaId(row.id),
        mime=row.mime,
        sha256=row.sha256,
        size=row.size,
        width=row.width,
        height=row.height,
        state=row.state,
        filename=filename or row.filename,
    )


def _words(counter: Counter) -> tuple[str, str, str, str]:
    return _WORDS.get(counter.language, _WORDS["en"])
