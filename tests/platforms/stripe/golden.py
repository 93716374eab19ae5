"""One body per object type of Stripe's, whole as API 2026-10-28 writes it (docs.stripe.com/api), with what the program keeps."""

from __future__ import annotations

from typing import Any

NOON = 1_795_435_200
"""2026-11-23T12:00:00Z"""

CHARGE: dict[str, Any] = {
    "id": "ch_3Golden", "object": "charge", "amount": 5470, "amount_captured": 5470, "amount_refunded": 490,
    "balance_transaction": {"id": "txn_1", "object": "balance_transaction", "fee": 112, "currency": "eur", "amount": 5470},
    "billing_details": {
        "address": {"city": "Kiel", "country": "DE", "line1": "Hafen 1", "line2": None, "postal_code": "24103", "state": None},
        "email": "lena@example.com", "name": "Lena Brandt", "phone": "+4915112345678", "tax_id": None,
    },
    "captured": True, "created": NOON, "currency": "eur", "customer": "cus_Golden", "description": "Order 10234",
    "disputed": True, "failure_code": None, "failure_message": None, "fraud_details": {}, "livemode": True,
    "metadata": {"conversation": "c_0123456789abcdef01234567", "order_id": "10234", "pays_back": "re_9Wrong"},
    "outcome": {"network_status": "approved_by_network", "reason": None, "risk_level": "normal", "type": "authorized"},
    "paid": True, "payment_intent": "pi_3Golden", "payment_method": "pm_1",
    "payment_method_details": {
        "card": {"brand": "visa", "last4": "4242", "country": "DE", "exp_month": 1, "exp_year": 2027}, "type": "card",
    },
    "presentment_details": {"presentment_amount": 5120, "presentment_currency": "chf"},
    "receipt_email": None, "receipt_url": "https://pay.stripe.com/receipts/golden", "refunded": False,
    "shipping": {"name": "Lena Brandt", "phone": None, "address": {"city": "Kiel", "country": "DE", "line1": "Hafen 1"}},
    "status": "succeeded",
}  # fmt: skip

DECLINED: dict[str, Any] = {
    **CHARGE, "id": "ch_3Declined", "amount_captured": 0, "amount_refunded": 0, "captured": False, "paid": False,
    "disputed": False, "failure_code": "card_declined", "failure_message": "Your card has insufficient funds.",
    "outcome": {"network_status": "declined_by_network", "reason": "insufficient_funds", "type": "issuer_declined"},
    "status": "failed", "payment_intent": None,
}  # fmt: skip

INTENT: dict[str, Any] = {
    "id": "pi_3Golden", "object": "payment_intent", "amount": 5470, "amount_received": 5470, "created": NOON,
    "currency": "eur", "customer": "cus_Golden", "description": "Order 10234", "last_payment_error": None,
    "latest_charge": CHARGE, "livemode": True, "metadata": CHARGE["metadata"], "status": "succeeded",
}  # fmt: skip

REFUND: dict[str, Any] = {
    "id": "re_3Golden", "object": "refund", "amount": 490, "balance_transaction": "txn_2", "charge": "ch_3Golden",
    "created": NOON, "currency": "eur",
    "destination_details": {
        "card": {
            "reference": "74627846364", "reference_status": "available", "reference_type": "acquirer_reference_number",
            "type": "refund",
        },
        "type": "card",
    },
    "failure_reason": "expired_or_canceled_card",
    "metadata": {
        "action_id": "6f1c8a3e-4a54-4a5c-9b2b-0c1d2e3f4a5b", "conversation": "c_0123456789abcdef01234567",
        "reason": "damaged", "lines": "0,shipping",
    },
    "payment_intent": "pi_3Golden", "reason": "requested_by_customer", "receipt_number": None, "status": "failed",
}  # fmt: skip

DISPUTE: dict[str, Any] = {
    "id": "du_1Golden", "object": "dispute", "amount": 5470, "currency": "eur", "charge": "ch_3Golden", "created": NOON,
    "balance_transactions": [{"id": "txn_3", "object": "balance_transaction", "currency": "eur", "fee": 2000, "amount": -5470}],
    "evidence": {"product_description": "Coffee", "customer_communication": "file_1", "receipt": None, "enhanced_evidence": {}},
    "evidence_details": {"due_by": NOON + 86_400, "has_evidence": True, "past_due": False, "submission_count": 0},
    "is_charge_refundable": False, "livemode": True, "metadata": {}, "payment_intent": "pi_3Golden",
    "payment_method_details": {
        "card": {"brand": "visa", "network_reason_code": "13.1", "case_type": "chargeback"}, "type": "card",
    },
    "reason": "product_not_received", "status": "needs_response",
}  # fmt: skip

WARNING: dict[str, Any] = {
    "id": "issfr_1Golden", "object": "radar.early_fraud_warning", "actionable": True, "charge": "ch_3Golden",
    "created": NOON, "fraud_type": "made_with_stolen_card", "livemode": True, "payment_intent": "pi_3Golden",
}  # fmt: skip

CUSTOMER: dict[str, Any] = {
    "id": "cus_Golden", "object": "customer", "created": NOON, "email": "lena@example.com", "livemode": True,
    "metadata": {"wa_id": "4915112345678"}, "name": "Lena Brandt", "phone": "+49 151 12345678", "balance": 0,
}  # fmt: skip

GONE: dict[str, Any] = {"id": "cus_Gone", "object": "customer", "deleted": True}

SESSION: dict[str, Any] = {
    "id": "cs_live_Golden", "object": "checkout.session", "after_expiration": {
        "recovery": {"allow_promotion_codes": False, "enabled": True, "expires_at": NOON, "url": "https://buy.stripe.com/r/golden"},
    },
    "amount_subtotal": 4980, "amount_total": 5470,
    "collected_information": {"shipping_details": {"name": "Lena Brandt", "address": {"city": "Kiel", "country": "DE"}}},
    "created": NOON, "currency": "eur", "customer": "cus_Golden",
    "customer_details": {"email": "lena@example.com", "name": "Lena Brandt", "phone": "+4915112345678"},
    "expires_at": NOON + 86_400, "invoice": "in_1Golden",
    "line_items": {"object": "list", "data": [
        {"id": "li_1", "object": "item", "amount_total": 4980, "currency": "eur", "description": "Guatemala", "quantity": 2},
    ], "has_more": False},
    "livemode": True, "metadata": {
        "conversation": "c_0123456789abcdef01234567", "action_id": "6f1c8a3e-4a54-4a5c-9b2b-0c1d2e3f4a5b",
        "pays_back": "re_9Wrong",
    },
    "mode": "payment", "payment_intent": "pi_3Golden", "payment_link": "plink_1Golden", "payment_status": "paid",
    "shipping_cost": {"amount_total": 490, "shipping_rate": {"id": "shr_1", "object": "shipping_rate"}},
    "status": "complete", "total_details": {"amount_discount": 0, "amount_shipping": 490, "amount_tax": 873}, "url": None,
}  # fmt: skip

LINK: dict[str, Any] = {
    "id": "plink_1Golden", "object": "payment_link", "active": True, "currency": "eur", "livemode": True,
    "line_items": {"object": "list", "data": [
        {"id": "li_1", "object": "item", "amount_total": 4980, "currency": "eur", "description": "Guatemala", "quantity": 2},
    ], "has_more": False},
    "metadata": {"conversation": "c_0123456789abcdef01234567", "action_id": "6f1c8a3e-4a54-4a5c-9b2b-0c1d2e3f4a5b"},
    "restrictions": {"completed_sessions": {"count": 0, "limit": 1}},
    "shipping_options": [{"shipping_amount": 490, "shipping_rate": "shr_1"}], "url": "https://buy.stripe.com/golden",
}  # fmt: skip

SUBSCRIPTION: dict[str, Any] = {
    "id": "sub_1Golden", "object": "subscription", "billing_cycle_anchor": NOON, "cancel_at": NOON + 86_400,
    "cancel_at_period_end": True, "canceled_at": None, "collection_method": "charge_automatically", "created": NOON,
    "currency": "eur", "customer": "cus_Golden", "description": "Coffee club", "ended_at": NOON + 90_000,
    "items": {"object": "list", "data": [{
        "id": "si_1", "object": "subscription_item", "current_period_start": NOON, "current_period_end": NOON + 2_592_000,
        "price": {
            "id": "price_1", "object": "price", "currency": "eur", "nickname": None, "unit_amount": 2490,
            "product": {"id": "prod_1", "object": "product", "name": "Coffee club 1 kg"},
            "recurring": {"interval": "month", "interval_count": 1, "usage_type": "licensed"},
        },
        "quantity": 2,
    }]},
    "latest_invoice": {"id": "in_1Golden", "object": "invoice", "payments": {"object": "list", "data": [
        {"id": "inpay_1", "object": "invoice_payment", "payment": {"payment_intent": "pi_3Golden", "type": "payment_intent"}},
    ]}},
    "livemode": True, "metadata": {"action_id": "6f1c8a3e-4a54-4a5c-9b2b-0c1d2e3f4a5b"},
    "pause_collection": {"behavior": "void", "resumes_at": NOON + 86_400}, "status": "active", "trial_end": NOON,
}  # fmt: skip

INVOICE_PAYMENT: dict[str, Any] = {
    "id": "inpay_1Golden", "object": "invoice_payment", "amount_paid": 5470, "amount_requested": 5470, "created": NOON,
    "currency": "eur", "invoice": "in_1Golden", "is_default": True, "livemode": True,
    "payment": {"payment_intent": "pi_3Golden", "type": "payment_intent"}, "status": "paid",
}  # fmt: skip

INVOICE: dict[str, Any] = {
    "id": "in_1Golden", "object": "invoice", "amount_due": 5470, "amount_paid": 5470, "amount_remaining": 0, "attempt_count": 1,
    "created": NOON, "currency": "eur", "customer": "cus_Golden", "hosted_invoice_url": "https://invoice.stripe.com/i/golden",
    "invoice_pdf": "https://pay.stripe.com/invoice/golden/pdf", "livemode": True, "next_payment_attempt": NOON + 86_400,
    "number": "R-1042",
    "parent": {"type": "subscription_details", "subscription_details": {"metadata": {}, "subscription": "sub_1Golden"}},
    "payments": {"object": "list", "data": [INVOICE_PAYMENT], "has_more": False},
    "post_payment_credit_notes_amount": 490, "status": "paid", "total": 5470,
    "total_taxes": [{"amount": 873, "tax_behavior": "inclusive", "taxable_amount": 4597, "type": "tax_rate_details"}],
}  # fmt: skip

CREDIT_NOTE: dict[str, Any] = {
    "id": "cn_1Golden", "object": "credit_note", "amount": 490, "created": NOON, "currency": "eur", "customer": "cus_Golden",
    "invoice": "in_1Golden", "livemode": True, "number": "R-1042-CN-01", "pdf": "https://pay.stripe.com/credit_notes/golden/pdf",
    "metadata": {"action_id": "6f1c8a3e-4a54-4a5c-9b2b-0c1d2e3f4a5b", "conversation": "c_0123456789abcdef01234567"},
    "reason": "order_change", "refunds": [{"amount_refunded": 490, "refund": "re_3Golden"}], "status": "issued", "total": 490,
    "total_taxes": [{"amount": 78, "tax_behavior": "inclusive", "taxable_amount": 412, "type": "tax_rate_details"}],
}  # fmt: skip

BODIES = (
    CHARGE, DECLINED, INTENT, REFUND, DISPUTE, WARNING, CUSTOMER, GONE, SESSION, LINK, SUBSCRIPTION, INVOICE_PAYMENT, INVOICE,
    CREDIT_NOTE,
)  # fmt: skip
