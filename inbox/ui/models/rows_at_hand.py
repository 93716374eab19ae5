"""The rows of a long list that were looked at: read a stretch at a time, made anew when told, let go of when too many.

Pure. Owned by the list's item model; chats are told apart by number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from inbox.domain.ids import ConversationId
from inbox.ui.models.rows import ListRow

KEPT = 256
"""Rows kept; beyond, those not looked at for longest are read again when the eye comes back."""

_ON_SCREEN = 64
"""More rows than fit on a screen."""

_GONE = ListRow(conversation=ConversationId(""), name="", initials="")

Read = Callable[[list[int]], Mapping[int, ListRow]]
"""Reads the rows of chats by number; one that is not there any more is left out."""


class RowsAtHand:
    """Rows by number, those looked at last at the end."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._rows: dict[int, ListRow] = {}

    def __contains__(self, number: int) -> bool:
        return number in self._rows

    def look(self, number: int, around: Callable[[], list[int]]) -> ListRow:
        """Return a row; where it is not at hand it is read, and with it those ``around``."""
        found = self._rows.pop(number, None)
        if found is None:
            missing = [each for each in around() if each not in self._rows]
            read = self._read(missing)
            for each in list(self._rows)[: max(0, len(self._rows) + len(missing) - KEPT)]:
                del self._rows[each]
            self._rows |= {each: read.get(each, _GONE) for each in missing}
            found = self._rows.pop(number, _GONE)
        self._rows[number] = found
        return found

    def put(self, rows: Mapping[int, ListRow]) -> None:
        """Have these rows at hand."""
        self._rows |= rows

    def change(self, number: int, row: ListRow) -> bool:
        """Take what a row shows now; True when it is at hand and shows something else."""
        if number not in self._rows or self._rows[number] == row:
            return False
        self._rows[number] = row
        return True

    def drop(self, numbers: Iterable[int]) -> None:
        """Let go of rows."""
        for number in numbers:
            self._rows.pop(number, None)

    def clear(self) -> None:
        """Let go of all rows."""
        self._rows = {}

    def read_again(self) -> Mapping[int, ListRow]:
        """Return anew what the rows show that were looked at last, and let go of the others."""
        numbers = list(self._rows)
        self.drop(numbers[:-_ON_SCREEN])
        return self._read(numbers[-_ON_SCREEN:])
