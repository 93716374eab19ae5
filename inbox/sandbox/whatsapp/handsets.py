"""What happens on phones without anybody writing to the shop: a customer's number changes, the shop's own phone is used.

Called by the control side on the sandbox's event loop; never awaits. Documented at developers.facebook.com, Cloud API >
Webhooks > messages (system), smb_message_echoes and smb_app_state_sync.
"""

from __future__ import annotations

from inbox.sandbox.customers import Customer, phone_of
from inbox.sandbox.whatsapp.account import NUMBER, WhatsAppAccount
from inbox.sandbox.whatsapp.names import wamid


def move(account: WhatsAppAccount, customer: Customer, phone: str | None) -> dict[str, object]:
    """Give a customer another number (E.164), or only another user id, and tell the shop; ValueError on no phone number.

    The user id changes with the number. A hidden number stays hidden: the shop then hears of the user id alone.
    """
    before_wa_id, before_user_id = customer.wa_id, customer.user_id
    if phone is not None:
        customer.phone = phone_of(phone)
    country, _, _ = before_user_id.partition(".")
    customer.user_id = f"{country}.{account.world.ids.digits(17)}"
    system: dict[str, object] = {
        "type": "user_changed_user_id" if customer.wa_id is None else "user_changed_number",
        "body": f"{customer.name} changed",
        "user_id": customer.user_id,
        "previous_user_id": before_user_id,
    }
    message: dict[str, object] = {
        "id": wamid(account.world.ids),
        "timestamp": str(account.world.clock.now()),
        "type": "system",
        "from_user_id": before_user_id,
        "system": system,
    }
    if customer.wa_id is not None:
        system["wa_id"] = customer.wa_id
    if before_wa_id is not None:
        message["from"] = before_wa_id
    # As at WhatsApp, without ``contacts``.
    account.tell({"messages": [message]}, "messages")
    return {"user_id": customer.user_id, "previous_user_id": before_user_id, "wa_id": customer.wa_id}


def echo(account: WhatsAppAccount, customer: Customer, text: str) -> str:
    """Let somebody answer a customer on the shop's own phone; returns the message's id."""
    name = wamid(account.world.ids)
    to: dict[str, object] = {"to_user_id": customer.user_id}
    if customer.wa_id is not None:
        to["to"] = customer.wa_id
    said = {
        "id": name,
        "from": NUMBER.digits,
        "timestamp": str(account.world.clock.now()),
        **to,
        "type": "text",
        "text": {"body": text},
    }
    account.tell({"contacts": [customer.contact()], "message_echoes": [said]}, "smb_message_echoes")
    return name


def list_contact(account: WhatsAppAccount, customer: Customer, name: str | None) -> str:
    """Enter a customer into the address book of the shop's phone, None to take them out; returns what was told."""
    line: dict[str, object] = {"user_id": customer.user_id}
    if customer.wa_id is not None:
        line["phone_number"] = customer.wa_id
    if name is not None:
        line |= {"full_name": name, "first_name": name.partition(" ")[0]}
    action = "remove" if name is None else "add"
    item = {
        "type": "contact",
        "contact": line,
        "action": action,
        "metadata": {"timestamp": str(account.world.clock.now())},
    }
    account.tell({"state_sync": [item]}, "smb_app_state_sync")
    return action
