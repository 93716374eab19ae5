"""Encrypted files: nothing in clear, and words for every file that cannot be opened."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from pathlib import Path

import peewee
import pytest

from inbox.store.state.database import (
    BrokenFile,
    StorageTrouble,
    WrongKey,
    is_sealed_as_before,
    open_database,
    storage_errors,
)
from tests.store.state.kit import KEY

CANARY = "Streichholzschachtel"


def opened(path: Path, key: str = KEY, kind: str = "hub", mode: str = "writer", synchronous: str = "FULL"):
    return open_database(path, key, kind=kind, mode=mode, synchronous=synchronous)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with a table that holds one row, closed."""
    path = tmp_path / "hub.db"
    db = opened(path)
    db.execute_sql("CREATE TABLE word (word TEXT)")
    db.execute_sql("INSERT INTO word VALUES (?)", (CANARY,))
    db.close()
    return path


def test_no_file_shows_the_header_or_the_words(tmp_path: Path) -> None:
    db = opened(tmp_path / "hub.db")
    db.execute_sql("CREATE TABLE word (word TEXT)")
    db.execute_sql("INSERT INTO word VALUES (?)", (CANARY,))
    files = list(tmp_path.iterdir())
    assert {file.name for file in files} == {"hub.db", "hub.db-wal", "hub.db-shm"}
    for file in files:
        content = file.read_bytes()
        assert content[:16] != b"SQLite format 3\x00"
        assert CANARY.encode() not in content
        assert b"CREATE TABLE" not in content
    db.close()


def test_what_was_written_is_read_with_the_key(path: Path) -> None:
    db = opened(path, mode="reader")
    assert db.execute_sql("SELECT word FROM word").fetchall() == [(CANARY,)]
    with pytest.raises(peewee.OperationalError, match="readonly"):
        db.execute_sql("DELETE FROM word")
    db.close()


def test_a_writer_is_durable_and_leaves_no_remains(path: Path) -> None:
    db = opened(path)
    pragmas = {name: db.pragma(name) for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")}
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
    db.close()


@pytest.mark.parametrize("key", ["d4" * 32, "", "ab", "zz" * 32, KEY[:-1], KEY + "0"])
def test_a_wrong_key_is_named(path: Path, key: str) -> None:
    with pytest.raises(WrongKey, match=r"hub\.db"):
        opened(path, key)
    opened(path).close()


def test_a_plain_database_is_not_ours(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "hub.db")
    plain.execute("CREATE TABLE word (word TEXT)")
    plain.close()
    with pytest.raises(BrokenFile, match="not encrypted"):
        opened(tmp_path / "hub.db")


def test_a_file_of_another_kind_is_refused(path: Path) -> None:
    with pytest.raises(BrokenFile, match="not a desk file"):
        opened(path, kind="desk")


def test_a_hubs_file_is_no_cache_of_an_earlier_program(path: Path) -> None:
    with pytest.raises(WrongKey):
        opened(path, kind="cache")
    assert not is_sealed_as_before(path, KEY, "cache")
    assert is_sealed_as_before(path, KEY, "hub")


def test_a_missing_file_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(BrokenFile, match="missing"):
        opened(tmp_path / "hub.db", mode="reader")
    assert not (tmp_path / "hub.db").exists()


@pytest.mark.parametrize("content", [b"x" * 10, os.urandom(5000)], ids=["short", "noise"])
def test_noise_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "hub.db").write_bytes(content)
    with pytest.raises((WrongKey, BrokenFile), match="move it aside"):
        opened(tmp_path / "hub.db")
    assert (tmp_path / "hub.db").read_bytes() == content


def test_a_damaged_first_page_is_refused_in_words(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    with pytest.raises(WrongKey, match="damaged"):
        opened(path)


def test_a_full_disk_is_storage_trouble(path: Path) -> None:
    db = opened(path)
    pages = db.pragma("page_count")
    db.execute_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageTrouble, match="full"), storage_errors(path):
        db.execute_sql("INSERT INTO word VALUES (?)", ("x" * 100_000,))
    db.execute_sql(f"PRAGMA max_page_count = {pages + 100}")
    db.execute_sql("INSERT INTO word VALUES (?)", ("x" * 100_000,))
    db.close()


def test_a_locked_file_is_storage_trouble(path: Path) -> None:
    one, two = opened(path), opened(path)
    two.execute_sql("PRAGMA busy_timeout = 0")
    with one.atomic("IMMEDIATE"), pytest.raises(StorageTrouble, match="locked"), storage_errors(path):
        two.execute_sql("INSERT INTO word VALUES ('x')")
    one.close()
    two.close()


def test_a_mistaken_statement_is_no_storage_trouble(path: Path) -> None:
    db = opened(path)
    with pytest.raises(peewee.OperationalError, match="no such column"), storage_errors(path):
        db.execute_sql("SELECT absent FROM word")
    db.close()


def test_a_closed_pipe_inside_the_block_is_no_storage_trouble() -> None:
    with pytest.raises(BrokenPipeError), storage_errors():
        raise BrokenPipeError(32, "Broken pipe")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files private by their folder")
def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    db = opened(tmp_path / "new" / "hub.db")
    db.execute_sql("CREATE TABLE word (word TEXT)")
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "new").iterdir()} == {0o600}
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    db.close()
