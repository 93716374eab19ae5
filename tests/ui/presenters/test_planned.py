"""A message for later: written in a form, shown as a dashed bubble, changed, sent now or deleted by anybody who may write."""

from __future__ import annotations

from datetime import timedelta

import pytest

from inbox.domain import times
from inbox.domain.actions import DropPlan, PlanSend, SendText
from inbox.domain.ids import ActionId, AgentId
from inbox.domain.planned import MISSED, Planned
from inbox.domain.problems import Problem, UserError
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.presenters.planned_lines import PlannedActs
from inbox.ui.models.states.composer import FormKind, MessageForm
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import Bubble, arrivals
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, chat, entry


@pytest.fixture
def composer(pretend: PretendDesk) -> ComposerPresenter:
    composer = ComposerPresenter(pretend.desk, pretend.clicks)
    composer.open(LENA)
    return composer


def form(composer: ComposerPresenter) -> MessageForm:
    assert composer.state.form is not None
    return composer.state.form


def plan(**changes: object) -> Planned:
    send = SendText(id=ActionId("00000000-0000-4000-8000-0000000000aa"), conversation=LENA, text="Guten Morgen!")
    facts: dict[str, object] = {
        "id": send.id, "conversation": LENA, "state": "waiting", "at": times.to_text(NOW + timedelta(hours=19)), "send": send,
        "agent": AgentId("a_mira"), "name": "Mira",
    }  # fmt: skip
    return Planned(**(facts | changes))  # type: ignore[arg-type]  # facts by name


def bubbles(pretend: PretendDesk) -> list[Bubble]:
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return [item for item in presenter.state.items if isinstance(item, Bubble) and item.is_planned]


def test_the_draft_goes_out_tomorrow_with_one_click(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    composer.edit(LENA, "Guten Morgen!")
    composer.open_tool(FormKind.LATER)
    shown = form(composer)
    assert [field.value for field in shown.fields] == ["Guten Morgen!", "tomorrow 09:00"]
    assert shown.button.text == "Send tomorrow 09:00"
    composer.act(Intent.SEND_FORM, FormKind.LATER)
    (wish,) = pretend.commands.clicked
    assert isinstance(wish, PlanSend)
    assert (wish.at, wish.unless_reply, wish.replaces) == ("2026-11-23T09:00:00.000Z", False, None)
    assert isinstance(wish.send, SendText)
    assert wish.send.text == "Guten Morgen!"
    assert (composer.state.form, composer.state.draft) == (None, "")


def test_a_time_is_typed_or_taken_from_the_menu(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    composer.edit(LENA, "Hallo")
    composer.open_tool(FormKind.LATER)
    composer.forms.edit_field("at", "bald")
    assert not form(composer).button.is_enabled
    assert form(composer).problem.startswith("This is not a time")
    composer.forms.edit_field("at", "in 2 h")
    assert form(composer).button.text == "Send today 16:05"
    composer.forms.choose_preset(form(composer).presets[-1].id)
    assert form(composer).footer == "Only if there is no reply until then"
    composer.forms.choose_preset(form(composer).presets[0].id)
    composer.act(Intent.SEND_FORM, FormKind.LATER)
    (wish,) = pretend.commands.clicked
    assert isinstance(wish, PlanSend)
    assert (wish.at, wish.unless_reply) == ("2026-11-22T16:05:00.000Z", True)


def test_a_time_behind_the_window_is_allowed_and_says_what_will_happen(composer: ComposerPresenter) -> None:
    composer.edit(LENA, "Hallo")
    composer.open_tool(FormKind.LATER)
    composer.forms.edit_field("at", "Friday 9:00")
    assert form(composer).button.is_enabled
    assert (form(composer).problem, form(composer).warning[:34]) == ("", "The 24 hours will be over by then:")
    composer.forms.edit_field("text", "4242 4242 4242 4242")
    assert not form(composer).button.is_enabled


def test_where_tomorrow_is_too_late_for_a_free_text_soon_is_offered_first(
    pretend: PretendDesk, composer: ComposerPresenter
) -> None:
    pretend.reads.rows = [chat(window_end=int((NOW + timedelta(hours=17)).timestamp()))]
    composer.open(LENA)
    composer.edit(LENA, "Hallo")
    composer.open_tool(FormKind.LATER)
    assert form(composer).button.text == "Send today 16:05"
    assert form(composer).warning == ""
    pretend.reads.rows = [chat(window_end=int((NOW + timedelta(hours=1)).timestamp()))]
    composer.open(LENA)
    composer.close_tool()
    composer.open_tool(FormKind.LATER)
    assert form(composer).button.text == "Send tomorrow 09:00"
    assert form(composer).warning


def test_what_was_not_taken_is_there_again(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    pretend.commands.refusal = UserError("No connection.")
    composer.edit(LENA, "Hallo")
    composer.open_tool(FormKind.LATER)
    composer.act(Intent.SEND_FORM, FormKind.LATER)
    pretend.clicks.settle()
    assert form(composer).fields[0].value == "Hallo"


def test_a_dashed_bubble_says_when_by_whom_and_what_can_be_done(pretend: PretendDesk) -> None:
    pretend.reads.lines = [entry("a")]
    pretend.reads.plans = [plan(), plan(id=ActionId("x"), unless_reply=True, agent=AgentId("a_jana"))]
    mira, own = bubbles(pretend)
    assert (mira.text, mira.time, mira.sender) == ("Guten Morgen!", "goes out tomorrow 09:05", "Mira")
    assert [button.text for button in mira.buttons] == ["Send now", "Change …", "Delete"]
    assert (own.sender, own.time) == ("", "goes out tomorrow 09:05, unless there is a reply")


def test_what_stands_against_it_is_said_with_the_way_out(pretend: PretendDesk) -> None:
    closed = Problem("window-closed", "x")
    pretend.reads.plans = [plan(state="asking", problem=closed), plan(id=ActionId("x"), state="asking", problem=MISSED)]
    one, other = bubbles(pretend)
    assert one.failure.startswith("Not sent. The 24 hours")
    assert [button.text for button in one.buttons] == ["Send a template", "Change …", "Delete"]
    assert other.failure.startswith("Not sent. The hub was off")
    assert other.buttons[0].text == "Send now"


def test_who_only_reads_is_offered_nothing() -> None:
    reader = PretendDesk("viewer")
    reader.reads.plans = [plan()]
    (shown,) = bubbles(reader)
    assert shown.buttons == ()


def test_sent_now_it_takes_the_place_of_the_old_plan(pretend: PretendDesk) -> None:
    pretend.reads.plans = [plan()]
    acts = PlannedActs(pretend.desk, pretend.clicks)
    acts.open(LENA)
    acts.act(plan().id, Intent.PLAN_NOW)
    acts.act(plan().id, Intent.PLAN_DROP)
    acts.act("nobody", Intent.PLAN_DROP)
    now, drop = pretend.commands.clicked
    assert isinstance(now, PlanSend)
    assert (now.replaces, now.at) == (plan().id, times.to_text(NOW))
    assert now.send.id != plan().id
    assert drop == DropPlan(id=drop.id, conversation=LENA, plan=plan().id)


def test_a_changed_plan_replaces_the_old_one_and_leaves_the_draft(
    pretend: PretendDesk, composer: ComposerPresenter
) -> None:
    pretend.reads.plans = [plan(unless_reply=True)]
    composer.edit(LENA, "Etwas anderes")
    composer.change_plan(plan().id)
    assert form(composer).title == "Change the planned message"
    composer.forms.edit_field("text", "Guten Abend!")
    composer.act(Intent.SEND_FORM, FormKind.LATER)
    (wish,) = pretend.commands.clicked
    assert isinstance(wish, PlanSend)
    assert (wish.replaces, wish.unless_reply, wish.at) == (plan().id, True, plan().at)
    assert composer.state.draft == "Etwas anderes"


def test_a_planned_text_can_be_changed_with_the_window_closed(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    pretend.reads.rows = [chat(window_end=int(NOW.timestamp()) - 60)]
    pretend.reads.plans = [plan(state="asking", problem=Problem("window-closed", "x"))]
    composer.open(LENA)
    composer.change_plan(plan().id)
    assert form(composer).fields[0].value == "Guten Morgen!"


def test_news_above_a_planned_message_are_news(pretend: PretendDesk) -> None:
    pretend.reads.lines, pretend.reads.plans = [entry("a", -1)], [plan()]
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    before = presenter.state
    pretend.reads.lines.append(entry("b"))
    presenter.open(LENA)
    assert [item.id for item in arrivals(before, presenter.state)] == ["b"]
