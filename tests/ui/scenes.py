"""The scenes of the sheet: each a name, a size and a function that builds a widget for a theme and a language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inbox.ui.chat.chat_view import ChatView
from inbox.ui.list.list_view import ConversationListView
from inbox.ui.models.conversation_list import ConversationListModel
from inbox.ui.models.rows import Chip, Span, Tone
from inbox.ui.models.timeline import Timeline
from inbox.ui.theme.controls import ButtonFace, ButtonKind
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.avatar import Avatar
from inbox.ui.widgets.banner import Banner
from inbox.ui.widgets.button import Button, SplitButton
from inbox.ui.widgets.countdown import CountdownRing
from inbox.ui.widgets.empty import EmptyState, SkeletonRows
from inbox.ui.widgets.labels import ChipLabel, KeyHint, LineLabel, SectionHeader, SpanLabel
from inbox.ui.widgets.pills import PillBar
from inbox.ui.widgets.search_field import SearchField
from inbox.ui.widgets.segmented import Segmented
from inbox.ui.widgets.undo_bar import UndoBar
from tests.ui import chat_samples, list_samples


@dataclass(frozen=True)
class Scene:
    """``size`` is in design pixels; the sheet multiplies it by the text size."""

    name: str
    size: tuple[int, int]
    build: Callable[[Theme, str], QWidget]


def _list(theme: Theme, language: str) -> QWidget:
    model = ConversationListModel()
    model.show_rows(list_samples.list_rows(language))
    view = ConversationListView(theme, model)
    model.setParent(view)
    view.show_current(list_samples.list_rows()[0].conversation)
    return view


def _list_pane(theme: Theme, language: str) -> QWidget:
    pane = QWidget()
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    head = QVBoxLayout()
    head.setContentsMargins(theme.look.px(12), theme.look.px(10), theme.look.px(12), theme.look.px(8))
    head.setSpacing(theme.look.px(8))
    placeholder = "Nachrichten, Zahlungen, Personen" if language == "de" else "Messages, payments, people"
    head.addWidget(SearchField(theme, placeholder, "Ctrl K"))
    pills = PillBar(theme)
    views = list_samples.views(language)
    pills.show_views(views[:4], views[4:], "0")
    head.addWidget(pills)
    column.addLayout(head)
    column.addWidget(_list(theme, language), 1)
    return pane


def _chat(timeline: Callable[[str], Timeline]) -> Callable[[Theme, str], QWidget]:
    def build(theme: Theme, language: str) -> QWidget:
        view = ChatView(theme, chat_samples.PaintedPictures())
        view.sounds = chat_samples.StandingSounds()
        view.show_timeline(timeline(language))
        return view

    return build


def _chat_pane(theme: Theme, language: str) -> QWidget:
    pane = QWidget()
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    banner = Banner(theme)
    words = (
        "Keine Verbindung seit 14:03. Lesen, Suchen und Entwürfe gehen, Texte warten. Geld geht erst wieder mit Verbindung."
        if language == "de"
        else "Offline since 14:03. Reading, searching and drafts work, texts wait. Money moves again with a connection."
    )
    banner.say(words, Tone.WARN)
    column.addWidget(banner)
    column.addWidget(_chat(chat_samples.design_timeline)(theme, language), 1)
    bar = UndoBar(theme, "Ctrl Shift Z")
    bar.show_holds(list_samples.holds(language))
    column.addWidget(bar)
    return pane


def _controls(theme: Theme, language: str) -> QWidget:
    de = language == "de"
    page = QWidget()
    column = QVBoxLayout(page)
    column.setSpacing(theme.look.px(12))

    def row(*parts: QWidget) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.look.px(8))
        for part in parts:
            line.addWidget(part)
        line.addStretch(1)
        column.addLayout(line)

    send = Button(theme, ButtonFace("Senden" if de else "Send", ButtonKind.PRIMARY, keys="Enter"))
    grey = Button(theme, ButtonFace("Erstatten 24,90 €" if de else "Refund 24,90 €", is_small=True))
    grey.allow(False, "Already refunded")
    row(
        send,
        Button(theme, ButtonFace("Später" if de else "Snooze")),
        Button(theme, ButtonFace("Erledigt" if de else "Resolve", keys="E")),
        Button(theme, ButtonFace("Jana", drops=True)),
        Button(theme, ButtonFace("Artikel" if de else "Product", icon="catalog")),
        Button(theme, ButtonFace(icon="attach"), name="Attach"),
        Button(theme, ButtonFace(icon="emoji"), name="Emoji"),
    )
    row(
        SplitButton(theme, "Erstatten 24,90 €" if de else "Refund 24,90 €"),
        SplitButton(theme, "Erstatten 49,80 €" if de else "Refund 49,80 €", ButtonKind.PRIMARY),
        grey,
        Button(theme, ButtonFace("Annehmen …" if de else "Accept …", ButtonKind.DANGER, is_small=True)),
        Button(theme, ButtonFace("Alle 9 ›" if de else "All 9 ›", ButtonKind.QUIET, is_small=True)),
    )
    row(*(ChipLabel(theme, Chip(tone.value.title(), tone)) for tone in Tone), KeyHint(theme, "Ctrl Shift Z"))
    switch = (("reply", "Antwort" if de else "Reply"), ("note", "Notiz" if de else "Note"))
    ring = CountdownRing(theme, "surface")
    ring.show_left(8, 0.75)
    avatar = Avatar(theme)
    avatar.show_person("LB", 0)
    row(Segmented(theme, switch, "Mode"), ring, avatar)
    header = SectionHeader(theme, "Zahlungen" if de else "Payments")
    header.show_end(Chip("Offen" if de else "Open", Tone.WARN), "Alle 9 ›" if de else "All 9 ›")
    column.addWidget(header)
    paid, refunded = ("bezahlt", "erstattet") if de else ("paid", "refunded")
    spans = (Span("386,20 €", True), Span(f" {paid} · "), Span("18,00 €", True), Span(f" {refunded}"))
    column.addWidget(LineLabel(theme, spans, size=14))
    long = "Kundin seit März 2024 · über Telefon zugeordnet · Stand 14:05 · " * 3
    column.addWidget(
        SpanLabel(theme, (Span(long), Span("24,90 €", True), Span(" in 8 s")), color="muted", size=12, pitch=16)
    )
    column.addWidget(LineLabel(theme, (Span(long),), color="muted", size=12))
    column.addStretch(1)
    return page


def _empty(theme: Theme, language: str) -> QWidget:
    de = language == "de"
    sentence = (
        "Alles beantwortet. Die nächste Nachricht erscheint hier."
        if de
        else "All answered. The next message appears here."
    )
    return EmptyState(theme, "inbox", sentence, "Nächsten nehmen" if de else "Take next")


def _skeleton(theme: Theme, language: str) -> QWidget:
    return SkeletonRows(theme)


def _list_and_chat(theme: Theme, language: str) -> QWidget:
    window = QWidget()
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(1)
    pane = _list_pane(theme, language)
    pane.setFixedWidth(theme.look.px(316))
    row.addWidget(pane)
    row.addWidget(_chat_pane(theme, language), 1)
    window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return window


SCENES = (
    Scene("controls", (760, 330), _controls),
    Scene("list", (316, 960), _list_pane),
    Scene("chat-design", (716, 700), _chat(chat_samples.design_timeline)),
    Scene("chat-cards", (640, 900), _chat(chat_samples.cards_timeline)),
    Scene("chat-kinds", (640, 1960), _chat(chat_samples.kinds_timeline)),
    Scene("chat-recordings", (480, 960), _chat(chat_samples.recordings_timeline)),
    Scene("chat-narrow", (420, 1000), _chat(chat_samples.cards_timeline)),
    Scene("list-and-chat", (1033, 760), _list_and_chat),
    Scene("empty", (360, 300), _empty),
    Scene("skeleton", (316, 400), _skeleton),
)
