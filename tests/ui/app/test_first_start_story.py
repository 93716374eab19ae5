"""From the first start to the inbox, by mouse and keys: own accounts at the pretend platforms, a team's hub, the demo."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path

import httpx
import keyring
import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from inbox.desk.child import own_hub
from inbox.desk.place import World
from inbox.hub.offline import make_token
from inbox.sandbox.server import SandboxServer
from inbox.start.desk import Opening, open_desk
from inbox.system.clock import SystemClock, SystemIds, SystemRandom
from inbox.system.paths import DataFolder, data_folder
from inbox.system.secrets import Secret
from inbox.system.start_file import OwnStart, TeamStart, read_start
from inbox.ui.app.one_window import Doorbell
from inbox.ui.list.list_view import ConversationListView
from inbox.ui.widgets.button import Button
from inbox.ui.window.main_window import MainWindow
from tests.system.memory_keyring import MemoryKeyring

PATIENCE = 30.0
LEFT = Qt.MouseButton.LeftButton

Looks = Callable[[], object]
Script = Iterator[Looks]


class Person(QObject):
    """Goes through a script while the program has the thread: each step yields what to wait for before the next one."""

    def __init__(self, script: Callable[[Person], Script]) -> None:
        super().__init__()
        self._script = script(self)
        self._waits_for: Looks = lambda: True
        self._since = time.monotonic()
        self.is_done = False
        self._ticks = QTimer(self, interval=20)
        self._ticks.timeout.connect(self._on_tick)
        self._ticks.start()

    def _on_tick(self) -> None:
        late = time.monotonic() - self._since > PATIENCE
        try:
            assert not late, "what was waited for never came"
            if self._waits_for():
                self._waits_for = next(self._script)
                self._since = time.monotonic()
        except StopIteration:
            self.is_done = True
            self._ticks.stop()
        except BaseException:
            self._ticks.stop()
            QApplication.exit(99)
            raise

    def window(self) -> QMainWindow | None:
        """Return the window on screen."""
        shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow) and one.isVisible())
        return next(shown, None)

    def desk(self) -> MainWindow | None:
        """Return the desk's window, once it is there."""
        window = self.window()
        return window if isinstance(window, MainWindow) else None

    def seen(self, kind: type[QWidget]) -> list[QWidget]:
        """Return every widget of a kind on screen."""
        window = self.window()
        return [] if window is None else [one for one in window.findChildren(kind) if one.isVisible()]

    def button(self, words: str) -> Button | None:
        """Return the button with these words, when it can be pressed."""
        fitting = (one for one in self.seen(Button) if words in (one.text(), one.accessibleName()) and one.isEnabled())
        return next(fitting, None)  # type: ignore[return-value]  # all of them are buttons

    def pressable(self, words: str) -> QAbstractButton | None:
        """Return any button with these words on it."""
        window = self.window()
        found = [] if window is None else window.findChildren(QAbstractButton)
        return next((one for one in found if one.isVisible() and one.text() == words), None)

    def press(self, words: str) -> None:
        """Press a button."""
        button = self.button(words)
        assert button is not None
        QTest.mouseClick(button, LEFT)

    def type(self, *texts: str) -> None:
        """Fill in the fields on screen."""
        for field, text in zip(self.seen(QLineEdit), texts, strict=False):
            QTest.keyClicks(field, text)


@pytest.fixture
def backend() -> Iterator[MemoryKeyring]:
    """A keyring in the place of this machine's."""
    before, made = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[SandboxServer]:
    with SandboxServer() as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return data_folder(tmp_path / "desk")


def opening(folder: DataFolder, demos: list[str], **environ: str) -> Opening:
    def demo(_doorbell: Doorbell) -> int:
        demos.append("opened")
        return 0

    world = World(SystemClock(), SystemIds(), SystemRandom())
    return Opening(folder=folder, environ=os.environ | environ, world=world, zone=UTC, demo=demo)


def rows(person: Person) -> int:
    """Return how many chats are in the list."""
    views = person.seen(ConversationListView)
    return views[0].model().rowCount() if views else 0  # type: ignore[attr-defined]  # it is a list view


def test_own_accounts_lead_to_an_inbox_that_opens_at_once_the_next_time(
    folder: DataFolder, backend: MemoryKeyring, sandbox: SandboxServer, qtbot: QtBot
) -> None:
    settings = sandbox.environment()

    def goes_through(person: Person) -> Script:
        yield lambda: person.button("Connect my accounts: Connect")
        person.press("Connect my accounts: Connect")
        yield lambda: len(person.seen(QLineEdit)) == 3
        person.type("Roesterei", settings["TRESEN_STRIPE_KEY"])
        person.press("Check the key")
        yield lambda: person.button("Go on")
        person.press("Go on")
        yield lambda: len(person.seen(QLineEdit)) == 6
        names = ("PHONE_NUMBER_ID", "BUSINESS_ACCOUNT_ID", "TOKEN", "APP_SECRET", "VERIFY_TOKEN")
        person.type(*(settings[f"TRESEN_WHATSAPP_{name}"] for name in names))
        person.press("Check and connect")
        yield person.desk
        yield lambda: "Roesterei" in person.desk().windowTitle()  # type: ignore[union-attr]  # it was just there
        httpx.post(f"{sandbox.url}/_sandbox/customers/lena/say", json={"text": "Moin!"}, timeout=20).raise_for_status()
        yield lambda: rows(person)
        person.desk().close()  # type: ignore[union-attr]  # it was just there

    platforms = {name: settings[name] for name in ("TRESEN_STRIPE_URL", "TRESEN_GRAPH_URL")}
    person = Person(goes_through)
    assert open_desk(opening(folder, [], **platforms)) == 0
    assert person.is_done
    start = read_start(folder)
    assert isinstance(start, OwnStart)
    assert start.shop == "Roesterei"
    assert settings["TRESEN_STRIPE_KEY"] in backend.entries.values()

    def comes_back(person: Person) -> Script:
        yield person.desk
        # The rows are those of the cache: there before any hub was asked.
        assert rows(person) == 1
        person.desk().close()  # type: ignore[union-attr]  # it was just there

    person = Person(comes_back)
    assert open_desk(opening(folder, [], **platforms)) == 0
    assert person.is_done


def test_a_team_is_joined_with_a_code_and_later_starts_need_no_hub(
    folder: DataFolder, backend: MemoryKeyring, tmp_path: Path, qtbot: QtBot
) -> None:
    place, key = data_folder(tmp_path / "hub"), Secret("ab" * 32)
    token = make_token(place.root, place.hub_database, key, SystemClock(), SystemIds(), name="Olga", role="owner")
    hub = own_hub(place.root, os.environ, {"TRESEN_HUB_KEY": key.reveal()})
    url = hub.start()
    headers = {"Authorization": f"Bearer {token}"}
    code = httpx.post(f"{url}/v1/agents", json={"name": "Jana", "role": "agent"}, headers=headers, timeout=20).json()["code"]

    def joins(person: Person) -> Script:
        yield lambda: person.button("Join my team: Join")
        person.press("Join my team: Join")
        yield lambda: len(person.seen(QLineEdit)) == 2
        person.type(url, code)
        person.press("Join")
        yield person.desk
        person.desk().close()  # type: ignore[union-attr]  # it was just there

    person = Person(joins)
    try:
        assert open_desk(opening(folder, [])) == 0
    finally:
        hub.stop()
    assert person.is_done
    assert read_start(folder) == TeamStart(hub=url)
    assert url not in "".join(backend.entries.values())

    def comes_back(person: Person) -> Script:
        yield person.desk
        person.desk().close()  # type: ignore[union-attr]  # it was just there

    person = Person(comes_back)
    assert open_desk(opening(folder, [])) == 0
    assert person.is_done


def test_the_demo_is_opened_in_the_chosen_language_and_nothing_is_remembered(
    folder: DataFolder, backend: MemoryKeyring, qtbot: QtBot
) -> None:
    def chooses(person: Person) -> Script:
        yield lambda: person.pressable("Deutsch")
        QTest.mouseClick(person.pressable("Deutsch"), LEFT)
        yield lambda: person.pressable("Demo öffnen")
        QTest.mouseClick(person.pressable("Demo öffnen"), LEFT)

    demos: list[str] = []
    person = Person(chooses)
    assert open_desk(opening(folder, demos)) == 0
    assert person.is_done
    assert demos == ["opened"]
    assert read_start(folder) is None
    assert backend.entries == {}


def test_who_closes_the_first_start_is_asked_again_the_next_time(
    folder: DataFolder, backend: MemoryKeyring, qtbot: QtBot
) -> None:
    def leaves(person: Person) -> Script:
        yield person.window
        person.window().close()  # type: ignore[union-attr]  # it was just there

    for _ in range(2):
        person = Person(leaves)
        assert open_desk(opening(folder, [])) == 0
        assert person.is_done
    assert not folder.start.exists()
