"""What a shop has settled about itself, from environment variables: name, language, day, money, shipping, refund limits.

``bootstrap`` reads them once for the hub; all have defaults. Every refusal is one sentence that names the variable.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, tzinfo
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from inbox.domain import coordinates, phones
from inbox.domain.hours import USUAL, Hours
from inbox.domain.legal import EXEMPT, STRIPE_TAX, Legal
from inbox.domain.money import MINIMUM_CHARGE, THREE_DECIMAL, WHOLE_UNITS_ONLY, ZERO_DECIMAL
from inbox.domain.request_life import DAYS
from inbox.domain.roles import Limits, Policy
from inbox.domain.terms import Returns, ShippingRate, ShopCard
from inbox.system.settings import SettingsError

_LANGUAGES = ("de", "en")
_LIMITED = ("agent", "supervisor")
_CURRENCIES = frozenset(MINIMUM_CHARGE) | ZERO_DECIMAL | THREE_DECIMAL | WHOLE_UNITS_ONLY
_MOST_RATES = 5
"""So many choices Stripe's payment page can show."""
_LONGEST_LABEL = 100
_LONGEST_ADDRESS = 1000
_MOST_DIGITS = 8
_OPEN = re.compile(r"([1-7])(?:-([1-7]))? +(\d{1,2}):(\d{2}) ?- ?(\d{1,2}):(\d{2})")
_DAY = 24 * 60
_RATE = re.compile(r"\d{1,2}(\.\d{1,2})?")
_LONGEST_URL = 300
"""Three of them and the words about tax fit beside the page's button."""


_LONGEST_TERMS = 15_000
"""Characters of the terms for returns: they go into one of Stripe's fields, with room for how they were shown."""
_MOST_TERMS_BYTES = 4 * _LONGEST_TERMS + 3


class ShopSettings(msgspec.Struct, frozen=True):
    """The shop: ``name`` stands in messages, ``zone`` says when a day begins, ``countries`` are delivered to."""

    name: str
    language: str
    zone: tzinfo
    countries: tuple[str, ...]
    policy: Policy
    currency: str
    shipping: tuple[ShippingRate, ...]
    link_days: int | None
    card: ShopCard
    hours: Hours
    legal: Legal
    returns: Returns


def shop_settings(environ: Mapping[str, str]) -> ShopSettings:
    """Read the shop's settings; raises ``SettingsError`` with the first thing that is wrong.

    ``TRESEN_SHOP_NAME``, ``TRESEN_LANGUAGE`` (de or en), ``TRESEN_TIME_ZONE`` (IANA name), ``TRESEN_COUNTRIES`` (DE,AT),
    ``TRESEN_SHOP_CURRENCY`` (eur), ``TRESEN_SHOP_SHIPPING`` (``DHL:490:4900;Pick-up:0`` is DHL at 4,90 €, free from goods
    worth 49,00 €, or pick-up; the usual one first), ``TRESEN_SHOP_LINK_DAYS`` (how long payment links stay open: 1, 3, 7, 30, or
    0 until they are paid), ``TRESEN_SHOP_ADDRESS``, ``TRESEN_SHOP_COORDINATES`` (53.5461, 9.9890),
    ``TRESEN_SHOP_PHONE`` and ``TRESEN_SHOP_EMAIL`` for what is sent as place and contact, ``TRESEN_SHOP_HOURS``
    (``1-5 9:00-18:00; 6 10:00-14:00``, 1 is Monday), ``TRESEN_SHOP_HOLIDAYS`` (``2026-12-25,2026-12-26``),
    ``TRESEN_AGENT_REFUND_LIMIT``, ``TRESEN_AGENT_DAY_LIMIT`` and the same for ``SUPERVISOR``, and ``TRESEN_FOUR_EYES_ABOVE``,
    the sum above which every refund needs a second person; sums in minor units. ``TRESEN_SHOP_TAX`` (``stripe``, ``exempt``
    or a rate like 19) and ``TRESEN_SHOP_TERMS_URL``, ``_WITHDRAWAL_URL``, ``_PRIVACY_URL`` stand on the payment page. The terms
    for returns that a bank is shown in a dispute are ``TRESEN_SHOP_WITHDRAWAL_TEXT``, or what stands in the UTF-8 file
    ``TRESEN_SHOP_WITHDRAWAL_FILE``.
    """
    language = environ.get("TRESEN_LANGUAGE", "").strip() or "de"
    if language not in _LANGUAGES:
        raise SettingsError(f"TRESEN_LANGUAGE is {language!r}, which is not spoken here: set it to de or en.")
    limits = {
        role: Limits(*(_sum(environ, f"TRESEN_{role.upper()}_{what}_LIMIT") for what in ("REFUND", "DAY")))
        for role in _LIMITED
    }
    return ShopSettings(
        name=environ.get("TRESEN_SHOP_NAME", "").strip() or "Tresen",
        language=language,
        zone=_zone(environ),
        countries=_countries(environ),
        policy=Policy(limits=limits, four_eyes=_sum(environ, "TRESEN_FOUR_EYES_ABOVE")),
        currency=_currency(environ),
        shipping=_shipping(environ),
        link_days=_link_days(environ),
        card=_card(environ),
        hours=_hours(environ),
        legal=_legal(environ),
        returns=Returns(_address(environ, "TRESEN_SHOP_WITHDRAWAL_URL"), _terms(environ)),
    )


def _hours(environ: Mapping[str, str]) -> Hours:
    """Read the opening hours; Monday to Friday from nine to six without any."""
    text = environ.get("TRESEN_SHOP_HOURS", "").strip()
    week: list[tuple[int, int] | None] = list(USUAL) if not text else [None] * 7
    for part in filter(None, (part.strip() for part in text.split(";"))):
        found = _OPEN.fullmatch(part)
        times = [] if found is None else [60 * int(found[at]) + int(found[at + 1]) for at in (3, 5)]
        days = range(0) if found is None else range(int(found[1]) - 1, int(found[2] or found[1]))
        if not days or not 0 <= times[0] < times[1] <= _DAY:
            raise SettingsError(
                "TRESEN_SHOP_HOURS is not a list of opening hours: write them like 1-5 9:00-18:00; 6 10:00-14:00, where 1 is"
                " Monday, or take it away for Monday to Friday from 9:00 to 18:00."
            )
        for day in days:
            week[day] = (times[0], times[1])
    return Hours(week=tuple(week), holidays=_holidays(environ))


def _holidays(environ: Mapping[str, str]) -> tuple[str, ...]:
    named = [part.strip() for part in environ.get("TRESEN_SHOP_HOLIDAYS", "").split(",") if part.strip()]
    try:
        return tuple(sorted({date.fromisoformat(part).isoformat() for part in named}))
    except ValueError:
        raise SettingsError(
            "TRESEN_SHOP_HOLIDAYS is not a list of days: write them like 2026-12-25,2026-12-26."
        ) from None


def _legal(environ: Mapping[str, str]) -> Legal:
    tax = environ.get("TRESEN_SHOP_TAX", "").strip().lower().removesuffix("%").strip().replace(",", ".")
    if tax and tax not in (STRIPE_TAX, EXEMPT) and _RATE.fullmatch(tax) is None:
        raise SettingsError(
            "TRESEN_SHOP_TAX is no way to charge tax: set it to stripe for Stripe Tax, to exempt for the small-business"
            " exemption, or to the rate in your prices like 19."
        )
    return Legal(tax, *(_address(environ, f"TRESEN_SHOP_{name}_URL") for name in ("TERMS", "WITHDRAWAL", "PRIVACY")))


def _address(environ: Mapping[str, str], name: str) -> str:
    url = environ.get(name, "").strip()
    if url and (urlsplit(url).scheme != "https" or not urlsplit(url).hostname or len(url) > _LONGEST_URL):
        raise SettingsError(f"{name} is no address of a page: write it like https://shop.example/terms.")
    return url


def _terms(environ: Mapping[str, str]) -> str:
    """Read the shop's terms for returns; none unless said."""
    text, file = (environ.get(f"TRESEN_SHOP_WITHDRAWAL_{name}", "").strip() for name in ("TEXT", "FILE"))
    if not file:
        return _fitting(text, "TRESEN_SHOP_WITHDRAWAL_TEXT")
    if text:
        raise SettingsError("TRESEN_SHOP_WITHDRAWAL_TEXT and TRESEN_SHOP_WITHDRAWAL_FILE are both set: take one of them away.")
    try:
        with Path(file).open("rb") as source:
            content = source.read(_MOST_TERMS_BYTES + 1)
    except OSError as error:
        raise SettingsError(
            f"TRESEN_SHOP_WITHDRAWAL_FILE cannot be read ({error.strerror}): name a text file that is there, or take it away."
        ) from error
    try:
        return _fitting(content.decode("utf-8-sig"), "TRESEN_SHOP_WITHDRAWAL_FILE")
    except UnicodeDecodeError as error:
        raise SettingsError(
            "TRESEN_SHOP_WITHDRAWAL_FILE is no UTF-8 text: save the terms as a plain text file in UTF-8."
        ) from error


def _fitting(text: str, name: str) -> str:
    """Return the terms without what cannot be printed."""
    kept = "".join(char for char in text.replace("\r\n", "\n") if char.isprintable() or char in "\n\t").strip()
    if len(kept) > _LONGEST_TERMS:
        raise SettingsError(
            f"{name} is longer than a bank is shown: shorten it to {_LONGEST_TERMS} characters, it has {len(kept)}."
        )
    return kept


def _sum(environ: Mapping[str, str], name: str) -> int | None:
    text = environ.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise SettingsError(
            f"{name} is not a sum in whole minor units: write 50,00 € as 5000, or take it away for no limit."
        )
    return int(text)


def _zone(environ: Mapping[str, str]) -> tzinfo:
    name = environ.get("TRESEN_TIME_ZONE", "").strip()
    if not name:
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise SettingsError(
            f"TRESEN_TIME_ZONE is {name!r}, which this machine does not know: write it like Europe/Berlin, or take it away"
            " for UTC."
        ) from None


def _countries(environ: Mapping[str, str]) -> tuple[str, ...]:
    named = tuple(part.strip().upper() for part in environ.get("TRESEN_COUNTRIES", "DE,AT").split(",") if part.strip())
    wrong = [code for code in named if len(code) != 2 or not code.isascii() or not code.isalpha()]
    if wrong or not named:
        raise SettingsError("TRESEN_COUNTRIES is not a list of two-letter countries: write it like DE,AT,CH.")
    return named


def _currency(environ: Mapping[str, str]) -> str:
    code = environ.get("TRESEN_SHOP_CURRENCY", "").strip().lower() or "eur"
    if code not in _CURRENCIES:
        raise SettingsError("TRESEN_SHOP_CURRENCY is not a currency Stripe charges in: write it like eur, chf or gbp.")
    return code


def _shipping(environ: Mapping[str, str]) -> tuple[ShippingRate, ...]:
    said = [part.strip() for part in environ.get("TRESEN_SHOP_SHIPPING", "").split(";") if part.strip()]
    rates = [rate for part in said if (rate := _rate(part)) is not None]
    if len(rates) != len(said) or len({rate.label for rate in rates}) != len(rates) or len(rates) > _MOST_RATES:
        raise SettingsError(
            "TRESEN_SHOP_SHIPPING is not a list of shipping choices: write up to five like DHL:490:4900;Pick-up:0, each"
            " with a name of its own, its price and, if you like, from which sum on it is free, in whole minor units."
        )
    return tuple(rates)


def _link_days(environ: Mapping[str, str]) -> int | None:
    text = environ.get("TRESEN_SHOP_LINK_DAYS", "").strip()
    if text and text not in {str(days) for days in DAYS}:
        raise SettingsError(
            f"TRESEN_SHOP_LINK_DAYS is {text!r}, which is not how long a payment link can stay open: set it to"
            f" {', '.join(str(days) for days in DAYS if days)} or, for until it is paid, to 0; or take it away for a day where"
            " the Stripe customer is known and until it is paid otherwise."
        )
    return int(text) if text else None


def _card(environ: Mapping[str, str]) -> ShopCard:
    address, where, phone, email = (
        environ.get(f"TRESEN_SHOP_{name}", "").strip() for name in ("ADDRESS", "COORDINATES", "PHONE", "EMAIL")
    )
    if where and coordinates.parse(where) is None:
        raise SettingsError("TRESEN_SHOP_COORDINATES is no place: write latitude and longitude like 53.5461, 9.9890.")
    number = phones.e164(phone) if phone else ""
    if number is None:
        raise SettingsError("TRESEN_SHOP_PHONE is no phone number: write it with its country, like +49 40 123456.")
    if email and "@" not in email[1:-1]:
        raise SettingsError("TRESEN_SHOP_EMAIL is no e-mail address: write it like hello@shop.example.")
    return ShopCard(address[:_LONGEST_ADDRESS], where, number, email)


def _rate(text: str) -> ShippingRate | None:
    label, *sums = (part.strip() for part in text.split(":"))
    numbers = [int(part) for part in sums if part.isascii() and part.isdigit() and len(part) <= _MOST_DIGITS]
    if not 0 < len(label) <= _LONGEST_LABEL or len(numbers) != len(sums) or len(numbers) not in (1, 2):
        return None
    return ShippingRate(label, *numbers)
