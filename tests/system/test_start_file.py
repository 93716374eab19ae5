"""What kind of desk lives in a folder survives, and a spoilt file is told with the way out."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from inbox.domain.problems import UserError
from inbox.system.paths import DataFolder, data_folder
from inbox.system.start_file import OwnStart, Start, TeamStart, read_start, write_start


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return data_folder(tmp_path)


@pytest.mark.parametrize(
    "start",
    [TeamStart(hub="https://hub.example.com"), OwnStart(shop="Rösterei", language="en", zone="Europe/Berlin", port=8611)],
)
def test_what_is_written_is_read(folder: DataFolder, start: Start) -> None:
    assert read_start(folder) is None
    write_start(folder, TeamStart(hub="https://old.example.com"))
    write_start(folder, start)
    assert read_start(folder) == start
    if os.name == "posix":
        assert stat.S_IMODE(folder.start.stat().st_mode) == 0o600
    assert [one.name for one in folder.root.iterdir()] == ["start.json"]


@pytest.mark.parametrize("text", ["", "{}", '{"kind":"king"}', '{"kind":"team"}', "[1"])
def test_a_spoilt_file_is_told_with_the_way_out(folder: DataFolder, text: str) -> None:
    folder.start.write_text(text)
    with pytest.raises(UserError, match="move it away to go through the first start again"):
        read_start(folder)


def test_a_folder_that_takes_nothing_is_told(folder: DataFolder) -> None:
    folder.start.with_name("start.json.new").mkdir()
    with pytest.raises(UserError, match="cannot be written"):
        write_start(folder, TeamStart(hub="https://hub.example.com"))
