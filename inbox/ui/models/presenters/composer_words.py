"""What the composer says around the field: to whom, until when, why not, what is doubtful. Pure but for words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import NOBODY, ChatView
from inbox.domain.cards import mask
from inbox.domain.roles import at_least
from inbox.ui.models.presenters import wording
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.replies import open_gaps
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

MASK_NUMBER = "draft.mask"
SEND_ALL_THE_SAME = "draft.send-all-the-same"
_LONGEST = 4096


def hint(chat: ChatView, *, is_note: bool) -> str:
    """Return what stands in an empty field."""
    if is_note:
        return translate("Composer", "Note for the team")
    name = wording.first_name(wording.shown_name(chat.name))
    return translate("Composer", "Message to {name}").format(name=name)


def window(desk: Desk, chat: ChatView) -> str:
    """Return how long one can write."""
    words, _ = wording.window_words(chat, desk.clock.now(), desk.moments)
    return words[:1].upper() + words[1:]


def refusal(desk: Desk, chat: ChatView) -> str:
    """Return why nothing can be written at all; empty when something can."""
    if chat.blocked:
        return translate("Composer", "This person is blocked.")
    if desk.me != NOBODY and not at_least(desk.me.role, "agent"):  # before the hub has said who she is, she writes
        return translate("Composer", "Your role can read but not write.")
    return ""


def doubt(draft: str) -> str:
    """Return what stands against sending a text; empty when nothing does."""
    if mask(draft)[1]:
        return translate("Composer", "This looks like a card number. Card data is not sent.")
    if len(draft) > _LONGEST:
        words = translate("Composer", "{count} characters too many for one message.")
        return words.format(count=len(draft) - _LONGEST)
    return open_gaps(draft)


def buttons(draft: str, *, is_crossed: bool) -> tuple[CardButton, ...]:
    """Return what can be done about a doubt; ``is_crossed`` is that a colleague has answered meanwhile."""
    if mask(draft)[1]:
        return (CardButton(intent=MASK_NUMBER, text=translate("Composer", "Remove the number"), is_primary=True),)
    if is_crossed:
        return (CardButton(intent=SEND_ALL_THE_SAME, text=translate("Composer", "Send mine too")),)
    return ()
