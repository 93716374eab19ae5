"""A document of 90 MB goes out to a customer and comes back: progress, right bytes, little memory, nothing in clear."""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from inbox.desk.core import DeskPlace, World
from inbox.desk.engine import Engine
from inbox.desk.ports import FileProblemError
from inbox.domain.actions import SendMedia
from inbox.domain.ids import ActionId, ConversationId, MediaId
from inbox.system.clock import SystemClock, SystemIds, SystemRandom
from inbox.system.paths import data_folder
from inbox.system.secrets import Secret
from tests.stories.programs import PATIENCE, Json, Shop, eventually

MEGA = 1024 * 1024
SIZE = 90 * MEGA
WORD = b"Streichholzschachtel Streichholzschachtel"
LONG = 4 * PATIENCE
MOST_MORE = 60
"""Megabytes a hub may grow by while such a file passes through it, twice."""


@pytest.fixture
def engine(shop: Shop, tmp_path: Path) -> Iterator[Engine]:
    place = DeskPlace(data_folder(tmp_path / "desk"), Secret("ab" * 32), shop.url, Secret(shop.token))
    made = Engine(place, World(SystemClock(), SystemIds(), SystemRandom()), lambda: None)
    made.start()
    try:
        eventually(lambda: made.view.status.online, "the desk has reached the hub")
        yield made
    finally:
        made.stop()


def write_document(path: Path, size: int = SIZE) -> str:
    """Write a document of so many bytes and return its hash; the random part repeats, so that it costs no time."""
    digest, left = hashlib.sha256(), size
    block = b"%PDF-1.7\n" + WORD + random.Random(7).randbytes(MEGA)
    with path.open("wb") as out:
        while left:
            part = block[:left]
            out.write(part)
            digest.update(part)
            left -= len(part)
    return digest.hexdigest()


def hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def most_memory(shop: Shop) -> int:
    """Return the most megabytes the hub has had in memory; 0 where the system does not tell."""
    if not sys.platform.startswith("linux"):
        return 0
    lines = Path(f"/proc/{shop.hub.process.pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def stored(shop: Shop) -> Json | None:
    return next((each["body"] for each in shop.events() if each["type"] == "media.stored"), None)


def media_of(shop: Shop, action: str) -> str:
    """Return WhatsApp's id of the file that was sent with an action."""
    sent = next(each for each in shop.books()["messages"] if each["biz_opaque_callback_data"] == action)
    return str(sent["body"]["document"]["id"])


def test_ninety_megabytes_there_and_back(shop: Shop, engine: Engine, tmp_path: Path) -> None:
    shop.say("lena", "Schickst du mir den Katalog?")
    chat = ConversationId(shop.conversation_of("Schickst du mir den Katalog?"))
    document = tmp_path / "Katalog.pdf"
    digest = write_document(document)
    before = most_memory(shop)

    mine = engine.attach(chat, document).result(LONG)
    wish = SendMedia(
        id=ActionId(str(uuid4())), conversation=chat, media=mine.id, media_kind="document", filename="Katalog.pdf"
    )
    engine.click(wish).result(PATIENCE)
    seen: set[int] = set()

    def is_out() -> bool:
        seen.update(each.done for each in engine.view.files)
        return next(each.state for each in engine.view.items if each.id == wish.id) == "succeeded"

    eventually(is_out, "the document is sent", LONG)
    assert len(seen) > 3, "progress was told"

    file = {"id": media_of(shop, wish.id), "mime_type": "application/pdf", "sha256": digest, "filename": "Zurück.pdf"}
    saying = {"kind": "raw", "message": {"type": "document", "document": file}}
    shop.control.post("/_sandbox/customers/lena/say", json=saying).raise_for_status()
    body = eventually(lambda: stored(shop), "the hub has the customer's document", LONG)
    assert (body["size"], body["sha256"]) == (SIZE, digest)

    media, target = MediaId(body["media_id"]), tmp_path / "Gespeichert.pdf"
    saving = engine.save_media(media, target)
    eventually(lambda: any(0 < each.done < SIZE for each in engine.view.files), "progress is told", LONG)
    engine.leave_media(media)
    with pytest.raises(FileProblemError, match="stopped"):
        saving.result(LONG)
    assert engine.files.held(media) is None
    engine.save_media(media, target).result(LONG)
    assert hash_of(target) == digest
    assert most_memory(shop) - before < MOST_MORE
    for path in (*shop.data.rglob("*"), *(tmp_path / "desk").rglob("*")):
        assert not path.is_file() or WORD not in path.read_bytes(), path


def test_more_than_whatsapp_takes_is_refused_before_anything_goes_out(
    shop: Shop, engine: Engine, tmp_path: Path
) -> None:
    shop.say("lena", "Und den großen?")
    chat = ConversationId(shop.conversation_of("Und den großen?"))
    document = tmp_path / "Zu groß.pdf"
    with document.open("wb") as out:
        out.write(b"%PDF-1.7\n")
        out.truncate(100 * MEGA + 1)
    with pytest.raises(FileProblemError, match="100 MB at most"):
        engine.attach(chat, document).result(PATIENCE)
    assert engine.view.attachments == ()
