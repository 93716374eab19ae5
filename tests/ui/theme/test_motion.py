"""Whether less motion is wanted: as the settings of a desktop say it, and nothing of it where nobody answers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusVariant
from pytestqt.qtbot import QtBot

from inbox.ui.theme.motion import Motion, means_less

_PORTAL = '''
import sys
from jeepney import new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from jeepney.low_level import MessageType

bus = open_dbus_connection(bus=sys.argv[1])
bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
print("there", flush=True)
while True:
    said = bus.receive()
    if said.header.message_type is MessageType.method_call:
        known = said.body[1] == "enable-animations"
        moves = ("v", (("v", ("b", sys.argv[2] == "yes")),))
        bus.send(new_method_return(said, *moves) if known else new_error(said, "org.freedesktop.portal.Error.NotFound"))
'''


@pytest.mark.parametrize(
    ("key", "value", "is_less"),
    [
        ("enable-animations", False, True),
        ("enable-animations", True, False),
        ("enable-animations", None, False),
        ("reduced-motion", 1, True),
        ("reduced-motion", 0, False),
        ("reduced-motion", "1", False),
    ],
)
def test_each_setting_is_read_in_its_own_way(key: str, value: object, is_less: bool) -> None:
    assert means_less(key, value) is is_less
    assert means_less(key, QDBusVariant(QDBusVariant(value))) is is_less


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


@pytest.mark.parametrize("moves", ["yes", "no"])
def test_the_portal_s_answer_counts(
    qtbot: QtBot, qapp: object, bus: str, monkeypatch: pytest.MonkeyPatch, moves: str
) -> None:
    pytest.importorskip("jeepney", reason="nothing here can play the settings portal")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONWARNINGS"}
    command = [sys.executable, "-c", _PORTAL, bus, moves]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as portal:
        try:
            assert portal.stdout is not None
            assert portal.stdout.readline() == "there\n"
            motion = Motion()
            motion.ask(QDBusConnection.connectToBus(bus, "motion"))
            qtbot.waitUntil(lambda: "enable-animations" in motion._said, timeout=20_000)
            assert motion.is_less is (moves == "no")
            motion.deleteLater()
        finally:
            QDBusConnection.disconnectFromBus("motion")
            portal.kill()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="this system answers for itself")
def test_where_nobody_answers_things_may_move(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    motion = Motion()
    motion.ask(QDBusConnection("nobody"))
    assert not motion.is_less
    motion.deleteLater()
