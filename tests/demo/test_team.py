"""The team of the demo's shop: what it had done before the window opened, and what Tom does while it is open."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

import msgspec
import pytest

from inbox.demo import morning
from inbox.demo.colleague import ANSWERS, Step, Tom
from inbox.demo.morning import JANA, TOM
from inbox.demo.overheard import Chat, Overheard
from inbox.domain import times
from inbox.domain.actions import AddNote, AnyAction, Assign, MarkRead, RequestPayment, SetStatus, encode_action
from inbox.domain.events import VERSION, CheckoutBody, ConversationBody, Event, MessageBody, encode_body
from inbox.domain.ids import AgentId, ConversationId, MessageId, SourceId
from inbox.domain.messages import Contact, Message
from inbox.domain.payments import Checkout
from inbox.sandbox.living.residents import members
from inbox.sandbox.world import SeededIds
from inbox.system.clock import SystemIds

NOW = times.from_unix(1_795_000_000)
AGENTS = {JANA: AgentId("a_jana"), TOM: AgentId("a_tom")}
PEOPLE = {one.customer.user_id: one.customer.id for one in members(SeededIds(1), 1)}


def heard(*said: tuple[str, str, bool, float]) -> Overheard:
    """Return what is known after messages: the customer's id, the words, whether they are ours, hours ago."""
    overheard = Overheard()
    users = {who: user for user, who in PEOPLE.items()}
    for seq, (who, text, is_ours, ago) in enumerate(said, 1):
        at = times.to_text(NOW - timedelta(hours=ago))
        way = "out" if is_ours else "in"
        message = Message(id=MessageId(f"m{seq}"), kind="text", at=at, direction=way, channel="1", text=text)
        tell(overheard, MessageBody(message, Contact(user_id=users[who])), who, f"message.{'sent' if is_ours else 'received'}")
    return overheard


def tell(overheard: Overheard, body: msgspec.Struct, who: str, kind: str) -> None:
    seq = overheard.cursor + 1
    raw = msgspec.Raw(encode_body(body))
    event = Event(seq, times.to_text(NOW), VERSION, kind, "whatsapp", ConversationId(f"c_{who}"), raw)
    overheard.take([event], seq, "e")


def done(overheard: Overheard) -> dict[str, list[tuple[str, AnyAction]]]:
    """Return what was done by customer, with who did it."""
    found: dict[str, list[tuple[str, AnyAction]]] = {}
    for who, action in morning.work(overheard, PEOPLE, AGENTS, NOW, SystemIds()):
        encode_action(action)
        found.setdefault(str(getattr(action, "conversation")).removeprefix("c_"), []).append((who, action))  # noqa: B009
    return found


def kinds(actions: list[tuple[str, AnyAction]]) -> list[type[AnyAction]]:
    return [type(action) for _, action in actions]


def test_what_is_over_is_resolved_and_what_was_asked_waits_for_the_customer() -> None:
    work = done(
        heard(
            ("finn", "Danke!", False, 90), ("kathi", "Gibt es den Kenia noch?", False, 5),
            ("kathi", "Ja. Soll ich eine zurücklegen?", True, 4.9), ("mia", "Bis wann habt ihr offen?", False, 3),
            ("mia", "Bis 18 Uhr!", True, 2.9),
        )
    )  # fmt: skip
    assert [action.status for _, action in work["finn"] if isinstance(action, SetStatus)] == ["resolved"]
    assert kinds(work["kathi"]) == [Assign, SetStatus]
    assert [action.status for _, action in work["kathi"] if isinstance(action, SetStatus)] == ["waiting_customer"]
    assert kinds(work["mia"]) == [Assign]


def test_what_nobody_has_looked_at_stays_unread() -> None:
    work = done(heard(("murat", "Moin", False, 0.1), ("lena", "Aufgerissen", False, 0.1), ("anke", "", False, 2)))
    assert "murat" not in work
    assert kinds(work["lena"]) == [Assign, AddNote]
    assert kinds(work["anke"]) == [Assign, MarkRead]
    assert [who for who, _ in work["lena"]] == [JANA, TOM]


def test_the_link_that_waits_was_sent_by_tom() -> None:
    work = done(heard(("joao", "Hi! Could I get the tasting set?", False, 3)))
    (who, link) = work["joao"][-1]
    assert who == TOM
    assert isinstance(link, RequestPayment)
    assert [line.sku for line in link.lines] == ["TASTING-4", "KENIA-250"]
    assert any(isinstance(action, SetStatus) and action.status == "waiting_money" for _, action in work["joao"])


def test_everybody_who_is_named_lives_in_the_shop() -> None:
    assert {*morning.TOUCHED, *morning.LEFT_ALONE, *ANSWERS, morning.LINK_FOR} <= set(PEOPLE.values())
    assert not set(morning.TOUCHED) & morning.LEFT_ALONE


@pytest.fixture
def shop() -> Overheard:
    overheard = heard(("oliver", "Do you ship to the UK?", False, 0.5), ("lena", "Aufgerissen", False, 0.1))
    tell(overheard, ConversationBody(assignee=AGENTS[TOM]), "oliver", "conversation.changed")
    tell(overheard, ConversationBody(assignee=AGENTS[JANA]), "lena", "conversation.changed")
    return overheard


def day(tom: Tom, overheard: Overheard, seconds: int = 120) -> Iterator[tuple[int, Step | None, str]]:
    """Let Tom work; yield what he is at every second, and what he sends."""
    for second in range(seconds):
        before = tom.at
        text = tom.go_on(overheard, second)
        yield second, before if text else tom.at, text


def test_tom_reads_types_and_answers_once_and_only_in_his_own_chats(shop: Overheard) -> None:
    tom = Tom(AGENTS[TOM], PEOPLE, random.Random(1))
    seen, sent = [], []
    for _, step, text in day(tom, shop):
        if step is not None:
            seen.append((step.chat.conversation, step.doing))
        if text:
            sent.append((step.chat.conversation if step else "", text))
            answer = Message(id=MessageId("out"), kind="text", at=times.to_text(NOW), direction="out", channel="1", text=text)
            tell(shop, MessageBody(answer), "oliver", "message.sent")
    assert sent == [("c_oliver", ANSWERS["oliver"][0])]
    assert {conversation for conversation, _ in seen} == {"c_oliver"}
    assert list(dict.fromkeys(doing for _, doing in seen))[:2] == ["viewing", "typing"]


def test_tom_leaves_it_when_a_colleague_was_faster(shop: Overheard) -> None:
    tom = Tom(AGENTS[TOM], PEOPLE, random.Random(1))
    for _, step, text in day(tom, shop):
        assert not text
        if step is not None and step.doing == "typing":
            mine = Message(id=MessageId("out"), kind="text", at=times.to_text(NOW), direction="out", channel="1", text="Yes!")
            tell(shop, MessageBody(mine), "oliver", "message.sent")


def test_tom_looks_into_nothing_when_nothing_is_his() -> None:
    tom = Tom(AGENTS[TOM], PEOPLE, random.Random(1))
    assert all(step is None and not text for _, step, text in day(tom, heard(("lena", "Hallo", False, 1))))


def test_what_was_paid_and_what_was_answered_is_known(shop: Overheard) -> None:
    paid = Checkout(SourceId("plink_1"), status="paid")
    tell(shop, CheckoutBody(paid.id, "1", paid), "oliver", "checkout.changed")
    tell(shop, ConversationBody(status="resolved"), "lena", "conversation.changed")
    chats = {str(chat.conversation): chat for chat in shop.chats.values()}
    assert isinstance(chats["c_oliver"], Chat)
    assert (chats["c_oliver"].is_paid, chats["c_lena"].status) == (True, "resolved")
    again = Message(id=MessageId("m9"), kind="text", at=times.to_text(NOW), direction="in", channel="1", text="Hallo?")
    tell(shop, MessageBody(again), "lena", "message.received")
    assert chats["c_lena"].status == "open"
