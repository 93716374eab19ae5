"""The list's presenter over a real cache: what it reads, and that rows are where they belong."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from inbox.desk.desk_file import Draft
from inbox.desk.files import Cache as OpenCache
from inbox.desk.ports import PAGE, Changes, DeskView, Listing
from inbox.desk.reader import Reader
from inbox.domain import times
from inbox.domain.events import ConversationBody, PaymentBody, PersonBody
from inbox.domain.ids import ConversationId, SourceId
from inbox.domain.messages import Contact
from inbox.domain.payments import Payment
from inbox.ui.models.presenters import order_reader
from inbox.ui.models.presenters.conversations import ConversationListPresenter
from tests.store.timeline.kit import Cache, at, fresh_cache, message
from tests.ui.presenters.pretend_desk import PretendDesk

MANY = 3 * PAGE + 7


class _Counted(Reader):
    """Counts what is read."""

    def __init__(self, cache: Cache) -> None:
        super().__init__(OpenCache(Path(), cache.state, cache.timeline))
        self.asked: list[tuple[str, int]] = []

    def inbox(self, *arguments: object, **more: object) -> list:
        found = super().inbox(*arguments, **more)
        self.asked.append(("inbox", len(found)))
        return found

    def order(self, *arguments: object, **more: object) -> list:
        found = super().order(*arguments, **more)
        self.asked.append(("order", len(found)))
        return found

    def numbered(self, numbers: list[int]) -> list:
        self.asked.append(("numbered", len(numbers)))
        return super().numbered(numbers)

    def standing(self, listing: Listing, conversations: list[ConversationId]) -> list:
        self.asked.append(("standing", len(conversations)))
        return super().standing(listing, conversations)


class _Shop:
    """Chats in a cache, the presenter over them, and what happens there."""

    def __init__(self, cache: Cache, pretend: PretendDesk) -> None:
        self.cache = cache
        self.reads = _Counted(cache)
        self.commands = pretend.commands
        self.clock = pretend.clock
        events = [cache.event(message(f"m{n}", "Hallo", n, f"c_{n}"), f"c_{n}") for n in range(MANY)]
        cache.apply(events)
        self.desk = dataclasses.replace(pretend.desk, reads=self.reads)

    def open(self) -> None:
        """Make the list; the event loop runs between a fixture and its test."""
        self.list = ConversationListPresenter(self.desk)

    @property
    def shown(self) -> list[str]:
        model = self.list.model
        return [model.row_at(row).conversation for row in range(model.rowCount())]

    def tell(self, changes: Changes) -> None:
        self.reads.asked = []
        self.list.take(changes)

    def say(self, conversation: str, text: str = "Noch da?") -> None:
        body = message(f"m{self.cache.seq + 1}", text, self.cache.seq + 1, conversation)
        self.tell(self.cache.tell(body, conversation).changes)

    def decide(self, conversation: str, **decision: str | int) -> None:
        self.tell(self.cache.tell(ConversationBody(**decision), conversation).changes)


@pytest.fixture
def shop(tmp_path: Path, pretend: PretendDesk) -> Iterator[_Shop]:
    with fresh_cache(tmp_path) as cache:
        yield _Shop(cache, pretend)


@pytest.fixture
def whole(shop: _Shop, qtbot: QtBot) -> _Shop:
    shop.open()
    qtbot.waitUntil(lambda: shop.list.model.rowCount() == MANY)
    return shop


NEWEST_FIRST = [f"c_{n}" for n in reversed(range(MANY))]


def test_the_first_page_is_there_at_once_and_all_others_soon(shop: _Shop, qtbot: QtBot, monkeypatch) -> None:
    monkeypatch.setattr(order_reader, "PIECE", 20)
    shop.open()
    assert shop.list.model.rowCount() == PAGE
    assert shop.reads.asked == [("inbox", PAGE)]
    qtbot.waitUntil(lambda: shop.list.model.rowCount() == MANY)
    assert shop.shown == NEWEST_FIRST


def test_what_happens_while_the_order_is_read_is_in_it(shop: _Shop, qtbot: QtBot, monkeypatch) -> None:
    monkeypatch.setattr(order_reader, "PIECE", 10)
    shop.open()
    shop.say("c_3")
    shop.decide("c_40", status="resolved")
    qtbot.waitUntil(lambda: shop.list.model.rowCount() == MANY - 1)
    assert shop.shown == ["c_3", *(name for name in NEWEST_FIRST if name not in ("c_3", "c_40"))]


def test_a_message_reads_its_row_and_no_other(whole: _Shop) -> None:
    whole.say("c_9", "Bitte um Antwort")
    assert whole.reads.asked == [("standing", 1)]
    assert whole.list.model.row_at(0).last == "Bitte um Antwort"
    assert whole.shown == ["c_9", *(name for name in NEWEST_FIRST if name != "c_9")]


def test_a_chat_goes_where_a_decision_puts_it(whole: _Shop) -> None:
    whole.decide("c_9", status="resolved")
    assert "c_9" not in whole.shown
    whole.list.choose_view("resolved")
    assert whole.shown == ["c_9"]
    whole.decide("c_11", status="resolved")
    assert whole.shown == ["c_11", "c_9"]
    whole.say("c_9")
    assert whole.shown == ["c_11"]
    whole.list.choose_view("all")
    assert whole.shown[0] == "c_9"
    assert whole.reads.asked[-1][0] != "order"


def test_many_changes_at_once_read_the_order_again(whole: _Shop, qtbot: QtBot) -> None:
    names = [f"c_{n}" for n in range(120)]
    seq = whole.cache.seq
    events = [whole.cache.event(message(f"n{n}", "Neu", seq + 1 + n, name), name) for n, name in enumerate(names)]
    whole.tell(whole.cache.apply(events).changes)
    assert ("standing", 120) not in whole.reads.asked
    wanted = [*reversed(names), *(name for name in NEWEST_FIRST if name not in names)]
    qtbot.waitUntil(lambda: whole.shown == wanted)
    assert whole.list.model.row_at(0).last == "Neu"


def test_somebody_erased_leaves_the_list(whole: _Shop, qtbot: QtBot) -> None:
    whole.tell(whole.cache.tell(PersonBody(), "c_9", "person.erased").changes)
    qtbot.waitUntil(lambda: whole.list.model.rowCount() == MANY - 1)
    assert "c_9" not in whole.shown


def test_a_cache_begun_anew_is_shown_from_the_top(whole: _Shop, qtbot: QtBot) -> None:
    whole.cache.empty()
    whole.tell(Changes(flags=frozenset({"everything"})))
    assert (whole.list.model.rowCount(), whole.list.state.blank is None) == (0, False)
    events = [whole.cache.event(message(f"n{n}", "Hallo", n, f"d_{n}"), f"d_{n}") for n in range(130)]
    whole.tell(whole.cache.apply(events).changes)
    qtbot.waitUntil(lambda: whole.list.model.rowCount() == 130)
    assert whole.shown[0] == "d_129"
    assert whole.list.state.blank is None


def test_a_draft_is_one_row_read_again_and_gives_way_to_what_is_unread(whole: _Shop) -> None:
    row = whole.list.model.row_at(3)
    draft = Draft(row.conversation, "Also", "2026-11-22T14:05:00.000Z")
    whole.commands.view = DeskView(drafts=(draft,))
    whole.tell(Changes(flags=frozenset({"drafts"})))
    assert whole.reads.asked == [("numbered", 1)]
    assert (row.unread, whole.list.model.row_at(3)) == (1, row)


def test_a_draft_with_a_gap_says_its_name_and_no_braces(whole: _Shop) -> None:
    which = whole.shown[0]
    whole.decide(which, read_seq=whole.cache.seq)
    draft = Draft(ConversationId(which), "Bis {{?Tag}}", "2026-11-22T14:05:00.000Z")
    whole.commands.view = DeskView(drafts=(draft,))
    whole.tell(Changes(flags=frozenset({"drafts"})))
    assert whole.list.model.row_at(whole.shown.index(which)).last == "Bis [Tag]"


def test_rows_say_the_time_as_it_is_by_now(whole: _Shop) -> None:
    before = whole.list.model.row_at(0).time
    whole.clock.pass_(86_400 * 40)
    whole.list.refresh()
    assert whole.list.model.row_at(0).time != before


def test_a_search_shows_what_was_found_and_then_the_view_again(whole: _Shop, qtbot: QtBot) -> None:
    whole.say("c_9", "Die Mühle ist kaputt")
    whole.list.search("mühle")
    assert whole.shown == ["c_9"]
    assert whole.list.model.row_at(0).last == "Die Mühle ist kaputt"
    whole.say("c_12", "Meine Mühle auch")
    qtbot.waitUntil(lambda: whole.shown == ["c_12", "c_9"])
    whole.list.search("zwieback")
    assert whole.shown == []
    assert whole.list.state.blank is not None
    whole.list.search("")
    assert whole.shown[:2] == ["c_12", "c_9"]
    qtbot.waitUntil(lambda: whole.list.model.rowCount() == MANY)


def test_what_was_found_is_said_in_words_and_who_was_found_by_name_said_something(whole: _Shop) -> None:
    paid = Payment(
        SourceId("pi_1"), amount=2980, currency="eur", status="succeeded", method_label="Visa 4242", created=at(500),
        order_number="10234",
    )  # fmt: skip
    whole.cache.tell(PaymentBody(paid.id, "1", paid), "c_9")
    whole.say("c_9", "Zwei\nZeilen")
    whole.list.search("10234")
    assert whole.shown == ["c_9"]
    clock = whole.desk.moments.clock(times.from_text(at(500)))
    assert whole.list.model.row_at(0).last == "Zwei Zeilen"
    whole.list.search("visa 4242")
    assert whole.list.model.row_at(0).last == f"Payment €29.80 {clock} · Paid · Visa 4242"
    whole.list.search("zwei zeilen")
    assert whole.list.model.row_at(0).last == "Zwei Zeilen"


def test_a_closed_window_looks_for_nothing_any_more(whole: _Shop, qtbot: QtBot) -> None:
    whole.list.search("noch")
    whole.say("c_9")
    assert whole.list._search_again.isActive()
    whole.list.stop()
    assert not whole.list._search_again.isActive()


def test_a_chat_that_was_found_tells_for_which_line(whole: _Shop) -> None:
    whole.cache.say("Die Mühle ist kaputt", "wamid.old", "c_9")
    whole.cache.say("Die Mühle ist wieder kaputt", "wamid.new", "c_9")
    whole.list.search("mühle")
    assert (whole.list.hit_of("c_9"), whole.list.hit_of("c_12")) == ("wamid.new", "")
    whole.list.search("")
    assert whole.list.hit_of("c_9") == ""


def test_the_neighbours_of_a_conversation_are_found_beyond_what_was_read(whole: _Shop) -> None:
    assert whole.list.neighbour("c_5", 1) == "c_4"
    assert whole.list.neighbour("c_5", -1) == "c_6"
    assert whole.list.neighbour("c_0", 1) is None
    assert whole.list.neighbour("c_nobody", 1) == NEWEST_FIRST[0]
    assert whole.list.neighbour("", 1) == NEWEST_FIRST[0]


def test_a_name_that_is_learnt_is_shown(whole: _Shop) -> None:
    assert whole.list.model.row_at(1).name == "c_155"
    body = message("mx", "Ich bin es", 3, "c_155", contact=Contact(wa_id="c_155", name="Ilse"))
    whole.tell(whole.cache.tell(body, "c_155").changes)
    assert whole.list.model.row_at(1).name == "Ilse"
