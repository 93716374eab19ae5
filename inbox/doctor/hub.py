"""The hub: does it answer, may we in, does it take what is signed and refuse what is not.

Called on the main thread; talks HTTP to the hub only. The signed test webhook is empty and always the same, so it leaves
one ``platform.unknown`` in the log, which no screen shows, however often somebody looks.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator

import httpx

from inbox.doctor.findings import Finding, fail, ok, skip, warn
from inbox.system.secrets import Secret
from inbox.system.settings import WhatsAppSettings

EMPTY = b'{"object":"whatsapp_business_account","entry":[]}'
_BEHIND_PROXY = "Check that the proxy passes /webhooks/* on unchanged."


def examine(client: httpx.Client, token: Secret | None, whatsapp: WhatsAppSettings | None) -> Iterator[Finding]:
    """Look at the hub behind ``client`` (its base URL); stops when it does not answer."""
    try:
        alive = client.get("/healthz")
    except httpx.HTTPError as error:
        seen = f"{client.base_url} does not answer ({type(error).__name__})"
        yield fail("hub", seen, "Start it: tresen hub --data DIR; or check the address given with --hub.")
        return
    if alive.status_code != httpx.codes.OK:
        yield fail("hub", f"{client.base_url} answers {alive.status_code}, which no hub does", "Check the address.")
        return
    yield ok("hub", f"{client.base_url} answers")
    ready = client.get("/readyz")
    if ready.status_code == httpx.codes.OK:
        yield ok("hub, ready", "storage, clock and disk are fine")
    else:
        yield fail("hub, ready", ready.text.strip(), "Mend what it names on the hub's machine.")
    yield _token(client, token)
    if whatsapp is None:
        yield skip("hub, signatures", "WhatsApp is not set up here")
    else:
        yield from _signatures(client, whatsapp)


def _token(client: httpx.Client, token: Secret | None) -> Finding:
    if token is None:
        return skip("hub, token", "TRESEN_TOKEN is not set")
    answer = client.get("/v1/me", headers={"Authorization": f"Bearer {token.reveal()}"})
    if answer.status_code == httpx.codes.OK:
        return ok("hub, token", f"known, role {answer.json().get('role')}")
    return fail(
        "hub, token",
        f"refused ({answer.status_code})",
        "Make a new one on the hub's machine: tresen hub token NAME --role R",
    )


def _signatures(client: httpx.Client, whatsapp: WhatsAppSettings) -> Iterator[Finding]:
    signature = hmac.new(whatsapp.app_secrets[0].reveal().encode(), EMPTY, hashlib.sha256).hexdigest()
    for what, sent, expected in (
        ("hub, signed webhook", signature, httpx.codes.OK),
        ("hub, forged webhook", "0" * 64, httpx.codes.UNAUTHORIZED),
    ):
        answer = client.post("/webhooks/whatsapp", content=EMPTY, headers={"X-Hub-Signature-256": f"sha256={sent}"})
        words = "taken" if expected == httpx.codes.OK else "refused"
        if answer.status_code == expected:
            yield ok(what, words)
        else:
            way_out = "The hub must have the same TRESEN_WHATSAPP_APP_SECRET. " + _BEHIND_PROXY
            yield fail(what, f"answered {answer.status_code} instead of {expected.value}", way_out)
    challenge = {"hub.mode": "subscribe", "hub.challenge": "1158", "hub.verify_token": whatsapp.verify_token.reveal()}
    answer = client.get("/webhooks/whatsapp", params=challenge)
    if answer.status_code == httpx.codes.OK and answer.text == "1158":
        yield ok("hub, verify token", "the handshake works")
    else:
        yield warn("hub, verify token", f"the handshake failed ({answer.status_code})", _BEHIND_PROXY)
