"""The settings of a process without a screen, read from environment variables and checked before anything starts.

``bootstrap`` calls these functions once, on the main thread, with the environment as a plain mapping; nothing here reads
``os.environ`` by itself. Every refusal is one sentence that names the variable, never its value if that is a secret.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from inbox.domain.problems import UserError
from inbox.system.secrets import Secret, SecretStore

GRAPH_URL = "https://graph.facebook.com"
"""Where Meta's Graph API is (developers.facebook.com, Graph API > Overview); the version comes behind it."""

GRAPH_VERSION = "v25.0"
"""The Graph API version this program was written for."""

RAW_DAYS = 30
"""Days for which a hub keeps what the platforms delivered, byte for byte: so far back a mended decoder can read again."""

_MOST_RAW_DAYS = 3650

COPIES_MB = 512
"""Megabytes of pictures and files that a desk keeps copies of, unless it is told otherwise."""

LEAST_COPIES_MB = 16

_PER_SECOND, _MOST_PER_SECOND = 80, 1000
"""Cloud API > Throughput: what every number may send in a second, and what Meta raises it to."""

_LONGEST_METADATA_KEY = 40
_KEY = re.compile(r"[0-9a-fA-F]{64}")
_STRIPE_KEY = re.compile(r"(rk|sk)_(live|test)_[A-Za-z0-9]+")
_NEW_KEY_LINE = 'export {name}=$(python3 -c "import secrets; print(secrets.token_hex(32))")'

_WHATSAPP = (
    "TRESEN_WHATSAPP_TOKEN",
    "TRESEN_WHATSAPP_APP_SECRET",
    "TRESEN_WHATSAPP_VERIFY_TOKEN",
    "TRESEN_WHATSAPP_PHONE_NUMBER_ID",
    "TRESEN_WHATSAPP_BUSINESS_ACCOUNT_ID",
)

_log = logging.getLogger("tresen.settings")


class SettingsError(UserError):
    """A setting is missing or wrong; the message names the variable, the reason and the way out."""


class WhatsAppSettings(msgspec.Struct, frozen=True):
    """One phone number of the Cloud API and the app it belongs to."""

    token: Secret
    app_secrets: tuple[Secret, ...]
    """The app secret; while it is being rotated, the new one and the old one."""
    verify_token: Secret
    phone_number_id: str
    business_account_id: str
    catalog_id: str | None = None
    graph_version: str = GRAPH_VERSION
    graph_url: str = GRAPH_URL
    """Base URL without version and without a slash at the end; a loopback address in tests."""
    per_second: int = _PER_SECOND
    """How many messages a second the number may send; Meta raises it to 1,000 by itself."""
    is_test: bool = False
    """Whether ``graph_url`` was set for tests; media then come from the same host."""


class StripeSettings(msgspec.Struct, frozen=True):
    """One Stripe account."""

    key: Secret
    webhook_secrets: tuple[Secret, ...] = ()
    """Empty where no webhook reaches this hub: it then asks Stripe for its events on a timer."""
    is_live: bool = False
    url: str | None = None
    """A pretend Stripe on loopback for tests, API and files both; None is Stripe itself."""
    order_keys: tuple[str, ...] = ()
    """Metadata keys under which the shop keeps its order numbers, beside the usual ones."""


class HubSettings(msgspec.Struct, frozen=True):
    """All a hub needs to know before it starts, but for the key of its database."""

    database: Path | Secret
    """The SQLite file, or a PostgreSQL URL, which may hold a password."""
    whatsapp: WhatsAppSettings | None
    """None: not connected."""
    stripe: StripeSettings | None
    """None: not connected."""
    public_url: str | None
    """Where Meta and Stripe reach this hub, without a slash at the end; None if they do not."""
    raw_days: int = RAW_DAYS
    """How long raw deliveries are kept."""


def hub_settings(environ: Mapping[str, str], default_database: Path) -> HubSettings:
    """Read the settings of a hub; raises ``SettingsError`` with the first thing that is wrong."""
    stripe = _stripe(environ)
    whatsapp = _whatsapp(environ)
    if stripe is not None and stripe.is_live:
        for name in ("TRESEN_GRAPH_URL", "TRESEN_STRIPE_URL"):
            if _text(environ, name):
                raise SettingsError(
                    f"{name} is for tests and TRESEN_STRIPE_KEY is a live key: take the variable away, or use a test key."
                )
    return HubSettings(
        database=_database(environ, default_database),
        whatsapp=whatsapp,
        stripe=stripe,
        public_url=_public_url(environ),
        raw_days=_raw_days(environ),
    )


def hub_key(secrets: SecretStore) -> Secret:
    """Return the key of the hub's database, 64 hex digits; raises ``SettingsError`` if there is none."""
    return _key(secrets, "TRESEN_HUB_KEY", "the hub's database")


def cache_key(secrets: SecretStore) -> Secret:
    """Return the key of the desk's two files, 64 hex digits; raises ``SettingsError`` if there is none."""
    return _key(secrets, "TRESEN_CACHE_KEY", "the desk's files")


def agent_token(secrets: SecretStore) -> Secret:
    """Return the agent token with which a desk speaks to its hub; raises ``SettingsError`` if there is none."""
    token = secrets.get("TRESEN_TOKEN")
    if token is None:
        raise SettingsError(
            "TRESEN_TOKEN is missing, so the hub would not let this desk in: set it to what"
            ' "tresen hub token NAME --role agent" printed on the hub\'s machine.'
        )
    return token


def copies_bytes(environ: Mapping[str, str]) -> int:
    """Return how many bytes of pictures and files a desk keeps copies of (``TRESEN_MEDIA_CACHE_MB``)."""
    name = "TRESEN_MEDIA_CACHE_MB"
    text = _text(environ, name) or str(COPIES_MB)
    if not (text.isascii() and text.isdigit() and len(text) < 8 and int(text) >= LEAST_COPIES_MB):
        raise SettingsError(
            f"{name} is not a size: write a whole number of megabytes, {LEAST_COPIES_MB} at least, or take it away."
        )
    return int(text) * 1024 * 1024


def _key(secrets: SecretStore, name: str, of_what: str) -> Secret:
    key = secrets.get(name)
    if key is None:
        raise SettingsError(
            f"{name} is missing and no keyring has it, so {of_what} cannot be encrypted: make a key with this line and keep"
            f" it safe, for without it the data is lost:\n{_NEW_KEY_LINE.format(name=name)}"
        )
    if _KEY.fullmatch(key.reveal()) is None:
        raise SettingsError(
            f"{name} is not a key, which has 64 hex digits: use the one the data was made with, or for new data make one"
            f" with this line:\n{_NEW_KEY_LINE.format(name=name)}"
        )
    return key


def _database(environ: Mapping[str, str], default: Path) -> Path | Secret:
    text = _text(environ, "TRESEN_DATABASE")
    if not text:
        return default
    scheme = text.partition("://")[0] if "://" in text else None
    if scheme in ("postgresql", "postgres"):
        return Secret(text)
    if scheme is not None:
        raise SettingsError(
            f"TRESEN_DATABASE names a database of kind {scheme!r}, which a hub cannot use: give the path of a SQLite file or a"
            " postgresql:// URL."
        )
    return Path(text).expanduser().resolve()


def _whatsapp(environ: Mapping[str, str]) -> WhatsAppSettings | None:
    given = [name for name in _WHATSAPP if _text(environ, name)]
    if not given:
        _test_url(environ, "TRESEN_GRAPH_URL")
        return None
    if len(given) < len(_WHATSAPP):
        absent = ", ".join(name for name in _WHATSAPP if name not in given)
        raise SettingsError(
            f"WhatsApp is only half set up, {absent} missing beside {given[0]}: set what is missing (the App Dashboard has"
            " it under WhatsApp > API Setup), or take all of it away to run without WhatsApp."
        )
    graph_url = _test_url(environ, "TRESEN_GRAPH_URL")
    return WhatsAppSettings(
        token=_secret(environ, "TRESEN_WHATSAPP_TOKEN"),
        app_secrets=_secrets(environ, "TRESEN_WHATSAPP_APP_SECRET"),
        verify_token=_secret(environ, "TRESEN_WHATSAPP_VERIFY_TOKEN"),
        phone_number_id=_digits(environ, "TRESEN_WHATSAPP_PHONE_NUMBER_ID"),
        business_account_id=_digits(environ, "TRESEN_WHATSAPP_BUSINESS_ACCOUNT_ID"),
        catalog_id=_digits(environ, "TRESEN_CATALOG_ID") or None,
        graph_version=_graph_version(environ),
        graph_url=graph_url or GRAPH_URL,
        per_second=_per_second(environ),
        is_test=graph_url is not None,
    )


def _stripe(environ: Mapping[str, str]) -> StripeSettings | None:
    url = _test_url(environ, "TRESEN_STRIPE_URL")
    key = _text(environ, "TRESEN_STRIPE_KEY")
    if not key:
        if _text(environ, "TRESEN_STRIPE_WEBHOOK_SECRET"):
            raise SettingsError(
                "TRESEN_STRIPE_WEBHOOK_SECRET is set without TRESEN_STRIPE_KEY: set the restricted key too, or take the"
                " webhook secret away to run without Stripe."
            )
        return None
    parts = _STRIPE_KEY.fullmatch(key)
    if parts is None:
        raise SettingsError(
            "TRESEN_STRIPE_KEY is not a secret Stripe key: paste a restricted key (rk_live_... or rk_test_...) from the"
            " Stripe Dashboard, Developers > API keys."
        )
    is_live = parts.group(2) == "live"
    if parts.group(1) == "sk":
        if is_live:
            raise SettingsError(
                "TRESEN_STRIPE_KEY is an unrestricted live key (sk_live_), which can do anything with the account if it ever"
                " leaks: make a restricted key (rk_live_) in the Stripe Dashboard, Developers > API keys, and use that."
            )
        _log.warning(
            "TRESEN_STRIPE_KEY is an unrestricted test key; a restricted one shows missing permissions in time"
        )
    for name in _text(environ, "TRESEN_STRIPE_WEBHOOK_SECRET").split(","):
        if name.strip().startswith(("we_", "rk_", "sk_", "pk_")):
            raise SettingsError(
                "TRESEN_STRIPE_WEBHOOK_SECRET is not a signing secret: paste the one that starts with whsec_ from the"
                " endpoint's page in the Stripe Dashboard."
            )
    return StripeSettings(
        key=_secret(environ, "TRESEN_STRIPE_KEY"),
        webhook_secrets=_secrets(environ, "TRESEN_STRIPE_WEBHOOK_SECRET"),
        is_live=is_live,
        url=url,
        order_keys=order_keys(_text(environ, "TRESEN_ORDER_KEYS")),
    )


def order_keys(text: str) -> tuple[str, ...]:
    """Read names of metadata keys with commas between them; ``SettingsError`` for what can be none.

    docs.stripe.com/api/metadata: 40 characters at most, without square brackets.
    """
    names = tuple(name for part in text.split(",") if (name := part.strip()))
    if any(len(name) > _LONGEST_METADATA_KEY or "[" in name or "]" in name or not name.isprintable() for name in names):
        raise SettingsError(
            "TRESEN_ORDER_KEYS does not name metadata keys of Stripe: write them as they stand at a payment in the Stripe"
            f" Dashboard, like order_id,shop_order, each of at most {_LONGEST_METADATA_KEY} characters."
        )
    return names


def _text(environ: Mapping[str, str], name: str) -> str:
    """Return the variable without the blanks and line ends that pasting brings along; missing is empty."""
    return environ.get(name, "").strip()


def _secret(environ: Mapping[str, str], name: str) -> Secret:
    text = _text(environ, name)
    if not text.isascii() or any(char.isspace() or not char.isprintable() for char in text):
        raise SettingsError(f"{name} has a blank or a strange character inside: paste it again, without line breaks.")
    return Secret(text)


def _secrets(environ: Mapping[str, str], name: str) -> tuple[Secret, ...]:
    parts = (part.strip() for part in _text(environ, name).split(","))
    return tuple(_secret({name: part}, name) for part in parts if part)


def _digits(environ: Mapping[str, str], name: str) -> str:
    text = _text(environ, name)
    if text and not (text.isascii() and text.isdigit()):
        raise SettingsError(
            f"{name} is not an id, which has digits only: copy the id from the App Dashboard (WhatsApp > API Setup or"
            " Commerce Manager), not the phone number or a token."
        )
    return text


def _per_second(environ: Mapping[str, str]) -> int:
    text = _text(environ, "TRESEN_WHATSAPP_PER_SECOND") or str(_PER_SECOND)
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= _MOST_PER_SECOND):
        raise SettingsError(
            "TRESEN_WHATSAPP_PER_SECOND is not how many messages a second WhatsApp takes from this number: write 80, 20 for"
            " a number that is also used on a phone, up to 1000 where Meta has raised it, or take it away for 80."
        )
    return int(text)


def _raw_days(environ: Mapping[str, str]) -> int:
    text = _text(environ, "TRESEN_RAW_DAYS") or str(RAW_DAYS)
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= _MOST_RAW_DAYS):
        raise SettingsError(
            f"TRESEN_RAW_DAYS is not for how many days raw deliveries are kept: write a whole number from 1 to"
            f" {_MOST_RAW_DAYS}, or take it away for {RAW_DAYS}."
        )
    return int(text)


def _graph_version(environ: Mapping[str, str]) -> str:
    text = _text(environ, "TRESEN_GRAPH_VERSION") or GRAPH_VERSION
    if re.fullmatch(r"v[0-9]{1,3}\.[0-9]{1,2}", text) is None:
        raise SettingsError(
            f"TRESEN_GRAPH_VERSION is not a version of the Graph API: write it like {GRAPH_VERSION}, or take it away."
        )
    return text


def _test_url(environ: Mapping[str, str], name: str) -> str | None:
    text = _text(environ, name)
    if not text:
        return None
    if not _is_url(text, ("http", "https")) or not is_loopback(urlsplit(text).hostname or ""):
        raise SettingsError(
            f"{name} is for tests and may only point to this machine: use an address like http://127.0.0.1:8611, or take it"
            " away to reach the real platform."
        )
    return text.rstrip("/")


def _public_url(environ: Mapping[str, str]) -> str | None:
    text = _text(environ, "TRESEN_PUBLIC_URL")
    if not text:
        return None
    secure = _is_url(text, ("https",)) or (_is_url(text, ("http",)) and is_loopback(urlsplit(text).hostname or ""))
    if not secure:
        raise SettingsError(
            "TRESEN_PUBLIC_URL is not an https:// address, and Meta and Stripe deliver to no other: give the one under which"
            " they reach this hub, or take it away."
        )
    return text.rstrip("/")


def _is_url(text: str, schemes: tuple[str, ...]) -> bool:
    """Tell whether ``text`` is a plain base URL: a known scheme and a host, no user, no query, no fragment."""
    try:
        parts = urlsplit(text)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return False
    has_extras = parts.username is not None or parts.query or parts.fragment
    return parts.scheme in schemes and bool(parts.hostname) and port_is_fine and not has_extras


def is_loopback(host: str) -> bool:
    """Tell whether ``host`` is this machine by address; a name other than ``localhost`` could be resolved to anywhere."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
