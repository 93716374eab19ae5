"""Every item fits into every chat, and is laid out only when it must be."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from inbox.ui.chat.blocks import LaidOut, guess_height, lay_out
from inbox.ui.chat.pieces import Canvas, Touch
from inbox.ui.models.timeline import Bubble, CardButton, CartCard, Item, MediaKind, MediaPart
from inbox.ui.theme.theme import Theme
from tests.ui.chat_samples import PaintedPictures, cards_timeline, design_timeline, kinds_timeline

_ITEMS = [
    item
    for language in ("en", "de")
    for make in (design_timeline, cards_timeline, kinds_timeline)
    for item in make(language).items
]


@pytest.mark.parametrize("percent", [80, 100, 200])
@pytest.mark.parametrize("width", [300, 420, 716, 1400])
def test_nothing_sticks_out(theme: Theme, width: int, percent: int) -> None:
    theme.set_percent(percent)
    for item in _ITEMS:
        block = lay_out(theme.look, item, width)
        room = QRectF(0, 0, width, block.height + 1)
        assert room.contains(block.body), item.id
        for area in block.areas:
            assert room.contains(area.where), f"{item.id}: {area.intent}"
            assert area.name, f"{item.id}: {area.intent} has no name"
        if block.text is not None:
            right = block.text.at.x() + block.text.block.width
            assert right <= block.body.right() + 1, item.id


def test_the_words_below_a_picture_are_no_wider_than_it_and_those_below_a_narrow_one_have_room(theme: Theme) -> None:
    words = "Hallo! Das Paket ist da, aber eine Tüte Guatemala war aufgerissen, und der Kaffee lag im ganzen Karton."
    for width, height in ((1200, 900), (300, 1200)):
        media = MediaPart(kind=MediaKind.IMAGE, width=width, height=height)
        alone = lay_out(theme.look, Bubble(id="a", media=media), 716).body.width()
        captioned = lay_out(theme.look, Bubble(id="b", media=media, text=words), 716).body.width()
        assert captioned <= max(alone, 240 + 2 * 11 + 1)
        assert captioned >= 240


@pytest.mark.parametrize("item", _ITEMS[:30], ids=lambda item: item.id)
def test_paints_into_its_height_and_not_beyond(theme: Theme, item: Item) -> None:
    block = lay_out(theme.look, item, 600)
    image = QImage(600, block.height + 20, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    for touch in (Touch(), Touch(hovered=0, pressed=0, focused=0, selection=(0, 5))):
        block.paint(Canvas(painter, theme.look, PaintedPictures(), touch))
    painter.end()
    below = {image.pixel(x, y) for x in range(600) for y in range(block.height + 3, block.height + 20)}
    assert below == {0xFF000000}
    assert any(image.pixel(x, block.height // 2) != 0xFF000000 for x in range(600))


def test_buttons_carry_their_intent_their_reason_and_whether_money_moves(theme: Theme) -> None:
    buttons = (
        CardButton(intent="send", text="Send link · 67,30 €", is_primary=True, moves_money=True),
        CardButton(intent="refund", text="Refund", is_enabled=False, reason="Disputed"),
    )
    block = lay_out(theme.look, CartCard(id="c", title="Cart", total="1 €", rows=(), buttons=buttons), 600)
    send, refund = block.areas
    assert (send.intent, send.moves_money, send.is_enabled, send.tip) == ("send", True, True, "")
    assert (refund.intent, refund.moves_money, refund.is_enabled, refund.tip) == ("refund", False, False, "Disputed")
    assert block.area_at(send.where.center()) == 0
    assert block.area_at(block.body.topLeft()) == -1


def test_an_item_is_laid_out_again_only_when_it_or_the_width_changed(theme: Theme) -> None:
    laid, item = LaidOut(theme.look), Bubble(id="m", text="Hallo")
    first = laid.block(item, 600)
    assert laid.block(Bubble(id="m", text="Hallo"), 600) is first
    assert laid.misses == 1
    laid.block(msgspec.structs.replace(item, text="Hallo!"), 600)
    laid.block(item, 500)
    assert laid.misses == 3
    assert laid.known(item, 600) is None


def test_the_memory_of_laid_out_items_has_an_end(theme: Theme) -> None:
    laid = LaidOut(theme.look, kept=10)
    items = [Bubble(id=str(number), text="Hallo") for number in range(30)]
    for item in items:
        laid.block(item, 600)
    assert laid.known(items[-1], 600) is not None
    assert laid.known(items[0], 600) is None


def test_guesses_are_of_the_right_size(theme: Theme) -> None:
    for item in _ITEMS:
        real, guess = lay_out(theme.look, item, 640).height, guess_height(theme.look, item, 640)
        assert real / 4 <= guess <= real * 4, item.id
