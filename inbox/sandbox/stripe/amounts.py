"""Stripe's rules about money: currencies, digits, least and greatest amounts.

Written apart from ``inbox.domain.money`` on purpose: the judge of the books must not share a mistake with the player.
Documented at docs.stripe.com/currencies.
"""

from __future__ import annotations

from inbox.sandbox.stripe.errors import StripeFault, invalid

_ZERO_NAMES = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf"
_TWO_NAMES = """
aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop crc cve
czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr jmd kes kgs khr kyd kzt lak
lbp lkr lrd lsl mad mdl mkd mmk mnt mop mro mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln
qar ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top try ttd twd tzs uah usd uyu uzs wst xcd yer
zar zmw
"""
_ZERO = frozenset(_ZERO_NAMES.split())
_THREE = frozenset({"bhd", "jod", "kwd", "omr", "tnd"})
_WHOLE = frozenset({"isk", "ugx"})
CURRENCIES = _ZERO | _THREE | _WHOLE | frozenset(_TWO_NAMES.split())
_LEAST = {
    "aed": 200, "aud": 50, "bgn": 100, "brl": 50, "cad": 50, "chf": 50, "czk": 1500, "dkk": 250, "eur": 50, "gbp": 30,
    "hkd": 400, "huf": 17500, "jpy": 50, "krw": 50, "mxn": 1000, "myr": 200, "nok": 300, "nzd": 50, "pln": 200,
    "ron": 200, "sek": 300, "sgd": 50, "thb": 1000, "usd": 50,
}  # fmt: skip
_SIGNS = {"eur": "€", "usd": "$", "gbp": "£", "jpy": "¥", "cad": "$", "aud": "$", "hkd": "$", "chf": "CHF "}
MOST_CARD = 999_999_999_999
MOST_OTHER = 99_999_999


def shown(amount: int, currency: str) -> str:
    """Write an amount the way Stripe's messages do: ``€30.00``, ``¥500``, ``175.00 HUF``."""
    places = 0 if currency in _ZERO else 3 if currency in _THREE else 2
    digits = str(amount).rjust(places + 1, "0")
    number = f"{int(digits[: len(digits) - places]):,}"
    if places:
        number += f".{digits[-places:]}"
    sign = _SIGNS.get(currency)
    return f"{sign}{number}" if sign else f"{number} {currency.upper()}"


def currency_of(text: str, param: str = "currency") -> str:
    """Return the currency in lower case; StripeFault when Stripe has none of that name."""
    currency = text.lower()
    if currency not in CURRENCIES:
        message = (
            f"Invalid currency: {text}. Stripe currently supports these currencies: {', '.join(sorted(CURRENCIES))}"
        )
        raise invalid(message, param=param)
    return currency


def check_step(amount: int, currency: str, param: str) -> None:
    """Raise when the last digits are not what the currency allows (00 for ISK and UGX, 0 for three decimals)."""
    step = 100 if currency in _WHOLE else 10 if currency in _THREE else 1
    if amount % step:
        message = f"Invalid amount: amounts in {currency} must be divisible by {step}, but you passed {amount}."
        raise invalid(message, param=param, code="invalid_charge_amount")


def check_price(amount: int, currency: str, param: str) -> None:
    """Raise for a unit price Stripe would not store."""
    if amount < 0:
        raise invalid("Invalid non-negative integer", param=param, code="parameter_invalid_integer")
    check_step(amount, currency, param)
    if amount > MOST_CARD:
        raise too_large(MOST_CARD, currency, param)


def too_large(most: int, currency: str, param: str) -> StripeFault:
    """Return ``amount_too_large``."""
    return invalid(f"Amount must be no more than {shown(most, currency)}", param=param, code="amount_too_large")


def check_checkout_total(total: int, currency: str, methods: tuple[str, ...] = ("card",)) -> None:
    """Raise when a hosted page's sum is below what can be charged at all or above what its methods carry."""
    least = _LEAST.get(currency, 50)
    if total < least:
        message = (
            "The Checkout Session's total amount due must add up to at least "
            f"{shown(least, currency)}{'' if currency not in _SIGNS else ' ' + currency}"
        )
        raise invalid(message, code="amount_too_small")
    most = MOST_CARD if "card" in methods else MOST_OTHER
    if total > most:
        raise too_large(most, currency, "line_items")
