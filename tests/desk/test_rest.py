"""An engine that rests until the window is on the screen: nothing of the network is loaded or asked before."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from inbox.desk import engine as engines
from inbox.desk.core import DeskPlace, World
from inbox.desk.engine import Engine
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
