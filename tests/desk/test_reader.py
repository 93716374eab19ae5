"""A look of a screen sees one state of the cache from its first read to its last, whatever the engine writes meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from inbox.desk.files import Cache
from inbox.desk.reader import Reader
from inbox.system.paths import data_folder
from tests.desk.kit import KEY, HandClock, files_in


def _count(cache: Cache, chats: int) -> None:
    with cache.transaction():
        cache.state.db.execute_sql(
            "INSERT INTO counter (name, chats, unread) VALUES ('all', ?, 0) "
            "ON CONFLICT (name) DO UPDATE SET chats = excluded.chats",
            (chats,),
        )


def test_what_is_written_during_a_look_is_seen_by_the_next(tmp_path: Path) -> None:
    files = files_in(tmp_path, HandClock())
    _count(files.cache, 1)
    reader = Reader.open(data_folder(tmp_path), KEY)
    try:
        with reader.glance():
            assert reader.counts()["all"].chats == 1
            _count(files.cache, 2)
            with reader.glance():
                assert reader.counts()["all"].chats == 1
        assert reader.counts()["all"].chats == 2
        with pytest.raises(ZeroDivisionError), reader.glance():
            raise ZeroDivisionError
        _count(files.cache, 3)
        assert reader.counts()["all"].chats == 3, "a look that failed holds on to nothing"
    finally:
        reader.close()
        files.close()
