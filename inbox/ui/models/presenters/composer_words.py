"""What the composer says around the field: to whom, until when, why not, what is doubtful. Pure but for words."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import NOBODY, ChatView
from inbox.domain import slips
from inbox.domain.cards import mask
from inbox.domain.roles import at_least
from inbox.ui.models.presenters import wording
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.replies import open_gaps
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

MASK_NUMBER = "draft.mask"
SEND_ALL_THE_SAME = "draft.send-all-the-same"
MAKE_NOTE = "draft.make-note"
PREVIEW = "draft.preview"
_LONGEST = 4096
_LINK = re.compile(r"https?://\S")


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
        return translate("Composer", "This person is blocked and cannot write to the shop. Unblock them above the chat.")
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


def slip(draft: str) -> str:
    """Return what a reply holds that is rarely meant for a customer, as a question; empty for nothing."""
    match slips.find(draft):
        case "iban":
            return translate("Composer", "There is an account number (IBAN) in this. Is it meant for the customer?")
        case "internal":
            return translate("Composer", "This sounds like a note for the team. Is it meant for the customer?")
        case None:
            return ""


def preview_button(draft: str, *, is_off: bool) -> tuple[CardButton, ...]:
    """Return the switch for the preview of the first link in a draft; nothing for a draft without one."""
    if _LINK.search(draft) is None:
        return ()
    words = translate("Composer", "Show a preview of the link")
    if not is_off:
        words = translate("Composer", "Send without a preview of the link")
    return (CardButton(intent=PREVIEW, text=words),)


def buttons(draft: str, *, is_crossed: bool, is_slip: bool = False) -> tuple[CardButton, ...]:
    """Return what can be done about a doubt: ``is_crossed`` a colleague has answered, ``is_slip`` it is hardly for her."""
    if mask(draft)[1]:
        return (CardButton(intent=MASK_NUMBER, text=translate("Composer", "Remove the number"), is_primary=True),)
    if is_slip:
        note = CardButton(intent=MAKE_NOTE, text=translate("Composer", "Make it a note"), is_primary=True)
        return (note, CardButton(intent=SEND_ALL_THE_SAME, text=translate("Composer", "Send anyway")))
    if is_crossed:
        return (CardButton(intent=SEND_ALL_THE_SAME, text=translate("Composer", "Send mine too")),)
    return ()
