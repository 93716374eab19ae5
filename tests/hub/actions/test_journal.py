"""The month's money: every movement Stripe knows is a row, sums are per currency, and what the books disagree about is named."""

from __future__ import annotations

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

import pytest

from inbox.domain import journal as domain
from inbox.domain import journal_csv
from inbox.domain.journal import Broken, Closing, Journal, Line, Reading, Row
from inbox.domain.journal_csv import CsvWords
from inbox.hub.erase import erase_person
from inbox.hub.journal import Journals
from inbox.hub.problems import HttpProblem
from tests.hub.actions.hub_world import ANNA, Hub, refund

BERLIN = ZoneInfo("Europe/Berlin")


def month_of(hub: Hub) -> str:
    return f"{hub.clock.now():%Y-%m}"


def told(hub: Hub, month: str | None = None, zone: tzinfo = UTC) -> list[Line]:
    return list(Journals(hub.store, hub.stripe.client, hub.clock, zone).read(month or month_of(hub)))


def read(hub: Hub, month: str | None = None, zone: tzinfo = UTC) -> Journal:
    *lines, end = told(hub, month, zone)
    assert isinstance(end, Closing), end
    rows = tuple(line for line in lines if isinstance(line, Row))
    assert len(rows) == end.count
    return Journal(
        month=month or month_of(hub),
        as_of=end.as_of,
        rows=rows,
        sums=end.sums,
        differences=end.differences,
        balance=end.balance,
    )


def file_of(found: Journal) -> list[dict[str, str]]:
    """Return the lines of the bookkeeper's file, by its columns."""
    titles, *lines = b"".join(journal_csv.pieces(found, CsvWords())).decode("utf-8-sig").splitlines()
    return [dict(zip(titles.split(";"), line.split(";"), strict=True)) for line in lines]


def test_a_payment_and_its_refund_are_two_rows_with_who_and_why(hub: Hub) -> None:
    chat = hub.customer_writes()
    paid = hub.stripe.payment(10_000, metadata={"conversation": chat, "order_id": "10234"})
    hub.catchup.run()
    done = hub.do(ANNA, refund(paid["payment"], conversation=chat))
    found = read(hub)
    rows = {row.kind: row for row in found.rows if row.kind in ("payment", "refund")}
    assert (rows["payment"].movement.amount, rows["payment"].movement.fee, rows["payment"].movement.net) == (10_000, 175, 9825)
    assert rows["payment"].entry.order_number == "10234"
    assert rows["payment"].entry.conversation == chat
    assert rows["refund"].movement.amount == -2490
    assert rows["refund"].movement.source == done.result["refund"]
    assert (rows["refund"].entry.agent, rows["refund"].entry.reason) == ("Anna", "damaged")
    assert found.differences == ()
    assert domain.is_balanced(found) == {"eur": True}
    sums = {each.kind: each for each in found.sums}
    assert (sums["payment"].gross, sums["refund"].gross, sums["refund"].net) == (10_000, -2490, -2490)
    assert sum(row.movement.net for row in found.rows) == found.balance[0].available + found.balance[0].pending


def test_an_invoiced_payment_has_its_number_and_tax_and_the_refund_its_credit_note(hub: Hub) -> None:
    paid = hub.stripe.invoiced(11_900)
    hub.deliver()
    for amount in (1190, 10_710):
        assert hub.do(ANNA, refund(paid["payment"], amount, confirmed=["recent-refund"])).state == "succeeded"
    hub.deliver()
    rows = read(hub).rows
    (bought,) = [row.entry for row in rows if row.kind == "payment"]
    assert (bought.invoice, bought.tax, bought.credit_note) == (paid["number"], 1900, None)
    given = [row.entry for row in rows if row.kind == "refund"]
    assert {(each.invoice, each.credit_note, each.tax) for each in given} == {
        (paid["number"], f"{paid['number']}-CN-01", -190),
        (paid["number"], f"{paid['number']}-CN-02", -1710),
    }
    shown = file_of(read(hub))
    assert {(each["invoice"], each["credit_note"], each["tax"]) for each in shown if each["kind"] == "refund"} == {
        (paid["number"], f"{paid['number']}-CN-01", "-1,90"),
        (paid["number"], f"{paid['number']}-CN-02", "-17,10"),
    }


def test_a_payment_nobody_told_us_of_is_a_difference(hub: Hub) -> None:
    paid = hub.stripe.payment(5000)
    (difference,) = read(hub).differences
    assert (difference.what, difference.source, difference.stripe, difference.hub) == ("not-told", paid["charge"], 5000, None)
    hub.catchup.run()
    assert read(hub).differences == ()


def test_what_moved_in_another_month_is_no_difference_of_this_one(hub: Hub) -> None:
    hub.stripe.payment(5000)
    hub.catchup.run()
    month = month_of(hub)
    next(hub.stripe.account.state.balance_transactions.newest())["created"] += 40 * 86_400
    assert read(hub, month).differences == ()
    for row in hub.stripe.account.state.balance_transactions.newest():
        row["source"] = None if row["type"] == "charge" else row["source"]
    (difference,) = read(hub, month).differences
    assert (difference.what, difference.stripe, difference.hub) == ("not-moved", None, 5000)


def test_currencies_are_summed_apart(hub: Hub) -> None:
    hub.stripe.payment(10_000, currency="eur")
    hub.stripe.payment(3000, currency="chf")
    hub.catchup.run()
    assert {(each.currency, each.gross) for each in read(hub).sums if each.kind == "payment"} == {("eur", 10_000), ("chf", 3000)}


def test_a_missing_permission_is_named_with_the_way_out(hub: Hub) -> None:
    hub.stripe.account.set_permission("rak_balance_transaction_read", granted=False)
    (broken,) = told(hub)
    assert isinstance(broken, Broken)
    assert (broken.status, b"stripe-permission" in bytes(broken.problem)) == (409, True)
    assert b"rak_balance_transaction_read" in bytes(broken.problem)


def test_a_stripe_that_goes_away_meanwhile_ends_the_lines_with_why(hub: Hub) -> None:
    hub.stripe.payment(5000)
    hub.catchup.run()
    hub.stripe.wire.after = lambda request: setattr(hub.stripe.wire, "down", True)
    begun, *_, broken = told(hub)
    assert isinstance(begun, Reading)
    assert isinstance(broken, Broken)
    assert (broken.status, b"stripe-unreachable" in bytes(broken.problem)) == (502, True)


def test_a_balance_that_may_not_be_read_is_left_out(hub: Hub) -> None:
    hub.stripe.account.set_permission("rak_balance_read", granted=False)
    assert read(hub).balance is None


@pytest.mark.parametrize(("month", "slug"), [("", "bad-parameter"), ("2026-13", "bad-parameter"), ("2999-01", "month-ahead")])
def test_no_month_is_said_in_words(hub: Hub, month: str, slug: str) -> None:
    with pytest.raises(HttpProblem, match=slug):
        Journals(hub.store, hub.stripe.client, hub.clock, BERLIN).read(month)


def test_without_stripe_there_is_no_money(hub: Hub) -> None:
    with pytest.raises(HttpProblem, match="not-connected"):
        Journals(hub.store, None, hub.clock, BERLIN).read("2026-11")


def test_what_an_erased_person_paid_is_no_difference_and_bears_no_name(hub: Hub) -> None:
    chat = hub.customer_writes()
    paid = hub.stripe.payment(10_000, metadata={"conversation": chat, "order_id": "10234"}, name="Eva")
    hub.catchup.run()
    hub.do(ANNA, refund(paid["payment"], conversation=chat))
    hub.deliver()
    hub.stripe.account.dispute(paid["charge"])
    hub.deliver()
    hub.writer.run(lambda tx: erase_person(tx, chat))
    found = read(hub)
    assert {row.kind for row in found.rows if row.entry is None} >= {"payment", "refund", "dispute"}
    assert found.differences == ()
    untold = hub.stripe.payment(700)
    (difference,) = read(hub).differences
    assert difference.source == untold["charge"]
