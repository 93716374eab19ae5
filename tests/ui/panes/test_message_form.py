"""The form of a rarer kind by its keys: Enter goes on and sends at the end, Esc closes, nothing is said by rendering."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.models.states.composer import FormKind, Tool
from inbox.ui.panes.composer import Composer
from inbox.ui.panes.composer_tools import ComposerTools
from inbox.ui.panes.fields_form import FieldsForm
from inbox.ui.panes.form_row import FormRow
from inbox.ui.panes.message_form import MessageFormView
from inbox.ui.panes.template_form import TemplateFormView
from inbox.ui.theme.theme import Theme
from tests.ui.panes.chat_samples import composer as sample
from tests.ui.panes.chat_samples import composers, forms, template_form
from tests.ui.panes.readers import button, name_of, said
from tests.ui.theme.painted import painted_texts

Put = Callable[..., QWidget]


@pytest.fixture
def composer(theme: Theme, put: Put) -> Composer:
    composer = Composer(theme)
    put(composer, 690, 460)
    composer.show_state(sample())
    composer.focus_edit()
    return composer


def _log(signal: object) -> list[tuple[object, ...]]:
    seen: list[tuple[object, ...]] = []
    signal.connect(lambda *args: seen.append(args))  # type: ignore[attr-defined]  # a bound signal
    return seen


def _at() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def _open(composer: Composer, name: str) -> MessageFormView:
    composer.show_state(composers()[f"form-{name}"])
    return composer.findChild(MessageFormView)


def test_a_form_opens_with_the_keyboard_in_its_first_empty_field(composer: Composer) -> None:
    _open(composer, "catalog")
    assert isinstance(_at(), QPlainTextEdit)
    assert name_of(_at()) == "Text"
    _open(composer, "contact")
    assert name_of(_at()) == "Company"


def test_enter_goes_from_field_to_field_and_sends_from_the_last(composer: Composer, qtbot: QtBot) -> None:
    form = _open(composer, "question")
    acts = _log(composer.acted)
    form.begin()
    visited = []
    for _ in range(10):
        visited.append(name_of(_at()))
        if acts:
            break
        qtbot.keyClick(_at(), Qt.Key.Key_Return)
    assert visited[:3] == ["Answer 3", "Small print", "Small print"]
    assert acts == [("c_lena", "form.send", FormKind.QUESTION)]


def test_control_enter_sends_from_anywhere_and_never_what_is_not_whole(composer: Composer, qtbot: QtBot) -> None:
    acts = _log(composer.acted)
    _open(composer, "ask-number").begin()
    qtbot.keyClick(_at(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert acts == [("c_lena", "form.send", FormKind.ASK_NUMBER)]
    acts.clear()
    _open(composer, "question-long").begin()
    for _ in range(6):
        qtbot.keyClick(_at(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(_at(), Qt.Key.Key_Return)
    assert acts == []


def test_a_list_breaks_its_lines_by_enter_and_a_text_by_shift_enter(composer: Composer, qtbot: QtBot) -> None:
    edits = _log(composer.forms.field_edited)
    form = _open(composer, "list")
    text, rows = (each for each in form.findChildren(QPlainTextEdit) if each.isVisible())
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert edits[-1][0] == "rows"
    assert str(edits[-1][1]).endswith("Hamburg\n")
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert edits[-1] == ("text", "Wie sollen wir liefern?\n")


def test_esc_closes_from_every_field(composer: Composer, qtbot: QtBot) -> None:
    closed = _log(composer.closed)
    form = _open(composer, "contact")
    for field in (each for each in form.findChildren(QLineEdit) if each.isVisible()):
        field.setFocus()
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    text = next(each for each in _open(composer, "catalog").findChildren(QPlainTextEdit) if each.isVisible())
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Escape)
    assert closed == [("c_lena",)] * 5


def test_rendering_a_form_says_nothing_and_keeps_the_cursor(composer: Composer, qtbot: QtBot) -> None:
    edits = _log(composer.forms.field_edited)
    for name in forms():
        _open(composer, name)
    assert edits == []
    form = _open(composer, "ask-number")
    form.begin()
    text = _at()
    assert isinstance(text, QPlainTextEdit)
    text.moveCursor(text.textCursor().MoveOperation.Start)
    _open(composer, "ask-number")
    assert text.textCursor().position() == 0


def test_a_form_left_in_another_chat_takes_the_keyboard_from_nobody(composer: Composer, put: Put, theme: Theme) -> None:
    other = put(QLineEdit(), 100, 40)
    other.setFocus()
    for name in ("form-question", "link", "picker", "closed-form"):
        state = composers()[name]
        composer.show_state(sample(conversation="c_murat"))
        composer.show_state(state)
        assert QApplication.focusWidget() is other, name


def test_what_is_too_long_is_said_in_words_beside_the_buttons(composer: Composer) -> None:
    form = _open(composer, "question-long")
    assert "“Answer 1” is too long for WhatsApp: 27 / 20 characters." in said(form)
    assert "27 / 20" in said(form)
    assert not button(form, "Send").isEnabled()


def test_the_menu_of_the_rarer_kinds_opens_over_its_button_and_names_each(composer: Composer, qtbot: QtBot) -> None:
    wanted = _log(composer.tool_wanted)
    tools = composer.findChild(ComposerTools)
    qtbot.mouseClick(tools._tools[Tool.MORE], Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert menu.mapToGlobal(QPoint(0, 0)).y() <= tools.mapToGlobal(QPoint(0, 0)).y()
    titles = [action.text() for action in menu.actions()]
    assert "Question with answers" in titles
    menu.actions()[titles.index("Location")].trigger()
    menu.close()
    assert wanted == [("c_lena", FormKind.LOCATION)]


@pytest.mark.parametrize("width", [420, 560, 690])
def test_nothing_of_a_template_with_a_file_is_cut_however_narrow_the_chat_is(
    theme: Theme, put: Put, qtbot: QtBot, width: int
) -> None:
    composer = Composer(theme)
    put(composer, width, 600)
    composer.show_state(composers("de")["form-template-file"])
    form = composer.findChild(TemplateFormView)
    hint = next(label for label in form.findChildren(QLabel) if label.text().startswith("Verlangt wird ein Bild"))
    last = next(label for label in form.findChildren(QLabel) if label.text().startswith("Geld zurück"))

    def is_whole() -> bool:
        sides = [side for side in form.findChildren(QScrollArea) if not side.verticalScrollBar().maximum()]
        return len(sides) == 2 and all(label.height() >= label.heightForWidth(label.width()) for label in (hint, last))

    qtbot.waitUntil(is_whole, timeout=20_000)


def test_what_is_too_high_for_a_form_scrolls_with_its_end_in_reach(theme: Theme, put: Put, qtbot: QtBot) -> None:
    composer = Composer(theme)
    put(composer, 420, 600)
    state = composers()["form-template-file"]
    long = template_form(text="Ein sehr langer Satz. " * 40, labels=("Ja",))
    composer.show_state(msgspec.structs.replace(state, template_form=long))
    form = composer.findChild(TemplateFormView)
    last = next(label for label in form.findChildren(QLabel) if label.text() == "Ja")
    side = next(area for area in form.findChildren(QScrollArea) if area.isAncestorOf(last))
    qtbot.waitUntil(lambda: side.verticalScrollBar().maximum() > 0, timeout=20_000)
    side.verticalScrollBar().setValue(side.verticalScrollBar().maximum())
    bottom = last.mapTo(side.viewport(), QPoint(0, last.height())).y()
    assert bottom <= side.viewport().height()


def test_a_line_that_just_fits_keeps_its_first_letter_in_sight(composer: Composer, qtbot: QtBot) -> None:
    box = _open(composer, "list").findChild(QPlainTextEdit)
    text = "G"
    while box.fontMetrics().horizontalAdvance(text) < box.viewport().width() - 2:
        box.setPlainText(text)
        box.moveCursor(QTextCursor.MoveOperation.End)
        box.ensureCursorVisible()
        assert box.horizontalScrollBar().value() == 0
        text += "i"


def test_what_can_be_sent_all_the_same_is_a_warning_and_no_refusal(composer: Composer, theme: Theme) -> None:
    view, form = _open(composer, "list"), forms()["list"]
    tokens = theme.look.tokens
    for field, color in (("warning", tokens.warn), ("problem", tokens.danger)):
        view.show_state(msgspec.structs.replace(form, **{"problem": "", "warning": "", field: "Too late."}))
        assert [text.color for text in painted_texts(view) if text.text == "Too late."] == [color]


def test_a_form_has_no_room_left_over_when_a_long_text_finds_a_wider_field(theme: Theme, put: Put, qtbot: QtBot) -> None:
    composer = Composer(theme)
    put(composer, 320, 700)
    form = msgspec.structs.replace(forms()["catalog"], text="")
    field = msgspec.structs.replace(form.fields[0], value="Ein Satz, der in einem schmalen Feld sechs Zeilen hat. " * 3)
    composer.show_state(msgspec.structs.replace(composers()["form-catalog"], form=msgspec.structs.replace(form, fields=(field,))))
    view = composer.findChild(MessageFormView)
    side = next(area for area in view.findChildren(QScrollArea) if area.isAncestorOf(view.findChild(QPlainTextEdit)))
    before = side.height()
    composer.resize(900, 700)
    qtbot.waitUntil(lambda: side.height() < before and side.height() == view.left.sizeHint().height(), timeout=20_000)


@pytest.mark.parametrize("name", ["form-template-place", "form-contact"])
def test_a_form_that_opens_on_screen_is_as_high_as_its_fields_and_no_higher(
    theme: Theme, put: Put, qtbot: QtBot, name: str
) -> None:
    composer = Composer(theme)
    put(composer, 690, 600)
    for state in ("closed", name):
        composer.show_state(composers()[state])
        qtbot.wait(50)
    form = next(form for form in composer.findChildren(FieldsForm) if form.isVisible())
    rows = [row for row in form.findChildren(FormRow) if row.isVisible()]

    def fits() -> bool:
        sides = form.findChildren(QScrollArea)
        last = max(row.mapTo(form, QPoint(0, row.height())).y() for row in rows)
        foot = max(side.mapTo(form, QPoint(0, side.height())).y() for side in sides)
        return not any(side.verticalScrollBar().maximum() for side in sides) and 0 <= foot - last < 20

    qtbot.waitUntil(fits, timeout=20_000)
