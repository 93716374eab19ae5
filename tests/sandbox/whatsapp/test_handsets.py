"""Numbers that change and answers from the shop's own phone, as the shop hears of them."""

from __future__ import annotations

from tests.sandbox.kit import Kit


def notice(kit: Kit) -> dict:
    """The newest change of somebody's number or id that the hub was told of."""
    found = kit.hub.wait(lambda: [each for each in kit.hub.values() if "system" in str(each.get("messages"))])
    return found[-1]


def test_another_number_comes_with_another_user_id_and_without_contacts(kit: Kit) -> None:
    moved = kit.act("lena", "move", phone="+4915155556666")
    value = notice(kit)
    assert "contacts" not in value
    (message,) = value["messages"]
    assert message["from"] == "491701234567"
    assert message["system"]["type"] == "user_changed_number"
    assert message["system"]["wa_id"] == "4915155556666"
    assert message["system"]["user_id"] == moved["user_id"] != moved["previous_user_id"] == message["from_user_id"]
    assert kit.act("4915155556666", "say", text="ich")["delivered"]


def test_a_hidden_number_changes_unseen(kit: Kit) -> None:
    kit.act("anke", "move")
    (message,) = notice(kit)["messages"]
    assert message["system"]["type"] == "user_changed_user_id"
    assert not {"from", "wa_id"} & (message.keys() | message["system"].keys())


def test_what_is_no_number_is_refused_with_words(kit: Kit) -> None:
    assert "no phone number" in str(kit.act("lena", "move", 400, phone="Lena"))


def test_the_shops_own_phone_is_echoed(kit: Kit) -> None:
    name = kit.act("lena", "echo", text="Gern!")["message"]
    (value,) = kit.hub.wait(lambda: [each for each in kit.hub.values() if "message_echoes" in each])
    (message,) = value["message_echoes"]
    assert (message["id"], message["to"], message["text"]["body"]) == (name, "491701234567", "Gern!")


def test_the_address_book_of_the_shops_phone_is_synced(kit: Kit) -> None:
    assert kit.act("lena", "contact", name="Lena Blau")["action"] == "add"
    assert kit.act("anke", "contact")["action"] == "remove"
    told = kit.hub.wait(lambda: found if len(found := [v for v in kit.hub.values() if "state_sync" in v]) == 2 else [])
    added, removed = (value["state_sync"][0] for value in told)
    assert (added["action"], added["type"], removed["action"]) == ("add", "contact", "remove")
    assert (added["contact"]["full_name"], added["contact"]["phone_number"]) == ("Lena Blau", "491701234567")
    assert removed["contact"].keys() == {"user_id"}, "her number is hidden"
