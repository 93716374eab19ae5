"""A full disk: webhooks are sent back for later, nothing that was taken in is lost, and all goes on when there is space."""

from __future__ import annotations

import hashlib
import hmac
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.stories.programs import Program, Shop, eventually, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Small disks are made as Linux has them.")

DISK = 96 * 1024 * 1024
BALLAST = 86 * 1024 * 1024
"""More than a hub wants to see free before it calls itself ready."""
LETTER = "Liebe Leute, " + "so lang wie ein Brief. " * 400
MOST = 4_000
SENT_BACK = 40
"""So many refusals are enough."""
_MOUNTED = """
mount -t tmpfs -o size="$0" tmpfs "$1" && cp -a "$2/." "$1/" && head -c "$3" /dev/zero > "$1/ballast" && shift 3 && exec "$@"
"""
_UNSHARE = ("unshare", "--mount", "--map-root-user", "sh", "-c")


class SmallDisk(Shop):
    """A shop whose hub lives on a disk of its own, most of which is taken by something else."""

    def __init__(self, folder: Path) -> None:
        self._made = folder / "made"
        self._token = ""
        super().__init__(folder)

    def start_hub(self) -> None:
        """Make the files on the ordinary disk, so that they can be copied to the small one as it is mounted."""
        token = ("hub", "token", "Olga", "--role", "owner", "--data", str(self._made))
        done = run(*token, environment=self.environment)
        assert done.returncode == 0, done.stderr
        self._token = done.stdout.split()[-1]
        self.data.mkdir()
        super().start_hub()

    def new_token(self, name: str, role: str) -> str:
        """Return the one token there is: commands outside do not see the small disk."""
        return self._token

    def _program(self, name: str) -> Program:
        arguments = ["hub", "--data", str(self.data), "--host", "127.0.0.1", "--port", str(self.port)]
        around = (*_UNSHARE, _MOUNTED, str(DISK), str(self.data), str(self._made), str(BALLAST))
        return Program(self.folder, name, arguments, self.environment, around)

    def make_room(self) -> None:
        """Take away what fills the disk."""
        Path(f"/proc/{self.hub.process.pid}/root{self.data}/ballast").unlink()


def can_mount() -> bool:
    """Tell whether this user may mount a disk of their own."""
    try:
        return subprocess.run([*_UNSHARE, "mount -t tmpfs tmpfs /mnt"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def letter(number: int) -> bytes:
    """Return a webhook with one long message."""
    message = {
        "from": f"49151{number % 50:08d}",
        "id": f"wamid.FULL{number}",
        "timestamp": str(1_795_000_000 + number),
        "type": "text",
        "text": {"body": f"{number} {LETTER}"},
    }
    value = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": "1"}, "messages": [message]}
    entry = {"id": "2", "changes": [{"field": "messages", "value": value}]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


def deliver(shop: Shop, number: int) -> httpx.Response:
    """Deliver a letter as Meta does."""
    body = letter(number)
    secret = shop.settings["TRESEN_WHATSAPP_APP_SECRET"].encode()
    signature = "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
    return shop.api.post("/webhooks/whatsapp", content=body, headers={"X-Hub-Signature-256": signature})


def fill(shop: Shop) -> tuple[list[int], list[int]]:
    """Deliver until enough was sent back; return which letters were taken in and which were not."""
    taken: list[int] = []
    sent_back: list[int] = []

    def one(number: int) -> None:
        answer = deliver(shop, number)
        if answer.status_code == 200:
            taken.append(number)
            return
        assert answer.status_code == 503, answer.text
        assert answer.json()["type"].endswith("storage-trouble")
        assert int(answer.headers["Retry-After"]) > 0
        sent_back.append(number)

    with ThreadPoolExecutor(8) as many:
        for start in range(0, MOST, 40):
            list(many.map(one, range(start, start + 40)))
            if len(sent_back) >= SENT_BACK:
                return taken, sent_back
    raise AssertionError("the disk is not full yet")


def heard(shop: Shop) -> list[str]:
    """Return the ids of all letters in the log; its numbers have no gap and no double."""
    events = shop.events()
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    ids = [event["body"]["message"]["id"] for event in events if event["type"] == "message.received"]
    return [name for name in ids if name.startswith("wamid.FULL")]


def check_all_goes_on(shop: Shop, make_room: Callable[[], None]) -> None:
    """Fill the disk, make room again, and look for every letter."""
    taken, sent_back = fill(shop)
    assert taken, "the disk was full from the beginning"
    assert shop.api.get("/healthz").status_code == 200
    assert shop.api.get("/v1/events").status_code == 200, "what is there can be read"
    make_room()
    eventually(lambda: deliver(shop, MOST).status_code == 200, "there is room again")
    for number in sent_back:
        assert deliver(shop, number).status_code == 200
    wanted = sorted(f"wamid.FULL{number}" for number in [*taken, *sent_back, MOST])
    eventually(lambda: len(heard(shop)) >= len(wanted), "every letter is in the log", 60)
    assert sorted(heard(shop)) == wanted
    eventually(lambda: shop.api.get("/readyz").status_code == 200, "the hub is ready again")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    if not can_mount():
        pytest.skip("This user may not mount a disk.")
    shop = SmallDisk(tmp_path)
    try:
        yield shop
    finally:
        shop.close()


def test_a_full_disk_loses_nothing(small_disk: SmallDisk) -> None:
    def make_room() -> None:
        assert small_disk.api.get("/readyz").status_code == 503
        small_disk.make_room()

    check_all_goes_on(small_disk, make_room)
    assert "database or disk is full" in small_disk.hub.errors()


def test_files_that_may_not_grow_lose_nothing(shop: Shop) -> None:
    import resource  # there is none on Windows

    process = shop.hub.process.pid
    before = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (6 * 1024 * 1024, before[1]))

    def make_room() -> None:
        resource.prlimit(process, resource.RLIMIT_FSIZE, before)

    check_all_goes_on(shop, make_room)
    shop.hub.stop()
    shop.start_hub()
    assert heard(shop), "it is all there after a restart"
