"""The words of the payment page, in German and English. Data only."""

from __future__ import annotations

import msgspec


class Texts(msgspec.Struct, frozen=True):
    """Every text of the page in one language; ``methods`` names the means of payment it offers."""

    language: str
    total: str
    shipping: str
    name: str
    email: str
    phone: str
    line1: str
    postal_code: str
    city: str
    country: str
    promotions: str
    method: str
    pay: str
    decline: str
    thanks: str
    received: str
    under_way: str
    paid: str
    expired: str
    gone: str
    refused: str
    back: str
    methods: dict[str, str]

    def address_fields(self) -> tuple[tuple[str, str], ...]:
        """Return the names and labels of the delivery address, without the country."""
        return (("line1", self.line1), ("postal_code", self.postal_code), ("city", self.city))


TEXTS = {
    "de": Texts(
        language="de",
        total="Summe",
        shipping="Versand",
        name="Name",
        email="E-Mail",
        phone="Telefon",
        line1="Straße und Hausnummer",
        postal_code="Postleitzahl",
        city="Ort",
        country="Land",
        promotions="Ja, ich möchte Angebote bekommen",
        method="Bezahlen mit",
        pay="Bezahlen",
        decline="Mit einer Karte bezahlen, die abgelehnt wird",
        thanks="Danke!",
        received="Die Zahlung ist angekommen.",
        under_way="Die Lastschrift ist unterwegs.",
        paid="Diese Zahlung ist erledigt.",
        expired="Dieser Link ist abgelaufen.",
        gone="Hier gibt es nichts zu bezahlen",
        refused="Die Zahlung wurde abgelehnt.",
        back="Weiter",
        methods={
            "card_4242": "Visa 4242",
            "card_mastercard": "Mastercard 4444",
            "card_dispute": "Visa 0259, wird später angefochten",
            "card_refund_pending": "Visa 7726, Erstattung dauert",
            "card_refund_fails": "Visa 5126, Erstattung scheitert",
            "sepa_debit": "SEPA-Lastschrift 3000",
            "multibanco": "Multibanco",
        },
    ),
    "en": Texts(
        language="en",
        total="Total",
        shipping="Shipping",
        name="Name",
        email="E-mail",
        phone="Phone",
        line1="Street and number",
        postal_code="Postcode",
        city="Town",
        country="Country",
        promotions="Yes, send me offers",
        method="Pay with",
        pay="Pay",
        decline="Pay with a card that is declined",
        thanks="Thank you!",
        received="The payment has arrived.",
        under_way="The debit is under way.",
        paid="This payment is done.",
        expired="This link has expired.",
        gone="There is nothing to pay here",
        refused="The payment was declined.",
        back="Continue",
        methods={
            "card_4242": "Visa 4242",
            "card_mastercard": "Mastercard 4444",
            "card_dispute": "Visa 0259, disputed later",
            "card_refund_pending": "Visa 7726, refund takes a while",
            "card_refund_fails": "Visa 5126, refund fails",
            "sepa_debit": "SEPA debit 3000",
            "multibanco": "Multibanco",
        },
    ),
}
