"""A template for later: a time is asked for in its own form, and a planned one is changed there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from inbox.domain import times
from inbox.domain.actions import PlanSend, SendTemplate
from inbox.domain.ids import ActionId, MediaId
from inbox.domain.planned import Planned
from inbox.domain.problems import UserError
from inbox.domain.send_actions import Place
from inbox.domain.templates import Template
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.states.composer import TemplateForm, Tool
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import Bubble, MediaKind, MediaPart
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, chat, entry

NEWS = Template(
    name="news", language="de", status="APPROVED", category="UTILITY", body="Hallo {{1}}, am {{2}} sind wir wieder da."
)
BILL = Template(name="bill", language="de", status="APPROVED", category="UTILITY", header="DOCUMENT", body="Hier ist sie.")
HERE = Template(name="here", language="de", status="APPROVED", category="UTILITY", header="LOCATION", body="Hier ist es.")
PLAN = ActionId("00000000-0000-4000-8000-0000000000aa")


@pytest.fixture(params=["closed", "open"])
def composer(request: pytest.FixtureRequest, pretend: PretendDesk) -> ComposerPresenter:
    hours = -1 if request.param == "closed" else 20
    pretend.reads.rows = [chat(window_end=int((NOW + timedelta(hours=hours)).timestamp()))]
    pretend.reads.lines = [entry("wamid.1", text="Wann macht ihr wieder auf?")]
    pretend.reads.approved = [NEWS, BILL, HERE]
    presenter = ComposerPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    if request.param == "open":
        presenter.open_tool(Tool.TEMPLATE)
    return presenter


def form(composer: ComposerPresenter) -> TemplateForm:
    assert composer.state.template_form is not None
    return composer.state.template_form


def wish(pretend: PretendDesk) -> PlanSend:
    (one,) = pretend.commands.clicked
    assert isinstance(one, PlanSend)
    return one


def filled(composer: ComposerPresenter) -> None:
    composer.act(Intent.FILL_TEMPLATE, "news/de")
    composer.forms.fill_template("body.2", "1.12.")


def planned(send: SendTemplate, **changes: object) -> Planned:
    at = times.to_text(NOW + timedelta(hours=30))
    return replace(Planned(id=PLAN, conversation=LENA, state="waiting", at=at, send=send), **changes)


def template(name: str, **more: object) -> SendTemplate:
    return SendTemplate(id=PLAN, conversation=LENA, template=name, language="de", **more)  # type: ignore[arg-type]


def test_a_template_is_planned_with_the_values_of_its_form(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    filled(composer)
    assert (form(composer).button.text, form(composer).times) == ("Send", ())
    composer.act(Intent.TEMPLATE_LATER, "news/de")
    first = form(composer).fields[0]
    assert (first.id, first.value) == ("at", "tomorrow 09:00")
    assert form(composer).button.text == "Send tomorrow 09:00"
    composer.forms.choose_preset(form(composer).times[-1].id)
    assert form(composer).fields[0].label == "When · Only if there is no reply until then"
    composer.act(Intent.SEND_TEMPLATE, "news/de")
    made = wish(pretend)
    assert (made.at, made.unless_reply, made.replaces) == ("2026-11-23T09:00:00.000Z", True, None)
    assert isinstance(made.send, SendTemplate)
    assert (made.send.template, made.send.body) == ("news", {"1": "Lena", "2": "1.12."})
    assert made.send.id != made.id
    assert composer.state.template_form is None


def test_a_time_is_typed_and_left_out_again(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    filled(composer)
    composer.act(Intent.TEMPLATE_LATER, "news/de")
    for text, problem in (("bald", "This is not a time"), ("", ""), ("in 100 days", "more than 90 days"), ("gestern", "a time")):
        composer.forms.fill_template("at", text)
        assert problem in form(composer).problem
        assert not form(composer).button.is_enabled
        composer.act(Intent.SEND_TEMPLATE, "news/de")
    composer.forms.fill_template("at", "in 2 h")
    assert form(composer).button.text == "Send today 16:05"
    composer.act(Intent.TEMPLATE_LATER, "news/de")
    assert form(composer).button.text == "Send"
    composer.act(Intent.SEND_TEMPLATE, "news/de")
    (made,) = pretend.commands.clicked
    assert isinstance(made, SendTemplate)


def test_what_is_missing_keeps_it_from_being_planned(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    composer.act(Intent.FILL_TEMPLATE, "news/de")
    composer.act(Intent.TEMPLATE_LATER, "news/de")
    assert not form(composer).button.is_enabled
    composer.act(Intent.SEND_TEMPLATE, "news/de")
    assert pretend.commands.clicked == []


def test_a_planned_template_is_changed_in_its_form(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    pretend.reads.plans = [planned(template("news", body={"1": "Lena B.", "2": "1.12."}), unless_reply=True)]
    composer.change_plan(PLAN)
    assert [field.value for field in form(composer).fields] == ["tomorrow 20:05", "Lena B.", "1.12."]
    assert form(composer).later is None
    composer.forms.fill_template("body.2", "2.12.")
    composer.act(Intent.SEND_TEMPLATE, "news/de")
    made = wish(pretend)
    assert (made.replaces, made.unless_reply, made.at) == (PLAN, True, times.to_text(NOW + timedelta(hours=30)))
    assert isinstance(made.send, SendTemplate)
    assert made.send.body == {"1": "Lena B.", "2": "2.12."}


def test_a_planned_file_and_place_stay_as_they_are(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    place = Place(latitude=53.55, longitude=9.99, name="Laden", address="Weg 1")
    pretend.reads.plans = [planned(template("bill", media=MediaId("m_1"), filename="rechnung.pdf"))]
    composer.change_plan(PLAN)
    assert form(composer).file == "rechnung.pdf"
    composer.act(Intent.SEND_TEMPLATE, "bill/de")
    made = wish(pretend).send
    assert isinstance(made, SendTemplate)
    assert (made.media, made.filename) == ("m_1", "rechnung.pdf")
    pretend.commands.clicked.clear()
    pretend.reads.plans = [planned(template("here", place=place))]
    composer.change_plan(PLAN)
    composer.act(Intent.SEND_TEMPLATE, "here/de")
    made = wish(pretend).send
    assert isinstance(made, SendTemplate)
    assert made.place == place


def test_a_planned_template_shows_its_place_and_can_be_changed_while_it_is_known(pretend: PretendDesk) -> None:
    place = Place(latitude=53.55, longitude=9.99, name="Laden", address="Weg 1")
    pretend.reads.plans = [planned(template("here", place=place))]
    for approved, buttons in (([HERE], ["Send now", "Change …", "Delete"]), ([], ["Send now", "Delete"])):
        pretend.reads.approved = approved
        presenter = ChatPresenter(pretend.desk, pretend.clicks)
        presenter.open(LENA)
        shown = presenter.state.items[-1]
        assert isinstance(shown, Bubble)
        assert shown.media == MediaPart(kind=MediaKind.LOCATION, title="Laden", detail="Weg 1")
        assert [button.text for button in shown.buttons] == buttons


@pytest.mark.parametrize("is_later", [False, True])
def test_a_filled_in_form_is_there_again_when_it_was_not_taken(
    pretend: PretendDesk, composer: ComposerPresenter, is_later: bool
) -> None:
    pretend.commands.refusal = UserError("No connection.")
    filled(composer)
    if is_later:
        composer.act(Intent.TEMPLATE_LATER, "news/de")
    composer.act(Intent.SEND_TEMPLATE, "news/de")
    pretend.clicks.settle()
    assert form(composer).fields[-1].value == "1.12."
    assert bool(form(composer).times) == is_later
