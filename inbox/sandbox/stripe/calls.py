"""The calls the pretend Stripe takes: method, path, fault target, permission and the names of their parameters.

Pure data. Paths are matched by ``server.py``; ``params`` names the SDK's typed parameters of which ``params.json`` is drawn.
Permission names are those of docs.stripe.com/keys/permissions-reference as they appear in 403 messages.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Method = Literal["GET", "POST", "DELETE"]


class Call(msgspec.Struct, frozen=True):
    """One call: ``{id}`` in ``path`` is the object's id; ``params`` is a name in ``params.json``."""

    name: str
    method: Method
    path: str
    permission: str
    params: str

    @property
    def resource(self) -> str:
        """Return the resource as fault targets name it (``refunds`` of ``refunds.create``)."""
        return self.name.partition(".")[0]


CALLS = (
    Call("accounts.retrieve", "GET", "/v1/account", "rak_connected_account_read", "AccountRetrieveCurrentParams"),
    Call("balance.retrieve", "GET", "/v1/balance", "rak_balance_read", "BalanceRetrieveParams"),
    Call(
        "balance_transactions.list",
        "GET",
        "/v1/balance_transactions",
        "rak_balance_transaction_read",
        "BalanceTransactionListParams",
    ),
    Call(
        "balance_transactions.retrieve",
        "GET",
        "/v1/balance_transactions/{id}",
        "rak_balance_transaction_read",
        "BalanceTransactionRetrieveParams",
    ),
    Call("charges.list", "GET", "/v1/charges", "rak_charge_read", "ChargeListParams"),
    Call("charges.search", "GET", "/v1/charges/search", "rak_charge_read", "ChargeSearchParams"),
    Call("charges.retrieve", "GET", "/v1/charges/{id}", "rak_charge_read", "ChargeRetrieveParams"),
    Call("charges.update", "POST", "/v1/charges/{id}", "rak_charge_write", "ChargeUpdateParams"),
    Call("charges.refunds", "GET", "/v1/charges/{id}/refunds", "rak_charge_read", "ChargeListRefundsParams"),
    Call(
        "checkout_sessions.list",
        "GET",
        "/v1/checkout/sessions",
        "rak_checkout_session_read",
        "checkout.SessionListParams",
    ),
    Call(
        "checkout_sessions.create",
        "POST",
        "/v1/checkout/sessions",
        "rak_checkout_session_write",
        "checkout.SessionCreateParams",
    ),
    Call(
        "checkout_sessions.retrieve",
        "GET",
        "/v1/checkout/sessions/{id}",
        "rak_checkout_session_read",
        "checkout.SessionRetrieveParams",
    ),
    Call(
        "checkout_sessions.update",
        "POST",
        "/v1/checkout/sessions/{id}",
        "rak_checkout_session_write",
        "checkout.SessionUpdateParams",
    ),
    Call(
        "checkout_sessions.expire",
        "POST",
        "/v1/checkout/sessions/{id}/expire",
        "rak_checkout_session_write",
        "checkout.SessionExpireParams",
    ),
    Call(
        "checkout_sessions.line_items",
        "GET",
        "/v1/checkout/sessions/{id}/line_items",
        "rak_checkout_session_read",
        "checkout.SessionListLineItemsParams",
    ),
    Call("credit_notes.list", "GET", "/v1/credit_notes", "rak_credit_note_read", "CreditNoteListParams"),
    Call("credit_notes.create", "POST", "/v1/credit_notes", "rak_credit_note_write", "CreditNoteCreateParams"),
    Call("credit_notes.preview", "GET", "/v1/credit_notes/preview", "rak_credit_note_read", "CreditNotePreviewParams"),
    Call("credit_notes.retrieve", "GET", "/v1/credit_notes/{id}", "rak_credit_note_read", "CreditNoteRetrieveParams"),
    Call("credit_notes.update", "POST", "/v1/credit_notes/{id}", "rak_credit_note_write", "CreditNoteUpdateParams"),
    Call(
        "credit_notes.void",
        "POST",
        "/v1/credit_notes/{id}/void",
        "rak_credit_note_write",
        "CreditNoteVoidCreditNoteParams",
    ),
    Call(
        "credit_notes.lines", "GET", "/v1/credit_notes/{id}/lines", "rak_credit_note_read", "CreditNoteLineItemListParams"
    ),
    Call("customers.list", "GET", "/v1/customers", "rak_customer_read", "CustomerListParams"),
    Call("customers.search", "GET", "/v1/customers/search", "rak_customer_read", "CustomerSearchParams"),
    Call("customers.create", "POST", "/v1/customers", "rak_customer_write", "CustomerCreateParams"),
    Call("customers.retrieve", "GET", "/v1/customers/{id}", "rak_customer_read", "CustomerRetrieveParams"),
    Call("customers.update", "POST", "/v1/customers/{id}", "rak_customer_write", "CustomerUpdateParams"),
    Call("customers.delete", "DELETE", "/v1/customers/{id}", "rak_customer_write", "CustomerDeleteParams"),
    Call("disputes.list", "GET", "/v1/disputes", "rak_dispute_read", "DisputeListParams"),
    Call("disputes.retrieve", "GET", "/v1/disputes/{id}", "rak_dispute_read", "DisputeRetrieveParams"),
    Call("disputes.update", "POST", "/v1/disputes/{id}", "rak_dispute_write", "DisputeUpdateParams"),
    Call("disputes.close", "POST", "/v1/disputes/{id}/close", "rak_dispute_write", "DisputeCloseParams"),
    Call(
        "early_fraud_warnings.list",
        "GET",
        "/v1/radar/early_fraud_warnings",
        "rak_charge_read",
        "radar.EarlyFraudWarningListParams",
    ),
    Call(
        "early_fraud_warnings.retrieve",
        "GET",
        "/v1/radar/early_fraud_warnings/{id}",
        "rak_charge_read",
        "radar.EarlyFraudWarningRetrieveParams",
    ),
    Call("events.list", "GET", "/v1/events", "rak_event_read", "EventListParams"),
    Call("events.retrieve", "GET", "/v1/events/{id}", "rak_event_read", "EventRetrieveParams"),
    Call("files.list", "GET", "/v1/files", "rak_file_read", "FileListParams"),
    Call("files.create", "POST", "/v1/files", "rak_file_write", "FileCreateParams"),
    Call("files.retrieve", "GET", "/v1/files/{id}", "rak_file_read", "FileRetrieveParams"),
    Call("invoices.list", "GET", "/v1/invoices", "rak_invoice_read", "InvoiceListParams"),
    Call("invoices.search", "GET", "/v1/invoices/search", "rak_invoice_read", "InvoiceSearchParams"),
    Call("invoices.retrieve", "GET", "/v1/invoices/{id}", "rak_invoice_read", "InvoiceRetrieveParams"),
    Call("invoices.lines", "GET", "/v1/invoices/{id}/lines", "rak_invoice_read", "InvoiceLineItemListParams"),
    Call("invoice_payments.list", "GET", "/v1/invoice_payments", "rak_invoice_read", "InvoicePaymentListParams"),
    Call(
        "invoice_payments.retrieve", "GET", "/v1/invoice_payments/{id}", "rak_invoice_read", "InvoicePaymentRetrieveParams"
    ),
    Call("payment_intents.list", "GET", "/v1/payment_intents", "rak_payment_intent_read", "PaymentIntentListParams"),
    Call(
        "payment_intents.search",
        "GET",
        "/v1/payment_intents/search",
        "rak_payment_intent_read",
        "PaymentIntentSearchParams",
    ),
    Call(
        "payment_intents.retrieve",
        "GET",
        "/v1/payment_intents/{id}",
        "rak_payment_intent_read",
        "PaymentIntentRetrieveParams",
    ),
    Call(
        "payment_intents.update",
        "POST",
        "/v1/payment_intents/{id}",
        "rak_payment_intent_write",
        "PaymentIntentUpdateParams",
    ),
    Call(
        "payment_intents.cancel",
        "POST",
        "/v1/payment_intents/{id}/cancel",
        "rak_payment_intent_write",
        "PaymentIntentCancelParams",
    ),
    Call(
        "payment_intents.capture",
        "POST",
        "/v1/payment_intents/{id}/capture",
        "rak_payment_intent_write",
        "PaymentIntentCaptureParams",
    ),
    Call("payment_links.list", "GET", "/v1/payment_links", "rak_payment_link_read", "PaymentLinkListParams"),
    Call("payment_links.create", "POST", "/v1/payment_links", "rak_payment_link_write", "PaymentLinkCreateParams"),
    Call(
        "payment_links.retrieve", "GET", "/v1/payment_links/{id}", "rak_payment_link_read", "PaymentLinkRetrieveParams"
    ),
    Call("payment_links.update", "POST", "/v1/payment_links/{id}", "rak_payment_link_write", "PaymentLinkUpdateParams"),
    Call(
        "payment_links.line_items",
        "GET",
        "/v1/payment_links/{id}/line_items",
        "rak_payment_link_read",
        "PaymentLinkListLineItemsParams",
    ),
    Call(
        "payment_methods.retrieve",
        "GET",
        "/v1/payment_methods/{id}",
        "rak_payment_method_read",
        "PaymentMethodRetrieveParams",
    ),
    Call("prices.list", "GET", "/v1/prices", "rak_plan_read", "PriceListParams"),
    Call("prices.search", "GET", "/v1/prices/search", "rak_plan_read", "PriceSearchParams"),
    Call("prices.create", "POST", "/v1/prices", "rak_plan_write", "PriceCreateParams"),
    Call("prices.retrieve", "GET", "/v1/prices/{id}", "rak_plan_read", "PriceRetrieveParams"),
    Call("prices.update", "POST", "/v1/prices/{id}", "rak_plan_write", "PriceUpdateParams"),
    Call("products.list", "GET", "/v1/products", "rak_product_read", "ProductListParams"),
    Call("products.search", "GET", "/v1/products/search", "rak_product_read", "ProductSearchParams"),
    Call("products.create", "POST", "/v1/products", "rak_product_write", "ProductCreateParams"),
    Call("products.retrieve", "GET", "/v1/products/{id}", "rak_product_read", "ProductRetrieveParams"),
    Call("products.update", "POST", "/v1/products/{id}", "rak_product_write", "ProductUpdateParams"),
    Call("refunds.list", "GET", "/v1/refunds", "rak_charge_read", "RefundListParams"),
    Call("refunds.create", "POST", "/v1/refunds", "rak_charge_write", "RefundCreateParams"),
    Call("refunds.retrieve", "GET", "/v1/refunds/{id}", "rak_charge_read", "RefundRetrieveParams"),
    Call("refunds.update", "POST", "/v1/refunds/{id}", "rak_charge_write", "RefundUpdateParams"),
    Call("refunds.cancel", "POST", "/v1/refunds/{id}/cancel", "rak_charge_write", "RefundCancelParams"),
    Call("shipping_rates.list", "GET", "/v1/shipping_rates", "rak_shipping_rate_read", "ShippingRateListParams"),
    Call("shipping_rates.create", "POST", "/v1/shipping_rates", "rak_shipping_rate_write", "ShippingRateCreateParams"),
    Call(
        "shipping_rates.retrieve",
        "GET",
        "/v1/shipping_rates/{id}",
        "rak_shipping_rate_read",
        "ShippingRateRetrieveParams",
    ),
    Call("subscriptions.list", "GET", "/v1/subscriptions", "rak_subscription_read", "SubscriptionListParams"),
    Call(
        "subscriptions.search", "GET", "/v1/subscriptions/search", "rak_subscription_read", "SubscriptionSearchParams"
    ),
    Call(
        "subscriptions.retrieve", "GET", "/v1/subscriptions/{id}", "rak_subscription_read", "SubscriptionRetrieveParams"
    ),
    Call("subscriptions.update", "POST", "/v1/subscriptions/{id}", "rak_subscription_write", "SubscriptionUpdateParams"),
    Call("subscriptions.cancel", "DELETE", "/v1/subscriptions/{id}", "rak_subscription_write", "SubscriptionCancelParams"),
    Call(
        "subscriptions.pause", "POST", "/v1/subscriptions/{id}/pause", "rak_subscription_write", "SubscriptionPauseParams"
    ),
    Call(
        "subscriptions.resume",
        "POST",
        "/v1/subscriptions/{id}/resume",
        "rak_subscription_write",
        "SubscriptionResumeParams",
    ),
    Call("webhook_endpoints.list", "GET", "/v1/webhook_endpoints", "rak_webhook_read", "WebhookEndpointListParams"),
    Call(
        "webhook_endpoints.create", "POST", "/v1/webhook_endpoints", "rak_webhook_write", "WebhookEndpointCreateParams"
    ),
    Call(
        "webhook_endpoints.retrieve",
        "GET",
        "/v1/webhook_endpoints/{id}",
        "rak_webhook_read",
        "WebhookEndpointRetrieveParams",
    ),
    Call(
        "webhook_endpoints.delete",
        "DELETE",
        "/v1/webhook_endpoints/{id}",
        "rak_webhook_write",
        "WebhookEndpointDeleteParams",
    ),
)

WITH_CREATE = frozenset(call.resource for call in CALLS if call.name.endswith(".create"))
"""Resources with a create call: a fault there that names no method waits for a write (see ``server.py``)."""
