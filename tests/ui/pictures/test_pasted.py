"""A picture from the clipboard becomes a file that WhatsApp takes."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from inbox.domain.images import image_facts
from inbox.domain.media_rules import MEDIA
from inbox.ui.pictures.pasted import Pasted
from tests.ui.pictures.painted import painted


@pytest.fixture
def pasted(qtbot: QtBot) -> Iterator[Pasted]:
    made = Pasted()
    yield made
    made.close()


def made(qtbot: QtBot, pasted: Pasted, image: QImage) -> tuple[str, bytes]:
    with qtbot.waitSignal(pasted.ready, timeout=20_000) as told:
        pasted.make("c_lena", image)
    chat, ending, content = told.args
    assert chat == "c_lena"
    return ending, content


def test_a_picture_becomes_png(qtbot: QtBot, pasted: Pasted) -> None:
    ending, content = made(qtbot, pasted, painted(120, 80))
    facts = image_facts(content)
    assert facts is not None
    assert (ending, facts.format, facts.width, facts.height) == ("png", "png", 120, 80)


def test_one_too_large_for_whatsapp_becomes_jpeg(qtbot: QtBot, pasted: Pasted, seed: int) -> None:
    noise = random.Random(seed).randbytes(2000 * 1000 * 4)
    ending, content = made(qtbot, pasted, QImage(noise, 2000, 1000, QImage.Format.Format_RGB32))
    facts = image_facts(content)
    assert facts is not None
    assert (ending, facts.format, facts.width, facts.height) == ("jpg", "jpeg", 2000, 1000)
    assert len(content) <= MEDIA["image"][0]


def test_nothing_becomes_nothing(qtbot: QtBot, pasted: Pasted) -> None:
    assert made(qtbot, pasted, QImage())[1] == b""
