from __future__ import annotations

from pytestqt.qtbot import QtBot

from inbox.desk.ports import NOBODY, Changes, Draft
from inbox.domain.actions import AddNote, RequestPayment, SendProducts, SendText
from inbox.domain.ids import AgentId
from inbox.domain.problems import OutsideError
from inbox.domain.roles import Actor
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.presenters.composer_words import MASK_NUMBER
from inbox.ui.models.presenters.drafts import KEEP_AFTER_MS
from inbox.ui.models.states.composer import Mode, Tool
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, chat

DRAFTS = Changes(flags=frozenset({"drafts"}))


def composer(pretend: PretendDesk) -> ComposerPresenter:
    presenter = ComposerPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter


def test_a_text_goes_out_once_and_its_draft_is_forgotten(pretend: PretendDesk) -> None:
    presenter = composer(pretend)
    presenter.edit(LENA, "Guten Tag")
    presenter.send(LENA, Mode.REPLY)
    presenter.send(LENA, Mode.REPLY)
    (action,) = pretend.commands.clicked
    assert isinstance(action, SendText)
    assert action.text == "Guten Tag"
    assert presenter.state.draft == ""
    assert pretend.commands.drafts[-1].text == ""


def test_a_text_that_was_not_taken_comes_back(pretend: PretendDesk) -> None:
    presenter = composer(pretend)
    told: list[str] = []
    pretend.clicks.failed.connect(told.append)
    pretend.commands.refusal = OutsideError("The desk is not running.")
    presenter.edit(LENA, "Guten Tag")
    presenter.send(LENA, Mode.REPLY)
    pretend.clicks.settle()
    assert presenter.state.draft == "Guten Tag"
    assert told == ["The desk is not running."]


def test_a_text_that_was_not_taken_comes_back_above_what_was_typed_meanwhile(pretend: PretendDesk) -> None:
    presenter = composer(pretend)
    pretend.commands.refusal = OutsideError("The desk is not running.")
    presenter.edit(LENA, "Guten Tag")
    presenter.send(LENA, Mode.REPLY)
    presenter.edit(LENA, "Außerdem")
    pretend.clicks.settle()
    assert presenter.state.draft == "Guten Tag\nAußerdem"


def test_somebody_who_types_without_a_pause_is_kept_all_the_same(pretend: PretendDesk, qtbot: QtBot) -> None:
    presenter = composer(pretend)
    text = ""
    while not pretend.commands.drafts:
        text += "a"
        presenter.edit(LENA, text)
        qtbot.wait(KEEP_AFTER_MS // 3)
        assert len(text) < 10, "typing on keeps the draft from the disk"


def test_a_note_that_was_begun_is_there_after_a_start_and_shown_as_one(pretend: PretendDesk) -> None:
    presenter = composer(pretend)
    presenter.choose_mode(Mode.NOTE)
    presenter.edit(LENA, "ruft zurück")
    presenter.keep()
    pretend.commands.say(drafts=tuple(pretend.commands.drafts))
    again = composer(pretend)
    assert (again.state.mode, again.state.draft) == (Mode.NOTE, "ruft zurück")
    again.send(LENA, Mode.NOTE)
    assert again.state.mode is Mode.NOTE


def test_a_note_has_a_draft_of_its_own(pretend: PretendDesk) -> None:
    presenter = composer(pretend)
    presenter.edit(LENA, "Hallo Lena")
    presenter.choose_mode(Mode.NOTE)
    assert presenter.state.draft == ""
    presenter.edit(LENA, "ruft zurück")
    presenter.send(LENA, Mode.NOTE)
    (action,) = pretend.commands.clicked
    assert isinstance(action, AddNote)
    assert action.text == "ruft zurück"
    presenter.choose_mode(Mode.REPLY)
    assert presenter.state.draft == "Hallo Lena"


def test_a_draft_is_kept_when_another_chat_is_opened(pretend: PretendDesk) -> None:
    pretend.reads.rows.append(chat("c_tom", "Tom"))
    presenter = composer(pretend)
    presenter.edit(LENA, "Sobald Stripe")
    presenter.open(pretend.reads.rows[1].conversation)
    assert [(draft.conversation, draft.text) for draft in pretend.commands.drafts] == [(LENA, "Sobald Stripe")]
    assert presenter.state.draft == ""


def test_an_undone_text_is_a_draft_again_but_never_over_what_is_typed(pretend: PretendDesk) -> None:
    presenter = composer(pretend)
    pretend.commands.say(drafts=(Draft(LENA, "undone", "2026-11-22T14:05:00Z"),))
    presenter.take(DRAFTS)
    assert presenter.state.draft == "undone"
    presenter.edit(LENA, "something else")
    presenter.take(DRAFTS)
    assert presenter.state.draft == "something else"


def test_shipping_has_a_price_in_the_shops_currency_only(pretend: PretendDesk) -> None:
    presenter = composer(pretend)
    presenter.open_tool(Tool.PAYMENT_LINK)
    presenter.forms.choose_shipping("DHL")
    presenter.forms.edit_amount("USD 50")
    presenter.forms.send_link()
    (action,) = pretend.commands.clicked
    assert isinstance(action, RequestPayment)
    assert (action.currency, action.amount, action.shipping) == ("usd", 5000, ())


def test_a_card_number_is_not_sent(pretend: PretendDesk) -> None:
    presenter = composer(pretend)
    presenter.edit(LENA, "4242 4242 4242 4242")
    assert presenter.state.warning
    presenter.send(LENA, Mode.REPLY)
    assert pretend.commands.clicked == []
    presenter.act(MASK_NUMBER, LENA)
    assert "4242 4242" not in presenter.state.draft


def test_after_the_window_has_closed_only_notes_can_be_written(pretend: PretendDesk) -> None:
    presenter = composer(pretend)
    presenter.edit(LENA, "zu spät")
    pretend.clock.pass_(24 * 3600)
    presenter.refresh()
    assert presenter.state.is_closed
    assert not presenter.state.can_send
    assert presenter.state.kept
    presenter.choose_mode(Mode.NOTE)
    presenter.edit(LENA, "für später")
    assert presenter.state.can_send


def test_a_link_names_its_sum_and_asks_for_exactly_that(pretend: PretendDesk) -> None:
    presenter = composer(pretend)
    presenter.open_tool(Tool.PAYMENT_LINK)
    presenter.forms.edit_amount("49,90")
    presenter.forms.choose_shipping("DHL")
    form = presenter.state.link
    assert form is not None
    assert form.button.text == "Send link · €54.80"
    presenter.forms.send_link()
    (action,) = pretend.commands.clicked
    assert isinstance(action, RequestPayment)
    assert (action.amount, action.shipping[0].amount) == (4990, 490)
    assert presenter.state.link is None


def test_a_product_goes_out_with_one_click(pretend: PretendDesk) -> None:
    presenter = composer(pretend)
    presenter.open_tool(Tool.PRODUCT)
    presenter.forms.search("espr")
    assert presenter.state.picker is not None
    assert [tile.sku for tile in presenter.state.picker.tiles] == ["ESP"]
    presenter.forms.send_product("ESP")
    (action,) = pretend.commands.clicked
    assert isinstance(action, SendProducts)
    assert action.products == ("ESP",)


def test_only_who_is_known_to_be_a_viewer_is_told_so(pretend: PretendDesk) -> None:
    presenter = composer(pretend)
    pretend.commands.say(me=NOBODY)
    presenter.show()
    assert presenter.state.refusal == ""
    pretend.commands.say(me=Actor(AgentId("a_vera"), "Vera", "viewer"))
    presenter.show()
    assert presenter.state.refusal == "Your role can read but not write."
