"""What was said in the demo shop before today: every person's conversation so far, and the state of mind it left them in.

Pure, from a seed; called once per person by ``residents.py``. What is unanswered was begun by the person's own mind, so that
it goes on from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random

import msgspec

from inbox.domain.money import Money
from inbox.sandbox.living.acts import SPOKEN_ACTS, Act, Begin, Lose, Pay, Rest, Write
from inbox.sandbox.living.cast import Bought, Member
from inbox.sandbox.living.goods import SPOKEN
from inbox.sandbox.living.matters import MATTERS, Order, Topic, topic_of
from inbox.sandbox.living.mind import did, notice
from inbox.sandbox.living.persona import Persona
from inbox.sandbox.living.speech import filled, styled
from inbox.sandbox.living.stories import DAY, HOUR, MINUTE, STORIES, Line
from inbox.sandbox.living.talks import TALKS, Talk
from inbox.sandbox.living.till import Settled
from inbox.sandbox.living.turn import Planned, State
from inbox.sandbox.shop import CURRENCY

_FRESH = (6 * MINUTE, 7 * HOUR)
_CLOSING = (20.6 * HOUR, 23.5 * HOUR)
_ANSWERED = (1.2 * HOUR, 17 * HOUR)
_CLOSED = 26 * HOUR
_SHIPPED_AFTER = 0.7 * DAY
_MOST_TALKS = 4


class Yesterday(msgspec.Struct, frozen=True):
    """A conversation so far, oldest first, and where the person stands."""

    lines: tuple[Line, ...]
    state: State


def yesterday(member: Member, settled: Sequence[Settled], link: str | None, last: Talk, seed: int) -> Yesterday:
    """Return what was said with a person whose payments are ``settled``.

    ``link`` is one that waits to be paid, ``last`` what was said last with those who were answered.
    """
    story = STORIES.get(member.persona.id)
    dice = Random(f"{seed}/{member.persona.id}/yesterday")  # noqa: S311 - a repeatable past is what is wanted
    if story is not None:
        links = iter([link] if link else [one.link for one in settled if one.link is not None])
        lines = tuple(_with_link(line, links) for line in story.lines)
        charge = next((one.charge for one in settled if one.bought.number == story.state.order), "")
        state = msgspec.structs.replace(story.state, charge=charge if story.state.order else "")
        return Yesterday(lines, _waiting(member.persona, state, dice))
    older = _older(member, settled, dice)
    tail, state = _tail(member, settled, last, dice)
    start = max((line.ago for line in tail), default=_CLOSED)
    before = [line for line in older if line.ago > start + 2 * HOUR]
    lines = tuple(sorted([*before, *tail], key=lambda line: -line.ago))
    return Yesterday(lines, state)


def _with_link(line: Line, links: Iterator[str]) -> Line:
    if not isinstance(line.act, Write) or "<link>" not in line.act.text:
        return line
    text = line.act.text.replace("<link>", next(links))
    return msgspec.structs.replace(line, act=Write(text))


def _waiting(who: Persona, state: State, dice: Random) -> State:
    """Return the state with what comes next if nothing else happens: the patience that is left, a payment, or nothing."""
    patience = dice.uniform(0.5, 1.2) * who.habits.patience[1]
    following: dict[str, Act] = {"done": Rest(), "link": Pay()}
    if state.stage in ("idle", "bank"):
        return state
    act = following.get(state.stage, Lose())
    return msgspec.structs.replace(state, plan=(*state.plan, Planned(patience, act)))


def _tail(member: Member, settled: Sequence[Settled], last: Talk, dice: Random) -> tuple[list[Line], State]:
    """Return the newest part of a conversation: what waits for an answer, or was just answered."""
    if member.moment == "answered":
        return _spoken(last, member.persona, dice.uniform(*_ANSWERED), dice, _fields(member, None)), State()
    if member.moment not in ("fresh", "closing"):
        return [], State()
    ago = dice.uniform(*(_FRESH if member.moment == "fresh" else _CLOSING))
    topic = _topic(member, settled, dice)
    number, charge = (topic.order.number, topic.order.charge) if topic.order else ("", "")
    state = notice(member.persona, State(), Begin(topic.matter, topic.sku, number, charge), -ago)
    lines: list[Line] = []
    while state.plan and state.plan[0].at < 0 and isinstance(state.plan[0].act, SPOKEN_ACTS):
        planned = state.plan[0]
        lines.append(Line(-planned.at, planned.act))
        state = did(state, planned.act)
    rest = tuple(planned for planned in state.plan if not isinstance(planned.act, Lose))
    return lines, _waiting(member.persona, msgspec.structs.replace(state, plan=rest), dice)


def _topic(member: Member, settled: Sequence[Settled], dice: Random) -> Topic:
    """Return what the waiting matter is about: an order that fits it, else a question about something they like."""
    found = topic_of(MATTERS[member.matter], orders_of(settled), 0.0, dice)
    if found is None:
        return Topic("ask", member.likes[0] if member.likes else "HAFEN-1000")
    if found.order is None and member.likes:
        return Topic(found.matter, dice.choice(member.likes))
    return found


def orders_of(settled: Sequence[Settled]) -> list[Order]:
    """Return the payments somebody can still talk about: taken, and not wholly given back."""
    return [
        Order(one.bought.number, one.bought.skus, one.charge, -one.bought.days_ago * DAY)
        for one in settled
        if not one.bought.is_declined and not one.bought.disputed and one.bought.refunded < one.bought.amount
    ]


def _older(member: Member, settled: Sequence[Settled], dice: Random) -> list[Line]:
    """Return earlier talks: about orders, refunds and failed payments, and one about coffee."""
    talks = TALKS[member.persona.language]
    found: list[list[Line]] = []
    for one in settled:
        bought, fields = one.bought, _fields(member, one)
        ago = bought.days_ago * DAY
        if bought.is_declined:
            found.append(_spoken(dice.choice(talks["failed"]), member.persona, ago + 10 * MINUTE, dice, fields))
        elif one.link is not None:
            found.append(_spoken(dice.choice(talks["order"]), member.persona, ago + 25 * MINUTE, dice, fields, ago))
        elif dice.random() < 0.75:
            found.append(_spoken(dice.choice(talks["shipped"]), member.persona, ago - _SHIPPED_AFTER, dice, fields))
        if bought.refunded:
            found.append(_spoken(dice.choice(talks["refund"]), member.persona, ago - 2.5 * DAY, dice, fields))
    chat = dice.choice(talks["chat"])
    found.append(_spoken(chat, member.persona, dice.uniform(2, 45) * DAY, dice, _fields(member, None)))
    found = [talk for talk in found if talk and talk[-1].ago > _CLOSED]
    newest = sorted(found, key=lambda talk: talk[0].ago)[:_MOST_TALKS]
    return [line for talk in newest for line in talk]


def _spoken(
    talk: Talk, who: Persona, ago: float, dice: Random, fields: Mapping[str, str], paid_ago: float | None = None
) -> list[Line]:
    """Lay a talk out in time from ``ago`` on; what follows a link comes after ``paid_ago``."""
    lines: list[Line] = []
    for speaker, text in talk:
        said = filled(text, who, fields)
        by_shop = speaker == "s"
        lines.append(Line(max(ago, MINUTE), Write(said if by_shop else styled(who, said, dice)), by_shop))
        if paid_ago is not None and "<link>" in text:
            ago = min(ago, paid_ago)
        ago -= dice.uniform(2, 25) * MINUTE if by_shop else dice.uniform(3, 50) * MINUTE
    return lines


def _fields(member: Member, one: Settled | None) -> dict[str, str]:
    who = member.persona
    name = member.customer.name
    first = name if who.formal and who.language == "de" else who.first or name.partition(" ")[0]
    fields = {"first": first, "parcel": "0034043416" + member.customer.user_id[-10:]}
    if one is None:
        return fields
    bought: Bought = one.bought
    spoken = SPOKEN[bought.skus[0]]
    fields |= {
        "order": bought.number,
        "link": one.link or "",
        "amount": Money(bought.refunded, CURRENCY).text(who.language),
    }
    return fields | {"der": spoken.der, "den": spoken.den, "bare": spoken.bare, "the": spoken.the}
