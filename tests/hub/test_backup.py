"""Backup of a running hub, and what a restored one remembers, forgets and refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from inbox.domain.ids import ConversationId
from inbox.domain.problems import UserError
from inbox.hub import backup as backups
from inbox.hub import erase, log
from inbox.hub.backup import BackupReport, RestoreReport
from inbox.hub.transaction import Transaction
from inbox.store.state.database import WrongKey
from inbox.system.clock import SystemClock, SystemIds
from inbox.system.secrets import Secret
from tests.hub.conftest import KEY, RunningHub, run_hub

PICTURE = b"\x89PNG" + bytes(range(256)) * 2000


def back_up(folder: Path, target: Path, key: str = KEY) -> BackupReport:
    return backups.backup(folder / "hub.db", folder, Secret(key), SystemClock(), target)


def restore(folder: Path, source: Path, settled: list[int] | None = None, key: str = KEY) -> RestoreReport:
    def settle(tx: Transaction) -> None:
        if settled is not None:
            settled.append(tx.head)

    return backups.restore(folder / "hub.db", folder, Secret(key), SystemClock(), SystemIds(), source, settle)


def texts(hub: RunningHub) -> list[str | None]:
    events = hub.owner.get("/v1/events", params={"limit": 1000}).json()["events"]
    return [
        event["body"]["message"]["text"] if event["body"] else None for event in events if "message" in event["type"]
    ]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "backup.tresen"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir()
    return made


def test_a_running_hub_is_backed_up_and_comes_back_elsewhere(folder, target, tmp_path):
    with run_hub(folder) as hub:
        hub.say("wamid.1", "first")
        hub.grown_to(1)
        media = hub.owner.post("/v1/media", content=PICTURE, headers={"Content-Type": "image/png"}).json()["id"]
        report = back_up(folder, target)
        hub.say("wamid.2", "after the backup")
        hub.grown_to(2)
        epoch, token = hub.server.epoch, hub.owner_token

    assert (report.seq, report.size) == (1, target.stat().st_size)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    settled: list[int] = []
    restored = restore(elsewhere, target, settled)

    assert (restored.seq, restored.erased_again, restored.replaced, settled) == (1, None, None, [1])
    assert restored.epoch != epoch
    with run_hub(elsewhere) as hub, hub.client(token) as desk:
        assert texts(hub) == ["first"]
        assert hub.server.epoch == restored.epoch
        assert desk.get(f"/v1/media/{media}").content == PICTURE
        assert desk.get("/v1/events", params={"epoch": epoch, "after": 2}).status_code == 409
        with hub.server._running._core.store.reader() as reader:
            assert log.verify_chain(reader.hub).broken_at is None
    assert sorted(path.name for path in elsewhere.iterdir()) == ["hub.db", "hub.lock", "media.db"]


def test_a_backup_is_encrypted_private_and_whole(folder, target):
    with run_hub(folder) as hub:
        hub.say("wamid.1", "a very private question")
        hub.grown_to(1)
        back_up(folder, target)

    content = target.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert b"a very private question" not in content
    assert target.stat().st_mode & 0o077 == 0
    assert [path.name for path in target.parent.iterdir() if path.is_file()] == [target.name]


def test_who_was_erased_since_is_erased_again(folder, target):
    with run_hub(folder) as hub:
        hub.say("wamid.1", "hers", sender="491700000001")
        hub.say("wamid.2", "his", sender="491700000002")
        hub.grown_to(2)
        hers = hub.owner.get("/v1/events").json()["events"][0]["conversation"]
        back_up(folder, target)
        hub.engine.core.writer.run(lambda tx: erase.erase_person(tx, ConversationId(hers)))
        hub.grown_to(3)
        assert texts(hub) == [None, "his"]

    report = restore(folder, target)

    assert report.erased_again == 1
    with run_hub(folder) as hub:
        assert texts(hub) == [None, "his"]
        assert hub.owner.get("/v1/events").json()["events"][-1]["type"] == "person.erased"


def test_an_erased_person_leaves_the_hubs_memory_too(folder):
    """The ring holds rows as they were when they were written."""
    with run_hub(folder) as hub:
        hub.say("wamid.1", "hers")
        hub.grown_to(1)
        hers = hub.owner.get("/v1/events").json()["events"][0]["conversation"]
        hub.engine.core.writer.run(lambda tx: erase.erase_person(tx, ConversationId(hers)))
        hub.grown_to(2)

        events = hub.owner.get("/v1/events").json()["events"]

    assert (events[0]["body"], events[0]["erased"], events[1]["type"]) == (None, True, "person.erased")


def test_who_was_let_go_since_stays_out_and_who_came_since_stays_in(folder, target):
    with run_hub(folder) as hub:
        old = hub.server.token("Leaver", "agent")
        back_up(folder, target)
        hub.owner.delete(f"/v1/tokens/{old.split('_')[1]}")
        new = hub.server.token("Newcomer", "agent")
        owner = hub.owner_token

    restore(folder, target)

    with run_hub(folder) as hub:
        for token, status in ((old, 401), (new, 200), (owner, 200)):
            with hub.client(token) as desk:
                assert desk.get("/v1/me").status_code == status


def test_the_replaced_hub_is_kept_aside(folder, target):
    with run_hub(folder) as hub:
        back_up(folder, target)
        hub.say("wamid.1", "only in the old one")
        hub.grown_to(1)

    report = restore(folder, target)

    assert report.replaced is not None
    assert report.replaced.exists()
    aside = folder.parent / "aside"
    aside.mkdir()
    report.replaced.rename(aside / "hub.db")
    with run_hub(aside) as hub:
        assert texts(hub) == ["only in the old one"]


def test_a_broken_hub_is_what_backups_are_for(folder, target):
    with run_hub(folder):
        back_up(folder, target)
    (folder / "hub.db").write_bytes(b"\x00" * 8192)

    assert restore(folder, target).erased_again is None
    with run_hub(folder) as hub:
        assert hub.owner.get("/v1/me").status_code == 200


def test_what_stands_in_the_way_of_a_backup_is_said(folder, target, tmp_path):
    with pytest.raises(UserError, match="There is no hub"):
        back_up(folder, target)
    with run_hub(folder):
        with pytest.raises(WrongKey):
            back_up(folder, target, "00" * 32)
        assert not target.exists()
        back_up(folder, target)
        with pytest.raises(UserError, match="not overwritten"):
            back_up(folder, target)
        for nowhere in (tmp_path / "nowhere" / "hub.backup", tmp_path / ("long" * 100), target / "inside"):
            with pytest.raises(UserError, match="No backup can be written"):
                back_up(folder, nowhere)


def test_what_stands_in_the_way_of_a_restore_is_said_and_changes_nothing(folder, target, tmp_path):
    with pytest.raises(UserError, match="is not there"):
        restore(folder, target)
    with pytest.raises(UserError, match="is no file that can be read"):
        restore(folder, tmp_path)
    with run_hub(folder) as hub:
        hub.say("wamid.1", "kept")
        hub.grown_to(1)
        back_up(folder, target)
        with pytest.raises(UserError, match="running"):
            restore(folder, target)
    rubbish = tmp_path / "rubbish"
    rubbish.write_bytes(b"not a backup" * 1000)
    for source, key in ((rubbish, KEY), (target, "00" * 32), (folder / "hub.db", KEY)):
        with pytest.raises(UserError):
            restore(folder, source, key=key)

    with run_hub(folder) as hub:
        assert texts(hub) == ["kept"]
