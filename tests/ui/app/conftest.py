"""A shop that runs for all stories of a module, and hands on a window of its own for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inbox.demo.counter import World
from inbox.demo.evidence import Telling
from inbox.demo.shop import SETTLED, open_shop
from inbox.demo.steps import Stage
from inbox.desk.holds import HoldSettings
from inbox.system.clock import SystemClock, SystemIds, SystemRandom, SystemSleep
from inbox.ui.app.desk_app import Bell, Surroundings, open_window
from inbox.ui.theme.theme import Theme
from tests.ui.app.hands import Hands


@pytest.fixture(scope="module")
def holds() -> HoldSettings:
    """How long the clicks of a module's stories can be taken back; a module says otherwise by its own fixture."""
    return HoldSettings(refund=3.0, request_payment=1.0, send_products=1.0)


@pytest.fixture(scope="module")
def settled() -> dict[str, str]:
    """What the shop of a module's stories has settled."""
    return dict(SETTLED)


@pytest.fixture(scope="module")
def bell(qapp: QApplication) -> Bell:
    return Bell()


@pytest.fixture(scope="module")
def stage(bell: Bell, seed: int, holds: HoldSettings, settled: dict[str, str]) -> Iterator[Stage]:
    clock = SystemClock()
    world = World(clock, SystemIds(), SystemSleep())
    with open_shop(world, SystemRandom(), seed, Telling(clock), bell.ring, holds=holds, settled=settled) as opened:
        yield opened


@pytest.fixture
def hands(stage: Stage, bell: Bell, theme: Theme, qtbot: QtBot) -> Iterator[Hands]:
    counter = stage.counter
    around = Surroundings(
        clock=counter.world.clock,
        ids=counter.world.ids,
        zone=UTC,
        files=counter.engine.files,
        language="en",
    )
    shown = open_window(theme, bell, counter.reader, counter.engine, around)
    window = shown.widgets.window
    qtbot.addWidget(window)
    window.resize(1440, 900)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield Hands(shown)
    shown.close()
