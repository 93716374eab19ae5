"""This machine: settings, keys, the data folder and its disk.

Called on the main thread. Reads settings and asks the keyring; writes one probe file that it takes away again.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from tempfile import TemporaryFile

from inbox.doctor.findings import Finding, fail, ok, warn
from inbox.domain.problems import UserError
from inbox.system.paths import DataFolder
from inbox.system.secrets import Secret, SecretStore
from inbox.system.settings import HubSettings, cache_key, hub_key, hub_settings

GIBIBYTE = 1024**3
LITTLE_SPACE = GIBIBYTE


def settings_of(environ: Mapping[str, str], folder: DataFolder) -> tuple[HubSettings | None, Finding]:
    """Read the hub's settings; None with a finding when they are wrong."""
    try:
        settings = hub_settings(environ, folder.hub_database)
    except UserError as error:
        return None, fail("settings", "wrong", error.message)
    whatsapp = "WhatsApp set" if settings.whatsapp else "no WhatsApp"
    stripe = (
        "no Stripe" if settings.stripe is None else f"Stripe set ({'live' if settings.stripe.is_live else 'test'} mode)"
    )
    if settings.whatsapp is None and settings.stripe is None:
        way_out = "Set the TRESEN_... variables of WhatsApp and Stripe that the README lists, or run: tresen demo"
        return settings, warn("settings", "neither WhatsApp nor Stripe is connected", way_out)
    return settings, ok("settings", f"{whatsapp}, {stripe}")


def keys(secrets: SecretStore) -> Iterator[Finding]:
    """Look for the keys of the hub's and the desk's files."""
    looks: tuple[tuple[str, Callable[[SecretStore], Secret]], ...] = (("hub key", hub_key), ("cache key", cache_key))
    for what, look in looks:
        try:
            look(secrets)
        except UserError as error:
            yield warn(what, "missing or wrong", error.message)
        else:
            yield ok(what, "there, 64 hex digits")


def folder(data: DataFolder) -> Iterator[Finding]:
    """Look whether the data folder takes files, is private, and has room."""
    try:
        with TemporaryFile(dir=data.root) as probe:
            probe.write(b"tresen")
    except OSError as error:
        yield fail("data folder", f"{data.root} takes no files ({error.strerror})", "Choose another one with --data.")
        return
    if os.name == "posix" and data.root.stat().st_mode & 0o077:
        yield warn("data folder", f"{data.root} is open to others", f"Close it: chmod 700 '{data.root}'")
    else:
        yield ok("data folder", str(data.root))
    free = shutil.disk_usage(data.root).free
    words = f"{free // (GIBIBYTE // 10) / 10:.1f} GiB free"
    yield (
        ok("disk", words)
        if free >= LITTLE_SPACE
        else fail("disk", words, "Make room; a hub without space takes no webhooks.")
    )
