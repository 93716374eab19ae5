"""The desk as a process: a first start's keys, its own hub, a second start, a killed hub, a killed desk, a polite end."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

import httpx
import msgspec
import psutil
import pytest

from inbox.start.connecting import Connector
from inbox.system.clock import SystemClock, SystemIds
from inbox.system.paths import DataFolder, data_folder
from inbox.system.secrets import KeyringSecrets
from inbox.system.start_file import OwnStart, read_start, write_start
from inbox.ui.models.connecting import Settled, WhatsAppKeys
from tests.stories import folder_keyring
from tests.stories.programs import Program, Shop, eventually, free_port, run

try:
    import PySide6.QtWidgets  # noqa: F401 - only whether it loads
except ImportError as error:
    pytest.skip(f"without Qt there is no desk to start: {error}", allow_module_level=True)

_ROOT = Path(__file__).resolve().parents[2]


class OwnDesk:
    """A folder that has gone through its first start, and the desk that is started in it."""

    def __init__(self, folder: DataFolder, ring: Path, platforms: dict[str, str]) -> None:
        self.folder = folder
        self.environment = {
            **platforms,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(_ROOT),
            "PYTHON_KEYRING_BACKEND": folder_keyring.NAME,
            folder_keyring.PLACE: str(ring),
            "XDG_RUNTIME_DIR": str(ring.parent),
        }
        self.port = free_port()
        self.program = Program(ring.parent, "desk", ["--data", str(folder.root)], self.environment)

    def first_start(self, settings: dict[str, str]) -> None:
        """Do what the forms of the first start do, with the keys of the pretend platforms."""
        knocks: SimpleQueue[bool] = SimpleQueue()
        ring = KeyringSecrets(folder_keyring.FolderKeyring(), mark=self.folder.mark)
        connector = Connector(
            self.folder, ring, self.environment, SystemClock(), SystemIds(), lambda: knocks.put(True), zone="Europe/Berlin"
        )
        said = {name.removeprefix("TRESEN_WHATSAPP_").lower(): text for name, text in settings.items()}
        keys = WhatsAppKeys(
            said["phone_number_id"], said["business_account_id"], said["token"], said["app_secret"], said["verify_token"]
        )
        steps: list[Callable[[], int]] = [
            lambda: connector.check_stripe(settings["TRESEN_STRIPE_KEY"]),
            lambda: connector.check_whatsapp(keys),
            lambda: connector.set_up("Probe", "de"),
        ]
        for step in steps:
            task = step()
            eventually(lambda task=task: self._is_over(connector, knocks, task), "a step of the first start ends")
        connector.close()
        start = read_start(self.folder)
        assert isinstance(start, OwnStart)
        write_start(self.folder, msgspec.structs.replace(start, port=self.port))

    def _is_over(self, connector: Connector, knocks: SimpleQueue[bool], task: int) -> bool:
        try:
            knocks.get(timeout=1)
        except Empty:
            return False
        return Settled(task) in connector.take()

    def start(self) -> None:
        """Start the desk and wait until its hub answers."""
        self.program.start()
        eventually(self.hub_answers, "the desk's own hub answers")

    def hub_answers(self) -> bool:
        assert self.program.process.poll() is None, self.program.errors()
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/healthz", timeout=2).status_code == 200
        except httpx.TransportError:
            return False

    def hub(self) -> psutil.Process:
        """Return the hub's process."""
        return eventually(
            lambda: next(iter(psutil.Process(self.program.process.pid).children()), None), "the desk has a hub"
        )

    def has(self, words: str) -> bool:
        """Tell whether the desk's cache has a message with these words."""
        found = run("search", "--data", str(self.folder.root), words, environment=self.environment)
        return words in found.stdout

    def start_again(self, *more: str) -> int:
        """Start a second time while the first runs, and return how that ended."""
        done = run("--data", str(self.folder.root), *more, environment=self.environment)
        assert done.stderr == ""
        return done.returncode


@pytest.fixture
def desk(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnDesk]:
    shop.hub.stop()
    platforms = {name: shop.settings[name] for name in ("TRESEN_STRIPE_URL", "TRESEN_GRAPH_URL")}
    ring = tmp_path / "ring"
    monkeypatch.setenv(folder_keyring.PLACE, str(ring))
    made = OwnDesk(data_folder(tmp_path / "desk"), ring, platforms)
    made.first_start(shop.settings)
    yield made
    made.program.stop()


def is_gone(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def test_a_desk_with_a_hub_of_its_own_survives_what_happens_to_both(desk: OwnDesk, shop: Shop) -> None:
    desk.start()
    shop.say(shop.customers()[0]["id"], "Kaffeepause")
    eventually(lambda: desk.has("Kaffeepause"), "what a customer writes is on the desk")

    assert [desk.start_again(), desk.start_again("tresen://chat/c_unknown")] == [0, 0]
    assert desk.program.process.poll() is None

    hub = desk.hub()
    hub.send_signal(signal.SIGKILL)
    eventually(lambda: is_gone(hub), "the hub is dead")
    eventually(desk.hub_answers, "the hub is started again")
    shop.say(shop.customers()[0]["id"], "Zweite Tasse")
    eventually(lambda: desk.has("Zweite Tasse"), "the desk follows the hub that was started again")

    hub = desk.hub()
    desk.program.kill()
    eventually(lambda: is_gone(hub), "the hub ends with its desk")
    desk.start()  # the socket of the killed one lies about
    assert desk.start_again() == 0

    examined = run("doctor", "--data", str(desk.folder.root), environment=desk.environment)
    assert "WhatsApp set, Stripe set (test mode)" in examined.stdout
    assert examined.returncode == 0, examined.stdout

    hub = desk.hub()
    desk.program.process.send_signal(signal.SIGTERM)
    assert desk.program.process.wait(20) == 0
    assert is_gone(hub)
    secrets = [file.read_text() for file in Path(os.environ[folder_keyring.PLACE]).iterdir()]
    left = b"".join(file.read_bytes() for file in desk.folder.root.rglob("*") if file.is_file())
    assert len(secrets) == 9
    assert not any(secret.encode() in left or secret in desk.program.errors() for secret in secrets if len(secret) > 16)


def test_a_desk_is_not_started_twice_in_a_folder_whose_window_does_not_answer(desk: OwnDesk) -> None:
    desk.start()
    desk.program.process.send_signal(signal.SIGSTOP)
    try:
        before = time.monotonic()
        done = run("--data", str(desk.folder.root), environment=desk.environment)
    finally:
        desk.program.process.send_signal(signal.SIGCONT)
    assert done.returncode == 2
    assert "is running in" in done.stderr
    assert time.monotonic() - before < 30


def test_a_spoilt_start_file_and_a_missing_keyring_are_told(desk: OwnDesk) -> None:
    no_ring = desk.environment | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    done = run("--data", str(desk.folder.root), environment=no_ring)
    assert done.returncode == 2
    assert "TRESEN_CACHE_KEY is missing and no keyring has it" in done.stderr
    desk.folder.start.write_text("{")
    done = run("--data", str(desk.folder.root), environment=desk.environment)
    assert done.returncode == 2
    assert "move it away to go through the first start again" in done.stderr


def test_without_a_keyring_everything_comes_from_the_environment(shop: Shop, tmp_path: Path) -> None:
    shop.hub.stop()
    bare = {"QT_QPA_PLATFORM": "offscreen", "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    place = {"XDG_RUNTIME_DIR": str(tmp_path), "TRESEN_CACHE_KEY": "cd" * 32, "TRESEN_SHOP_NAME": "Probe"}
    folder = tmp_path / "desk"
    desk = Program(tmp_path, "desk", ["--data", str(folder)], shop.environment | bare | place)
    for words in ("Erster Kaffee", "Zweiter Kaffee"):  # the second start makes a token in the place of the first's
        desk.start()
        try:
            hub = eventually(lambda: next(iter(psutil.Process(desk.process.pid).children()), None), "the desk has a hub")
            eventually(lambda hub=hub: hub.net_connections("tcp"), "the hub listens")
            shop.say(shop.customers()[0]["id"], words)
            eventually(
                lambda words=words: words
                in run("search", "--data", str(folder), words, environment=shop.environment | place).stdout,
                "what a customer writes is on the desk",
            )
        finally:
            assert desk.stop() == 0, desk.errors()
    assert not (folder / "start.json").exists()


def test_a_hub_can_be_named_on_the_command_line(shop: Shop, tmp_path: Path) -> None:
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(tmp_path),
        "TRESEN_CACHE_KEY": "cd" * 32,
        "TRESEN_TOKEN": shop.token,
    }
    folder = tmp_path / "desk"
    desk = Program(tmp_path, "desk", ["desk", "--data", str(folder), "--hub", shop.url], environment)
    desk.start()
    try:
        shop.say(shop.customers()[0]["id"], "Kaffeepause")
        eventually(
            lambda: "Kaffeepause" in run("search", "--data", str(folder), "Kaffeepause", environment=environment).stdout,
            "what a customer writes is on the desk",
        )
    finally:
        assert desk.stop() == 0, desk.errors()


def test_without_a_screen_the_desk_says_so(tmp_path: Path) -> None:
    bare = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    done = run("--data", str(tmp_path), environment=bare)
    assert done.returncode == 2
    assert "there is no screen here" in done.stderr
