"""The data folder: where it is, who may look in, what is told when it cannot be."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from inbox.domain.problems import UserError
from inbox.system.paths import data_folder


def test_the_chosen_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    folder = data_folder(tmp_path / "a" / "shop")
    assert folder.root.is_dir()
    if os.name == "posix":
        assert stat.S_IMODE(folder.root.stat().st_mode) == 0o700
    assert data_folder(folder.root) == folder
    names = [folder.hub_database.name, folder.media.name, folder.cache.name, folder.desk.name]
    assert names == ["hub.db", "media", "cache.db", "desk.db"]


def test_a_relative_folder_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert data_folder(Path("shop")).root == tmp_path / "shop"


def test_without_a_choice_it_is_the_users_own() -> None:
    assert data_folder(None).root.name == "tresen"
    assert data_folder(None).root.is_relative_to(Path.home())


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "shop").touch()
    with pytest.raises(UserError, match="is a file, but a folder is needed there: name another one with --data"):
        data_folder(tmp_path / "shop")
    with pytest.raises(UserError, match=r"cannot be made \(Not a directory\): name one you may write to"):
        data_folder(tmp_path / "shop" / "below")


def test_every_folder_but_the_usual_one_has_a_mark_of_its_own(tmp_path: Path) -> None:
    assert data_folder(None).mark == ""
    marks = {data_folder(tmp_path / name).mark for name in ("a", "b")}
    assert len(marks) == 2
    assert all(len(mark) == 12 for mark in marks)
    (tmp_path / "way").symlink_to(tmp_path / "a")
    assert data_folder(tmp_path / "way").mark == data_folder(tmp_path / "a").mark
