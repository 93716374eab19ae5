"""The coffee clubs of the demo shop, whatever day it is opened on: one runs, one was not paid lately, nobody was told twice."""

from __future__ import annotations

import pytest

from inbox.sandbox.living.clubs import CLUBS, join_clubs
from inbox.sandbox.stripe import StripeAccount
from inbox.sandbox.world import SandboxClock, World

DAY = 86_400


@pytest.mark.parametrize("day", range(0, 62, 3))
def test_one_club_runs_and_one_was_not_paid(day: int) -> None:
    now = 1_795_338_000 + day * DAY
    stripe = StripeAccount(World(7, SandboxClock(lambda: now)), "http://127.0.0.1:1")
    for club in CLUBS:
        stripe.create_customer(created=now - 300 * DAY, name=club.who)
    running, late = join_clubs(stripe)
    books = stripe.books()["subscriptions"]
    assert (books[running]["status"], books[late]["status"]) == ("active", "past_due")
    assert {one["status"] for one in books[running]["invoices"].values()} == {"paid"}
    bills = [one["status"] for one in books[late]["invoices"].values()]
    assert (bills[0], set(bills[1:])) == ("open", {"paid"})
    for each in (running, late):
        assert now < books[each]["current_period_end"] <= now + 31 * DAY
