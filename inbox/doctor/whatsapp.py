"""WhatsApp: the token, the number and its health, the catalog.

Called on the main thread; network. Only reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from inbox.doctor.findings import Finding, fail, ok, warn
from inbox.platforms.whatsapp.client import WhatsAppClient
from inbox.platforms.whatsapp.errors import LostAnswer, NotSent, WhatsAppError

CONNECTION, TOKEN, SCOPES, SENDING, NUMBER, CATALOG = "connection", "token", "scopes", "sending", "number", "catalog"
"""Codes of what is looked at; the look ends with the first one that keeps it from going on."""


def examine(client: WhatsAppClient) -> Iterator[Finding]:
    """Look at the token and the number; stops when Meta cannot be reached."""
    try:
        token = client.check_token()
        number = client.phone_number()
    except (NotSent, LostAnswer) as error:
        way_out = "Check the internet connection and metastatus.com."
        yield fail("WhatsApp, connection", error.message, way_out, CONNECTION, error.message)
        return
    except WhatsAppError as error:
        way_out = "Make a new System User token and set TRESEN_WHATSAPP_TOKEN."
        yield fail("WhatsApp, token", error.message, way_out, TOKEN, error.message)
        return
    if token.is_valid:
        yield ok("WhatsApp, token", "valid" if token.expires_at is None else f"valid until {token.expires_at}", TOKEN)
    else:
        way_out = "Make a new System User token and set TRESEN_WHATSAPP_TOKEN."
        yield fail("WhatsApp, token", token.reason or "not valid", way_out, TOKEN, token.reason or "")
    absent = {"whatsapp_business_messaging", "whatsapp_business_management"} - set(token.scopes)
    if token.scopes and absent:
        named = ", ".join(sorted(absent))
        yield fail("WhatsApp, permissions", f"missing {named}", "Give the System User these permissions.", SCOPES, named)
    shown = " ".join(filter(None, (number.number, number.verified_name))) or "number"
    if number.can_send not in (None, "AVAILABLE"):
        way_out = "Meta names the reasons in WhatsApp Manager > Account quality."
        obstacles = "; ".join(number.obstacles)
        yield fail("WhatsApp, sending", f"{number.can_send}: {obstacles}", way_out, SENDING, obstacles)
    if number.quality in ("RED", "YELLOW"):
        way_out = "Fewer proactive messages; quality comes from blocks and reports of the last 7 days."
        yield warn("WhatsApp, number", f"{shown}, quality {number.quality}", way_out, NUMBER, shown)
    else:
        yield ok("WhatsApp, number", f"{shown}, quality {number.quality or 'unknown'}", NUMBER, shown)
    yield from _catalog(client)


def _catalog(client: WhatsAppClient) -> Iterator[Finding]:
    way_out = "Connect a catalog in Commerce Manager; until then products are sent as picture, price and link."
    try:
        catalogs = client.catalogs()
    except WhatsAppError as error:
        mend = "Give the System User the catalog with catalog_management."
        yield warn("WhatsApp, catalog", error.message, mend, CATALOG, error.message)
        return
    if catalogs:
        names = ", ".join(one.name or one.id for one in catalogs)
        yield ok("WhatsApp, catalog", names, CATALOG, names)
    else:
        yield warn("WhatsApp, catalog", "none is connected", way_out, CATALOG)
