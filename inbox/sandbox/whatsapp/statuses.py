"""What happens to messages after they were accepted: sent, delivered, read or failed, each told by webhook.

Called by ``outgoing.py`` and the control side on the sandbox's event loop; waits by ``later``, never by sleeping.
Documented at developers.facebook.com, Cloud API > Webhooks > status messages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

import msgspec

from inbox.sandbox.customers import Customer
from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.world import SandboxClock

RANK = {"sent": 1, "delivered": 2, "read": 3, "failed": 4}


class Later(Protocol):
    """Runs something after some seconds on the sandbox's event loop, or at a simulation's turn."""

    def __call__(self, seconds: float, call: Callable[[], None]) -> object:
        """Plan ``call``."""
        ...


class Sent(msgspec.Struct):
    """One message of the business: ``at`` in unix seconds, ``to`` an E.164 phone or a user id, ``category`` as priced."""

    id: str
    at: int
    to: str
    customer: Customer | None
    kind: str
    category: str
    text: str
    urls: tuple[str, ...]
    callback_data: str | None
    body: Mapping[str, object]
    statuses: list[str] = []
    error: int | None = None

    def booked(self) -> dict[str, object]:
        """Return the entry of the books."""
        return {
            "id": self.id,
            "at": self.at,
            "to": self.to,
            "customer": self.customer.id if self.customer else None,
            "type": self.kind,
            "text": self.text,
            "urls": list(self.urls),
            "biz_opaque_callback_data": self.callback_data,
            "statuses": list(self.statuses),
            "error": self.error,
            "body": dict(self.body),
        }


class Received(msgspec.Struct, frozen=True):
    """One message of a customer: when and what kind, for reactions and read receipts."""

    id: str
    at: int
    kind: str
    customer: Customer


class Receipts:
    """Follows every sent message and remembers every received one."""

    def __init__(self, clock: SandboxClock, later: Later, publish: Callable[[dict[str, object]], None]) -> None:
        self._clock = clock
        self._later = later
        self._publish = publish
        self.received: dict[str, Received] = {}
        self.read_by_shop: list[str] = []
        self.on_arrival: list[Callable[[Sent], None]] = []
        """Called with every message the moment it is on the customer's phone."""

    def follow(self, sent: Sent, failure: GraphError | None) -> None:
        """Plan the statuses of a message just accepted; ``failure`` is why it will not arrive."""
        customer = sent.customer
        if failure is not None or customer is None:
            self._later(0.01, lambda: self.tell(sent, "failed", failure))
            return
        manners = customer.manners
        delay = manners.sent_ms
        self._later(delay / 1000, lambda: self.tell(sent, "sent"))
        if sent.kind == "reaction" or manners.delivered_ms is None:
            return
        delay += manners.delivered_ms
        self._later(delay / 1000, lambda: self.tell(sent, "delivered"))
        if manners.read_ms is not None:
            self._later((delay + manners.read_ms) / 1000, lambda: self.tell(sent, "read"))

    def tell(self, sent: Sent, status: str, failure: GraphError | None = None) -> None:
        """Publish one status; a status at or below the present one is not told again."""
        if any(RANK[status] <= RANK[past] for past in sent.statuses):
            return
        entry = _status(sent, status, self._clock.now())
        if failure is not None:
            sent.error = failure.code
            entry["errors"] = [failure.in_webhook()]
        if status == "sent" or (status in ("delivered", "read") and "delivered" not in sent.statuses):
            entry["pricing"] = {"billable": True, "pricing_model": "PMP", "type": "regular", "category": sent.category}
        sent.statuses.append(status)
        value: dict[str, object] = {"statuses": [entry]}
        if sent.customer is not None and failure is None:
            value["contacts"] = [sent.customer.contact()]
        self._publish(value)
        if status == "delivered":
            for call in self.on_arrival:
                call(sent)

    def complain(self, error: GraphError) -> None:
        """Publish an error that belongs to no single message."""
        self._publish({"errors": [error.in_webhook()]})


def _status(sent: Sent, status: str, now: int) -> dict[str, object]:
    entry: dict[str, object] = {"id": sent.id, "status": status, "timestamp": str(now)}
    customer = sent.customer
    if customer is not None:
        entry["recipient_user_id"] = customer.user_id
        if customer.wa_id is not None:
            entry["recipient_id"] = customer.wa_id
    elif sent.to.startswith("+"):
        entry["recipient_id"] = sent.to.removeprefix("+")
    else:
        entry["recipient_user_id"] = sent.to
    if sent.callback_data is not None:
        entry["biz_opaque_callback_data"] = sent.callback_data
    return entry
