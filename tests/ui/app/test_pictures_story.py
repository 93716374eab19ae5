"""A customer's photo on the agent's screen, from the pretend WhatsApp through the hub's and the desk's own copies."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inbox.demo.steps import QUESTION, Stage
from inbox.desk.ports import Attachment
from inbox.sandbox.living.pictures.photos import photo
from inbox.ui.models.states.composer import AttachedFile
from inbox.ui.models.timeline import Bubble, Item, MediaKind, Ticks
from inbox.ui.widgets.button import Button
from tests.ui.app.hands import Hands


def has_photo(item: Item) -> bool:
    return (
        isinstance(item, Bubble)
        and item.media is not None
        and item.media.kind is MediaKind.IMAGE
        and item.media.key != ""
    )


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


def test_a_picture_that_is_pasted_reaches_the_customer_once(stage: Stage, hands: Hands, tmp_path: Path) -> None:
    control, counter = stage.control, stage.counter
    control.say("murat", QUESTION)
    chat = hands.until(lambda: counter.chat_with(QUESTION))
    hands.choose(chat)
    hands.item(lambda item: isinstance(item, Bubble) and item.text == QUESTION)
    composer = hands.shown.composer

    QGuiApplication.clipboard().setImage(QImage.fromData(photo("broken")))
    hands.press("Ctrl+V")
    hands.until(lambda: composer.files.ready(chat))
    path = tmp_path / "Rechnung 10234.pdf"
    path.write_bytes(b"%PDF-1.7 " + bytes(2000))
    drop(hands, path)
    # The engine has a file a moment before the composer hears that it is read.
    hands.until(lambda: len(here := composer.files.ready(chat)) == 2 and _ids(composer.state.files) == _ids(here))
    assert [file.name for file in composer.state.files] == ["Picture.png", "Rechnung 10234.pdf"]

    hands.write("So sah die Tasse aus")
    assert composer.state.files == ()
    mine = hands.item(has_photo)
    assert isinstance(mine, Bubble)
    assert mine.text == "So sah die Tasse aus"
    hands.until(lambda: colors(painted(hands, mine)) > 100)
    hands.item(
        lambda item: isinstance(item, Bubble)
        and item.media is not None
        and item.media.kind is MediaKind.DOCUMENT
        and item.ticks in (Ticks.DELIVERED, Ticks.READ)
    )
    sent = [one for one in control.books()["messages"] if one["type"] in ("image", "document")]
    assert [(one["type"], one["text"]) for one in sent] == [("image", "So sah die Tasse aus"), ("document", "")]
    hands.until(lambda: counter.engine.view.attachments == ())


def _ids(files: Iterable[Attachment | AttachedFile]) -> list[str]:
    return [file.id for file in files]


def drop(hands: Hands, path: Path) -> None:
    """Drop a file on the chat."""
    pane = hands.shown.widgets.chat
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at = hands.timeline.geometry().center()
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (QDragEnterEvent(at, copy, data, left, none), QDropEvent(at.toPointF(), copy, data, left, none)):
        QApplication.sendEvent(pane, event)
        assert event.isAccepted()
