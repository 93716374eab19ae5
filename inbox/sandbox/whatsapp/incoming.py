"""Brings what customers write to the business: opens their 24-hour window and publishes the webhook.

Called by the control side and the scripts on the sandbox's event loop; never awaits. Documented at
developers.facebook.com, Cloud API > Webhooks > messages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from inbox.sandbox.customers import Customer
from inbox.sandbox.whatsapp.names import wamid
from inbox.sandbox.whatsapp.statuses import Receipts, Received
from inbox.sandbox.world import World


class Incoming:
    """The way in for customers' messages."""

    def __init__(self, world: World, receipts: Receipts, publish: Callable[[dict[str, object]], None]) -> None:
        self._world = world
        self._receipts = receipts
        self._publish = publish

    def bring(self, customer: Customer, content: Mapping[str, object], business_digits: str) -> str | None:
        """Publish one message and return its id; None when the business blocked the customer (it never arrives).

        ``content`` is the part of ``messages[]`` that tells kinds apart. Its ``context`` needs only the quoted ``id``.
        """
        if customer.blocked_by_shop:
            return None
        now = self._world.clock.now()
        kind = str(content.get("type", "text"))
        message: dict[str, object] = {
            "id": wamid(self._world.ids),
            "timestamp": str(now),
            "from_user_id": customer.user_id,
        }
        if customer.wa_id is not None:
            message["from"] = customer.wa_id
        message |= content
        context = message.get("context")
        if isinstance(context, Mapping) and "id" in context:
            message["context"] = {"from": business_digits, **context}
        if kind != "reaction":
            # Whether a bare reaction opens the window is not documented; the sandbox takes the stricter reading.
            customer.last_wrote = now
        received = Received(str(message["id"]), now, kind, customer)
        self._receipts.received[received.id] = received
        self._publish({"contacts": [customer.contact()], "messages": [message]})
        return received.id
