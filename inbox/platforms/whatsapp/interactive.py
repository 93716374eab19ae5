"""Interactive messages: answer buttons, lists, one link button, products, the catalogue, asking for the phone number.

Called by the hub's senders; pure, limits checked as in ``payloads``. A payment link is ``cta_url``.
developers.facebook.com, Cloud API > Messages > Interactive messages; Catalogs > Share products.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from inbox.platforms.whatsapp import limits
from inbox.platforms.whatsapp.limits import Limit, LimitExceeded, check_count, check_length, check_unique, check_url
from inbox.platforms.whatsapp.payloads import Envelope, Payload


class Button(msgspec.Struct, frozen=True):
    """An answer the customer can tap; ``id`` comes back with the answer."""

    id: str
    title: str


class Choice(msgspec.Struct, frozen=True):
    """A row of a list; ``id`` comes back with the answer."""

    id: str
    title: str
    description: str | None = None


class Section(msgspec.Struct, frozen=True):
    """A titled group of choices, or of products (then ``rows`` stays empty). One section alone needs no title."""

    rows: tuple[Choice, ...] = ()
    skus: tuple[str, ...] = ()
    title: str | None = None


class MediaHeader(msgspec.Struct, frozen=True):
    """An uploaded picture, film or document above the text; ``filename`` is what a document is called."""

    kind: str
    media_id: str
    filename: str | None = None


Header = str | MediaHeader | None


def reply_buttons(
    envelope: Envelope, body: str, buttons: Sequence[Button], *, header: Header = None, footer: str | None = None
) -> Payload:
    """Build a text with one to three answer buttons."""
    check_count("buttons", "buttons", buttons, limits.BUTTONS)
    check_unique("buttons", "buttons", [button.title for button in buttons])
    check_unique("button-ids", "button ids", [button.id for button in buttons])
    replies = [
        {
            "type": "reply",
            "reply": {
                "id": check_length(limits.BUTTON_ID, button.id),
                "title": check_length(limits.BUTTON, button.title),
            },
        }
        for button in buttons
    ]
    return _interactive(envelope, "button", {"buttons": replies}, body=body, header=header, footer=footer)


def choices(
    envelope: Envelope,
    body: str,
    button: str,
    sections: Sequence[Section],
    *,
    header: str | None = None,
    footer: str | None = None,
) -> Payload:
    """Build a list the customer opens with ``button``: ten choices at most in all sections together."""
    _check_sections(sections)
    rows = [row for section in sections for row in section.rows]
    check_count("rows", "choices", rows, limits.ROWS)
    check_unique("row-ids", "choice ids", [row.id for row in rows])
    built = [{**_title(section), "rows": [_row(row) for row in section.rows]} for section in sections]
    action = {"button": check_length(limits.BUTTON, button), "sections": built}
    return _interactive(envelope, "list", action, body=body, header=header, footer=footer, body_limit=limits.LIST_BODY)


def link_button(
    envelope: Envelope, body: str, label: str, url: str, *, header: Header = None, footer: str | None = None
) -> Payload:
    """Build a text with one button that opens an address, such as a payment link."""
    parameters = {"display_text": check_length(limits.BUTTON, label), "url": check_url(url)}
    action = {"name": "cta_url", "parameters": parameters}
    return _interactive(envelope, "cta_url", action, body=body, header=header, footer=footer)


def product(
    envelope: Envelope, catalog_id: str, sku: str, *, body: str | None = None, footer: str | None = None
) -> Payload:
    """Build one product of the catalogue; it takes no heading."""
    action = {"catalog_id": catalog_id, "product_retailer_id": check_length(limits.SKU, sku)}
    return _interactive(envelope, "product", action, body=body, footer=footer)


def product_list(
    envelope: Envelope,
    catalog_id: str,
    sections: Sequence[Section],
    *,
    header: str,
    body: str,
    footer: str | None = None,
) -> Payload:
    """Build up to 30 products of the catalogue; heading and text are required."""
    _check_sections(sections)
    skus = [sku for section in sections for sku in section.skus]
    check_count("products", "products", skus, limits.PRODUCTS)
    check_unique("products", "products", skus)
    built = [
        {
            **_title(section),
            "product_items": [{"product_retailer_id": check_length(limits.SKU, sku)} for sku in section.skus],
        }
        for section in sections
    ]
    check_length(limits.HEADER, header)
    action = {"catalog_id": catalog_id, "sections": built}
    return _interactive(envelope, "product_list", action, body=body, header=header, footer=footer)


def catalog(envelope: Envelope, body: str, *, thumbnail_sku: str | None = None, footer: str | None = None) -> Payload:
    """Build a button that opens the whole catalogue; ``thumbnail_sku`` is the product whose picture it shows."""
    action: Payload = {"name": "catalog_message"}
    if thumbnail_sku:
        action["parameters"] = {"thumbnail_product_retailer_id": check_length(limits.SKU, thumbnail_sku)}
    return _interactive(envelope, "catalog_message", action, body=body, footer=footer)


def request_contact_info(envelope: Envelope, body: str) -> Payload:
    """Ask somebody who writes under a username for the phone number."""
    return _interactive(envelope, "request_contact_info", {"name": "request_contact_info"}, body=body)


def _interactive(
    envelope: Envelope,
    kind: str,
    action: object,
    *,
    body: str | None,
    header: Header = None,
    footer: str | None = None,
    body_limit: Limit = limits.BODY,
) -> Payload:
    content: Payload = {"type": kind}
    if header:
        content["header"] = _header(header)
    if body is not None:
        content["body"] = {"text": check_length(body_limit, body)}
    if footer:
        content["footer"] = {"text": check_length(limits.FOOTER, footer)}
    content["action"] = action
    return envelope.around("interactive", content)


def _header(header: str | MediaHeader) -> Payload:
    if isinstance(header, str):
        return {"type": "text", "text": check_length(limits.HEADER, header)}
    if header.kind not in ("image", "video", "document"):
        raise LimitExceeded(
            "header-kind", f"{header.kind} cannot stand above a text; choose a picture, film or document."
        )
    return {"type": header.kind, header.kind: {"id": header.media_id}}


def _check_sections(sections: Sequence[Section]) -> None:
    check_count("sections", "sections", sections, limits.SECTIONS)
    if len(sections) > 1 and not all(section.title for section in sections):
        raise LimitExceeded("section-missing", "A section has no title; with several sections each needs one.")
    if not all(section.rows or section.skus for section in sections):
        raise LimitExceeded("section-empty", "A section has nothing in it; fill it or take it away.")


def _title(section: Section) -> Payload:
    return {"title": check_length(limits.SECTION, section.title)} if section.title else {}


def _row(row: Choice) -> Payload:
    built: Payload = {"id": check_length(limits.ROW_ID, row.id), "title": check_length(limits.ROW, row.title)}
    if row.description:
        built["description"] = check_length(limits.ROW_DESCRIPTION, row.description)
    return built
