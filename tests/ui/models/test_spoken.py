"""What is painted is also said."""

from __future__ import annotations

import pytest

from inbox.domain.ids import ConversationId
from inbox.ui.models.rows import Chip, ListRow, Tone
from inbox.ui.models.spoken import media_in_words, spoken_button, spoken_item, spoken_row, ticks_in_words
from inbox.ui.models.timeline import Bubble, CardButton, Item, MediaKind, MediaPart, Ticks, buttons_of
from tests.ui.chat_samples import cards_timeline, design_timeline, kinds_timeline

_ITEMS = [*design_timeline().items, *cards_timeline().items, *kinds_timeline().items]


def test_a_row_says_everything_on_it() -> None:
    row = ListRow(
        conversation=ConversationId("c"),
        name="Murat Kaya",
        initials="MK",
        time="14:01",
        last="Cart, 3 items",
        unread=2,
        is_unread=True,
        chip=Chip("Send link 62,40 €", Tone.INFO),
        window=Chip("2 h left", Tone.WARN),
        has_draft=True,
        is_pinned=True,
    )
    assert spoken_row(row) == "Murat Kaya, stays on top, 2 unread, draft, Cart, 3 items, Send link 62,40 €, 2 h left, 14:01"


def test_a_row_marked_by_hand_is_unread_too() -> None:
    row = ListRow(conversation=ConversationId("c"), name="Thu", initials="T", is_unread=True)
    assert spoken_row(row) == "Thu, unread"


@pytest.mark.parametrize("item", _ITEMS, ids=lambda item: item.id)
def test_every_item_says_something_without_signs_of_formatting(item: Item) -> None:
    words = spoken_item(item)
    assert words.strip()
    assert "*" not in words
    assert ", ," not in words


def test_a_message_says_who_how_and_when() -> None:
    item = Bubble(
        id="m",
        is_mine=True,
        sender="Tom",
        text="*Ja*!",
        time="14:05",
        ticks=Ticks.FAILED,
        failure="The window is closed.",
        media=MediaPart(kind=MediaKind.DOCUMENT, title="a.pdf"),
        is_edited=True,
    )
    assert spoken_item(item) == "Tom, File, a.pdf, Ja!, edited, The window is closed., 14:05"
    assert spoken_item(Bubble(id="m", is_mine=True, text="Ja", ticks=Ticks.READ)) == "You, Ja, read"


def test_a_button_that_cannot_be_used_says_why() -> None:
    button = CardButton(intent="x", text="Refund 24,90 €", is_enabled=False, reason="Disputed")
    assert spoken_button(button) == "Refund 24,90 €, Disputed"


def test_every_state_and_kind_has_a_word() -> None:
    assert all(ticks_in_words(ticks) for ticks in Ticks if ticks is not Ticks.NONE)
    assert len({media_in_words(MediaPart(kind=kind)) for kind in MediaKind}) == len(MediaKind)


def test_buttons_are_those_of_the_card() -> None:
    assert [button.intent for button in buttons_of(cards_timeline().items[1])] == ["cart.send-link", "cart.change"]
    assert buttons_of(design_timeline().items[0]) == ()
