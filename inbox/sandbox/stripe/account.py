"""The pretend Stripe as the rest of the sandbox sees it: one account, its keys and books, and what people do to it.

Made once by the sandbox's composition. The control side, the pay page and the scripted customers call these methods on
the loop's thread; API requests arrive through ``stripe_routes``. Amounts are minor units, times unix seconds. A method
that cannot do what it is asked raises ``StripeFault`` with words. Objects returned are copies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext

from inbox.sandbox.stripe import (
    balance,
    charges,
    credit_notes,
    customers,
    disputes,
    endpoints,
    events,
    invoices,
    paying,
    payments,
    refunds,
    renewals,
    subscriptions,
    warnings,
)
from inbox.sandbox.stripe.amounts import currency_of
from inbox.sandbox.stripe.books import books
from inbox.sandbox.stripe.charges import Payer
from inbox.sandbox.stripe.copies import copied
from inbox.sandbox.stripe.errors import Obj, invalid
from inbox.sandbox.stripe.invoice_lines import Item
from inbox.sandbox.stripe.keys import Key, KeyRing
from inbox.sandbox.stripe.means import means_of
from inbox.sandbox.stripe.paying import Attempt
from inbox.sandbox.stripe.server import StripeServer
from inbox.sandbox.stripe.state import AccountSettings, AccountState
from inbox.sandbox.world import World


class StripeAccount:
    """One Stripe account in test mode. ``server`` answers its API requests."""

    def __init__(
        self, world: World, base_url: str, settings: AccountSettings | None = None, *,
        restricted_key: str | None = None, secret_key: str | None = None, webhook_secret: str | None = None,
    ) -> None:  # fmt: skip
        """Open the account; pay pages get addresses under ``base_url``. Keys that are not given are made up."""
        self.state = AccountState(world, base_url, settings or AccountSettings(), webhook_secret)
        token = self.state.token
        self._restricted = Key(restricted_key or token("rk_test_51", 97))
        self._full = Key(secret_key or token("sk_test_51", 97))
        self.server = StripeServer(self.state, KeyRing(self.state.account_id, self._restricted, self._full))

    # Keys and webhooks

    @property
    def restricted_key(self) -> str:
        """Return the ``rk_test_`` key a program is normally given."""
        return self._restricted.secret

    @property
    def secret_key(self) -> str:
        """Return the ``sk_test_`` key that may do everything."""
        return self._full.secret

    @property
    def webhook_secret(self) -> str:
        """Return the one secret every webhook is signed with."""
        return self.state.webhook_secret

    def set_permission(self, permission: str, *, granted: bool) -> None:
        """Give the restricted key a permission (``rak_charge_write``) or take it away; writing includes reading."""
        if granted:
            self._restricted.permissions.add(permission)
        else:
            self._restricted.permissions.discard(permission)

    def expire_key(self, *, expired: bool = True) -> None:
        """Make the restricted key answer 401 ``api_key_expired``, or work again."""
        self._restricted.expired = expired

    def webhook_headers(self, body: bytes) -> dict[str, str]:
        """Return headers for a webhook sent now; every repeated delivery is to be signed anew."""
        return events.signed_headers(self.state, body)

    def webhook_urls(self, event_type: str) -> list[str]:
        """Return the addresses a program registered by API for this type of event."""
        return endpoints.urls_for(self.state, event_type)

    def mark_delivered(self, event_id: str) -> None:
        """Note that the receiver took an event, so that ``delivery_success`` lists tell the truth."""
        events.mark_delivered(self.state, event_id)

    # Time and truth

    def advance(self) -> None:
        """Let happen what has become due: expiries, debits, refunds arriving or failing, judgements.

        Every API request does it first; the control side calls it after moving the clock, and a timer now and then.
        """
        self.state.advance()

    def books(self) -> Obj:
        """Return the account's own truth (see ``books.py``)."""
        return copied(books(self.state))

    # Invoices

    def invoice(
        self, customer: str, items: Iterable[tuple[str, int]], currency: str = "eur", *, tax_percent: int = 0,
        charge: str | None = None, created: int | None = None,
    ) -> Obj:  # fmt: skip
        """Make an invoice with (name, amount) lines, paid by ``charge`` when one is given, else open.

        One for the past (``created``, unix seconds) sends no webhooks.
        """
        at, quiet = (self.state.now(), False) if created is None else (created, True)
        lines = [Item(name, amount) for name, amount in items]
        with self.state.as_of(at, quiet=quiet):
            person = self.state.customers.need(customer)
            made = invoices.draft(self.state, person, currency_of(currency), lines, tax_percent=tax_percent)
            invoices.finalize(self.state, made)
            if charge is not None:
                invoices.paid_by(self.state, made, self._charge(charge))
        return copied(made)

    def void_invoice(self, invoice: str) -> Obj:
        """Take an invoice back that nobody has paid."""
        return copied(invoices.void(self.state, self.state.invoices.need(invoice)))

    def give_up_invoice(self, invoice: str) -> Obj:
        """Mark an open invoice as uncollectible."""
        return copied(invoices.mark_uncollectible(self.state, self.state.invoices.need(invoice)))

    def subscribe(
        self, customer: str, prices: Sequence[tuple[str, int]], *, method: str = "card_4242", trial_days: int = 0,
        created: int | None = None, until: int | None = None, description: str | None = None,
    ) -> Obj:  # fmt: skip
        """Begin a subscription to (price, quantity) pairs, paid with a means of ``means.py``.

        One that began in the past (``created``, unix seconds) has renewed ``until`` then, or now, without webhooks.
        """
        state = self.state
        at = state.now() if created is None else created
        with state.as_of(at, quiet=created is not None) if created is not None else nullcontext():
            made = subscriptions.subscribe(
                state, customer, prices, method=method, trial_days=trial_days, description=description
            )
        if created is not None:
            self.live_on(made["id"], until)
        return copied(made)

    def live_on(self, subscription: str, until: int | None = None) -> None:
        """Let a subscription of the past renew ``until`` then (unix seconds), or now, without webhooks."""
        state, end = self.state, self.state.now() if until is None else until
        made = state.subscriptions.need(subscription)
        while made["status"] != "canceled" and (due := renewals.ends_at(made)) <= end:
            with state.as_of(due, quiet=True):
                renewals.renew(state, subscription, due)

    def pay_subscription_with(self, subscription: str, method: str) -> None:
        """Let the next renewals be paid with another means: the customer has put in another card, or hers went bad."""
        self.state.subscriptions.need(subscription)
        self.state.means_by_subscription[subscription] = method

    def pay_invoice(self, invoice: str, method: str = "card_4242") -> bool:
        """Let the customer pay an open invoice of a subscription on its own page; tell whether that worked."""
        return renewals.charge(self.state, invoice, method)

    def create_credit_note(self, **params: object) -> Obj:
        """Make a credit note as ``POST /v1/credit_notes`` would, with the same rules."""
        return copied(credit_notes.create(self.state, "", params))

    def paper(self, token: str) -> Obj | None:
        """Return the invoice or credit note behind an address; None when there is none."""
        found = self.state.find(self.state.papers.get(token, ""))
        return None if found is None else copied(found)

    def receipt(self, charge: str) -> Obj | None:
        """Return the charge whose receipt is asked for; None when it has none."""
        found = self.state.charges.get(charge)
        return copied(found) if found is not None and found["receipt_url"] else None

    # The payment page

    def open_session(self, page: str, email: str | None = None, reference: str | None = None) -> Obj:
        """Return the Checkout Session behind a page (see ``paying.open_page``), as the page shows it.

        With its ``line_items``, and the delivery address its customer is known to have as ``prefilled``.
        """
        session = copied(paying.open_page(self.state, page, email, reference))
        session["line_items"] = copied(self.state.lines[session["id"]])
        session["shipping_options"] = [
            {**option, "display_name": self.state.shipping_rates.need(option["shipping_rate"])["display_name"]}
            for option in session["shipping_options"]
        ]
        customer = self.state.customers.get(session["customer"] or "") or {}
        session["prefilled"] = copied(customer.get("shipping") or {})
        return session

    def pay(
        self, page: str, method: str = "card_4242", address: Mapping[str, str] | None = None, shipping: int | str = 0, *,
        name: str | None = None, email: str | None = None, phone: str | None = None,
        billing: Mapping[str, str] | None = None, opt_in: bool = False,
    ) -> Attempt:  # fmt: skip
        """Try to pay a page with a means of ``means.py`` or a test card number.

        ``address`` is the delivery address with an optional ``name``; ``shipping`` the place or the ``shr_`` id of the
        chosen shipping option.
        """
        delivery = {"name": address.get("name"), "address": dict(address)} if address else None
        payer = Payer(name, email, phone, dict(billing) if billing else None, delivery)
        choice = self._shipping_choice(page, shipping) if isinstance(shipping, str) else shipping
        return copied(paying.pay(self.state, page, method, payer, choice, opt_in=opt_in))

    def _shipping_choice(self, page: str, rate: str) -> int:
        rates = [option["shipping_rate"] for option in paying.open_page(self.state, page)["shipping_options"]]
        if rate not in rates:
            raise invalid(f"No such shipping option: {rate}", param="shipping_option")
        return rates.index(rate)

    def abandon(self, page: str, email: str | None = None, *, opt_in: bool = False) -> Obj:
        """Open a page and leave it; it stays open until it expires."""
        return copied(paying.abandon(self.state, page, email, opt_in=opt_in))

    def expire(self, page: str) -> list[Obj]:
        """Expire a session, or all open sessions of a link, before their time."""
        return copied(paying.expire(self.state, page))

    def settle_debit(self, session: str, *, failed: bool = False) -> Obj:
        """Let a bank debit under way arrive or fail now instead of in five days."""
        return copied(paying.settle_debit(self.state, session, failed=failed))

    # What happens to payments elsewhere

    def dispute(self, charge: str, reason: str = "fraudulent", *, inquiry: bool = False) -> Obj:
        """Let the payer's bank reclaim a payment, or ask about it; a chargeback fails the charge's waiting refunds."""
        target = self._charge(charge)
        dispute = disputes.open_dispute(self.state, target, reason, inquiry=inquiry)
        if not inquiry:
            refunds.fail_pending_of(self.state, target)
        return copied(dispute)

    def warn_of_fraud(self, charge: str, fraud_type: str = "made_with_stolen_card") -> Obj:
        """Let the payer's bank warn of a payment before it is disputed."""
        return copied(warnings.warn(self.state, self._charge(charge), fraud_type))

    def escalate_dispute(self, dispute: str) -> Obj:
        """Turn an inquiry into a chargeback."""
        return copied(disputes.escalate(self.state, dispute))

    def judge_dispute(self, dispute: str, *, won: bool) -> Obj:
        """Let the bank decide a dispute."""
        return copied(disputes.judge(self.state, dispute, won=won))

    def create_refund(self, **params: object) -> Obj:
        """Refund as ``POST /v1/refunds`` would, with the same rules."""
        return copied(refunds.create(self.state, "", params))

    def dashboard_refund(self, charge: str, amount: int | None = None, reason: str | None = None) -> Obj:
        """Refund in Stripe's own dashboard: the same rules, and no request in its events."""
        given = {"charge": self._charge(charge)["id"], "amount": amount, "reason": reason}
        return self.create_refund(**{name: value for name, value in given.items() if value is not None})

    def complete_refund(self, refund: str) -> Obj:
        """Let a waiting refund arrive."""
        return copied(refunds.complete(self.state, refund))

    def fail_refund(self, refund: str, reason: str = "unknown") -> Obj:
        """Let a refund fail, also one that had succeeded."""
        return copied(refunds.fail(self.state, refund, reason))

    def set_balance(self, currency: str, amount: int) -> None:
        """Make the account's balance ``amount``: less leaves refunds pending, more lets waiting ones go."""
        currency = currency_of(currency)
        difference = amount - balance.total(self.state, currency)
        if difference:
            kind = "topup" if difference > 0 else "payout"
            balance.record(self.state, kind, difference, currency, source=None, description=kind.title())
        refunds.funds_arrived(self.state)

    def pay_out(self) -> list[str]:
        """Send what has settled to the bank; return the payouts' ids, one a currency."""
        return balance.pay_out(self.state)

    def _charge(self, key: str) -> Obj:
        """Return a charge by its own id or its PaymentIntent's."""
        intent = self.state.payment_intents.get(key)
        return self.state.charges.need((intent["latest_charge"] or key) if intent else key)

    # Seeding

    def create_customer(self, *, created: int | None = None, **params: object) -> Obj:
        """Make a customer as ``POST /v1/customers`` would; without webhooks when it is for the past."""
        if created is None:
            return copied(customers.create(self.state, "", params))
        with self.state.as_of(created, quiet=True):
            return copied(customers.create(self.state, "", params))

    def create_charge_for_seed(
        self, customer: str | None, amount: int, currency: str = "eur", description: str | None = None,
        metadata: Mapping[str, str] | None = None, created: int | None = None, *, method: str = "card_4242",
        name: str | None = None, email: str | None = None, phone: str | None = None, capture: bool = True,
    ) -> Obj:  # fmt: skip
        """Make a payment that happened at ``created`` (the present when None) and return its charge.

        It is in the event log from then, but no webhook is sent for it. ``method`` may also be a declining or disputed
        means; with ``capture=False`` the money is only held.
        """
        means = means_of(method)
        person = self.state.customers.need(customer) if customer else {}
        payer = Payer(name or person.get("name"), email or person.get("email"), phone or person.get("phone"))
        with self.state.as_of(self.state.now() if created is None else created, quiet=True):
            intent = payments.create(
                self.state, amount, currency_of(currency), customer=customer, description=description,
                metadata=dict(metadata or {}), payment_method_types=[means.type],
                capture_method="automatic_async" if capture else "manual",
            )  # fmt: skip
            charge = payments.attempt(self.state, intent, means, payer)
            if charge["status"] == "succeeded" and charge["captured"]:
                charges.settle(self.state, charge)
        return copied(charge)
