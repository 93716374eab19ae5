"""What a click is about: which payment, how much, and in which words it is refused while the hub is away.

Used by ``outbox`` on the engine thread; pure.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from msgspec.structs import replace

from inbox.desk.attachments import is_local
from inbox.desk.desk_file import Draft, Item
from inbox.domain import times
from inbox.domain.actions import (
    AcceptDispute,
    AddNote,
    AnyAction,
    CancelPaymentRequest,
    ChangeSubscription,
    PlanSend,
    RefundPayment,
    RequestPayment,
    SendMedia,
    SendTemplate,
    SendText,
    StageEvidence,
    SubmitEvidence,
    decode_action,
)
from inbox.domain.ids import ConversationId, MediaId
from inbox.domain.presence import Activity
from inbox.domain.problems import Problem, UserError
from inbox.domain.request_sums import goods

LET_GO = {
    "closed": "Tresen was closed during the hold, so it was not sent.",
    "locked": "The desk was locked during the hold, so it was not sent.",
    "offline": "The hub was lost during the hold, so it was not sent.",
    "slept": "The machine slept or its clock was set during the hold, so it was not sent.",
    "undone": "Taken back before it was sent.",
}
"""Why something was not sent after all, by its code."""

WRITTEN = frozenset({"send_text", "send_media"})
"""What a customer reads in the order in which it was sent, and which may have waited for the network."""

_STALE = timedelta(hours=12)
_NAMES = {
    "refund": "the refund",
    "request_payment": "the payment link",
    "cancel_payment_request": "the cancellation",
    "send_products": "the product",
    "send_media": "the file",
    "send_template": "the template",
    "send_catalog": "the catalog",
    "send_reaction": "the reaction",
    "send_location": "the location",
    "send_contacts": "the contact",
    "send_buttons": "the question",
    "send_list": "the list",
    "send_link_button": "the link",
    "ask_contact": "the question for the number",
    "send_invoice": "the invoice",
    "credit_note": "the credit note",
    "block": "the blocking",
    "plan_send": "the message for later",
    "drop_plan": "the taking back",
    "submit_template": "the submission",
    "keep_reply": "the reply",
    "drop_reply": "the change of the replies",
    "change_subscription": "the change of the subscription",
    "merge_people": "bringing the two chats together",
    "stage_evidence": "the staging",
    "submit_evidence": "the handing in",
    "accept_dispute": "the acceptance",
}


class OfflineError(UserError):
    """What was clicked needs the hub, and the hub is away."""

    def __init__(self, action: AnyAction) -> None:
        super().__init__(offline_words(action))
        self.slug = offline_slug(action)


class LiveError(UserError):
    """Something about this payment is on its way already."""

    slug = "live"


def own_targets(action: AnyAction) -> tuple[str, ...]:
    """Return the id of the payment or request an action names, of which only one action may be on its way."""
    match action:
        case RefundPayment():
            return (action.payment,)
        case CancelPaymentRequest():
            return (action.request,)
        case StageEvidence() | SubmitEvidence() | AcceptDispute():
            return (action.dispute,)
        case ChangeSubscription():
            return (action.subscription,)
        case _:
            return ()


def offline_slug(action: AnyAction) -> str:
    """Return the slug of that refusal: money is named, for it is what one wants to be sure of."""
    match action:
        case RefundPayment():
            return "no-connection-refund"
        case RequestPayment():
            return "no-connection-link"
        case _:
            return "no-connection-other"


def offline_words(action: AnyAction) -> str:
    """Return why an action that cannot wait is not taken while the hub is away."""
    what = _NAMES.get(action.kind, "this")
    return f"There is no connection to the hub, so {what} was not started; nothing was sent. Click again when it is back."


def attached(action: AnyAction) -> MediaId | None:
    """Return the file of this desk's own that is to be brought to the hub before the action can be posted."""
    wish = action.send if isinstance(action, PlanSend) else action
    media = wish.media if isinstance(wish, SendMedia | SendTemplate) else None
    return media if media is not None and is_local(media) else None


def with_file(action: AnyAction, media: MediaId) -> AnyAction | None:
    """Return an action with the name its file has at the hub; None for one that has no file."""
    match action:
        case PlanSend(send=SendTemplate() as send):
            return replace(action, send=replace(send, media=media))
        case SendMedia() | SendTemplate():
            return replace(action, media=media)
        case _:
            return None


def typed(action: AnyAction, at: str) -> Draft | None:
    """Return what was typed for an action, as the draft it was; None when nothing was typed for it."""
    match action:
        case SendText():
            return Draft(action.conversation, action.text, at, action.reply_to)
        case AddNote():
            return Draft(action.conversation, action.text, at, is_note=True)
        case PlanSend(send=SendText(text=text), replaces=None):
            return Draft(action.conversation, text, at, action.send.reply_to)
        case SendMedia(caption=str(caption)) if caption:
            return Draft(action.conversation, caption, at, action.reply_to)
        case _:
            return None


def doubt(
    item: Item, now: datetime, window_ends: Callable[[ConversationId], datetime | None]
) -> Problem | None:
    """Return why what waited should not go out unasked: it has grown old, or can no longer be delivered."""
    if item.kind not in WRITTEN or item.conversation is None:
        return None
    if now - times.from_text(item.clicked_at) > _STALE:
        return Problem("old-text", "This was written more than 12 hours ago; read it again before it goes out.")
    ends = window_ends(item.conversation)
    if ends is None or ends <= now:
        return Problem("window-closed", "The 24-hour window has closed; send an approved template instead.")
    return None


def whole_hold(item: Item) -> float:
    """Return how many seconds the hold of a held action lasts from its click to its end."""
    ends = times.from_text(item.hold_ends or item.clicked_at)
    return (ends - times.from_text(item.clicked_at)).total_seconds()


def activity(body: bytes) -> Activity:
    """Return how other desks and the hub are told of an action on hold; ``body`` is the action's."""
    action = decode_action(body)
    held = Activity("holding", getattr(action, "conversation", None), None, action.id, action.kind)
    match action:
        case AcceptDispute():
            return replace(held, amount=action.amount, currency=action.currency)
        case RefundPayment():
            return replace(held, payment=action.payment, amount=action.amount, currency=action.currency)
        case RequestPayment():
            return replace(held, amount=goods(action), currency=action.currency)
        case ChangeSubscription():
            return replace(held, amount=action.amount, currency=action.currency)
        case _:
            return held
