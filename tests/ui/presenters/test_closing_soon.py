"""What locks before the shop opens again: a view with a live count, a clock at each row, one card before closing time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from inbox.domain.ids import SourceId
from inbox.domain.payments import Checkout
from inbox.ui.models.presenters.conversations import ConversationListPresenter
from inbox.ui.models.presenters.desk_state import DeskPresenter
from tests.ui.presenters.pretend_desk import NOW, PretendDesk, chat

FRIDAY = NOW + timedelta(days=5)
"""14:05; the shop closes at 18:00 and opens on Monday at 9:00."""


def locks(conversation: str, at: datetime) -> object:
    return chat(conversation, window_end=int(at.timestamp()))


@pytest.fixture
def friday(pretend: PretendDesk) -> PretendDesk:
    pretend.clock.at = FRIDAY
    pretend.reads.rows = [
        locks("c_lena", FRIDAY + timedelta(hours=20)),
        locks("c_ole", FRIDAY + timedelta(hours=1)),
        locks("c_kim", FRIDAY - timedelta(hours=1)),
    ]  # type: ignore[list-item]  # chat views
    return pretend


def test_the_view_counts_what_locks_before_monday(friday: PretendDesk) -> None:
    presenter = ConversationListPresenter(friday.desk)
    (pill,) = [pill for pill in presenter.state.views if pill.view == "closing"]
    assert (pill.text, pill.count, pill.is_urgent) == ("Closing soon", 2, True)
    friday.clock.pass_(2 * 3600)
    presenter.refresh()
    (pill,) = [pill for pill in presenter.state.views if pill.view == "closing"]
    assert pill.count == 1
    friday.clock.pass_(24 * 3600)
    presenter.refresh()
    assert "closing" not in [pill.view for pill in presenter.state.views]


def test_each_of_its_rows_has_a_clock(friday: PretendDesk) -> None:
    presenter = ConversationListPresenter(friday.desk)
    assert presenter.model.row_at(0).window is None or presenter.model.row_at(1).window is None
    presenter.choose_view("closing")
    words = [row.window.text if row.window is not None else "" for row in map(presenter.model.row_at, range(3))]
    assert sorted(words) == ["", "1 h left", "20 h left"]


def test_one_card_in_the_hour_before_closing_says_how_many_and_how_much(friday: PretendDesk) -> None:
    request = Checkout(SourceId("plink_1"), status="open", amount=4120, currency="eur")
    friday.reads.requests = (request,)
    news = DeskPresenter(friday.desk)
    assert news.state.notices == ()
    friday.clock.at = FRIDAY.replace(hour=17, minute=5)
    friday.reads.rows = friday.reads.rows[:1]
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
