"""What an agent can ask for with invoices: send one into the chat, and make the credit note that belongs to a refund."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from inbox.domain.action_base import Action, Amount, Currency
from inbox.domain.ids import ActionId, ConversationId, MediaId, SourceId
from inbox.domain.send_actions import SendLinkButton, SendMedia, SendTemplate

InvoiceId = Annotated[SourceId, msgspec.Meta(pattern="^in_[A-Za-z0-9_]+$", max_length=255)]

TO_COME = MediaId("")
"""Stands for the file of an invoice in a message that is sent once the hub has fetched it."""


class SendInvoice(Action, frozen=True, kw_only=True, tag="send_invoice"):
    """Send an invoice into the chat, as its PDF or as a button that opens its page.

    ``send`` is the message as it will be, under an id of its own. The hub reads the invoice first and puts in what only it
    knows: the file (``media``), or the address as it is now.
    """

    conversation: ConversationId
    invoice: InvoiceId
    send: SendMedia | SendLinkButton | SendTemplate


class MakeCreditNote(Action, frozen=True, kw_only=True, tag="credit_note"):
    """Correct an invoice of which something was given back: a credit note over a refund that Stripe has accepted.

    Asked for by the hub itself behind each such refund, and by an agent when that has failed. It moves no money.
    """

    conversation: ConversationId | None = None
    payment: Annotated[SourceId, msgspec.Meta(pattern="^(pi|ch|py)_[A-Za-z0-9_]+$", max_length=255)]
    refund: Annotated[SourceId, msgspec.Meta(pattern="^(re|pyr)_[A-Za-z0-9_]+$", max_length=255)]
    amount: Amount
    currency: Currency
    refund_action: ActionId | None = None
    """The click that gave the money back; ties the note to it at Stripe."""
    moves_money: ClassVar[bool] = False
