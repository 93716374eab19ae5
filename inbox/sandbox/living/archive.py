"""Hands the conversations of the past to whoever listens: as WhatsApp's own webhooks, many in one body, with their real times.

What is long read comes as ``history``, as it does when a number is connected; what is new as ``messages``, which opens the
24-hour window, and the shop's own answers as ``smb_message_echoes``. Called on the sandbox's event loop; never awaits.
Documented at developers.facebook.com, Cloud API > Webhooks > history and smb_message_echoes.
"""

from __future__ import annotations

from collections.abc import Sequence

from inbox.sandbox.customers import Customer
from inbox.sandbox.living.acts import Write
from inbox.sandbox.living.doing import content_of_act
from inbox.sandbox.living.stories import Line
from inbox.sandbox.whatsapp.account import NUMBER, WhatsAppAccount
from inbox.sandbox.whatsapp.names import wamid
from inbox.sandbox.whatsapp.outgoing import WINDOW
from inbox.sandbox.whatsapp.payloads import encode, sign
from inbox.sandbox.whatsapp.statuses import Received, Sent

Json = dict[str, object]
READ_AFTER = 240


class Archive:
    """Collects everybody's past messages, enters them in the account's own memory, and makes the webhooks of them."""

    def __init__(self, whatsapp: WhatsAppAccount) -> None:
        self._whatsapp = whatsapp
        self._now = whatsapp.world.clock.now()
        self._threads: list[Json] = []
        self._contacts: list[Json] = []
        self._fresh: list[Json] = []
        self._statuses: list[Json] = []
        self._sent: list[Sent] = []

    def add(self, customer: Customer, lines: Sequence[Line]) -> None:
        """Take a conversation, oldest line first."""
        items = [
            self._sent_item(customer, line) if line.by_shop else self._received_item(customer, line) for line in lines
        ]
        tail = _tail(lines)
        if tail:
            self._threads.append(self._thread(customer, items[:tail]))
            self._contacts.append(customer.contact())
        for line, item in zip(lines[tail:], items[tail:], strict=True):
            self._fresh.append(self._change(customer, line, item))

    def publish(self) -> int:
        """Post everything to whoever listens; returns how many webhooks that were."""
        account, world = self._whatsapp.credentials, self._whatsapp.world
        self._whatsapp.outgoing.sent[:0] = sorted(self._sent, key=lambda sent: sent.at)
        chunk = {"metadata": {"phase": 0, "chunk_order": 1, "progress": 100}, "threads": self._threads}
        history = self._value({"contacts": self._contacts, "history": [chunk]})
        statuses = self._value({"statuses": self._statuses})
        bodies: list[list[Json]] = [
            [{"field": "history", "value": history}],
            self._fresh,
            [{"field": "messages", "value": statuses}],
        ]
        for changes in bodies:
            entry = {"id": account.business_account_id, "changes": changes}
            body = encode({"object": "whatsapp_business_account", "entry": [entry]})
            world.outbound.post("whatsapp", body, sign(body, account.whatsapp_app_secret))
        return len(bodies)

    def _value(self, value: Json) -> Json:
        number = self._whatsapp.credentials.phone_number_id
        metadata = {"display_phone_number": NUMBER.digits, "phone_number_id": number}
        return {"messaging_product": "whatsapp", "metadata": metadata, **value}

    def _change(self, customer: Customer, line: Line, item: Json) -> Json:
        field, items = ("smb_message_echoes", "message_echoes") if line.by_shop else ("messages", "messages")
        return {"field": field, "value": self._value({"contacts": [customer.contact()], items: [item]})}

    def _thread(self, customer: Customer, items: list[Json]) -> Json:
        context: Json = {"user_id": customer.user_id}
        if customer.username:
            context["username"] = customer.username
        thread: Json = {"context": context, "messages": items}
        if customer.wa_id is not None:
            context["wa_id"] = thread["id"] = customer.wa_id
        return thread

    def _received_item(self, customer: Customer, line: Line) -> Json:
        at = self._at(line)
        content = content_of_act(line.act, self._whatsapp)
        item: Json = {"id": wamid(self._whatsapp.world.ids), "timestamp": str(at), "from_user_id": customer.user_id}
        if customer.wa_id is not None:
            item["from"] = customer.wa_id
        item |= content
        received = Received(str(item["id"]), at, str(content["type"]), customer)
        self._whatsapp.receipts.received[received.id] = received
        customer.last_wrote = max(customer.last_wrote or 0, at)
        return item

    def _sent_item(self, customer: Customer, line: Line) -> Json:
        text = line.act.text if isinstance(line.act, Write) else ""
        at, name = self._at(line), wamid(self._whatsapp.world.ids)
        body: Json = {"type": "text", "text": {"body": text}}
        to: Json = {"to_user_id": customer.user_id}
        if customer.wa_id is not None:
            to["to"] = customer.wa_id
        urls = tuple(word for word in text.split() if word.startswith("http"))
        statuses = ["sent", "delivered"] if customer.manners.read_ms is None else ["sent", "delivered", "read"]
        sent = Sent(
            id=name,
            at=at,
            to=customer.phone or customer.user_id,
            customer=customer,
            kind="text",
            category="service",
            text=text,
            urls=urls,
            callback_data=None,
            body=body,
            statuses=statuses,
        )
        self._sent.append(sent)
        receipt: Json = {"id": name, "status": statuses[-1], "timestamp": str(min(at + READ_AFTER, self._now))}
        receipt["recipient_user_id"] = customer.user_id
        if customer.wa_id is not None:
            receipt["recipient_id"] = customer.wa_id
        self._statuses.append(receipt)
        return {"id": name, "from": NUMBER.digits, "timestamp": str(at), **to, **body}

    def _at(self, line: Line) -> int:
        return self._now - int(line.ago)


def _tail(lines: Sequence[Line]) -> int:
    """Return where the part begins that is new to the shop: what the customer said last, if it was today, and the answers."""
    last = len(lines)
    while last and lines[last - 1].by_shop:
        last -= 1
    first = last
    while first and not lines[first - 1].by_shop and lines[first - 1].ago < WINDOW:
        first -= 1
    return first if first < last else len(lines)
