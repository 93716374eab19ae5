"""Hands a file out: to where the agent wants a copy, the one place where its bytes leave the desk in clear, or to a page.

On the engine's event loop; the writing itself on a thread of its own. A file that is not here yet is fetched first. What
stands at the target is replaced only once the new file is whole.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from inbox.desk.file_state import FileProblemError
from inbox.desk.media_fetch import MediaFetch
from inbox.desk.media_reader import MediaReader
from inbox.domain.ids import MediaId
from inbox.domain.problems import Problem


async def save(fetch: MediaFetch, reader: MediaReader, media: MediaId, path: Path) -> Path:
    """Save a file as ``path`` and return that; FileProblemError in words when it cannot be had or written."""
    problem = await fetch.brought(media)
    if problem is not None:
        raise FileProblemError(problem)
    return await _written(path, lambda out: reader.copy(media, out.write))


async def load(fetch: MediaFetch, reader: MediaReader, media: MediaId) -> bytes:
    """Return a whole file; FileProblemError in words when it cannot be had."""
    problem = await fetch.brought(media)
    if problem is not None:
        raise FileProblemError(problem)
    content = await asyncio.to_thread(reader.read, media)
    if content is None:
        raise FileProblemError(Problem("media-gone", "The file went while it was being read; try again."))
    return content


async def save_bytes(path: Path, content: bytes) -> Path:
    """Save what was made here as ``path`` and return that; FileProblemError in words when it cannot be written."""
    return await _written(path, lambda out: out.write(content) == len(content))


async def save_pieces(path: Path, pieces: Iterable[bytes]) -> Path:
    """Save what is made piece by piece as ``path`` and return that; FileProblemError in words when it cannot be written.

    The pieces are made on the thread that writes.
    """

    def write(out: BinaryIO) -> bool:
        return all(out.write(piece) == len(piece) for piece in pieces)

    return await _written(path, write)


async def _written(path: Path, write: Callable[[BinaryIO], bool]) -> Path:
    try:
        await asyncio.to_thread(_write, path, write)
    except OSError as error:
        detail = f"{path.name} could not be saved ({error.strerror}): choose another folder or name."
        raise FileProblemError(Problem("save-failed", detail, facts={"name": path.name, "reason": error.strerror})) from error
    return path


def _write(path: Path, write: Callable[[BinaryIO], bool]) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as out:
            is_whole = write(out)
        if not is_whole:
            raise FileProblemError(Problem("media-gone", "The file went while it was being saved; try again."))
        part.replace(path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
