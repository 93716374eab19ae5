"""The templates the pretend account has from the start, in German and English. Data only, read by ``account.py``."""

from __future__ import annotations

import msgspec

from inbox.sandbox.whatsapp.templates import Button, Template
from inbox.sandbox.world import SeededIds


def starter_templates(ids: SeededIds, base_url: str) -> list[Template]:
    """Return the starter set, numbered; the pages of Stripe's that they lead to live under ``base_url`` (no slash at its end)."""
    templates = (
        *_payments(f"{base_url}/pay/{{{{1}}}}"),
        *_papers(f"{base_url}/invoice/{{{{1}}}}", f"{base_url}/receipts/{{{{1}}}}"),
        *_SUBSCRIPTIONS,
        *_ORDERS,
        *_COMPLAINTS,
        *_OTHERS,
    )
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


def _papers(invoice_url: str, receipt_url: str) -> tuple[Template, ...]:
    return (
        Template(
            "invoice_file",
            "de",
            "Hallo {{vorname}}, im Anhang ist die Rechnung {{rechnungsnummer}} über {{betrag}}. Bei Fragen melde dich gern.",
            ("Lena", "R-1042", "49,80 €"),
            header_format="DOCUMENT",
            named=True,
        ),
        Template(
            "invoice_file",
            "en",
            "Hello {{first_name}}, attached is invoice {{invoice_number}} for {{amount}}. Just ask if anything is unclear.",
            ("Oliver", "R-1042", "€49.80"),
            header_format="DOCUMENT",
            named=True,
        ),
        Template(
            "invoice_page",
            "de",
            "Hallo {{vorname}}, deine Rechnung {{rechnungsnummer}} über {{betrag}} liegt bereit. Der Knopf unten öffnet sie.",
            ("Lena", "R-1042", "49,80 €"),
            buttons=(Button("URL", "Rechnung öffnen", invoice_url),),
            named=True,
        ),
        Template(
            "invoice_page",
            "en",
            "Hello {{first_name}}, your invoice {{invoice_number}} for {{amount}} is ready. The button below opens it.",
            ("Oliver", "R-1042", "€49.80"),
            buttons=(Button("URL", "Open the invoice", invoice_url),),
            named=True,
        ),
        Template(
            "receipt_page",
            "de",
            "Hallo {{vorname}}, hier ist der Beleg über deine Zahlung von {{betrag}}. Der Knopf unten öffnet ihn.",
            ("Lena", "49,80 €"),
            buttons=(Button("URL", "Beleg öffnen", receipt_url),),
            named=True,
        ),
        Template(
            "receipt_page",
            "en",
            "Hello {{first_name}}, here is the receipt for your payment of {{amount}}. The button below opens it.",
            ("Oliver", "€49.80"),
            buttons=(Button("URL", "Open the receipt", receipt_url),),
            named=True,
        ),
        Template(
            "renewal_page",
            "de",
            "Hallo {{vorname}}, die Zahlung über {{betrag}} für dein Abo „{{abo}}“ ging nicht durch. Unten holst du sie nach.",
            ("Lena", "24,90 €", "Hafenmischung"),
            buttons=(Button("URL", "Jetzt bezahlen", invoice_url),),
            named=True,
        ),
    )


_SUBSCRIPTIONS = (
    Template(
        "subscription_paused",
        "de",
        "Hallo {{vorname}}, dein Abo „{{abo}}“ pausiert bis zum {{pause_bis}}. Die nächste Abbuchung ist am "
        "{{naechste_abbuchung}}. Melde dich, wenn du es früher möchtest.",
        ("Rosa", "Hafenmischung", "15. Dezember", "1. Januar 2027"),
        named=True,
    ),
    Template(
        "subscription_paused",
        "en",
        "Hello {{first_name}}, your subscription “{{plan}}” is paused until {{paused_until}}. The next charge is on "
        "{{next_charge}}. Let us know if you would like it back sooner.",
        ("Oliver", "Harbour blend", "15 December", "1 January 2027"),
        named=True,
    ),
    Template(
        "subscription_skipped",
        "de",
        "Hallo {{vorname}}, die Abbuchung für dein Abo „{{abo}}“ am {{entfallene_abbuchung}} entfällt. Die nächste ist am "
        "{{naechste_abbuchung}}, wenn du nichts anderes sagst.",
        ("Rosa", "Hafenmischung", "1. Dezember", "1. Januar 2027"),
        named=True,
    ),
    Template(
        "subscription_ends",
        "de",
        "Hallo {{vorname}}, dein Abo „{{abo}}“ endet am {{abo_ende}}. Danach buchen wir nichts mehr ab. Danke fürs Dabeisein!",
        ("Rosa", "Hafenmischung", "1. Januar 2027"),
        named=True,
    ),
    Template(
        "subscription_skipped",
        "en",
        "Hello {{first_name}}, the charge for your subscription “{{plan}}” on {{skipped_charge}} is skipped. The next one is on "
        "{{next_charge}} unless you tell us otherwise.",
        ("Oliver", "Harbour blend", "1 December", "1 January 2027"),
        named=True,
    ),
    Template(
        "subscription_ends",
        "en",
        "Hello {{first_name}}, your subscription “{{plan}}” ends on {{ends_on}}. We charge nothing after that. Thanks, and bye!",
        ("Oliver", "Harbour blend", "1 January 2027"),
        named=True,
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
        "brewing_help",
        "de",
        "Hallo {{1}}, zu deiner Frage vom {{2}} haben wir eine Anleitung. Magst du sie sehen?",
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
