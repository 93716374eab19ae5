"""Which function answers which call."""

from __future__ import annotations

from collections.abc import Callable

from inbox.sandbox.stripe import (
    balance,
    charges,
    checkout,
    credit_notes,
    customers,
    disputes,
    endpoints,
    events,
    files,
    invoices,
    links,
    payments,
    prices,
    refunds,
    subscriptions,
    warnings,
)
from inbox.sandbox.stripe.errors import Obj
from inbox.sandbox.stripe.search import search
from inbox.sandbox.stripe.state import AccountState

Handler = Callable[[AccountState, str, Obj], Obj]

HANDLERS: dict[str, Handler] = {
    "accounts.retrieve": endpoints.retrieve_account,
    "balance.retrieve": balance.retrieve_balance,
    "balance_transactions.list": balance.list_transactions,
    "balance_transactions.retrieve": balance.retrieve,
    "charges.list": charges.list_charges,
    "charges.refunds": charges.list_refunds,
    "charges.retrieve": charges.retrieve,
    "charges.search": search("charge", "/v1/charges/search"),
    "charges.update": charges.update,
    "checkout_sessions.create": checkout.create,
    "checkout_sessions.expire": checkout.expire,
    "checkout_sessions.line_items": checkout.list_lines,
    "checkout_sessions.list": checkout.list_sessions,
    "checkout_sessions.retrieve": checkout.retrieve,
    "checkout_sessions.update": checkout.update,
    "credit_notes.create": credit_notes.create,
    "credit_notes.lines": credit_notes.list_lines,
    "credit_notes.list": credit_notes.list_notes,
    "credit_notes.preview": credit_notes.preview,
    "credit_notes.retrieve": credit_notes.retrieve,
    "credit_notes.update": credit_notes.update,
    "credit_notes.void": credit_notes.void,
    "customers.create": customers.create,
    "customers.delete": customers.delete,
    "customers.list": customers.list_customers,
    "customers.retrieve": customers.retrieve,
    "customers.search": search("customer", "/v1/customers/search"),
    "customers.update": customers.update,
    "disputes.close": disputes.close,
    "disputes.list": disputes.list_disputes,
    "disputes.retrieve": disputes.retrieve,
    "disputes.update": disputes.update,
    "early_fraud_warnings.list": warnings.list_warnings,
    "early_fraud_warnings.retrieve": warnings.retrieve,
    "events.list": events.list_events,
    "events.retrieve": events.retrieve,
    "files.create": files.create,
    "files.list": files.list_files,
    "files.retrieve": files.retrieve,
    "invoice_payments.list": invoices.list_payments,
    "invoice_payments.retrieve": invoices.retrieve_payment,
    "invoices.lines": invoices.list_lines,
    "invoices.list": invoices.list_invoices,
    "invoices.retrieve": invoices.retrieve,
    "invoices.search": search("invoice", "/v1/invoices/search"),
    "payment_intents.cancel": payments.cancel,
    "payment_intents.capture": payments.capture,
    "payment_intents.list": payments.list_intents,
    "payment_intents.retrieve": payments.retrieve,
    "payment_intents.search": search("payment_intent", "/v1/payment_intents/search"),
    "payment_intents.update": payments.update,
    "payment_links.create": links.create,
    "payment_links.line_items": links.list_lines,
    "payment_links.list": links.list_links,
    "payment_links.retrieve": links.retrieve,
    "payment_links.update": links.update,
    "payment_methods.retrieve": charges.retrieve_method,
    "prices.create": prices.create_price,
    "prices.list": prices.list_prices,
    "prices.retrieve": prices.retrieve_price,
    "prices.search": search("price", "/v1/prices/search"),
    "prices.update": prices.update_price,
    "products.create": prices.create_product,
    "products.list": prices.list_products,
    "products.retrieve": prices.retrieve_product,
    "products.search": search("product", "/v1/products/search"),
    "products.update": prices.update_product,
    "refunds.cancel": refunds.cancel,
    "refunds.create": refunds.create,
    "refunds.list": refunds.list_refunds,
    "refunds.retrieve": refunds.retrieve,
    "refunds.update": refunds.update,
    "shipping_rates.create": prices.create_shipping_rate,
    "shipping_rates.list": prices.list_shipping_rates,
    "shipping_rates.retrieve": prices.retrieve_shipping_rate,
    "subscriptions.cancel": subscriptions.cancel,
    "subscriptions.list": subscriptions.list_subscriptions,
    "subscriptions.pause": subscriptions.pause,
    "subscriptions.resume": subscriptions.resume,
    "subscriptions.retrieve": subscriptions.retrieve,
    "subscriptions.search": search("subscription", "/v1/subscriptions/search"),
    "subscriptions.update": subscriptions.update,
    "webhook_endpoints.create": endpoints.create,
    "webhook_endpoints.delete": endpoints.delete,
    "webhook_endpoints.list": endpoints.list_endpoints,
    "webhook_endpoints.retrieve": endpoints.retrieve,
}

ANSWERS: dict[str, str] = {
    "accounts": "account",
    "balance": "balance",
    "balance_transactions": "balance_transaction",
    "charges": "charge",
    "checkout_sessions": "checkout.session",
    "credit_notes": "credit_note",
    "customers": "customer",
    "disputes": "dispute",
    "early_fraud_warnings": "radar.early_fraud_warning",
    "events": "event",
    "files": "file",
    "invoice_payments": "invoice_payment",
    "invoices": "invoice",
    "payment_intents": "payment_intent",
    "payment_links": "payment_link",
    "payment_methods": "payment_method",
    "prices": "price",
    "products": "product",
    "refunds": "refund",
    "shipping_rates": "shipping_rate",
    "subscriptions": "subscription",
    "webhook_endpoints": "webhook_endpoint",
}
"""The object each resource's calls answer with."""


def answered_by(name: str) -> str:
    """Return the object a call answers with, ``list:`` before it for a page."""
    resource, _, verb = name.partition(".")
    if verb == "refunds":
        return "list:refund"
    if verb == "line_items":
        return "list:item"
    if verb == "lines":
        return "list:line_item" if resource == "invoices" else "list:credit_note_line_item"
    return f"list:{ANSWERS[resource]}" if verb in ("list", "search") else ANSWERS[resource]
