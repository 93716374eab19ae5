"""Files grow step by step, are copied before, and are refused by a program that is older than they are."""

from __future__ import annotations

from pathlib import Path

import peewee
import pytest

from inbox.store.state.database import open_database
from inbox.store.state.migrations import NewerFile, migrate, version
from tests.store.state.kit import KEY


def first(db: peewee.SqliteDatabase) -> None:
    db.execute_sql("CREATE TABLE word (word TEXT)")
    db.execute_sql("INSERT INTO word VALUES ('kept')")


def second(db: peewee.SqliteDatabase) -> None:
    db.execute_sql("ALTER TABLE word ADD COLUMN note TEXT")


def broken(db: peewee.SqliteDatabase) -> None:
    db.execute_sql("DELETE FROM word")
    db.execute_sql("ALTER TABLE nothing ADD COLUMN note TEXT")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture
def db(path: Path):
    db = open_database(path, KEY, kind="desk", mode="writer", synchronous="FULL")
    yield db
    db.close()


def test_each_step_runs_once(db, path: Path) -> None:
    assert migrate(db, "desk", (first,), path) == 1
    assert migrate(db, "desk", (first, second), path) == 2
    assert migrate(db, "desk", (first, second), path) == 2
    assert db.execute_sql("SELECT word, note FROM word").fetchall() == [("kept", None)]


def test_a_file_is_copied_before_it_changes(db, path: Path) -> None:
    migrate(db, "desk", (first,), path)
    assert list(path.parent.glob("desk.db.v*")) == []
    migrate(db, "desk", (first, second), path)
    copy = open_database(path.with_name("desk.db.v1"), KEY, kind="desk", mode="reader", synchronous="FULL")
    assert version(copy) == 1
    assert copy.execute_sql("SELECT * FROM word").fetchall() == [("kept",)]
    copy.close()


def test_a_newer_file_is_refused_and_left_alone(db, path: Path) -> None:
    migrate(db, "desk", (first, second), path)
    with pytest.raises(NewerFile, match="update the program"):
        migrate(db, "desk", (first,), path)
    assert version(db) == 2


def test_a_failing_step_undoes_itself(db, path: Path) -> None:
    migrate(db, "desk", (first,), path)
    with pytest.raises(peewee.OperationalError):
        migrate(db, "desk", (first, broken), path)
    assert version(db) == 1
    assert db.execute_sql("SELECT word FROM word").fetchall() == [("kept",)]
