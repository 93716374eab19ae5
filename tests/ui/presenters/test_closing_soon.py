"""What locks before the shop opens again: a view with a live count, a clock at each row, one card before closing time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from inbox.desk.ports import Asks, ChatView, Soon
from inbox.domain import times
from inbox.domain.ids import SourceId
from inbox.domain.payments import Checkout
from inbox.ui.models.presenters.conversations import ConversationListPresenter
from inbox.ui.models.presenters.desk_state import DeskPresenter
from inbox.ui.models.rows import Chip, Tone, ViewPill
from tests.ui.presenters.pretend_desk import NOW, PretendDesk, chat

FRIDAY = NOW + timedelta(days=5)
"""14:05; the shop closes at 18:00 and opens on Monday at 9:00."""


def locks(conversation: str, at: datetime, **changes: object) -> ChatView:
    return chat(conversation, window_end=int(at.timestamp()), **changes)


@pytest.fixture
def friday(pretend: PretendDesk) -> PretendDesk:
    pretend.clock.at = FRIDAY
    pretend.reads.rows = [
        locks("c_lena", FRIDAY + timedelta(hours=20)),
        locks("c_ole", FRIDAY + timedelta(hours=1)),
        locks("c_kim", FRIDAY - timedelta(hours=1)),
    ]
    return pretend


def pinned(presenter: ConversationListPresenter) -> ViewPill | None:
    return next((pill for pill in presenter.state.views if pill.view == "closing"), None)


def in_menu(presenter: ConversationListPresenter) -> ViewPill | None:
    return next((pill for pill in presenter.state.more if pill.view == "closing"), None)


def test_the_view_counts_what_locks_before_monday(friday: PretendDesk) -> None:
    presenter = ConversationListPresenter(friday.desk)
    assert pinned(presenter) == ViewPill("closing", "Closing soon", 2, is_urgent=True)
    friday.clock.pass_(2 * 3600)
    presenter.refresh()
    assert pinned(presenter) == ViewPill("closing", "Closing soon", 1, is_urgent=True)
    friday.clock.pass_(24 * 3600)
    presenter.refresh()
    assert pinned(presenter) is None
    assert in_menu(presenter) == ViewPill("closing", "Closing soon")


@pytest.mark.parametrize("hour", [9, 18])
@pytest.mark.parametrize("second", [-61, -60, -1, 0, 1, 59, 60])
def test_it_is_exact_to_the_second_when_the_shop_opens_and_closes(pretend: PretendDesk, hour: int, second: int) -> None:
    pretend.clock.at = now = FRIDAY.replace(hour=hour, minute=0, second=0) + timedelta(seconds=second, milliseconds=500)
    opens = pretend.desk.terms.hours.opens_again(now, pretend.desk.moments.zone)
    assert opens is not None
    assert pretend.desk.soon == Soon(times.to_unix(now), times.to_unix(opens))


@pytest.mark.parametrize(
    ("hours", "locks_in", "is_pinned"),
    [
        (-4, 20, False),  # 10:05, and all day left to answer
        (-4, 1.5, True),  # the first one locks before noon
        (1, 20, False),
        (2, 20, True),  # 16:05, two hours before the shop closes
        (4, 20, False),  # closed
        (4, 1, False),
        (22, 10, False),  # a Saturday on which everything locks before Monday
    ],
)
def test_it_is_red_only_while_somebody_can_hurry(
    friday: PretendDesk, hours: float, locks_in: float, is_pinned: bool
) -> None:
    friday.clock.at = FRIDAY + timedelta(hours=hours)
    friday.reads.rows = [locks("c_lena", friday.clock.at + timedelta(hours=locks_in))]
    presenter = ConversationListPresenter(friday.desk)
    found = pinned(presenter) or in_menu(presenter)
    assert found == ViewPill("closing", "Closing soon", 1, is_urgent=is_pinned)
    assert (pinned(presenter) is not None) is is_pinned


def test_each_of_its_rows_has_a_clock_and_what_locks_first_stands_first(friday: PretendDesk) -> None:
    presenter = ConversationListPresenter(friday.desk)
    assert presenter.model.row_at(0).window is None or presenter.model.row_at(1).window is None
    presenter.choose_view("closing")
    rows = [presenter.model.row_at(row) for row in range(presenter.model.rowCount())]
    assert [(row.conversation, row.window) for row in rows] == [
        ("c_ole", Chip("1 h left", Tone.WARN)),
        ("c_lena", Chip("20 h left")),
    ]


def test_a_row_of_it_says_what_is_open(friday: PretendDesk) -> None:
    friday.reads.requests = (Checkout(SourceId("plink_1"), status="open", amount=4120, currency="eur"),)
    paid_for = Asks(unpaid=int((FRIDAY - timedelta(minutes=5)).timestamp()))
    friday.reads.rows = [locks("c_lena", FRIDAY + timedelta(hours=2), asks=paid_for), friday.reads.rows[1]]
    presenter = ConversationListPresenter(friday.desk)
    presenter.choose_view("closing")
    assert [presenter.model.row_at(row).chip for row in range(2)] == [None, Chip("€41.20 open", Tone.WARN)]
    presenter.choose_view("all")
    assert {presenter.model.row_at(row).chip for row in range(2)} == {None}


def test_one_card_in_the_hour_before_closing_says_how_many_and_how_much(friday: PretendDesk) -> None:
    request = Checkout(SourceId("plink_1"), status="open", amount=4120, currency="eur")
    friday.reads.requests = (request,)
    news = DeskPresenter(friday.desk)
    assert news.state.notices == ()
    friday.clock.at = FRIDAY.replace(hour=17, minute=5)
    friday.reads.rows = [locks("c_lena", FRIDAY + timedelta(hours=20), asks=Asks(unpaid=1))]
    news.refresh()
    (card,) = news.state.notices
    assert card.text == "1 chat locks before Monday 09:00, €41.20 open"
    assert card.button is not None
    assert (card.button.text, card.button.intent, card.id) == ("Show them", "view.open", "closing")
    friday.clock.at = FRIDAY.replace(hour=18, minute=0)
    news.refresh()
    assert news.state.notices == ()


def test_nothing_that_locks_makes_no_card(friday: PretendDesk) -> None:
    friday.reads.rows = []
    friday.clock.at = FRIDAY.replace(hour=17, minute=30)
    assert DeskPresenter(friday.desk).state.notices == ()
