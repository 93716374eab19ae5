"""Refunds that wait for a second person, are taken too long or ended in the dark: who sees what, and what may be done."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from inbox.desk.ports import AskedRefund, Asks, Changes, DeskView, Presence, Status, VerdictError
from inbox.domain import times
from inbox.domain.ids import AgentId
from inbox.domain.problems import Problem
from inbox.domain.roles import Limits, Policy
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.rows import plain
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section
from inbox.ui.models.states.parts import Entry
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, chat, entry, item, paid

pytestmark = pytest.mark.usefixtures("qapp")

SOMETHING = Changes(flags=frozenset({"status"}))


def asked(state: str = "needs_approval", agent: str = "a_tom", **more: object) -> AskedRefund:
    facts: dict[str, object] = {
        "action": "act_9", "payment": "pi_1", "amount": 24000, "currency": "eur", "reason": "damaged", "agent_name": "Tom",
        "at": times.to_text(NOW - timedelta(minutes=3)), "changed_at": times.to_text(NOW - timedelta(minutes=1)),
    }  # fmt: skip
    return AskedRefund(state=state, agent=AgentId(agent), **(facts | more))  # type: ignore[arg-type]  # facts by name


def opened(pretend: PretendDesk, *refunds: AskedRefund) -> PanelPresenter:
    pretend.reads.asked = refunds
    pretend.reads.money = pretend.reads.money or [paid(amount=30000)]
    presenter = PanelPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter


def section(presenter: PanelPresenter, name: str) -> Section | None:
    return next((each for each in presenter.state.sections if each.id == name), None)


def card(presenter: PanelPresenter) -> Entry:
    shown = section(presenter, "payments")
    assert shown is not None
    return shown.entries[0]


def intents(shown: Entry) -> list[str]:
    return [button.intent for button in shown.buttons if button.is_enabled]


def test_a_supervisor_sees_who_asks_for_what_and_why_and_decides_with_one_click() -> None:
    pretend = PretendDesk("supervisor")
    said = "Machine arrived broken, photo attached, wants money back."
    pretend.reads.lines = [
        entry("m1", -90, text="Hallo"),
        entry("m2", -5, text=said),
        entry("m3", -4, text="Gern", direction="out"),
        entry("m4", 0, text="Danke!"),
    ]
    presenter = opened(pretend, asked())
    shown = section(presenter, "approvals")
    assert shown is not None
    (waiting,) = shown.entries
    assert waiting.title == "Tom asks: refund €240.00"
    assert waiting.details == ("Lena Brandt · Visa 4242 · paid today · no dispute · Damaged item",)
    assert plain(waiting.explanation) == f"“{said}” First refund for this person."
    assert [button.text for button in waiting.buttons] == ["Approve €240.00", "Reject"]
    assert [button.moves_money for button in waiting.buttons] == [True, False]
    presenter.act(Intent.APPROVE, "act_9")
    presenter.act(Intent.APPROVE, "act_9")
    presenter.act(Intent.REJECT, "act_9")
    assert pretend.commands.decided == [("approve", "act_9")], "a double click decides once"
    waits = section(presenter, "approvals")
    assert waits is not None
    assert intents(waits.entries[0]) == []
    pretend.reads.asked = (asked("sending", changed_at=times.to_text(NOW)),)
    presenter.take(SOMETHING)
    assert section(presenter, "approvals") is None
    assert plain(card(presenter).progress) == "Tom is refunding €240.00"


def test_what_the_hub_does_not_take_is_said_and_can_be_clicked_again() -> None:
    pretend = PretendDesk("supervisor")
    heard: list[str] = []
    pretend.clicks.failed.connect(heard.append)
    presenter = opened(pretend, asked())
    pretend.commands.refusal = VerdictError(Problem("already-decided", "This is succeeded already; reload it."))
    presenter.act(Intent.REJECT, "act_9")
    pretend.clicks.settle()
    presenter.tick()
    assert heard == ["This was decided already, or it waited for too long; nothing was done just now."]
    shown = section(presenter, "approvals")
    assert shown is not None
    assert intents(shown.entries[0]) == [Intent.APPROVE, Intent.REJECT]


@pytest.mark.parametrize(("role", "agent"), [("agent", "a_tom"), ("supervisor", "a_jana")])
def test_nobody_else_is_asked_and_nobody_decides_their_own(role: str, agent: str) -> None:
    pretend = PretendDesk(role)
    presenter = opened(pretend, asked(agent=agent))
    assert section(presenter, "approvals") is None
    side = card(presenter).side
    assert side is None or side.intent == Intent.REFUND_WITHDRAW
    chip = card(presenter).chip
    assert chip is not None
    assert chip.text == "Waits for approval"
    whose = "Your refund of" if agent == "a_jana" else "Tom's refund of"
    assert plain(card(presenter).progress) == f"{whose} €240.00 has been waiting for approval since 14:02"


def test_above_ones_own_limit_one_can_only_reject() -> None:
    pretend = PretendDesk("supervisor")
    terms = msgspec.structs.replace(pretend.desk.terms, policy=Policy(limits={"supervisor": Limits(refund=20_000)}))
    pretend.commands.view = msgspec.structs.replace(pretend.commands.view, terms=terms)
    shown = section(opened(pretend, asked()), "approvals")
    assert shown is not None
    assert intents(shown.entries[0]) == [Intent.REJECT]
    assert plain(shown.entries[0].explanation).startswith("This is above your own limit of €200.00 too")


@pytest.mark.parametrize(
    ("role", "agent", "offered"),
    [
        ("agent", "a_tom", []),
        ("agent", "a_jana", [Intent.REFUND_TRY_AGAIN]),
        ("supervisor", "a_tom", [Intent.REFUND_TRY_AGAIN, Intent.REFUND_MOVED, Intent.REFUND_NOT_MOVED]),
    ],
)
def test_an_unknown_outcome_offers_what_each_may_do(role: str, agent: str, offered: list[Intent]) -> None:
    pretend = PretendDesk(role)
    presenter = opened(pretend, asked("unknown", agent))
    shown = card(presenter)
    assert shown.side is None
    assert intents(shown) == offered
    assert shown.details[0] == "The answer was lost at 14:04. Nothing is sent twice."
    for intent in offered:
        presenter.act(intent, "pi_1")
    verdicts = {Intent.REFUND_TRY_AGAIN: "try-again", Intent.REFUND_MOVED: "moved", Intent.REFUND_NOT_MOVED: "not-moved"}
    assert pretend.commands.decided == [(verdicts[intent], "act_9") for intent in offered]


def test_a_refund_is_not_tried_again_after_a_day() -> None:
    old = asked("unknown", at=times.to_text(NOW - timedelta(hours=23, minutes=1)))
    shown = card(opened(PretendDesk("supervisor"), old))
    assert intents(shown) == [Intent.REFUND_MOVED, Intent.REFUND_NOT_MOVED]


def test_what_takes_longer_than_stripe_usually_does_is_being_checked(pretend: PretendDesk) -> None:
    presenter = opened(pretend, asked("sending", changed_at=times.to_text(NOW)))
    assert plain(card(presenter).progress) == "Tom is refunding €240.00"
    pretend.clock.pass_(16)
    presenter.tick()
    shown = card(presenter)
    assert shown.chip is not None
    assert shown.chip.text == "Checking with Stripe"
    assert shown.details == ("No answer since 14:05. Nothing is sent twice.", "Refund by Tom")
    assert shown.buttons == ()


def test_a_click_the_hub_has_lost_can_be_put_away(pretend: PretendDesk) -> None:
    presenter = opened(pretend)
    presenter.act(Intent.REFUND_REST, "pi_1")
    (action,) = pretend.commands.clicked
    pretend.commands.stand(item(action, "unknown", Problem("hub-restored", "Nobody knows.")))
    presenter.take(SOMETHING)
    assert intents(card(presenter)) == [Intent.REFUND_LEAVE]
    presenter.act(Intent.REFUND_LEAVE, "pi_1")
    assert pretend.commands.dismissed == [action.id]


def test_a_colleagues_refund_that_failed_is_told_until_it_is_put_away(pretend: PretendDesk) -> None:
    problem = Problem("refund-failed", "The bank did not take it.")
    failed = asked("failed", problem=problem)
    pretend.reads.rows = [chat(asks=Asks(failed=(failed.action,)))]
    presenter = opened(pretend, failed)
    assert "the money came back" in plain(card(presenter).explanation)
    assert card(presenter).side is not None, "it can be refunded again"
    presenter.act(Intent.REFUND_SEEN_TO, "pi_1")
    assert card(presenter).explanation == ()


def test_what_a_colleague_is_at_with_a_payment_is_seen_in_its_card(pretend: PretendDesk) -> None:
    presenter = opened(pretend)

    def at(doing: str, **more: object) -> str:
        there = Presence(agent=AgentId("a_tom"), name="Tom", desk="d", doing=doing, payment="pi_1", **more)  # type: ignore[arg-type]
        view = pretend.commands.view
        pretend.commands.view = DeskView(Status(online=True), me=view.me, terms=view.terms, presence=(there,))
        presenter.take(Changes(flags=frozenset({"presence"})))
        return plain(card(presenter).progress)

    assert at("refunding") == "Tom has the refund form open"
    assert at("holding", amount=2490, currency="eur") == "Tom has a refund of €24.90 on hold"
    assert card(presenter).side is not None, "the hub asks before a second one goes out"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("held", "Tom had €10.00 of this payment on hold when you clicked."),
        ("needs_approval", "Tom asked at 14:02 to refund €10.00 of this payment."),
        (None, "Tom refunded €10.00 of this payment at 14:02."),
    ],
)
def test_a_colleague_was_faster_in_whichever_way(pretend: PretendDesk, state: str | None, words: str) -> None:
    presenter = opened(pretend)
    presenter.act(Intent.REFUND_REST, "pi_1")
    (action,) = pretend.commands.clicked
    facts = {"agent": "Tom", "amount": 1000, "at": "2026-11-22T14:02:00Z", "state": state}
    problem = Problem("needs-confirmation", "?", codes=("recent-refund",), facts=facts)
    pretend.commands.stand(item(action, "refused", problem))
    presenter.take(SOMETHING)
    assert plain(card(presenter).explanation) == words


def test_yesterdays_refund_says_so(pretend: PretendDesk) -> None:
    presenter = opened(pretend)
    presenter.act(Intent.REFUND_REST, "pi_1")
    (action,) = pretend.commands.clicked
    facts: dict[str, str | int | None] = {"agent": "Tom", "amount": 1000, "at": "2026-11-21T18:30:00Z"}
    problem = Problem("needs-confirmation", "?", codes=("recent-refund",), facts=facts)
    pretend.commands.stand(item(action, "refused", problem))
    presenter.take(SOMETHING)
    assert plain(card(presenter).explanation) == "Tom refunded €10.00 of this payment at 18:30 (21 Nov)."
