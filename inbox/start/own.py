"""The shop's own hub of a desk: its settings from keyring, environment and start file, and the desk's token for it.

Called by ``desk`` on the main thread before the window is there, because a keyring may ask to be unlocked. Secrets go into the
environment of the child process alone.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import sys
from collections.abc import Mapping

from inbox.desk.child import OwnHub, own_hub
from inbox.domain.ports import Clock, Ids
from inbox.system.paths import DataFolder
from inbox.system.secrets import KeyringMissingError, KeyringSecrets, Secret, SecretStore
from inbox.system.settings import hub_key, hub_settings
from inbox.system.start_file import OwnStart

SECRETS = (
    "TRESEN_HUB_KEY",
    "TRESEN_STRIPE_KEY",
    "TRESEN_STRIPE_WEBHOOK_SECRET",
    "TRESEN_WHATSAPP_TOKEN",
    "TRESEN_WHATSAPP_APP_SECRET",
    "TRESEN_WHATSAPP_VERIFY_TOKEN",
    "TRESEN_WHATSAPP_PHONE_NUMBER_ID",
    "TRESEN_WHATSAPP_BUSINESS_ACCOUNT_ID",
)
"""What the hub is handed of what the keyring keeps; a variable of the same name in the environment comes first."""

_NOT_FOR_THE_HUB = ("TRESEN_TOKEN", "TRESEN_CACHE_KEY")
_TOKEN = "TRESEN_TOKEN"  # noqa: S105 - the name of an entry
_NAMELESS = "Owner"
_LONGEST_NAME = 80


def start_of_environment(environ: Mapping[str, str]) -> OwnStart | None:
    """Return the start of a machine without a keyring, where everything is in the environment; None when it is not."""
    has_keys = environ.get("TRESEN_HUB_KEY") and environ.get("TRESEN_CACHE_KEY")
    has_shop = environ.get("TRESEN_STRIPE_KEY") or environ.get("TRESEN_WHATSAPP_TOKEN")
    return OwnStart(shop=environ.get("TRESEN_SHOP_NAME", "")) if has_keys and has_shop else None


def hub_of(start: OwnStart, folder: DataFolder, secrets: SecretStore, environ: Mapping[str, str]) -> OwnHub:
    """Return the hub of this desk, not started."""
    return own_hub(folder.root, {}, environment_of(start, secrets, environ), port=start.port)


def environment_of(start: OwnStart, secrets: SecretStore, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the whole environment of this desk's hub: what is set comes first, then what the first start settled."""
    settled = {
        "TRESEN_SHOP_NAME": start.shop,
        "TRESEN_LANGUAGE": start.language,
        "TRESEN_TIME_ZONE": start.zone,
        "TRESEN_PUBLIC_URL": start.public_url,
        "TRESEN_ORDER_KEYS": start.order_keys,
    }
    plain = {name: value for name, value in environ.items() if name not in _NOT_FOR_THE_HUB}
    settled = {name: value for name, value in settled.items() if value and not environ.get(name)}
    found = {name: secret.reveal() for name in SECRETS if (secret := secrets.get(name)) is not None}
    return {**plain, **settled, **found}


def token_of(
    folder: DataFolder,
    secrets: SecretStore,
    keyring: KeyringSecrets,
    environ: Mapping[str, str],
    clock: Clock,
    ids: Ids,
) -> Secret:
    """Return this desk's token for its own hub: the one that is kept, else a new one of an owner.

    UserError when the hub's file cannot be opened. Without a keyring there is a new one at each start, and the old one ends.
    """
    kept = secrets.get(_TOKEN)
    if kept is not None:
        return kept
    # Late, because it is done once: every other start goes without the hub's tables.
    from inbox.hub.offline import make_own_token

    database = hub_settings(environ, folder.hub_database).database
    token = Secret(
        make_own_token(folder.root, database, hub_key(secrets), clock, ids, name=_own_name())
    )
    with contextlib.suppress(KeyringMissingError):
        keyring.set(_TOKEN, token)
    return token


def _own_name() -> str:
    """Return what this computer's user is called, as colleagues and notes will show it."""
    name = _full_name() or _account_name()
    return name[:_LONGEST_NAME] if name.isprintable() and name.strip() else _NAMELESS


def _full_name() -> str:
    if sys.platform == "win32":
        return ""
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0].strip()
    except KeyError:
        return ""


def _account_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
