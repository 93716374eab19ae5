"""Asking for money with a closed window, by hand: the form beside the templates, what will be read, one click; then the offer."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inbox.domain.actions import RequestPayment
from inbox.domain.template_drafts import read
from inbox.ui.theme.theme import Theme
from tests.ui.app.scene import Scene, show
from tests.ui.presenters.pretend_desk import LENA, chat, paid

DRAFTS = read((Path(__file__).resolve().parents[3] / "resources" / "templates" / "starter.json").read_bytes())


def keep(scene: Scene, name: str) -> None:
    """Keep a picture where one is asked for."""
    QApplication.processEvents()
    folder = os.environ.get("TEST_PICTURES")
    if folder:
        scene.shown.widgets.window.grab().save(f"{folder}/{name}.png")


def asked(scene: Scene) -> list[RequestPayment]:
    return [action for action in scene.desk.commands.clicked if isinstance(action, RequestPayment)]


def closed(theme: Theme, qtbot: QtBot, *approved: str) -> Scene:
    scene = show(Scene(theme), qtbot)
    scene.desk.reads.rows = [chat(window_end=0)]
    drafts = [next(one for one in DRAFTS if one.id == name) for name in approved]
    scene.desk.reads.approved = [msgspec.structs.replace(draft.template, status="APPROVED") for draft in drafts]
    scene.ring()
    scene.shown.open(LENA)
    return scene


def test_a_link_goes_out_by_a_template_with_the_keyboard_alone(theme: Theme, qtbot: QtBot) -> None:
    scene = closed(theme, qtbot, "payment_link_du/de")
    composer, hands = scene.shown.widgets.composer, scene.hands
    keep(scene, "closed")
    hands.click_button(composer, "Payment link")
    hands.type("49,90")
    assert scene.shown.composer.state.link is not None
    assert "Hallo Lena, hier ist dein Zahlungslink" in hands.words_of(composer)
    keep(scene, "closed-link")
    hands.press("Return")
    (action,) = asked(scene)
    assert action.template is not None
    assert (action.amount, action.template.id) == (4990, "payment_link_du/de")
    assert scene.shown.composer.state.is_closed


def test_without_a_template_the_link_is_made_to_be_copied(theme: Theme, qtbot: QtBot) -> None:
    scene = closed(theme, qtbot)
    composer, hands = scene.shown.widgets.composer, scene.hands
    hands.click_button(composer, "Payment link")
    hands.type("12")
    hands.press("Return")
    assert asked(scene) == [], "no bare Enter sends what cannot be read"
    hands.click_button(composer, "Only make the link")
    (action,) = asked(scene)
    assert (action.deliver, action.amount) == (False, 1200)


def test_money_sent_back_by_mistake_is_asked_for_from_its_card(theme: Theme, qtbot: QtBot) -> None:
    scene = show(Scene(theme), qtbot)
    scene.desk.reads.money = [paid(refunded=2490)]
    scene.ring()
    scene.shown.open(LENA)
    hands, composer = scene.hands, scene.shown.widgets.composer
    hands.click_button(scene.shown.widgets.panel, "Ask to pay back €24.90")
    keep(scene, "pay-back")
    assert "versehentlich erstattet" in hands.words_of(composer)
    assert asked(scene) == []
    hands.click_button(composer, "Send link")
    (action,) = asked(scene)
    assert (action.amount, action.pays_back) == (2490, "re_1")


def test_a_discount_is_typed_and_ends_on_a_day(theme: Theme, qtbot: QtBot) -> None:
    scene = show(Scene(theme), qtbot)
    scene.ring()
    scene.shown.open(LENA)
    hands, composer = scene.hands, scene.shown.widgets.composer
    hands.click_button(composer, "Payment link")
    hands.type("49,90")
    hands.press("Tab", "Tab")
    hands.type("10 %")
    keep(scene, "offer")
    assert "10\u00a0% weniger, gültig bis 25.11.2026, 23:59 Uhr" in hands.words_of(composer)
    hands.press("Return")
    (action,) = asked(scene)
    assert action.offer is not None
    assert (action.amount, action.offer.percent) == (4990, 10)
