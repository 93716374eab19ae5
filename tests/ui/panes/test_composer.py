"""The composer: which key does what, that a note is never a reply, and that rendering changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QImage, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.models.states.composer import AttachedFile, ComposerState, Mode, Tool
from inbox.ui.panes.attached import AttachedRow
from inbox.ui.panes.choice_button import ChoiceButton
from inbox.ui.panes.composer import Composer
from inbox.ui.panes.emoji import EmojiBoard
from inbox.ui.panes.entry_card import EntryCard
from inbox.ui.panes.link_form import LinkFormView
from inbox.ui.panes.pickers import ProductPickerView
from inbox.ui.panes.template_form import TemplateFormView
from inbox.ui.panes.tiles import TileGrid
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.scroll_bar import ThinScrollBar
from tests.ui.panes.chat_samples import composer as sample
from tests.ui.panes.chat_samples import composers, template_form
from tests.ui.panes.readers import button, name_of, said

Put = Callable[..., QWidget]
LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.fixture
def composer(theme: Theme, put: Put) -> Composer:
    composer = Composer(theme)
    put(composer, 690, 330)
    composer.show_state(sample())
    composer.focus_edit()
    return composer


def _log(signal: object) -> list[tuple[object, ...]]:
    seen: list[tuple[object, ...]] = []
    signal.connect(lambda *args: seen.append(args))  # type: ignore[attr-defined]  # a bound signal
    return seen


def _answer(composer: Composer, state: ComposerState) -> None:
    """Be a presenter: what is typed comes back as the draft."""
    composer.draft_edited.connect(
        lambda chat, text: composer.show_state(msgspec.structs.replace(state, conversation=chat, draft=text))
    )


def test_typing_comes_out_whole(composer: Composer, qtbot: QtBot) -> None:
    composer.show_state(sample(draft=""))
    edits = _log(composer.draft_edited)
    qtbot.keyClicks(composer.edit, "Ja ")
    composer.edit.insertPlainText("🙂")
    assert edits[-1] == ("c_lena", "Ja 🙂")


def test_an_empty_field_says_whom_it_is_for_when_another_chat_is_open(composer: Composer, qtbot: QtBot) -> None:
    composer.show_state(sample(draft="", hint="Message to Lena"))
    for _ in range(3):
        QApplication.processEvents()
    heard = _Painted(composer.edit.viewport())
    composer.show_state(sample(draft="", hint="Message to Lena"))
    QApplication.processEvents()
    assert not heard.is_whole
    composer.show_state(sample(draft="", hint="Message to Nele", conversation="c_nele"))
    QApplication.processEvents()
    assert heard.is_whole


class _Painted(QObject):
    """Whether a widget was painted, and not only its blinking cursor."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.is_whole = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QPaintEvent) and event.rect().width() > 100:
            self.is_whole = True
        return False


@pytest.mark.parametrize(
    ("mode", "on_enter", "held", "does"),
    [
        (Mode.REPLY, True, NONE, "send"),
        (Mode.REPLY, True, CONTROL, "send"),
        (Mode.REPLY, True, SHIFT, "line"),
        (Mode.REPLY, False, NONE, "line"),
        (Mode.REPLY, False, CONTROL, "send"),
        (Mode.NOTE, True, NONE, "line"),
        (Mode.NOTE, True, SHIFT, "line"),
        (Mode.NOTE, True, CONTROL, "send"),
        (Mode.REPLY, True, CONTROL | SHIFT, "nothing"),
        (Mode.NOTE, True, CONTROL | SHIFT, "nothing"),
    ],
)
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter], ids=["return", "keypad"])
def test_enter(
    composer: Composer, qtbot: QtBot, mode: Mode, on_enter: bool, held: Qt.KeyboardModifier, does: str, key: Qt.Key
) -> None:
    composer.show_state(sample(mode=mode, sends_on_enter=on_enter, draft="Hallo"))
    sent, edits = _log(composer.sent), _log(composer.draft_edited)
    qtbot.keyClick(composer.edit, key, held)
    assert sent == ([("c_lena", mode.value)] if does == "send" else [])
    assert edits == ([("c_lena", "Hallo\n")] if does == "line" else [])


def test_nothing_goes_while_it_may_not(composer: Composer, qtbot: QtBot) -> None:
    composer.show_state(composers()["warning"])
    sent = _log(composer.sent)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert sent == []
    assert "This looks like a card number." in said(composer)
    acts = _log(composer.acted)
    qtbot.mouseClick(button(composer, "Remove the number"), LEFT)
    assert acts == [("c_lena", "draft.mask", "c_lena")]


def test_rendering_says_nothing(composer: Composer) -> None:
    edits = _log(composer.draft_edited)
    for state in composers().values():
        composer.show_state(state)
    assert edits == []


def test_the_cursor_stays_while_the_draft_comes_back(composer: Composer, qtbot: QtBot) -> None:
    composer.show_state(sample(draft="Das tut leid"))
    _answer(composer, sample())
    cursor = composer.edit.textCursor()
    cursor.setPosition(8)
    composer.edit.setTextCursor(cursor)
    qtbot.keyClicks(composer.edit, "mir ")
    assert composer.edit.toPlainText() == "Das tut mir leid"
    assert composer.edit.textCursor().position() == 12


def test_another_chat_brings_its_own_draft_and_no_way_back(composer: Composer, qtbot: QtBot) -> None:
    qtbot.keyClicks(composer.edit, "!")
    composer.show_state(sample(conversation="c_murat", draft="Hallo Murat"))
    assert composer.edit.toPlainText() == "Hallo Murat"
    assert composer.edit.textCursor().atEnd()
    composer.edit.undo()
    assert composer.edit.toPlainText() == "Hallo Murat"
    edits = _log(composer.draft_edited)
    qtbot.keyClicks(composer.edit, "!")
    assert edits == [("c_murat", "Hallo Murat!")]


def test_grows_to_six_lines_and_no_further(composer: Composer) -> None:
    heights = []
    for lines in (1, 2, 4, 6, 7, 30):
        composer.show_state(sample(draft="\n".join("abc" for _ in range(lines))))
        heights.append(composer.edit.height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4] == heights[5]


def test_a_note_looks_and_reads_otherwise(composer: Composer, qtbot: QtBot, theme: Theme) -> None:
    chosen = _log(composer.mode_chosen)
    qtbot.mouseClick(button(composer, "Note"), LEFT)
    assert chosen == [("c_lena", "note")]
    composer.show_state(composers()["note"])
    assert composer.grab().toImage().pixelColor(4, 30) == theme.look.tokens.note
    assert button(composer, "Save note").isVisible()
    composer.show_state(sample())
    assert composer.grab().toImage().pixelColor(4, 30) == theme.look.tokens.surface


def test_only_what_works_is_offered(composer: Composer) -> None:
    composer.show_state(sample(tools=(Tool.PRODUCT,)))
    names = {name_of(shown) for shown in composer.findChildren(QAbstractButton) if shown.isVisible()}
    assert names == {"Reply", "Note", "Product", "Send"}


def test_tools_leave_with_the_chat(composer: Composer, qtbot: QtBot) -> None:
    wanted = _log(composer.tool_wanted)
    for name in ("Template", "Product", "Payment link"):
        qtbot.mouseClick(button(composer, name), LEFT)
    assert wanted == [("c_lena", "template"), ("c_lena", "product"), ("c_lena", "payment-link")]


def test_narrow_tools_are_icons_with_names(composer: Composer) -> None:
    composer.resize(330, 330)
    assert button(composer, "Payment link").text() == ""
    assert button(composer, "Send").text() == "Send"
    composer.resize(690, 330)
    assert button(composer, "Payment link").text() == "Payment link"


def test_closed_window_is_the_template_picker(composer: Composer, qtbot: QtBot) -> None:
    composer.show_state(composers()["closed"])
    assert not composer.edit.isVisible()
    assert "Your draft is kept and offered again when Lena writes." in said(composer)
    acts = _log(composer.acted)
    sends = [shown for shown in composer.findChildren(QAbstractButton) if shown.text() == "Send" and shown.isVisible()]
    qtbot.mouseClick(sends[0], LEFT)
    assert acts == [("c_lena", "template.send", "complaint_news")]
    composer.show_state(sample())
    assert composer.edit.toPlainText() == sample().draft


def test_keys_choose_among_replies_and_send_nothing(composer: Composer, qtbot: QtBot) -> None:
    composer.show_state(composers()["replies"])
    sent, taken = _log(composer.sent), _log(composer.reply_taken)
    stepped, left = _log(composer.reply_stepped), _log(composer.replies_left)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape):
        qtbot.keyClick(composer.edit, key)
    assert stepped == [("c_lena", 1), ("c_lena", -1)]
    assert taken == [("c_lena", ""), ("c_lena", "")]
    assert left == [("c_lena",)]
    assert sent == []
    assert composer.edit.accessibleDescription().startswith("Refund started: ")


def test_enter_goes_through_the_gaps_of_a_template_and_never_sends(composer: Composer, qtbot: QtBot) -> None:
    ready = msgspec.structs.replace(template_form().button, is_enabled=True, reason="")
    state = msgspec.structs.replace(composers()["closed-form"], template_form=template_form(button=ready))
    composer.show_state(state)
    acts, edits = _log(composer.acted), _log(composer.forms.template_field_edited)
    form = composer.findChild(TemplateFormView)
    first, second = form.findChildren(QLineEdit)
    assert (first.accessibleName(), second.accessibleName()) == ("… Hallo …", "… deiner Reklamation vom …")
    qtbot.keyClicks(second, "22.11.")
    assert edits[-1] == ("body.2", "22.11.")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert composer.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Return)
    assert isinstance(composer.focusWidget(), QAbstractButton)
    assert acts == []
    qtbot.keyClick(first, Qt.Key.Key_Escape)
    assert acts == [("c_lena", "template.list", "")]
    qtbot.mouseClick(composer.focusWidget(), LEFT)
    assert acts[-1] == ("c_lena", "template.send", "complaint_news/de")


def test_a_note_can_be_written_in_a_closed_window(composer: Composer, qtbot: QtBot) -> None:
    closed = composers()["closed"]
    composer.show_state(msgspec.structs.replace(closed, mode=Mode.NOTE, draft="Rückruf", tools=()))
    assert composer.edit.isVisible()
    assert composer.edit.toPlainText() == "Rückruf"
    assert button(composer, "Template").isVisible()


def test_a_form_is_made_once_and_only_when_it_is_first_shown(composer: Composer) -> None:
    assert composer.forms.that_take_keyboard == []
    for name, kind in (("link", LinkFormView), ("picker", ProductPickerView), ("link", LinkFormView)):
        composer.show_state(composers()[name])
        assert [type(form) for form in composer.forms.that_take_keyboard if form.isVisible()] == [kind]
        composer.show_state(sample())
        assert not any(form.isVisible() for form in composer.forms.that_take_keyboard)
    assert len(composer.findChildren(LinkFormView)) == len(composer.findChildren(ProductPickerView)) == 1
    assert composer.findChild(TemplateFormView) is None


def test_amount_and_enter_ask_for_money(composer: Composer, qtbot: QtBot) -> None:
    composer.show_state(msgspec.structs.replace(composers()["link"], conversation="c_lena"))
    amount = composer.findChild(LinkFormView).findChildren(QLineEdit)[0]
    assert QApplication.focusWidget() is amount
    edits, sent, texts = _log(composer.forms.link_amount_edited), _log(composer.forms.link_sent), _log(composer.sent)
    qtbot.keyClicks(amount, "12,5")
    qtbot.keyClick(amount, Qt.Key.Key_Return)
    assert edits[-1] == ("12,5",)
    assert sent == [()]
    assert texts == []


def test_no_link_while_something_is_wrong_with_it(composer: Composer, qtbot: QtBot) -> None:
    composer.show_state(composers()["link-problem"])
    sent = _log(composer.forms.link_sent)
    qtbot.keyClick(composer.findChild(LinkFormView).findChildren(QLineEdit)[0], Qt.Key.Key_Return)
    assert sent == []
    assert "Stripe takes 0,50 € at least." in said(composer)


@pytest.mark.parametrize("name", ["link", "picker"])
def test_esc_closes_a_form_and_the_text_has_the_keyboard_again(composer: Composer, qtbot: QtBot, name: str) -> None:
    composer.show_state(composers()[name])
    closed = _log(composer.closed)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert closed == [("c_lena",)]
    composer.show_state(sample())
    assert QApplication.focusWidget() is composer.edit


def test_one_click_in_the_picker_sends(composer: Composer, qtbot: QtBot) -> None:
    composer.show_state(composers()["picker"])
    acts, queries = _log(composer.acted), _log(composer.forms.query_edited)
    qtbot.keyClicks(QApplication.focusWidget(), "es")
    assert queries[-1] == ("es",)
    tile = next(
        t for t in composer.findChild(TileGrid).findChildren(QAbstractButton) if "Espresso" in t.accessibleName()
    )
    qtbot.mouseClick(tile, LEFT)
    assert acts == [("c_lena", "product.send", "esp")]


def test_a_list_in_groups_is_put_together_by_menu_and_name(composer: Composer, qtbot: QtBot) -> None:
    composer.show_state(composers()["picker-groups"])
    view, acts, sent = composer.findChild(ProductPickerView), _log(composer.acted), _log(composer.sent)
    name = next(edit for edit in view.findChildren(QLineEdit) if edit.accessibleName() == "Name of group 2")
    assert name.text() == "Zubehör"
    qtbot.keyClicks(name, "!")
    assert acts[-1] == ("c_lena", "product.name-group", "Zubehör!")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    menu = view.findChild(ChoiceButton)
    assert menu.accessibleName() == "Groups of the list: Zubehör · 1"
    menu.chosen.emit("group.0")
    assert acts[1:] == [("c_lena", "product.group", "group.0")]
    tiles = [tile.accessibleName() for tile in view.findChildren(QAbstractButton) if "(group" in tile.accessibleName()]
    assert [words.rpartition("(")[2] for words in tiles] == ["group 1)", "group 1)", "group 2)"]
    composer.show_state(composers()["picker"])
    assert not name.isVisible()
    assert not menu.isVisible()
    assert sent == []


def test_files_are_offered_and_never_sent_by_dropping(composer: Composer) -> None:
    offered, sent = _log(composer.files_offered), _log(composer.sent)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/beleg.pdf")])
    data.setText("file:///tmp/beleg.pdf")
    composer.edit.insertFromMimeData(data)
    assert offered == [("c_lena", ["/tmp/beleg.pdf"])]
    assert sent == []
    assert composer.edit.toPlainText() == sample().draft
    composer.show_state(sample(tools=(), draft=""))
    composer.edit.insertFromMimeData(data)
    assert composer.edit.toPlainText() == "file:///tmp/beleg.pdf"


def test_a_picture_in_the_clipboard_is_offered_but_cells_of_a_table_are_text(composer: Composer) -> None:
    pasted = _log(composer.image_pasted)
    data = QMimeData()
    data.setImageData(QImage(4, 3, QImage.Format.Format_RGB32))
    assert composer.edit.canInsertFromMimeData(data)
    composer.edit.insertFromMimeData(data)
    assert [(chat, image.width()) for chat, image in pasted] == [("c_lena", 4)]
    data.setText("24,90")
    composer.edit.insertFromMimeData(data)
    assert composer.edit.toPlainText().endswith("24,90")
    assert len(pasted) == 1
    composer.show_state(sample(tools=()))
    assert not composer.edit.canInsertFromMimeData(_image())


def _image() -> QMimeData:
    data = QMimeData()
    data.setImageData(QImage(4, 3, QImage.Format.Format_RGB32))
    return data


def test_many_files_are_scrolled_to_and_leave_the_chat_its_room(composer: Composer) -> None:
    files = tuple(AttachedFile(id=f"f{number}", name=f"Bild {number}.png", detail="1 MB") for number in range(10))
    composer.show_state(sample(files=files))
    strip = composer.findChild(AttachedRow)
    assert strip is not None
    assert strip.isVisible()
    assert strip.height() < 130
    assert strip.verticalScrollBar().maximum() > 0
    composer.show_state(sample(files=files[:1]))
    assert strip.height() < 60
    composer.show_state(sample(files=()))
    assert not strip.isVisible()


def test_a_file_can_be_left_out(composer: Composer, qtbot: QtBot) -> None:
    composer.show_state(composers()["files"])
    removed = _log(composer.file_removed)
    qtbot.mouseClick(button(composer, "Leave out Film.mov"), LEFT)
    assert removed == [("c_lena", "f2")]


def test_the_file_dialog_holds_nothing_up(composer: Composer, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(composer, "Attach a file"), LEFT)
    dialog = composer.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


@pytest.mark.qt_log_ignore("This plugin does not support")  # popups, on the offscreen platform
def test_emoji_comes_where_the_cursor_is(composer: Composer, qtbot: QtBot) -> None:
    composer.show_state(sample(draft="Danke !"))
    composer.edit.moveCursor(QTextCursor.MoveOperation.PreviousCharacter)
    qtbot.mouseClick(button(composer, "Emoji"), LEFT)
    board = composer.findChild(EmojiBoard)
    with qtbot.waitSignal(composer.draft_edited) as edited:
        qtbot.mouseClick(board.findChildren(QAbstractButton)[0], LEFT)
    assert edited.args == ["c_lena", "Danke 😊!"]
    assert not board.isVisible()


def test_a_blocked_person_gets_nothing(composer: Composer) -> None:
    composer.show_state(composers()["refusal"])
    assert "This person is blocked." in said(composer)
    assert not composer.edit.isVisible()
    assert [shown for shown in composer.findChildren(QAbstractButton) if shown.isVisible()] == []


def test_the_field_gets_the_keyboard_when_it_comes_to_who_was_sent_to_it(composer: Composer, put: Put) -> None:
    composer.show_state(msgspec.structs.replace(sample(), conversation="c_max", refusal="This person is blocked."))
    composer.focus_edit()
    composer.show_state(msgspec.structs.replace(sample(), conversation="c_max"))
    assert QApplication.focusWidget() is composer.edit


def test_the_field_takes_the_keyboard_from_nobody_who_has_gone_elsewhere(composer: Composer, put: Put) -> None:
    elsewhere = QLineEdit()
    put(elsewhere, 200, 30)
    for state in (msgspec.structs.replace(sample(), refusal="This person is blocked."), composers()["closed"]):
        composer.show_state(sample())
        composer.focus_edit()
        composer.show_state(msgspec.structs.replace(state, conversation="c_lena"))
        elsewhere.setFocus()
        composer.show_state(sample())
        assert QApplication.focusWidget() is elsewhere


def test_a_field_that_goes_while_somebody_types_leaves_the_keyboard_to_no_button(composer: Composer) -> None:
    for state in (composers()["closed"], msgspec.structs.replace(sample(), refusal="This person is blocked.")):
        composer.show_state(sample())
        composer.focus_edit()
        composer.show_state(msgspec.structs.replace(state, conversation="c_lena"))
        focused = QApplication.focusWidget()
        assert focused is composer or isinstance(focused, QLineEdit)
        composer.show_state(sample())
        assert QApplication.focusWidget() is composer.edit


def test_no_button_of_the_templates_lies_under_the_scroll_bar(composer: Composer, theme: Theme) -> None:
    state = composers()["closed"]
    assert state.templates is not None
    many = tuple(msgspec.structs.replace(entry, id=f"{entry.id}{n}") for n in range(6) for entry in state.templates.entries)
    composer.show_state(msgspec.structs.replace(state, templates=msgspec.structs.replace(state.templates, entries=many)))
    bars = [bar for bar in composer.findChildren(ThinScrollBar) if bar.isVisible()]
    edge = min(bar.mapTo(composer, QPoint(0, 0)).x() for bar in bars)
    cards = [part for card in composer.findChildren(EntryCard) for part in card.findChildren(QPushButton) if part.isVisible()]
    assert cards
    assert all(part.mapTo(composer, QPoint(part.width(), 0)).x() <= edge for part in cards)
