"""Lines of the cache as items of the timeline: bubbles, notes, events and cards, in the agent's language. Pure but for words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import EntryView
from inbox.domain import times
from inbox.domain.approvals import LAPSED
from inbox.domain.fraud import FraudWarning
from inbox.domain.ids import MediaId
from inbox.domain.media_rules import kind_of
from inbox.domain.messages import Media
from inbox.domain.payments import CLOSED_DISPUTE_STATES, Checkout, Dispute, Invoice, Payment, Refund, paid_twice
from inbox.domain.problems import Problem
from inbox.domain.refunds import LATE_CODE
from inbox.domain.send_errors import may_repeat, sentence
from inbox.ui.models.presenters import (
    answers,
    disputes,
    message_words,
    money_lines,
    places,
    subscription_words,
    wording,
)
from inbox.ui.models.presenters.carts import CartAsk, cart_card
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.presenters.products import price_words
from inbox.ui.models.rows import Chip, Span, Tone
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import (
    Bubble,
    CardButton,
    EventLine,
    Item,
    MediaKind,
    MediaPart,
    NoteItem,
    ProductCard,
    Quote,
    Ticks,
)

translate = QCoreApplication.translate

_TICKS = {
    None: Ticks.SENT,
    "queued": Ticks.QUEUED,
    "accepted": Ticks.ACCEPTED,
    "sent": Ticks.SENT,
    "delivered": Ticks.DELIVERED,
    "read": Ticks.READ,
    "played": Ticks.PLAYED,
    "failed": Ticks.FAILED,
}
_MEDIA = {
    "image": MediaKind.IMAGE,
    "video": MediaKind.VIDEO,
    "sticker": MediaKind.STICKER,
    "audio": MediaKind.AUDIO,
    "document": MediaKind.DOCUMENT,
    "location": MediaKind.LOCATION,
    "contacts": MediaKind.CONTACT,
}
_PICTURE = (480, 320)
"""What is kept free for a picture whose size is not known, in pixels."""
_WORTH_A_BAR = 1_000_000
"""Bytes of a file whose coming is shown."""


class Entries:
    """Makes items for one chat. ``name`` is the customer's."""

    def __init__(
        self,
        desk: Desk,
        name: str,
        asks: Mapping[str, CartAsk],
        paid: Mapping[str, Payment],
        cases: tuple[Dispute, ...] = (),
        refunds: tuple[Refund, ...] = (),
    ) -> None:
        self._desk = desk
        self._name = name
        self._asks = asks
        self._paid = paid
        self._cases = cases
        self._refunds = refunds
        self._twice = paid_twice(paid.values()).keys()
        self._files = {file.id: file for file in desk.commands.view.files}

    def item(self, entry: EntryView) -> Item:
        """Return the item of a line."""
        if entry.cart is not None:
            return cart_card(self._desk, entry, self._name, self._asks.get(entry.key, CartAsk()))
        match entry.object:
            case Payment() | Refund() | Dispute() | Checkout() | Invoice() | FraudWarning():
                return money_lines.line_of(self._desk, entry, self._paid, self._cases, self._twice, self._refunds)
            case _:
                pass
        if entry.kind == "note":
            return self._note(entry)
        if entry.direction:
            return self._notice(entry) or self._product(entry) or self._bubble(entry)
        return self._action(entry)

    def _time(self, entry: EntryView) -> str:
        return self._desk.moments.clock(times.from_text(entry.at))

    def _notice(self, entry: EntryView) -> EventLine | None:
        words = message_words.notice(entry, self._name, self._desk.moments)
        return EventLine(id=entry.key, spans=(Span(words),)) if words else None

    def _bubble(self, entry: EntryView) -> Bubble:
        is_mine = entry.direction == "out"
        media = self._media(entry)
        ticks = _TICKS.get(entry.status, Ticks.ACCEPTED) if is_mine else Ticks.NONE
        failure, buttons = "", tuple[CardButton, ...]()
        if ticks is Ticks.FAILED:
            failure, buttons = self._failure(entry), self._again(entry)
        reply, labels = self._quote(entry), message_words.labels(self._desk, entry)
        sender = ""
        if is_mine and entry.actor not in (None, self._desk.me.agent):
            sender = self._desk.name_of(entry.actor)
        return Bubble(
            id=entry.key,
            is_mine=is_mine,
            text=self._text(entry, has_more=media is not None or bool(labels)),
            time=self._time(entry),
            ticks=ticks,
            failure=failure,
            sender=sender,
            tops=() if entry.revoked else message_words.tops(entry),
            labels=() if entry.revoked else labels,
            reply=reply,
            reactions=tuple(reaction.emoji for reaction in entry.reactions),
            media=media,
            buttons=(*places.buttons(entry), *buttons),
            is_forwarded=entry.forwarded and not (entry.extra or {}).get("frequently_forwarded"),
            is_edited=entry.edited,
            is_revoked=entry.revoked,
        )

    def _text(self, entry: EntryView, *, has_more: bool) -> str:
        if entry.revoked:
            return ""
        said = message_words.text_of(self._desk, entry) or (places.contacts_text(entry) if entry.kind == "contacts" else "")
        return said or ("" if has_more else message_words.fallback(entry))

    def _failure(self, entry: EntryView) -> str:
        if entry.failure is None:
            return translate("Timeline", "Not delivered.")
        said = sentence(entry.failure, self._desk.language)
        return translate("Timeline", "Not delivered. {reason}").format(reason=said)

    def _again(self, entry: EntryView) -> tuple[CardButton, ...]:
        """Offer to send again, unless Meta's answer says that the same would fail again or is not wanted."""
        age = (self._desk.clock.now() - times.from_text(entry.at)).total_seconds()
        if entry.failure is not None and not may_repeat(entry.failure.code, age):
            return ()
        return (CardButton(intent=Intent.RETRY, text=translate("Timeline", "Send again"), is_primary=True),)

    def _media(self, entry: EntryView) -> MediaPart | None:
        kind = _heading(entry) if entry.kind in ("template", "cta_url") else _MEDIA.get(entry.kind)
        if kind is None:
            return None
        if kind is MediaKind.LOCATION:
            return places.place_part(entry)
        if kind is MediaKind.CONTACT:
            return places.contact_part(entry)
        media = entry.media or Media(state="waiting")
        if kind is MediaKind.AUDIO and media.voice:
            kind = MediaKind.VOICE
        width, height = _PICTURE if kind in (MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.STICKER) else (0, 0)
        if kind is MediaKind.IMAGE and media.width and media.height:
            width, height = media.width, media.height
        file = self._files.get(MediaId(media.id or ""))
        problem = media.problem or Problem("media-failed", "") if media.state == "failed" else None
        can_retry = problem is None and file is not None and file.problem is not None
        if file is not None:
            problem = problem or file.problem
        is_moving = file is not None and file.state == "moving" and file.total > _WORTH_A_BAR
        return MediaPart(
            kind=kind,
            key=media.id or "",
            width=width,
            height=height,
            title=media.filename or "",
            detail="" if media.size is None else wording.file_size(media.size, self._desk.language),
            problem=words_of(problem, self._desk.language),
            can_retry=can_retry,
            can_stop=is_moving,
            progress=file.done * 100 // file.total if file is not None and is_moving else -1,
        )

    def _quote(self, entry: EntryView) -> Quote | None:
        quote = entry.quote
        if sku := message_words.product_of(entry):
            product = self._desk.catalogue.product(sku)
            words, picture = message_words.product_words(self._desk, sku), "" if product is None else product.picture
            return Quote("" if quote is None else quote.key, translate("Timeline", "About a product"), words, picture)
        if quote is None:
            return None
        if not quote.direction:
            return Quote("", translate("Timeline", "Answer"), translate("Composer", "A message that is not loaded"))
        author = translate("Timeline", "You") if quote.direction == "out" else self._name
        return Quote(quote.key, author, " ".join((quote.text or "").split()) or wording.kind_words(quote.kind))

    def _product(self, entry: EntryView) -> ProductCard | None:
        if entry.kind == "interactive" and (shared := message_words.product_of(entry)):
            return self._product_card(entry, shared)
        skus = (entry.extra or {}).get("products")
        if entry.kind != "product" or not isinstance(skus, list) or not skus:
            return None
        return self._product_card(entry, str(skus[0]))

    def _product_card(self, entry: EntryView, sku: str) -> ProductCard:
        product, is_mine = self._desk.catalogue.product(sku), entry.direction == "out"
        return ProductCard(
            id=entry.key,
            name=sku if product is None else product.name,
            price=price_words(self._desk, product),
            is_mine=is_mine,
            detail=entry.text or ("" if product is None else product.detail),
            thumbnail="" if product is None else product.picture,
            time=self._time(entry),
            ticks=_TICKS.get(entry.status, Ticks.ACCEPTED) if is_mine else Ticks.NONE,
            failure=self._failure(entry) if is_mine and entry.status == "failed" else "",
        )

    def _note(self, entry: EntryView) -> Item:
        facts = entry.facts or {}
        amount = facts.get("amount")
        if entry.code == "hold-lost" and facts.get("kind") == "change_subscription":
            text = translate("Timeline", "A change of the subscription was on hold and was not made: {name}'s desk went away.")
            spans = (Span(text.format(name=entry.sender or "")),)
            return EventLine(id=entry.key, spans=spans, chip=Chip(translate("Timeline", "Not sent"), Tone.WARN))
        if entry.code == "subscription-changed":
            return subscription_words.line(self._desk, entry)
        if entry.code == "subscription-untold":
            return subscription_words.untold(entry, self._name)
        if entry.code == "hold-lost" and isinstance(amount, int):
            text = translate("Timeline", "{amount} was on hold and was not sent: {name}'s desk went away.")
            currency = facts.get("currency")
            shown = self._desk.amount(amount, currency if isinstance(currency, str) else None)
            spans = (Span(text.format(amount=shown, name=entry.sender or "")),)
            return EventLine(id=entry.key, spans=spans, chip=Chip(translate("Timeline", "Not sent"), Tone.WARN))
        if entry.code == LATE_CODE and isinstance(amount, int):
            return self._late(entry, amount)
        if entry.code == "credit-note-stands":
            stands = translate("Timeline", "The refund failed, but its credit note {number} stands. Correct the books.")
            spans = (Span(stands.format(number=facts.get("number") or "")),)
            return EventLine(id=entry.key, spans=spans, chip=Chip(translate("Timeline", "To be corrected"), Tone.WARN))
        if entry.code in ("blocked", "unblocked"):
            return self._blocking(entry)
        if entry.code == LAPSED:
            return answers.lapsed_line(self._desk, entry)
        if entry.code == "refund-untold" and isinstance(amount, int):
            return self._untold(entry, amount)
        if entry.code in ("merged", "parted"):
            return self._merging(entry)
        if (entry.code or "").removeprefix("dispute-") in CLOSED_DISPUTE_STATES:
            return self._dispute_ended(entry)
        if (said := _lines_of_the_hub().get(entry.code or "")) is not None:
            return EventLine(id=entry.key, spans=(Span(said),))
        return NoteItem(id=entry.key, author=entry.sender or "", text=entry.text or "", time=self._time(entry))

    def _dispute_ended(self, entry: EntryView) -> EventLine:
        facts = entry.facts or {}
        amount, fee, currency = facts.get("amount"), facts.get("fee"), facts.get("currency")
        status = (entry.code or "").removeprefix("dispute-")
        said = disputes.end_words(
            self._desk,
            status,
            amount if isinstance(amount, int) else None,
            fee if isinstance(fee, int) else None,
            currency if isinstance(currency, str) else None,
        )
        chip = {
            "won": Chip(translate("MoneyLine", "Won"), Tone.OK),
            "lost": Chip(translate("MoneyLine", "Lost"), Tone.DANGER),
        }.get(status)
        return EventLine(id=entry.key, spans=(Span(said),), chip=chip)

    def _late(self, entry: EntryView, amount: int) -> EventLine:
        currency = (entry.facts or {}).get("currency")
        shown = self._desk.amount(amount, currency if isinstance(currency, str) else None)
        said = translate(
            "Timeline", "The refund of {amount} has not arrived after ten days: check whether the Stripe balance covers it."
        )
        chip = Chip(translate("Timeline", "Pending"), Tone.DANGER)
        return EventLine(id=entry.key, spans=(Span(said.format(amount=shown)),), chip=chip)

    def _blocking(self, entry: EntryView) -> EventLine:
        said = translate("Timeline", "{name} blocked this person")
        if entry.code == "unblocked":
            said = translate("Timeline", "{name} unblocked this person")
        reason = (entry.facts or {}).get("reason")
        why = f": {reason}" if reason else ""
        return EventLine(id=entry.key, spans=(Span(said.format(name=entry.sender or "") + why),))

    def _untold(self, entry: EntryView, amount: int) -> EventLine:
        """Return that the customer does not know of her refund yet, and what is done about it."""
        facts = entry.facts or {}
        currency, mail = facts.get("currency"), facts.get("mail")
        text = translate("Timeline", "{name} could not be told in WhatsApp that {amount} is being refunded.")
        rest = {
            "yes": translate("Timeline", "Stripe has an e-mail address and writes there if mails about refunds are switched on."),
            "no": translate("Timeline", "Stripe has no e-mail address for this payment, so please use another way."),
        }.get(str(mail), translate("Timeline", "Stripe writes an e-mail only to a customer with an address it knows."))
        shown = self._desk.amount(amount, currency if isinstance(currency, str) else None)
        spans = (Span(f"{text.format(name=self._name, amount=shown)} {rest}"),)
        return EventLine(id=entry.key, spans=spans, chip=Chip(translate("Timeline", "Not told"), Tone.WARN))

    def _merging(self, entry: EntryView) -> EventLine:
        said = translate("Timeline", "{name} brought this chat together with another one of the same person")
        if entry.code == "parted":
            said = translate("Timeline", "{name} took another chat out of this one again")
        return EventLine(id=entry.key, spans=(Span(said.format(name=entry.sender or "")),))

    def _action(self, entry: EntryView) -> Item:
        """Return the line of a running or failed action that nothing else tells of."""
        facts = entry.facts or {}
        amount, currency = facts.get("amount"), facts.get("currency")
        shown = ""
        if isinstance(amount, int):
            shown = self._desk.amount(amount, currency if isinstance(currency, str) else None)
        what = {
            "refund": translate("Timeline", "Refund"),
            "request_payment": translate("Timeline", "Payment link"),
            "cancel_payment_request": translate("Timeline", "Closing of a payment link"),
            "stage_evidence": translate("Timeline", "Evidence for the dispute"),
            "submit_evidence": translate("Timeline", "Answer to the dispute"),
            "accept_dispute": translate("Timeline", "Acceptance of the dispute"),
            "credit_note": translate("Timeline", "Credit note"),
            "send_invoice": translate("Timeline", "Invoice"),
            "change_subscription": translate("Timeline", "Change of the subscription"),
            "send_text": translate("Timeline", "Message"),
            "send_media": translate("Timeline", "File"),
            "send_products": translate("Timeline", "Product"),
            "send_template": translate("Timeline", "Template"),
            "send_catalog": translate("Timeline", "Catalog"),
            "send_reaction": translate("Timeline", "Reaction"),
            "send_location": translate("Timeline", "Location"),
            "send_contacts": translate("Timeline", "Contact"),
            "send_buttons": translate("Timeline", "Question with answers"),
            "send_list": translate("Timeline", "Question with a list"),
            "send_link_button": translate("Timeline", "Link"),
            "ask_contact": translate("Timeline", "Question for the phone number"),
        }.get(entry.kind, entry.kind)
        said = answers.line_words(self._desk, entry)
        spans = [Span(f"{what} " if shown else what), Span(shown, True), Span(f" · {said}" if said else "")]
        return EventLine(
            id=entry.key, spans=tuple(span for span in spans if span.text), chip=action_chip(entry.status or "")
        )


def _heading(entry: EntryView) -> MediaKind | None:
    """Return what stands over the text of a template or a link, where that is no text."""
    if "location" in (entry.extra or {}):
        return MediaKind.LOCATION
    media = entry.media
    return None if media is None else _MEDIA.get(kind_of(media.mime or "") or "", MediaKind.DOCUMENT)


def _lines_of_the_hub() -> dict[str, str]:
    return {
        "plan-answered": translate("Timeline", "The customer has written, so the planned message was not sent"),
        "woke": translate("Timeline", "Snoozed until now"),
        "marketing-stopped": translate("Timeline", "The customer stopped marketing messages in WhatsApp"),
        "marketing-resumed": translate("Timeline", "The customer resumed marketing messages in WhatsApp"),
    }


def action_chip(state: str) -> Chip:
    """Return how an action stands, as a chip."""
    return {
        "queued": Chip(translate("ActionState", "Waiting"), Tone.INFO),
        "sending": Chip(translate("ActionState", "Being sent"), Tone.INFO),
        "needs_approval": Chip(translate("ActionState", "Waits for approval"), Tone.WARN),
        "unknown": Chip(translate("ActionState", "Outcome not known"), Tone.DANGER),
        "failed": Chip(translate("ActionState", "Failed"), Tone.DANGER),
        "refused": Chip(translate("ActionState", "Refused"), Tone.DANGER),
    }.get(state, Chip(state))
