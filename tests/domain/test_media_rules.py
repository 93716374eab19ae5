"""What WhatsApp takes from a shop, told by what a file is and not by what it calls itself."""

from __future__ import annotations

import pytest

from inbox.domain.media_rules import MEDIA, kind_of, megabytes, problem_of, type_of

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes((0, 0, 2, 128, 0, 0, 1, 224))
MEGA = 1024 * 1024


@pytest.mark.parametrize(
    ("name", "head", "mime", "kind"),
    [
        ("a.png", PNG, "image/png", "image"),
        ("a.jpg", PNG, "image/png", "image"),
        ("without ending", PNG, "image/png", "image"),
        ("rechnung", b"%PDF-1.7", "application/pdf", "document"),
        ("Preisliste.XLSX", b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "document"),
        ("liste.csv", b"a;b", "text/plain", "document"),
        ("film.mp4", b"\0\0\0\x18ftyp", "video/mp4", "video"),
        ("ton.opus", b"OggS", "audio/ogg", "audio"),
    ],
)  # fmt: skip
def test_types(name: str, head: bytes, mime: str, kind: str) -> None:
    assert type_of(name, head) == mime
    assert kind_of(mime) == kind
    assert problem_of(name, mime, 1000) is None


@pytest.mark.parametrize(("name", "head"), [("a.png", b"no picture"), ("a.exe", b"MZ"), ("a", b""), ("a.heic", b"\0\0")])
def test_what_it_does_not_take(name: str, head: bytes) -> None:
    mime = type_of(name, head)
    problem = problem_of(name, mime, 1000)
    assert problem is not None
    assert problem.code == "file-type"
    assert "JPEG or PNG" in problem.detail


def test_a_picture_of_webp_would_become_a_sticker_and_is_refused() -> None:
    problem = problem_of("a.webp", "image/webp", 1000)
    assert problem is not None
    assert problem.code == "file-type"


@pytest.mark.parametrize(("kind", "mime"), [(kind, min(types)) for kind, (_, types) in MEDIA.items() if kind != "sticker"])
def test_the_limit_is_exact(kind: str, mime: str) -> None:
    most = MEDIA[kind][0]
    assert problem_of("a", mime, most) is None
    problem = problem_of("a", mime, most + 1)
    assert problem is not None
    assert (problem.code, problem.facts["most"]) == ("file-too-large", str(most // MEGA))
    assert problem.facts["given"] == f"{most // MEGA}.1", "never the same figure twice"
    empty = problem_of("a", mime, 0)
    assert empty is not None
    assert empty.code == "file-empty"


def test_megabytes_are_rounded_up() -> None:
    assert [megabytes(size) for size in (1, MEGA, MEGA + 1, 7 * MEGA)] == ["0.1", "1", "1.1", "7"]
