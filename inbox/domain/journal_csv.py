"""The money journal as a file for a bookkeeper: ``;`` between columns, decimal comma, one line a movement. Pure.

What German accounting programs take in: UTF-8 with a byte order mark, CRLF, dates as ``28.11.2026``.
"""

from __future__ import annotations

import csv
import io
from datetime import date

from inbox.domain.journal import Journal, Row
from inbox.domain.money import Money

COLUMNS = (
    "date", "kind", "gross", "tax", "fee", "net", "currency", "payment", "source", "transaction", "payout", "invoice",
    "credit_note", "order", "customer", "reason", "agent", "approver", "conversation",
)  # fmt: skip
"""The columns by their own names; ``titles`` of ``write`` names them for a reader."""

_BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet: what a customer is called must not be one."""


def write(journal: Journal, titles: dict[str, str], kinds: dict[str, str]) -> bytes:
    """Return the file. ``titles`` and ``kinds`` are the words for columns and kinds; what they lack keeps its own name."""
    text = io.StringIO()
    lines = csv.writer(text, delimiter=";", lineterminator="\r\n")
    lines.writerow([titles.get(column, column) for column in COLUMNS])
    for row in journal.rows:
        lines.writerow(_cells(row, kinds))
    return (_BOM + text.getvalue()).encode("utf-8")


def _cells(row: Row, kinds: dict[str, str]) -> list[str]:
    moved, entry = row.movement, row.entry
    amounts = [_amount(each, moved.currency) for each in (moved.amount, entry.tax if entry else None, moved.fee, moved.net)]
    day = date.fromisoformat(row.day)
    known = [""] * 8
    if entry is not None:
        found = (
            *(entry.invoice, entry.credit_note, entry.order_number, entry.customer, entry.reason),
            *(entry.agent, entry.approver, entry.conversation),
        )
        known = [_plain(each or "") for each in found]
    return [
        f"{day:%d.%m.%Y}",
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
