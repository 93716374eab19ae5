"""Takes in files that an agent attaches: looked at first, then kept encrypted, before anything of them is sent.

On the engine's event loop; the file itself is read on a thread, for it may lie on a slow disk or a network. What WhatsApp
would refuse is refused here, in words, and nothing of it is kept.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from inbox.desk.attachments import PIECE, Attachment, Attachments, local_name
from inbox.desk.file_state import FileProblemError
from inbox.domain import media_rules, times
from inbox.domain.ids import ConversationId
from inbox.domain.images import image_facts
from inbox.domain.ports import Clock, Ids
from inbox.domain.problems import Problem

MOST_FILES = 10
"""With one draft: more at once is a mistake more often than a wish."""


class Attaching:
    """``changed`` is called when there is a file more, or less."""

    def __init__(self, files: Attachments, ids: Ids, clock: Clock, changed: Callable[[], None]) -> None:
        self._files = files
        self._ids = ids
        self._clock = clock
        self._changed = changed

    async def take_file(self, conversation: ConversationId, path: Path) -> Attachment:
        """Attach a file of this computer to a chat's draft; FileProblemError says why it cannot be."""
        try:
            file = await asyncio.to_thread(path.open, "rb")
        except OSError as error:
            raise _unreadable(path.name, error) from error
        try:
            return await self._take(conversation, path.name, file)
        except OSError as error:
            raise _unreadable(path.name, error) from error
        finally:
            await asyncio.to_thread(file.close)

    async def take_bytes(self, conversation: ConversationId, name: str, content: bytes) -> Attachment:
        """Attach what was pasted."""
        return await self._take(conversation, name, io.BytesIO(content))

    def leave_out(self, media: str) -> bool:
        """Take a file out of its draft; False when it is not there, or on its way already."""
        found = self._files.find(media)
        if found is None or found.action is not None:
            return False
        self._files.remove(media)
        self._changed()
        return True

    async def _take(self, conversation: ConversationId, name: str, file: BinaryIO) -> Attachment:
        head = await asyncio.to_thread(file.read, PIECE)
        mime = media_rules.type_of(name, head)
        size = await asyncio.to_thread(_size, file)
        self._check(conversation, name, mime, size)
        media = local_name(self._ids.token(12))
        digest, n, size = hashlib.sha256(), 0, 0
        piece = head
        try:
            while piece:
                digest.update(piece)
                size += len(piece)
                if (problem := media_rules.problem_of(name, mime, size)) is not None:
                    raise FileProblemError(problem)  # it grew while it was read
                self._files.put(media, n, piece)
                n += 1
                piece = await asyncio.to_thread(file.read, PIECE)
            picture = image_facts(head)
            attached = Attachment(
                id=media,
                conversation=conversation,
                name=name,
                mime=mime,
                kind=media_rules.kind_of(mime) or "document",
                size=size,
                sha256=digest.hexdigest(),
                at=times.to_text(self._clock.now()),
                width=None if picture is None else picture.width,
                height=None if picture is None else picture.height,
            )
            self._check(conversation, name, mime, size)
            self._files.add(attached)
        except BaseException:
            self._files.remove(media)
            raise
        self._changed()
        return attached

    def _check(self, conversation: ConversationId, name: str, mime: str, size: int) -> None:
        problem = media_rules.problem_of(name, mime, size)
        if problem is not None:
            raise FileProblemError(problem)
        attached = [each for each in self._files.all() if each.conversation == conversation and each.action is None]
        if len(attached) >= MOST_FILES:
            detail = f"{MOST_FILES} files at once are the most; send these first."
            raise FileProblemError(Problem("files-too-many", detail, facts={"most": str(MOST_FILES), "name": name}))


def _size(file: BinaryIO) -> int:
    here = file.tell()
    size = file.seek(0, 2)
    file.seek(here)
    return size


def _unreadable(name: str, error: OSError) -> FileProblemError:
    detail = f"{name} cannot be read ({error.strerror}): choose another file."
    return FileProblemError(Problem("file-unreadable", detail, facts={"name": name}))
