"""The money journal as a file for a bookkeeper: ``;`` between columns, decimal comma, one line a movement. Pure.

What German accounting programs take in: UTF-8 with a byte order mark, CRLF, dates as ``28.11.2026``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from inbox.domain.journal import Journal, Row
from inbox.domain.money import Money

COLUMNS = (
    "date", "kind", "gross", "tax", "fee", "net", "currency", "payment", "source", "transaction", "payout", "invoice",
    "credit_note", "order", "customer", "reason", "agent", "approver", "conversation",
)  # fmt: skip
"""The columns by their own names; ``CsvWords.titles`` names them for a reader."""

_PIECE = 250

_BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet: what a customer is called must not be one."""


class CsvWords(msgspec.Struct, frozen=True):
    """The words for columns and kinds; what they lack keeps its own name."""

    titles: Mapping[str, str] = {}
    kinds: Mapping[str, str] = {}


def pieces(journal: Journal, words: CsvWords) -> Iterator[bytes]:
    """Yield the file in pieces of some hundred lines: a month may have tens of thousands."""
    yield _BOM.encode()
    yield _text([[words.titles.get(column, column) for column in COLUMNS]])
    for start in range(0, len(journal.rows), _PIECE):
        yield _text([_cells(row, words.kinds) for row in journal.rows[start : start + _PIECE]])


def _text(lines: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(lines)
    return text.getvalue().encode("utf-8")


def _cells(row: Row, kinds: Mapping[str, str]) -> list[str]:
    moved, entry = row.movement, row.entry
    year, month, day = row.day.split("-")
    amounts = [_amount(each, moved.currency) for each in (moved.amount, entry.tax if entry else None, moved.fee, moved.net)]
    known = [""] * 8
    if entry is not None:
        found = (
            *(entry.invoice, entry.credit_note, entry.order_number, entry.customer, entry.reason),
            *(entry.agent, entry.approver, entry.conversation),
        )
        known = [_plain(each) if each else "" for each in found]
    return [
        f"{day}.{month}.{year}",
        kinds.get(row.kind, row.kind),
        *amounts,
        moved.currency.upper(),
        (entry.payment if entry else None) or "",
        moved.source or "",
        moved.id,
        moved.payout or "",
        *known,
    ]


def _amount(minor: int | None, currency: str) -> str:
    return "" if minor is None else Money(minor, currency).digits().replace(".", ",")


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
