"""What the hub writes into a chat for the team stands where the team looks, and nowhere once the person is gone."""

from __future__ import annotations

from inbox.domain.events import NoteBody
from inbox.domain.ids import ConversationId
from inbox.hub import team_notes
from inbox.hub.erase import erase_person
from tests.hub.actions.hub_world import ANNA, Hub, wish


def written(hub: Hub, chat: str | None) -> str | None:
    note = NoteBody(id="n_1", text="Nobody was there to see it.", code="woke")
    where = None if chat is None else ConversationId(chat)
    return hub.writer.run(lambda tx: team_notes.write(tx, where, note))


def test_a_note_stands_in_the_chat_that_two_have_become(hub: Hub) -> None:
    first, second = hub.customer_writes(), hub.customer_writes("4915200000001")
    hub.post(ANNA, wish("merge_people", conversation=first, other=second))
    owner = written(hub, second)
    assert owner == written(hub, first)
    assert [event.conversation for event in hub.events("note.added")][-2:] == [owner, owner]


def test_nothing_is_written_about_an_erased_person_or_about_nobody(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.writer.run(lambda tx: erase_person(tx, ConversationId(chat)))
    assert written(hub, chat) is None
    assert written(hub, None) is None
    assert written(hub, "c_" + "0" * 24) is None
    assert hub.events("note.added") == []
