"""The address book of the shop's own phone, synced in coexistence: it names people and does nothing else."""

from __future__ import annotations

import json

from inbox.domain.ids import ConversationId
from inbox.hub.erase import erase_person
from inbox.store.state import identity
from tests.hub.actions.hub_world import EVA, Hub

AT = 1_795_340_000


def sync(hub: Hub, *lines: tuple[str, str, str | None], second: int = 0) -> None:
    """Deliver lines (action, number, name) of the address book."""
    items = [
        {
            "type": "contact",
            "contact": {"phone_number": number} | ({} if name is None else {"full_name": name}),
            "action": action,
            "metadata": {"timestamp": str(AT + second)},
        }
        for action, number, name in lines
    ]
    change = {"field": "smb_app_state_sync", "value": {"metadata": {"phone_number_id": "1066"}, "state_sync": items}}
    body = json.dumps({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]}).encode()
    hub.writer.deliver("whatsapp", body, body)


def name_of(hub: Hub, chat: str) -> str | None:
    with hub.store.reader() as reader:
        return identity.contact_of(reader.state, ConversationId(chat)).name


def conversations(hub: Hub) -> int:
    with hub.store.reader() as reader:
        return reader.db.execute_sql("SELECT count(*) FROM conversation").fetchone()[0]


def test_a_known_person_gets_a_name_and_loses_it_with_the_line(hub: Hub) -> None:
    chat = hub.customer_writes()
    sync(hub, ("add", EVA, "Eva vom Markt"), ("add", "4930999999", "Friseur"))
    sync(hub, ("add", EVA, "Eva vom Markt"), ("add", "4930999999", "Friseur"))
    assert [event.conversation for event in hub.events("contact.synced")] == [chat, None]
    assert (name_of(hub, chat), conversations(hub)) == ("Eva vom Markt", 1), "nobody is met by being listed"
    sync(hub, ("remove", EVA, None), second=1)
    assert name_of(hub, chat) is None
    assert {event.type for event in hub.events()} == {"message.received", "contact.synced"}


def test_who_is_erased_is_erased_from_lines_that_came_before_them(hub: Hub) -> None:
    sync(hub, ("add", EVA, "Eva vom Markt"), ("add", "4930999999", "Friseur"))
    chat = hub.customer_writes()
    sync(hub, ("add", EVA, "Eva L."), second=1)
    hub.writer.run(lambda tx: erase_person(tx, ConversationId(chat)))
    assert [event.erased for event in hub.events("contact.synced")] == [True, False, True]
