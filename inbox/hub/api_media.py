"""``/v1/media``: files in for sending, files out from the hub's own copy.

Routes on the event loop; bytes are read and written in worker threads, a piece at a time, and never touch the disk in
clear. A file's address is its id and nothing else: there is no path to play tricks with.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing
from functools import partial
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from inbox.domain import times
from inbox.domain.ids import MediaId
from inbox.domain.media_rules import MEDIA
from inbox.domain.roles import Actor, at_least
from inbox.hub import wire
from inbox.hub.http_answers import reply, session_of
from inbox.hub.media import CHUNK, MediaStore, Stored, Upload, kind_of
from inbox.hub.multipart import FormFile
from inbox.hub.problems import HttpProblem, forbidden_role, malformed, too_large
from inbox.hub.tables import HubTables
from inbox.hub.transaction import Transaction
from inbox.hub.workers import Workers
from inbox.hub.writer import Writing

T = TypeVar("T")

_ID = re.compile(r"m_[0-9a-f]{24}")
_MIME = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+(; ?[a-z0-9-]+=[a-z0-9.+-]+)*", re.IGNORECASE)
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
_FORM_OVERHEAD = 128 * 1024
_LARGEST = max(limit for limit, _ in MEDIA.values())
_SOON = {"Retry-After": "3"}


class MediaView(msgspec.Struct, frozen=True):
    """An uploaded file, ready to be named in ``send_media``; the pixels are those of a picture."""

    id: MediaId
    kind: str
    mime: str
    size: int
    sha256: str
    filename: str | None
    width: int | None
    height: int | None


class _File(msgspec.Struct, frozen=True):
    mime: str
    size: int
    sha256: str
    filename: str | None
    is_here: bool
    """Else it is still to be fetched from Meta, though messages name it already: whoever asks too early asks again."""


class MediaRoutes:
    """The routes; ``read(job)`` runs a job on a reading connection of the calling thread."""

    def __init__(
        self,
        media: MediaStore,
        writer: Writing,
        read: Callable[[Callable[[HubTables], Any]], Any],
        workers: Workers,
    ) -> None:
        self._media = media
        self._writer = writer
        self._read = read
        self._workers = workers

    def routes(self) -> list[Route]:
        """Return the routes for the app."""
        return [
            Route("/v1/media", self._upload, methods=["POST"]),
            Route("/v1/media/{media}", self._download, methods=["GET"]),
        ]

    async def _upload(self, request: Request) -> Response:
        actor = session_of(request).actor
        if not at_least(actor.role, "agent"):
            raise forbidden_role("agent")
        content_type = wire.header(request.scope, b"content-type") or ""
        if content_type.lower().startswith("multipart/form-data"):
            view = await self._take_form(request, content_type, actor)
        else:
            limit, kind = _limit(request, content_type)
            body = wire.stream_body(request.scope, request.receive, limit)
            stored = await self._take(self._media.upload(limit), body)
            view = _view(stored, kind, content_type, request.query_params.get("filename"))
            await self._note(view, actor)
        return reply(201, view)

    async def _take_form(self, request: Request, content_type: str, actor: Actor) -> MediaView:
        form = FormFile(content_type)
        body = wire.stream_body(request.scope, request.receive, _LARGEST + _FORM_OVERHEAD)
        async with aclosing(form.data(body)) as data:
            first = await anext(data, b"")
            mime = form.mime or ""
            limit, kind = _limit(request, mime)
            stored = await self._take(self._media.upload(limit), _chain(first, data))
        view = _view(stored, kind, mime, form.filename)
        await self._note(view, actor)
        return view

    async def _take(self, upload: Upload, body: AsyncIterator[bytes]) -> Stored:
        """Store a body; what came so far is dropped when it breaks off or is too long."""
        done = False
        try:
            held: list[bytes] = []
            size = 0
            async for piece in body:
                held.append(piece)
                size += len(piece)
                if size >= CHUNK:
                    data, held, size = b"".join(held), [], 0
                    await self._workers.act(partial(upload.write, data))
            await self._workers.act(partial(upload.write, b"".join(held)))
            stored = await self._workers.act(upload.finish)
            if stored.size == 0:
                raise malformed("the file is empty")
            done = True
            return stored
        finally:
            if not done:
                await self._workers.act(upload.abort)

    async def _note(self, view: MediaView, actor: Actor) -> None:
        def insert(tx: Transaction) -> None:
            tx.hub.MediaFile.create(
                id=view.id,
                state="stored",
                kind=view.kind,
                mime=view.mime,
                size=view.size,
                sha256=view.sha256,
                width=view.width,
                height=view.height,
                filename=view.filename,
                agent=actor.agent,
                at=times.to_text(tx.now),
            )

        await self._workers.act(lambda: self._writer.run(insert))

    async def _download(self, request: Request) -> Response:
        session_of(request)
        name = request.path_params["media"]
        file = await self._workers.read(lambda: self._find(name)) if _ID.fullmatch(name) else None
        if file is None:
            raise HttpProblem(404, "unknown-media", "The hub has no such file, or not yet.")
        if not file.is_here:
            raise HttpProblem(503, "media-waiting", "The hub is fetching this file; ask again soon.", headers=_SOON)
        headers = _file_headers(file)
        span = _range(request, file)
        start, end = span or (0, file.size)
        headers["content-length"] = str(end - start)
        if span is not None:
            headers["content-range"] = f"bytes {start}-{end - 1}/{file.size}"
        pieces = self._pieces(self._media.pieces(MediaId(name), start, end))
        return StreamingResponse(pieces, 206 if span is not None else 200, headers)

    def _find(self, name: str) -> _File | None:
        def find(hub: HubTables) -> _File | None:
            table = hub.MediaFile
            row = table.get_or_none((table.id == name) & table.state.in_(("stored", "waiting")))
            if row is None:
                return None
            return _File(row.mime or "", row.size or 0, row.sha256 or "", row.filename, is_here=row.state == "stored")

        found: _File | None = self._read(find)
        return found

    async def _pieces(self, pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
        while (piece := await self._workers.read(lambda: next(pieces, None))) is not None:
            yield piece


def _limit(request: Request, mime: str) -> tuple[int, str]:
    """Return how many bytes the file may have and as what it is sent; 415 for a type WhatsApp does not take, 413 early."""
    if _MIME.fullmatch(mime) is None:
        raise HttpProblem(415, "media-type", "Say in Content-Type what the file is, image/jpeg for example.")
    kind = kind_of(mime)
    limit = MEDIA[kind][0]
    announced = wire.header(request.scope, b"content-length") or ""
    if announced.isdigit() and int(announced) > limit + _FORM_OVERHEAD:
        raise too_large(limit)
    return limit, kind


def _view(stored: Stored, kind: str, mime: str, filename: str | None) -> MediaView:
    name = "".join(char for char in (filename or "") if char.isprintable()).replace("\\", "/").rpartition("/")[2][:240]
    facts = (stored.id, kind, mime.lower(), stored.size, stored.sha256, name or None)
    return MediaView(*facts, stored.width, stored.height)


def _file_headers(file: _File) -> dict[str, str]:
    # Never shown inline by a browser: what customers send is theirs to shape.
    name = f"; filename*=UTF-8''{quote(file.filename, safe='')}" if file.filename else ""
    return {
        "content-type": file.mime if _MIME.fullmatch(file.mime) else "application/octet-stream",
        "content-disposition": f"attachment{name}",
        "x-content-type-options": "nosniff",
        "accept-ranges": "bytes",
        "etag": f'"{file.sha256}"',
        "cache-control": "private, no-store",
    }


def _range(request: Request, file: _File) -> tuple[int, int] | None:
    """Return the wanted bytes as (start, end) without ``end``; None for the whole file; 416 when there are none such.

    Several ranges at once, other units and what cannot be read are ignored, as RFC 9110 section 14.2 allows.
    """
    asked = _RANGE.fullmatch((wire.header(request.scope, b"range") or "").replace(" ", ""))
    condition = wire.header(request.scope, b"if-range")
    if asked is None or (condition is not None and condition != f'"{file.sha256}"'):
        return None
    first, last = asked.groups()
    if first == "" and last == "":
        return None
    if first == "":
        start, end = max(0, file.size - int(last)), file.size
    else:
        start, end = int(first), min(int(last) + 1, file.size) if last else file.size
        if last and int(last) < start:
            return None
    if start >= end:
        raise HttpProblem(
            416,
            "range",
            f"The file has {file.size} bytes; ask for some of them.",
            headers={"Content-Range": f"bytes */{file.size}"},
        )
    return start, end


async def _chain(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in rest:
        yield piece
