"""The calls to Stripe this program makes, each answering in its own structs (``gateway.StripeGateway``).

Called by the hub's action and job threads, many at once; how a call is made is said in ``calls``.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence

import msgspec

from inbox.domain.ids import SourceId
from inbox.domain.journal import Balance, Movement
from inbox.domain.payments import Checkout, Customer, Dispute, Payment, Refund, StripeObject, merge
from inbox.platforms.stripe import checkouts, convert, disputed, fields, forms, movements, papers, prices
from inbox.platforms.stripe.balance_calls import BalanceCalls
from inbox.platforms.stripe.calls import PAGE, Calls, many, one, part
from inbox.platforms.stripe.dispute_calls import DisputeCalls
from inbox.platforms.stripe.fields import Json
from inbox.platforms.stripe.gateway import Answer, EventPage, MovementPage, ObjectPage, PayoutPage, StripeEvent
from inbox.platforms.stripe.invoices import Invoices
from inbox.platforms.stripe.prices import Price
from inbox.platforms.stripe.subscription_calls import SubscriptionCalls


class StripeClient(Calls):
    """One account's Stripe, over one key. Safe for threads."""

    @property
    def disputes(self) -> DisputeCalls:
        """The calls about disputes and early fraud warnings."""
        return DisputeCalls(self)

    @property
    def subscriptions(self) -> SubscriptionCalls:
        """The calls about subscriptions."""
        return SubscriptionCalls(self)

    @property
    def invoices(self) -> Invoices:
        """The calls about invoices and credit notes."""
        return Invoices(self)

    def account(self) -> Answer[str]:
        """Return the account id the key belongs to."""
        answer = self.get("/v1/account")
        return Answer(fields.text(answer.value, "id") or "", answer.date, answer.request_id)

    def payment(self, payment: SourceId) -> Answer[Payment]:
        """Read a payment by ``pi_``, ``ch_`` or ``py_``; the charge comes with it."""
        if payment.startswith("pi_"):
            answer = self.get(f"/v1/payment_intents/{part(payment)}", {"expand": ["latest_charge"]})
            return one(answer, convert.payment_of_intent)
        return one(self.get(f"/v1/charges/{part(payment)}"), convert.payment_of_charge)

    def charge_with_fee(self, charge: SourceId) -> Answer[Payment]:
        """Read a charge with what Stripe kept of it."""
        answer = self.get(f"/v1/charges/{part(charge)}", {"expand": ["balance_transaction"]})
        return one(answer, convert.payment_of_charge)

    def refund(self, refund: SourceId) -> Answer[Refund]:
        """Read one refund."""
        return one(self.get(f"/v1/refunds/{part(refund)}"), convert.refund)

    def refunds_of(self, charge: SourceId) -> Answer[tuple[Refund, ...]]:
        """List every refund of a charge, all pages."""
        return many(self.pages("/v1/refunds", {"charge": charge}), convert.refund)

    def disputes_of(self, charge: SourceId) -> Answer[tuple[Dispute, ...]]:
        """List every dispute of a charge."""
        return many(self.pages("/v1/disputes", {"charge": charge}), disputed.dispute)

    def checkout(self, request: SourceId) -> Answer[Checkout]:
        """Read a payment request with its lines; a link's own state is completed by the newest session opened from it."""
        if not request.startswith("plink_"):
            return _page(one(self._with_lines(f"/v1/checkout/sessions/{part(request)}"), checkouts.session))
        answer = one(self._with_lines(f"/v1/payment_links/{part(request)}"), checkouts.link)
        sessions = many(self.pages("/v1/checkout/sessions", {"payment_link": request}), checkouts.session)
        return Answer(with_sessions(answer.value, sessions.value), answer.date, answer.request_id)

    def customer(self, customer: SourceId) -> Answer[Customer]:
        """Read a customer."""
        return one(self.get(f"/v1/customers/{part(customer)}"), convert.customer)

    def payments_of(self, customer: SourceId) -> Answer[tuple[Payment, ...]]:
        """List the newest payments of a customer with their charges, 100 at most."""
        params: dict[str, forms.Value] = {"customer": customer, "limit": PAGE, "expand": ["data.latest_charge"]}
        answer = self.get("/v1/payment_intents", params)
        return many(
            Answer(fields.rows(answer.value, "data"), answer.date, answer.request_id), convert.payment_of_intent
        )

    def price(self, price: SourceId) -> Answer[prices.Price]:
        """Read one price with its product; ``Lost`` for one that is not on sale."""
        return one(self.get(f"/v1/prices/{part(price)}", {"expand": ["product"]}), prices.price)

    def prices(self) -> Answer[tuple[prices.Price, ...]]:
        """List what is on sale with its prices, all pages: products come along, so that this is one read per 100."""
        return many(self.pages("/v1/prices", {"active": True, "expand": ["data.product"]}), prices.price)

    def picture_of(self, price: Price) -> str | None:
        """Return where the picture of a price's product can be had; None for none, or one that Stripe does not keep itself."""
        return price.image if price.image is not None and papers.is_kept_by(self, price.image) else None

    def fetch_picture(self, url: str, into: Callable[[bytes], object], *, limit: int) -> int:
        """Stream a product's picture into ``into`` and return its size in bytes; see ``papers.picture``."""
        return papers.picture(self, url, into, limit=limit)

    def movements(self, since: int, until: int) -> Generator[MovementPage, None, None]:
        """Read what moved the balance from ``since`` to before ``until`` (unix seconds), all pages, in no order."""
        return BalanceCalls(self).movements(since, until)

    def payouts(self, since: int, until: int) -> Answer[tuple[SourceId, ...]]:
        """List what went to the bank in a time, newest first."""
        asked: dict[str, forms.Value] = {"type": "payout", "created": {"gte": since, "lt": until}}
        sent = many(self.pages("/v1/balance_transactions", asked), movements.movement)
        return Answer(tuple(each.source for each in sent.value if each.source is not None), sent.date, sent.request_id)

    def paid_out(self, payouts: Sequence[SourceId]) -> Generator[PayoutPage, None, None]:
        """Read which movements went to the bank with each of these payouts."""
        return BalanceCalls(self).paid_out(payouts)

    def movements_of(self, source: SourceId) -> Answer[tuple[Movement, ...]]:
        """List what moved the balance because of one charge, refund or dispute."""
        return many(self.pages("/v1/balance_transactions", {"source": source}), movements.movement)

    def balance(self) -> Answer[tuple[Balance, ...]]:
        """Read what the account holds."""
        answer = self.get("/v1/balance")
        return Answer(movements.balances(answer.value), answer.date, answer.request_id)

    def page_of(self, kind: str, since: int, after: str | None) -> Answer[ObjectPage]:
        """Read a page of all objects of a kind made since then (unix seconds), newest first; subscriptions all, ended too."""
        asked: dict[str, forms.Value] = {"limit": PAGE, "starting_after": after}
        asked |= {"status": "all"} if kind == "subscriptions" else {"created": {"gte": since}}
        answer = self.get(f"/v1/{kind}", asked)
        rows = fields.rows(answer.value, "data")
        read = (convert.READERS.get(fields.text(row, "object") or "") for row in rows)
        found = (reader(row) for reader, row in zip(read, rows, strict=True) if reader is not None)
        page = ObjectPage(
            tuple(each for each in found if each is not None),
            fields.flag(answer.value, "has_more") or False,
            fields.source_id(rows[-1]) if rows else None,
            fields.moment(rows[-1], "created") if rows else None,
        )
        return Answer(page, answer.date, answer.request_id)

    def event_page(self, after: str | None = None, before: str | None = None, since: int = 0) -> Answer[EventPage]:
        """Read a page of events (docs.stripe.com/api/events/list), 100 at most and of the last 30 days only."""
        params: dict[str, forms.Value] = {"limit": PAGE, "ending_before": after, "starting_after": before}
        if since:
            params["created"] = {"gte": since}
        answer = self.get("/v1/events", params)
        found = [_event(row) for row in fields.rows(answer.value, "data")]
        events = tuple(event for event in found if event is not None)
        page = EventPage(events, fields.flag(answer.value, "has_more") or False)
        return Answer(page, answer.date, answer.request_id)

    def look_up(self, source: SourceId) -> Answer[StripeObject | None]:
        """Read any object by its id; None for a kind the program does not keep."""
        if source.startswith(("cs_", "plink_")):
            found = self.checkout(source)
            return Answer(found.value, found.date, found.request_id)
        if source.startswith("sub_"):
            subscribed = self.subscriptions.subscription(source)
            return Answer(subscribed.value, subscribed.date, subscribed.request_id)
        path = convert.path_of(source)
        if path is None:
            return Answer(None, 0)
        expand: Mapping[str, forms.Value] = {"expand": ["latest_charge"]} if source.startswith("pi_") else {}
        answer = self.get(path, expand)
        reader = convert.READERS.get(fields.text(answer.value, "object") or "")
        return Answer(reader(answer.value) if reader else None, answer.date, answer.request_id)

    def create_refund(self, body: bytes, key: str, stripe_version: str) -> Answer[Refund]:
        """Give money back (docs.stripe.com/api/refunds/create)."""
        return one(self.post("/v1/refunds", body, key, stripe_version), convert.refund)

    def create_shipping_rate(self, body: bytes, key: str, stripe_version: str) -> Answer[SourceId]:
        """Make a shipping choice (docs.stripe.com/api/shipping_rates/create)."""
        return one(self.post("/v1/shipping_rates", body, key, stripe_version), fields.source_id)

    def create_link(self, body: bytes, key: str, stripe_version: str) -> Answer[Checkout]:
        """Make a Payment Link (docs.stripe.com/api/payment-link/create)."""
        return one(self.post("/v1/payment_links", body, key, stripe_version), checkouts.link)

    def create_session(self, body: bytes, key: str, stripe_version: str) -> Answer[Checkout]:
        """Make a Checkout Session (docs.stripe.com/api/checkout/sessions/create)."""
        return one(self.post("/v1/checkout/sessions", body, key, stripe_version), checkouts.session)

    def close_request(self, request: SourceId, key: str) -> Answer[Checkout]:
        """Expire a session or deactivate a link, and answer what it has become.

        A page that was opened from a link stays payable when the link is deactivated, so those pages are expired too;
        ``Refused`` says that one was completed in that moment.
        """
        if not request.startswith("plink_"):
            return self._expire(request, key)
        path = f"/v1/payment_links/{part(request)}"
        self.post(path, forms.encode({"active": False}), key, self.stripe_version)
        opened = self.pages("/v1/checkout/sessions", {"payment_link": request, "status": "open"})
        for session in many(opened, checkouts.session).value:
            self._expire(session.id, f"{key}.{session.id}")
        return self.checkout(request)

    def webhook_urls(self) -> Answer[tuple[str, ...]]:
        """List the addresses Stripe delivers events to."""
        answer = self.pages("/v1/webhook_endpoints", {})
        urls = (fields.text(row, "url") for row in answer.value)
        return Answer(tuple(url for url in urls if url is not None), answer.date, answer.request_id)

    def create_webhook(self, url: str, events: tuple[str, ...], key: str) -> Answer[SourceId]:
        """Have events delivered to ``url`` (docs.stripe.com/api/webhook_endpoints/create)."""
        body = forms.encode({"url": url, "enabled_events": events})
        return one(self.post("/v1/webhook_endpoints", body, key, self.stripe_version), fields.source_id)

    def _expire(self, session: SourceId, key: str) -> Answer[Checkout]:
        path = f"/v1/checkout/sessions/{part(session)}/expire"
        return _page(one(self.post(path, b"", key, self.stripe_version), checkouts.session))

    def _with_lines(self, path: str) -> Answer[dict[str, object]]:
        """Read a session or link; the lines that come with it are its first ones only, so that more are listed."""
        answer = self.get(path, {"expand": ["line_items"]})
        if not fields.flag(fields.table(answer.value, "line_items"), "has_more"):
            return answer
        lines = self.pages(f"{path}/line_items", {})
        return Answer(answer.value | {"line_items": {"data": lines.value}}, answer.date, answer.request_id)

def _page(answer: Answer[Checkout]) -> Answer[Checkout]:
    return Answer(checkouts.as_of(answer.value, answer.date), answer.date, answer.request_id)


def with_sessions(link: Checkout, sessions: tuple[Checkout, ...]) -> Checkout:
    """Complete a link by its sessions: paid or processing beats whatever the link says of itself, if it is paid only once."""
    if link.shared:
        return link
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


