"""A month of money on its way from the hub, read line by line: it may have tens of thousands of rows.

On the engine's loop, which has its turn after every piece, so that clicks are not kept waiting.
"""

from __future__ import annotations

import asyncio

import msgspec

from inbox.desk import hub_calls
from inbox.desk.hub_client import AsyncHubClient
from inbox.desk.hub_errors import HubAwayError, StrangeAnswerError, error_of
from inbox.desk.journal_reading import JournalReading, JournalStoppedError
from inbox.domain.journal import Broken, Closing, Journal, Line, Reading, Row

_LINE: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)
_WHOLE = 100


class JournalLines:
    """Takes pieces of bytes and gathers the rows; ``finish`` makes the journal of them."""

    def __init__(self, reading: JournalReading) -> None:
        self._reading = reading
        self._rows: list[Row] = []
        self._closing: Closing | None = None
        self._begun: Reading | None = None
        self._rest = b""

    def feed(self, piece: bytes) -> None:
        """Take what has come; the hub's error where it had to give up, StrangeAnswerError for what is no journal."""
        *lines, self._rest = (self._rest + piece).split(b"\n")
        for line in lines:
            try:
                said = _LINE.decode(line)
            except msgspec.DecodeError as error:
                raise StrangeAnswerError(
                    f"The hub's journal cannot be read ({error}); update the older of desk and hub."
                ) from error
            match said:
                case Row():
                    self._rows.append(said)
                case Reading():
                    self._begun = self._reading.progress = said
                case Closing():
                    self._closing = said
                case Broken():
                    raise error_of(said.status, bytes(said.problem))
        self._rows_came()

    def finish(self) -> Journal:
        """Return the journal after the last piece; HubAwayError when the answer broke off."""
        said = self._closing
        if said is None or self._rest or said.count != len(self._rows):
            raise HubAwayError("The hub's answer broke off; read the journal again.")
        return Journal(
            month=self._reading.month,
            as_of=said.as_of,
            rows=tuple(self._rows),
            sums=said.sums,
            differences=said.differences,
            balance=said.balance,
        )

    def _rows_came(self) -> None:
        """Count the rows as the last part of the way."""
        begun = self._begun
        if begun is not None and begun.count and self._rows:
            left = (_WHOLE - begun.percent) * len(self._rows) // begun.count
            self._reading.progress = Reading(min(_WHOLE, begun.percent + left), begun.count)


async def read_journal(client: AsyncHubClient, reading: JournalReading) -> Journal:
    """Return the journal; raises what ``hub_errors`` names, and JournalStoppedError."""
    lines = JournalLines(reading)
    async with client.stream(hub_calls.journal(reading.month)) as pieces:
        async for piece in pieces:
            if reading.is_stopped:
                raise JournalStoppedError("The journal was read no further.")
            lines.feed(piece)
            await asyncio.sleep(0)
    return lines.finish()
