"""Files an agent attaches: looked at first, kept encrypted, brought to the hub once, sent once, in the order of the clicks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from inbox.desk.attaching import MOST_FILES
from inbox.desk.attachments import Attachment
from inbox.desk.ports import Commands, FileProblemError, Files
from inbox.domain.actions import PlanSend, SendMedia, SendTemplate, decode_action
from inbox.domain.events import PersonBody
from tests.desk.kit import text, uuid
from tests.desk.pretend_hub import PretendHub, problem
from tests.desk.running import PATIENCE, Desk, lost, until

LENA = "c_lena"
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes((0, 0, 2, 128, 0, 0, 1, 224)) + b"a picture nobody else may see " * 50_000


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "Tüte.png"
    path.write_bytes(PICTURE)
    return path


def attach(desk: Desk, path: Path, conversation: str = LENA) -> Attachment:
    commands: Commands = desk.engine
    return commands.attach(conversation, path).result(PATIENCE)


def send(file: Attachment, number: int = 1, caption: str | None = None) -> SendMedia:
    return SendMedia(id=uuid(number), conversation=LENA, media=file.id, media_kind=file.kind, caption=caption)


def in_chat(desk: Desk) -> list[tuple[str, str | None]]:
    """What is attached, and with which action it goes out."""
    return [(each.name, each.action) for each in desk.engine.view.attachments]


def test_a_file_is_attached_and_can_be_looked_at(desk: Desk, picture: Path) -> None:
    file = attach(desk.online(), picture)
    assert (file.name, file.mime, file.kind, file.size) == ("Tüte.png", "image/png", "image", len(PICTURE))
    assert (file.width, file.height, file.action) == (640, 480, None)
    assert file.sha256 == hashlib.sha256(PICTURE).hexdigest()
    files: Files = desk.engine.files
    assert files.read(file.id) == PICTURE
    assert files.held(file.id).mime == "image/png"
    assert "attachments" in desk.engine.take().flags
    assert desk.engine.view.attachments == (file,)


def test_what_was_pasted_is_attached_like_a_file(desk: Desk) -> None:
    file = desk.online().engine.attach_bytes(LENA, "Bild.png", PICTURE).result(PATIENCE)
    assert (file.name, file.kind, file.size) == ("Bild.png", "image", len(PICTURE))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("leer.pdf", b"", "file-empty"),
        ("programm.exe", b"MZ" * 100, "file-type"),
        ("kein-bild.png", b"text" * 100, "file-type"),
        ("sticker.webp", b"RIFF\0\0\0\0WEBPVP8X" + bytes(20), "file-type"),
        ("gross.png", PICTURE * 5, "file-too-large"),
    ],
    ids=["empty", "program", "text called png", "webp", "large"],
)
def test_what_whatsapp_would_not_take_is_refused_before_it_is_kept(
    desk: Desk, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileProblemError) as refused:
        attach(desk.online(), path)
    assert refused.value.problem.code == code
    assert name in refused.value.message
    assert desk.engine.view.attachments == ()
    assert desk.engine.files.read("f_1") is None


def test_a_file_that_cannot_be_read_is_said(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(FileProblemError, match=r"weg\.pdf cannot be read .*choose another"):
        attach(desk.online(), tmp_path / "weg.pdf")
    with pytest.raises(FileProblemError, match="cannot be read"):
        attach(desk, tmp_path)


def test_there_is_an_end_to_it(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"text")
    for _ in range(MOST_FILES):
        attach(desk, path)
    with pytest.raises(FileProblemError) as refused:
        attach(desk, path)
    assert refused.value.problem.code == "files-too-many"
    assert attach(desk, path, "c_max").conversation == "c_max"


def test_a_file_is_left_out_again(desk: Desk, picture: Path) -> None:
    file = attach(desk.online(), picture)
    assert desk.engine.leave_out(file.id).result(PATIENCE) is True
    assert desk.engine.leave_out(file.id).result(PATIENCE) is False
    assert desk.engine.view.attachments == ()
    assert desk.engine.files.read(file.id) is None


def test_it_goes_to_the_hub_and_then_to_the_customer_once(desk: Desk, hub: PretendHub, picture: Path) -> None:
    file = attach(desk.online(), picture)
    desk.click(send(file, caption="Die Tüte"))
    desk.becomes("succeeded")
    (uploaded,) = hub.uploads
    assert hub.media[uploaded[0]] == PICTURE
    assert uploaded[1:] == ("Tüte.png", "image/png")
    (posted,) = hub.bodies("POST /v1/actions")
    assert (posted["media"], posted["caption"]) == (uploaded[0], "Die Tüte")
    until(lambda: desk.engine.view.attachments == ())
    assert desk.engine.files.read(uploaded[0]) == PICTURE, "what was just sent need not come back over the network"
    assert f"GET /v1/media/{uploaded[0]}" not in hub.asked


def test_words_wait_for_the_picture_they_are_about(
    desk: Desk, hub: PretendHub, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inbox.desk.uploads._PAUSES", (0.05,))
    desk.online()
    hub.fault = lambda request: lost(request) if request.url.path == "/v1/media" else None
    files = [attach(desk, picture) for _ in range(2)]
    desk.click(send(files[0]))
    desk.click(send(files[1], 2))
    desk.click(text(3))
    desk.click(text(4, conversation="c_max"))
    desk.becomes("succeeded", 4)
    assert [desk.state(number) for number in (1, 2, 3)] == ["uploading", "uploading", "waiting"]
    hub.fault = lambda request: None
    for number in (1, 2, 3):
        desk.becomes("succeeded", number)
    order = [body["id"] for body in hub.bodies("POST /v1/actions")]
    assert order == [uuid(4), uuid(1), uuid(2), uuid(3)]


@pytest.mark.allow_logs("the hub is lost|no answer yet")
def test_offline_it_waits_and_survives_a_restart(desk: Desk, hub: PretendHub, picture: Path) -> None:
    desk.online()
    hub.fault = lost
    until(lambda: not desk.engine.view.status.online)
    draft, sent = attach(desk, picture), attach(desk, picture)
    desk.click(send(sent, caption="bald"))
    assert desk.state() == "uploading"
    desk.engine.stop()
    desk.start()
    assert in_chat(desk) == [("Tüte.png", None), ("Tüte.png", uuid(1))]
    assert desk.engine.files.read(draft.id) == PICTURE
    assert desk.state() == "uploading"
    hub.fault = lambda request: None
    desk.engine.hurry()
    desk.becomes("succeeded")
    assert len(hub.uploads) == 1
    assert len(hub.bodies("POST /v1/actions")) == 1


@pytest.mark.allow_logs("the hub is lost|no answer yet")
def test_what_is_taken_back_is_a_draft_again(desk: Desk, hub: PretendHub, picture: Path) -> None:
    desk.online()
    hub.fault = lost
    until(lambda: not desk.engine.view.status.online)
    file = attach(desk, picture)
    desk.click(send(file, caption="doch nicht"))
    assert in_chat(desk) == [("Tüte.png", uuid(1))]
    desk.engine.take()
    assert desk.engine.undo(uuid(1)).result(PATIENCE) is True
    assert "drafts" in desk.engine.take().flags
    assert in_chat(desk) == [("Tüte.png", None)]
    assert [draft.text for draft in desk.engine.view.drafts] == ["doch nicht"]
    hub.fault = lambda request: None
    desk.engine.hurry()
    desk.online()
    assert hub.uploads == []


def test_an_upload_that_is_lost_is_made_again(
    desk: Desk, hub: PretendHub, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inbox.desk.uploads._PAUSES", (0.01,))
    troubles: list[Callable[[httpx.Request], httpx.Response]] = [
        lost,
        lambda request: problem(503, "busy", "Later.", **{"Retry-After": "0"}),
    ]

    def fault(request: httpx.Request) -> httpx.Response | None:
        return troubles.pop()(request) if troubles and request.url.path == "/v1/media" else None

    hub.fault = fault
    file = attach(desk.online(), picture)
    desk.click(send(file))
    desk.becomes("succeeded")
    assert len(hub.uploads) == 1


def test_what_the_hub_does_not_take_is_told_and_given_back(desk: Desk, hub: PretendHub, picture: Path) -> None:
    refusal = problem(413, "too-large", "The file is too large for this hub.")
    hub.fault = lambda request: refusal if request.url.path == "/v1/media" else None
    file = attach(desk.online(), picture)
    desk.click(send(file, caption="so"))
    desk.becomes("refused")
    assert desk.problem() == "too-large"
    assert in_chat(desk) == [("Tüte.png", None)]
    hub.fault = lambda request: None
    desk.click(send(file, 2))
    desk.becomes("succeeded", 2)


def test_what_was_refused_later_can_be_sent_again(desk: Desk, hub: PretendHub, picture: Path) -> None:
    hub.outcome = "refused"
    file = attach(desk.online(), picture)
    desk.click(send(file))
    desk.becomes("refused")
    assert in_chat(desk) == [("Tüte.png", uuid(1))]
    hub.outcome = "succeeded"
    desk.click(send(file, 2))
    desk.becomes("succeeded", 2)
    assert [media for media, _, _ in hub.uploads] == [
        body["media"] for body in hub.bodies("POST /v1/actions")
    ], "the hub is handed the file anew, for it may not have kept it"


def test_a_file_that_is_gone_is_not_waited_for(desk: Desk, hub: PretendHub, picture: Path) -> None:
    file = attach(desk.online(), picture)
    desk.engine.leave_out(file.id).result(PATIENCE)
    desk.click(send(file))
    desk.becomes("refused")
    assert desk.problem() == "file-missing"


def test_an_erased_person_leaves_nothing_attached(desk: Desk, hub: PretendHub, picture: Path) -> None:
    file = attach(desk.online(), picture)
    other = attach(desk, picture, "c_max")
    hub.add(PersonBody(), LENA, "person.erased")
    until(lambda: desk.engine.view.attachments == (other,))
    assert desk.engine.files.read(file.id) is None


def test_nothing_attached_is_on_the_disk_in_clear(desk: Desk, picture: Path) -> None:
    attach(desk.online(), picture)
    desk.engine.stop()
    for path in desk.folder.rglob("*"):
        assert b"nobody else may see" not in (path.read_bytes() if path.is_file() else b""), path


def test_the_wish_says_what_was_attached_until_the_hub_has_it(desk: Desk, hub: PretendHub, picture: Path) -> None:
    hub.fault = lambda request: lost(request) if request.url.path == "/v1/media" else None
    file = attach(desk.online(), picture)
    desk.click(send(file))
    (item,) = desk.engine.view.items
    wish = decode_action(item.body)
    assert isinstance(wish, SendMedia)
    assert (item.state, wish.media) == ("uploading", file.id)


def test_the_file_of_a_template_is_brought_first_and_then_the_click_is_on_hold(desk: Desk, picture: Path) -> None:
    file = attach(desk.online(), picture)
    wish = SendTemplate(id=uuid(1), conversation=LENA, template="offer", language="de", media=file.id)
    desk.engine.click(wish).result(PATIENCE)

    def held() -> bool:
        (item,) = desk.engine.view.items
        return item.state == "held"

    until(held)
    (item,) = desk.engine.view.items
    action = decode_action(item.body)
    assert isinstance(action, SendTemplate)
    assert action.media != file.id
    assert item.hold_ends is not None
    assert desk.engine.undo(item.id).result(PATIENCE)
    assert in_chat(desk) == [("Tüte.png", None)]


def test_the_file_of_a_planned_template_is_brought_before_the_plan_is_made(desk: Desk, hub: PretendHub, picture: Path) -> None:
    file = attach(desk.online(), picture)
    send = SendTemplate(id=uuid(1), conversation=LENA, template="offer", language="de", media=file.id)
    wish = PlanSend(id=uuid(2), conversation=LENA, at="2126-11-23T09:00:00.000Z", send=send)
    desk.engine.click(wish).result(PATIENCE)
    until(lambda: bool(hub.bodies("POST /v1/actions")))
    (posted,) = hub.bodies("POST /v1/actions")
    assert posted["kind"] == "plan_send"
    assert posted["send"]["media"] not in (None, file.id)
