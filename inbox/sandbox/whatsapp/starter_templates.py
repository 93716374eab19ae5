"""The templates the pretend account has from the start, in German and English. Data only, read by ``account.py``."""

from __future__ import annotations

import msgspec

from inbox.sandbox.whatsapp.templates import Button, Template
from inbox.sandbox.world import SeededIds


def starter_templates(ids: SeededIds, pay_url: str) -> list[Template]:
    """Return the starter set, numbered; payment pages live under ``pay_url`` (no slash at its end)."""
    templates = (*_payments(f"{pay_url}/{{{{1}}}}"), *_ORDERS, *_COMPLAINTS, *_OTHERS)
    return [msgspec.structs.replace(template, id=ids.digits(16)) for template in templates]


def _payments(pay_url: str) -> tuple[Template, ...]:
    return (
        Template(
            "payment_open",
            "de",
            "Hallo {{vorname}}, deine Bestellung über {{betrag}} wartet noch auf die Zahlung. Der Link unten führt dich hin.",
            ("Lena", "49,80 €"),
            footer="Rösterei Nordlicht, Hamburg",
            buttons=(Button("URL", "Jetzt bezahlen", pay_url),),
            named=True,
        ),
        Template(
            "payment_open",
            "en",
            "Hello {{first_name}}, your order for {{amount}} is waiting to be paid. The link below takes you there.",
            ("Oliver", "€49.80"),
            footer="Rösterei Nordlicht, Hamburg",
            buttons=(Button("URL", "Pay now", pay_url),),
            named=True,
        ),
        Template(
            "payment_received",
            "de",
            "Danke, {{1}}! Deine Zahlung über {{2}} ist da. Die Rechnung hängt an.",
            ("Lena", "49,80 €"),
            header_format="DOCUMENT",
        ),
        Template(
            "refund_started",
            "de",
            "Hallo {{1}}, die Erstattung über {{2}} läuft. Je nach Bank dauert es fünf bis zehn Werktage, bis du es siehst.",
            ("Lena", "24,90 €"),
        ),
        Template(
            "refund_started",
            "en",
            "Hello {{1}}, we have started a refund of {{2}}. Depending on your bank it takes five to ten working days to show.",
            ("Oliver", "€24.90"),
        ),
    )


_ORDERS = (
    Template(
        "order_shipped",
        "de",
        "Hallo {{1}}, deine Bestellung {{2}} ist unterwegs. Sendungsnummer: {{3}}. Viel Freude damit!",
        ("Lena", "10231", "00340434161094042557"),
        header_format="TEXT",
        header_text="Deine Bestellung",
    ),
    Template(
        "order_shipped",
        "en",
        "Hello {{1}}, your order {{2}} is on its way. Tracking number: {{3}}. Enjoy!",
        ("Oliver", "10232", "00340434161094042558"),
        header_format="TEXT",
        header_text="Your order",
    ),
    Template(
        "order_number", "de", "Hallo {{1}}, magst du uns deine Bestellnummer schicken? Dann finden wir sie.", ("Anke",)
    ),
    Template(
        "order_number", "en", "Hello {{1}}, could you send us your order number? Then we can find it.", ("Oliver",)
    ),
)

_COMPLAINTS = (
    Template(
        "complaint_news",
        "de",
        "Hallo {{1}}, zu deiner Reklamation vom {{2}} haben wir eine Lösung. Was wäre dir lieber?",
        ("Lena", "22.11."),
        buttons=(Button("QUICK_REPLY", "Geld zurück"), Button("QUICK_REPLY", "Neue Ware")),
    ),
    Template(
        "complaint_news",
        "en",
        "Hello {{1}}, about your complaint of {{2}}: we have a solution. Which one do you prefer?",
        ("Oliver", "22 Nov"),
        buttons=(Button("QUICK_REPLY", "Money back"), Button("QUICK_REPLY", "New item")),
    ),
)

_OTHERS = (
    Template(
        "coffee_offer",
        "de",
        "Moin {{1}}, diese Woche gibt es {{2}} zum Röstpreis. Der Code gilt bis Sonntag.",
        ("Lena", "Espresso Hafen"),
        header_format="IMAGE",
        buttons=(Button("COPY_CODE", "Code kopieren"),),
        category="MARKETING",
    ),
    Template(
        "subscription_paused",
        "de",
        "Hallo {{1}}, dein Abo pausiert bis zum {{2}}. Melde dich, wenn du es früher möchtest.",
        ("Rosa", "1.12."),
        status="PAUSED",
    ),
    Template(
        "pick_up_here",
        "de",
        "Hallo {{1}}, deine Bestellung {{2}} liegt hier für dich bereit.",
        ("Lena", "10231"),
        header_format="LOCATION",
    ),
    Template(
        "pick_up_here",
        "en",
        "Hello {{1}}, your order {{2}} is waiting for you here.",
        ("Oliver", "10232"),
        header_format="LOCATION",
    ),
    Template("pick_up", "de", "Hallo {{1}}, deine Bestellung liegt im Laden bereit.", ("Lena",), status="PENDING"),
)
