"""The head of the chat: who it is, until when one can write, who has it, and what can be done to the whole chat."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inbox.ui.models.rows import Chip, Span
from inbox.ui.models.states.chat import ChatHead
from inbox.ui.panes.choice_button import ChoiceButton
from inbox.ui.theme.controls import ButtonFace
from inbox.ui.theme.fonts import BOLD, CHAT, SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.avatar import Avatar
from inbox.ui.widgets.button import Button
from inbox.ui.widgets.labels import ChipLabel, LineLabel
from inbox.ui.widgets.menu import Menu

translate = QCoreApplication.translate

_HEIGHT = 54
_NARROW, _TIGHT, _WHOLE, _ROOMY = 550, 600, 716, 760
"""Widths from which on there is room for words on the last button, on those with menus, for number and time, and for a chip
beside the name; the ways back to folded panes come on top."""


class ChatHeadView(QFrame):
    """All signals about the chat carry its id first. ``list_wanted`` and ``panel_wanted`` bring folded panes back."""

    assigned = Signal(str, str)
    snoozed = Signal(str, str)
    block_chosen = Signal(str, str)
    resolve_wanted = Signal(str)
    reopen_wanted = Signal(str)
    list_wanted = Signal()
    panel_wanted = Signal()

    def __init__(self, theme: Theme, resolve_keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._resolve_keys = resolve_keys
        self._head = ChatHead(conversation="", name="", initials="")
        self._to_list = Button(theme, ButtonFace(icon="chevron-left"), translate("ChatHead", "Back to the list"), self)
        self._to_list.clicked.connect(self.list_wanted)
        self._to_list.hide()
        self._avatar = Avatar(theme, parent=self)
        self._name = LineLabel(theme, size=CHAT, weight=BOLD, parent=self)
        self._chip = ChipLabel(theme, Chip(""), self)
        self._contact = LineLabel(theme, color="muted", size=SMALL, parent=self)
        self._assignee = ChoiceButton(theme, parent=self)
        self._assignee.chosen.connect(self._on_assigned)
        self._snooze = ChoiceButton(theme, parent=self)
        self._snooze.chosen.connect(self._on_snoozed)
        self._block = ChoiceButton(theme, parent=self)
        self._block.chosen.connect(self._on_block)
        self._resolve = Button(theme, ButtonFace("…"), parent=self)
        self._resolve.clicked.connect(self._on_resolve)
        self._to_panel = Button(theme, ButtonFace(icon="panel"), translate("ChatHead", "Customer and payments"), self)
        self._to_panel.clicked.connect(self.panel_wanted)
        self._to_panel.hide()
        self._row, self._words, self._first = QHBoxLayout(self), QVBoxLayout(), QHBoxLayout()
        self._set_up()
        theme.changed.connect(self._restyle)
        self._restyle()

    def _set_up(self) -> None:
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self._first.addWidget(self._name)
        self._first.addWidget(self._chip)
        self._first.addStretch(1)
        self._words.addStretch(1)
        self._words.addLayout(self._first)
        self._words.addWidget(self._contact)
        self._words.addStretch(1)
        self._row.addWidget(self._to_list)
        self._row.addWidget(self._avatar)
        self._row.addLayout(self._words, 1)
        for button in (self._assignee, self._snooze, self._block, self._resolve, self._to_panel):
            self._row.addWidget(button)

    def show_state(self, head: ChatHead) -> None:
        """Show this head."""
        self._head = head
        self.setAccessibleName(head.name)
        self._avatar.show_person(head.initials, head.colour)
        self._name.show_spans((Span(head.name),))
        nobody = translate("ChatHead", "Assign")
        name = translate("ChatHead", "Assigned to {name}").format(name=head.assignee) if head.assignee else nobody
        self._assignee.show_state(head.assignee or nobody, head.assignees, name)
        self._resolve.setVisible(head.can_resolve)
        self._fit()

    def offer(self, *, to_list: bool, to_panel: bool) -> None:
        """Show the buttons that bring list and panel back, where these are folded."""
        self._to_list.setVisible(to_list)
        self._to_panel.setVisible(to_panel)
        self._fit()

    def open_assignees(self) -> None:
        """Open the menu of colleagues, for the key."""
        self._assignee.open_menu()

    def open_snoozes(self) -> None:
        """Open the menu of times, for the key."""
        self._snooze.open_menu()

    def open_blocks(self) -> None:
        """Open the menu that blocks the person, or lets them write again, for the key."""
        self._block.open_menu()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line to the timeline."""
        painter, tokens = QPainter(self), self._theme.look.tokens
        painter.fillRect(self.rect(), tokens.surface)
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See what there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a narrow chat the buttons are icons, and the chip's words stand before the number."""
        head, px = self._head, self._theme.look.px
        folds = (each.sizeHint().width() for each in (self._to_list, self._to_panel) if not each.isHidden())
        room = self.width() - sum(wide + self._row.spacing() for wide in folds)
        is_narrow, is_roomy = room < px(_NARROW), room >= px(_ROOMY)
        snooze = translate("ChatHead", "Snooze")
        is_tight = room < px(_TIGHT)
        self._snooze.show_state("" if is_tight else snooze, head.snoozes, snooze, icon="snooze" if is_tight else "")
        self._block.show_state("", head.blocks, translate("ChatHead", "Block or unblock"), icon="block")
        resolve = translate("ChatHead", "Reopen") if head.is_resolved else translate("ChatHead", "Resolve")
        # Until when one can write is worth more than the name of a key that the list of keys has too.
        keys = self._resolve_keys if not head.is_resolved and room >= px(_WHOLE) else ""
        self._resolve.show_face(ButtonFace(icon="done") if is_narrow else ButtonFace(resolve, keys=keys), resolve)
        self._chip.show_chip(head.chip if is_roomy and head.chip is not None else Chip(""))
        chip = "" if is_roomy or head.chip is None else head.chip.text
        # What does not fit is cut off at its end, and until when one can write matters more than the number.
        known = (head.contact, head.window) if room >= px(_WHOLE) else (head.window, head.contact)
        words = " · ".join(part for part in (chip, *known) if part)
        self._contact.show_spans((Span(words[:1].upper() + words[1:]),))
        self._row.activate()  # other buttons, other room for the words: in this frame, not in the next

    def _on_assigned(self, agent: str) -> None:
        self.assigned.emit(self._head.conversation, agent)

    def _on_snoozed(self, until: str) -> None:
        self.snoozed.emit(self._head.conversation, until)

    def _on_block(self, choice: str) -> None:
        self.block_chosen.emit(self._head.conversation, choice)

    def _on_resolve(self) -> None:
        wanted = self.reopen_wanted if self._head.is_resolved else self.resolve_wanted
        wanted.emit(self._head.conversation)

    def _open_menu(self, place: QPoint) -> None:
        if not self._head.contact:
            return
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = translate("ChatHead", "Copy {contact}").format(contact=self._head.contact)
        menu.addAction(copy).triggered.connect(self._copy_contact)
        menu.popup(self.mapToGlobal(place))

    def _copy_contact(self) -> None:
        QGuiApplication.clipboard().setText(self._head.contact)

    def _restyle(self) -> None:
        px = self._theme.look.px
        self.setFixedHeight(px(_HEIGHT))
        self._row.setContentsMargins(px(16), 0, px(16), 0)
        self._row.setSpacing(px(6))
        self._words.setContentsMargins(px(4), 0, px(6), 0)
        self._words.setSpacing(0)
        self._first.setSpacing(px(6))
