"""The forms of the rarer kinds: what each sends, what it says about too much, and that nothing half-typed is lost."""

from __future__ import annotations

import msgspec
import pytest

from inbox.domain.actions import (
    AnyAction,
    AskContact,
    ContactCard,
    ListRow,
    ListSection,
    RequestPayment,
    SendButtons,
    SendCatalog,
    SendContacts,
    SendLinkButton,
    SendList,
    SendLocation,
    SendProducts,
    decode_action,
    encode_action,
)
from inbox.domain.messages import Contact
from inbox.domain.problems import OutsideError
from inbox.domain.terms import ShopCard, Terms
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.states.composer import FormKind, MessageForm, Mode, Tool
from inbox.ui.models.states.intents import Intent
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, chat, entry, product

TOM = chat("c_tom", "Tom")


@pytest.fixture
def composer(pretend: PretendDesk) -> ComposerPresenter:
    pretend.reads.rows.append(TOM)
    pretend.reads.lines = [entry("m1", text="Hello, where is my order?")]
    presenter = ComposerPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter


def fill(composer: ComposerPresenter, kind: FormKind, typed: dict[str, str]) -> MessageForm:
    composer.open_tool(kind)
    for field, text in typed.items():
        composer.forms.edit_field(field, text)
    return form(composer)


def form(composer: ComposerPresenter) -> MessageForm:
    assert composer.state.form is not None
    return composer.state.form


ROWS = "Shipping:\nDHL | 3 days\nCourier\n\nPick-up:\nShop"
MADE: list[tuple[FormKind, dict[str, str], type[AnyAction], dict[str, object]]] = [
    (
        FormKind.QUESTION,
        {"text": " Which? ", "answer.0": "Refund", "answer.2": "Replacement", "footer": "Just tap"},
        SendButtons,
        {"text": "Which?", "buttons": ("Refund", "Replacement"), "footer": "Just tap"},
    ),
    (
        FormKind.LIST,
        {"text": "How?", "button": "Choose", "rows": ROWS},
        SendList,
        {
            "button": "Choose",
            "sections": (
                ListSection(title="Shipping", rows=(ListRow(title="DHL", description="3 days"), ListRow(title="Courier"))),
                ListSection(title="Pick-up", rows=(ListRow(title="Shop"),)),
            ),
        },
    ),
    (
        FormKind.LINK,
        {"text": "Your parcel", "label": "Track", "url": "https://dhl.example/1"},
        SendLinkButton,
        {"label": "Track", "url": "https://dhl.example/1"},
    ),
    (
        FormKind.LOCATION,
        {"place": "53,55 9,99", "name": "Shop"},
        SendLocation,
        {"latitude": 53.55, "longitude": 9.99, "name": "Shop", "address": None},
    ),
    (
        FormKind.CONTACT,
        {"name": "Store", "phones": "040 123456; +49 151 12345678", "email": "a@shop.example"},
        SendContacts,
        {
            "contacts": (
                ContactCard(name="Store", phones=("+4940123456", "+4915112345678"), emails=("a@shop.example",)),
            )
        },
    ),
    (FormKind.CATALOG, {}, SendCatalog, {"text": "Everything we have, at a glance:"}),
    (FormKind.ASK_NUMBER, {"text": "Your number?"}, AskContact, {"text": "Your number?"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "typed", "action", "facts"), MADE, ids=[str(made[0]) for made in MADE])
def test_a_form_sends_what_was_typed_once_and_is_gone(
    pretend: PretendDesk,
    composer: ComposerPresenter,
    kind: FormKind,
    typed: dict[str, str],
    action: type[AnyAction],
    facts: dict[str, object],
) -> None:
    shown = fill(composer, kind, typed)
    assert shown.button.is_enabled, shown.button.reason
    assert shown.text or shown.header
    composer.act(Intent.SEND_FORM, kind)
    composer.act(Intent.SEND_FORM, kind)
    (sent,) = pretend.commands.clicked
    assert isinstance(sent, action)
    assert {name: getattr(sent, name) for name in facts} == facts
    assert decode_action(encode_action(sent)) == sent
    assert composer.state.form is None


TOO_MUCH: list[tuple[FormKind, dict[str, str], str]] = [
    (FormKind.QUESTION, {"text": "?", "answer.0": "x" * 21}, "“Answer 1” is too long for WhatsApp: 21 / 20 characters."),
    (FormKind.QUESTION, {"text": "x" * 1025, "answer.0": "Yes"}, "“Text” is too long for WhatsApp: 1025 / 1024 characters."),
    (FormKind.QUESTION, {"text": "?", "answer.0": "Yes", "answer.1": "Yes"}, "Two answers are the same"),
    (FormKind.QUESTION, {"text": "?", "answer.0": "Yes", "footer": "x" * 61}, "61 / 60"),
    (FormKind.LIST, {"text": "?", "button": "x" * 21, "rows": "a"}, "21 / 20"),
    (FormKind.LIST, {"text": "?", "button": "b", "rows": "\n".join("abcdefghijk")}, "11 choices are too many"),
    (FormKind.LIST, {"text": "?", "button": "b", "rows": "x" * 25}, "has 25 characters; WhatsApp takes 24"),
    (FormKind.LIST, {"text": "?", "button": "b", "rows": "a | " + "x" * 73}, "WhatsApp takes 72"),
    (FormKind.LIST, {"text": "?", "button": "b", "rows": "a\na"}, "Two choices are the same"),
    (FormKind.LIST, {"text": "?", "button": "b", "rows": "a\nGroup:\nb"}, "Give the first choices a group too"),
    (FormKind.LIST, {"text": "?", "button": "b", "rows": "Group:\nb\nEmpty:"}, "A group has no choices"),
    (FormKind.LINK, {"text": "?", "label": "b", "url": "dhl.example"}, "does not begin with https://"),
    (FormKind.LINK, {"text": "?", "label": "b", "url": "https://" + "x" * 2000}, "2008 / 2000"),
    (FormKind.LOCATION, {"place": "Hamburg"}, "There is no place in this"),
    (FormKind.CONTACT, {"name": "A", "phones": "call me"}, "“call me” is not a phone number."),
    (FormKind.CONTACT, {"name": "A", "email": "@"}, "“@” is not an e-mail address."),
    (FormKind.ASK_NUMBER, {"text": "4242 4242 4242 4242"}, "card number"),
]


@pytest.mark.parametrize(("kind", "typed", "words"), TOO_MUCH, ids=lambda part: str(part)[:24])
def test_what_whatsapp_would_not_take_is_said_before_anything_is_sent(
    pretend: PretendDesk, composer: ComposerPresenter, kind: FormKind, typed: dict[str, str], words: str
) -> None:
    shown = fill(composer, kind, typed)
    assert words in shown.problem
    assert (shown.button.is_enabled, shown.button.reason) == (False, shown.problem)
    composer.act(Intent.SEND_FORM, kind)
    assert pretend.commands.clicked == []
    assert composer.state.form is not None


@pytest.mark.parametrize(
    ("kind", "missing"),
    [(FormKind.QUESTION, "Text, Answer 1"), (FormKind.LOCATION, "Coordinates"), (FormKind.CONTACT, "Name, Phone numbers")],
)
def test_what_is_missing_is_named_and_is_no_problem_yet(composer: ComposerPresenter, kind: FormKind, missing: str) -> None:
    composer.open_tool(kind)
    assert missing in form(composer).button.reason
    assert form(composer).problem == ""


def test_a_counter_runs_with_the_keys_and_says_when_it_is_too_much(composer: ComposerPresenter) -> None:
    short = fill(composer, FormKind.QUESTION, {"answer.0": "Ja"}).fields[1]
    composer.forms.edit_field("answer.0", "x" * 21)
    long = form(composer).fields[1]
    assert [(field.counter, field.is_over) for field in (short, long)] == [("2 / 20", False), ("21 / 20", True)]


def test_a_question_kept_ready_is_filled_in_in_the_customers_language(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    composer.open_tool(FormKind.QUESTION)
    assert form(composer).presets[0].text == "Refund / Replacement"
    composer.forms.choose_preset("preset.0")
    assert form(composer).labels == ("Refund", "Replacement")
    pretend.reads.lines = [entry("m1", text="Hallo, wo ist meine Bestellung?")]
    composer.close_tool()
    composer.open_tool(FormKind.QUESTION)
    composer.forms.choose_preset("preset.1")
    assert form(composer).labels == ("Ja, danke", "Nein, noch nicht")
    composer.forms.choose_preset("preset.99")
    assert form(composer).labels == ("Ja, danke", "Nein, noch nicht")


def test_the_shops_own_place_and_card_are_there_with_one_choice(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    composer.open_tool(FormKind.LOCATION)
    assert form(composer).presets == (), "what nobody has settled is not offered"
    card = ShopCard("Deichstraße 1, Hamburg", "53.5461, 9.9890", "+4940123456", "hallo@shop.example")
    pretend.commands.say(terms=Terms(name="Nordlicht", card=card))
    for kind, sent in ((FormKind.LOCATION, SendLocation), (FormKind.CONTACT, SendContacts)):
        composer.close_tool()
        composer.open_tool(kind)
        (own,) = form(composer).presets
        assert own.text == "Nordlicht"
        composer.forms.choose_preset(own.id)
        composer.act(Intent.SEND_FORM, kind)
        assert isinstance(pretend.commands.clicked[-1], sent)
    place, contact = pretend.commands.clicked
    assert isinstance(place, SendLocation)
    assert (place.latitude, place.longitude, place.name, place.address) == (53.5461, 9.989, "Nordlicht", card.address)
    assert isinstance(contact, SendContacts)
    assert contact.contacts == (ContactCard(name="Nordlicht", phones=(card.phone,), emails=(card.email,)),)


def test_every_form_keeps_what_was_typed_while_another_chat_is_open(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    fill(composer, FormKind.QUESTION, {"text": "Which?"})
    composer.open(TOM.conversation)
    assert composer.state.form is None
    composer.open_tool(Tool.PAYMENT_LINK)
    composer.forms.edit_amount("49,90")
    composer.open(LENA)
    assert form(composer).text == "Which?"
    composer.open(TOM.conversation)
    assert composer.state.link is not None
    assert composer.state.link.amount == "49,90"
    composer.forms.send_link()
    (sent,) = pretend.commands.clicked
    assert isinstance(sent, RequestPayment)
    assert sent.conversation == TOM.conversation
    composer.open(LENA)
    composer.close_tool()
    composer.open(TOM.conversation)
    composer.open(LENA)
    assert (composer.state.form, composer.state.link) == (None, None), "what was closed stays closed"


def test_a_message_that_was_not_taken_comes_back_in_its_own_chat(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    pretend.commands.refusal = OutsideError("The desk is not running.")
    fill(composer, FormKind.QUESTION, {"text": "Which?", "answer.0": "This"})
    composer.act(Intent.SEND_FORM, FormKind.QUESTION)
    composer.open(TOM.conversation)
    pretend.clicks.settle()
    assert composer.state.form is None
    composer.open(LENA)
    assert (form(composer).text, form(composer).labels) == ("Which?", ("This",))


def test_the_number_is_asked_for_only_of_somebody_who_shows_none(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    def offered() -> list[str]:
        composer.open(TOM.conversation)
        composer.open(LENA)
        return [choice.id for choice in composer.state.more]

    assert FormKind.ASK_NUMBER not in offered()
    pretend.reads.contact = lambda which: Contact(user_id="DE.8812x", username="evalang")  # type: ignore[method-assign]
    assert FormKind.ASK_NUMBER in offered()
    composer.choose_mode(Mode.NOTE)
    assert composer.state.more == ()


def test_without_products_there_is_no_catalog_to_send(pretend: PretendDesk) -> None:
    pretend.reads.goods = []
    presenter = ComposerPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    assert not {FormKind.SEVERAL, FormKind.CATALOG} & {choice.id for choice in presenter.state.more}  # type: ignore[comparison-overlap]


def test_several_products_are_chosen_and_sent_as_one_list(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    pretend.reads.goods = [product(f"P{number}", name=f"Kaffee {number}") for number in range(24)]
    composer.open_tool(FormKind.SEVERAL)
    picker = composer.state.picker
    assert picker is not None
    assert (picker.chosen, picker.button is not None and picker.button.is_enabled) == ((), False)
    for sku in ("P1", "P2", "P3", "P2"):
        composer.act(Intent.CHOOSE_PRODUCT, sku)
    composer.forms.search("kaffee 1")
    composer.open(TOM.conversation)
    composer.open(LENA)
    assert composer.state.picker is not None
    assert composer.state.picker.count == "2 of 30 chosen"
    composer.act(Intent.SEND_PRODUCTS, "")
    (sent,) = pretend.commands.clicked
    assert isinstance(sent, SendProducts)
    assert sent.products == ("P1", "P3")
    assert composer.state.picker is None


def test_no_more_than_thirty_products_go_into_a_list(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    composer.open_tool(FormKind.SEVERAL)
    for number in range(40):
        composer.act(Intent.CHOOSE_PRODUCT, f"P{number}")
    picker = composer.state.picker
    assert picker is not None
    assert picker.chosen is not None
    assert len(picker.chosen) == 30
    assert [tile.reason for tile in picker.tiles] == ["WhatsApp takes 30 products in one list."]
    assert not any(tile.is_enabled for tile in picker.tiles)


def test_a_form_is_closed_by_its_own_tool_and_by_nothing_that_is_typed(composer: ComposerPresenter) -> None:
    fill(composer, FormKind.LIST, {"text": "x"})
    composer.open_tool(FormKind.LIST)
    assert composer.state.form is None
    composer.open_tool(FormKind.LIST)
    assert form(composer).text == ""
    assert msgspec.structs.replace(form(composer), title="") != form(composer)
