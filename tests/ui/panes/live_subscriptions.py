"""The panel of somebody with subscriptions, as its presenter makes it, in every state: the program's own words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec

from inbox.desk.ports import AskedChange, Item, Subscribed
from inbox.domain.actions import ChangeSubscription
from inbox.domain.ids import ActionId, AgentId, SourceId
from inbox.domain.payments import Invoice, Payment
from inbox.domain.subscriptions import Subscription, SubscriptionItem
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import PanelState
from tests.ui.panes.live_panels import Stage, approved_template
from tests.ui.presenters.pretend_desk import LENA, chat, item, paid

CLUB = Subscription(
    id=SourceId("sub_1"),
    customer=SourceId("cus_1"),
    status="active",
    amount=2990,
    currency="eur",
    interval="month",
    interval_count=1,
    anchor="2026-02-01T10:00:00.000Z",
    period_start="2026-11-01T10:00:00.000Z",
    period_end="2026-12-01T10:00:00.000Z",
    cancel_at_period_end=False,
    cancel_at="",
    ended_at="",
    pause="",
    resumes_at="",
    latest_invoice=SourceId("in_1"),
    latest_payment=SourceId("pi_9"),
    items=(SubscriptionItem(name="Kaffeeabo „Hafen“ 1 kg", amount=2990),),
)
BILL = Invoice(
    id=SourceId("in_1"), status="paid", amount=2990, currency="eur", hosted_url="https://invoice.stripe.com/i/1", remaining=0
)
LATE = Subscribed(
    msgspec.structs.replace(CLUB, status="past_due", period_end="2027-01-01T10:00:00.000Z"),
    msgspec.structs.replace(BILL, status="open", remaining=2990, attempts=1, next_attempt="2026-12-04T11:00:00.000Z"),
    Payment(id=SourceId("pi_9"), status="requires_payment_method", failure_code="expired_card"),
)


def opened(language: str, *known: Subscribed, items: tuple[Item, ...] = ()) -> PanelPresenter:
    """Return the panel with Lena's chat and these subscriptions."""
    stage = _stage(language, *known)
    stage.pretend.commands.stand(*items)
    return stage.open()


def _stage(language: str, *known: Subscribed) -> Stage:
    stage = Stage(language)
    stage.reads.money = [paid(amount=2990)]
    stage.reads.subscribed = known or (Subscribed(CLUB, BILL),)
    return stage


def _after(*acts: str) -> Callable[[str], PanelState]:
    def state(language: str) -> PanelState:
        panel = opened(language)
        for intent in acts:
            panel.act(intent, "sub_1")
        return panel.state

    return state


def _standing(**changes: object) -> Callable[[str], PanelState]:
    return lambda language: opened(language, Subscribed(msgspec.structs.replace(CLUB, **changes), BILL)).state


def until_a_day(language: str) -> PanelState:
    panel = opened(language)
    panel.choose_day("sub_1", date(2027, 2, 15))
    return panel.state


def on_hold(language: str) -> PanelState:
    wish = ChangeSubscription(
        id=ActionId("00000000-0000-4000-8000-000000000001"), conversation=LENA, subscription=CLUB.id, change="pause",
        until="2027-02-15T00:00:00.000Z", seen="", amount=2990, currency="eur",
    )  # fmt: skip
    held = msgspec.structs.replace(item(wish, hold=4), targets=(CLUB.id,))
    return opened(language, items=(held,)).state


def by_a_colleague(language: str) -> PanelState:
    stage = _stage(language)
    stage.reads.changing = (
        AskedChange(
            action=ActionId("act_7"), state="sending", agent=AgentId("a_tom"), agent_name="Tom", subscription=CLUB.id,
            change="pause",
        ),
    )  # fmt: skip
    return stage.open().state


def _closed(language: str, *approved: str) -> Stage:
    stage = _stage(language)
    stage.reads.rows = [chat(name="Lena Brandt", window_end=0)]
    stage.reads.approved = [approved_template(name) for name in approved]
    return stage


def told_by_template(language: str) -> PanelState:
    panel = _closed(language, "subscription_paused_du").open()
    panel.choose_day("sub_1", date(2027, 2, 15))
    return panel.state


def untold(language: str) -> PanelState:
    panel = _closed(language).open()
    panel.act(Intent.SUBSCRIPTION_SKIP, "sub_1")
    return panel.state


def bill_by_template(language: str) -> PanelState:
    stage = _closed(language, "renewal_page_du")
    stage.reads.subscribed = (LATE,)
    panel = stage.open()
    panel.act(Intent.SUBSCRIPTION_BILL, "sub_1")
    return panel.state


def card_expires(language: str) -> PanelState:
    known = Payment(SourceId("pi_9"), status="succeeded", method_label="Visa 4242", card_expires="2026-11")
    return opened(language, Subscribed(CLUB, BILL, known)).state


def failed(language: str) -> PanelState:
    return opened(language, LATE).state


SCENES: dict[str, Callable[[str], PanelState]] = {
    "subscription": _after(),
    "subscription-skip": _after(Intent.SUBSCRIPTION_SKIP),
    "subscription-pause": _after(Intent.SUBSCRIPTION_PAUSE),
    "subscription-until": until_a_day,
    "subscription-end-now": _after(Intent.SUBSCRIPTION_END_NOW, Intent.SUBSCRIPTION_TELL),
    "subscription-paused": _standing(pause="void", resumes_at="2027-02-15T00:00:00.000Z"),
    "subscription-skips": _standing(pause="void", resumes_at="2026-12-01T22:00:00.000Z"),
    "subscription-colleague": by_a_colleague,
    "subscription-ends": _standing(cancel_at_period_end=True, cancel_at="2026-12-01T10:00:00.000Z"),
    "subscription-late": failed,
    "subscription-held": on_hold,
    "subscription-card-expires": card_expires,
    "subscription-template": told_by_template,
    "subscription-untold": untold,
    "subscription-bill-template": bill_by_template,
}
