"""A customer's photo on the agent's screen, from the pretend WhatsApp through the hub's and the desk's own copies."""

from __future__ import annotations

import base64

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inbox.demo.steps import Stage
from inbox.sandbox.living.pictures.photos import photo
from inbox.ui.models.timeline import Bubble, Item
from inbox.ui.widgets.button import Button
from tests.ui.app.hands import Hands


def has_photo(item: Item) -> bool:
    return isinstance(item, Bubble) and item.media is not None and item.media.key != ""


def painted(hands: Hands, item: Item) -> QImage:
    """What is on screen in the place of an item's picture."""
    view = hands.timeline
    block = view.block_of(item.id)
    assert block is not None
    where: QRect = block.areas[0].where.toAlignedRect().translated(view.item_rect(item.id).topLeft())
    return view.viewport().grab(where.adjusted(12, 12, -12, -12)).toImage()


def colors(image: QImage) -> int:
    """How many colours there are in a picture: an icon on its ground has few."""
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


def send_photo(stage: Stage, customer: str, caption: str) -> None:
    """Let a customer send a photo."""
    data = base64.b64encode(photo("torn")).decode()
    stage.control._post(f"/customers/{customer}/say", {"kind": "image", "caption": caption, "data": data})


def click_picture(hands: Hands, item: Item) -> None:
    """Click the picture of a message."""
    view = hands.timeline
    block = view.block_of(item.id)
    assert block is not None
    where = block.areas[0].where.center().toPoint() + view.item_rect(item.id).topLeft()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_a_customer_s_photo_is_seen(stage: Stage, hands: Hands) -> None:
    send_photo(stage, "lena", "Schau mal")
    chat = hands.until(lambda: stage.counter.chat_with("Schau mal"))
    hands.choose(chat)
    photo = hands.item(has_photo)
    hands.until(lambda: colors(painted(hands, photo)) > 200)

    typing = QApplication.focusWidget()
    click_picture(hands, photo)
    box = hands.shown.widgets.window.overlays.lightbox
    hands.until(box.isVisible)
    hands.until(lambda: colors(box.stage.grab().toImage()) > 200)
    copy = next(each for each in box.findChildren(Button) if each.accessibleName() == "Copy")
    hands.until(copy.isEnabled)
    hands.press("Ctrl+C")
    assert QGuiApplication.clipboard().image().width() == 480
    hands.press("Esc")
    assert box.isHidden()
    assert QApplication.focusWidget() is typing
