"""What the law wants said where a customer pays: how tax is in the price, and where terms, withdrawal and privacy are. Pure.

Prices in the European Union's shops include their tax, so that a fixed rate is said and changes no sum; Stripe Tax works it
out instead where the shop has set that up (docs.stripe.com/tax/checkout).
"""

from __future__ import annotations

import msgspec

STRIPE_TAX = "stripe"
EXEMPT = "exempt"
"""The small-business exemption: no tax is shown (in Germany § 19 UStG)."""

MOST_WORDS = 1200
"""Letters Stripe takes beside the button of its page (``custom_text[submit][message]``)."""


class Legal(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a shop has settled; empty where it says nothing.

    ``tax`` is ``stripe``, ``exempt``, or a rate in percent as it is written ("19", "5.5"). Addresses are https.
    """

    tax: str = ""
    terms: str = ""
    withdrawal: str = ""
    privacy: str = ""


_WORDS = {
    "de": {
        "rate": "Alle Preise inkl. {rate} % USt.",
        EXEMPT: "Gemäß § 19 UStG wird keine Umsatzsteuer berechnet.",
        "terms": "AGB: {url}",
        "withdrawal": "Widerruf: {url}",
        "privacy": "Datenschutz: {url}",
    },
    "en": {
        "rate": "All prices include {rate}% VAT.",
        EXEMPT: "No VAT is charged (small-business exemption).",
        "terms": "Terms: {url}",
        "withdrawal": "Right of withdrawal: {url}",
        "privacy": "Privacy: {url}",
    },
}


def page_words(legal: Legal, language: str) -> str:
    """Return what stands beside the button of the payment page; empty where the shop says nothing."""
    words = _WORDS.get(language, _WORDS["en"])
    found: list[str] = []
    if legal.tax == EXEMPT:
        found.append(words[EXEMPT])
    elif legal.tax and legal.tax != STRIPE_TAX:
        rate = legal.tax.replace(".", ",") if language == "de" else legal.tax
        found.append(words["rate"].format(rate=rate))
    links = (("terms", legal.terms), ("withdrawal", legal.withdrawal), ("privacy", legal.privacy))
    found += [words[name].format(url=url) for name, url in links if url]
    return " · ".join(found)
