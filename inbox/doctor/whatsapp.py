"""WhatsApp: the token, the number and its health, the catalog.

Called on the main thread; network. Only reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from inbox.doctor.findings import Finding, fail, ok, warn
from inbox.platforms.whatsapp.client import WhatsAppClient
from inbox.platforms.whatsapp.errors import NotSent, WhatsAppError


def examine(client: WhatsAppClient) -> Iterator[Finding]:
    """Look at the token and the number; stops when Meta cannot be reached."""
    try:
        token = client.check_token()
        number = client.phone_number()
    except NotSent as error:
        yield fail("WhatsApp, connection", error.message, "Check the internet connection and metastatus.com.")
        return
    except WhatsAppError as error:
        yield fail("WhatsApp, token", error.message, "Make a new System User token and set TRESEN_WHATSAPP_TOKEN.")
        return
    if token.is_valid:
        yield ok("WhatsApp, token", "valid" if token.expires_at is None else f"valid until {token.expires_at}")
    else:
        yield fail(
            "WhatsApp, token",
            token.reason or "not valid",
            "Make a new System User token and set TRESEN_WHATSAPP_TOKEN.",
        )
    absent = {"whatsapp_business_messaging", "whatsapp_business_management"} - set(token.scopes)
    if token.scopes and absent:
        yield fail(
            "WhatsApp, permissions", f"missing {', '.join(sorted(absent))}", "Give the System User these permissions."
        )
    shown = " ".join(filter(None, (number.number, number.verified_name))) or "number"
    if number.can_send not in (None, "AVAILABLE"):
        way_out = "Meta names the reasons in WhatsApp Manager > Account quality."
        yield fail("WhatsApp, sending", f"{number.can_send}: {'; '.join(number.obstacles)}", way_out)
    if number.quality in ("RED", "YELLOW"):
        way_out = "Fewer proactive messages; quality comes from blocks and reports of the last 7 days."
        yield warn("WhatsApp, number", f"{shown}, quality {number.quality}", way_out)
    else:
        yield ok("WhatsApp, number", f"{shown}, quality {number.quality or 'unknown'}")
    yield from _catalog(client)


def _catalog(client: WhatsAppClient) -> Iterator[Finding]:
    way_out = "Connect a catalog in Commerce Manager; until then products are sent as picture, price and link."
    try:
        catalogs = client.catalogs()
    except WhatsAppError as error:
        yield warn("WhatsApp, catalog", error.message, "Give the System User the catalog with catalog_management.")
        return
    if catalogs:
        yield ok("WhatsApp, catalog", ", ".join(one.name or one.id for one in catalogs))
    else:
        yield warn("WhatsApp, catalog", "none is connected", way_out)
