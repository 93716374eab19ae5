"""The whole look, in the order in which one thing rests on another.

Called by ``bootstrap`` on the main thread; prints as it goes, because a network check may take seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import httpx

from inbox.doctor import hub, machine, stripe, whatsapp
from inbox.doctor.findings import Finding, skip
from inbox.domain.ports import Clock, Ids
from inbox.platforms.stripe.client import StripeClient
from inbox.platforms.whatsapp.client import WhatsAppClient
from inbox.system.paths import DataFolder
from inbox.system.secrets import SecretStore

PATIENCE = 10.0
"""Seconds one question to a hub may take."""


def examine(
    environ: Mapping[str, str], secrets: SecretStore, data: DataFolder, hub_url: str | None, clock: Clock, ids: Ids
) -> Iterator[Finding]:
    """Yield every finding; nothing raises for what a shop can have got wrong."""
    settings, found = machine.settings_of(environ, data)
    yield found
    yield from machine.keys(secrets)
    yield from machine.folder(data)
    if settings is None or settings.stripe is None:
        yield skip("Stripe", "not set up")
    else:
        pay = StripeClient(settings.stripe)
        try:
            yield from stripe.examine(pay, clock, ids)
        finally:
            pay.close()
    if settings is None or settings.whatsapp is None:
        yield skip("WhatsApp", "not set up")
    else:
        chat = WhatsAppClient(settings.whatsapp)
        try:
            yield from whatsapp.examine(chat)
        finally:
            chat.close()
    if hub_url is None:
        yield skip("hub", "no address given with --hub")
        return
    with httpx.Client(base_url=hub_url, timeout=PATIENCE) as client:
        yield from hub.examine(client, secrets.get("TRESEN_TOKEN"), settings.whatsapp if settings else None)
