"""How the list is sorted: per view, what its rows say of it, what stays on top, and what time moves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from inbox.desk.ports import Asks, Changes, ChatView
from inbox.domain.ids import AgentId, ConversationId
from inbox.domain.payments import Checkout
from inbox.domain.terms import Colleague, Terms
from inbox.ui.models.presenters.conversations import ConversationListPresenter
from tests.ui.presenters.pretend_desk import NOW, PretendDesk, chat

_ROW = 1 << 30
_NOW = int(NOW.timestamp())


def _at(**ago: float) -> int:
    return _NOW - int(timedelta(**ago).total_seconds())


def _chat(name: str, minutes: int, **more: object) -> ChatView:
    """A chat whose newest message is so old, with an open window unless told otherwise."""
    return chat(f"c_{name}", name, **{"last": _at(minutes=minutes) * _ROW, "num": 1 + minutes, **more})


def _shown(rows: ConversationListPresenter) -> list[str]:
    return [rows.model.row_at(row).name for row in range(rows.model.rowCount())]


def _sorts(rows: ConversationListPresenter) -> list[tuple[str, bool]]:
    return [(each.text, each.is_chosen) for each in rows.state.sorts]


@pytest.fixture
def shop(pretend: PretendDesk) -> PretendDesk:
    pretend.reads.rows = [
        _chat("Anna", 1, window_end=_at(hours=-3), waits=_at(minutes=20) * _ROW),
        _chat("Ben", 2, stake=4990, window_end=_at(hours=-2)),
        _chat("Cem", 3, stake=9900, waits=_at(minutes=3) * _ROW),
        _chat("Dora", 4, last_direction="out"),
    ]
    return pretend


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("newest", ["Anna", "Ben", "Cem", "Dora"]),
        ("waiting", ["Anna", "Cem", "Ben", "Dora"]),
        ("window", ["Ben", "Anna", "Cem", "Dora"]),
        ("money", ["Cem", "Ben", "Anna", "Dora"]),
    ],
)
def test_a_view_is_sorted_as_it_is_asked(shop: PretendDesk, sort: str, order: list[str]) -> None:
    rows = ConversationListPresenter(shop.desk)
    rows.choose_sort(sort)
    assert _shown(rows) == order
    assert [each.id for each in rows.state.sorts if each.is_chosen] == [sort]


def test_each_view_keeps_its_own_way_and_has_the_one_that_suits_it_first(shop: PretendDesk, qtbot: QtBot) -> None:
    rows = ConversationListPresenter(shop.desk)
    assert _sorts(rows)[0] == ("Newest first", True)
    with qtbot.waitSignal(rows.sorted) as told:
        rows.choose_sort("waiting")
    assert told.args == [{"all": "waiting"}]
    rows.choose_view("waiting_money")
    assert _sorts(rows)[0] == ("Most money at risk", True)
    rows.choose_view("disputes")
    assert _sorts(rows)[0] == ("Answer due first", True)
    rows.choose_view("resolved")
    assert _sorts(rows) == [("Newest first", True)]
    with qtbot.assertNotEmitted(rows.sorted):
        rows.choose_sort("money")
    rows.choose_view("all")
    assert shop.reads.sorted_by[-1] == ("all", "waiting")
    rows.choose_sort("newest")
    assert rows.sorts == {}, "the usual way needs no remembering"


def test_whoever_chooses_a_view_or_a_way_to_sort_it_sees_its_top(shop: PretendDesk, qtbot: QtBot) -> None:
    rows = ConversationListPresenter(shop.desk)
    for choose in (lambda: rows.choose_view("closing"), lambda: rows.choose_view("all"), lambda: rows.choose_sort("money")):
        with qtbot.waitSignal(rows.top_wanted):
            choose()
    with qtbot.assertNotEmitted(rows.top_wanted):
        rows.choose_sort("money")
        rows.read()


def test_what_was_remembered_is_taken_as_far_as_it_still_makes_sense(shop: PretendDesk) -> None:
    rows = ConversationListPresenter(shop.desk)
    rows.take_sorts({"all": "money", "mine": "by colour", "gone": "newest", "resolved": "money"})
    assert _shown(rows)[0] == "Cem"
    assert rows.sorts == {"all": "money"}


def test_nothing_is_sorted_while_something_is_looked_for(shop: PretendDesk) -> None:
    rows = ConversationListPresenter(shop.desk)
    rows.search("anna")
    assert rows.state.sorts == ()
    rows.search("")
    assert len(rows.state.sorts) == 4


def test_rows_say_what_they_are_sorted_by(shop: PretendDesk) -> None:
    request = Checkout("plink_1", status="open", amount=4990, currency="eur")  # type: ignore[arg-type]
    shop.reads.rows[1] = _chat("Ben", 2, stake=4990, asks=Asks(unpaid=_at(minutes=5)))
    shop.reads.requests = (request,)
    rows = ConversationListPresenter(shop.desk)
    first = rows.model.row_at(0)
    assert (first.time, first.window) == ("14:04", first.window)
    rows.choose_sort("waiting")
    assert rows.model.row_at(0).time == "13:45", "since when she waits"
    rows.choose_sort("money")
    ben = rows.model.row_at(1)
    assert ben.chip is not None
    assert ben.chip.text == "€49.90 open"
    rows.choose_sort("window")
    assert rows.model.row_at(0).window is not None


# -- on top until it is done -------------------------------------------------------------------------------------------


def test_what_is_urgent_does_not_sink_under_newer_chats(shop: PretendDesk, qtmodeltester: ModelTester) -> None:
    shop.reads.rows.append(_chat("Warned", 90, urgent=_at(minutes=90)))
    rows = ConversationListPresenter(shop.desk)
    qtmodeltester.check(rows.model)
    assert _shown(rows) == ["Warned", "Anna", "Ben", "Cem", "Dora"]
    assert [rows.model.row_at(row).is_pinned for row in range(5)] == [True, *[False] * 4]
    shop.reads.rows.append(_chat("Newer", 0))
    rows.take(Changes(conversations=frozenset({ConversationId("c_Newer")})))
    assert _shown(rows)[:2] == ["Warned", "Newer"]
    shop.reads.rows[4] = _chat("Warned", 90)
    rows.take(Changes(conversations=frozenset({ConversationId("c_Warned")})))
    assert _shown(rows)[-1] == "Warned"
    assert not rows.model.row_at(5).is_pinned


def test_nothing_is_pinned_in_an_order_somebody_has_asked_for(shop: PretendDesk) -> None:
    shop.reads.rows.append(_chat("Warned", 90, urgent=_at(minutes=90)))
    rows = ConversationListPresenter(shop.desk)
    rows.choose_sort("waiting")
    assert _shown(rows)[-1] == "Warned"
    assert not any(rows.model.row_at(row).is_pinned for row in range(5))


def test_a_dispute_goes_up_when_its_last_days_begin(shop: PretendDesk, qtmodeltester: ModelTester) -> None:
    shop.reads.rows.append(_chat("Disputed", 90, urgent=_at(minutes=-10)))
    rows = ConversationListPresenter(shop.desk)
    qtmodeltester.check(rows.model)
    rows.refresh()
    assert _shown(rows)[-1] == "Disputed"
    shop.clock.pass_(9 * 60)
    rows.refresh()
    assert _shown(rows)[-1] == "Disputed"
    shop.clock.pass_(2 * 60)
    rows.refresh()
    assert _shown(rows)[0] == "Disputed"
    assert rows.model.row_at(0).is_pinned


def test_rows_stand_still_under_the_pointer_while_time_moves_them(shop: PretendDesk) -> None:
    shop.reads.rows.append(_chat("Disputed", 90, urgent=_at(minutes=-1)))
    rows = ConversationListPresenter(shop.desk)
    rows.model.hold_order(True)
    shop.clock.pass_(120)
    rows.refresh()
    assert _shown(rows)[-1] == "Disputed"
    rows.model.hold_order(False)
    assert _shown(rows)[0] == "Disputed"


def test_a_chat_that_has_locked_leaves_the_top_of_those_that_will(shop: PretendDesk, qtmodeltester: ModelTester) -> None:
    rows = ConversationListPresenter(shop.desk)
    qtmodeltester.check(rows.model)
    rows.choose_sort("window")
    assert _shown(rows)[:2] == ["Ben", "Anna"]
    shop.clock.pass_(2 * 3600)
    rows.refresh()
    assert _shown(rows) == ["Anna", "Cem", "Dora", "Ben"]


# -- who wrote last ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actor", "said"),
    [
        ("a_jana", "You: Gern!"),
        ("a_anna", "Anna: Gern!"),
        ("a_odd", "x: Gern!"),
        ("a_gone", "Team: Gern!"),
        ("hub", "Automatic: Gern!"),
        ("whatsapp", "Phone: Gern!"),
    ],
)
def test_a_line_says_who_of_the_shop_wrote_it(pretend: PretendDesk, actor: str, said: str) -> None:
    team = (Colleague(AgentId("a_anna"), "Anna Maria Hansen"), Colleague(AgentId("a_odd"), "{x} Hansen"))
    pretend.commands.say(terms=Terms(team=team))
    me = pretend.desk.me.agent
    pretend.reads.rows = [chat(last_direction="out", last_line="Gern!", last_actor=me if actor == "a_jana" else actor)]
    assert ConversationListPresenter(pretend.desk).model.row_at(0).last == said


def test_what_the_customer_wrote_has_nobody_before_it(pretend: PretendDesk) -> None:
    pretend.reads.rows = [chat(last_direction="in", last_line="Gern!", last_actor="whatsapp")]
    assert ConversationListPresenter(pretend.desk).model.row_at(0).last == "Gern!"
