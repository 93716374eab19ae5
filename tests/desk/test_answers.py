"""An answer is given again only while nobody has written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import peewee
import pytest

from inbox.desk import answers
from inbox.desk.answers import Answers
from inbox.store.state.database import open_database

KEY = "5e" * 32


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[peewee.SqliteDatabase]:
    db = open_database(tmp_path / "cache.db", KEY, kind="cache", mode="writer", synchronous="NORMAL")
    db.execute_sql("CREATE TABLE said (words TEXT)")
    yield db
    db.close()


@pytest.fixture
def reader(writer: peewee.SqliteDatabase, tmp_path: Path) -> Iterator[peewee.SqliteDatabase]:
    db = open_database(tmp_path / "cache.db", KEY, kind="cache", mode="reader", synchronous="NORMAL")
    yield db
    db.close()


class _Count:
    """Counts the words and how often it was asked to."""

    def __init__(self, db: peewee.SqliteDatabase) -> None:
        self.db = db
        self.asked = 0

    def __call__(self) -> int:
        self.asked += 1
        return int(self.db.execute_sql("SELECT count(*) FROM said").fetchone()[0])


def test_the_same_question_is_asked_once_until_another_connection_writes(
    writer: peewee.SqliteDatabase, reader: peewee.SqliteDatabase
) -> None:
    known, count = Answers(reader), _Count(reader)
    assert [known.of("words", count) for _ in range(3)] == [0, 0, 0]
    assert count.asked == 1
    assert known.of("more words", count) == 0
    writer.execute_sql("INSERT INTO said VALUES ('Hallo')")
    assert [known.of("words", count) for _ in range(3)] == [1, 1, 1]
    assert count.asked == 3


def test_what_this_connection_writes_counts_too(writer: peewee.SqliteDatabase) -> None:
    known, count = Answers(writer), _Count(writer)
    assert known.of("words", count) == 0
    writer.execute_sql("INSERT INTO said VALUES ('Hallo')")
    assert known.of("words", count) == 1


def test_only_some_answers_are_kept(reader: peewee.SqliteDatabase) -> None:
    known, count = Answers(reader), _Count(reader)
    for number in range(answers._MOST + 1):
        known.of(number, count)
    known.of(answers._MOST, count)
    known.of(0, count)
    assert count.asked == answers._MOST + 2


def test_in_one_look_it_is_asked_once_whether_anybody_wrote(
    writer: peewee.SqliteDatabase, reader: peewee.SqliteDatabase
) -> None:
    known, count = Answers(reader), _Count(reader)
    known.of("words", count)
    writer.execute_sql("INSERT INTO said VALUES ('Hallo')")
    with reader.atomic(), known.one_look():
        assert known.of("words", count) == 1, "what was known before the look is not taken for new"
        writer.execute_sql("INSERT INTO said VALUES ('Hallo')")
        with known.one_look():
            assert known.of("words", count) == 1
    assert known.of("words", count) == 2
