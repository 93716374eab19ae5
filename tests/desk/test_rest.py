"""An engine that rests until the window is on the screen: nothing of the network is loaded or asked before."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from inbox.desk import engine as engines
from inbox.desk.desk_file import Begun, Draft
from inbox.desk.engine import Engine, NotRunningError
from inbox.desk.link import HubState
from inbox.desk.place import DeskPlace, World
from inbox.domain.ids import ConversationId
from inbox.system.clock import SystemClock, SystemIds, SystemRandom
from inbox.system.paths import DataFolder
from tests.desk.kit import KEY, note, text
from tests.desk.pretend_hub import TOKEN, URL, PretendHub
from tests.desk.running import until


def _resting(folder: Path, hub: PretendHub) -> Engine:
    world = World(SystemClock(), SystemIds(), SystemRandom(), httpx.MockTransport(hub.on_a_loop))
    return Engine(DeskPlace(DataFolder(folder), KEY, URL, TOKEN), world, lambda: None, rests=True)


def test_it_asks_the_hub_once_somebody_is_in_a_hurry(tmp_path: Path) -> None:
    hub = PretendHub()
    hub.say("hallo")
    desk = _resting(tmp_path, hub)
    desk.begin()
    desk.start()
    try:
        item = desk.click(text()).result(5)
        assert (item.id, hub.asked) == (text().id, [])
        desk.hurry().result(5)
        until(lambda: desk.view.status.online)
    finally:
        desk.stop()


def test_it_does_not_rest_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "REST_SECONDS", 0.05)
    hub = PretendHub()
    desk = _resting(tmp_path, hub)
    desk.start()
    try:
        until(lambda: desk.view.status.online)
    finally:
        desk.stop()


def test_what_is_typed_and_attached_is_seen_while_it_rests(tmp_path: Path) -> None:
    hub = PretendHub()
    before = _resting(tmp_path, hub)
    before.start()
    before.keep_draft(Draft(ConversationId("c_lena"), "Hallo Le", at="2026-05-04T09:00:00Z")).result(5)
    before.keep_begun(Begun("evidence:du_1", ConversationId("c_lena"), b"{}", "2026-05-04T09:00:00Z")).result(5)
    before.click(note()).result(5)
    before.stop()
    desk = _resting(tmp_path, hub)
    desk.start()
    try:
        assert ([draft.text for draft in desk.view.drafts], desk.view.items) == (["Hallo Le"], ())
        assert [page.name for page in desk.view.begun] == ["evidence:du_1"]
        assert desk.view.status.code == "not-asked"
        desk.hurry().result(5)
        assert [item.id for item in desk.view.items] == [note().id]
        assert note().id in desk.take().actions
    finally:
        desk.stop()


def test_where_the_agent_is_and_how_the_hub_stands_wake_nothing(tmp_path: Path) -> None:
    desk = _resting(tmp_path, PretendHub())
    desk.start()
    told = [desk.be_at(()), desk.hub_is(HubState.STARTING)]
    assert [future.done() for future in told] == [False, False]
    desk.click(note()).result(5)
    assert [future.done() for future in told] == [True, True]
    assert desk.view.status.own_hub is HubState.STARTING
    desk.stop()


def test_it_can_be_ended_before_it_was_waited_for(tmp_path: Path) -> None:
    desk = _resting(tmp_path, PretendHub())
    desk.begin()
    desk.stop()
    with pytest.raises(NotRunningError):
        desk.hurry().result(5)


def test_it_can_be_ended_while_it_rests(tmp_path: Path) -> None:
    hub = PretendHub()
    desk = _resting(tmp_path, hub)
    desk.start()
    desk.stop()
    assert hub.asked == []


def test_a_click_of_its_rest_is_sent_by_the_next_one(tmp_path: Path) -> None:
    hub = PretendHub()
    desk = _resting(tmp_path, hub)
    desk.start()
    desk.click(note()).result(5)
    desk.stop()
    assert hub.asked == []
    desk = _resting(tmp_path, hub)
    desk.start()
    desk.hurry().result(5)
    try:
        until(lambda: hub.bodies("POST /v1/actions") != [])
    finally:
        desk.stop()
