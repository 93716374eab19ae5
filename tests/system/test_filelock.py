"""The lock between processes, held and lost by real ones."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from inbox.domain.problems import UserError
from inbox.system.filelock import FileLock
from inbox.system.instance import only_one

_ROOT = Path(__file__).resolve().parents[2]
_HOLD = """
import sys
from pathlib import Path
from inbox.system.filelock import FileLock
assert FileLock(Path(sys.argv[1])).acquire()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "some.lock"


@pytest.fixture
def other(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until it is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)], cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_held_lock_is_refused_and_names_its_holder(path: Path, other: subprocess.Popen[str]) -> None:
    lock = FileLock(path)
    assert not lock.acquire()
    assert lock.holder() == other.pid


def test_a_lock_ends_with_its_owner(path: Path, other: subprocess.Popen[str]) -> None:
    told: list[float] = []

    def kill_after_first_try(waited: float) -> None:
        told.append(waited)
        other.kill()

    lock = FileLock(path)
    assert lock.wait(30, kill_after_first_try)
    assert told
    assert lock.holder() == os.getpid()
    lock.release()


def test_waiting_ends(path: Path, other: subprocess.Popen[str]) -> None:
    assert not FileLock(path).wait(0.0, lambda waited: None)


def test_two_locks_of_one_process_exclude_each_other_until_released(path: Path) -> None:
    first, second = FileLock(path), FileLock(path)
    assert first.acquire()
    assert first.acquire()
    assert not second.acquire()
    first.release()
    first.release()
    assert second.acquire()
    second.release()
    assert path.exists()


def test_the_descriptor_is_there_only_while_held(path: Path) -> None:
    lock = FileLock(path)
    with pytest.raises(ValueError, match="not held"):
        lock.fileno()
    lock.acquire()
    assert not os.get_inheritable(lock.fileno())
    lock.release()


def test_one_hub_and_one_desk_per_folder(tmp_path: Path) -> None:
    with (
        only_one("hub", tmp_path),
        only_one("desk", tmp_path),
        pytest.raises(UserError) as refused,
        only_one("hub", tmp_path),
    ):
        pytest.fail("two hubs in one folder")
    assert refused.value.message == (
        f"A hub is running in {tmp_path} already (process {os.getpid()}): end it first, or name another folder with --data."
    )
    with only_one("hub", tmp_path):
        pass


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(UserError, match=r"cannot be written \(No such file or directory\)"),
        only_one("hub", tmp_path / "gone"),
    ):
        pytest.fail("a lock in no folder")
