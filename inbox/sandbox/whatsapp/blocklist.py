"""The business's block list: whoever is on it can neither write nor be written to.

Called by ``management.py`` on the sandbox's event loop. Documented at developers.facebook.com, WhatsApp > Block users.
"""

from __future__ import annotations

from collections.abc import Mapping

from inbox.sandbox.customers import Customer
from inbox.sandbox.whatsapp.account import NUMBER, WhatsAppAccount
from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.whatsapp.parts import Part
from inbox.sandbox.whatsapp.recipients import Recipient, phone_recipient


def blocked(account: WhatsAppAccount) -> list[dict[str, object]]:
    """Return everyone on the list, as ``GET /{PHONE_NUMBER_ID}/block_users`` shows them."""
    people = [one for one in account.customers.all() if one.blocked_by_shop]
    return [{"messaging_product": "whatsapp"} | _shown(one) for one in people]


def set_blocked(account: WhatsAppAccount, body: Mapping[str, object], block: bool) -> dict[str, object]:
    """Block or unblock everyone in ``body``; GraphError 139100 when it fails for any of them."""
    message = Part(body)
    if message.fields.get("messaging_product") != "whatsapp":
        raise GraphError(100, "The parameter messaging_product is required.")
    added, failed = [], []
    for entry in message.parts("block_users", 1000):
        recipient = _recipient(entry)
        customer = _customer(account, recipient)
        error = _refusal(account, recipient, customer) if block else None
        if customer is None or error is not None:
            failed.append(recipient.contact() | {"errors": [(error or _unknown()).in_webhook()]})
            continue
        customer.blocked_by_shop = block
        added.append(recipient.contact())
    if failed:
        raise BlockError(added, failed, block)
    return {"messaging_product": "whatsapp", "block_users": {_verb(block): added}}


class BlockError(GraphError):
    """Some of the people could not be (un)blocked; the answer lists both groups."""

    def __init__(self, done: list[dict[str, object]], failed: list[dict[str, object]], block: bool) -> None:
        super().__init__(139100, "Some users could not be blocked or unblocked; see block_users for each of them.")
        self._lists = {_verb(block): done, "failed_users": failed}

    def envelope(self, trace: str) -> dict[str, object]:
        """Return the error with both lists."""
        return {"messaging_product": "whatsapp", "block_users": self._lists} | super().envelope(trace)


def _verb(block: bool) -> str:
    return "added_users" if block else "removed_users"


def _recipient(entry: Part) -> Recipient:
    if entry.has("user"):
        return phone_recipient(str(entry.fields["user"]), entry.name("user"), NUMBER.calling_code)
    user_id = entry.text("user_id", 140)
    return Recipient(user_id, user_id=user_id)


def _customer(account: WhatsAppAccount, recipient: Recipient) -> Customer | None:
    if recipient.user_id is not None:
        return account.customers.by_user_id(recipient.user_id)
    # Here, unlike for messages, Meta takes a bare wa_id for what it is.
    return account.customers.by_phone(recipient.given.removeprefix("+")) or account.customers.by_phone(
        recipient.digits or ""
    )


def _refusal(account: WhatsAppAccount, recipient: Recipient, customer: Customer | None) -> GraphError | None:
    if recipient.digits == NUMBER.digits:
        return GraphError(131021, "A business cannot block its own number.")
    if customer is None or not account.outgoing.window_is_open(customer):
        return GraphError(131047, "Only people who wrote to the business within the last 24 hours can be blocked.")
    return None


def _unknown() -> GraphError:
    return GraphError(131026, "There is no such WhatsApp user.")


def _shown(customer: Customer) -> dict[str, object]:
    return {"wa_id": customer.wa_id} if customer.wa_id else {"user_id": customer.user_id}
