"""Takes the file out of a ``multipart/form-data`` body while it streams in.

Used by the upload route on the event loop. Nothing touches the disk here: the usual form parsers spool large files
unencrypted into a temporary folder, which a hub may not.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, AsyncIterator

import python_multipart
from python_multipart.exceptions import MultipartParseError

from inbox.hub.problems import malformed

# It warns of every byte that a client gets wrong; the client is told, and nobody else needs to know.
logging.getLogger("python_multipart").setLevel(logging.ERROR)

_MOST_FIELD_BYTES = 64 * 1024
"""The other fields together; nobody needs them."""


class FormFile:
    """The first part of a form that has a file name; ``mime`` and ``filename`` are known once data came."""

    def __init__(self, content_type: str) -> None:
        kind, options = python_multipart.multipart.parse_options_header(content_type)
        boundary = options.get(b"boundary", b"")
        if kind != b"multipart/form-data" or not 0 < len(boundary) <= 200:
            raise malformed("a form needs a boundary in its Content-Type")
        self.mime: str | None = None
        self.filename: str | None = None
        self.found = False
        self._taking = False
        self._name = b""
        self._value = b""
        self._headers: dict[bytes, bytes] = {}
        self._data: list[bytes] = []
        self._other = 0
        self._complete = False
        self._parser = python_multipart.MultipartParser(
            boundary,
            {
                "on_part_begin": self._part_begin,
                "on_header_field": self._header_field,
                "on_header_value": self._header_value,
                "on_header_end": self._header_end,
                "on_headers_finished": self._headers_finished,
                "on_part_data": self._part_data,
                "on_part_end": self._part_end,
                "on_end": self._end,
            },
        )

    async def data(self, body: AsyncIterator[bytes]) -> AsyncGenerator[bytes]:
        """Yield the file's bytes; 400 when the body is no whole form or has no file."""
        async for piece in body:
            try:
                self._parser.write(piece)
            except MultipartParseError as error:
                raise malformed("the form cannot be read") from error
            data, self._data = self._data, []
            for part in data:
                yield part
        if not self._complete:
            raise malformed("the form ends in the middle")
        if not self.found:
            raise malformed("the form has no file")

    def _part_begin(self) -> None:
        self._headers = {}

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name = self._value = b""

    def _headers_finished(self) -> None:
        _, options = python_multipart.multipart.parse_options_header(self._headers.get(b"content-disposition", b""))
        filename = options.get(b"filename")
        self._taking = filename is not None and not self.found
        if self._taking and filename is not None:
            self.found = True
            self.filename = filename.decode("utf-8", "replace")
            mime = self._headers.get(b"content-type")
            self.mime = None if mime is None else mime.decode("latin-1")

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        if self._taking:
            self._data.append(data[start:end])
            return
        self._other += end - start
        if self._other > _MOST_FIELD_BYTES:
            raise malformed("the form's other fields are too long")

    def _part_end(self) -> None:
        self._taking = False

    def _end(self) -> None:
        self._complete = True
