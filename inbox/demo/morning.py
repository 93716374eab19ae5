"""What the team had done before the window opened: who has which chat, what was read, noted, resolved, and one link sent.

Pure; ``colleague.py`` posts it to the hub with the tokens of those who did it, so that it is in the log like any other work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from inbox.demo.overheard import Chat, Overheard
from inbox.demo.steps import CURRENCY
from inbox.domain import times
from inbox.domain.actions import AddNote, AnyAction, Assign, Line, MarkRead, RequestPayment, SetStatus, Shipping
from inbox.domain.ids import ActionId, AgentId
from inbox.domain.ports import Ids
from inbox.sandbox.living.goods import LIVING_BY_SKU

Who = Literal["Jana", "Tom"]
JANA: Who = "Jana"
TOM: Who = "Tom"
_WINDOW = timedelta(hours=24)
_SNOOZED_FOR = timedelta(days=2)


class Touched(msgspec.Struct, frozen=True):
    """What was done about one customer: who has the chat, whether it was read, how it stands, a note and its author."""

    owner: Who | None = None
    is_read: bool = True
    status: str = ""
    note: str = ""
    noted_by: Who = JANA


TOUCHED: Mapping[str, Touched] = {
    "lena": Touched(
        JANA,
        is_read=False,
        note="Zweite aufgerissene Tüte aus Charge G-1107 in dieser Woche. Ich prüfe die Palette.",
        noted_by=TOM,
    ),
    "sophie": Touched(JANA, is_read=False),
    "maxi": Touched(JANA, is_read=False),
    "anke": Touched(JANA),
    "torsten": Touched(JANA),
    "annika": Touched(JANA, note="Charge G-1107, wie bei Lena Brandt."),
    "beat": Touched(JANA),
    "farid": Touched(JANA, note="Laut DHL mit Unterschrift zugestellt. Den Beleg habe ich angefordert."),
    "rosa": Touched(JANA, status="snoozed"),
    "joao": Touched(TOM, status="waiting_money"),
    "oliver": Touched(TOM),
    "sabine": Touched(TOM),
    "siobhan": Touched(TOM),
    "thu": Touched(TOM, note="389 €, also bitte gut verpackt zurück, falls etwas ist.", noted_by=TOM),
}
"""By customer. Of all others, who was answered waits or was shared out, and what is long over is resolved."""

LEFT_ALONE = frozenset({"murat", "marie", "juergen", "yasemin", "nele", "nour", "giulia", "tim"})
"""Nobody has looked at these yet."""

LINK_FOR = "joao"
LINK_TEXT = "Hi João! Here is your payment link for the tasting set and the Kenya."
LINK_GOODS = ("TASTING-4", "KENIA-250")
LINK_SHIPPING = Shipping(label="DHL", amount=860)

Done = tuple[Who, AnyAction]


def work(overheard: Overheard, people: Mapping[str, str], agents: Mapping[Who, AgentId], now: datetime, ids: Ids) -> list[Done]:
    """Return everything that was done, by whom; ``people`` are customers' ids by user id."""
    done: list[Done] = []
    shared = 0
    for chat in overheard.chats.values():
        who = people.get(chat.person, "")
        if chat.theirs is None or chat.theirs_at is None or who in LEFT_ALONE:
            continue
        touched = TOUCHED.get(who)
        if touched is None:
            touched = _usual(chat, now, (JANA, TOM)[shared % 2])
            shared += touched.owner is not None
        done += _of(chat, touched, agents, now, ids)
        if who == LINK_FOR:
            done.append((TOM, _link(chat, ids)))
    return done


def _usual(chat: Chat, now: datetime, owner: Who) -> Touched:
    is_open = chat.theirs_at is not None and now - chat.theirs_at < _WINDOW
    if not is_open:
        return Touched(status="resolved")
    if chat.is_ours and chat.last.endswith("?"):
        return Touched(owner, status="waiting_customer")
    return Touched(owner if chat.is_ours else None)


def _of(chat: Chat, touched: Touched, agents: Mapping[Who, AgentId], now: datetime, ids: Ids) -> Iterator[Done]:
    by: Who = touched.owner or JANA
    which = chat.conversation
    if touched.owner is not None:
        yield by, Assign(id=_id(ids), conversation=which, agent=agents[touched.owner])
    if touched.is_read and not chat.is_ours:
        yield by, MarkRead(id=_id(ids), conversation=which, message=chat.theirs)
    if touched.note:
        yield touched.noted_by, AddNote(id=_id(ids), conversation=which, text=touched.note)
    if touched.status:
        until = times.to_text((now + _SNOOZED_FOR).replace(hour=8, minute=0)) if touched.status == "snoozed" else None
        yield by, SetStatus(id=_id(ids), conversation=which, status=touched.status, until=until)


def _link(chat: Chat, ids: Ids) -> RequestPayment:
    goods = [LIVING_BY_SKU[sku] for sku in LINK_GOODS]
    return RequestPayment(
        id=_id(ids),
        conversation=chat.conversation,
        currency=CURRENCY,
        lines=tuple(Line(name=one.name, unit_amount=one.price.minor, sku=one.sku) for one in goods),
        shipping=(LINK_SHIPPING,),
        countries=("PT",),
        text=LINK_TEXT,
    )


def _id(ids: Ids) -> ActionId:
    return ActionId(ids.uuid())
