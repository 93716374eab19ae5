"""A locked screen and a machine that goes to sleep are noticed: on a real bus of the test's own, and in Windows' own messages."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from ctypes import addressof, wintypes
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.app.session_watch import SessionWatch, WindowsMessages, has_session_bus, means_leaving, path_part

Say = Callable[[str, str, str, list[object]], None]


@pytest.fixture
def watch(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[SessionWatch]:
    for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_SESSION_ID"):
        monkeypatch.delenv(name, raising=False)
    window = QWidget()
    qtbot.addWidget(window)
    yield SessionWatch(window)
    window.close()


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a bus nobody else is on."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("this machine has no dbus-daemon")
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@pytest.fixture
def say(bus: str, watch: SessionWatch) -> Iterator[Say]:
    """Let the watch listen on the bus, and say something there as another program."""
    ours, others = (QDBusConnection.connectToBus(bus, name) for name in ("ours", "others"))
    assert ours.isConnected()
    assert watch.listen_to_savers(ours)
    assert watch.listen_to_login(ours, "3")
    # Answered once the daemon knows what we want to hear.
    question = QDBusMessage.createMethodCall("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetId")
    assert ours.call(question).type() is QDBusMessage.MessageType.ReplyMessage

    def say(path: str, interface: str, name: str, arguments: list[object]) -> None:
        signal = QDBusMessage.createSignal(path, interface, name)
        signal.setArguments(arguments)
        assert others.send(signal)

    yield say
    for name in ("ours", "others"):
        QDBusConnection.disconnectFromBus(name)


@pytest.mark.parametrize(
    "leaving",
    [
        ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [True]),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [True]),
        ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", [True]),
        ("/org/freedesktop/login1/session/_33", "org.freedesktop.login1.Session", "Lock", []),
    ],
)
def test_a_lock_and_a_sleep_are_heard(
    watch: SessionWatch, say: Say, qtbot: QtBot, leaving: tuple[str, str, str, list[object]]
) -> None:
    with qtbot.waitSignal(watch.left):
        say(*leaving)


def test_waking_up_and_other_peoples_sessions_are_no_reason(watch: SessionWatch, say: Say, qtbot: QtBot) -> None:
    heard: list[bool] = []
    watch.left.connect(lambda: heard.append(True))
    say("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [False])
    say("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", [False])
    say("/org/freedesktop/login1/session/_34", "org.freedesktop.login1.Session", "Lock", [])
    # What comes behind them tells when they must have come.
    with qtbot.waitSignal(watch.left):
        say("/org/freedesktop/login1/session/_33", "org.freedesktop.login1.Session", "Lock", [])
    assert heard == [True]


@pytest.mark.parametrize(("message", "detail", "leaves"), [(0x2B1, 7, 1), (0x2B1, 8, 0), (0x218, 4, 1), (0x218, 7, 0), (7, 7, 0)])
def test_windows_says_it_in_messages(
    watch: SessionWatch, qtbot: QtBot, message: int, detail: int, leaves: int
) -> None:
    heard: list[bool] = []
    watch.left.connect(lambda: heard.append(True))
    said = wintypes.MSG()
    said.message, said.wParam = message, detail
    messages = WindowsMessages(watch)
    assert messages.nativeEventFilter(b"windows_generic_MSG", addressof(said)) == (False, 0)
    assert messages.nativeEventFilter(b"xcb_generic_event_t", addressof(said)) == (False, 0)
    assert len(heard) == leaves == means_leaving(message, detail)


def test_a_bus_is_used_only_where_there_is_one(tmp_path: Path) -> None:
    assert has_session_bus({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/x"})
    assert not has_session_bus({})
    assert not has_session_bus({"XDG_RUNTIME_DIR": str(tmp_path)})
    (tmp_path / "bus").touch()
    assert has_session_bus({"XDG_RUNTIME_DIR": str(tmp_path)})


@pytest.mark.parametrize(("name", "part"), [("3", "_33"), ("12", "_312"), ("c2", "c2"), ("a-b", "a_2db")])
def test_a_session_is_named_as_systemd_names_it(name: str, part: str) -> None:
    assert path_part(name) == part
