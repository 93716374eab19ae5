"""What an agent can ask for: one frozen struct per button, told apart on the wire by ``kind``.

``id`` is a UUID born at the click; the same id is the same wish for ever. Decoding is strict: an unknown key is an
error, because a misspelt ``seen_refunded`` must not be silently ignored when money is involved.
"""

from __future__ import annotations

import functools
from typing import Annotated
from uuid import UUID

import msgspec

from inbox.domain import times
from inbox.domain.action_base import Action, Text
from inbox.domain.dispute_actions import AcceptDispute, StageEvidence, SubmitEvidence
from inbox.domain.ids import AgentId, ConversationId, MessageId, SourceId
from inbox.domain.invoice_actions import MakeCreditNote, SendInvoice
from inbox.domain.money_actions import CancelPaymentRequest, RefundPayment, RequestPayment
from inbox.domain.planned import DropPlan, PlanSend
from inbox.domain.reply_actions import DropReply, KeepReply
from inbox.domain.request_lines import Line, Shipping
from inbox.domain.send_actions import (
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
    SendMedia,
    SendProducts,
    SendReaction,
    SendTemplate,
    SendText,
    WindowSend,
)
from inbox.domain.subscription_actions import ChangeSubscription
from inbox.domain.template_drafts import SubmitTemplate

__all__ = [
    "CONVERSATION_STATUSES",
    "DESK_STATES",
    "FINAL_STATES",
    "HUB_STATES",
    "KINDS",
    "AcceptDispute",
    "Action",
    "AddNote",
    "AnyAction",
    "AskContact",
    "Assign",
    "BlockPerson",
    "CancelPaymentRequest",
    "ChangeSubscription",
    "ContactCard",
    "DropPlan",
    "DropReply",
    "KeepReply",
    "Line",
    "LinkCustomer",
    "ListRow",
    "ListSection",
    "MakeCreditNote",
    "MarkRead",
    "MergePeople",
    "PlanSend",
    "ProductSection",
    "RefundPayment",
    "RequestPayment",
    "SendButtons",
    "SendCatalog",
    "SendContacts",
    "SendInvoice",
    "SendLinkButton",
    "SendList",
    "SendLocation",
    "SendMedia",
    "SendProducts",
    "SendReaction",
    "SendTemplate",
    "SendText",
    "SetStatus",
    "Shipping",
    "StageEvidence",
    "SubmitEvidence",
    "SubmitTemplate",
    "WindowSend",
    "decode_action",
    "encode_action",
]

_MOST_PRODUCTS = 30


SeenTo = Annotated[tuple[Annotated[str, msgspec.Meta(min_length=1, max_length=64)], ...], msgspec.Meta(max_length=50)]
"""Names of refunds or of refund actions."""


class Assign(Action, frozen=True, kw_only=True, tag="assign"):
    """Give a conversation to an agent, or to nobody."""

    conversation: ConversationId
    agent: AgentId | None


class SetStatus(Action, frozen=True, kw_only=True, tag="set_status"):
    """Open, wait, snooze or resolve a conversation; ``until`` (RFC 3339) only for ``snoozed``.

    ``seen_to`` are the failed refunds, by refund or action, that whoever resolves it has read of and is done with.
    """

    conversation: ConversationId
    status: str
    until: str | None = None
    seen_to: SeenTo = ()


class AddNote(Action, frozen=True, kw_only=True, tag="note"):
    """Write something only the team sees; ``seen_to`` are the failed refunds, by refund or action, that it settles."""

    conversation: ConversationId
    text: Text
    seen_to: SeenTo = ()


class MarkRead(Action, frozen=True, kw_only=True, tag="mark_read"):
    """Mark a conversation as read up to a message, here and (blue ticks) at WhatsApp."""

    conversation: ConversationId
    message: MessageId | None = None
    typing: bool = False


class LinkCustomer(Action, frozen=True, kw_only=True, tag="link_customer"):
    """Say which Stripe customer or payment belongs to a conversation, or take that back."""

    conversation: ConversationId
    customer: SourceId | None = None
    payment: SourceId | None = None
    unlink: bool = False


class MergePeople(Action, frozen=True, kw_only=True, tag="merge_people"):
    """Say that two conversations are one person's, so that they become one chat; ``apart`` takes that back."""

    conversation: ConversationId
    """The one that stays."""
    other: ConversationId
    """The one that flows into it, or is taken out again."""
    apart: bool = False
    reason: Annotated[str, msgspec.Meta(max_length=60)] | None = None
    """What spoke for it, as a slug (``phone``, ``email``, ``customer``), None when the agent simply knew."""


class BlockPerson(Action, frozen=True, kw_only=True, tag="block"):
    """Block a person at WhatsApp, or let them write again; only somebody who wrote within 24 hours can be blocked."""

    conversation: ConversationId
    blocked: bool
    reason: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    """Why, for the team; the person is not told."""


AnyAction = (
    WindowSend | SendTemplate | RequestPayment | CancelPaymentRequest | RefundPayment | Assign | SetStatus | AddNote | MarkRead
    | LinkCustomer | MergePeople | BlockPerson | SubmitTemplate | PlanSend | DropPlan | ChangeSubscription
    | StageEvidence | SubmitEvidence | AcceptDispute
    | SendInvoice | MakeCreditNote | KeepReply | DropReply
)  # fmt: skip
_ENCODER = msgspec.json.Encoder(order="deterministic")

KINDS = tuple(str(kind.__struct_config__.tag) for kind in AnyAction.__args__)
CONVERSATION_STATUSES = frozenset(["open", "waiting_customer", "waiting_money", "snoozed", "resolved"])

HUB_STATES = frozenset(
    [
        "queued",
        "needs_approval",
        "sending",
        "succeeded",
        "pending",
        "failed",
        "refused",
        "unknown",
        "cancelled",
        "expired",
    ]
)
FINAL_STATES = frozenset(["succeeded", "failed", "refused", "cancelled", "expired"])
"""States that normally change no more (``pending`` and ``unknown`` may still be settled; ``succeeded`` refunds can fail)."""

DESK_STATES = frozenset({"held", "posting"}) | HUB_STATES


@functools.cache
def _decoder() -> msgspec.json.Decoder[AnyAction]:
    """Return the decoder of all kinds; made when the first is read, for it takes 8 ms that no start of a desk waits for."""
    return msgspec.json.Decoder(AnyAction)


def decode_action(body: bytes) -> AnyAction:
    """Read an action from JSON; msgspec.ValidationError (or DecodeError) says which key is wrong and why."""
    action = _decoder().decode(body)
    try:
        UUID(action.id)
    except ValueError as error:
        raise msgspec.ValidationError("`id` must be a UUID - at `$.id`") from error
    _check_instant("not_after", action.not_after)
    if isinstance(action, RequestPayment) and bool(action.lines) == (action.amount is not None):
        raise msgspec.ValidationError("give either `lines` or `amount`")
    if isinstance(action, RequestPayment) and (offer := action.offer) is not None:
        _check_instant("offer.until", offer.until)
        if (offer.percent is None) == (offer.amount is None):
            raise msgspec.ValidationError("give either `percent` or `amount` - at `$.offer`")
    if isinstance(action, SendProducts):
        if bool(action.products) == bool(action.sections):
            raise msgspec.ValidationError("give either `products` or `sections`")
        if len(action.skus) > _MOST_PRODUCTS:
            raise msgspec.ValidationError(f"at most {_MOST_PRODUCTS} products in all sections together - at `$.sections`")
    if isinstance(action, LinkCustomer) and (action.customer is None) == (action.payment is None):
        raise msgspec.ValidationError("give either `customer` or `payment`")
    if isinstance(action, MergePeople) and action.conversation == action.other:
        raise msgspec.ValidationError("`other` must be another conversation - at `$.other`")
    if isinstance(action, PlanSend):
        _check_instant("at", action.at)
        if action.send.id == action.id or action.send.conversation != action.conversation:
            raise msgspec.ValidationError("`send` needs an id of its own and the same `conversation` - at `$.send`")
    if isinstance(action, ChangeSubscription):
        _check_instant("until", action.until)
    if isinstance(action, SendInvoice) and (action.send.id == action.id or action.send.conversation != action.conversation):
        raise msgspec.ValidationError("`send` needs an id of its own and the same `conversation` - at `$.send`")
    if isinstance(action, SetStatus):
        if action.status not in CONVERSATION_STATUSES:
            known = ", ".join(sorted(CONVERSATION_STATUSES))
            raise msgspec.ValidationError(f"`status` must be one of {known} - at `$.status`")
        _check_instant("until", action.until)
    return action


def _check_instant(key: str, text: str | None) -> None:
    if text is None:
        return
    try:
        times.from_text(text)
    except ValueError as error:
        raise msgspec.ValidationError(f"`{key}` must be RFC 3339 with an offset - at `$.{key}`") from error


def encode_action(action: AnyAction) -> bytes:
    """Write an action as canonical JSON: equal actions give equal bytes, so that repeats can be compared."""
    return _ENCODER.encode(action)
