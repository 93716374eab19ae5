"""What was said in the demo shop before today: every person's conversation so far, and the state of mind it left them in.

Pure, from a seed; called once per person by ``residents.py``. What is unanswered was begun by the person's own mind, so that
it goes on from there.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random

import msgspec

from inbox.domain.money import Money
from inbox.sandbox.living.acts import SPOKEN_ACTS, Act, Begin, Fill, Lose, Pay, Rest, Write
from inbox.sandbox.living.bought import Bought, shipped_ago
from inbox.sandbox.living.cast import Member
from inbox.sandbox.living.goods import SPOKEN
from inbox.sandbox.living.hours import DAY, HOUR, Hours, at_the_shop
from inbox.sandbox.living.matters import MATTERS, Order, Topic, topic_of
from inbox.sandbox.living.mind import did, notice
from inbox.sandbox.living.persona import Persona
from inbox.sandbox.living.speech import filled, styled
from inbox.sandbox.living.stories import MINUTE, STORIES, Line
from inbox.sandbox.living.talks import TALKS
from inbox.sandbox.living.talks_kinds import Talk
from inbox.sandbox.living.talks_own import OWN
from inbox.sandbox.living.till import Settled
from inbox.sandbox.living.turn import Planned, State
from inbox.sandbox.shop import CURRENCY

_FRESH = (6 * MINUTE, 7 * HOUR)
_CLOSING = (20.6 * HOUR, 23.5 * HOUR)
_ANSWERED = (1.2 * HOUR, 17 * HOUR)
_CLOSED = 26 * HOUR
_ARRIVES = (2, 6)
"""Days a parcel takes."""
_MOST_TALKS = 5
_LINK_TO_MESSAGE = 4.0
"""Seconds from a link to the message with it."""
_WHEN = re.compile(r"([a-z]+)([+-][\d.]+)?")


class Yesterday(msgspec.Struct, frozen=True):
    """A conversation so far, oldest first, and where the person stands."""

    lines: tuple[Line, ...]
    state: State


def yesterday(
    member: Member, settled: Sequence[Settled], link: str | None, last: Callable[[bool], Talk], hours: Hours, seed: int
) -> Yesterday:
    """Return what was said with a person whose payments are ``settled``, in real seconds ago.

    ``link`` is one that waits to be paid. ``last`` gives what was said last with somebody who was answered, when told
    whether that is about a parcel.
    """
    story = STORIES.get(member.persona.id)
    dice = Random(f"{seed}/{member.persona.id}/yesterday")  # noqa: S311 - a repeatable past is what is wanted
    if story is not None:
        links = iter([link] if link else [one.link for one in settled if one.link is not None])
        lines = tuple(_with_link(line, links) for line in story.lines)
        charge = next((one.charge for one in settled if one.bought.number == story.state.order), "")
        state = msgspec.structs.replace(story.state, charge=charge if story.state.order else "")
        return Yesterday(_real(lines, hours), _waiting(member.persona, state, dice))
    tail, state = _tail(member, settled, last, hours, dice)
    start = max((line.ago for line in tail), default=_CLOSED)
    before = [line for line in _older(member, settled, dice) if line.ago > max(DAY, start + 2 * HOUR)]
    return Yesterday((*_real(before, hours), *sorted(tail, key=lambda line: -line.ago)), state)


def _real(lines: Sequence[Line], hours: Hours) -> tuple[Line, ...]:
    """Return lines written as ``hours.py`` explains with their real times, oldest first."""
    real = [msgspec.structs.replace(line, ago=hours.since(line.ago)) for line in lines]
    return tuple(sorted(real, key=lambda line: -line.ago))


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


def _tail(
    member: Member, settled: Sequence[Settled], last: Callable[[bool], Talk], hours: Hours, dice: Random
) -> tuple[list[Line], State]:
    """Return the newest part of a conversation, in real seconds: what waits for an answer, or was just answered."""
    if member.moment == "answered":
        come = [one for one in settled if shipped_ago(one.bought) is not None and _is_due(one.bought)]
        parcel = come[-1] if come and dice.random() < 0.5 else None
        when = {"start": hours.lately(dice, _ANSWERED, by_shop=True)}
        talk = last(parcel is not None)
        return _spoken(talk, member.persona, when, dice, _fields(member, parcel)), State()
    if member.moment not in ("fresh", "closing"):
        return [], State()
    ago = hours.lately(dice, _FRESH) if member.moment == "fresh" else dice.uniform(*_CLOSING)
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


def _is_due(bought: Bought) -> bool:
    return _ARRIVES[0] * DAY < bought.ago < _ARRIVES[1] * DAY and not bought.refunded


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
        Order(one.bought.number, one.bought.skus, one.charge, -one.bought.ago)
        for one in settled
        if not one.bought.failed and not one.bought.disputed and one.bought.refunded < one.bought.amount
    ]


def _older(member: Member, settled: Sequence[Settled], dice: Random) -> list[Line]:
    """Return earlier talks: about orders, refunds and failed payments, and one about coffee. Nothing is said twice."""
    talks, who = TALKS[member.persona.language], member.persona
    had: set[Talk] = set()
    found: list[list[Line]] = []

    def talk(kinds: Sequence[str], when: Mapping[str, float], one: Settled | None) -> None:
        fresh = [each for kind in kinds for each in talks[kind] if each not in had]
        if fresh:
            chosen = dice.choice(fresh)
            had.add(chosen)
            found.append(_spoken(chosen, who, when, dice, _fields(member, one), one.bought if one else None))

    for one in reversed(settled):
        bought, when = one.bought, _moments(one.bought)
        if one.link is not None:
            is_coffee = SPOKEN[bought.skus[0]].sort in ("bag", "club")
            talk(
                ("order.declined",) if bought.declined else ("order", "order.bag") if is_coffee else ("order",),
                when,
                one,
            )
        elif bought.declined and dice.random() < 0.6:
            talk(("shop.declined",), when, one)
        elif "shipped" in when and dice.random() < 0.75:
            talk(("shipped",), when, one)
        if bought.refunded:
            talk(("refund.all" if bought.refunded == bought.amount else "refund.part",), when, one)
    talk(("chat",), {"start": at_the_shop(dice, dice.randint(2, 45))}, None)
    found += [
        _spoken(own, who, {"start": at_the_shop(dice, dice.randint(8, 30))}, dice, {}) for own in OWN.get(who.id, ())
    ]
    newest = sorted((each for each in found if each and each[-1].ago > _CLOSED), key=lambda each: each[0].ago)
    return [line for each in newest[:_MOST_TALKS] for line in each]


def _moments(bought: Bought) -> dict[str, float]:
    """Return what happened around an order: what it is called in talks, and how long ago it was."""
    day = round(bought.ago / DAY)
    since_eleven = day * DAY - bought.ago
    early, late = since_eleven < -2.5 * HOUR, since_eleven > 6 * HOUR
    when = {
        "paid": bought.ago,
        "shop": (day - late) * DAY + 2.3 * HOUR if early or late else bought.ago,
        "link": bought.ago + bought.linked - _LINK_TO_MESSAGE,
        "declined": bought.ago + bought.declined_before,
        "refund": bought.told_ago,
        "return": bought.told_ago + 3 * DAY,
    }
    shipped = shipped_ago(bought)
    return when if shipped is None else when | {"shipped": shipped}


def _spoken(
    talk: Talk,
    who: Persona,
    when: Mapping[str, float],
    dice: Random,
    fields: Mapping[str, str],
    bought: Bought | None = None,
) -> list[Line]:
    """Return the lines of a talk, oldest first; ``when`` is how long ago what happened on which they hang."""
    haste = dice.uniform(0.8, 1.2)
    lines: list[Line] = []
    for speaker, moment, text in talk:
        found = _WHEN.fullmatch(moment)
        if found is None:
            raise ValueError(f"{moment!r} is no moment of a talk")
        ago = when[found[1]] - float(found[2] or 0) * MINUTE * haste
        if speaker == "cart":
            if bought is not None:
                lines.append(Line(ago, Fill(bought.items)))
            continue
        said, by_shop = filled(text, who, fields), speaker == "s"
        lines.append(Line(ago, Write(said if by_shop else styled(who, said, dice)), by_shop))
    return lines


def _fields(member: Member, one: Settled | None) -> dict[str, str]:
    who = member.persona
    fields = {"first": who.called or who.first or member.customer.name.partition(" ")[0]}
    if one is None:
        return fields
    bought = one.bought
    spoken = SPOKEN[bought.skus[0]]
    fields |= {
        "order": bought.number,
        "link": one.link or "",
        "total": Money(bought.amount, CURRENCY).text(who.language),
        "amount": Money(bought.refunded, CURRENCY).text(who.language),
        # Twenty digits, as parcels of this sort have.
        "parcel": f"0034043416{zlib.crc32(f'{member.customer.user_id}/{bought.number}'.encode()):010d}",
    }
    return fields | {"der": spoken.der, "den": spoken.den, "bare": spoken.bare, "the": spoken.the}
