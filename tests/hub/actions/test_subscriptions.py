"""Changing subscriptions: what is read before every post, what is posted once, and what Stripe's books say of it afterwards."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from inbox.domain import times
from inbox.domain.payments import Invoice, Payment
from inbox.domain.subscriptions import Subscription, seen
from inbox.domain.template_drafts import read
from inbox.hub.action_rows import Record
from inbox.hub.template_mirror import tell
from inbox.sandbox.stripe.prices import create_price
from tests.hub.actions.hub_world import ANNA, BEN, EVA, SUE, Hub, wish

DRAFTS = read((Path(__file__).resolve().parents[3] / "resources" / "templates" / "starter.json").read_bytes())
PHONE = "+" + EVA
DAY = 86_400


class Club:
    """Eva in the coffee club, 24,90 € a month, known to the hub."""

    def __init__(self, hub: Hub, **more: object) -> None:
        account = hub.stripe.account
        self.hub = hub
        self.conversation = hub.customer_writes()
        self.customer = account.create_customer(name="Eva", phone=PHONE)["id"]
        recurring = {"interval": "month"}
        params = {"currency": "eur", "unit_amount": 2490, "recurring": recurring, "product_data": {"name": "Kaffeeabo"}}
        price = create_price(account.state, "", params)["id"]
        self.id = account.subscribe(self.customer, [(price, 1)], **more)["id"]
        hub.deliver()
        hub.watch.run()

    @property
    def known(self) -> Subscription:
        return self.hub.mirrored(Subscription, self.id)

    @property
    def books(self) -> dict:
        return self.hub.stripe.account.books()["subscriptions"][self.id]

    def wish(self, change: str, **more: object) -> dict:
        seen_ = more.pop("seen", None) or seen(self.known)
        return wish(
            "change_subscription", conversation=self.conversation, subscription=self.id, change=change, seen=seen_,
            amount=2490, currency="eur", **more,
        )  # fmt: skip

    def do(self, change: str, actor=ANNA, **more: object) -> Record:
        self.hub.clock.pass_time(2)
        return self.hub.do(actor, self.wish(change, **more))

    def posts(self) -> list[str]:
        return [f"{one.method} {one.url.path}" for one in self.hub.stripe.wire.sent if one.method in ("POST", "DELETE")]

    def renew(self) -> None:
        """Let the period end and its invoice be dealt with."""
        account, clock = self.hub.stripe.account, self.hub.clock
        clock.pass_time(self.books["current_period_end"] - self.hub.stripe.world.clock.now())
        account.advance()
        clock.pass_time(3601)
        account.advance()
        self.hub.deliver()
        self.hub.watch.run()

    def bills(self) -> list[str]:
        return [one["status"] for one in reversed(self.books["invoices"].values())]


@pytest.fixture
def club(hub: Hub) -> Club:
    return Club(hub)


def test_a_webhook_is_enough_to_know_what_is_charged_next_and_a_reading_what_it_is_called(club: Club) -> None:
    known = club.known
    assert (known.status, known.amount, known.interval, known.interval_count, known.pause) == ("active", 2490, "month", 1, "")
    assert [each.name for each in known.items or ()] == ["Kaffeeabo"]
    assert known.latest_invoice is not None
    assert club.hub.mirrored(Invoice, known.latest_invoice).subscription == club.id
    assert known.latest_payment is not None
    paid = club.hub.mirrored(Payment, known.latest_payment)
    assert (paid.status, paid.card_expires) == ("succeeded", "2034-12")


def test_skipping_the_next_charge_voids_one_invoice_and_no_other(club: Club) -> None:
    record = club.do("skip")
    assert (record.state, record.problem) == ("succeeded", None)
    pause = club.books["pause_collection"]
    assert (pause["behavior"], pause["resumes_at"]) == ("void", club.books["current_period_end"] + 12 * 3600)
    assert club.known.pause == "void"
    club.renew()
    assert club.bills() == ["paid", "void"]
    club.renew()
    assert club.bills() == ["paid", "void", "paid"]
    assert club.known.pause == ""


def test_a_pause_until_a_day_ends_by_itself(club: Club) -> None:
    end = club.books["current_period_end"]
    until = times.to_text(times.from_unix(end) + timedelta(days=40))
    record = club.do("pause", until=until)
    assert record.state == "succeeded"
    assert record.result is not None
    assert str(record.result["next_charge"]) > until
    for _ in range(3):
        club.renew()
    assert club.bills() == ["paid", "void", "void", "paid"]


def test_a_pause_without_an_end_lasts_until_somebody_resumes(club: Club) -> None:
    assert club.do("pause").result["next_charge"] is None  # type: ignore[index] # succeeded
    for _ in range(2):
        club.renew()
    assert club.bills() == ["paid", "void", "void"]
    assert club.do("resume").state == "succeeded"
    assert club.books["pause_collection"] is None
    club.renew()
    assert club.bills()[-1] == "paid"


def test_an_end_with_the_period_can_be_taken_back(club: Club) -> None:
    assert club.do("cancel_at_end").state == "succeeded"
    assert club.books["cancel_at_period_end"]
    assert club.do("skip").problem.code == "subscription-ends"  # type: ignore[union-attr] # refused
    assert club.do("keep").state == "succeeded"
    assert not club.books["cancel_at_period_end"]
    assert club.do("keep").problem.code == "subscription-kept"  # type: ignore[union-attr] # refused


def test_ending_now_gives_nothing_back_and_says_so_in_no_post(club: Club) -> None:
    assert club.do("cancel_now").state == "succeeded"
    assert club.books["status"] == "canceled"
    assert club.hub.stripe.refunds() == []
    assert club.posts() == [f"DELETE /v1/subscriptions/{club.id}"]
    assert club.do("resume").problem.code == "subscription-over"  # type: ignore[union-attr] # refused


def test_one_that_stripe_itself_has_paused_goes_on_with_a_charge(club: Club) -> None:
    client = club.hub.stripe.client
    club.hub.clock.pass_time(2)
    client.post(f"/v1/subscriptions/{club.id}/pause", b"bill_for[unused_time_from][type]=none", "k1", client.stripe_version)
    club.hub.deliver()
    assert club.known.status == "paused"
    assert club.do("resume").state == "succeeded"
    assert (club.books["status"], club.bills()) == ("active", ["paid", "paid"])


def test_what_was_changed_meanwhile_is_not_changed_over_it(club: Club) -> None:
    stale = seen(club.known)
    assert club.do("cancel_at_end").state == "succeeded"
    refused = club.do("pause", actor=BEN, seen=stale)
    assert (refused.state, refused.problem.code) == ("refused", "subscription-changed")  # type: ignore[union-attr] # refused
    assert len(club.posts()) == 1


def test_of_two_agents_at_once_one_is_told_that_the_other_was_faster(club: Club) -> None:
    first, second = club.wish("skip"), club.wish("cancel_at_end")
    club.hub.post(ANNA, first)
    club.hub.post(BEN, second)
    club.hub.rest()
    states = {club.hub.record(one["id"]).state for one in (first, second)}
    assert states == {"succeeded", "refused"}
    assert len(club.posts()) == 1


@pytest.mark.parametrize("change", ["skip", "pause", "cancel_at_end", "cancel_now"])
@pytest.mark.parametrize("kind", ["lose_answer_after", "lose_answer_before"])
def test_a_lost_answer_is_settled_by_reading(club: Club, change: str, kind: str) -> None:
    method = "DELETE" if change == "cancel_now" else "POST"
    club.hub.stripe.fault(kind, "stripe.subscriptions", method=method)
    record = club.do(change)
    assert record.state == "succeeded"
    events = [one for one in club.hub.stripe.account.state.events.newest() if one["type"].startswith("customer.subscription")]
    assert len(events) == 2  # created, and changed once
    keys = {one.headers.get("idempotency-key") for one in club.hub.stripe.wire.sent if one.method == "POST"}
    assert keys <= {record.id}


def test_an_answer_lost_for_good_is_unknown_until_stripe_can_be_read_and_then_told(club: Club) -> None:
    asked = club.wish("pause")
    club.hub.stripe.fault("lose_answer_after", "stripe.subscriptions", method="POST")
    club.hub.post(ANNA, asked)
    club.hub.turn()
    club.hub.stripe.wire.down = True
    club.hub.rest()
    assert club.hub.record(asked["id"]).state == "unknown"
    assert club.do("resume", actor=BEN).problem.code == "subscription-busy"  # type: ignore[union-attr] # refused
    club.hub.stripe.wire.down = False
    club.hub.clock.pass_time(900)
    club.hub.watch.run()
    assert club.hub.record(asked["id"]).state == "succeeded"
    assert club.do("resume", actor=BEN).state == "succeeded"


def test_a_webhook_that_comes_before_the_answer_ends_the_same_action_once(club: Club) -> None:
    asked = club.wish("skip")
    club.hub.stripe.fault("lose_answer_after", "stripe.subscriptions", method="POST")
    club.hub.post(ANNA, asked)
    club.hub.turn()
    club.hub.deliver()
    assert club.hub.record(asked["id"]).state == "succeeded"
    club.hub.rest()
    lines = [body for body in club.hub.bodies("note.added") if body.get("code") == "subscription-changed"]
    assert len(lines) == 1


def test_a_restart_between_post_and_answer_changes_nothing_twice(club: Club) -> None:
    asked = club.wish("cancel_now")
    club.hub.stripe.fault("lose_answer_after", "stripe.subscriptions", method="DELETE")
    club.hub.post(ANNA, asked)
    club.hub.turn()
    club.hub.restart()
    club.hub.rest()
    assert club.hub.record(asked["id"]).state == "succeeded"
    assert len(club.posts()) == 1


def test_after_a_restored_backup_nothing_is_changed_by_itself(club: Club) -> None:
    asked = club.wish("skip")
    club.hub.post(ANNA, asked)
    club.hub.restore(club.hub.copy())
    club.hub.rest()
    assert club.hub.record(asked["id"]).state == "unknown"
    assert club.posts() == []


@pytest.mark.parametrize(
    ("permission", "named"), [("rak_subscription_write", "rak_subscription_write"), ("both", "rak_subscription_read")]
)
def test_a_key_that_may_not_says_which_permission_is_missing(club: Club, permission: str, named: str) -> None:
    account = club.hub.stripe.account
    account.set_permission("rak_subscription_write", granted=False)
    if permission == "both":
        account.set_permission("rak_subscription_read", granted=False)
    failed = club.do("skip")
    assert (failed.state, failed.problem.code) == ("failed", "permission-missing")  # type: ignore[union-attr] # failed
    assert failed.problem.facts["permission"] == named  # type: ignore[union-attr] # failed
    assert club.books["pause_collection"] is None


def test_a_key_that_may_read_no_products_or_invoices_can_still_change_subscriptions(club: Club) -> None:
    for permission in ("rak_product_read", "rak_product_write", "rak_invoice_read"):
        club.hub.stripe.account.set_permission(permission, granted=False)
    assert club.do("skip").state == "succeeded"


def test_somebody_elses_subscription_is_not_changed_from_this_chat(club: Club) -> None:
    other = club.hub.customer_writes("4915199999999")
    asked = {**club.wish("skip"), "conversation": other}
    record = club.hub.do(ANNA, asked)
    assert record.problem is not None
    assert record.problem.code == "subscription-not-theirs"


def test_the_team_sees_a_line_and_the_customer_gets_the_words_that_were_shown(club: Club) -> None:
    club.do("skip", tell="Die nächste Lieferung setzt aus.")
    (line,) = [body for body in club.hub.bodies("note.added") if body.get("code") == "subscription-changed"]
    assert (line["name"], line["facts"]["change"]) == ("Anna", "skip")
    assert line["facts"]["next_charge"] > times.to_text(times.from_unix(club.books["current_period_end"]))
    assert club.hub.meta.texts() == ["Die nächste Lieferung setzt aus."]


def test_nothing_is_told_when_nothing_was_changed(club: Club) -> None:
    club.do("keep", tell="Alles bleibt, wie es ist.")
    assert club.hub.meta.texts() == []


def test_a_renewal_that_fails_is_known_with_its_cause_its_next_try_and_its_page(hub: Hub) -> None:
    club = Club(hub)
    hub.stripe.account.pay_subscription_with(club.id, "declined_expired_card")
    club.renew()
    known = club.known
    assert known.status == "past_due"
    bill = hub.mirrored(Invoice, known.latest_invoice or "")
    assert (bill.status, bill.attempts, bill.remaining) == ("open", 1, 2490)
    assert bill.hosted_url is not None
    assert bill.next_attempt
    assert hub.mirrored(Payment, known.latest_payment or "").failure_code == "expired_card"


def test_subscriptions_older_than_stripes_events_are_found_by_the_job(hub: Hub) -> None:
    account = hub.stripe.account
    club = Club(hub, created=hub.stripe.world.clock.now() - 200 * DAY)
    account.pay_subscription_with(club.id, "declined_insufficient_funds")
    hub.clock.pass_time(40 * DAY)
    account.advance()
    hub.clock.pass_time(3601)
    account.advance()
    hub.stripe.mail.waiting.clear()
    assert hub.sweep.run() > 0
    assert [each.name for each in club.known.items or ()] == ["Kaffeeabo"]
    assert club.known.status == "past_due"
    assert hub.mirrored(Invoice, club.known.latest_invoice or "").next_attempt
    assert hub.mirrored(Payment, club.known.latest_payment or "").failure_code == "insufficient_funds"


def test_linking_a_customer_brings_the_subscriptions_along(hub: Hub) -> None:
    account, conversation = hub.stripe.account, hub.customer_writes()
    customer = account.create_customer(name="Lena")["id"]
    params = {"currency": "eur", "unit_amount": 900, "recurring": {"interval": "week"}, "product_data": {"name": "Tee-Abo"}}
    key = account.subscribe(customer, [(create_price(account.state, "", params)["id"], 2)])["id"]
    hub.stripe.mail.waiting.clear()
    assert hub.do(SUE, wish("link_customer", conversation=conversation, customer=customer)).state == "succeeded"
    known = hub.mirrored(Subscription, key)
    assert (known.amount, [each.name for each in known.items or ()]) == (1800, ["Tee-Abo"])


def test_two_changes_within_one_second_are_read_again_until_it_is_clear(club: Club) -> None:
    club.hub.clock.pass_time(2)
    for change in ("pause", "resume"):
        said = {**club.wish(change), "seen": seen(club.hub.stripe.client.subscriptions.subscription(club.id).value)}
        assert club.hub.do(ANNA, said).state == "succeeded"
    club.hub.clock.pass_time(2)
    club.hub.watch.run()
    assert club.books["pause_collection"] is None
    assert club.known.pause == ""


PAUSED = {
    "template": "subscription_paused", "language": "de",
    "body": {
        "name": "Eva Lang", "abo": "Kaffeeabo", "shop": "Nordlicht", "pause_bis": "15. Februar 2027",
        "naechste_abbuchung": "1. März 2027",
    },
}  # fmt: skip


def _approve(hub: Hub, status: str = "APPROVED") -> None:
    draft = next(one for one in DRAFTS if one.id == "subscription_paused/de")
    hub.writer.run(lambda tx: tell(tx, [replace(draft.template, status=status)]))


def _untold(hub: Hub) -> list[dict]:
    return [body for body in hub.bodies("note.added") if body.get("code") == "subscription-untold"]


def test_in_a_closed_window_an_approved_template_tells_her_once(club: Club) -> None:
    hub = club.hub
    hub.clock.pass_time(2 * DAY)
    _approve(hub)
    hub.stripe.wire.after = lambda request: hub.deliver()
    done = club.do("pause", until=times.to_text(hub.clock.now() + timedelta(days=60)), tell_template=PAUSED)
    hub.deliver()
    hub.rest()
    assert done.state == "succeeded"
    (sent,) = hub.meta.taken
    assert (sent["type"], sent["template"]["name"]) == ("template", "subscription_paused")
    assert "pausiert bis zum 15. Februar 2027" in hub.bodies("message.sent")[0]["message"]["text"]
    assert _untold(hub) == []


def test_the_window_at_the_moment_of_the_change_decides_between_text_and_template(club: Club) -> None:
    _approve(club.hub)
    club.do("pause", tell="Das Abo pausiert.", tell_template=PAUSED)
    assert club.hub.meta.texts() == ["Das Abo pausiert."]
    club.hub.clock.pass_time(2 * DAY)
    club.do("resume", tell="Das Abo läuft.", tell_template=PAUSED)
    assert [one["type"] for one in club.hub.meta.taken] == ["text", "template"]


def test_that_she_was_not_told_stands_in_the_chat_which_comes_back_to_the_team(club: Club) -> None:
    hub = club.hub
    hub.clock.pass_time(2 * DAY)
    hub.do(ANNA, wish("set_status", conversation=club.conversation, status="resolved"))
    done = club.do("pause", tell="Das Abo pausiert.")
    assert done.state == "succeeded", "the change itself does not need the window"
    (note,) = _untold(hub)
    assert note["facts"] == {"action": done.id, "change": "pause", "why": "window-closed"}
    assert hub.bodies("conversation.changed")[-1]["status"] == "open"


def test_a_template_that_was_paused_by_then_is_said(club: Club) -> None:
    club.hub.clock.pass_time(2 * DAY)
    _approve(club.hub, "PAUSED")
    assert club.do("pause", tell_template=PAUSED).state == "succeeded"
    (note,) = _untold(club.hub)
    assert note["facts"]["why"] == "template-not-approved"
    assert club.hub.meta.taken == []


def test_a_message_about_a_change_that_cannot_be_delivered_is_said_once(club: Club) -> None:
    club.do("pause", tell="Das Abo pausiert.")
    assert _untold(club.hub) == []
    club.hub.status(0, "failed", 131026)
    club.hub.status(0, "failed", 131026)
    (note,) = _untold(club.hub)
    assert note["facts"]["why"] == "whatsapp-131026"


def test_a_card_number_in_the_template_is_refused_before_anything_is_changed(club: Club) -> None:
    values = {**PAUSED["body"], "name": "4242 4242 4242 4242"}  # type: ignore[dict-item] # a table
    refused = club.do("pause", tell_template={**PAUSED, "body": values})
    assert refused.problem is not None
    assert (refused.state, refused.problem.code, club.posts()) == ("refused", "card-number", [])
