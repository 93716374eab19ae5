"""Takes what the business sends: checks it, answers at once, and decides what becomes of it afterwards.

Called by ``graph.py`` on the sandbox's event loop; never awaits. A wrong request is refused in the answer; a closed
window, a number without WhatsApp or a stopped subscription only shows later, as a ``failed`` status. Documented at
developers.facebook.com, Cloud API > Send messages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from inbox.sandbox.customers import Customer, Customers
from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.whatsapp.interactive import unknown_skus
from inbox.sandbox.whatsapp.kinds import Shelves, check_content, check_media
from inbox.sandbox.whatsapp.names import wamid
from inbox.sandbox.whatsapp.parts import Part
from inbox.sandbox.whatsapp.rates import PairRate
from inbox.sandbox.whatsapp.recipients import Recipient, recipient_of
from inbox.sandbox.whatsapp.statuses import Receipts, Sent
from inbox.sandbox.whatsapp.templates import TemplateShelf
from inbox.sandbox.world import World

WINDOW = 24 * 3600
CALLBACK_DATA = 512
REACTION_AGE = 30 * 86_400
_URL = re.compile(r"https?://\S+")


class Number(msgspec.Struct, frozen=True):
    """The business's own phone: digits and calling code."""

    digits: str
    calling_code: str


class Outgoing:
    """Everything the business has sent, newest last."""

    def __init__(
        self,
        world: World,
        number: Number,
        customers: Customers,
        shelves: Shelves,
        templates: TemplateShelf,
        receipts: Receipts,
    ) -> None:
        self._world = world
        self._number = number
        self._customers = customers
        self._shelves = shelves
        self._templates = templates
        self._receipts = receipts
        self._rate = PairRate(world.clock)
        self.sent: list[Sent] = []
        self.allowed: frozenset[str] | None = None
        """Digits a test number may write to; None for a number that is not a test number."""

    def accept(self, body: Mapping[str, object]) -> dict[str, object]:
        """Take one message and return Meta's answer; GraphError when the request itself is wrong."""
        message = Part(body)
        _check_envelope(message)
        recipient = recipient_of(message, self._number.calling_code)
        kind = message.text("type", 40) if message.has("type") else "text"
        sent = self._checked(message, kind, recipient)
        self._check_recipient(recipient)
        sent.id = wamid(self._world.ids)
        self.sent.append(sent)
        self._receipts.follow(sent, self._fate(sent))
        self._report_unknown_products(message, kind)
        answer: dict[str, object] = {"id": sent.id}
        if kind == "template":
            answer["message_status"] = "accepted"
        return {"messaging_product": "whatsapp", "contacts": [recipient.contact()], "messages": [answer]}

    def _checked(self, message: Part, kind: str, recipient: Recipient) -> Sent:
        category, text = "service", None
        urls: tuple[str, ...] = ()
        if kind == "template":
            filled = self._templates.fill(message.part("template"), self._check_media)
            category, text, urls = filled.template.category.lower(), filled.text, filled.urls
        else:
            check_content(kind, message, self._shelves)
            urls = _urls(message, kind)
        return Sent(
            id="",
            at=self._world.clock.now(),
            to=f"+{recipient.digits}" if recipient.digits else recipient.given,
            customer=self._customer(recipient),
            kind=kind,
            category=category,
            text=text or _text(message, kind),
            urls=urls,
            callback_data=message.maybe_text("biz_opaque_callback_data", CALLBACK_DATA),
            body=message.fields,
        )

    def _check_media(self, content: Part, kind: str) -> None:
        check_media(content, kind, self._shelves)

    def _customer(self, recipient: Recipient) -> Customer | None:
        if recipient.user_id is not None:
            return self._customers.by_user_id(recipient.user_id)
        return self._customers.by_phone(recipient.digits or "")

    def _check_recipient(self, recipient: Recipient) -> None:
        if recipient.digits == self._number.digits:
            raise GraphError(131021, "Sender and recipient are the same number.")
        if self.allowed is not None and recipient.digits not in self.allowed:
            raise GraphError(131030, "A test number writes to its allowed list only, and this recipient is not on it.")
        self._rate.spend(recipient.digits or recipient.given)

    def _fate(self, sent: Sent) -> GraphError | None:
        """Return why the message will fail later, None when it arrives."""
        customer = sent.customer
        if customer is None or customer.blocks_shop or customer.blocked_by_shop:
            return GraphError(131026, "Message undeliverable.")
        if sent.kind == "template":
            if sent.category == "marketing" and customer.stopped_marketing:
                return GraphError(131050, "The recipient has chosen to stop marketing messages from this business.")
            return None
        if not self.window_is_open(customer):
            return GraphError(131047, "More than 24 hours have passed since the recipient last replied to this number.")
        if sent.kind == "reaction" and not self._may_react(sent):
            return GraphError(131009, "The message reacted to is unknown, a reaction itself, or older than 30 days.")
        return None

    def window_is_open(self, customer: Customer) -> bool:
        """Tell whether the customer wrote within the last 24 hours."""
        return customer.last_wrote is not None and self._world.clock.now() - customer.last_wrote < WINDOW

    def _may_react(self, sent: Sent) -> bool:
        target = self._receipts.received.get(str(Part(sent.body).part("reaction").fields["message_id"]))
        return target is not None and target.kind != "reaction" and sent.at - target.at <= REACTION_AGE

    def _report_unknown_products(self, message: Part, kind: str) -> None:
        if kind == "interactive":
            unknown = unknown_skus(message.part("interactive"), self._shelves.skus)
            if unknown:
                self._receipts.complain(
                    GraphError(131009, f"Products not found in the catalogue: {', '.join(unknown)}.")
                )


def _check_envelope(message: Part) -> None:
    if message.fields.get("messaging_product") != "whatsapp":
        raise GraphError(100, "The parameter messaging_product is required.")
    recipient_type = message.fields.get("recipient_type", "individual")
    if recipient_type != "individual":
        raise GraphError(131009, f"recipient_type {recipient_type!r} is not open to this number; use individual.")
    context = message.maybe_part("context")
    if context is not None:
        context.text("message_id", 512)


def _text(message: Part, kind: str) -> str:
    """Return what the customer reads, as far as it is plain text."""
    content = message.fields.get(kind)
    if not isinstance(content, Mapping):
        return ""
    inner = content.get("body", content.get("caption", content.get("emoji", "")))
    if isinstance(inner, Mapping):
        inner = inner.get("text", "")
    return str(inner)


def _urls(message: Part, kind: str) -> tuple[str, ...]:
    """Return the addresses a customer could tap: the link button first, then those in the text."""
    found = _URL.findall(_text(message, kind))
    if kind == "interactive":
        action = message.part("interactive").part("action").fields.get("parameters")
        if isinstance(action, Mapping) and "url" in action:
            found.insert(0, str(action["url"]))
    return tuple(found)
