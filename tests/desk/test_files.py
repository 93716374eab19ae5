"""The desk's two files: a cache can always be made again, what was typed is never lost, a wrong key destroys nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from inbox.desk.desk_file import STEPS as DESK_STEPS
from inbox.desk.desk_file import Begun, Draft
from inbox.desk.files import CACHE_STEPS, DamagedCacheError, open_cache_to_read
from inbox.domain.ids import ConversationId
from inbox.domain.problems import UserError
from inbox.store.state import database
from inbox.store.state.database import BrokenFile, NewerFile, WrongKey, open_database
from inbox.store.state.migrations import migrate
from inbox.store.timeline import place
from inbox.system.paths import DataFolder
from tests.desk.kit import KEY, OTHER_KEY, HandClock, files_in

DRAFT = Draft("c_lena", "angefangen", "2026-11-22T09:00:00.000Z")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk that was used before: a chat in the cache, a draft in the other file."""
    files = files_in(tmp_path, HandClock())
    with files.cache.transaction():
        files.cache.state.db.execute_sql("INSERT INTO counter (name, chats, unread) VALUES ('all', 7, 0)")
        rows = [(str(n), n, n) for n in range(20_000)]
        files.cache.state.db.connection().executemany("INSERT INTO counter (name, chats, unread) VALUES (?, ?, ?)", rows)
    files.desk.keep_draft(DRAFT)
    files.close()
    return tmp_path


def has_rows(folder: Path) -> bool:
    """Tell whether the cache is the one of before; the draft must be there in any case."""
    files = files_in(folder, HandClock())
    try:
        assert files.desk.draft("c_lena") == DRAFT
        return files.cache.state.db.execute_sql("SELECT count(*) FROM counter WHERE name = 'all'").fetchone()[0] == 1
    finally:
        files.close()


DAMAGES = {
    "cut in half": lambda data: data[: len(data) // 2],
    "cut to a stump": lambda data: data[:100],
    "first page gone": lambda data: bytes(4096) + data[4096:],
    "one bit of the first page": lambda data: data[:2000] + bytes([data[2000] ^ 1]) + data[2001:],
    "a page in the middle": lambda data: data[: len(data) // 2] + bytes(4096) + data[len(data) // 2 + 4096 :],
    "another file": lambda data: b"%PDF-1.7" + data[8:],
    "in clear": lambda data: b"SQLite format 3\x00" + data[16:],
}


@pytest.mark.parametrize("how", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_cache_is_put_aside_and_begun_anew(folder: Path, how: Callable[[bytes], bytes]) -> None:
    path = folder / "cache.db"
    path.write_bytes(how(path.read_bytes()))
    broken = path.read_bytes()
    with pytest.raises(UserError):
        open_cache_to_read(DataFolder(folder), KEY, check=True)
    files = files_in(folder, HandClock())
    files.close()
    assert files.notice is not None
    assert "fetched again" in files.notice
    (aside,) = folder.glob("cache.db.broken-*")
    assert aside.name in files.notice
    assert aside.read_bytes() == broken
    assert has_rows(folder) is False


def test_a_whole_cache_is_opened_as_it_is(folder: Path) -> None:
    assert has_rows(folder) is True
    cache = open_cache_to_read(DataFolder(folder), KEY)
    assert cache.state.db.execute_sql("SELECT count(*) FROM counter").fetchone() == (20_001,)
    with pytest.raises(Exception, match="readonly"):
        cache.state.db.execute_sql("DELETE FROM counter")
    cache.close()


def test_a_wrong_key_is_refused_and_nothing_is_touched(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(WrongKey, match="TRESEN_CACHE_KEY"):
        files_in(folder, HandClock(), OTHER_KEY)
    with pytest.raises(WrongKey):
        open_cache_to_read(DataFolder(folder), OTHER_KEY)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert has_rows(folder) is True


def test_a_cache_alone_with_another_key_is_refused_too(folder: Path, expect_logs: Callable[[str], None]) -> None:
    (folder / "desk.db").unlink()
    before = (folder / "cache.db").read_bytes()
    with pytest.raises(WrongKey):
        files_in(folder, HandClock(), OTHER_KEY)
    assert (folder / "cache.db").read_bytes() == before
    assert not (folder / "desk.db").exists()
    expect_logs("copies.db cannot be used")
    files = files_in(folder, HandClock(), OTHER_KEY, rebuild=True)
    files.close()
    assert len(list(folder.glob("cache.db.broken-*"))) == 1


def test_a_desk_file_that_does_not_open_is_never_replaced(folder: Path) -> None:
    path = folder / "desk.db"
    path.write_bytes(path.read_bytes()[:4096])
    stump = path.read_bytes()
    with pytest.raises((WrongKey, BrokenFile)):
        files_in(folder, HandClock(), rebuild=True)
    assert path.read_bytes() == stump


def test_a_newer_cache_is_refused_until_told_otherwise(folder: Path) -> None:
    files = files_in(folder, HandClock())
    files.cache.state.db.execute_sql(f"PRAGMA user_version = {len(CACHE_STEPS) + 1}")
    files.close()
    with pytest.raises(NewerFile, match=r"newer version .* update the program, or move the file away"):
        files_in(folder, HandClock())
    with pytest.raises(UserError, match="another version"):
        open_cache_to_read(DataFolder(folder), KEY)
    files = files_in(folder, HandClock(), rebuild=True)
    files.close()
    assert "newer version" in (files.notice or "")
    assert has_rows(folder) is False


def test_an_older_cache_is_brought_up_to_date(tmp_path: Path) -> None:
    files = files_in(tmp_path, HandClock())
    for (table,) in files.cache.state.db.execute_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'words_%' AND name NOT LIKE 'people_%'"
    ).fetchall():
        files.cache.state.db.execute_sql(f"DROP TABLE {table}")
    files.cache.state.db.execute_sql("PRAGMA user_version = 0")
    files.close()
    files = files_in(tmp_path, HandClock())
    assert files.cache.state.db.execute_sql("SELECT count(*) FROM entry").fetchone() == (0,)
    files.close()


def test_a_cache_without_the_present_columns_is_begun_anew_and_its_place_with_it(folder: Path) -> None:
    files = files_in(folder, HandClock())
    for index in ("chat_waits", "chat_stake", "chat_urgent", "chat_active", "chat_assignee", "chat_status"):
        files.cache.state.db.execute_sql(f"DROP INDEX {index}")
    for column in ("waits", "stake", "urgent", "last_actor", "last_action", "last_out"):
        files.cache.state.db.execute_sql(f"ALTER TABLE chat DROP COLUMN {column}")
    files.cache.state.db.execute_sql("PRAGMA user_version = 6")
    files.close()
    files = files_in(folder, HandClock())
    assert files.cache.state.db.execute_sql("SELECT waits, stake, urgent, last_actor FROM chat").fetchall() == []
    assert place.read(files.cache.timeline) == place.Place(), "so that all is fetched again from the hub"
    files.close()


def test_a_cache_that_an_earlier_program_sealed_is_begun_anew_and_nothing_is_left_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(database, "_SEALS", {})
        files = files_in(tmp_path, HandClock())
        files.desk.keep_draft(DRAFT)
        files.close()
    assert database.is_sealed_as_before(tmp_path / "cache.db", KEY.reveal(), "cache")
    with pytest.raises(UserError, match="another version"):
        open_cache_to_read(DataFolder(tmp_path), KEY)
    files = files_in(tmp_path, HandClock())
    assert files.notice is None
    assert place.read(files.cache.timeline) == place.Place(), "so that all is fetched again from the hub"
    assert files.desk.draft("c_lena") == DRAFT
    files.close()
    assert not list(tmp_path.glob("cache.db.broken-*"))
    assert not database.is_sealed_as_before(tmp_path / "cache.db", KEY.reveal(), "cache")


def test_drafts_of_the_first_format_are_there_in_the_present_one(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    db = open_database(path, KEY.reveal(), kind="desk", mode="writer", synchronous="FULL")
    migrate(db, "desk", DESK_STEPS[:2], path)
    values = (DRAFT.conversation, DRAFT.text, DRAFT.at, DRAFT.reply_to)
    db.execute_sql("INSERT INTO draft (conversation, text, at, reply_to) VALUES (?, ?, ?, ?)", values)
    db.close()
    files = files_in(tmp_path, HandClock())
    assert files.desk.drafts() == [DRAFT]
    files.close()


def test_a_page_that_was_begun_is_kept_until_it_is_sent_or_its_person_erased(tmp_path: Path) -> None:
    files = files_in(tmp_path, HandClock())
    page = Begun("evidence:du_1", DRAFT.conversation, b'{"language":"de"}', "2026-11-22T10:00:00Z")
    other = Begun("evidence:du_2", ConversationId("c_farid"), b"x", "2026-11-22T11:00:00Z")
    for each in (page, other, msgspec.structs.replace(page, body=b"changed")):
        files.desk.keep_begun(each)
    files.close()
    files = files_in(tmp_path, HandClock())
    assert files.desk.begun() == [other, msgspec.structs.replace(page, body=b"changed")]
    files.desk.keep_begun(msgspec.structs.replace(other, body=b""))
    assert [each.name for each in files.desk.begun()] == ["evidence:du_1"]
    files.desk.erase(DRAFT.conversation)
    assert files.desk.begun() == []
    files.close()


def test_damage_met_while_working_is_said_as_such(folder: Path) -> None:
    files = files_in(folder, HandClock())
    with pytest.raises(DamagedCacheError, match="tresen sync"), files.cache.using():
        raise BrokenFile("page 7")
    files.close()


def test_no_cache_at_all_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="run tresen sync first"):
        open_cache_to_read(DataFolder(tmp_path), KEY)


def test_nothing_is_in_clear(folder: Path) -> None:
    for path in folder.iterdir():
        data = path.read_bytes()
        assert b"SQLite format 3" not in data[:16]
        assert b"angefangen" not in data
