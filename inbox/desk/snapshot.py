"""Reads the lines of a snapshot out of the pieces in which they come over the wire.

Used by ``catch_up`` and the engine; pure. Lines are decoded one by one, so that no single decode keeps another thread
waiting.
"""

from __future__ import annotations

import msgspec

from inbox.desk.hub_errors import StrangeAnswerError
from inbox.desk.sync import Header
from inbox.domain.events import Event

_HEADER = msgspec.json.Decoder(Header)
_EVENT = msgspec.json.Decoder(Event)


class SnapshotLines:
    """Takes pieces of bytes, gives whole events; ``header`` is there once the first line has come."""

    def __init__(self) -> None:
        self.header: Header | None = None
        self.count = 0
        self._rest = b""

    def feed(self, piece: bytes) -> list[Event]:
        """Return the events that are whole by now; StrangeAnswerError when a line is none."""
        *lines, self._rest = (self._rest + piece).split(b"\n")
        try:
            if self.header is None and lines:
                self.header = _HEADER.decode(lines.pop(0))
            events = [_EVENT.decode(line) for line in lines]
        except msgspec.DecodeError as error:
            raise StrangeAnswerError(f"The hub's snapshot cannot be read ({error}); update the older of the two.") from error
        self.count += len(events)
        return events

    def finish(self) -> Header:
        """Return the header after the last piece; StrangeAnswerError when there was none or a line broke off."""
        if self.header is None or self._rest:
            raise StrangeAnswerError("The hub's snapshot broke off; it is fetched again.")
        return self.header
