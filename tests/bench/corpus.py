"""A shop's history made from a seed: conversations, messages, payments, as the log's own events.

``--scale 1M`` is 100,000 conversations, 1,000,000 messages and 300,000 payments, with one conversation that holds a
tenth of all messages. Words follow Zipf's law over a German and English vocabulary, with emoji and order numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from random import Random

from msgspec import Raw

from inbox.domain import times
from inbox.domain.events import Event, MessageBody, NewEvent, PaymentBody, encode_body
from inbox.domain.ids import ConversationId, MessageId, SourceId
from inbox.domain.messages import Contact, Message
from inbox.domain.payments import Payment

SCALES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1M": 1_000_000}
_RARELY = 50
"""Of so many payments while the one who writes most writes, one is theirs: some hundreds, and not a tenth of the shop's."""

START = 1_760_000_000
"""Unix seconds of the first message; one second passes per event, so that the history is in order of time."""

_LISTS = [line.split() for line in Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines()]
_COMMON, _SYLLABLES, _EMOJI, _NAMES = _LISTS


@dataclass(frozen=True)
class Shape:
    """How big a history is; all counts."""

    messages: int
    conversations: int
    payments: int
    longest: int

    @classmethod
    def of(cls, scale: str) -> Shape:
        """Return the shape of a named scale (``10k``, ``100k``, ``1M``)."""
        messages = SCALES[scale]
        return cls(messages, messages // 10, messages * 3 // 10, messages // 10)


def vocabulary(random: Random, size: int = 60_000) -> list[str]:
    """Return ``size`` words, the common ones first."""
    made = ["".join(random.choices(_SYLLABLES, k=random.randint(2, 5))) for _ in range(size - len(_COMMON))]
    return [*_COMMON, *made]


class History:
    """One seeded history; iterating it yields events with gapless ``seq`` from 1."""

    def __init__(self, shape: Shape, seed: int = 7) -> None:
        self.shape = shape
        self._random = Random(seed)
        self._words = vocabulary(self._random)
        self._weights = list(accumulate(1 / (rank + 1) ** 1.02 for rank in range(len(self._words))))

    @property
    def every(self) -> int:
        """A payment follows every so many messages, from the first on."""
        return max(1, self.shape.messages // self.shape.payments)

    def conversation(self, number: int) -> ConversationId:
        """Return the id of the n-th conversation; number 0 is the longest one."""
        return ConversationId(f"c_{number:024x}")

    def text(self) -> str:
        """Write a message of about seventy characters."""
        random = self._random
        words = random.choices(self._words, cum_weights=self._weights, k=random.randint(3, 18))
        if random.random() < 0.1:
            words.append(random.choice(_EMOJI))
        if random.random() < 0.08:
            words.append(f"#{random.randint(10_000, 99_999)}")
        return " ".join(words)

    def __iter__(self) -> Iterator[Event]:
        """Yield every event of the history in order."""
        return self._numbered(range(self.shape.messages), 1)

    def going_on(self, cursor: int, count: int) -> Iterator[Event]:
        """Yield so many events that follow on the history, which ended with event ``cursor``."""
        following = range(self.shape.messages, self.shape.messages + count)
        return islice(self._numbered(following, cursor + 1), count)

    def _numbered(self, messages: range, first: int) -> Iterator[Event]:
        for seq, made in enumerate(self._events(messages), start=first):
            yield Event(seq, made.at, 1, made.type, made.actor, made.conversation, Raw(encode_body(made.body)))

    def _events(self, messages: range) -> Iterator[NewEvent]:
        random, shape = self._random, self.shape
        for number in messages:
            at = times.to_text(times.from_unix(START + number))
            long = random.random() < shape.longest / shape.messages
            chat = (
                0
                if long
                else 1 + (number if number < shape.conversations - 1 else random.randrange(shape.conversations - 1))
            )
            yield self._message(number, chat, at)
            if number % self.every == 0:
                payer = chat if chat or number % (self.every * _RARELY) == 0 else 1 + number % (shape.conversations - 1)
                yield self._payment(number, payer, at)

    def _message(self, number: int, chat: int, at: str) -> NewEvent:
        inbound = self._random.random() < 0.55
        message = Message(
            id=MessageId(f"wamid.B{number}"),
            kind="text",
            at=at,
            direction="in" if inbound else "out",
            channel="1066",
            text=self.text(),
        )
        name = f"{_NAMES[chat % len(_NAMES)]} {chat}"
        contact = Contact(wa_id=f"49151{chat:08d}", name=name, phone=f"+49151{chat:08d}") if inbound else Contact()
        kind = "message.received" if inbound else "message.sent"
        actor = "whatsapp" if inbound else "a_bench"
        return NewEvent(kind, actor, at, MessageBody(message=message, contact=contact), self.conversation(chat))

    def _payment(self, number: int, chat: int, at: str) -> NewEvent:
        amount = self._random.randrange(500, 20_000, 10)
        refunded = amount if self._random.random() < 0.05 else 0
        payment = Payment(
            id=SourceId(f"pi_B{number}"),
            charge=SourceId(f"ch_B{number}"),
            amount=amount,
            amount_refunded=refunded,
            currency="eur",
            status="succeeded",
            created=at,
            customer=SourceId(f"cus_B{chat}"),
            method="card",
            method_label="Visa 4242",
            disputed=False,
            order_number=str(10_000 + number),
            conversation=self.conversation(chat),
        )
        version = f"{START + number:012d}.e"
        return NewEvent(
            "payment.changed", "stripe", at, PaymentBody(payment.id, version, payment), self.conversation(chat)
        )
