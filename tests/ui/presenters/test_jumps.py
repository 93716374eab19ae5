"""Going to a date, to the first unread line, to a quoted message and to a payment, however far up they are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from inbox.desk.ports import Changes
from inbox.domain import times
from inbox.domain.ids import SourceId
from inbox.domain.payments import Checkout, Payment
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.jumps import Jumps
from inbox.ui.models.timeline import UnreadLine
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, chat, entry

EVERYTHING = Changes(conversations=frozenset({LENA}))
HOURS = 60 * 12
LINES = 400


class Reader:
    """The open chat, with a line every twelve hours, and where the jumps arrived."""

    def __init__(self, pretend: PretendDesk) -> None:
        self.reads = pretend.reads
        self.reads.lines = [entry(f"m{n}", (n - LINES) * HOURS, text=str(n)) for n in range(LINES)]
        self.chat = ChatPresenter(pretend.desk, pretend.clicks)
        self.jumps = Jumps(pretend.desk, self.chat)
        self.arrived: list[str] = []
        self.jumps.arrived.connect(self.arrived.append)

    def open(self) -> None:
        self.chat.open(LENA)

    @property
    def shown(self) -> list[str]:
        return [item.id for item in self.chat.state.items]


@pytest.fixture
def reader(pretend: PretendDesk) -> Reader:
    return Reader(pretend)


def test_a_day_far_up_is_read_with_what_stands_around_it(reader: Reader) -> None:
    reader.open()
    day = (NOW - timedelta(days=150)).date()
    assert reader.jumps.to_day(day)
    (item,) = reader.arrived
    there = next(line for line in reader.reads.lines if line.key == item)
    assert times.from_text(there.at).date() == day
    place = reader.shown.index(item)
    assert reader.shown[place - 1] == f"day:{day.isoformat()}"
    assert reader.chat.state.has_older
    assert reader.chat.state.has_newer
    assert len(reader.chat.entries) == 100
    reader.chat.newest()
    assert not reader.chat.state.has_newer
    assert reader.shown[-1] == f"m{LINES - 1}"


def test_before_the_first_line_is_the_first_and_after_the_last_is_the_newest(reader: Reader) -> None:
    reader.open()
    assert reader.jumps.first_day == times.from_text(reader.reads.lines[0].at).date()
    reader.jumps.to_day(date(2001, 1, 1))
    reader.jumps.to_day(date(2031, 1, 1))
    assert reader.arrived == ["m0", f"m{LINES - 1}"]


def test_the_first_unread_line_is_found_though_there_are_more_than_a_page_and_all_were_read_since(
    reader: Reader,
) -> None:
    reader.reads.rows = [chat(unread=120)]
    reader.open()
    assert not any(isinstance(item, UnreadLine) for item in reader.chat.state.items)
    reader.reads.rows = [chat(unread=0)]
    assert reader.jumps.to_first_unread()
    assert reader.arrived == [f"m{LINES - 120}"]
    assert reader.shown[reader.shown.index(f"m{LINES - 120}") - 1] in ("unread", f"day:{NOW.date()}")
    assert any(isinstance(item, UnreadLine) for item in reader.chat.state.items)


def test_without_anything_unread_there_is_nowhere_to_go(reader: Reader) -> None:
    reader.reads.rows = [chat(unread=0)]
    reader.open()
    assert not reader.jumps.to_first_unread()
    assert reader.arrived == []


def test_a_quoted_message_far_up_is_gone_to_and_one_of_nowhere_is_not(reader: Reader) -> None:
    reader.open()
    assert reader.jumps.to_line("m7")
    assert reader.jumps.to_line("m9")
    assert not reader.jumps.to_line("m_elsewhere")
    assert reader.arrived == ["m7", "m9"]


def test_a_payment_is_shown_where_its_request_tells_of_it(reader: Reader) -> None:
    at = -100 * HOURS
    request = Checkout(SourceId("plink_1"), kind="link", status="paid", payment=SourceId("pi_1"), amount=4980, currency="eur")
    payment = Payment(SourceId("pi_1"), status="succeeded", amount=4980, currency="eur")
    reader.reads.lines += [
        entry("plink_1", at + 1, kind="checkout", direction="", object=request),
        entry("pi_1", at + 2, kind="payment", direction="", object=payment),
    ]
    reader.reads.lines.sort(key=lambda line: line.id)
    reader.open()
    assert reader.jumps.to_line("pi_1")
    assert reader.arrived == ["plink_1"]


def test_what_comes_in_meanwhile_is_counted_below(reader: Reader) -> None:
    reader.reads.rows = [chat(unread=0)]
    reader.open()
    reader.jumps.to_line("m7")
    reader.reads.rows = [chat(unread=2)]
    reader.chat.take(EVERYTHING)
    assert reader.chat.state.arrived_below == 2
