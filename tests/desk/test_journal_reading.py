"""A month's money comes from the hub line by line, is saved as a file piece by piece, and is left when nobody waits for it."""

from __future__ import annotations

from pathlib import Path

import httpx
import msgspec
import pytest

from inbox.desk.ports import FileProblemError, JournalReading
from inbox.domain.journal import Broken, Closing, Reading, Row
from inbox.domain.journal_csv import CsvWords
from inbox.domain.problems import OutsideError
from tests.desk.pretend_hub import PretendHub
from tests.desk.running import PATIENCE, Desk
from tests.ui.models.journal_samples import NOVEMBER, PAID


def journal_lines(*lines: Reading | Row | Closing | Broken) -> httpx.Response:
    return httpx.Response(200, content=b"".join(msgspec.json.encode(line) + b"\n" for line in lines))


def test_a_months_rows_come_line_by_line_and_what_breaks_off_is_no_journal(desk: Desk, hub: PretendHub, tmp_path: Path) -> None:
    desk.online()
    rows = [PAID] * 600
    end = Closing(as_of="2026-11-30T00:00:00.000Z", count=600, sums=NOVEMBER.sums, differences=NOVEMBER.differences)
    answers = iter(
        [
            journal_lines(Reading(60, 600), *rows, end),
            journal_lines(Reading(60, 600), *rows),
            journal_lines(Reading(5, 1), Broken(409, msgspec.Raw(b'{"type":"/problems/stripe-permission","detail":"Tick it."}'))),
            httpx.Response(200, content=b'{"type":"of-tomorrow"}\n'),
        ]
    )
    hub.fault = lambda request: next(answers) if "journal" in request.url.path else None
    reading = JournalReading("2026-11")
    found = desk.engine.read_journal(reading).result(PATIENCE)
    assert (found.month, found.rows, found.differences) == ("2026-11", tuple(rows), NOVEMBER.differences)
    assert reading.progress == Reading(100, 600)
    for words in ("broke off", "Tick it", "cannot be read"):
        with pytest.raises(OutsideError, match=words):
            desk.engine.read_journal(JournalReading("2026-11")).result(PATIENCE)
    words = CsvWords({"date": "Datum"})
    saved = desk.engine.save_journal(tmp_path / "month.csv", found, words).result(PATIENCE).read_text("utf-8-sig")
    assert (saved.splitlines()[0][:6], len(saved.splitlines())) == ("Datum;", 601)
    with pytest.raises(FileProblemError, match="could not be saved"):
        desk.engine.save_journal(tmp_path / "nowhere" / "month.csv", found, words).result(PATIENCE)


def test_a_reading_that_nobody_wants_any_longer_is_left(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    hub.fault = lambda request: journal_lines(Reading(1, 100)) if "journal" in request.url.path else None
    reading = JournalReading("2026-11")
    reading.stop()
    with pytest.raises(OutsideError, match="no further"):
        desk.engine.read_journal(reading).result(PATIENCE)
