"""Scenes made by the presenters themselves, so that they show the program's own words: planned, stopped, or found alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from inbox.desk.ports import Alike, Whole
from inbox.domain import times
from inbox.domain.actions import SendTemplate, SendText
from inbox.domain.ids import ActionId, AgentId, ConversationId
from inbox.domain.messages import ErrorNote
from inbox.domain.planned import MISSED, Planned
from inbox.domain.problems import Problem
from inbox.domain.templates import Template
from inbox.ui.chat.chat_view import ChatView
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.presenters.head import HeaderPresenter
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.states.composer import FormKind
from inbox.ui.models.states.intents import Intent
from inbox.ui.panes.chat_head import ChatHeadView
from inbox.ui.panes.choice_button import ChoiceButton
from inbox.ui.panes.composer import Composer
from inbox.ui.panes.go_to_date import GoToDate
from inbox.ui.panes.panel import Panel
from inbox.ui.theme.theme import Theme
from tests.ui.chat_samples import PaintedPictures
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, chat, entry, paid
from tests.ui.scenes import Scene

EVA = ConversationId("c_eva")
_TEXT = {
    "de": "Guten Morgen Lena, ist die neue Tüte heil angekommen?",
    "en": "Good morning Lena, has the new bag arrived in one piece?",
}
_ASKED = {"de": "Ich sage morgen Bescheid.", "en": "I'll let you know tomorrow."}


def _plan(language: str, key: str, **changes: object) -> Planned:
    send = SendText(id=ActionId(key), conversation=LENA, text=_TEXT[language])
    facts: dict[str, object] = {
        "id": send.id, "conversation": LENA, "state": "waiting", "at": times.to_text(NOW + timedelta(hours=19)), "send": send,
        "agent": AgentId("a_jana"), "name": "Jana",
    }  # fmt: skip
    return Planned(**(facts | changes))  # type: ignore[arg-type]  # facts by name


def _planned(theme: Theme, language: str) -> QWidget:
    """Lena's chat with one message that goes out tomorrow, one only without a reply, and two that something stood against."""
    pretend = PretendDesk("agent", language)
    pretend.reads.lines = [entry("m1", -30, text=_ASKED[language])]
    ready = SendTemplate(id=ActionId("d"), conversation=LENA, template="answer_ready", language=language)
    pretend.reads.plans = [
        _plan(language, "a"),
        _plan(language, "b", unless_reply=True, agent=AgentId("a_mira"), name="Mira", at=times.to_text(NOW + timedelta(days=3))),
        _plan(language, "c", state="asking", problem=Problem("window-closed", ""), at=times.to_text(NOW - timedelta(hours=3))),
        _plan(language, "d", state="asking", problem=MISSED, send=ready, at=times.to_text(NOW - timedelta(hours=9))),
    ]
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    view = ChatView(theme, PaintedPictures())
    view.show_timeline(presenter.state)
    return view


def _composed(theme: Theme, pretend: PretendDesk, begin: Callable[[ComposerPresenter], None]) -> QWidget:
    presenter = ComposerPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    begin(presenter)
    page = QWidget()
    presenter.setParent(page)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    shown = Composer(theme, PaintedPictures(), page)
    shown.show_state(presenter.state)
    column.addWidget(shown)
    column.addStretch(1)
    return page


def _later(theme: Theme, language: str) -> QWidget:
    def begin(presenter: ComposerPresenter) -> None:
        presenter.edit(LENA, _TEXT[language])
        presenter.open_tool(FormKind.LATER)

    return _composed(theme, PretendDesk("agent", language), begin)


def _later_behind_the_window(theme: Theme, language: str) -> QWidget:
    def begin(presenter: ComposerPresenter) -> None:
        presenter.edit(LENA, _TEXT[language])
        presenter.open_tool(FormKind.LATER)
        presenter.forms.choose_preset("unless-reply")
        presenter.forms.edit_field("at", "24.12. 9:00")

    return _composed(theme, PretendDesk("agent", language), begin)


def _marketing(theme: Theme, language: str) -> QWidget:
    """The window is closed, and the person has stopped marketing in WhatsApp."""
    pretend = PretendDesk("agent", language)
    pretend.reads.rows = [chat(window_end=int((NOW - timedelta(hours=4)).timestamp()))]
    body = {
        "de": ("Hallo {{1}}, deine Bestellung ist unterwegs.", "Hallo {{1}}, neu bei uns: Kenia Nyeri, frisch geröstet."),
        "en": ("Hello {{1}}, your order is on its way.", "Hello {{1}}, new with us: Kenya Nyeri, freshly roasted."),
    }[language]
    pretend.reads.approved = [
        Template(name=name, language=language, status="APPROVED", category=category, body=text)
        for name, category, text in (("new_coffee", "MARKETING", body[1]), ("order_sent", "UTILITY", body[0]))
    ]
    pretend.reads.stopped = times.to_text(NOW - timedelta(days=1))
    return _composed(theme, pretend, lambda presenter: None)


def _alike(theme: Theme, language: str) -> QWidget:
    """A panel that finds two who may be the same person, and one who is."""
    pretend = PretendDesk("agent", language)
    pretend.reads.rows = [chat(), chat(EVA, "Lena B."), chat("c_old", "+49 170 9876543"), chat("c_mail", "Helena Brandt-Sievers")]
    pretend.reads.money = [paid()]
    pretend.reads.goods = []
    pretend.reads.stopped = times.to_text(NOW - timedelta(days=1))
    pretend.reads.similar = [
        Alike(EVA, "email", "lena.brandt@example.com"),
        Alike(ConversationId("c_mail"), "customer", "cus_Q8XhFQ1kfo2Mwz"),
    ]
    pretend.reads.whole = Whole(LENA, (ConversationId("c_old"),))
    presenter = PanelPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    presenter.act(Intent.MERGE, "c_mail")
    panel = Panel(theme, PaintedPictures())
    panel.show_state(presenter.state)
    return panel


def _unreached(theme: Theme, language: str) -> QWidget:
    """The head of somebody who is probably lost, with the menu that blocks open below its button."""
    pretend = PretendDesk("agent", language)
    far = ErrorNote(131026)
    sent = [entry("b", -3 * 1440, direction="out", status="read"), entry("c", -1, direction="out", status="failed", failure=far)]
    pretend.reads.lines = sent
    presenter = HeaderPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    page = QWidget()
    head = ChatHeadView(theme, "E", page)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(head)
    assert presenter.state.head is not None
    head.show_state(presenter.state.head)
    menus = [menu for button in head.findChildren(ChoiceButton) for menu in button.findChildren(QMenu)]
    for menu in menus:
        menu.aboutToShow.emit()  # what fills it
    menu = next(menu for menu in menus if any(action.data() == "spam" for action in menu.actions()))
    shown = QLabel(page)
    shown.setPixmap(menu.grab())
    column.addWidget(shown)
    column.addStretch(1)
    return page


def _dates(theme: Theme, language: str) -> QWidget:
    popover = GoToDate(theme, language, None)  # type: ignore[arg-type]  # on its own, for the picture
    popover.open_at(QPoint(200, 0), date(2026, 11, 12), date(2024, 1, 5), date(2026, 11, 22))
    return popover


SCENES = (
    Scene("live-planned", (640, 620), _planned),
    Scene("live-later", (690, 460), _later),
    Scene("live-later-behind", (690, 460), _later_behind_the_window),
    Scene("live-marketing", (690, 360), _marketing),
    Scene("live-alike", (348, 700), _alike),
    Scene("live-block", (690, 260), _unreached),
    Scene("live-dates", (300, 300), _dates),
)
