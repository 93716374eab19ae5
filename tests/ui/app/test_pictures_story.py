"""A customer's photo on the agent's screen, from the pretend WhatsApp through the hub's and the desk's own copies."""

from __future__ import annotations

import base64

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from inbox.demo.steps import Stage
from inbox.sandbox.living.pictures.photos import photo
from inbox.ui.models.timeline import Bubble, Item
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


def test_a_customer_s_photo_is_seen(stage: Stage, hands: Hands) -> None:
    send_photo(stage, "lena", "Schau mal")
    chat = hands.until(lambda: stage.counter.chat_with("Schau mal"))
    hands.choose(chat)
    photo = hands.item(has_photo)
    hands.until(lambda: colors(painted(hands, photo)) > 200)
