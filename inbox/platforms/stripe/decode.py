"""Stripe's webhook bodies (and the events list, which has the same shape) as what happened.

Called by the hub's decode step inside its transaction, and by catch-up. Never raises, whatever the bytes are: what is
neither readable nor known becomes one ``platform.unknown``. Card numbers are masked before anything is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from inbox.domain import times
from inbox.domain.cards import mask, mask_tree
from inbox.domain.events import Decoded, Told, UnknownBody
from inbox.domain.payments import Checkout, Customer, StripeObject
from inbox.platforms.json_body import NotJsonError, read, write
from inbox.platforms.stripe import checkouts, convert, fields
from inbox.platforms.stripe.fields import Json
from inbox.platforms.stripe.order_keys import told_usually

ACTOR = "stripe"
_NEVER = "1970-01-01T00:00:00.000Z"
_LONGEST_RAW = 65_536
"""Characters of an unreadable body that are kept for a person to look at."""


IDENTIFIERS = frozenset(
    (
        "id", "object", "account", "request", "idempotency_key", "charge", "payment_intent", "latest_charge", "customer",
        "payment_link", "invoice", "balance_transaction", "payment_method", "fingerprint", "reference",
        "network_transaction_id", "created", "livemode", "url", "refund", "hosted_invoice_url", "invoice_pdf", "pdf",
    )
)  # fmt: skip
"""Keys whose value Stripe's machines write: never a card number somebody typed, however much it may look like one."""


def tell(body: bytes, received: str = _NEVER, order_keys: Sequence[str] = ()) -> Told:
    """Return the one thing a delivery tells; ``received`` (RFC 3339) is the time of what has none.

    ``order_keys`` are the shop's own metadata keys of order numbers.
    """
    try:
        tree, hit = mask_tree(read(body), _is_identifier)
    except NotJsonError as error:
        excerpt, hit = mask(body.decode("utf-8", "replace"))
        unknown = _unknown("unreadable", _digest(body), received, write(excerpt[:_LONGEST_RAW]), f"not JSON: {error}")
        return Told([unknown], excerpt.encode() if hit else None)
    if isinstance(tree, dict):
        told = _decode_event(tree, received, order_keys)
    else:
        told = _unknown("unreadable", _digest(body), received, write(tree), "not an object")
    return Told([told], write(tree) if hit else None)


def _decode_event(event: Json, received: str, order_keys: Sequence[str]) -> Decoded:
    seconds = fields.whole(event, "created") or 0
    at = _at(seconds) if seconds else received
    kind = fields.text(event, "type") or "untyped"
    name = fields.text(event, "id") or _digest(write(event))
    told = told_usually(fields.table(fields.table(event, "data"), "object"), order_keys)
    found = _object(told) if isinstance(told, dict) else None
    if found is None or fields.text(event, "object") not in ("event", None):
        return _unknown(kind, name, at, write(event), None)
    if isinstance(found, Checkout) and kind == "checkout.session.async_payment_failed":
        found = msgspec.structs.replace(found, status="failed")
    if isinstance(found, Checkout):
        found = checkouts.as_of(found, seconds)
    if isinstance(found, Customer) and kind == "customer.deleted":
        found = msgspec.structs.replace(found, deleted=True)
    changed, body = convert.change(found, convert.version(seconds, "e"))
    return Decoded(
        type=changed,
        at=at,
        body=body,
        dedup=name,
        actor=ACTOR,
        conversation=getattr(found, "conversation", None),
    )


def _object(source: Json) -> StripeObject | None:
    reader = convert.READERS.get(fields.text(source, "object") or "")
    return None if reader is None else reader(source)


def _unknown(what: str, dedup: str, at: str, raw: bytes, note: str | None) -> Decoded:
    body = UnknownBody(platform=ACTOR, what=what, raw=msgspec.Raw(raw), note=note)
    return Decoded(type="platform.unknown", at=at, body=body, dedup=dedup, actor=ACTOR)


def _is_identifier(key: str, _text: str) -> bool:
    return key in IDENTIFIERS


def _at(seconds: int) -> str:
    return times.to_text(times.from_unix(seconds))


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
