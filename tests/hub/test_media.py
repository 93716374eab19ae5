"""The encrypted file of media by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inbox.domain.ids import MediaId
from inbox.hub.media import CHUNK, MediaStore, derive_key, kind_of
from inbox.hub.problems import HttpProblem
from inbox.store.state.database import WrongKey
from inbox.system.clock import SystemIds
from tests.hub.conftest import KEY

CONTENT = bytes(range(256)) * (3 * CHUNK // 256) + b"the end"


@pytest.fixture
def media(tmp_path: Path) -> Iterator[MediaStore]:
    store = MediaStore.open(tmp_path / "media.db", KEY, SystemIds())
    yield store
    store.close()


def test_what_goes_in_comes_out_in_any_part(media):
    upload = media.upload()
    for start in range(0, len(CONTENT), 100_000):
        upload.write(CONTENT[start : start + 100_000])
    stored = upload.finish()

    assert (stored.size, stored.sha256) == (len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    assert media.read(stored.id) == CONTENT
    for start, end in [
        (0, 1),
        (CHUNK - 1, CHUNK + 1),
        (CHUNK, 2 * CHUNK),
        (5, len(CONTENT)),
        (len(CONTENT) - 1, len(CONTENT)),
    ]:
        assert b"".join(media.pieces(stored.id, start, end)) == CONTENT[start:end]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.binary(max_size=CHUNK), max_size=4))
def test_however_it_is_cut(media, parts):
    upload = media.upload()
    for part in parts:
        upload.write(part)

    assert media.read(upload.finish().id) == b"".join(parts)


def test_the_limit_is_exact(media):
    upload = media.upload(10)
    upload.write(b"x" * 10)
    with pytest.raises(HttpProblem, match="too-large"):
        upload.write(b"x")


def test_a_stored_file_is_read_like_any_other(media):
    upload = media.upload()
    upload.write(CONTENT)
    done = upload.finish()
    file = media.open_file(done.id, done.size)
    assert (file.seek(0, 2), file.tell(), file.read(5)) == (len(CONTENT), len(CONTENT), b"")
    assert file.seek(0) == 0
    assert b"".join(iter(lambda: file.read(70_000), b"")) == CONTENT
    file.seek(-3, 2)
    assert file.read() == CONTENT[-3:]
    file.seek(CHUNK - 2)
    assert file.read(4) == CONTENT[CHUNK - 2 : CHUNK + 2]
    assert media.open_file(MediaId("m_gone"), 10).read() == b""


def test_an_aborted_upload_leaves_nothing(media):
    upload = media.upload()
    upload.write(CONTENT)
    upload.abort()

    assert media.read(upload.id) == b""


def test_a_second_try_replaces_the_first(media):
    first = media.upload(name="m_1")
    first.write(CONTENT)
    second = media.upload(name="m_1")
    second.write(b"y" * CHUNK)
    second.write(b"y")
    second.finish()

    assert media.read("m_1")[: CHUNK + 1] == b"y" * (CHUNK + 1)


def test_removed_and_swept_files_are_gone(media):
    names = []
    for _ in range(3):
        upload = media.upload()
        upload.write(b"some bytes")
        names.append(upload.finish().id)

    media.remove([names[0]])
    assert media.sweep({names[1]}) == 1
    assert [media.read(name) for name in names] == [b"", b"some bytes", b""]


def test_nothing_is_in_clear_and_the_hubs_key_does_not_open_it(media, tmp_path):
    words = b"a very private picture " * 40
    upload = media.upload()
    upload.write(words)
    upload.finish()

    for file in tmp_path.iterdir():
        content = file.read_bytes()
        assert b"a very private picture" not in content
        assert not content.startswith(b"SQLite format 3")
    assert derive_key(KEY) != KEY
    with pytest.raises(WrongKey):
        MediaStore.open(tmp_path / "media.db", "00" * 32, SystemIds())


def test_the_key_is_hkdf_of_rfc_5869():
    """Against an implementation of the standard that is not ours."""
    hkdf = pytest.importorskip("cryptography.hazmat.primitives.kdf.hkdf")
    hashes = pytest.importorskip("cryptography.hazmat.primitives.hashes")
    theirs = hkdf.HKDF(hashes.SHA256(), 32, salt=b"tresen", info=b"media v1").derive(bytes.fromhex(KEY))

    assert derive_key(KEY) == theirs.hex()


@pytest.mark.parametrize(
    ("mime", "kind"),
    [
        ("image/jpeg", "image"),
        ("IMAGE/PNG", "image"),
        ("image/webp", "sticker"),
        ("audio/ogg; codecs=opus", "audio"),
        ("application/pdf", "document"),
        ("video/mp4", "video"),
    ],
)
def test_types_have_their_kind(mime, kind):
    assert kind_of(mime) == kind


@pytest.mark.parametrize("mime", ["image/gif", "text/html", "application/zip", "", "image", "application/x-msdownload"])
def test_other_types_are_refused_in_words(mime):
    with pytest.raises(HttpProblem) as refused:
        kind_of(mime)
    assert refused.value.status == 415
    assert "image/jpeg" in refused.value.members["types"]
