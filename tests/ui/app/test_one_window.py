"""A second start calls the first window, which listens to nobody else and to nothing it does not know."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.app.one_window import Answer, Doorbell, bring_to_front, ring, socket_name

_RING = "import sys; from inbox.ui.app.one_window import ring; print(ring(*sys.argv[1:]).value)"


@pytest.fixture
def name(tmp_path: Path) -> str:
    return socket_name("0123456789ab", {"XDG_RUNTIME_DIR": str(tmp_path)})


@pytest.fixture
def doorbell(name: str, qapp: QApplication) -> Iterator[Doorbell]:
    made = Doorbell(name)
    made.listen()
    yield made
    made.close()


def second_start(name: str, link: str = "", **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _RING, name, link], env=os.environ | environment, stdout=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("link", ["", "tresen://chat/c_lena"])
def test_another_process_calls_and_hands_its_link_over(doorbell: Doorbell, name: str, qtbot: QtBot, link: str) -> None:
    assert doorbell.listens
    with qtbot.waitSignal(doorbell.rung, timeout=20_000) as rung:
        caller = second_start(name, link)
    assert rung.args == [link]
    assert caller.communicate(timeout=20) == ("heard\n", None)
    assert caller.returncode == 0


def test_only_this_user_may_call(doorbell: Doorbell, name: str) -> None:
    if os.name == "posix":
        assert stat.S_IMODE(Path(name).stat().st_mode) & 0o077 == 0


def test_where_nobody_listens_nobody_hears(name: str, qapp: QApplication) -> None:
    assert ring(name) is Answer.NOBODY
    if os.name == "posix":
        Path(name).touch()
        assert ring(name) is Answer.NOBODY


def test_what_a_killed_window_left_behind_is_in_nobodys_way(name: str, qapp: QApplication) -> None:
    listen = (
        "import os, sys; from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]);"
        "from inbox.ui.app.one_window import Doorbell; bell = Doorbell(sys.argv[1]); bell.listen(); os._exit(not bell.listens)"
    )
    subprocess.run([sys.executable, "-c", listen, name], check=True, timeout=30)
    again = Doorbell(name)
    again.listen()
    assert again.listens
    again.close()


@pytest.mark.parametrize("said", [b"\n", b"{\n", b"[]\n", b'{"link":1}\n', b"x" * 10_000, b""])
def test_who_says_something_else_is_hung_up_on(doorbell: Doorbell, name: str, qtbot: QtBot, said: bytes) -> None:
    rung: list[str] = []
    doorbell.rung.connect(rung.append)
    stranger = QLocalSocket()
    stranger.connectToServer(name)
    assert stranger.waitForConnected(20_000)
    stranger.write(said)
    if said:
        qtbot.waitUntil(lambda: stranger.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    stranger.abort()
    assert rung == []


def test_the_right_to_come_to_the_front_comes_along(
    doorbell: Doorbell, name: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "old")
    with qtbot.waitSignal(doorbell.rung, timeout=20_000):
        caller = second_start(name, XDG_ACTIVATION_TOKEN="new")
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "new"
    caller.communicate(timeout=20)


def test_a_window_that_was_put_away_comes_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    bring_to_front(window)
    assert window.isVisible()
    assert not window.isMinimized()


def test_each_folder_has_a_place_of_its_own(tmp_path: Path) -> None:
    runtime = {"XDG_RUNTIME_DIR": str(tmp_path)}
    names = {socket_name(mark, environ) for mark in ("", "0123456789ab") for environ in (runtime, {})}
    assert len(names) == 4
    assert json.dumps(sorted(names)).count("tresen-") == 4
