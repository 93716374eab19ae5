"""Raw deliveries are let go after a while; that they were here is not forgotten."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from inbox.domain.messages import Contact
from inbox.hub.retention import forget_deliveries
from tests.hub.log_kit import Core, Item, running_core, says

EVA = Contact(wa_id="4915112345678")


@pytest.fixture
def core(tmp_path: Path):
    with running_core(tmp_path) as core:
        yield core


def kept(core: Core) -> list[int]:
    return [row[0] for row in core.rows("SELECT id FROM delivery WHERE body IS NOT NULL ORDER BY id")]


def test_old_decoded_bodies_go_and_duplicates_are_still_known(core: Core) -> None:
    core.deliver(says("wamid.1", EVA), Item("noise", "n1"))
    core.deliver(says("wamid.2", EVA), Item("noise", "n2"))
    limit = core.clock.now() + timedelta(minutes=1)
    core.clock.pass_time(3600)
    core.deliver(says("wamid.3", EVA), Item("noise", "n3"))
    assert core.writer.run(lambda tx: forget_deliveries(tx, limit, limit=1)) == 1
    assert kept(core) == [2, 3]
    assert core.writer.run(lambda tx: forget_deliveries(tx, limit)) == 1
    assert core.writer.run(lambda tx: forget_deliveries(tx, limit)) == 0
    assert kept(core) == [3]
    assert {row[0] for row in core.rows("SELECT delivery FROM delivery_subject")} == {3}
    assert not core.deliver(says("wamid.1", EVA), Item("noise", "n1"))
    assert len(core.events()) == 6


def test_what_is_not_decoded_yet_stays(core: Core) -> None:
    core.writer.decode_with(lambda tx, limit: 0)
    core.deliver(says("wamid.1", EVA))
    assert core.writer.run(lambda tx: forget_deliveries(tx, core.clock.now() + timedelta(days=1))) == 0
    assert kept(core) == [1]
