"""The end of the panel: who may be the same person and why, bringing two chats together, taking them apart again."""

from __future__ import annotations

import pytest

from inbox.desk.ports import Alike, Person, Whole
from inbox.domain.actions import MergePeople
from inbox.domain.ids import ConversationId
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.presenters.undo_bar import UndoBarPresenter
from inbox.ui.models.rows import plain
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, chat, entry, item, paid

EVA = ConversationId("c_eva")


@pytest.fixture
def pretend() -> PretendDesk:
    pretend = PretendDesk()
    pretend.reads.rows = [chat(), chat(EVA, "Eva Lang")]
    return pretend


def opened(pretend: PretendDesk) -> PanelPresenter:
    presenter = PanelPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter


def section(presenter: PanelPresenter) -> Section:
    return next(each for each in presenter.state.sections if each.id == "person")


def merges(pretend: PretendDesk) -> list[tuple[str, bool, str | None, tuple[str, ...]]]:
    said = [each for each in pretend.commands.clicked if isinstance(each, MergePeople)]
    return [(each.other, each.apart, each.reason, each.confirmed) for each in said]


@pytest.mark.parametrize(
    ("reason", "what", "words"),
    [
        ("phone", "+4915112345678", "Same number: +49 1511 2345678"),
        ("email", "eva@example.com", "Same e-mail: eva@example.com"),
        ("customer", "cus_1", "Same customer in Stripe: cus_1"),
        ("id", "DE.ENT.1", "Same id at WhatsApp"),
    ],
)
def test_whoever_shares_a_key_is_suggested_with_the_reason(
    pretend: PretendDesk, reason: str, what: str, words: str
) -> None:
    pretend.reads.similar = [Alike(EVA, reason, what)]
    panel = opened(pretend)
    (found,) = section(panel).entries
    assert (found.title, found.details[0]) == ("Eva Lang", words)
    panel.act(Intent.MERGE, EVA)
    assert merges(pretend) == [(EVA, False, reason, ())]


def test_what_was_paid_with_and_typed_is_what_the_same_person_is_known_by(pretend: PretendDesk) -> None:
    card = {"origin": "contact_request", "contacts": [{"phones": [{"phone": "+49 1511 2345678"}]}]}
    forwarded = {"origin": "other", "contacts": [{"phones": [{"phone": "+49 1522 0000000"}]}]}
    pretend.reads.lines = [
        entry("m1", -3, text="meine Mail: eva@example.com"),
        entry("m2", -2, kind="contacts", extra=card),
        entry("m3", -1, kind="contacts", extra=forwarded),
    ]
    opened(pretend)
    assert pretend.reads.traits.emails == ("eva@example.com",)
    assert len(pretend.reads.traits.phones) == 1
    assert "1511" in pretend.reads.traits.phones[0]


def test_somebody_is_found_by_what_is_typed_and_never_the_chats_own_person(pretend: PretendDesk) -> None:
    pretend.reads.people = [Person(LENA, "Lena Brandt", None), Person(EVA, "Eva Lang", None)]
    panel = opened(pretend)
    assert section(panel).query is None
    panel.act(Intent.FIND_PERSON, "person")
    assert (section(panel).query, section(panel).entries) == ("", ())
    panel.search("person", "an")
    assert [each.id for each in section(panel).entries] == [EVA]
    panel.search("person", "nobody")
    assert section(panel).details == ("Nobody found.",)
    panel.act(Intent.FIND_PERSON, "person")
    assert section(panel).query is None


def test_money_on_both_sides_asks_for_a_second_look(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid()]
    pretend.reads.similar = [Alike(EVA, "phone", "+4915112345678")]
    panel = opened(pretend)
    panel.act(Intent.MERGE, EVA)
    assert merges(pretend) == []
    (asks,) = section(panel).entries
    assert "Both have paid here" in asks.details[-1]
    assert [button.text for button in asks.buttons] == ["They are one person", "Leave apart"]
    panel.act(Intent.MERGE_LEAVE, EVA)
    assert section(panel).entries[0].buttons[0].intent == Intent.MERGE
    panel.act(Intent.MERGE, EVA)
    panel.act(Intent.MERGE_PAID, EVA)
    assert merges(pretend) == [(EVA, False, "phone", ("both-paid",))]


def test_what_was_brought_together_is_taken_apart_again(pretend: PretendDesk) -> None:
    pretend.reads.whole = Whole(LENA, (EVA,))
    panel = opened(pretend)
    (joined,) = section(panel).entries
    assert (joined.title, joined.side.text if joined.side else "") == ("Eva Lang", "Separate again")
    panel.act(Intent.PART, EVA)
    assert merges(pretend) == [(EVA, True, None, ())]


def test_bringing_together_is_held_like_any_other_click_and_says_what_it_is(pretend: PretendDesk) -> None:
    wish = MergePeople(id="00000000-0000-4000-8000-0000000000bb", conversation=LENA, other=EVA)  # type: ignore[arg-type]
    pretend.commands.stand(item(wish, hold=5))
    holds = UndoBarPresenter(pretend.desk)
    holds.tick()
    assert plain(holds.state[0].what) == "Bring chats together · Lena Brandt"
    holds.stop()
    held = section(opened(pretend)).hold
    assert held is not None
    assert (held.text, held.seconds_left) == ("Two chats become one", 5)


def test_who_may_only_read_is_offered_none_of_it() -> None:
    pretend = PretendDesk("viewer")
    assert [each.id for each in opened(pretend).state.sections if each.id == "person"] == []
