"""Messages that go out later: what an agent asks for, how such a plan stands, and what stands against it when its time comes.

Kept by the hub, so that they go out with no desk open. Everything is looked at again at that time; what can no longer go
out as it was meant is never dropped and never sent all the same, it asks. Pure.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from inbox.domain import times
from inbox.domain.action_base import Action
from inbox.domain.ids import ActionId, AgentId, ConversationId
from inbox.domain.payments import Checkout
from inbox.domain.problems import Problem
from inbox.domain.send_actions import SendTemplate, SendText

WAITING, ASKING, SENDING = "waiting", "asking", "sending"
SENT, DROPPED = "sent", "dropped"
"""``waiting`` for its time, ``asking`` because something stands against it, ``sending`` as an action of its own; in the
other two it is over."""

LATE = timedelta(hours=2)
"""What is missed by more (the hub was off) asks instead of going out at a time nobody has chosen."""
_SKEW = timedelta(minutes=5)
FARTHEST = timedelta(days=90)


class PlanSend(Action, frozen=True, kw_only=True, tag="plan_send"):
    """Send a text or a template at ``at`` (RFC 3339); with ``unless_reply`` not if the customer has written by then.

    ``replaces`` names the plan this one is the new version of, whoever made that.
    """

    conversation: ConversationId
    at: str
    send: SendText | SendTemplate
    unless_reply: bool = False
    replaces: ActionId | None = None


class DropPlan(Action, frozen=True, kw_only=True, tag="drop_plan"):
    """Take a planned message back; anybody who may write may."""

    conversation: ConversationId
    plan: ActionId


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """A planned message as it stands. ``id`` is also the id of the action it goes out as; ``seq`` is when it was planned."""

    id: ActionId
    conversation: ConversationId
    state: str
    at: str
    send: SendText | SendTemplate
    unless_reply: bool = False
    agent: AgentId | None = None
    name: str | None = None
    role: str = "agent"
    problem: Problem | None = None
    seq: int = 0


MISSED = Problem("plan-missed", "The hub was off when this was to go out; send it now, choose another time or drop it.")
RESTORED = Problem(
    "plan-restored", "The hub was restored from a backup, so this may have gone out already; look before you send it."
)
GONE = Problem("plan-gone", "This message has gone out or was taken back meanwhile; look at the chat.")
PAST = Problem("plan-past", "That time is over; choose a later one, or send it now.")
TOO_FAR = Problem("plan-too-far", "That is more than 90 days away; choose an earlier time.")


def time_problem(at: str, now: datetime) -> Problem | None:
    """Return why nothing can be planned for a time; the clock of a desk may be some minutes off."""
    moment = times.from_text(at)
    if moment <= now - _SKEW:
        return PAST
    return TOO_FAR if moment - now > FARTHEST else None


def is_missed(at: str, now: datetime) -> bool:
    """Tell whether the time of a plan is over by so much that it must not go out by itself any more."""
    return now - times.from_text(at) > LATE


def stale_request(send: SendText | SendTemplate, requests: tuple[Checkout, ...]) -> Problem | None:
    """Return why a message that mentions a payment request should not go out: it was paid, or can no longer be.

    ``requests`` are all of the person's. A request is mentioned by its address, whole or (in a template's button) by its
    end.
    """
    words = _words(send)
    for request in requests:
        if request.status == "open" or not request.url or not any(_names(text, request.url) for text in words):
            continue
        if request.status in ("paid", "processing"):
            return Problem("plan-paid", "The payment this message asks for has been made meanwhile.")
        return Problem("plan-request-closed", "The payment link in this message can no longer be paid; make a new one.")
    return None


_SHORTEST_END = 6


def _names(text: str, url: str) -> bool:
    end = url.rstrip("/").rpartition("/")[2].partition("#")[0]
    return url in text or (len(end) >= _SHORTEST_END and text.strip() == end)


def _words(send: SendText | SendTemplate) -> list[str]:
    if isinstance(send, SendText):
        return [send.text]
    return [*send.header.values(), *send.body.values(), *send.buttons.values()]


_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER: msgspec.json.Decoder[SendText | SendTemplate] = msgspec.json.Decoder(SendText | SendTemplate)


def encode_send(send: SendText | SendTemplate) -> bytes:
    """Write the message of a plan as JSON."""
    return _ENCODER.encode(send)


def decode_send(body: bytes | msgspec.Raw) -> SendText | SendTemplate:
    """Read the message of a plan; msgspec.ValidationError when it is none."""
    return _DECODER.decode(body)
