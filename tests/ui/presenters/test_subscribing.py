"""Subscriptions in the panel: how they stand, what a change would mean before it is made, and what a click makes of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from inbox.desk.ports import AskedChange, Status, Subscribed
from inbox.domain import times
from inbox.domain.actions import ChangeSubscription, SendTemplate, SendText
from inbox.domain.ids import ActionId, AgentId, SourceId
from inbox.domain.payments import Payment
from inbox.domain.problems import Problem
from inbox.domain.subscriptions import seen
from inbox.domain.template_drafts import read
from inbox.domain.templates import Template
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Entry
from tests.ui.panes.live_panels import Stage
from tests.ui.panes.live_subscriptions import BILL, CLUB, LATE
from tests.ui.presenters.pretend_desk import LENA, chat, entry, item, paid

DRAFTS = read((Path(__file__).resolve().parents[3] / "resources" / "templates" / "starter.json").read_bytes())
KEY = "sub_1"


@pytest.fixture
def stage() -> Stage:
    made = Stage("en")
    made.reads.money = [paid(amount=2990)]
    made.reads.subscribed = (Subscribed(CLUB, BILL),)
    made.reads.lines = [entry("m1", -60, text="Hello, could you pause my subscription please?")]
    return made


def _card(panel: PanelPresenter) -> Entry:
    (section,) = [each for each in panel.state.sections if each.id == "subscriptions"]
    return section.entries[0]


def _acts(panel: PanelPresenter) -> list[str]:
    return [button.intent for button in _card(panel).buttons]


def _said(panel: PanelPresenter) -> str:
    return "".join(span.text for span in _card(panel).explanation)


def test_it_says_what_is_charged_next_and_offers_what_means_something(stage: Stage) -> None:
    panel = stage.open()
    card = _card(panel)
    assert (card.title, card.details) == ("Kaffeeabo „Hafen“ 1 kg", ("€29.90 a month · next charge 1 Dec",))
    assert card.chip is not None
    assert card.chip.text == "Active"
    assert _acts(panel) == ["subscription.skip", "subscription.pause", "subscription.end", "subscription.end-now"]


def test_a_button_shows_first_what_it_means_and_changes_nothing(stage: Stage) -> None:
    panel = stage.open()
    panel.act(Intent.SUBSCRIPTION_SKIP, KEY)
    assert _said(panel) == "The charge of €29.90 on 1 Dec and its delivery are skipped. Next charge 1 Jan 2027."
    assert stage.pretend.commands.clicked == []
    tick = _card(panel).tick
    assert tick is not None
    assert (tick.is_ticked, "1 December" in tick.words) == (True, True)
    panel.act(Intent.SUBSCRIPTION_LEAVE, KEY)
    assert "subscription.skip" in _acts(panel)


def test_one_more_click_is_the_action_with_what_was_seen_and_the_words_for_the_customer(stage: Stage) -> None:
    panel = stage.open()
    panel.act(Intent.SUBSCRIPTION_SKIP, KEY)
    panel.act(Intent.SUBSCRIPTION_DO, KEY)
    (action,) = stage.pretend.commands.clicked
    assert isinstance(action, ChangeSubscription)
    assert (action.change, action.until, action.seen, action.amount) == ("skip", None, seen(CLUB), 2990)
    assert action.tell is not None
    assert action.tell.startswith("The next charge of €29.90 on 1 December is skipped")


def test_who_is_not_to_be_told_is_not(stage: Stage) -> None:
    panel = stage.open()
    panel.act(Intent.SUBSCRIPTION_END, KEY)
    panel.act(Intent.SUBSCRIPTION_TELL, KEY)
    panel.act(Intent.SUBSCRIPTION_DO, KEY)
    (action,) = stage.pretend.commands.clicked
    assert isinstance(action, ChangeSubscription)
    assert (action.change, action.tell) == ("cancel_at_end", None)


def _approved(*names: str) -> list[Template]:
    found = [next(one for one in DRAFTS if one.id == name).template for name in names]
    return [msgspec.structs.replace(one, status="APPROVED") for one in found]


def test_a_closed_window_without_a_template_is_said_with_the_way_out_and_the_change_is_made_untold(stage: Stage) -> None:
    stage.reads.rows = [chat(window_end=0)]
    panel = stage.open()
    panel.act(Intent.SUBSCRIPTION_SKIP, KEY)
    tick = _card(panel).tick
    assert tick is not None
    assert tick.is_ticked is None
    assert tick.text == (
        "The window is closed, so Lena cannot be told here. Submit the template “Subscription charge skipped” to Meta; "
        "once it is approved, it does the job."
    )
    assert [button.intent for button in _card(panel).buttons] == [
        Intent.SUBSCRIPTION_DO, Intent.TEMPLATE_PAGE, Intent.SUBSCRIPTION_LEAVE,
    ]  # fmt: skip
    panel.act(Intent.SUBSCRIPTION_DO, KEY)
    (action,) = stage.pretend.commands.clicked
    assert isinstance(action, ChangeSubscription)
    assert (action.tell, action.tell_template) == (None, None)


def test_a_template_in_review_is_said_to_be(stage: Stage) -> None:
    stage.reads.rows = [chat(window_end=0)]
    stage.reads.approved = [
        msgspec.structs.replace(one, status="PENDING") for one in _approved("subscription_skipped/en", "subscription_skipped/de")
    ]
    panel = stage.open()
    panel.act(Intent.SUBSCRIPTION_SKIP, KEY)
    tick = _card(panel).tick
    assert tick is not None
    assert "is in review at Meta" in tick.text


@pytest.mark.parametrize(
    ("act", "name", "says"),
    [
        (Intent.SUBSCRIPTION_SKIP, "subscription_skipped", "on 1 December is skipped"),
        (Intent.SUBSCRIPTION_MONTH, "subscription_paused", "paused until 22 December"),
        (Intent.SUBSCRIPTION_TOLD, "subscription_on_hold", "is paused. We charge nothing until"),
        (Intent.SUBSCRIPTION_END, "subscription_ends", "ends on 1 December"),
        (Intent.SUBSCRIPTION_END_NOW, "subscription_ended", "has ended."),
    ],
)
def test_in_a_closed_window_the_template_that_says_it_is_seen_and_goes_along(
    stage: Stage, act: str, name: str, says: str
) -> None:
    stage.reads.rows = [chat(window_end=0)]
    stage.reads.approved = _approved(*(draft.id for draft in DRAFTS if draft.name.startswith("subscription_")))
    panel = stage.open()
    panel.act(act, KEY)
    tick = _card(panel).tick
    assert tick is not None
    assert tick.is_ticked
    assert tick.words.startswith("Template “")
    assert says in tick.words
    assert "“Kaffeeabo „Hafen“ 1 kg”" in tick.words
    panel.act(Intent.SUBSCRIPTION_DO, KEY)
    (action,) = stage.pretend.commands.clicked
    assert isinstance(action, ChangeSubscription)
    assert action.tell_template is not None
    assert (action.tell, action.tell_template.id) == (None, f"{name}/en")


def test_taking_up_again_says_the_next_charge_and_one_that_is_charged_at_once_says_today(stage: Stage) -> None:
    stage.reads.rows = [chat(window_end=0)]
    stage.reads.approved = _approved("subscription_continues/en")
    for changes, day in (({"pause": "void"}, "1 December"), ({"status": "paused"}, "22 November")):
        stage.reads.subscribed = (Subscribed(msgspec.structs.replace(CLUB, **changes), BILL),)
        panel = stage.open()
        panel.act(Intent.SUBSCRIPTION_RESUME, KEY)
        tick = _card(panel).tick
        assert tick is not None
        assert f"The next charge of €29.90 is on {day}." in tick.words


def test_the_page_of_an_unpaid_bill_goes_by_a_template_that_was_shown(stage: Stage) -> None:
    stage.reads.subscribed, stage.reads.rows = (LATE,), [chat(window_end=0)]
    panel = stage.open()
    panel.act(Intent.SUBSCRIPTION_BILL, KEY)
    assert "Submit the template “Page of an unpaid renewal”" in _said(panel)
    stage.reads.approved = _approved("renewal_page/en")
    panel.tick()
    assert "the payment of €29.90 for your subscription “Kaffeeabo „Hafen“ 1 kg”" in _said(panel)
    panel.act(Intent.SUBSCRIPTION_BILL_SEND, KEY)
    (sent,) = stage.pretend.commands.clicked
    assert isinstance(sent, SendTemplate)
    assert (sent.template, sent.buttons) == ("renewal_page", {"0": "1"})


def test_a_pause_asks_until_when_and_takes_a_day_from_the_calendar(stage: Stage) -> None:
    panel = stage.open()
    asked: list[tuple[object, ...]] = []
    panel.day_wanted.connect(lambda *said: asked.append(said))
    panel.act(Intent.SUBSCRIPTION_PAUSE, KEY)
    panel.act(Intent.SUBSCRIPTION_DO, KEY)
    assert stage.pretend.commands.clicked == []
    panel.act(Intent.SUBSCRIPTION_DAY, KEY)
    assert asked == [(KEY, date(2026, 12, 22), date(2026, 12, 2), date(2028, 11, 21))]
    panel.choose_day(KEY, date(2027, 2, 15))
    assert _said(panel).startswith("Nothing is charged until 15 Feb 2027: 3 charges from 1 Dec on, €89.70 in total")
    assert _said(panel).endswith("Next charge 1 Mar 2027.")
    panel.act(Intent.SUBSCRIPTION_DO, KEY)
    (action,) = stage.pretend.commands.clicked
    assert isinstance(action, ChangeSubscription)
    assert (action.change, action.until) == ("pause", "2027-02-15T00:00:00.000Z")


def test_a_pause_for_months_or_until_told(stage: Stage) -> None:
    panel = stage.open()
    panel.act(Intent.SUBSCRIPTION_MONTH, KEY)
    assert "22 Dec" in _said(panel)
    panel.act(Intent.SUBSCRIPTION_TOLD, KEY)
    assert _said(panel).startswith("Nothing is charged until somebody resumes it.")
    panel.act(Intent.SUBSCRIPTION_DO, KEY)
    assert getattr(stage.pretend.commands.clicked[0], "until", "") is None


def test_a_day_before_the_next_charge_is_refused_in_words(stage: Stage) -> None:
    panel = stage.open()
    panel.choose_day(KEY, date(2026, 11, 25))
    assert _said(panel) == "No charge falls before that day; choose a later one."
    assert not _card(panel).buttons[0].is_enabled
    panel.act(Intent.SUBSCRIPTION_DO, KEY)
    assert stage.pretend.commands.clicked == []


def test_without_the_hub_nothing_is_changed(stage: Stage) -> None:
    stage.pretend.commands.say(status=Status(online=False))
    panel = stage.open()
    panel.act(Intent.SUBSCRIPTION_END_NOW, KEY)
    assert not _card(panel).buttons[0].is_enabled
    assert _said(panel).startswith("It ends at once. Nothing is refunded by itself: 8 days are paid and unused, €8.")


def test_what_is_on_hold_can_be_undone_in_its_card(stage: Stage) -> None:
    panel = stage.open()
    panel.act(Intent.SUBSCRIPTION_END_NOW, KEY)
    panel.act(Intent.SUBSCRIPTION_DO, KEY)
    held = msgspec.structs.replace(item(stage.pretend.commands.clicked[0], hold=5), targets=(CLUB.id,))
    stage.pretend.commands.stand(held)
    panel.open(LENA)
    card = _card(panel)
    assert [span.text for span in card.progress] == ["End now in 5 s"]
    assert (card.side is not None, card.buttons) == (True, ())
    undone: list[str] = []
    panel.undo_wanted.connect(undone.append)
    panel.act(Intent.UNDO, KEY)
    assert undone == [held.id]


def test_what_the_hub_refused_is_said_until_it_is_put_away(stage: Stage) -> None:
    panel = stage.open()
    panel.act(Intent.SUBSCRIPTION_SKIP, KEY)
    panel.act(Intent.SUBSCRIPTION_DO, KEY)
    refused = item(stage.pretend.commands.clicked[0], "refused", Problem("subscription-changed", ""))
    stage.pretend.commands.stand(msgspec.structs.replace(refused, targets=(CLUB.id,)))
    panel.open(LENA)
    assert _said(panel).startswith("The subscription was changed meanwhile")
    panel.act(Intent.SUBSCRIPTION_LEAVE, KEY)
    assert "subscription.skip" in _acts(panel)


@pytest.mark.parametrize(
    ("changes", "chip", "first"),
    [
        ({"pause": "void", "resumes_at": "2027-02-15T00:00:00.000Z"}, "Paused", "subscription.resume"),
        ({"pause": "void", "resumes_at": "2026-12-01T22:00:00.000Z"}, "Skips once", "subscription.resume"),
        ({"status": "paused"}, "Paused", "subscription.resume"),
        ({"cancel_at_period_end": True}, "Ends", "subscription.keep"),
        ({"status": "trialing"}, "Trial", "subscription.skip"),
        ({"status": "unpaid"}, "Not paid", "subscription.end-now"),
        ({"status": "canceled", "ended_at": "2026-11-20T10:00:00.000Z"}, "Ended", None),
    ],
)
def test_each_state_has_its_word_and_its_first_act(
    stage: Stage, changes: dict[str, object], chip: str, first: str | None
) -> None:
    stage.reads.subscribed = (Subscribed(msgspec.structs.replace(CLUB, **changes)),)
    panel = stage.open()
    card = _card(panel)
    assert card.chip is not None
    assert card.chip.text == chip
    assert next((button.intent for button in card.buttons), None) == first


def test_a_renewal_that_failed_says_why_and_sends_the_bills_page(stage: Stage) -> None:
    stage.reads.subscribed = (LATE,)
    panel = stage.open()
    assert panel.state.sections[0].id == "subscriptions", "what is late stands at the top"
    assert _card(panel).details[1:3] == ("The card has expired.", "€29.90 unpaid · next try 4 Dec")
    panel.act(Intent.SUBSCRIPTION_BILL, KEY)
    (sent,) = stage.pretend.commands.clicked
    assert isinstance(sent, SendText)
    assert "€29.90" in sent.text
    assert sent.text.endswith("https://invoice.stripe.com/i/1")


def test_nobody_without_a_subscription_sees_a_section_about_them(stage: Stage) -> None:
    stage.reads.subscribed = ()
    panel = stage.open()
    assert [each.id for each in panel.state.sections if each.id == "subscriptions"] == []
    assert not panel.has_subscription


def test_the_palette_opens_the_change_of_the_first_one_that_runs(stage: Stage) -> None:
    over = Subscribed(msgspec.structs.replace(CLUB, id="sub_0", status="canceled"))
    stage.reads.subscribed = (over, Subscribed(CLUB, BILL))
    panel = stage.open()
    panel.change_subscription("skip")
    (section,) = [each for each in panel.state.sections if each.id == "subscriptions"]
    assert section.entries[1].explanation
    assert times.from_text(CLUB.period_end or "")


def _skipping(stage: Stage) -> None:
    skip = msgspec.structs.replace(CLUB, pause="void", resumes_at="2026-12-01T22:00:00.000Z")
    stage.reads.subscribed = (Subscribed(skip, BILL),)


def test_a_skip_is_no_pause_and_says_which_charge_is_left_out_and_which_comes(stage: Stage) -> None:
    _skipping(stage)
    assert _card(stage.open()).details == ("€29.90 a month · next charge 1 Jan 2027", "The charge on 1 Dec is skipped")


def test_a_skip_is_taken_back_in_words_that_speak_of_no_pause(stage: Stage) -> None:
    _skipping(stage)
    panel = stage.open()
    panel.act(Intent.SUBSCRIPTION_RESUME, KEY)
    assert _said(panel) == "Nothing is skipped: €29.90 will be charged on 1 Dec."
    assert _card(panel).buttons[0].text == "Do not skip"
    panel.act(Intent.SUBSCRIPTION_DO, KEY)
    (action,) = stage.pretend.commands.clicked
    assert isinstance(action, ChangeSubscription)
    assert (action.change, action.tell) == (
        "resume", "The subscription goes on. The next charge of €29.90 is on 1 December."
    )  # fmt: skip


def _colleague(state: str) -> AskedChange:
    return AskedChange(
        action=ActionId("act_7"), state=state, agent=AgentId("a_tom"), agent_name="Tom", subscription=CLUB.id, change="pause"
    )


def test_what_a_colleague_is_just_changing_is_said_to_everybody_and_takes_no_click(stage: Stage) -> None:
    stage.reads.changing = (_colleague("sending"),)
    panel = stage.open()
    panel.act(Intent.SUBSCRIPTION_SKIP, KEY)
    card = _card(panel)
    assert [span.text for span in card.progress] == ["Tom is pausing this subscription …"]
    assert {(button.is_enabled, button.reason) for button in card.buttons} == {(False, "Tom is pausing this subscription …")}
    assert len(card.buttons) == 4


def test_a_colleagues_change_of_unknown_outcome_is_said_to_everybody(stage: Stage) -> None:
    stage.reads.changing = (_colleague("unknown"),)
    card = _card(stage.open())
    assert card.chip is not None
    assert card.chip.text == "Outcome not known"
    assert "Tom" in card.explanation[0].text
    assert not any(button.is_enabled for button in card.buttons)


def test_a_change_of_ones_own_that_ended_here_does_not_run_on_in_the_log(stage: Stage) -> None:
    panel = stage.open()
    panel.act(Intent.SUBSCRIPTION_SKIP, KEY)
    panel.act(Intent.SUBSCRIPTION_DO, KEY)
    done = msgspec.structs.replace(item(stage.pretend.commands.clicked[0], "succeeded"), targets=(CLUB.id,))
    stage.pretend.commands.stand(done)
    stage.reads.changing = (msgspec.structs.replace(_colleague("sending"), action=done.id),)
    panel.open(LENA)
    assert "subscription.skip" in _acts(panel)


def test_a_day_in_a_text_that_is_read_tomorrow_is_never_today(stage: Stage) -> None:
    paused = msgspec.structs.replace(CLUB, pause="void", period_end="2026-11-22T20:00:00.000Z", anchor="2026-02-22T20:00:00.000Z")
    stage.reads.subscribed = (Subscribed(paused, BILL),)
    panel = stage.open()
    panel.act(Intent.SUBSCRIPTION_RESUME, KEY)
    tick = _card(panel).tick
    assert tick is not None
    assert "The next charge of €29.90 is on 22 November." in tick.words


@pytest.mark.parametrize(
    ("expires", "words"),
    [
        ("2026-10", "expired at the end of October 2026"),
        ("2026-11", "expires at the end of November 2026, before the next charge"),
        ("2026-12", "expires at the end of December 2026"),
        ("2027-12", None),
    ],
)
def test_a_card_that_is_soon_good_no_longer_is_a_fact_on_the_card(stage: Stage, expires: str, words: str | None) -> None:
    card_paid = Payment(SourceId("pi_9"), status="succeeded", method_label="Visa 4242", card_expires=expires)
    stage.reads.subscribed = (Subscribed(CLUB, BILL, card_paid),)
    card = _card(stage.open())
    assert card.chip is not None
    assert card.details[1:] == (() if words is None else (f"Visa 4242, charged last, {words}",))
    assert card.chip.text == ("Active" if words is None else "Card expires")


def test_a_card_that_failed_is_not_called_charged(stage: Stage) -> None:
    declined = Payment(SourceId("pi_9"), status="requires_payment_method", method_label="Visa 4242", card_expires="2026-10")
    stage.reads.subscribed = (Subscribed(CLUB, BILL, declined),)
    assert len(_card(stage.open()).details) == 1
