"""Every object the pretend Stripe answers with is what the SDK's classes say, field by field."""

from __future__ import annotations

import io
from typing import Any

import pytest
import stripe

from inbox.sandbox.stripe.expand import EXPANDABLE
from tests.sandbox.stripe.conftest import LENA, Shop
from tests.sandbox.stripe.shapes import expandable, problems


def _lively(shop: Shop) -> None:
    """Let everything happen once that makes objects of every kind and state."""
    account, sdk = shop.account, shop.sdk()
    customer = sdk.v1.customers.create(
        {
            "email": "lena@example.com",
            "address": {"country": "DE"},
            "shipping": {"name": "L", "address": {"city": "Kiel"}},
        }
    )
    rate = sdk.v1.shipping_rates.create(
        {
            "display_name": "DHL",
            "fixed_amount": {"amount": 490, "currency": "eur"},
            "delivery_estimate": {"minimum": {"unit": "day", "value": 1}},
        }
    )
    product = sdk.v1.products.create({"name": "Mug", "default_price_data": {"currency": "eur", "unit_amount": 1290}})
    item: Any = {"price": product.default_price, "quantity": 2, "adjustable_quantity": {"enabled": True}}
    link = sdk.v1.payment_links.create(
        {
            "line_items": [item],
            "shipping_address_collection": {"allowed_countries": ["DE"]},
            "shipping_options": [{"shipping_rate": rate.id}],
            "restrictions": {"completed_sessions": {"limit": 2}},
            "payment_intent_data": {"metadata": {"conversation": "c_1"}, "description": "Mugs"},
            "consent_collection": {"promotions": "auto"},
            "custom_fields": [{"key": "note", "label": {"custom": "Note", "type": "custom"}, "type": "text"}],
            "custom_text": {"submit": {"message": "Thanks"}},
            "after_completion": {"type": "redirect", "redirect": {"url": "https://shop.example/"}},
            "customer_creation": "always",
        }
    )
    page = link.url.rsplit("/", 1)[1]
    account.pay(page, "declined_fraudulent", LENA)
    account.pay(page, "card_mastercard", LENA, opt_in=True)
    item = {"price_data": {"currency": "eur", "unit_amount": 900, "product_data": {"name": "Tea"}}, "quantity": 1}
    for means in ("sepa_debit", "sepa_debit_fails", "multibanco", "declined_expired_card"):
        session = sdk.v1.checkout.sessions.create(
            {
                "mode": "payment",
                "success_url": "https://shop.example/ok",
                "customer": customer.id,
                "line_items": [item],
                "after_expiration": {"recovery": {"enabled": True}},
                "expires_at": shop.clock.now() + 7200,
            }
        )
        account.pay(session.id, means)
    shop.clock.shift(3 * 86400)
    account.advance()
    account.pay(next(iter(account.state.recoveries)))
    for means in ("card_4242", "card_refund_pending", "card_refund_fails", "multibanco"):
        charge = shop.paid(5000, method=means, description="Beans")
        sdk.v1.refunds.create({"charge": charge["id"], "amount": 1000, "instructions_email": "a@b.example"})
    held = shop.paid(3000, capture=False)
    sdk.v1.payment_intents.capture(held["payment_intent"], {"amount_to_capture": 2000})
    sdk.v1.payment_intents.cancel(shop.paid(3000, capture=False)["payment_intent"])
    won = shop.paid(method="card_dispute_not_received")
    dispute = sdk.v1.disputes.list({"charge": won["id"]}).data[0]
    sdk.v1.disputes.update(dispute.id, {"evidence": {"uncategorized_text": "winning_evidence"}})
    shop.paid(method="card_inquiry")
    sdk.v1.refunds.create({"charge": shop.paid(method="card_warning")["id"]})
    account.set_balance("eur", 100)
    sdk.v1.refunds.create({"charge": shop.paid(9000)["id"]})
    sdk.v1.files.create({"purpose": "dispute_evidence", "file": io.BytesIO(b"%PDF-1.7")})
    sdk.v1.webhook_endpoints.create({"url": "http://127.0.0.1:9/hook", "enabled_events": ["*"]})
    _invoiced(shop, customer.id)
    _subscribed(shop, customer.id)
    shop.clock.shift(7 * 86400)
    account.advance()


def _invoiced(shop: Shop, customer: str) -> None:
    """Make invoices in every state, and credit notes of them."""
    account, sdk = shop.account, shop.sdk()
    item: Any = {"price_data": {"currency": "eur", "unit_amount": 900, "product_data": {"name": "Tea"}}, "quantity": 2}
    rate: Any = {"display_name": "DHL", "type": "fixed_amount", "fixed_amount": {"amount": 490, "currency": "eur"}}
    page = sdk.v1.checkout.sessions.create(
        {
            "mode": "payment",
            "success_url": "https://shop.example/ok",
            "line_items": [item],
            "invoice_creation": {"enabled": True, "invoice_data": {"footer": "Danke", "metadata": {"a": "b"}}},
            "shipping_options": [{"shipping_rate_data": rate}],
        }
    )
    paid = account.pay(page.id, "card_4242", LENA)
    refund = sdk.v1.refunds.create({"charge": paid.charge, "amount": 1000})
    invoice = paid.session["invoice"]
    sdk.v1.credit_notes.create({"invoice": invoice, "amount": 1000, "refunds": [{"refund": refund.id}]})
    rest = {"invoice": invoice, "amount": 1290}
    sdk.v1.credit_notes.create({**rest, "refund_amount": 290, "credit_amount": 500, "out_of_band_amount": 500})  # type: ignore[typeddict-item] # plain table
    opened = account.invoice(customer, [("Kaffee", 1190), ("Tasse", 990)], tax_percent=19)
    line = opened["lines"]["data"][0]["id"]
    note = sdk.v1.credit_notes.create(
        {"invoice": opened["id"], "lines": [{"type": "invoice_line_item", "invoice_line_item": line, "quantity": 1}]}
    )
    sdk.v1.credit_notes.void_credit_note(note.id)
    account.void_invoice(opened["id"])
    account.give_up_invoice(account.invoice(customer, [("Kaffee", 1190)], tax_percent=7)["id"])


def _subscribed(shop: Shop, customer: str) -> None:
    """Let subscriptions be in every state."""
    account, v1 = shop.account, shop.sdk().v1
    weekly: Any = {"interval": "week"}
    price = v1.prices.create(
        {"currency": "eur", "unit_amount": 900, "recurring": weekly, "product_data": {"name": "Tee-Abo"}}
    )
    paused, ending, over, late, halted = (account.subscribe(customer, [(price.id, 2)])["id"] for _ in range(5))
    account.subscribe(customer, [(price.id, 1)], trial_days=3)
    v1.subscriptions.update(paused, {"pause_collection": {"behavior": "void"}})
    v1.subscriptions.update(ending, {"cancel_at_period_end": True})
    v1.subscriptions.cancel(over, {"cancellation_details": {"comment": "enough"}})
    account.pay_subscription_with(late, "declined_expired_card")
    v1.subscriptions.pause(halted, {"bill_for": {"unused_time_from": {"type": "none"}}})
    shop.clock.shift(7 * 86400)
    account.advance()


def test_every_object_is_what_the_sdk_says(shop: Shop) -> None:
    _lively(shop)
    state = shop.account.state
    seen: dict[str, int] = {}
    wrong: set[str] = set()
    shelves = [state.shelf_of(kind) for kind in (*EXPANDABLE, "event", "webhook_endpoint")]
    for shelf in shelves:
        for obj in shelf.newest() if shelf is not None else ():
            seen[obj["object"]] = seen.get(obj["object"], 0) + 1
            wrong |= set(problems(obj))
    for lines in state.lines.values():
        for line in lines:
            wrong |= set(problems(line))
    for event in state.events.newest():
        wrong |= set(problems(event["data"]["object"]))
    client = shop.sdk()
    for one in (client.v1.balance.retrieve(), client.v1.accounts.retrieve_current()):
        wrong |= set(problems(one.to_dict()))
    assert not wrong, "\n".join(sorted(wrong))
    assert set(seen) == set(EXPANDABLE) - {"item", "subscription_item"} | {"event", "webhook_endpoint"}


def test_the_lively_account_had_every_kind_of_event(shop: Shop) -> None:
    _lively(shop)
    types = {event["type"] for event in shop.account.state.events.newest()}
    assert types >= {
        "charge.dispute.closed",
        "charge.dispute.created",
        "charge.dispute.funds_reinstated",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.updated",
        "charge.failed",
        "charge.pending",
        "charge.refunded",
        "charge.succeeded",
        "charge.updated",
        "checkout.session.async_payment_failed",
        "checkout.session.async_payment_succeeded",
        "checkout.session.completed",
        "checkout.session.expired",
        "credit_note.created",
        "credit_note.voided",
        "customer.created",
        "customer.subscription.created",
        "customer.subscription.deleted",
        "customer.subscription.paused",
        "customer.subscription.updated",
        "invoice.created",
        "invoice.finalized",
        "invoice.marked_uncollectible",
        "invoice.paid",
        "invoice.payment_failed",
        "invoice.updated",
        "invoice.voided",
        "invoice_payment.paid",
        "payment_intent.amount_capturable_updated",
        "payment_intent.canceled",
        "payment_intent.created",
        "payment_intent.payment_failed",
        "payment_intent.processing",
        "payment_intent.succeeded",
        "payment_link.created",
        "payment_link.updated",
        "radar.early_fraud_warning.created",
        "radar.early_fraud_warning.updated",
        "price.created",
        "product.created",
        "refund.created",
        "refund.failed",
        "refund.updated",
    }


@pytest.mark.parametrize("kind", sorted(EXPANDABLE))
def test_the_sdk_can_expand_the_same_fields(kind: str) -> None:
    known = expandable(kind) | ({"price.product"} if kind in ("item", "subscription_item") else set())
    ours = set(EXPANDABLE[kind])
    assert ours <= known
    never_asked = {"account", "tax_ids", "rule", "coupon", "promotion_code", "source", "destination", "line_items"}
    left_out = {name for name in known - ours if name.rpartition(".")[2] not in never_asked}
    assert not left_out


def test_the_sdk_parses_what_it_gets(shop: Shop) -> None:
    charge = shop.paid(description="Beans")
    got = shop.sdk().v1.charges.retrieve(charge["id"], {"expand": ["payment_intent", "refunds"]})
    assert isinstance(got, stripe.Charge)
    assert isinstance(got.payment_intent, stripe.PaymentIntent)
    assert got.refunds is not None
    assert got.refunds.data == []
