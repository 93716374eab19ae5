"""What an agent can do about a dispute: put the answer together at Stripe, hand it in, or accept the loss."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec

from inbox.domain.action_base import Action, Amount, Currency
from inbox.domain.evidence import MOST_IN_A_FIELD
from inbox.domain.ids import ConversationId, MediaId, SourceId

DisputeId = Annotated[SourceId, msgspec.Meta(pattern="^(dp|du)_[A-Za-z0-9_]+$")]
FieldText = Annotated[str, msgspec.Meta(min_length=1, max_length=MOST_IN_A_FIELD)]
Field = Literal[
    "product_description",
    "customer_name",
    "customer_email_address",
    "billing_address",
    "shipping_address",
    "shipping_carrier",
    "shipping_date",
    "shipping_tracking_number",
    "refund_policy_disclosure",
    "refund_refusal_explanation",
    "cancellation_policy_disclosure",
    "cancellation_rebuttal",
    "uncategorized_text",
]


class StageEvidence(Action, frozen=True, kw_only=True, tag="stage_evidence"):
    """Put an answer to a dispute together at Stripe without handing it in: texts, and the pack of ``media`` as a file."""

    conversation: ConversationId | None = None
    dispute: DisputeId
    evidence: dict[Field, FieldText] = msgspec.field(default_factory=dict)
    media: MediaId | None = None
    file_as: Literal["customer_communication", "uncategorized_file"] = "customer_communication"


class SubmitEvidence(Action, frozen=True, kw_only=True, tag="submit_evidence"):
    """Hand the staged answer in, which can be done once. ``seen`` is the ``evidence.digest`` of what was read before."""

    conversation: ConversationId | None = None
    dispute: DisputeId
    seen: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class AcceptDispute(Action, frozen=True, kw_only=True, tag="accept_dispute"):
    """Give a dispute up, for good. The amount is what the agent has read, in minor units of ``currency``."""

    conversation: ConversationId | None = None
    dispute: DisputeId
    amount: Amount
    currency: Currency
    moves_money: ClassVar[bool] = True


ABOUT_DISPUTES = StageEvidence | SubmitEvidence | AcceptDispute
"""Decided on what Stripe says of the dispute right then."""
