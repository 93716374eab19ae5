"""Media: what may be uploaded, how long ids and addresses live."""

from __future__ import annotations

import hashlib
from urllib.parse import parse_qs, urlsplit

import pytest

from inbox.sandbox.specimens import mp4, pdf, png
from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.whatsapp.media import DAY, Media, MediaShelf
from inbox.sandbox.world import SandboxClock, SeededIds

BASE = "http://127.0.0.1:9/graph"


@pytest.fixture
def clock() -> SandboxClock:
    return SandboxClock(lambda: 1_795_000_000.0)


@pytest.fixture
def shelf(clock: SandboxClock) -> MediaShelf:
    return MediaShelf(clock, SeededIds(1), "secret", BASE)


def open_address(shelf: MediaShelf, address: str) -> Media | None:
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    return shelf.open(query["mid"], query["ext"], query["hash"])


def test_the_address_holds_five_minutes(shelf: MediaShelf, clock: SandboxClock) -> None:
    media = shelf.upload("image/png", png())
    address = shelf.address(media)
    assert address.startswith(BASE)
    assert open_address(shelf, address) == media
    clock.shift(299)
    assert open_address(shelf, address) == media
    clock.shift(1)
    assert open_address(shelf, address) is None
    assert open_address(shelf, shelf.address(media)) == media


def test_a_changed_address_opens_nothing(shelf: MediaShelf) -> None:
    first, second = shelf.upload("image/png", png()), shelf.upload("application/pdf", pdf("x"))
    assert open_address(shelf, shelf.address(first).replace(first.id, second.id)) is None
    assert shelf.open(first.id, "soon", "0" * 32) is None


def test_what_customers_sent_is_gone_after_seven_days_and_uploads_after_thirty(
    shelf: MediaShelf, clock: SandboxClock
) -> None:
    received, uploaded = shelf.receive("image/png", png()), shelf.upload("image/png", png())
    clock.shift(7 * DAY)
    assert shelf.find(received.id) is None
    assert shelf.find(uploaded.id) == uploaded
    clock.shift(23 * DAY)
    assert shelf.find(uploaded.id) is None


def test_describe_has_metas_fields(shelf: MediaShelf) -> None:
    media = shelf.upload("video/mp4", mp4())
    described = shelf.describe(media)
    assert described["sha256"] == hashlib.sha256(mp4()).hexdigest()
    assert described["file_size"] == len(mp4())
    assert described["mime_type"] == "video/mp4"
    assert set(described) == {"messaging_product", "url", "mime_type", "sha256", "file_size", "id"}


@pytest.mark.parametrize(
    ("code", "mime", "content"),
    [
        (100, "application/zip", b"PK"),
        (100, "image/gif", b"GIF89a"),
        (100, "image/png", b""),
        (131053, "image/jpeg", png()),
        (131053, "application/pdf", b"<html>"),
        (131053, "image/png", png() + bytes(5 * 1024 * 1024)),
    ],
)
def test_wrong_files_are_refused(shelf: MediaShelf, code: int, mime: str, content: bytes) -> None:
    with pytest.raises(GraphError) as caught:
        shelf.upload(mime, content)
    assert caught.value.code == code
