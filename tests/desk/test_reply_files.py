"""The file of a reply: handed to the hub once, attached to each chat in which the reply is taken, refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from inbox.desk.ports import FileProblemError
from inbox.domain.problems import OutsideError
from inbox.domain.replies import LARGEST, ReplyFile
from tests.desk.pretend_hub import PretendHub
from tests.desk.running import PATIENCE, Desk

LENA = "c_lena"
SIZES = b"%PDF-1.7 sizes " * 1000


@pytest.fixture
def sizes(tmp_path: Path) -> Path:
    path = tmp_path / "Größen.pdf"
    path.write_bytes(SIZES)
    return path


def test_it_goes_to_the_hub_and_from_there_into_a_draft(desk: Desk, hub: PretendHub, sizes: Path) -> None:
    file = desk.online().engine.bring_reply_file(sizes).result(PATIENCE)
    (uploaded,) = hub.uploads
    assert file == ReplyFile(media=uploaded[0], name="Größen.pdf", size=len(SIZES))
    assert hub.media[file.media] == SIZES
    attached = desk.engine.attach_reply_file(LENA, file).result(PATIENCE)
    assert (attached.conversation, attached.name, attached.kind, attached.size) == (LENA, "Größen.pdf", "document", len(SIZES))
    assert desk.engine.files.read(attached.id) == SIZES
    assert desk.engine.view.attachments == (attached,)


@pytest.mark.parametrize(("name", "content", "code"), [
    ("leer.pdf", b"", "file-empty"),
    ("lied.exe", b"MZ", "file-type"),
    ("buch.pdf", b"%PDF-1.7" + bytes(LARGEST), "reply-file-large"),
    ("bild.png", b"no picture", "file-type"),
])  # fmt: skip
def test_what_could_not_be_sent_is_not_taken(
    desk: Desk, hub: PretendHub, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileProblemError) as refused:
        desk.online().engine.bring_reply_file(tmp_path / name).result(PATIENCE)
    assert refused.value.problem.code == code
    assert hub.uploads == []


def test_a_file_that_cannot_be_read_is_named(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(FileProblemError, match=r"weg\.pdf"):
        desk.online().engine.bring_reply_file(tmp_path / "weg.pdf").result(PATIENCE)


def test_one_that_the_hub_has_no_more_is_said_and_one_that_came_damaged_is_not_attached(
    desk: Desk, hub: PretendHub, sizes: Path
) -> None:
    file = desk.online().engine.bring_reply_file(sizes).result(PATIENCE)
    hub.wrong[file.media] = b"something else"
    with pytest.raises(OutsideError, match="damaged"):
        desk.engine.attach_reply_file(LENA, file).result(PATIENCE)
    del hub.media[file.media]
    with pytest.raises(FileProblemError) as gone:
        desk.engine.attach_reply_file(LENA, file).result(PATIENCE)
    assert gone.value.problem.code == "reply-file-gone"
    assert desk.engine.view.attachments == ()
