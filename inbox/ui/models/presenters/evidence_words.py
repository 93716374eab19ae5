"""What Stripe's fields for evidence are called on the screen, its file, and who said something. Pure but for words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def field(name: str) -> str:
    """Return what a field is called; an unknown one by Stripe's own name."""
    return {
        "product_description": translate("Evidence", "What was sold"),
        "customer_name": translate("Evidence", "Customer's name"),
        "customer_email_address": translate("Evidence", "Customer's e-mail"),
        "billing_address": translate("Evidence", "Billing address"),
        "shipping_address": translate("Evidence", "Delivery address"),
        "shipping_carrier": translate("Evidence", "Carrier"),
        "shipping_date": translate("Evidence", "Day of shipping"),
        "shipping_tracking_number": translate("Evidence", "Tracking number"),
        "refund_policy_disclosure": translate("Evidence", "Terms for returns"),
        "refund_refusal_explanation": translate("Evidence", "Why nothing is given back"),
        "cancellation_policy_disclosure": translate("Evidence", "Terms for cancelling"),
        "cancellation_rebuttal": translate("Evidence", "Why it was not cancelled"),
        "uncategorized_text": translate("Evidence", "Statement"),
        "customer_communication": translate("Evidence", "Pages with what was said"),
        "uncategorized_file": translate("Evidence", "Pages with the evidence"),
    }.get(name, name)


def who(side: str) -> str:
    """Return who said or did something."""
    return {
        "customer": translate("Evidence", "Customer"),
        "shop": translate("Evidence", "Shop"),
        "bank": translate("Evidence", "Bank"),
        "stripe": translate("Evidence", "Stripe"),
    }.get(side, side)


def delivery(status: str) -> str:
    """Return how far a message of the shop came; empty while nothing is known."""
    return {
        "sent": translate("Evidence", "sent"),
        "delivered": translate("Evidence", "delivered"),
        "read": translate("Evidence", "read"),
        "played": translate("Evidence", "listened to"),
        "failed": translate("Evidence", "not delivered"),
    }.get(status, "")


def pages(count: int) -> str:
    """Return how many pages there are."""
    if count == 1:
        return translate("Evidence", "1 page")
    return translate("Evidence", "{count} pages").format(count=count)


def file_name(dispute: str) -> str:
    """Return under which name the pages of a dispute are offered."""
    return translate("Evidence", "Evidence {dispute}.pdf").format(dispute=dispute)
