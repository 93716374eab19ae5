from __future__ import annotations

import msgspec
import pytest

from inbox.desk.ports import NOBODY, VIEWS, Asks, Changes, Colleague, DisputeAsk, Draft, HubState, Status, Terms
from inbox.domain.actions import (
    AddNote,
    AnyAction,
    Assign,
    BlockPerson,
    ChangeSubscription,
    MergePeople,
    RefundPayment,
    RequestPayment,
    SendText,
    SetStatus,
)
from inbox.domain.ids import ActionId, AgentId, SourceId
from inbox.domain.subscriptions import Change
from inbox.ui.models.presenters import wording
from inbox.ui.models.presenters.conversations import ConversationListPresenter
from inbox.ui.models.presenters.desk_state import DeskPresenter
from inbox.ui.models.presenters.head import HeaderPresenter
from inbox.ui.models.presenters.undo_bar import UndoBarPresenter, now_words
from inbox.ui.models.rows import plain
from inbox.ui.models.states.parts import Empty, Loading
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, chat, item

HELD = ActionId("00000000-0000-0000-0000-000000000001")
STATUS = Changes(flags=frozenset({"status"}))
TERMS = Changes(flags=frozenset({"terms"}))


def test_a_row_says_who_when_what_and_what_needs_an_act(pretend: PretendDesk) -> None:
    end = int(pretend.clock.now().timestamp()) + 7200
    pretend.reads.rows = [chat(last_kind="image", last_line="", window_end=end, asks=Asks(dispute=DisputeAsk()))]
    model = ConversationListPresenter(pretend.desk).model
    assert model.rowCount() == 1
    row = model.row_at(0)
    assert (row.name, row.initials, row.time, row.last, row.icon, row.unread) == (
        "Lena Brandt",
        "LB",
        "14:05",
        "Photo",
        "image",
        1,
    )
    assert row.chip is not None
    assert row.chip.text == "Dispute"
    assert row.window is not None
    assert row.window.text == "2 h left"


def test_an_empty_list_says_why_it_is_empty(pretend: PretendDesk) -> None:
    pretend.reads.rows = []
    presenter = ConversationListPresenter(pretend.desk)
    assert presenter.state.blank == Empty(text="All answered. The next message appears here.", icon="inbox")
    pretend.commands.say(me=NOBODY)
    for state, expected in (
        (HubState.STARTING, Loading()),
        (HubState.RUNNING, Loading()),
        (HubState.DOWN, Empty(text="Nothing fetched yet. It comes with a connection.", icon="inbox")),
        (HubState.ELSEWHERE, Empty(text="Nothing fetched yet. It comes with a connection.", icon="inbox")),
    ):
        pretend.commands.say(status=Status(own_hub=state))
        presenter.take(STATUS)
        assert presenter.state.blank == expected
    pretend.commands.say(status=Status(online=True, done=100, total=5000))
    presenter.take(STATUS)
    assert presenter.state.blank == Loading()
    presenter.search("kaffee")
    assert presenter.state.blank == Empty(text="Nothing found.", icon="search")


def test_an_empty_view_says_what_there_is_none_of(pretend: PretendDesk) -> None:
    pretend.reads.rows = []
    presenter = ConversationListPresenter(pretend.desk)
    said: list[str] = []
    for view in VIEWS:
        presenter.choose_view(view)
        assert isinstance(presenter.state.blank, Empty)
        said.append(presenter.state.blank.text)
    assert len(set(said)) == len(VIEWS)
    presenter.choose_view("refund_problems")
    assert presenter.state.blank == Empty(text="No refund has a problem.", icon="inbox")


def test_somebody_without_a_name_is_the_number(pretend: PretendDesk) -> None:
    pretend.reads.rows = [chat(name="")]
    assert ConversationListPresenter(pretend.desk).model.row_at(0).name == "+49 170 1234567"


@pytest.mark.parametrize(
    ("name", "shown", "letters", "called"),
    [
        ("Lena Brandt", "Lena Brandt", "LB", "Lena"),
        ("+4915123456789", "+49 1512 3456789", "89", "+49 1512 3456789"),
        ("DE.72775448750841260", "Unknown person", "UP", "Unknown"),
        ("nele.auf.see", "nele.auf.see", "N", "nele.auf.see"),
        ("Café Sonnenschein", "Café Sonnenschein", "CS", "Café Sonnenschein"),
        ("Familie Brückner", "Familie Brückner", "FB", "Familie Brückner"),
        ("Kaffeewerk Nord GmbH", "Kaffeewerk Nord GmbH", "KG", "Kaffeewerk Nord GmbH"),
    ],
)
def test_a_chat_is_called_by_what_people_can_read_and_would_say(name: str, shown: str, letters: str, called: str) -> None:
    assert wording.shown_name(name) == shown
    assert wording.initials(shown) == letters
    assert wording.first_name(shown) == called


def test_a_number_stands_in_the_head_once(pretend: PretendDesk) -> None:
    pretend.reads.rows = [chat(name="+491701234567")]
    presenter = HeaderPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    head = presenter.state.head
    assert head is not None
    assert (head.name, head.contact, head.initials) == ("+49 170 1234567", "", "67")


def test_the_head_says_until_when_one_can_write(pretend: PretendDesk) -> None:
    presenter = HeaderPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    head = presenter.state.head
    assert head is not None
    assert (head.contact, head.window) == ("+49 170 1234567", "you can write until tomorrow 14:02")


def test_a_window_nobody_knows_the_end_of_is_closed_and_not_unheard_of(pretend: PretendDesk) -> None:
    for last, words in ((1 << 60, "window closed"), (0, "has not written yet")):
        pretend.reads.rows = [chat(window_end=0, last=last)]
        presenter = HeaderPresenter(pretend.desk, pretend.clicks)
        presenter.open(LENA)
        assert presenter.state.head is not None
        assert presenter.state.head.window == words


def test_assign_and_resolve_are_one_action_each(pretend: PretendDesk) -> None:
    presenter = HeaderPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    presenter.take_over()
    presenter.resolve()
    first, second = pretend.commands.clicked
    assert isinstance(first, Assign)
    assert first.agent == "a_jana"
    assert isinstance(second, SetStatus)
    assert (second.status, second.seen_to) == ("resolved", ())


def test_whoever_resolves_a_chat_is_done_with_the_refunds_it_calls_failed(pretend: PretendDesk) -> None:
    pretend.reads.rows = [chat(asks=Asks(failed=("re_1", "act_2")))]
    presenter = HeaderPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    presenter.reopen()
    presenter.resolve()
    assert [(each.status, each.seen_to) for each in pretend.commands.clicked if isinstance(each, SetStatus)] == [
        ("open", ()),
        ("resolved", ("re_1", "act_2")),
    ]


def test_holds_count_down_and_the_newest_is_undone(pretend: PretendDesk) -> None:
    presenter = UndoBarPresenter(pretend.desk)
    refunds = [
        RefundPayment(
            id=pretend.clicks.new_id(),
            payment=SourceId("pi_1"),
            amount=2490,
            currency="eur",
            conversation=LENA,
        )
        for n in range(2)
    ]
    pretend.commands.stand(*(item(each) for each in refunds))
    presenter.take(Changes(actions=frozenset({refunds[0].id})))
    pretend.clock.pass_(2.5)
    presenter.tick()
    assert [(row.seconds_left, row.part_left) for row in presenter.state] == [(8, 0.75), (8, 0.75)]
    assert plain(presenter.state[0].what) == "Refund €24.90 · Lena Brandt"
    presenter.undo()
    assert pretend.commands.undone == [refunds[1].id]
    pretend.commands.stand()
    presenter.tick()
    assert presenter.state == ()


def test_a_key_means_what_is_on_hold_and_not_what_the_bar_last_showed(pretend: PretendDesk) -> None:
    presenter = UndoBarPresenter(pretend.desk)
    first, second = (AddNote(id=pretend.clicks.new_id(), conversation=LENA, text=text) for text in ("a", "b"))
    pretend.commands.stand(item(first))
    presenter.tick()
    pretend.commands.stand(item(second))
    assert [row.action for row in presenter.state] == [first.id]
    presenter.send_now()
    presenter.undo()
    assert (pretend.commands.sent_now, pretend.commands.undone) == ([second.id], [second.id])
    presenter.stop()


def _change(change: Change) -> ChangeSubscription:
    return ChangeSubscription(id=HELD, conversation=LENA, subscription=SourceId("sub_1"), change=change, seen="active")


def test_a_key_with_nothing_on_hold_says_so(pretend: PretendDesk) -> None:
    presenter = UndoBarPresenter(pretend.desk)
    told: list[str] = []
    presenter.told.connect(told.append)
    presenter.undo()
    assert (told, pretend.commands.undone) == (["Nothing to take back."], [])


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (
            RefundPayment(id=HELD, conversation=LENA, payment=SourceId("ch_1"), amount=1, currency="eur", reason="other"),
            "Refund now",
        ),
        (BlockPerson(id=HELD, conversation=LENA, blocked=True), "Block now"),
        (BlockPerson(id=HELD, conversation=LENA, blocked=False), "Unblock now"),
        (MergePeople(id=HELD, conversation=LENA, other=LENA, apart=True), "Separate now"),
        (SendText(id=HELD, conversation=LENA, text="Moin"), "Send now"),
        (_change("pause"), "Pause now"),
        (_change("cancel_at_end"), "Do it now"),
        (_change("cancel_now"), "End now"),
    ],
)
def test_the_button_names_what_it_does_at_once(pretend: PretendDesk, action: AnyAction, words: str) -> None:
    assert now_words(pretend.desk, action) == words


def test_offline_says_since_when_and_what_still_works(pretend: PretendDesk) -> None:
    presenter = DeskPresenter(pretend.desk)
    assert not presenter.state.notices
    pretend.commands.say(status=Status(online=False, words="no answer"))
    presenter.take(STATUS)
    assert presenter.state.notices[0].text.startswith("Offline since 14:05. Reading")
    pretend.commands.say(status=Status(online=True))
    presenter.take(STATUS)
    assert not presenter.state.notices


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (HubState.STARTING, []),
        (HubState.RUNNING, []),
        (HubState.LATE, ["The hub on this computer is still starting. Reading, searching and drafts work, texts wait."]),
        (
            HubState.AGAIN,
            ["The hub on this computer has ended and is started again. Reading, searching and drafts work, texts wait."],
        ),
        (HubState.DOWN, ["The hub on this computer does not start and is tried again: The disk is full."]),
        (
            HubState.ELSEWHERE,
            ["Not connected yet. Reading, searching and drafts work, texts wait. Money moves with a connection."],
        ),
    ],
)
def test_how_the_hub_on_this_computer_stands_is_said(pretend: PretendDesk, state: HubState, words: list[str]) -> None:
    status = Status(online=False, words="no answer", own_hub=state, hub_words="The disk is full.")
    pretend.commands.say(status=status)
    presenter = DeskPresenter(pretend.desk)
    assert [notice.text for notice in presenter.state.notices] == words
    pretend.commands.say(status=msgspec.structs.replace(status, online=True))
    presenter.take(STATUS)
    assert not presenter.state.notices


@pytest.mark.parametrize(("mode", "words"), [("demo", "Demo shop"), ("test", "Test mode"), ("live", ""), ("new", "")])
def test_what_is_not_real_is_striped_as_soon_as_the_hub_says_so(pretend: PretendDesk, mode: str, words: str) -> None:
    presenter = DeskPresenter(pretend.desk)
    assert (presenter.state.title, presenter.state.stripe) == ("Shop – Tresen", "")
    pretend.commands.say(terms=Terms(name="Nordlicht", mode=mode))
    presenter.take(TERMS)
    assert presenter.state.title == "Nordlicht – Tresen"
    assert presenter.state.stripe.partition(":")[0] == words


def test_a_chat_is_given_only_to_who_still_works_here(pretend: PretendDesk) -> None:
    pretend.reads.rows = [chat(assignee="a_old")]
    presenter = HeaderPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    team = (Colleague(AgentId("a_tom"), "Tom"), Colleague(AgentId("a_old"), "Olga", has_left=True))
    pretend.commands.say(terms=Terms(team=team))
    presenter.take(TERMS)
    head = presenter.state.head
    assert head is not None
    assert head.assignee == "Olga"
    assert [each.text for each in head.assignees] == ["Jana", "Tom", "Nobody"]


def _refund(pretend: PretendDesk, number: int = 1) -> RefundPayment:
    payment = SourceId(f"pi_{number}")
    key = pretend.clicks.new_id()
    return RefundPayment(id=key, payment=payment, amount=2490, currency="eur", conversation=LENA)


def test_closing_asks_while_money_is_on_hold_and_the_second_try_closes(pretend: PretendDesk) -> None:
    presenter = DeskPresenter(pretend.desk)
    assert presenter.ask_before_closing()
    pretend.commands.stand(item(_refund(pretend)))
    assert not presenter.ask_before_closing()
    (notice,) = presenter.state.notices
    assert notice.text == "A refund of €24.90 is still on hold. Closing the window cancels it."
    assert notice.button is not None
    assert (notice.button.intent, notice.button.text) == ("window.close", "Cancel and close")
    assert presenter.ask_before_closing()


def test_what_has_gone_out_meanwhile_is_asked_about_no_more(pretend: PretendDesk) -> None:
    presenter = DeskPresenter(pretend.desk)
    refunds = [_refund(pretend, number) for number in (1, 2)]
    pretend.commands.stand(*(item(each) for each in refunds))
    assert not presenter.ask_before_closing()
    assert presenter.state.notices[0].text.startswith("Refunds and payment links still on hold: 2.")
    pretend.commands.stand()
    presenter.take(Changes(actions=frozenset({refunds[0].id})))
    assert presenter.state.notices == ()
    pretend.commands.stand(item(_refund(pretend)))
    assert not presenter.ask_before_closing()


def test_a_payment_link_on_hold_is_named_by_its_sum(pretend: PretendDesk) -> None:
    presenter = DeskPresenter(pretend.desk)
    link = RequestPayment(id=pretend.clicks.new_id(), conversation=LENA, currency="eur", amount=4990)
    pretend.commands.stand(item(link))
    assert not presenter.ask_before_closing()
    assert presenter.state.notices[0].text.startswith("A payment link of €49.90 is still on hold.")


def test_a_row_says_what_is_begun_unless_the_customer_has_written_since(pretend: PretendDesk) -> None:
    pretend.reads.rows = [chat(unread=0)]
    presenter = ConversationListPresenter(pretend.desk)
    assert not presenter.model.row_at(0).has_draft
    for text, shown in (("Also", "Also"), ("Also\ngut", "Also gut")):
        pretend.commands.say(drafts=(Draft(LENA, text, "2026-11-22T14:05:00.000Z"),))
        presenter.take(Changes(flags=frozenset({"drafts"})))
        assert (presenter.model.row_at(0).has_draft, presenter.model.row_at(0).last) == (True, shown)
    pretend.reads.rows = [chat(unread=1)]
    presenter.take(Changes(conversations=frozenset({LENA})))
    assert not presenter.model.row_at(0).has_draft
