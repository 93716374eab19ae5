"""What customers send as files is brought in at once, checked, and given up only when Meta has it no more."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable

import pytest

from inbox.domain import times
from inbox.domain.events import MessageBody, NewEvent
from inbox.domain.messages import Contact, Media, Message
from inbox.hub.media_fetch import MediaFetch
from inbox.platforms.whatsapp import media
from inbox.platforms.whatsapp.errors import LostAnswer
from inbox.platforms.whatsapp.media import Downloaded
from tests.hub.actions.hub_world import EVA, Hub

BYTES = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes((0, 0, 2, 128, 0, 0, 1, 224)) + bytes(300_000)


class Files:
    """Meta's files; ``troubles`` are raised first."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.troubles: list[Exception] = []
        self.before: Callable[[], None] = lambda: None

    def fetch_media(self, media_id: str, into: Callable[[bytes], object]) -> Downloaded:
        self.asked.append(media_id)
        self.before()
        into(BYTES[:1000])
        if self.troubles:
            raise self.troubles.pop(0)
        into(BYTES[1000:])
        return Downloaded(len(BYTES), hashlib.sha256(BYTES).hexdigest(), "image/png")


@pytest.fixture
def files() -> Files:
    return Files()


@pytest.fixture
def job(hub: Hub, files: Files) -> MediaFetch:
    return MediaFetch(hub.store, hub.writer, hub.media, files, hub.clock)


def picture(hub: Hub, name: str = "wamid.pic", **more: object) -> str:
    chat = hub.customer_writes()
    digest = base64.b64encode(hashlib.sha256(BYTES).digest()).decode()
    file = Media(state="waiting", platform_id="777", mime="image/png", sha256=digest, **more)
    at = times.to_text(hub.clock.now())
    said = Message(id=name, kind="image", at=at, direction="in", channel="1066", media=file)
    body = MessageBody(said, Contact(wa_id=EVA))
    hub.writer.run(lambda tx: tx.append([NewEvent("message.received", "whatsapp", at, body, chat)]))
    return chat


def test_a_picture_is_stored_and_told(hub: Hub, job: MediaFetch) -> None:
    chat = picture(hub)
    job.run()
    (told,) = hub.bodies("media.stored")
    assert (told["message_id"], told["size"], told["mime"]) == ("wamid.pic", len(BYTES), "image/png")
    assert (told["width"], told["height"]) == (640, 480), "so that a screen keeps the room for it"
    assert told["sha256"] == hashlib.sha256(BYTES).hexdigest()
    assert hub.media.read(told["media_id"]) == BYTES
    assert hub.events("media.stored")[0].conversation == chat
    job.run()
    assert len(hub.bodies("media.stored")) == 1


def test_a_file_is_kept_under_the_name_its_message_gave_it(hub: Hub, job: MediaFetch) -> None:
    picture(hub, id="m_0123456789abcdef01234567")
    job.run()
    (told,) = hub.bodies("media.stored")
    assert told["media_id"] == "m_0123456789abcdef01234567"
    assert hub.media.read(told["media_id"]) == BYTES


def test_the_same_message_twice_is_one_file(hub: Hub, job: MediaFetch, files: Files) -> None:
    picture(hub)
    picture(hub)
    job.run()
    assert files.asked == ["777"]


def test_a_restart_goes_on(hub: Hub, files: Files) -> None:
    picture(hub)
    files.troubles = [LostAnswer("reset")]
    MediaFetch(hub.store, hub.writer, hub.media, files, hub.clock).run()
    hub.restart()
    later = MediaFetch(hub.store, hub.writer, hub.media, files, hub.clock)
    later.run()
    assert files.asked == ["777"], "not before its time"
    hub.clock.pass_time(10)
    later.run()
    assert len(hub.bodies("media.stored")) == 1


def test_trouble_is_repeated_more_and_more_rarely(hub: Hub, job: MediaFetch, files: Files) -> None:
    picture(hub)
    files.troubles = [LostAnswer("reset") for _ in range(4)]
    waits = []
    for _ in range(5):
        waits.append(job.run())
        hub.clock.pass_time(waits[-1])
    assert waits == sorted(waits)
    assert len(hub.bodies("media.stored")) == 1


def test_what_meta_has_no_more_has_failed_in_words(hub: Hub, job: MediaFetch, files: Files) -> None:
    picture(hub)
    files.troubles = [media.gone("404")]
    job.run()
    (told,) = hub.bodies("media.failed")
    assert told["problem"]["code"] == "media-gone"
    hub.clock.pass_time(3600)
    job.run()
    assert files.asked == ["777"]
    assert hub.media.read(told["media_id"]) == b"", "half a file is none"


def test_after_a_week_nobody_tries_any_more(hub: Hub, job: MediaFetch, files: Files) -> None:
    picture(hub)
    hub.clock.pass_time(8 * 86_400)
    files.troubles = [LostAnswer("reset")]
    job.run()
    assert len(hub.bodies("media.failed")) == 1


def test_a_person_erased_meanwhile_leaves_no_bytes(hub: Hub, job: MediaFetch, files: Files) -> None:
    picture(hub)
    names: list[str] = []

    def erase() -> None:
        names.extend(row.id for row in hub.writer.run(lambda tx: list(tx.hub.MediaFile.select())))
        hub.writer.run(lambda tx: tx.hub.MediaFile.delete().execute())

    files.before = erase
    job.run()
    assert hub.bodies("media.stored") == []
    assert hub.media.read(names[0]) == b""
