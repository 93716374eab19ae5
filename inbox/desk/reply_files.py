"""The files that go with replies: handed to the hub when a reply is written, fetched and attached when it is taken.

On the engine's event loop; a file of this computer is read on a thread. In memory as a whole, which ``LARGEST`` bounds; on the
disk only among the attachments of the draft, encrypted like these.
"""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path

from inbox.desk import hub_calls
from inbox.desk.attaching import Attaching
from inbox.desk.attachments import Attachment
from inbox.desk.file_state import FileProblemError
from inbox.desk.hub_client import AsyncHubClient
from inbox.desk.hub_errors import NotThereError
from inbox.desk.link import Link
from inbox.domain import media_rules
from inbox.domain.ids import ConversationId
from inbox.domain.problems import OutsideError, Problem
from inbox.domain.replies import LARGEST, ReplyFile

_AWAY = "There is no connection to the hub, where the files of replies are; try again when it is back."
_HEAD = 512 * 1024


class ReplyFiles:
    """Asks the hub when it is told to; nothing of it repeats."""

    def __init__(self, client: AsyncHubClient, link: Link, attaching: Attaching) -> None:
        self._client = client
        self._link = link
        self._attaching = attaching

    async def bring(self, path: Path) -> ReplyFile:
        """Hand a file of this computer to the hub; FileProblemError says why it cannot be one of a reply."""
        try:
            content = await asyncio.to_thread(_read, path)
        except OSError as error:
            detail = f"{path.name} cannot be read ({error.strerror}): choose another file."
            raise FileProblemError(Problem("file-unreadable", detail, facts={"name": path.name})) from error
        mime = media_rules.type_of(path.name, content[:_HEAD])
        problem = media_rules.problem_of(path.name, mime, len(content))
        if problem is None and len(content) > LARGEST:
            most = media_rules.megabytes(LARGEST)
            detail = f"{path.name} has more than the {most} MB that go with a reply. Make it smaller."
            problem = Problem("reply-file-large", detail, facts={"name": path.name, "most": most})
        if problem is not None:
            raise FileProblemError(problem)
        self._need_hub()
        taken = await self._client.send(hub_calls.upload(content, mime, path.name))
        return ReplyFile(media=taken.id, name=path.name, size=len(content))

    async def attach(self, conversation: ConversationId, file: ReplyFile) -> Attachment:
        """Attach a reply's file to a chat's draft; FileProblemError or OutsideError says why it cannot be."""
        self._need_hub()
        content, digest = bytearray(), hashlib.sha256()
        detail = "The file of this reply is not at the hub any more; add it to the reply again."
        gone = Problem("reply-file-gone", detail, facts={"name": file.name})
        try:
            async with self._client.download(hub_calls.download(file.media)) as download:
                async for piece in download.pieces:
                    content += piece
                    digest.update(piece)
                    if len(content) > LARGEST:
                        raise FileProblemError(gone)
        except NotThereError as error:
            raise FileProblemError(gone) from error
        if download.sha256 and digest.hexdigest() != download.sha256:
            raise OutsideError("The file came damaged from the hub; take the reply again.")
        return await self._attaching.take_bytes(conversation, file.name, bytes(content))

    def _need_hub(self) -> None:
        if not self._link.status.online:
            raise OutsideError(_AWAY)


def _read(path: Path) -> bytes:
    """Return a file's bytes, at most one more than a reply's file can have."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)
