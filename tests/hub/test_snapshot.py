"""A new desk gets everything once, today's chats first, and ends in the hub's own state."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from inbox.domain.events import ConversationBody, Event, NewEvent, PersonBody
from inbox.domain.messages import Contact
from inbox.domain.payments import Payment
from inbox.hub import erase, snapshot
from inbox.store.state import project
from tests.hub.log_kit import Core, Item, at, note, running_core, says
from tests.store.state.kit import dump, fresh_state


@pytest.fixture
def core(tmp_path: Path):
    with running_core(tmp_path / "hub") as core:
        yield core


def taken(core: Core) -> tuple[dict, list[Event]]:
    pieces = list(snapshot.lines(core.store))
    assert all(piece.endswith(b"\n") for piece in pieces)
    header, *rows = b"".join(pieces).splitlines()
    return msgspec.json.decode(header), [msgspec.json.decode(row, type=Event) for row in rows]


def person(number: int) -> Contact:
    return Contact(wa_id=f"49151{number:06d}", name=f"Person {number}")


def busy(core: Core) -> None:
    """A shop with some history: people, money with and without an owner, decisions, a merge."""
    core.deliver(*(says(f"wamid.{number}", person(number % 7), number) for number in range(40)))
    first = core.events()[0]["conversation"]
    other = core.events()[1]["conversation"]
    core.append(
        NewEvent("conversation.changed", "a_1", at(50), ConversationBody(status="resolved", assignee="a_1"), first),
        NewEvent("conversation.changed", "a_1", at(51), ConversationBody(assignee="", read_seq=30), first),
        NewEvent("person.merged", "a_1", at(52), PersonBody(other=other), first),
        note("of nobody"),
    )
    paid = Payment(id="pi_1", amount=100, currency="eur", status="processing", phone="+49151000003")
    for second, status in ((60, "processing"), (61, "succeeded")):
        said = Payment(id="pi_1", status=status) if second > 60 else paid
        core.deliver(Item("payment", f"evt_{second}", second, payment=said), source="stripe")
    core.deliver(Item("payment", "evt_9", 9, payment=Payment(id="pi_9", status="succeeded")), source="stripe")
    core.deliver(says("wamid.late", person(5), 99), Item("status", "wamid.late", 100, status="read"))


def test_every_row_comes_once_and_the_header_says_how_many(core: Core) -> None:
    busy(core)
    header, events = taken(core)
    head = core.events()[-1]["seq"]
    assert header == {"seq": head, "epoch": core.store.epoch(), "events": head}
    assert sorted(event.seq for event in events) == list(range(1, head + 1))


def test_lines_are_the_events_as_they_are_served(core: Core) -> None:
    busy(core)
    served = {event["seq"]: event for event in core.events()}
    for piece in b"".join(snapshot.lines(core.store)).splitlines()[1:]:
        event = msgspec.json.decode(piece)
        assert event == served[event["seq"]]


def test_recent_conversations_come_first_each_in_order(core: Core) -> None:
    busy(core)
    _, events = taken(core)
    order = list(dict.fromkeys(event.conversation for event in events))
    newest = {name: max(event.seq for event in events if event.conversation == name) for name in order}
    named = [name for name in order if name is not None]
    assert named == sorted(named, key=lambda name: newest[name], reverse=True)
    for name in order:
        seqs = [event.seq for event in events if event.conversation == name]
        assert seqs == sorted(seqs)


def test_what_belongs_to_nobody_comes_after_the_first_screen(core: Core) -> None:
    core.deliver(*(says(f"wamid.{number}", person(number)) for number in range(snapshot.FIRST + 30)))
    core.append(note("of nobody"))
    _, events = taken(core)
    assert events[snapshot.FIRST].conversation is None
    assert len(events) == snapshot.FIRST + 31


def test_a_new_desk_ends_in_the_state_of_the_hub(core: Core, tmp_path: Path) -> None:
    busy(core)
    with core.store.reader() as reader:
        wanted = dump(reader.state)
    with fresh_state(tmp_path) as desk:
        for event in taken(core)[1]:
            project(desk, event)
        assert dump(desk) == wanted


def test_the_newest_of_a_long_conversation_come_first_and_the_rest_when_all_chats_are_there(core: Core) -> None:
    core.append(*(note(str(number), "c_1") for number in range(1203)))
    core.append(*(note("of another", f"c_x{number}") for number in range(snapshot.FIRST + 5)), note("of nobody"))
    core.append(*(note(str(number), "c_1") for number in range(snapshot.NEWEST)))
    header, events = taken(core)
    assert header["events"] == len(events)
    later = [event.seq for event in events]
    head, newest = 1204 + snapshot.FIRST + 5, snapshot.NEWEST
    assert later[:newest] == list(range(head + 1, head + 1 + newest))
    assert later[-1203:] == list(range(1, 1204))
    assert sorted(later) == list(range(1, head + 1 + newest))


def test_what_was_read_never_comes_behind_the_word_that_it_was(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "NEWEST", 2)
    core.append(*(note(str(number), "c_1") for number in range(4)))
    for read in (2, 4):
        core.append(NewEvent("conversation.changed", "a_1", at(9), ConversationBody(read_seq=read), "c_1"))
    core.append(note("after", "c_1"))
    # Event 6 took 4 as read, so 4 and 5 are first ones too; 5 took 2, so 2 and 3 are.
    assert [event.seq for event in taken(core)[1]] == [2, 3, 4, 5, 6, 7, 1]


def test_what_is_appended_meanwhile_is_left_to_the_cursor(core: Core) -> None:
    busy(core)
    pieces = snapshot.lines(core.store)
    header = msgspec.json.decode(next(pieces))
    core.deliver(says("wamid.meanwhile", person(1), 200))
    assert b"wamid.meanwhile" not in b"".join(pieces)
    assert header["seq"] == core.events()[-1]["seq"] - 1


def test_the_erased_are_served_without_their_words(core: Core) -> None:
    busy(core)
    gone = core.events()[2]["conversation"]
    core.writer.run(lambda tx: erase.erase_person(tx, gone))
    _, events = taken(core)
    rows = [event for event in events if event.conversation == gone]
    assert [event.type for event in rows if not event.erased] == ["person.erased"]
    assert all(bytes(event.body) == b"null" for event in rows if event.erased)


def test_an_empty_hub_has_an_empty_snapshot(core: Core) -> None:
    assert taken(core) == ({"seq": 0, "epoch": core.store.epoch(), "events": 0}, [])
