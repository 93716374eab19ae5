"""The whole window on a desk held by hand: two people, one of whom has bought, and a product to send."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inbox.desk.ports import Changes, Person, Subscribed
from inbox.domain.actions import RefundPayment
from inbox.domain.ids import ActionId, ConversationId, MediaId, SourceId
from inbox.domain.messages import Media
from inbox.sandbox.specimens import voice_note
from inbox.ui.app.desk_window import DeskWindow
from inbox.ui.models.presenters.desk import Bell
from inbox.ui.pictures.gallery import Gallery
from inbox.ui.sound.player import Player
from inbox.ui.theme.theme import Theme
from tests.ui.app.hands import Hands
from tests.ui.panes.live_subscriptions import BILL, CLUB
from tests.ui.pictures.test_gallery import PretendFiles
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, chat, entry, item, paid
from tests.ui.sound.speakers import PretendSpeaker

MURAT = ConversationId("c_murat")
EVERYTHING = Changes(actions=frozenset({ActionId("any")}), flags=frozenset({"everything", "status", "terms"}))
HELD = ActionId("00000000-0000-4000-8000-0000000000aa")


class Scene:
    """``hands`` work the window, ``desk`` is what stands behind it. With a ``speaker`` Lena has sent a voice note."""

    def __init__(
        self, theme: Theme, role: str = "agent", language: str = "en", speaker: PretendSpeaker | None = None
    ) -> None:
        self.desk = PretendDesk(role, language)
        reads = self.desk.reads
        before = int(NOW.timestamp() - 60) << 30
        reads.rows = [chat(), chat(MURAT, "Murat Kaya", last=before)]
        reads.lines = [entry("m1", 0, text="Hallo! Meine Tüte ist gerissen.")]
        reads.money = [paid()]
        reads.subscribed = (Subscribed(CLUB, BILL),)
        reads.people = [Person(MURAT, "Murat Kaya", None)]
        self.bell = Bell()
        gallery, player = None, None
        if speaker is not None:
            self.files = PretendFiles()
            self.files.content["m_voice"] = voice_note(23)
            voice = Media(state="stored", id=MediaId("m_voice"), mime="audio/ogg", voice=True)
            reads.lines.append(entry("m2", 1, kind="audio", media=voice))
            gallery = Gallery(self.files, self.desk.commands)
            player = Player(self.files, self.desk.commands, speaker.make)
        self.shown = DeskWindow(theme, self.desk.desk, self.bell, gallery, player)
        self.hands = Hands(self.shown)

    def hold(self, who: ConversationId = LENA) -> None:
        """Have a refund on hold."""
        asked = RefundPayment(id=HELD, payment=SourceId("pi_1"), amount=4980, currency="eur", conversation=who)
        self.desk.commands.stand(item(asked))
        self.ring()

    def ring(self, changes: Changes = EVERYTHING) -> None:
        """Let the window hear that something changed, and look."""
        self.desk.commands.changed = changes
        self.bell.ring()
        QApplication.processEvents()


def show(scene: Scene, qtbot: QtBot, width: int = 1440, height: int = 900) -> Scene:
    """Put the window on the screen and make it the active one."""
    window = scene.shown.widgets.window
    qtbot.addWidget(window, before_close_func=_closing(scene))
    window.resize(width, height)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return scene


def _closing(scene: Scene) -> Callable[[object], None]:
    return lambda _window: scene.shown.close()
