"""How fast the demo's customers live is chosen on its stripe, and reaches the sandbox without the window waiting for it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from inbox.demo.control import Control
from inbox.demo.pace import ShopPace
from inbox.domain.pace import PaceState
from inbox.sandbox.server import SandboxServer
from inbox.ui.app.pace_choice import PaceChoice
from inbox.ui.panes.stripe import Stripe
from inbox.ui.theme.theme import Theme


@pytest.fixture(scope="module")
def sandbox() -> Iterator[SandboxServer]:
    with SandboxServer(living=True) as running:
        yield running


@pytest.fixture
def control(sandbox: SandboxServer) -> Iterator[Control]:
    made = Control(sandbox.url)
    yield made
    made.close()


@pytest.fixture
def stripe(theme: Theme, qtbot: QtBot) -> Iterator[Stripe]:
    stripe = Stripe(theme)
    qtbot.addWidget(stripe)
    stripe.resize(900, 30)
    stripe.show_state("Demo shop: nothing here is real")
    yield stripe
    stripe.close()


def choose(stripe: Stripe, words: str) -> None:
    stripe.choice.open_menu()
    menu = stripe.choice.findChild(QMenu)
    menu.close()
    actions: list[QAction] = menu.actions()
    next(action for action in actions if action.text() == words).trigger()


def lives(sandbox: SandboxServer) -> tuple[float, bool]:
    now = httpx.get(f"{sandbox.url}/_sandbox/living", timeout=20).raise_for_status().json()
    return now["speed"], now["paused"]


@pytest.mark.parametrize(
    ("words", "life"), [("slow", (5.0, False)), ("fast", (60.0, False)), ("normal", (20.0, False)), ("paused", (20.0, True))]
)
def test_a_choice_reaches_the_customers(
    stripe: Stripe, sandbox: SandboxServer, control: Control, qtbot: QtBot, words: str, life: tuple[float, bool]
) -> None:
    pace = ShopPace(control, 20.0)
    PaceChoice(stripe, pace)
    assert stripe.choice.text() == "Customers: normal"
    choose(stripe, words)
    assert stripe.choice.text() == f"Customers: {words}"
    qtbot.waitUntil(lambda: lives(sandbox) == life)
    pace.close()


def test_a_speed_of_its_own_is_said_as_it_is(stripe: Stripe, control: Control) -> None:
    pace = ShopPace(control, 37.5)
    PaceChoice(stripe, pace)
    assert stripe.choice.text() == "Customers: 37.5 ×"
    assert pace.state == PaceState("", 37.5)
    pace.close()


def test_a_sandbox_that_is_gone_leaves_the_window_alone(stripe: Stripe, expect_logs) -> None:
    control = Control("http://127.0.0.1:9")
    pace = ShopPace(control, 20.0)
    PaceChoice(stripe, pace)
    choose(stripe, "fast")
    pace.close()
    control.close()
    expect_logs("the customers live on as before")


def test_the_choice_has_a_name_and_only_a_shop_with_a_pace_has_one(stripe: Stripe, control: Control) -> None:
    assert stripe.choice.isHidden()
    pace = ShopPace(control, 20.0)
    PaceChoice(stripe, pace)
    assert stripe.choice.isVisible()
    assert stripe.choice.accessibleName() == "How fast the customers of the demo live"
    assert stripe.sizeHint().height() >= stripe.choice.height()
    pace.close()
