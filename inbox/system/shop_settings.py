"""What a shop has settled about itself, from environment variables: its name and language, its day, its refund limits.

``bootstrap`` reads them once for the hub; all have defaults. Every refusal is one sentence that names the variable.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from inbox.domain.roles import Limits, Policy
from inbox.system.settings import SettingsError

_LANGUAGES = ("de", "en")
_LIMITED = ("agent", "supervisor")


class ShopSettings(msgspec.Struct, frozen=True):
    """The shop: ``name`` stands in messages, ``zone`` says when a day begins, ``countries`` are delivered to."""

    name: str
    language: str
    zone: tzinfo
    countries: tuple[str, ...]
    policy: Policy


def shop_settings(environ: Mapping[str, str]) -> ShopSettings:
    """Read the shop's settings; raises ``SettingsError`` with the first thing that is wrong.

    ``TRESEN_SHOP_NAME``, ``TRESEN_LANGUAGE`` (de or en), ``TRESEN_TIME_ZONE`` (IANA name), ``TRESEN_COUNTRIES`` (DE,AT), and
    ``TRESEN_AGENT_REFUND_LIMIT``, ``TRESEN_AGENT_DAY_LIMIT`` and the same for ``SUPERVISOR``, in minor units.
    """
    language = environ.get("TRESEN_LANGUAGE", "").strip() or "de"
    if language not in _LANGUAGES:
        raise SettingsError(f"TRESEN_LANGUAGE is {language!r}, which is not spoken here: set it to de or en.")
    limits = {role: Limits(_limit(environ, role, "REFUND"), _limit(environ, role, "DAY")) for role in _LIMITED}
    return ShopSettings(
        name=environ.get("TRESEN_SHOP_NAME", "").strip() or "Tresen",
        language=language,
        zone=_zone(environ),
        countries=_countries(environ),
        policy=Policy(limits=limits),
    )


def _limit(environ: Mapping[str, str], role: str, what: str) -> int | None:
    name = f"TRESEN_{role.upper()}_{what}_LIMIT"
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
