"""Gaps of a reply in the field: each a pill that is typed over, passed by, deleted, copied and brought back as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.models.gaps import pieces, readable
from inbox.ui.models.rows import Span, plain
from inbox.ui.models.states.composer import FormField, Gaps, Mode
from inbox.ui.panes import gap_text
from inbox.ui.panes.composer import Composer
from inbox.ui.panes.composer_edit import ComposerEdit
from inbox.ui.panes.form_row import FormRow
from inbox.ui.panes.gap_name import GapName
from inbox.ui.theme.theme import Theme
from tests.ui.panes.chat_samples import composer as sample
from tests.ui.panes.chat_samples import composers

Put = Callable[..., QWidget]
DRAFT = "Bis {{?Tag}} um {{?neue Zeit}}, danke"
LEFT = Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def composer(theme: Theme, put: Put) -> Composer:
    composer = Composer(theme)
    put(composer, 690, 330)
    composer.show_state(sample(draft=DRAFT))
    composer.focus_edit()
    # As a presenter: what is typed comes back as the draft.
    composer.draft_edited.connect(lambda chat, text: composer.show_state(sample(conversation=chat, draft=text)))
    return composer


@pytest.fixture
def edit(composer: Composer) -> ComposerEdit:
    return composer.edit


def names(edit: ComposerEdit) -> list[str]:
    return [spot.name for spot in gap_text.spots(edit.document())]


def go_to(edit: ComposerEdit, place: int) -> None:
    cursor = edit.textCursor()
    cursor.setPosition(place)
    edit.setTextCursor(cursor)


def first(edit: ComposerEdit) -> gap_text.GapSpot:
    return gap_text.spots(edit.document())[0]


def chosen(edit: ComposerEdit) -> str:
    spot = edit.selected_gap()
    return "" if spot is None else spot.name


def test_a_draft_from_the_disk_comes_back_with_its_gaps_and_no_braces(edit: ComposerEdit) -> None:
    assert edit.raw() == DRAFT
    assert names(edit) == ["Tag", "neue Zeit"]
    assert "{" not in edit.toPlainText()


def test_a_screen_reader_hears_the_name_of_a_gap_and_that_it_is_open(edit: ComposerEdit, composer: Composer) -> None:
    text = QAccessible.queryAccessibleInterface(edit).text(QAccessible.Text.Value)
    assert " ".join(text.split()) == "Bis Tag um neue Zeit , danke"
    composer.show_state(composers()["gaps"])
    assert edit.accessibleDescription() == "Fill in first: time, new address, First name"


def test_after_a_reply_its_first_gap_is_chosen_and_tab_goes_through_them_and_on(composer: Composer, qtbot: QtBot) -> None:
    composer.show_state(composers()["replies"])
    composer.show_state(sample(draft=DRAFT))
    edit = composer.edit
    assert chosen(edit) == "Tag"
    qtbot.keyClicks(edit, "Freitag")
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert chosen(edit) == "neue Zeit"
    assert edit.raw() == "Bis Freitag um {{?neue Zeit}}, danke"
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not edit


def test_shift_tab_goes_back_through_the_gaps_and_then_leaves(edit: ComposerEdit, qtbot: QtBot) -> None:
    seen = []
    for _ in range(2):
        qtbot.keyClick(edit, Qt.Key.Key_Tab, SHIFT)
        seen.append(chosen(edit))
    qtbot.keyClick(edit, Qt.Key.Key_Tab, SHIFT)
    assert seen == ["neue Zeit", "Tag"]
    assert QApplication.focusWidget() is not edit


def test_what_is_typed_over_a_gap_or_beside_it_is_plain(edit: ComposerEdit, qtbot: QtBot) -> None:
    go_to(edit, first(edit).end)
    qtbot.keyClicks(edit, "!?")
    go_to(edit, first(edit).start)
    qtbot.keyClicks(edit, "ab")
    assert edit.raw() == "Bis ab{{?Tag}}!? um {{?neue Zeit}}, danke"
    edit.step_gap()
    assert chosen(edit) == "Tag"
    edit.insertPlainText("🙂")
    qtbot.keyClicks(edit, "Mo")
    assert edit.raw() == "Bis ab🙂Mo!? um {{?neue Zeit}}, danke"


@pytest.mark.parametrize(
    ("key", "held", "at"),
    [
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier, "end"),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "start"),
        (Qt.Key.Key_Backspace, CONTROL, "end"),
        (Qt.Key.Key_Delete, CONTROL, "start"),
    ],
)
def test_a_gap_goes_as_a_whole_and_one_undo_brings_it_back(
    edit: ComposerEdit, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier, at: str
) -> None:
    spot = gap_text.spots(edit.document())[1]
    go_to(edit, getattr(spot, at))
    qtbot.keyClick(edit, key, held)
    assert names(edit) == ["Tag"]
    assert "neue" not in edit.raw()
    assert "Zeit" not in edit.raw()
    edit.undo()
    assert edit.raw() == DRAFT
    edit.redo()
    assert names(edit) == ["Tag"]


def test_undo_brings_back_a_gap_that_was_typed_over(edit: ComposerEdit, qtbot: QtBot) -> None:
    edit.step_gap()
    qtbot.keyClicks(edit, "Mo")
    while edit.document().isUndoAvailable():
        edit.undo()
    assert edit.raw() == DRAFT
    assert names(edit) == ["Tag", "neue Zeit"]


@pytest.mark.parametrize("draft", ["Bis {{?Tag}}", "{{?Tag}}", "{{?Tag}}{{?Zeit}}", "{{?Tag}} geht"])
@pytest.mark.parametrize("at", ["start", "end"])
@pytest.mark.parametrize("way", ["keys", "emoji", "paste", "input method"])
def test_one_undo_after_writing_beside_a_gap_leaves_the_gap_whole(
    edit: ComposerEdit, qtbot: QtBot, draft: str, at: str, way: str
) -> None:
    edit.show_raw(draft)
    go_to(edit, getattr(first(edit), at))
    if way == "keys":
        qtbot.keyClicks(edit, "ab")
    elif way == "emoji":
        edit.insertPlainText("🙂")
    elif way == "paste":
        pasted = QMimeData()
        pasted.setText("ab")
        edit.insertFromMimeData(pasted)
    else:
        written = QInputMethodEvent()
        written.setCommitString("ab")
        QApplication.sendEvent(edit, written)
    after, text = edit.raw(), "🙂" if way == "emoji" else "ab"
    assert after == draft.replace("{{?Tag}}", f"{text}{{{{?Tag}}}}" if at == "start" else f"{{{{?Tag}}}}{text}")
    edit.undo()
    assert edit.raw() == draft, "and no name of a gap stands there as a word that could be sent"
    if way != "input method":
        edit.redo()
        assert edit.raw() == after


def test_one_undo_brings_back_a_gap_that_one_letter_was_typed_over(edit: ComposerEdit, qtbot: QtBot) -> None:
    edit.step_gap()
    qtbot.keyClicks(edit, "M")
    edit.undo()
    assert edit.raw() == DRAFT
    edit.redo()
    assert edit.raw() == "Bis M um {{?neue Zeit}}, danke"


def test_a_reply_that_was_taken_can_be_taken_back_but_never_into_the_note(composer: Composer) -> None:
    edit = composer.edit
    composer.show_state(sample(draft=""))
    composer.show_state(composers()["replies"])
    composer.show_state(sample(draft=DRAFT))
    edit.undo()
    assert edit.raw() == composers()["replies"].draft
    composer.show_state(composers()["replies"])
    composer.show_state(sample(mode=Mode.NOTE, draft="Nur für uns"))
    edit.undo()
    assert edit.raw() == "Nur für uns"


def test_the_cursor_passes_by_a_gap_and_never_stands_in_it(edit: ComposerEdit, qtbot: QtBot) -> None:
    spot = first(edit)
    go_to(edit, spot.start)
    qtbot.keyClick(edit, Qt.Key.Key_Right)
    assert edit.textCursor().position() == spot.end
    qtbot.keyClick(edit, Qt.Key.Key_Left)
    assert edit.textCursor().position() == spot.start
    qtbot.keyClick(edit, Qt.Key.Key_Right, SHIFT)
    assert chosen(edit) == "Tag"
    go_to(edit, spot.start + 2)
    assert edit.textCursor().position() in (spot.start, spot.end)


def test_a_click_chooses_a_gap_and_so_does_a_second_one(edit: ComposerEdit, qtbot: QtBot) -> None:
    (where,) = edit.rects(first(edit))
    for _ in range(2):
        qtbot.mouseClick(edit.viewport(), LEFT, pos=where.center().toPoint())
        assert chosen(edit) == "Tag"
    qtbot.mouseClick(edit.viewport(), LEFT, pos=where.topLeft().toPoint() - QPoint(12, -4))
    assert not edit.textCursor().hasSelection()


def test_copies_are_words_elsewhere_and_gaps_in_a_field_of_the_program(edit: ComposerEdit) -> None:
    edit.selectAll()
    copied = edit.createMimeDataFromSelection()
    assert copied.text() == "Bis [Tag] um [neue Zeit], danke"
    edit.moveCursor(QTextCursor.MoveOperation.End)
    edit.insertFromMimeData(copied)
    assert edit.raw() == DRAFT + DRAFT
    assert names(edit) == ["Tag", "neue Zeit"] * 2


def test_braces_that_are_pasted_or_typed_become_a_gap(edit: ComposerEdit, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setText("Ort: {{?Ort}}.")
    edit.selectAll()
    edit.insertFromMimeData(data)
    assert names(edit) == ["Ort"]
    go_to(edit, 0)
    qtbot.keyClicks(edit, "{{?wer}} ")
    assert names(edit) == ["wer", "Ort"]
    assert edit.raw() == "{{?wer}} Ort: {{?Ort}}."


def test_an_input_method_writes_over_a_gap(edit: ComposerEdit) -> None:
    edit.step_gap()
    edit.inputMethodEvent(QInputMethodEvent("か", []))
    commit = QInputMethodEvent()
    commit.setCommitString("火曜日")
    edit.inputMethodEvent(commit)
    assert edit.raw() == "Bis 火曜日 um {{?neue Zeit}}, danke"


def test_enter_shows_the_first_gap_that_is_open_and_sends_nothing(composer: Composer, qtbot: QtBot) -> None:
    composer.show_state(composers()["gaps"])
    sent = []
    composer.sent.connect(lambda *told: sent.append(told))
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert (sent, chosen(composer.edit)) == ([], "time")


def test_a_gap_is_one_piece_of_a_line_from_right_to_left(composer: Composer, edit: ComposerEdit) -> None:
    composer.show_state(sample(draft="سأرد عليك قبل {{?day}} شكرا", conversation="c_r"))
    (where,) = edit.rects(first(edit))
    wide = edit.fontMetrics().horizontalAdvance("\u00a0day\u00a0")
    assert abs(where.width() - wide) <= 2


def test_a_chosen_gap_is_its_pill_and_more_than_it_is_qts_own_selection(edit: ComposerEdit, theme: Theme) -> None:
    edit.step_gap()
    assert edit.palette().highlight().color().alpha() == 0
    edit.selectAll()
    assert edit.palette().highlight().color() == theme.look.tokens.highlight


@pytest.fixture
def row(theme: Theme, put: Put) -> Iterator[FormRow]:
    page = QWidget()
    row = FormRow(theme, page)
    QVBoxLayout(page).addWidget(row)
    put(page, 400, 160)
    yield row
    page.close()


def test_gaps_are_named_where_replies_are_written(row: FormRow) -> None:
    seen: list[str] = []
    row.edited.connect(lambda _field, text: seen.append(text))
    row.show_state(FormField(id="text.de-du", label="Deutsch", value="Bis ", is_long=True, gaps=Gaps.NAME))
    row.insert("{{customer.first_name}}")
    popover = row.findChild(GapName)
    assert popover is None, "it fills itself"
    row.insert("{{?Tag}}")
    popover = row.findChild(GapName)
    assert popover is not None
    field = popover.findChild(QLineEdit)
    assert field.text() == "Tag"
    QTest.keyClicks(field, "{neue} Zeit ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not popover.isVisible()
    assert seen[-1] == row.text == "Bis {{customer.first_name}}{{?neue Zeit}}"
    edit = row._box.edit
    edit.choose_before()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert popover.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert row.text == "Bis {{customer.first_name}}{{?neue Zeit}}"


def test_braces_are_letters_in_any_other_form(row: FormRow) -> None:
    row.show_state(FormField(id="body", label="Text", value="Hallo {{1}}", is_long=True))
    row.insert("{{?Tag}}")
    assert row.text == row._box.edit.toPlainText() == "Hallo {{1}}{{?Tag}}"


def test_who_only_reads_sees_brackets() -> None:
    assert readable("Bis {{? Tag}}, {{customer.first_name}}") == "Bis [Tag], [First name]"
    assert plain((Span("Bis "), Span("Tag", is_gap=True))) == "Bis [Tag]"


letters = st.text("ab {}?\n🙂ש.", max_size=12)
texts = st.lists(st.one_of(letters, st.sampled_from(["{{?a b}}", "{{?a b}}", "{{link}}", "{{?🙂}}"])), max_size=6).map("".join)


@given(text=texts)
def test_a_text_comes_out_of_a_document_as_it_went_in(qapp: QApplication, text: str) -> None:
    document = QTextDocument()
    gap_text.put(QTextCursor(document), text)
    assert gap_text.raw_text(document) == text
    assert "".join(piece.raw for piece in pieces(text)) == text


@given(text=texts, start=st.integers(0, 40), end=st.integers(0, 40), written=st.one_of(st.just(""), letters))
def test_no_change_leaves_a_torn_gap_and_undo_takes_it_back(
    qapp: QApplication, text: str, start: int, end: int, written: str
) -> None:
    document = QTextDocument()
    gap_text.put(QTextCursor(document), text)
    before = gap_text.raw_text(document)
    cursor = QTextCursor(document)
    last = document.characterCount() - 1
    cursor.setPosition(min(start, last))
    cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
    changes: list[tuple[int, int]] = []
    note = document.contentsChange
    note.connect(lambda at, _removed, added: changes.append((at, added)))
    steps = document.availableUndoSteps()
    cursor.insertText(written)
    if not changes:
        return
    gap_text.mend(document, *changes[-1])
    spots = {(spot.start, spot.end) for spot in gap_text.spots(document)}
    formed = [each for each in gap_text._fragments(document) if gap_text._is_gap(each)]
    assert {(each.position(), each.position() + each.length()) for each in formed} == spots
    assert len(spots) == sum(bool(piece.name) for piece in pieces(gap_text.raw_text(document)))
    while document.availableUndoSteps() > steps:
        document.undo()
    assert gap_text.raw_text(document) == before




def test_tab_goes_through_the_gaps_of_a_message_for_later_too(row: FormRow) -> None:
    row.show_state(FormField(id="text", label="Message", value=DRAFT, is_long=True, gaps=Gaps.FILL))
    edit = row._box.edit
    edit.setFocus()
    seen = []
    for _ in range(2):
        QTest.keyClick(edit, Qt.Key.Key_Tab)
        spot = edit.selected_gap()
        seen.append("" if spot is None else spot.name)
    assert seen == ["Tag", "neue Zeit"]
    assert not edit._names()
