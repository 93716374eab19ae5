"""``/v1/media`` over real HTTP: limits, ranges, names, and nothing in clear on the disk."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inbox.domain import times
from tests.hub.conftest import RunningHub
from tests.hub.test_webhooks import slug

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 3000


@pytest.fixture
def picture(hub: RunningHub) -> str:
    answer = hub.owner.post("/v1/media", content=PICTURE, headers={"Content-Type": "image/png"})
    assert answer.status_code == 201
    return str(answer.json()["id"])


def test_an_upload_says_what_it_is(hub):
    answer = hub.owner.post("/v1/media?filename=bild.png", content=PICTURE, headers={"Content-Type": "image/png"})

    said = answer.json()
    assert said.pop("id").startswith("m_")
    assert said == {
        "kind": "image",
        "mime": "image/png",
        "size": len(PICTURE),
        "sha256": hashlib.sha256(PICTURE).hexdigest(),
        "filename": "bild.png",
        "width": None,
        "height": None,
    }


def test_an_upload_says_how_large_a_picture_is(hub):
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big")
    said = hub.owner.post("/v1/media", content=head + bytes(300_000), headers={"Content-Type": "image/png"}).json()
    assert (said["width"], said["height"]) == (640, 480)


def test_a_form_does_the_same(hub):
    files = {"file": ("../../Rechnung März.pdf", b"%PDF-1.7 " + b"x" * 400_000, "application/pdf")}

    said = hub.owner.post("/v1/media", data={"note": "please"}, files=files).json()

    assert (said["kind"], said["size"], said["filename"]) == ("document", 400_009, "Rechnung März.pdf")
    answer = hub.owner.get(f"/v1/media/{said['id']}")
    assert answer.content == files["file"][1]
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''Rechnung%20M%C3%A4rz.pdf"


def test_a_download_is_never_shown_as_a_page(hub, picture):
    answer = hub.owner.get(f"/v1/media/{picture}")

    assert (answer.status_code, answer.content) == (200, PICTURE)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["accept-ranges"] == "bytes"


SIZE = len(PICTURE)


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-", 0, SIZE),
        ("bytes=100-199", 100, 200),
        ("bytes=262100-262200", 262100, 262201),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE),
        (f"bytes=5-{SIZE * 9}", 5, SIZE),
        ("bytes=-10", SIZE - 10, SIZE),
        (f"bytes=-{SIZE * 9}", 0, SIZE),
    ],
)
def test_a_range_is_206(hub, picture, asked, start, end):
    answer = hub.owner.get(f"/v1/media/{picture}", headers={"Range": asked})

    assert (answer.status_code, answer.content) == (206, PICTURE[start:end])
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{SIZE}"


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE + 5}-{SIZE + 9}", "bytes=-0"])
def test_a_range_outside_is_416(hub, picture, asked):
    answer = hub.owner.get(f"/v1/media/{picture}", headers={"Range": asked})

    assert (answer.status_code, slug(answer)) == (416, "range")
    assert answer.headers["content-range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize(
    "asked", ["bytes=5-2", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b", "bytes=-", "bytes=" + "9" * 50 + "-"]
)
def test_what_is_no_range_is_ignored(hub, picture, asked):
    assert hub.owner.get(f"/v1/media/{picture}", headers={"Range": asked}).status_code == 200


def test_a_range_of_another_version_is_ignored(hub, picture):
    tag = hub.owner.get(f"/v1/media/{picture}").headers["etag"]

    assert hub.owner.get(f"/v1/media/{picture}", headers={"Range": "bytes=0-1", "If-Range": tag}).status_code == 206
    assert hub.owner.get(f"/v1/media/{picture}", headers={"Range": "bytes=0-1", "If-Range": '"x"'}).status_code == 200


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.integers(0, SIZE + 10), st.integers(0, SIZE + 10))
def test_any_range_is_that_part(hub, picture, first, last):
    answer = hub.owner.get(f"/v1/media/{picture}", headers={"Range": f"bytes={first}-{last}"})

    expected = PICTURE[first : last + 1]
    match answer.status_code:
        case 206:
            assert answer.content == expected
        case 416:
            assert expected == b""
        case status:
            assert (status, last < first) == (200, True)


def test_a_file_that_is_still_being_fetched_is_asked_for_again_and_is_not_gone(hub):
    name, writer = "m_00112233445566778899aabb", hub.server._running._core.writer
    writer.run(lambda tx: tx.hub.MediaFile.create(id=name, state="waiting", kind="image", at=times.to_text(tx.now)))
    answer = hub.owner.get(f"/v1/media/{name}")
    assert (answer.status_code, slug(answer), answer.headers["Retry-After"]) == (503, "media-waiting", "3")

    writer.run(lambda tx: tx.hub.MediaFile.update(state="failed").where(tx.hub.MediaFile.id == name).execute())
    assert hub.owner.get(f"/v1/media/{name}").status_code == 404


_TRICKS = """
    ../hub.db ..%2fhub.db %2e%2e/%2e%2e/etc/passwd ....//hub.db C:%5chub.db % '%20or%201=1-- m_
    m_000000000000000000000000 m_gggggggggggggggggggggggg M_000000000000000000000000
    m_000000000000000000000000%00 m_000000000000000000000000/%2e%2e
"""


@pytest.mark.parametrize("name", _TRICKS.split())
def test_path_tricks_find_nothing(hub, name):
    answer = hub.owner.get(f"/v1/media/{name}")

    assert answer.status_code == 404
    assert slug(answer) in ("unknown-media", "not-found")


def test_each_kind_has_its_limit(hub):
    for mime, limit in (("image/jpeg", 5 << 20), ("image/webp", 500 << 10)):
        for content in (b"x" * (limit + 1), iter([b"x" * limit, b"x"])):
            answer = hub.owner.post("/v1/media", content=content, headers={"Content-Type": mime})
            assert (answer.status_code, slug(answer)) == (413, "too-large")
        assert hub.owner.post("/v1/media", content=b"x" * limit, headers={"Content-Type": mime}).status_code == 201
    form = {"file": ("a.jpg", b"x" * ((5 << 20) + 1), "image/jpeg")}
    assert hub.owner.post("/v1/media", files=form).status_code == 413


@pytest.mark.parametrize("mime", ["", "image/gif", "text/html", "rubbish", "image/png; x=<script>"])
def test_other_types_are_415(hub, mime):
    answer = hub.owner.post("/v1/media", content=b"x", headers={"Content-Type": mime})

    assert (answer.status_code, slug(answer)) == (415, "media-type")


def test_broken_forms_are_400(hub):
    part = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\nxyz'
    field = b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\nxyz\r\n--b--\r\n'
    for content_type, body in [
        ("multipart/form-data", part),
        ("multipart/form-data; boundary=b", part),
        ("multipart/form-data; boundary=b", field),
        ("multipart/form-data; boundary=b", b""),
        ("multipart/form-data; boundary=b", b"rubbish"),
        ("multipart/form-data; boundary=b", field.replace(b"xyz", b"x" * 100_000)),
        ("multipart/form-data; boundary=b", part.replace(b"xyz", b"") + b"\r\n--b--\r\n"),
    ]:
        answer = hub.owner.post("/v1/media", content=body, headers={"Content-Type": content_type})
        assert (answer.status_code, slug(answer)) in ((400, "malformed"), (415, "media-type")), body[:50]


def test_an_empty_file_is_400(hub):
    assert hub.owner.post("/v1/media", content=b"", headers={"Content-Type": "image/png"}).status_code == 400


def test_a_viewer_may_look_and_not_send(hub, picture):
    with hub.agent("Only looking", "viewer") as viewer:
        assert viewer.get(f"/v1/media/{picture}").status_code == 200
        answer = viewer.post("/v1/media", content=PICTURE, headers={"Content-Type": "image/png"})
        assert (answer.status_code, slug(answer)) == (403, "role-too-low")


def test_a_refused_upload_leaves_nothing(own_hub):
    limit = 500 << 10
    own_hub.owner.post("/v1/media", content=iter([b"x" * limit, b"x"]), headers={"Content-Type": "image/webp"})

    assert own_hub.engine.core.media.sweep(set()) == 0


def test_nothing_is_in_clear_on_the_disk(own_hub):
    words = b"%PDF-1.7 canary in the coal mine " * 20_000
    own_hub.owner.post("/v1/media", content=words, headers={"Content-Type": "application/pdf"})
    own_hub.owner.post("/v1/media", files={"file": ("a.pdf", words, "application/pdf")})

    for file in own_hub.folder.iterdir():
        assert b"canary in the coal mine" not in file.read_bytes()
