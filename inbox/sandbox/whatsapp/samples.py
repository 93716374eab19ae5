"""Files uploaded as samples for templates: a session for each, then its bytes, and the handle that a header names.

Used by the Graph routes on the sandbox's event loop. developers.facebook.com, Graph API > Resumable Upload API.
"""

from __future__ import annotations

import msgspec

from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.whatsapp.media import FAMILIES, bare, check_upload
from inbox.sandbox.whatsapp.parts import Part
from inbox.sandbox.world import SeededIds

PREFIX = "upload:"


class _Session(msgspec.Struct, frozen=True):
    mime: str
    size: int


class SampleShelf:
    """The sessions that were opened and the handles that came of them."""

    def __init__(self, ids: SeededIds) -> None:
        self._ids = ids
        self._sessions: dict[str, _Session] = {}
        self._handles: dict[str, str] = {}

    def open(self, given: Part) -> str:
        """Open a session for ``file_name``, ``file_length`` and ``file_type``; return its id, with the seal of its address."""
        given.only("file_name", "file_length", "file_type", "access_token")
        given.text("file_name", 240)
        mime, length = bare(given.text("file_type", 100)), given.text("file_length", 12)
        if not length.isdigit() or int(length) == 0:
            raise GraphError(100, "file_length must be the number of bytes of the file.")
        if not any(mime in family for family in FAMILIES.values()):
            raise GraphError(100, f"file_type: {mime} is not supported")
        name = f"{PREFIX}{self._ids.digits(24)}=="
        self._sessions[name] = _Session(mime, int(length))
        return f"{name}?sig=AR{self._ids.digits(16)}"

    def take(self, name: str, offset: str | None, content: bytes) -> str:
        """Take the bytes of a session, from ``offset`` on; return the handle. GraphError when they are not what was announced."""
        session = self._sessions.get(name)
        if session is None:
            raise GraphError(100, "The upload session is unknown or over.")
        if offset != "0" or len(content) != session.size:
            raise GraphError(100, f"{len(content)} bytes from file_offset {offset} on are not the {session.size} announced.")
        check_upload(session.mime, content)
        del self._sessions[name]
        handle = f"4::{self._ids.digits(32)}"
        self._handles[handle] = session.mime
        return handle

    def mime_of(self, handle: str) -> str | None:
        """Return what kind of file a handle stands for; None for one that nobody was given."""
        return self._handles.get(handle)
