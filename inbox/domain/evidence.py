"""What may be said against a dispute: Stripe's fields for it, how long they may be, and what names a whole answer. Pure.

Source: docs.stripe.com/api/disputes/update and docs.stripe.com/disputes/responding.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec

MOST_TOGETHER = 150_000
"""Characters of all fields together."""
MOST_IN_A_FIELD = 20_000
"""Characters of the longest fields; the others are single facts."""
MOST_BYTES = 4_500_000
"""Of all files together; a single one may have 5 MiB."""
_MOST_PAGES, _MOST_PAGES_MASTERCARD = 50, 19
"""Of all files together; what is more the bank does not read (docs.stripe.com/disputes/responding)."""

TEXT_FIELDS = (
    "product_description", "customer_name", "customer_email_address", "billing_address", "shipping_address",
    "shipping_carrier", "shipping_date", "shipping_tracking_number", "refund_policy_disclosure",
    "refund_refusal_explanation", "cancellation_policy_disclosure", "cancellation_rebuttal", "uncategorized_text",
)  # fmt: skip
"""The text fields that are filled in here, in the order in which they are shown."""
LONG_FIELDS = frozenset(
    {
        "product_description",
        "refund_policy_disclosure",
        "refund_refusal_explanation",
        "cancellation_policy_disclosure",
        "cancellation_rebuttal",
        "uncategorized_text",
    }
)
_MOST_IN_A_FACT = 1_000

CHAT_FILE, OTHER_FILE = "customer_communication", "uncategorized_file"
"""As what the file is handed in: what was said between shop and customer, or something else."""

FRAUD, NOT_RECEIVED, NOT_AS_DESCRIBED = "fraudulent", "product_not_received", "product_unacceptable"
_NO_CREDIT, _CANCELLED = "credit_not_processed", "subscription_canceled"

_ALWAYS = ("product_description", "customer_name", "customer_email_address", "uncategorized_text")
_SHIPPED = ("shipping_address", "shipping_carrier", "shipping_date", "shipping_tracking_number")
_BY_REASON: dict[str, tuple[str, ...]] = {
    FRAUD: (*_ALWAYS, "billing_address", *_SHIPPED),
    NOT_RECEIVED: (*_ALWAYS, *_SHIPPED),
    NOT_AS_DESCRIBED: (*_ALWAYS, "shipping_date", "refund_policy_disclosure", "refund_refusal_explanation"),
    _NO_CREDIT: (*_ALWAYS, "refund_policy_disclosure", "refund_refusal_explanation"),
    _CANCELLED: (*_ALWAYS, "cancellation_policy_disclosure", "cancellation_rebuttal"),
}
_WEIGH: dict[str, tuple[str, ...]] = {
    FRAUD: ("customer_name", "customer_email_address", "billing_address", "product_description"),
    NOT_RECEIVED: ("shipping_address", "shipping_carrier", "shipping_date", "shipping_tracking_number"),
    NOT_AS_DESCRIBED: ("product_description", "refund_policy_disclosure", "refund_refusal_explanation"),
    _NO_CREDIT: ("refund_policy_disclosure", "refund_refusal_explanation"),
    _CANCELLED: ("cancellation_policy_disclosure", "cancellation_rebuttal"),
}


def fields_for(reason: str | None) -> tuple[str, ...]:
    """Return the fields that are asked for with a reason; for one of its own kind the statement alone."""
    named = _BY_REASON.get(reason or "", ("uncategorized_text",))
    return tuple(name for name in TEXT_FIELDS if name in named)


def wanted_for(reason: str | None) -> tuple[str, ...]:
    """Return the fields without which an answer to this reason is weak."""
    return _WEIGH.get(reason or "", ("uncategorized_text",))


def most_in(field: str) -> int:
    """Return how many characters a field takes."""
    return MOST_IN_A_FIELD if field in LONG_FIELDS else _MOST_IN_A_FACT


def most_pages(method_label: str | None) -> int:
    """Return how many pages the bank of a card reads; ``method_label`` is like "Mastercard 4444"."""
    is_mastercard = (method_label or "").casefold().startswith("mastercard")
    return _MOST_PAGES_MASTERCARD if is_mastercard else _MOST_PAGES


def is_told_by_chat(reason: str | None) -> bool:
    """Tell whether the pages are handed in as what was said between shop and customer, or else as something of their own."""
    return reason in (FRAUD, NOT_RECEIVED, NOT_AS_DESCRIBED)


def length(texts: Mapping[str, str]) -> int:
    """Return how many characters of the common limit are used."""
    return sum(len(text) for text in texts.values())


def digest(evidence: Mapping[str, str]) -> str:
    """Return what names a whole answer, texts and files: who submits it says with this what they have read."""
    said = {name: text for name, text in evidence.items() if text}
    return hashlib.sha256(msgspec.json.encode(said, order="deterministic")).hexdigest()
