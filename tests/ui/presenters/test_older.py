"""Older payments: begun for a chosen time, followed while the page is open, stopped, and said in words when it went wrong."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from inbox.desk.ports import Status
from inbox.domain import times
from inbox.domain.backfill import Backfill
from inbox.domain.terms import Terms
from inbox.ui.models.presenters.headline import as_of
from inbox.ui.models.presenters.older import OlderPresenter
from inbox.ui.models.states.intents import Intent
from tests.ui.presenters.pretend_desk import NOW, PretendDesk, paid

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def pretend() -> PretendDesk:
    pretend = PretendDesk("supervisor")
    pretend.commands.say(terms=Terms(name="Nordlicht", platforms=("stripe",)))
    return pretend


def opened(pretend: PretendDesk) -> OlderPresenter:
    page = OlderPresenter(pretend.desk, pretend.clicks)
    page.open()
    pretend.clicks.settle()
    return page


def facts(page: OlderPresenter) -> dict[str, str]:
    assert page.state is not None
    return {fact.label: fact.value for fact in page.state.section.facts}


def buttons(page: OlderPresenter) -> list[str]:
    assert page.state is not None
    return [button.text for button in page.state.section.buttons if button.is_enabled]


def test_a_time_is_chosen_followed_and_stopped(pretend: PretendDesk) -> None:
    pretend.commands.older = Backfill(reads=1312, allotted=10_000)
    page = opened(pretend)
    assert page.is_offered
    assert buttons(page) == ["3 months", "12 months", "3 years"]
    assert facts(page) == {"Reads this month from Stripe": "1,312 of 10,000"}
    page.act(Intent.OLDER_YEAR, "older")
    pretend.clicks.settle()
    (since,) = pretend.commands.older_asked
    assert NOW - times.from_text(since) == timedelta(days=366)
    reached = times.to_text(NOW - timedelta(days=100))
    pretend.commands.older = Backfill(
        state="running", since=since, step=1, reached=reached, count=1240, reads=1330, allotted=10_000
    )
    page._ask()
    pretend.clicks.settle()
    assert facts(page)["Fetched"] == "1,240"
    assert facts(page)["Now"].startswith("Payments, back to ")
    assert facts(page)["Now"].endswith("(2 of 6)")
    assert buttons(page) == ["Stop"]
    page.act(Intent.OLDER_STOP, "older")
    pretend.clicks.settle()
    assert page.state is not None
    assert page.state.section.chip is not None
    assert page.state.section.chip.text == "Stopped"
    page.close()


def test_what_went_wrong_and_what_the_key_may_not_read_is_said(pretend: PretendDesk) -> None:
    pretend.commands.older = Backfill(state="failed", since=times.to_text(NOW), missing=("rak_dispute_read",), allotted=10_000)
    page = opened(pretend)
    assert page.state is not None
    first, second = page.state.section.details
    assert "begin again" in first
    assert "rak_dispute_read" in second
    page.close()


def test_without_the_hub_nothing_can_be_begun_and_an_agent_is_not_offered_it(pretend: PretendDesk) -> None:
    page = opened(pretend)
    pretend.commands.say(status=Status(online=False))
    page._render()
    assert buttons(page) == []
    page.close()
    assert not OlderPresenter(PretendDesk("agent").desk, pretend.clicks).is_offered


def test_as_of_is_when_stripe_was_heard_and_nothing_while_nobody_knows(pretend: PretendDesk) -> None:
    money = [paid()]
    an_hour_ago = times.to_text(NOW - timedelta(hours=1))
    pretend.commands.say(status=msgspec.structs.replace(pretend.commands.view.status, stripe_as_of=an_hour_ago))
    clock = pretend.desk.moments.clock(NOW - timedelta(hours=1))
    assert as_of(pretend.desk, money).endswith(f"as of {clock}")
    pretend.commands.say(status=Status(online=True))
    assert "as of" not in as_of(pretend.desk, money)


def test_it_is_said_that_it_goes_on_slowly_once_nearly_all_reads_are_used(pretend: PretendDesk) -> None:
    pretend.commands.older = Backfill(state="running", since=times.to_text(NOW), reads=8_999, allotted=10_000)
    page = opened(pretend)
    assert page.state is not None
    assert page.state.section.details == ()
    pretend.commands.older = msgspec.structs.replace(pretend.commands.older, reads=9_000)
    page._ask()
    pretend.clicks.settle()
    assert page.state.section.details == ("Nearly all of this month's reads in Stripe are used, so it goes on slowly.",)
