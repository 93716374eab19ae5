"""The composer as template picker: one click where all is certain, a form where it is not, words where nothing may go out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from inbox.desk.ports import Changes
from inbox.domain import times
from inbox.domain.actions import SendTemplate
from inbox.domain.ids import SourceId
from inbox.domain.payments import Checkout
from inbox.domain.send_actions import Place
from inbox.domain.templates import Template, TemplateButton
from inbox.domain.terms import ShopCard, Terms
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.states.composer import Mode, Tool
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Empty
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, chat, entry, paid

REFUND = Template(
    name="refund_sent", language="de", status="APPROVED", category="UTILITY", body="Hallo {{1}}, wir haben {{2}} erstattet."
)
NEWS = Template(
    name="complaint_news",
    language="de",
    status="APPROVED",
    category="UTILITY",
    body="Hallo {{1}}, zu deiner Reklamation vom {{2}} haben wir eine Lösung. Was wäre dir lieber?",
    footer="Rösterei Nordlicht",
    buttons=(TemplateButton("QUICK_REPLY", "Geld zurück"), TemplateButton("QUICK_REPLY", "Ersatz")),
)
OFFER = Template(name="offer", language="de", status="APPROVED", category="MARKETING", body="Diese Woche ist alles da.")
PAUSED = Template(name="aaa_paused", language="de", status="PAUSED", category="UTILITY", body="Dein Abo pausiert.")
ENGLISH = Template(name="a_refund", language="en", status="APPROVED", category="UTILITY", body="Hello, we are on it.")
BILL = Template(name="bill", language="de", status="APPROVED", category="UTILITY", header="DOCUMENT", body="Hier ist sie.")
PICK_UP = Template(
    name="pick_up", language="de", status="APPROVED", category="UTILITY", header="LOCATION", body="Hier liegt sie bereit."
)
PAY = Template(
    name="payment_open",
    language="de",
    status="APPROVED",
    category="UTILITY",
    body="Deine Bestellung wartet.",
    buttons=(TemplateButton("URL", "Zahlen", "https://pay.example/{{1}}"),),
)


@pytest.fixture
def closed(pretend: PretendDesk) -> ComposerPresenter:
    """Lena's window closed an hour ago; she writes German, paid 49,80 € and got half of it back."""
    pretend.reads.rows = [chat(window_end=int((NOW - timedelta(hours=1)).timestamp()))]
    pretend.reads.lines = [entry("wamid.1", text="Wo ist meine Bestellung bitte?")]
    pretend.reads.money = [paid(refunded=2490)]
    pretend.reads.approved = [REFUND, NEWS, OFFER, PAUSED, ENGLISH]
    presenter = ComposerPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter


def button(presenter: ComposerPresenter, name: str):
    assert presenter.state.templates is not None
    (found,) = (one for one in presenter.state.templates.entries if one.id.startswith(f"{name}/"))
    assert found.side is not None
    return found.side


@pytest.mark.parametrize(
    ("hours", "status", "first"),
    [
        (1, "succeeded", "refund_sent/de"),
        (1, "pending", "refund_sent/de"),
        (1, "failed", "complaint_news/de"),
        (25, "succeeded", "complaint_news/de"),
    ],
)
def test_the_template_for_a_refund_is_on_top_for_a_day_after_one_that_holds(
    pretend: PretendDesk, closed: ComposerPresenter, hours: int, status: str, first: str
) -> None:
    money = paid(refunded=2490)
    at = times.to_text(NOW - timedelta(hours=hours))
    pretend.reads.money = [replace(money, refunds=tuple(replace(one, status=status, created=at) for one in money.refunds))]
    closed.open(LENA)
    assert closed.state.templates is not None
    assert closed.state.templates.entries[0].id == first


def test_the_composer_becomes_the_picker_and_keeps_the_draft(closed: ComposerPresenter) -> None:
    closed.edit(LENA, "Es tut mir leid")
    assert closed.state.is_closed
    assert closed.state.templates is not None
    assert closed.state.draft == "Es tut mir leid"
    assert closed.state.kept
    assert [one.id for one in closed.state.templates.entries] == [
        "refund_sent/de",
        "complaint_news/de",
        "offer/de",
        "a_refund/en",
    ]


def test_a_template_of_which_everything_is_known_goes_out_with_one_click(
    pretend: PretendDesk, closed: ComposerPresenter
) -> None:
    assert button(closed, "refund_sent").intent == Intent.SEND_TEMPLATE
    assert closed.state.templates is not None
    assert closed.state.templates.entries[0].details[0].startswith("Hallo Lena, wir haben 24,90")
    closed.act(Intent.SEND_TEMPLATE, "refund_sent/de")
    (action,) = pretend.commands.clicked
    assert isinstance(action, SendTemplate)
    assert (action.template, action.language) == ("refund_sent", "de")
    assert action.body == {"1": "Lena", "2": "24,90\u00a0€"}


def test_an_open_gap_is_asked_for_and_seen_in_its_place(pretend: PretendDesk, closed: ComposerPresenter) -> None:
    assert button(closed, "complaint_news").intent == Intent.FILL_TEMPLATE
    closed.act(Intent.SEND_TEMPLATE, "complaint_news/de")
    assert pretend.commands.clicked == []

    closed.act(Intent.FILL_TEMPLATE, "complaint_news/de")
    form = closed.state.template_form
    assert form is not None
    assert [(field.id, field.value) for field in form.fields] == [("body.1", "Lena"), ("body.2", "")]
    assert "vom […] haben" in form.text
    assert form.labels == ("Geld zurück", "Ersatz")
    assert not form.button.is_enabled

    closed.forms.fill_template("body.2", "22.11.")
    form = closed.state.template_form
    assert form is not None
    assert form.text.startswith("Hallo Lena, zu deiner Reklamation vom 22.11. haben")
    assert form.button.is_enabled
    closed.act(Intent.SEND_TEMPLATE, "complaint_news/de")
    (action,) = pretend.commands.clicked
    assert isinstance(action, SendTemplate)
    assert action.body == {"1": "Lena", "2": "22.11."}
    assert closed.state.template_form is None


def test_a_value_on_two_lines_says_what_is_wrong(closed: ComposerPresenter) -> None:
    closed.act(Intent.FILL_TEMPLATE, "complaint_news/de")
    closed.forms.fill_template("body.2", "gestern\tfrüh")
    assert closed.state.template_form is not None
    assert closed.state.template_form.problem
    assert not closed.state.template_form.button.is_enabled


def test_going_back_shows_the_list_and_forgets_what_was_typed(closed: ComposerPresenter) -> None:
    closed.act(Intent.FILL_TEMPLATE, "complaint_news/de")
    closed.forms.fill_template("body.2", "x")
    closed.act(Intent.TEMPLATE_LIST, "")
    assert closed.state.template_form is None
    closed.act(Intent.FILL_TEMPLATE, "complaint_news/de")
    assert closed.state.template_form is not None
    assert closed.state.template_form.fields[1].value == ""


def test_what_may_not_go_out_says_why(pretend: PretendDesk, closed: ComposerPresenter) -> None:
    shown = button(closed, "offer")
    assert not shown.is_enabled
    assert shown.reason
    closed.act(Intent.SEND_TEMPLATE, "offer/de")
    closed.act(Intent.SEND_TEMPLATE, "aaa_paused/de")
    assert pretend.commands.clicked == []


@pytest.mark.parametrize(
    ("there", "words"), [((), "Submit the starter set"), ((PAUSED,), "All templates")], ids=["none", "none approved"]
)
def test_without_an_approved_one_the_way_to_get_one_is_offered(
    pretend: PretendDesk, closed: ComposerPresenter, there: tuple[Template, ...], words: str
) -> None:
    pretend.reads.approved = list(there)
    closed.take(Changes(flags=frozenset({"templates"})))
    assert closed.state.templates is not None
    blank = closed.state.templates.blank
    assert isinstance(blank, Empty)
    assert blank.button is not None
    assert blank.button.text == words
    assert blank.button.intent == Intent.TEMPLATE_PAGE


def test_nothing_is_called_refunded_that_was_not(pretend: PretendDesk, closed: ComposerPresenter) -> None:
    pretend.reads.money = [paid()]
    closed.refresh()
    assert button(closed, "refund_sent").intent == Intent.FILL_TEMPLATE


def test_a_heading_that_needs_a_file_takes_one_of_its_kind(pretend: PretendDesk, closed: ComposerPresenter) -> None:
    pretend.reads.approved = [BILL]
    closed.take(Changes(flags=frozenset({"templates"})))
    assert button(closed, "bill").intent == Intent.FILL_TEMPLATE
    closed.act(Intent.FILL_TEMPLATE, "bill/de")
    form = closed.state.template_form
    assert form is not None
    assert form.choose is not None
    assert (form.choose.intent, form.button.is_enabled) == (Intent.TEMPLATE_FILE, False)
    assert "PDF" in form.file
    closed.act(Intent.SEND_TEMPLATE, "bill/de")
    closed.files.offer(LENA, "/tmp/bild.png")
    pretend.clicks.settle()
    form = closed.state.template_form
    assert form is not None
    assert "PDF" in form.file
    assert pretend.commands.clicked == []
    closed.files.offer(LENA, "/tmp/rechnung.pdf")
    pretend.clicks.settle()
    form = closed.state.template_form
    assert form is not None
    assert (form.file, form.button.is_enabled) == ("rechnung.pdf", True)
    closed.act(Intent.SEND_TEMPLATE, "bill/de")
    (action,) = pretend.commands.clicked
    assert isinstance(action, SendTemplate)
    assert (action.media, action.filename) == ("f_2", "rechnung.pdf")


@pytest.mark.parametrize(
    "changes",
    [{"header": "PRODUCT"}, {"buttons": (TemplateButton("OTP", "Code"),)}],
    ids=["product", "one-time password"],
)
def test_what_a_chat_cannot_fill_is_refused_in_words(
    pretend: PretendDesk, closed: ComposerPresenter, changes: dict[str, object]
) -> None:
    pretend.reads.approved = [replace(BILL, **{"header": None, **changes})]
    closed.take(Changes(flags=frozenset({"templates"})))
    assert not button(closed, "bill").is_enabled
    assert "cannot be given here" in button(closed, "bill").reason
    closed.act(Intent.SEND_TEMPLATE, "bill/de")
    assert pretend.commands.clicked == []


HERE = ShopCard(address="Deichstraße 1, Hamburg", coordinates="53.5461, 9.9890")


def test_a_heading_that_is_a_map_begins_with_the_shops_own_place(pretend: PretendDesk, closed: ComposerPresenter) -> None:
    pretend.commands.say(terms=Terms(name="Rösterei Nordlicht", card=HERE))
    pretend.reads.approved = [PICK_UP]
    closed.take(Changes(flags=frozenset({"templates"})))
    assert button(closed, "pick_up").intent == Intent.FILL_TEMPLATE
    closed.act(Intent.FILL_TEMPLATE, "pick_up/de")
    form = closed.state.template_form
    assert form is not None
    assert [(field.id, field.value) for field in form.fields] == [
        ("place.place", "53.5461, 9.9890"),
        ("place.name", "Rösterei Nordlicht"),
        ("place.address", "Deichstraße 1, Hamburg"),
    ]
    assert form.header == "Rösterei Nordlicht\nDeichstraße 1, Hamburg"
    closed.forms.fill_template("place.name", "Packstation 7")
    closed.act(Intent.SEND_TEMPLATE, "pick_up/de")
    (action,) = pretend.commands.clicked
    assert isinstance(action, SendTemplate)
    assert action.place == Place(latitude=53.5461, longitude=9.989, name="Packstation 7", address="Deichstraße 1, Hamburg")


def test_a_place_that_is_not_settled_is_asked_for_and_wrong_ones_are_said(
    pretend: PretendDesk, closed: ComposerPresenter
) -> None:
    pretend.reads.approved = [PICK_UP]
    closed.take(Changes(flags=frozenset({"templates"})))
    closed.act(Intent.FILL_TEMPLATE, "pick_up/de")
    for field, text, problem, reason in (
        ("place", "Hamburg", "There is no place in this", "There is no place in this"),
        ("place", "53,55 9,99", "", "needs a place for its heading"),
        ("name", "Laden", "", "needs a place for its heading"),
        ("address", "x" * 1001, "“Address” is too long", "“Address” is too long"),
    ):
        closed.forms.fill_template(f"place.{field}", text)
        form = closed.state.template_form
        assert form is not None
        assert (form.problem.startswith(problem), bool(form.problem)) == (True, bool(problem))
        assert reason in form.button.reason
        closed.act(Intent.SEND_TEMPLATE, "pick_up/de")
    assert pretend.commands.clicked == []
    closed.forms.fill_template("place.address", "Weg 1")
    closed.act(Intent.SEND_TEMPLATE, "pick_up/de")
    (action,) = pretend.commands.clicked
    assert isinstance(action, SendTemplate)
    assert action.place == Place(latitude=53.55, longitude=9.99, name="Laden", address="Weg 1")


def test_a_code_to_copy_is_asked_for_as_one(pretend: PretendDesk, closed: ComposerPresenter) -> None:
    pretend.reads.approved = [replace(BILL, header=None, buttons=(TemplateButton("COPY_CODE"),))]
    closed.take(Changes(flags=frozenset({"templates"})))
    closed.act(Intent.FILL_TEMPLATE, "bill/de")
    form = closed.state.template_form
    assert form is not None
    assert [field.label for field in form.fields] == ["Code that is copied"]
    assert form.labels == ("Copy the code",)
    closed.forms.fill_template("button.0", "HAFEN15")
    closed.act(Intent.SEND_TEMPLATE, "bill/de")
    (action,) = pretend.commands.clicked
    assert isinstance(action, SendTemplate)
    assert action.buttons == {"0": "HAFEN15"}


def test_a_link_button_leads_to_the_open_request(pretend: PretendDesk, closed: ComposerPresenter) -> None:
    pretend.reads.approved = [PAY]
    closed.take(Changes(flags=frozenset({"templates"})))
    assert button(closed, "payment_open").intent == Intent.FILL_TEMPLATE
    asked = Checkout(SourceId("cs_1"), status="open", amount=1990, currency="eur", url="https://pay.example/cs_1")
    pretend.reads.lines.append(entry("cs_1", 1, kind="checkout", direction="", object=asked))
    closed.refresh()
    assert button(closed, "payment_open").intent == Intent.SEND_TEMPLATE
    closed.act(Intent.SEND_TEMPLATE, "payment_open/de")
    (action,) = pretend.commands.clicked
    assert isinstance(action, SendTemplate)
    assert action.buttons == {"0": "cs_1"}


def test_the_search_looks_at_names_and_texts(closed: ComposerPresenter) -> None:
    closed.forms.search("reklamation lösung")
    assert closed.state.templates is not None
    assert [one.id for one in closed.state.templates.entries] == ["complaint_news/de"]
    closed.forms.search("nichts davon")
    assert closed.state.templates.blank is not None


def test_in_an_open_window_the_templates_are_a_tool(pretend: PretendDesk) -> None:
    presenter = ComposerPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    assert Tool.TEMPLATE not in presenter.state.tools
    pretend.reads.approved = [REFUND]
    presenter.take(Changes(flags=frozenset({"templates"})))
    assert Tool.TEMPLATE in presenter.state.tools
    presenter.open_tool(Tool.TEMPLATE)
    assert presenter.state.templates is not None
    presenter.open_tool(Tool.TEMPLATE)
    assert presenter.state.templates is None
    presenter.open_tool(Tool.TEMPLATE)
    presenter.choose_mode(Mode.NOTE)
    assert presenter.state.templates is None


def test_a_sum_is_written_in_the_templates_language_whatever_the_customer_speaks(
    pretend: PretendDesk, closed: ComposerPresenter
) -> None:
    told = replace(REFUND, language="en_GB", body="Hello {{1}}, we have refunded {{2}} to you.")
    pretend.reads.approved = [REFUND, told]
    closed.take(Changes(flags=frozenset({"templates"})))
    assert closed.state.templates is not None
    details = [entry.details[0] for entry in closed.state.templates.entries]
    assert ("24,90 €" in details[0], "€24.90" in details[1]) == (True, True)


def test_a_template_of_the_starter_set_is_called_in_the_agents_words_and_so_are_its_gaps(
    pretend: PretendDesk, closed: ComposerPresenter
) -> None:
    text = "Hallo {{vorname}}, die Abbuchung am {{entfallene_abbuchung}} entfällt, sagt {{kollege}}."
    skipped = Template(name="subscription_skipped_du", language="de", status="APPROVED", category="UTILITY", body=text)
    pretend.reads.approved = [skipped, NEWS]
    closed.take(Changes(flags=frozenset({"templates"})))
    assert closed.state.templates is not None
    titles = {one.id: one.title for one in closed.state.templates.entries}
    assert titles == {"subscription_skipped_du/de": "Subscription charge skipped · du", "complaint_news/de": "Complaint news"}
    closed.act(Intent.FILL_TEMPLATE, skipped.id)
    form = closed.state.template_form
    assert form is not None
    assert form.title == "Subscription charge skipped · du"
    assert [field.label for field in form.fields] == ["First name", "Skipped charge", "Kollege"]
