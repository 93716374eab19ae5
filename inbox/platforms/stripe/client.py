"""The calls to Stripe this program makes, each answering in its own structs (``gateway.StripeGateway``).

Called by the hub's action and job threads, many at once. Never retries: the engine that knows what the money is doing
decides that. The SDK is loaded at the first call, so an idle hub does not carry it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

import httpx
import msgspec

from inbox.domain.ids import SourceId
from inbox.domain.journal import Balance, Movement
from inbox.domain.payments import Checkout, Customer, Dispute, Payment, Refund, StripeObject, merge
from inbox.platforms.stripe import convert, errors, fields, forms, movements, prices
from inbox.platforms.stripe.fields import Json
from inbox.platforms.stripe.gateway import Answer, EventPage, StripeEvent
from inbox.system.settings import StripeSettings

if TYPE_CHECKING:
    from inbox.platforms.stripe.sdk import Connection

T = TypeVar("T")

PAGE = 100
"""Stripe's largest page."""
_MOST_PAGES = 50
_MOST_MOVEMENT_PAGES = 1000
"""A month of a shop: a hundred thousand movements."""


class StripeClient:
    """One account's Stripe, over one key. Safe for threads."""

    def __init__(
        self,
        settings: StripeSettings,
        transport: httpx.BaseTransport | None = None,
        heard: Callable[[int], None] | None = None,
    ) -> None:
        """``heard`` is told Stripe's clock (unix seconds) of every answer; ``transport`` replaces the network in tests."""
        self._settings = settings
        self._transport = transport
        self._heard = heard or (lambda date: None)
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._reads = 0

    @property
    def reads(self) -> int:
        """How many reading calls were made since start; Stripe allots a number per month."""
        return self._reads

    @property
    def stripe_version(self) -> str:
        """The API version new requests are made in; loads the SDK, which knows it."""
        from inbox.platforms.stripe import sdk

        return sdk.VERSION

    def close(self) -> None:
        """Close the connections; a later call opens new ones."""
        with self._lock:
            connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def account(self) -> Answer[str]:
        """Return the account id the key belongs to."""
        answer = self._get("/v1/account")
        return Answer(fields.text(answer.value, "id") or "", answer.date, answer.request_id)

    def payment(self, payment: SourceId) -> Answer[Payment]:
        """Read a payment by ``pi_``, ``ch_`` or ``py_``; the charge comes with it."""
        if payment.startswith("pi_"):
            answer = self._get(f"/v1/payment_intents/{_part(payment)}", {"expand": ["latest_charge"]})
            return _one(answer, convert.payment_of_intent)
        return _one(self._get(f"/v1/charges/{_part(payment)}"), convert.payment_of_charge)

    def charge_with_fee(self, charge: SourceId) -> Answer[Payment]:
        """Read a charge with what Stripe kept of it."""
        answer = self._get(f"/v1/charges/{_part(charge)}", {"expand": ["balance_transaction"]})
        return _one(answer, convert.payment_of_charge)

    def refund(self, refund: SourceId) -> Answer[Refund]:
        """Read one refund."""
        return _one(self._get(f"/v1/refunds/{_part(refund)}"), convert.refund)

    def refunds_of(self, charge: SourceId) -> Answer[tuple[Refund, ...]]:
        """List every refund of a charge, all pages."""
        return _many(self._pages("/v1/refunds", {"charge": charge}), convert.refund)

    def disputes_of(self, charge: SourceId) -> Answer[tuple[Dispute, ...]]:
        """List every dispute of a charge."""
        return _many(self._pages("/v1/disputes", {"charge": charge}), convert.dispute)

    def checkout(self, request: SourceId) -> Answer[Checkout]:
        """Read a payment request with its lines; a link's own state is completed by the newest session opened from it."""
        if not request.startswith("plink_"):
            return _one(self._with_lines(f"/v1/checkout/sessions/{_part(request)}"), convert.session)
        answer = _one(self._with_lines(f"/v1/payment_links/{_part(request)}"), convert.link)
        sessions = _many(self._pages("/v1/checkout/sessions", {"payment_link": request}), convert.session)
        return Answer(with_sessions(answer.value, sessions.value), answer.date, answer.request_id)

    def customer(self, customer: SourceId) -> Answer[Customer]:
        """Read a customer."""
        return _one(self._get(f"/v1/customers/{_part(customer)}"), convert.customer)

    def payments_of(self, customer: SourceId) -> Answer[tuple[Payment, ...]]:
        """List the newest payments of a customer with their charges, 100 at most."""
        params: dict[str, forms.Value] = {"customer": customer, "limit": PAGE, "expand": ["data.latest_charge"]}
        answer = self._get("/v1/payment_intents", params)
        return _many(
            Answer(fields.rows(answer.value, "data"), answer.date, answer.request_id), convert.payment_of_intent
        )

    def price(self, price: SourceId) -> Answer[prices.Price]:
        """Read one price with its product; ``Lost`` for one that is not on sale."""
        return _one(self._get(f"/v1/prices/{_part(price)}", {"expand": ["product"]}), prices.price)

    def prices(self) -> Answer[tuple[prices.Price, ...]]:
        """List what is on sale with its prices, all pages: products come along, so that this is one read per 100."""
        return _many(self._pages("/v1/prices", {"active": True, "expand": ["data.product"]}), prices.price)

    def movements(self, since: int, until: int) -> Answer[tuple[Movement, ...]]:
        """List what moved the balance from ``since`` to before ``until`` (unix seconds), all pages, each with its payout."""
        listed = self._pages("/v1/balance_transactions", {"created": {"gte": since, "lt": until}}, _MOST_MOVEMENT_PAGES)
        found = _many(listed, movements.movement)
        payout_of: dict[SourceId, SourceId] = {}
        for each in found.value:
            if each.source is not None and each.source.startswith("po_") and each.category == "payout":
                parts = self._pages("/v1/balance_transactions", {"payout": each.source}, _MOST_MOVEMENT_PAGES)
                payout_of |= dict.fromkeys((part.id for part in _many(parts, movements.movement).value), each.source)
        with_payouts = tuple(msgspec.structs.replace(each, payout=payout_of.get(each.id)) for each in found.value)
        return Answer(with_payouts, found.date, found.request_id)

    def movements_of(self, source: SourceId) -> Answer[tuple[Movement, ...]]:
        """List what moved the balance because of one charge, refund or dispute."""
        return _many(self._pages("/v1/balance_transactions", {"source": source}), movements.movement)

    def balance(self) -> Answer[tuple[Balance, ...]]:
        """Read what the account holds."""
        answer = self._get("/v1/balance")
        return Answer(movements.balances(answer.value), answer.date, answer.request_id)

    def event_page(self, after: str | None = None, before: str | None = None, since: int = 0) -> Answer[EventPage]:
        """Read a page of events (docs.stripe.com/api/events/list), 100 at most and of the last 30 days only."""
        params: dict[str, forms.Value] = {"limit": PAGE, "ending_before": after, "starting_after": before}
        if since:
            params["created"] = {"gte": since}
        answer = self._get("/v1/events", params)
        found = [_event(row) for row in fields.rows(answer.value, "data")]
        events = tuple(event for event in found if event is not None)
        page = EventPage(events, fields.flag(answer.value, "has_more") or False)
        return Answer(page, answer.date, answer.request_id)

    def look_up(self, source: SourceId) -> Answer[StripeObject | None]:
        """Read any object by its id; None for a kind the program does not keep."""
        if source.startswith(("cs_", "plink_")):
            found = self.checkout(source)
            return Answer(found.value, found.date, found.request_id)
        path = convert.path_of(source)
        if path is None:
            return Answer(None, 0)
        expand: Mapping[str, forms.Value] = {"expand": ["latest_charge"]} if source.startswith("pi_") else {}
        answer = self._get(path, expand)
        reader = convert.READERS.get(fields.text(answer.value, "object") or "")
        return Answer(reader(answer.value) if reader else None, answer.date, answer.request_id)

    def create_refund(self, body: bytes, key: str, stripe_version: str) -> Answer[Refund]:
        """Give money back (docs.stripe.com/api/refunds/create)."""
        return _one(self._post("/v1/refunds", body, key, stripe_version), convert.refund)

    def create_shipping_rate(self, body: bytes, key: str, stripe_version: str) -> Answer[SourceId]:
        """Make a shipping choice (docs.stripe.com/api/shipping_rates/create)."""
        return _one(self._post("/v1/shipping_rates", body, key, stripe_version), fields.source_id)

    def create_link(self, body: bytes, key: str, stripe_version: str) -> Answer[Checkout]:
        """Make a Payment Link (docs.stripe.com/api/payment-link/create)."""
        return _one(self._post("/v1/payment_links", body, key, stripe_version), convert.link)

    def create_session(self, body: bytes, key: str, stripe_version: str) -> Answer[Checkout]:
        """Make a Checkout Session (docs.stripe.com/api/checkout/sessions/create)."""
        return _one(self._post("/v1/checkout/sessions", body, key, stripe_version), convert.session)

    def close_request(self, request: SourceId, key: str) -> Answer[Checkout]:
        """Expire a session or deactivate a link, and answer what it has become.

        A page that was opened from a link stays payable when the link is deactivated, so those pages are expired too;
        ``Refused`` says that one was completed in that moment.
        """
        if not request.startswith("plink_"):
            return self._expire(request, key)
        path = f"/v1/payment_links/{_part(request)}"
        self._post(path, forms.encode({"active": False}), key, self.stripe_version)
        opened = self._pages("/v1/checkout/sessions", {"payment_link": request, "status": "open"})
        for session in _many(opened, convert.session).value:
            self._expire(session.id, f"{key}.{session.id}")
        return self.checkout(request)

    def webhook_urls(self) -> Answer[tuple[str, ...]]:
        """List the addresses Stripe delivers events to."""
        answer = self._pages("/v1/webhook_endpoints", {})
        urls = (fields.text(row, "url") for row in answer.value)
        return Answer(tuple(url for url in urls if url is not None), answer.date, answer.request_id)

    def create_webhook(self, url: str, events: tuple[str, ...], key: str) -> Answer[SourceId]:
        """Have events delivered to ``url`` (docs.stripe.com/api/webhook_endpoints/create)."""
        body = forms.encode({"url": url, "enabled_events": events})
        return _one(self._post("/v1/webhook_endpoints", body, key, self.stripe_version), fields.source_id)

    def _expire(self, session: SourceId, key: str) -> Answer[Checkout]:
        path = f"/v1/checkout/sessions/{_part(session)}/expire"
        return _one(self._post(path, b"", key, self.stripe_version), convert.session)

    def _with_lines(self, path: str) -> Answer[dict[str, object]]:
        """Read a session or link; the lines that come with it are its first ones only, so that more are listed."""
        answer = self._get(path, {"expand": ["line_items"]})
        if not fields.flag(fields.table(answer.value, "line_items"), "has_more"):
            return answer
        lines = self._pages(f"{path}/line_items", {})
        return Answer(answer.value | {"line_items": {"data": lines.value}}, answer.date, answer.request_id)

    def _pages(self, path: str, params: Mapping[str, forms.Value], most: int = _MOST_PAGES) -> Answer[list[Json]]:
        """Read a list to its end, newest first as Stripe gives it."""
        rows: list[Json] = []
        after: str | None = None
        for _ in range(most):
            answer = self._get(path, {**params, "limit": PAGE, "starting_after": after})
            page = fields.rows(answer.value, "data")
            rows += page
            after = fields.text(page[-1], "id") if page else None
            if after is None or not fields.flag(answer.value, "has_more"):
                return Answer(rows, answer.date, answer.request_id)
        raise errors.Lost(f"Stripe's list did not end after {most} pages.")

    def _get(self, path: str, params: Mapping[str, forms.Value] | None = None) -> Answer[dict[str, object]]:
        with self._lock:
            self._reads += 1
        answer = self._connect().get(path, params or {})
        self._heard(answer.date)
        return answer

    def _post(self, path: str, body: bytes, key: str, stripe_version: str) -> Answer[dict[str, object]]:
        return self._connect().post(path, body, key, stripe_version)

    def _connect(self) -> Connection:
        from inbox.platforms.stripe import sdk

        with self._lock:
            if self._connection is None:
                settings = self._settings
                self._connection = sdk.Connection(settings.key.reveal(), settings.url, self._transport)
            return self._connection


def with_sessions(link: Checkout, sessions: tuple[Checkout, ...]) -> Checkout:
    """Complete a link by its sessions: paid or processing beats whatever the link says of itself."""
    for status in ("paid", "processing"):
        for session in sessions:
            if session.status == status:
                more = Checkout(
                    id=link.id,
                    status=status,
                    payment=session.payment,
                    customer=session.customer,
                    email=session.email,
                    phone=session.phone,
                    shipping=session.shipping,
                )
                return merge(link, more)
    return link


def _event(row: Json) -> StripeEvent | None:
    name = fields.text(row, "id")
    return None if name is None else StripeEvent(name, fields.whole(row, "created") or 0, msgspec.json.encode(row))


def _part(source: SourceId) -> str:
    return quote(source, safe="")


def _one(answer: Answer[dict[str, object]], read: Callable[[Json], T | None]) -> Answer[T]:
    found = read(answer.value)
    if found is None:
        raise errors.Lost("Stripe's answer could not be read.", date=answer.date, request_id=answer.request_id)
    return Answer(found, answer.date, answer.request_id)


def _many(answer: Answer[list[Json]], read: Callable[[Json], T | None]) -> Answer[tuple[T, ...]]:
    found = (read(row) for row in answer.value)
    return Answer(tuple(item for item in found if item is not None), answer.date, answer.request_id)
