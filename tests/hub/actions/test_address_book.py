"""The address book of the shop's own phone, synced in coexistence: it names people and does nothing else."""

from __future__ import annotations

import itertools
import json

import pytest

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


def writes(hub: Hub, name: str = "IN1", **person: str) -> str:
    """Let somebody write under WhatsApp's own keys, through the hub's door; return the conversation."""
    sender = {"wa_id": person["wa_id"]} if "wa_id" in person else {}
    user = {"user_id": person["user_id"]} if "user_id" in person else {}
    said = {"from": person.get("wa_id"), "from_user_id": person.get("user_id"), "id": f"wamid.{name}"}
    said |= {"timestamp": str(AT), "type": "text", "text": {"body": "Moin"}}
    value = {
        "metadata": {"phone_number_id": "1066"},
        "contacts": [sender | user],
        "messages": [{key: one for key, one in said.items() if one is not None}],
    }
    change = {"field": "messages", "value": value}
    body = json.dumps({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]}).encode()
    hub.writer.deliver("whatsapp", body, body)
    conversation = hub.events("message.received")[-1].conversation
    assert conversation is not None
    return conversation


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


def test_who_was_listed_before_they_wrote_has_the_name_as_soon_as_they_do(hub: Hub) -> None:
    sync(hub, ("add", EVA, "Eva vom Markt"), ("add", "4930999999", "Friseur"))
    assert conversations(hub) == 0
    chat = writes(hub, wa_id=EVA)
    assert (name_of(hub, chat), conversations(hub)) == ("Eva vom Markt", 1)
    writes(hub, "IN2", wa_id=EVA)
    sync(hub, ("add", EVA, "Eva vom Markt"))
    assert [(event.conversation, event.actor) for event in hub.events("contact.synced")] == [
        (None, "whatsapp"),
        (None, "whatsapp"),
        (chat, "hub"),
    ], "told once, however often anything comes again"


def test_the_newest_line_counts_in_whatever_order_all_of_it_comes(hub: Hub) -> None:
    steps = {"old": ("add", "Eva L."), "new": ("add", "Eva vom Markt"), "gone": ("remove", None)}
    for last, name in (("new", "Eva vom Markt"), ("gone", None)):
        seconds = {"old": 0, "new": 5, "gone": 9 if last == "gone" else 2}
        for number, order in enumerate(itertools.permutations(("old", "new", "gone", "writes"))):
            who = f"4915{'1' if last == 'new' else '2'}{number:07d}"
            chat = ""
            for step in order:
                if step == "writes":
                    chat = writes(hub, f"{last}{number}", wa_id=who)
                else:
                    sync(hub, (steps[step][0], who, steps[step][1]), second=seconds[step])
            assert name_of(hub, chat) == name, order


@pytest.mark.parametrize("is_known", [False, True], ids=["new", "known by another key"])
def test_the_name_comes_with_the_key_it_stands_at_in_the_book(hub: Hub, is_known: bool) -> None:
    sync(hub, ("add", EVA, "Eva vom Markt"))
    if is_known:
        assert name_of(hub, writes(hub, user_id="DE.8812x")) is None
    chat = writes(hub, "IN2", wa_id=EVA, user_id="DE.8812x")
    assert (name_of(hub, chat), conversations(hub)) == ("Eva vom Markt", 1)


def test_a_name_of_whatsapps_own_stands_before_the_one_in_the_book(hub: Hub) -> None:
    sync(hub, ("add", EVA, "Eva vom Markt"))
    value = {
        "metadata": {"phone_number_id": "1066"},
        "contacts": [{"wa_id": EVA, "profile": {"name": "Eva Lang"}}],
        "messages": [{"from": EVA, "id": "wamid.A", "timestamp": str(AT), "type": "text", "text": {"body": "Moin"}}],
    }
    body = json.dumps({"entry": [{"id": "1", "changes": [{"field": "messages", "value": value}]}]}).encode()
    hub.writer.deliver("whatsapp", body, body)
    (message,) = hub.events("message.received")
    assert message.conversation is not None
    assert name_of(hub, message.conversation) == "Eva Lang"
