"""The files that go out with the next reply of each chat: coming in, here, refused in words, sent with the text as caption.

GUI thread only; used by the composer's presenter. The files themselves lie with the engine, which survives the window.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import Attachment, FileProblemError
from inbox.domain import media_rules
from inbox.domain.actions import SendMedia
from inbox.domain.ids import ConversationId, MediaId, MessageId
from inbox.domain.problems import OutsideError, UserError
from inbox.domain.replies import ReplyFile
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.presenters.wording import file_size
from inbox.ui.models.states.composer import AttachedFile

translate = QCoreApplication.translate

_NOT_HERE = "not-here:"
"""Begins the id of a file the engine does not have: one that is still being read, or was refused."""


@dataclass
class _Offer:
    """A file on its way to the engine, or why it did not get there."""

    conversation: ConversationId
    name: str
    future: Future[Attachment]
    others: set[MediaId]
    """Files that are not this one: a file of its name beside these is this one, seen before the engine has said so."""
    problem: str = ""

    @property
    def is_coming(self) -> bool:
        """Whether it is still being read; one that has come is among the engine's own from that moment on."""
        return not self.future.done()


class AttachedFiles:
    """``changed`` is called when the files of a chat look different."""

    def __init__(self, desk: Desk, clicks: Clicks, changed: Callable[[], None]) -> None:
        self._desk = desk
        self._clicks = clicks
        self._changed = changed
        self._offers: dict[str, _Offer] = {}
        self._going: set[MediaId] = set()
        """Files that were sent a moment ago and are the draft's no more, whatever the engine still says."""
        self._count = 0

    def offer(self, conversation: ConversationId, path: str) -> None:
        """Attach a file of this computer."""
        name = Path(path).name or path
        self._wait(conversation, name, self._desk.commands.attach(conversation, Path(path)))

    def paste(self, conversation: ConversationId, name: str, content: bytes) -> None:
        """Attach what was pasted."""
        self._wait(conversation, name, self._desk.commands.attach_bytes(conversation, name, content))

    def take(self, conversation: ConversationId, file: ReplyFile) -> None:
        """Attach the file that goes with a reply."""
        self._wait(conversation, file.name, self._desk.commands.attach_reply_file(conversation, file))

    def remove(self, file: str) -> None:
        """Leave a file out."""
        if self._offers.pop(file, None) is None:
            self._clicks.decide(self._desk.commands.leave_out(MediaId(file)))
        self._changed()

    def ready(self, conversation: ConversationId) -> tuple[Attachment, ...]:
        """Return what would go out with a send now."""
        return tuple(
            each
            for each in self._desk.commands.view.attachments
            if each.conversation == conversation and each.action is None and each.id not in self._going
        )

    def shown(self, conversation: ConversationId) -> tuple[AttachedFile, ...]:
        """Return all files of a chat's draft."""
        language = self._desk.language
        here = (
            AttachedFile(id=each.id, name=each.name, detail=file_size(each.size, language), picture=_picture(each))
            for each in self.ready(conversation)
        )
        return (*here, *self._not_here(conversation))

    def _not_here(self, conversation: ConversationId) -> list[AttachedFile]:
        there = list(self.ready(conversation))
        found = []
        for key, offer in self._offers.items():
            if offer.conversation != conversation or not (offer.is_coming or offer.problem):
                continue
            seen = next((each for each in there if each.name == offer.name and each.id not in offer.others), None)
            if seen is not None and not offer.problem:
                there.remove(seen)
            else:
                found.append(_offered(key, offer))
        return found

    def doubt(self, conversation: ConversationId, text: str) -> str:
        """Return what stands against sending the files with this text; empty when nothing does."""
        files = self.ready(conversation)
        if any(each.is_coming for each in self._offers.values() if each.conversation == conversation):
            return translate("Attached", "A file is still being read.")
        if not files or not text.strip():
            return ""
        if not any(each.kind in media_rules.CAPTIONED for each in files):
            return translate("Attached", "WhatsApp shows no text with a sound; send the text by itself.")
        too_many = len(text.strip()) - media_rules.CAPTION
        if too_many > 0:
            words = translate("Attached", "{count} characters too many for the text of a file; send it by itself.")
            return words.format(count=too_many)
        return ""

    def send(self, conversation: ConversationId, text: str, reply_to: MessageId | None, back: Callable[[], None]) -> None:
        """Send the files, the text with the first that can carry one; ``back`` is called when it was not taken."""
        caption = text.strip() or None
        for file in self.ready(conversation):
            said = caption if file.kind in media_rules.CAPTIONED else None
            caption = None if said else caption
            wish = SendMedia(
                id=self._clicks.new_id(),
                conversation=conversation,
                media=file.id,
                media_kind=file.kind,
                caption=said,
                filename=_shortened(file.name) if file.kind == "document" else None,
                reply_to=reply_to,
            )
            reply_to = None
            self._going.add(file.id)
            taken = self._desk.commands.click(wish)
            self._clicks.watch(taken, partial(self._sent, file.id, back if said else None))
        for key in [key for key, each in self._offers.items() if each.conversation == conversation and each.problem]:
            del self._offers[key]

    # -- inside --------------------------------------------------------------------------------------------------------

    def _sent(
        self, file: MediaId, back: Callable[[], None] | None, error: UserError | OutsideError | None
    ) -> None:
        self._going.discard(file)
        if error is not None:
            if back is not None:
                back()
            self._clicks.fail(error)
        self._changed()

    def _wait(self, conversation: ConversationId, name: str, future: Future[Attachment]) -> None:
        self._count += 1
        key = f"{_NOT_HERE}{self._count}"
        others = {each.id for each in self._desk.commands.view.attachments}
        self._offers[key] = _Offer(conversation, name, future, others)
        self._clicks.watch(future, partial(self._came, key))
        self._changed()

    def _came(self, key: str, error: UserError | OutsideError | None) -> None:
        offer = self._offers.get(key)
        if offer is None:
            return
        if error is None:
            del self._offers[key]
            for each in self._offers.values():
                each.others.add(offer.future.result().id)
        else:
            known = error.problem if isinstance(error, FileProblemError) else None
            offer.problem = words_of(known, self._desk.language) or error.message
        self._changed()


def _offered(key: str, offer: _Offer) -> AttachedFile:
    detail = translate("Attached", "being read …") if offer.is_coming else ""
    return AttachedFile(id=key, name=offer.name, detail=detail, problem=offer.problem)


def _shortened(name: str) -> str:
    """Return a file's name as WhatsApp takes it, its ending kept."""
    stem, dot, ending = name.rpartition(".")
    most = media_rules.FILENAME - len(dot + ending)
    return name if len(name) <= media_rules.FILENAME else f"{(stem or name)[: max(1, most)]}{dot}{ending}"


def _picture(file: Attachment) -> str:
    return file.id if file.kind == "image" else ""
