"""The log's rows: what happened in the shop, in one order, and the bodies of each type.

Bodies cross the wire as JSON objects; each type has its struct here. Unknown types are kept and skipped.
"""

from __future__ import annotations

import msgspec

from inbox.domain.fraud import FraudWarning
from inbox.domain.ids import ActionId, AgentId, ConversationId, MediaId, MessageId, SourceId
from inbox.domain.messages import Contact, ErrorNote, Message
from inbox.domain.payments import Checkout, CreditNote, Customer, Dispute, Invoice, Payment, Refund
from inbox.domain.problems import Problem
from inbox.domain.products import Product
from inbox.domain.replies import Reply
from inbox.domain.subscriptions import Subscription
from inbox.domain.templates import Template

VERSION = 1
"""Version of the bodies below; older rows are upcast when read."""


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """A row of the log as it is served; the body of an erased row is JSON null.

    ``actor`` is ``whatsapp``, ``stripe``, ``hub`` or an agent's id.
    """

    seq: int
    at: str
    v: int
    type: str
    actor: str
    conversation: ConversationId | None
    body: msgspec.Raw
    erased: bool = False


class NewEvent(msgspec.Struct, frozen=True):
    """An event on its way into the log, before it has a number; ``body`` is one of the structs below.

    ``delivery`` is the number of the hub's stored delivery that told it, if one did.
    """

    type: str
    actor: str
    at: str
    body: msgspec.Struct
    conversation: ConversationId | None = None
    delivery: int | None = None


class Decoded(msgspec.Struct, frozen=True, kw_only=True):
    """One item a platform told us, before the hub knows whose conversation it is.

    ``dedup`` is the platform's own identity of the item (message id; message id and status; event id and object):
    the same item in another delivery makes no second event. ``conversation`` is set when the item names one itself
    (metadata of a payment request).
    """

    type: str
    at: str
    body: msgspec.Struct
    dedup: str
    actor: str
    contact: Contact | None = None
    channel: str | None = None
    conversation: ConversationId | None = None


class Told(msgspec.Struct, frozen=True):
    """What one delivery tells, in its order; ``masked`` is the delivery without its card numbers, None when it has none."""

    items: list[Decoded]
    masked: bytes | None = None


class MessageBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """``message.received``, ``message.sent``, ``message.echoed``, ``message.corrected``."""

    message: Message
    contact: Contact = Contact()
    quiet: bool = False
    """True for imported history: no notification, no rule."""


class Pricing(msgspec.Struct, frozen=True, omit_defaults=True):
    """What Meta says a message costs: category and type, never a guess of ours."""

    category: str | None = None
    type: str | None = None
    model: str | None = None
    billable: bool | None = None


class StatusBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """``message.status``; ``action`` comes from ``biz_opaque_callback_data``."""

    message_id: MessageId
    status: str
    at: str
    action: ActionId | None = None
    error: ErrorNote | None = None
    pricing: Pricing | None = None
    contact: Contact | None = None
    channel: str | None = None


class PaymentBody(msgspec.Struct, frozen=True):
    """``payment.changed``. ``version`` orders what is said of one ``source_id``: newest wins (see ``Version``)."""

    source_id: SourceId
    version: str
    object: Payment


class RefundBody(msgspec.Struct, frozen=True):
    """``refund.changed``."""

    source_id: SourceId
    version: str
    object: Refund


class DisputeBody(msgspec.Struct, frozen=True):
    """``dispute.changed``."""

    source_id: SourceId
    version: str
    object: Dispute


class CustomerBody(msgspec.Struct, frozen=True):
    """``customer.changed``."""

    source_id: SourceId
    version: str
    object: Customer


class CheckoutBody(msgspec.Struct, frozen=True):
    """``checkout.changed``: a payment request opened, paid, expired, cancelled."""

    source_id: SourceId
    version: str
    object: Checkout


class SubscriptionBody(msgspec.Struct, frozen=True):
    """``subscription.changed``."""

    source_id: SourceId
    version: str
    object: Subscription


class InvoiceBody(msgspec.Struct, frozen=True):
    """``invoice.changed``."""

    source_id: SourceId
    version: str
    object: Invoice


class FraudWarningBody(msgspec.Struct, frozen=True):
    """``fraud_warning.changed``: a bank warned of a payment, or has nothing more to warn of."""

    source_id: SourceId
    version: str
    object: FraudWarning


class CreditNoteBody(msgspec.Struct, frozen=True):
    """``credit_note.changed``."""

    source_id: SourceId
    version: str
    object: CreditNote


class ProductBody(msgspec.Struct, frozen=True):
    """``product.changed``. The hub alone tells of products, so that of two versions the higher one is the whole truth."""

    source_id: SourceId
    version: str
    object: Product


class CatalogBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """``catalog.changed``: whether a platform's list of products (``whatsapp``, ``stripe``) can be read, and why not."""

    source: str
    problem: Problem | None = None


class TemplateBody(msgspec.Struct, frozen=True):
    """``template.changed``: a message template as Meta lists it now; the higher ``version`` is the whole truth."""

    source_id: str
    version: str
    object: Template


class ActionBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """``action.changed``: an action reached ``state``. ``summary`` says what it was about (payment, amount, text length)."""

    id: ActionId
    kind: str
    state: str
    agent: AgentId | None = None
    result: dict[str, str | int | None] | None = None
    problem: Problem | None = None
    summary: dict[str, str | int | None] | None = None


class MediaBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """``media.stored`` and ``media.failed``: the file of ``message_id`` is there, or is not and why."""

    message_id: MessageId
    media_id: MediaId | None = None
    platform_id: str | None = None
    mime: str | None = None
    sha256: str | None = None
    size: int | None = None
    width: int | None = None
    height: int | None = None
    """Pixels of a picture as it is shown."""
    problem: Problem | None = None


class NoteBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """``note.added``: a note only the team sees. Also the hub's own lines ("Refund 24,90 € was not sent")."""

    id: str
    text: str
    agent: AgentId | None = None
    name: str | None = None
    code: str | None = None
    """Set on lines the hub writes, so that a screen can say them in its own language; ``facts`` fills them."""
    facts: dict[str, str | int | None] | None = None


class ConversationBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """``conversation.changed``: only what changed is set; ``assignee`` "" means nobody."""

    assignee: str | None = None
    status: str | None = None
    snoozed_until: str | None = None
    read_up_to: MessageId | None = None
    read_seq: int | None = None
    """Everything received up to this ``seq`` has been read by the team."""
    blocked: bool | None = None
    """Whether WhatsApp keeps this person from writing to the shop, and the shop from writing to them."""
    seen_to: tuple[str, ...] | None = None
    """Refunds that failed, by refund or action, of which somebody says that they are dealt with."""


class ConsentBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """``consent.changed``: what a person wants to be sent, or no longer; the newest ``at`` counts.

    ``category`` is ``marketing``; ``source`` is where it was said: in WhatsApp's own menu of the chat (``whatsapp``).
    """

    id: str
    category: str
    allowed: bool
    at: str
    source: str = "whatsapp"
    contact: Contact = Contact()


class ContactBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """``contact.synced``: the address book of the shop's own phone; ``action`` is ``add`` (also for a change) or ``remove``.

    Its name stands in where WhatsApp tells none; it begins no conversation. About somebody who has not written it is of no
    conversation; the hub says it again in theirs once they do.
    """

    action: str
    contact: Contact = Contact()


class PlannedBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """``planned.changed``: a message that goes out later reached ``state`` (see ``inbox.domain.planned``); always whole."""

    id: ActionId
    state: str
    at: str
    """When it is to go out."""
    send: msgspec.Raw
    """The message as the action it will be."""
    unless_reply: bool = False
    agent: AgentId | None = None
    name: str | None = None
    role: str = "agent"
    problem: Problem | None = None


class LinkBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """``person.linked`` / ``person.unlinked``: an agent or a payment proved which Stripe object belongs to whom."""

    customer: SourceId | None = None
    payment: SourceId | None = None
    certainty: str = "confirmed"
    source: str = "agent"


class PersonBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """``person.merged`` (``other`` flowed into this conversation), ``person.unmerged``, ``person.erased``."""

    other: ConversationId | None = None
    reason: str | None = None


class DeputyBody(msgspec.Struct, frozen=True):
    """``deputy.changed``: ``by`` let an agent stand in for a supervisor until a time (RFC 3339), or no longer."""

    agent: AgentId
    until: str | None
    by: AgentId


class TeamBody(msgspec.Struct, frozen=True):
    """``team.changed``: somebody works here, has another name or role, or is gone; the shop's terms say who is there now."""

    agent: AgentId


class ReplyBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """``reply.changed``: a reply kept ready is now this; without one it is the program's starter again.

    ``dropped``: it is offered no more, whatever it says.
    """

    id: str
    reply: Reply | None = None
    dropped: bool = False


class UnknownBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """``platform.unknown``: something a platform sent that is neither message, status nor a known object; kept whole."""

    platform: str
    what: str
    raw: msgspec.Raw = msgspec.Raw(b"null")
    note: str | None = None


BODIES: dict[str, type[msgspec.Struct]] = {
    **dict.fromkeys(("message.received", "message.sent", "message.echoed", "message.corrected"), MessageBody),
    "message.status": StatusBody,
    "payment.changed": PaymentBody,
    "refund.changed": RefundBody,
    "dispute.changed": DisputeBody,
    "customer.changed": CustomerBody,
    "checkout.changed": CheckoutBody,
    "subscription.changed": SubscriptionBody,
    "invoice.changed": InvoiceBody,
    "fraud_warning.changed": FraudWarningBody,
    "credit_note.changed": CreditNoteBody,
    "product.changed": ProductBody,
    "catalog.changed": CatalogBody,
    "template.changed": TemplateBody,
    "action.changed": ActionBody,
    "media.stored": MediaBody,
    "media.failed": MediaBody,
    "note.added": NoteBody,
    "conversation.changed": ConversationBody,
    "consent.changed": ConsentBody,
    "contact.synced": ContactBody,
    "planned.changed": PlannedBody,
    "person.linked": LinkBody,
    "person.unlinked": LinkBody,
    "person.merged": PersonBody,
    "person.unmerged": PersonBody,
    "person.erased": PersonBody,
    "deputy.changed": DeputyBody,
    "team.changed": TeamBody,
    "reply.changed": ReplyBody,
    "platform.unknown": UnknownBody,
}
"""Which struct a type's body is."""

# What platforms wrote as a number stays one, with the digits they gave it (coordinates, parts kept raw).
_ENCODER = msgspec.json.Encoder(decimal_format="number")
_DECODERS = {kind: msgspec.json.Decoder(body) for kind, body in BODIES.items()}


def encode_body(body: msgspec.Struct) -> bytes:
    """Write a body as the JSON that is stored, hashed and served."""
    return _ENCODER.encode(body)


def decode_body(kind: str, body: bytes | msgspec.Raw) -> msgspec.Struct | None:
    """Read a body by its event type; None for a type this program does not know (msgspec.ValidationError on a wrong body)."""
    decoder = _DECODERS.get(kind)
    return None if decoder is None else decoder.decode(body)
