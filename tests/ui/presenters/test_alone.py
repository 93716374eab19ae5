"""Nobody else could approve it: the request is read once more on its own page, and confirmed alone when a minute is over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from inbox.desk.ports import Changes, Count
from inbox.domain import times
from inbox.domain.ids import AgentId
from inbox.domain.roles import Policy
from inbox.domain.terms import Colleague, Terms
from inbox.ui.models.presenters.deputies import DeputiesPresenter
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.presenters.reread import Reread, RereadPresenter
from inbox.ui.models.presenters.unanswered import notices
from inbox.ui.models.states.intents import Intent
from tests.ui.presenters.pretend_desk import NOW, PretendDesk, entry
from tests.ui.presenters.test_approvals import asked, opened, section

pytestmark = pytest.mark.usefixtures("qapp")

ME = Colleague(AgentId("a_jana"), "Jana", role="owner")
TOM = Colleague(AgentId("a_tom"), "Tom", role="agent")
SUE = Colleague(AgentId("a_sue"), "Sue", role="supervisor")


def shop(pretend: PretendDesk, *team: Colleague) -> PretendDesk:
    pretend.commands.say(terms=Terms(name="Nordlicht", policy=Policy(four_eyes=5000), team=team))
    return pretend


def own(seconds: int = 0) -> object:
    since = times.to_text(NOW - timedelta(seconds=seconds))
    return asked(agent="a_jana", agent_name="Jana", at=since, changed_at=since)


def read_again(pretend: PretendDesk, panel: PanelPresenter) -> RereadPresenter:
    page = RereadPresenter(pretend.desk, pretend.clicks)
    found: list[Reread] = []
    panel.reread_wanted.connect(found.append)
    panel.act(Intent.READ_AGAIN, "act_9")
    page.open(found[0])
    return page


def test_an_only_owner_reads_her_own_request_again_and_confirms_after_a_minute() -> None:
    pretend = shop(PretendDesk("owner"), ME, TOM)
    pretend.reads.lines = [entry("m1", -5, text="The machine is broken")]
    panel = opened(pretend, own())
    shown = section(panel, "approvals")
    assert shown is not None
    (card,) = shown.entries
    assert card.title == "Refund €240.00?"
    assert [button.intent for button in card.buttons] == [Intent.READ_AGAIN]
    page = read_again(pretend, panel)
    assert page.state is not None
    facts = {fact.label: fact.value for fact in page.state.section.facts}
    assert facts["Refund"] == "€240.00"
    assert facts["To"] == "Lena Brandt"
    assert facts["Reason"] == "Damaged item"
    assert page.state.section.details[0] == "“The machine is broken”"
    confirm = page.state.section.buttons[0]
    assert (confirm.text, confirm.is_enabled) == ("Refund €240.00 alone · in 60 s", False)
    page.act(Intent.CONFIRM_ALONE, "act_9")
    assert pretend.commands.decided == [], "a click before the minute is over decides nothing"
    pretend.clock.pass_(60)
    page._render()
    assert page.state.section.buttons[0].text == "Refund €240.00 alone"
    gone: list[bool] = []
    page.done.connect(lambda: gone.append(True))
    page.act(Intent.CONFIRM_ALONE, "act_9")
    page.act(Intent.CONFIRM_ALONE, "act_9")
    pretend.clicks.settle()
    assert pretend.commands.decided == [("approve alone", "act_9")]
    assert gone == [True]
    page.close()


def test_withdrawing_on_the_page_refuses_it() -> None:
    pretend = shop(PretendDesk("owner"), ME)
    page = read_again(pretend, opened(pretend, own()))
    page.act(Intent.REJECT, "act_9")
    assert pretend.commands.decided == [("reject", "act_9")]
    page.close()


@pytest.mark.parametrize("team", [(ME, SUE), (), (Colleague(AgentId("a_jana"), "Jana"),)])
def test_where_somebody_else_could_or_nobody_knows_the_team_nothing_is_offered(team: tuple[Colleague, ...]) -> None:
    pretend = shop(PretendDesk("owner"), *team)
    assert section(opened(pretend, own()), "approvals") is None


def test_a_colleague_who_has_left_or_has_no_device_is_nobody_else() -> None:
    gone = Colleague(AgentId("a_sue"), "Sue", True, role="owner")
    new = Colleague(AgentId("a_new"), "New", role="owner", has_no_device=True)
    pretend = shop(PretendDesk("owner"), ME, gone, new)
    assert section(opened(pretend, own()), "approvals") is not None


def test_a_deputy_sees_and_decides_until_the_time_is_over() -> None:
    until = times.to_text(NOW + timedelta(hours=1))
    pretend = shop(PretendDesk("agent"), Colleague(AgentId("a_jana"), "Jana", role="agent", deputy_until=until), TOM)
    panel = opened(pretend, asked())
    assert section(panel, "approvals") is not None
    pretend.clock.pass_(3600)
    panel.take(Changes(flags=frozenset({"terms"})))
    assert section(panel, "approvals") is None


def test_what_waits_ten_minutes_is_said_to_whoever_may_answer_and_to_whoever_asked() -> None:
    pretend = shop(PretendDesk("supervisor"), Colleague(AgentId("a_jana"), "Jana", role="supervisor"), TOM)
    pretend.reads.counted = {"to_approve": Count(1)}
    pretend.reads.asked = (asked(changed_at=times.to_text(NOW - timedelta(minutes=9))),)
    assert notices(pretend.desk) == ()
    pretend.clock.pass_(60)
    (bar,) = notices(pretend.desk)
    assert bar.text == "Tom has waited 10 min for your answer: refund €240.00"
    assert (bar.id, bar.button.intent if bar.button else "") == ("to_approve", "view.open")
    asker = shop(PretendDesk("agent"), Colleague(AgentId("a_jana"), "Jana", role="agent"), SUE, TOM)
    asker.reads.counted = {"to_approve": Count(1)}
    asker.reads.asked = (own(720),)  # type: ignore[assignment]  # made above
    (bar,) = notices(asker.desk)
    assert bar.text == "Nobody has answered your refund of €240.00 for 12 min. Sue may approve it."


def test_a_supervisor_names_a_deputy_for_today_or_a_week_and_ends_it() -> None:
    until = times.to_text(NOW + timedelta(days=2))
    ben = Colleague(AgentId("a_ben"), "Ben", role="agent", deputy_until=until)
    viewer = Colleague(AgentId("a_vic"), "Vic", role="viewer")
    pretend = shop(PretendDesk("owner"), ME, TOM, SUE, ben, viewer)
    page = DeputiesPresenter(pretend.desk, pretend.clicks)
    assert page.is_offered
    page.open()
    assert page.state is not None
    entries = {each.title: each for each in page.state.section.entries}
    assert list(entries) == ["Tom", "Sue", "Ben"]
    assert [button.intent for button in entries["Tom"].buttons] == [Intent.DEPUTY_TODAY, Intent.DEPUTY_WEEK]
    assert entries["Sue"].buttons == ()
    assert entries["Ben"].chip is not None
    assert [button.intent for button in entries["Ben"].buttons] == [Intent.DEPUTY_WEEK, Intent.DEPUTY_END]
    page.act(Intent.DEPUTY_TODAY, "a_tom")
    page.act(Intent.DEPUTY_TODAY, "a_tom")
    page.act(Intent.DEPUTY_END, "a_ben")
    (first, midnight), second = pretend.commands.deputies
    assert (first, second) == ("a_tom", ("a_ben", None))
    assert midnight is not None
    assert times.from_text(midnight).astimezone(pretend.desk.moments.zone).hour == 0
    assert not DeputiesPresenter(PretendDesk("agent").desk, pretend.clicks).is_offered
