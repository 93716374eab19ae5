"""Checks interactive messages: buttons, lists, one link button, products, the catalogue, and asking for contact data.

Called by ``kinds.py``; raises GraphError and changes nothing. Documented at developers.facebook.com, Cloud API >
Messages > Interactive messages.
"""

from __future__ import annotations

from collections.abc import Callable

from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.whatsapp.parts import Part, refuse_repeats

BODY = 1024
LIST_BODY = 4096
SHORT = 60
MEDIA_HEADERS = ("text", "image", "video", "document")
ROWS_IN_ALL = 10
PRODUCTS_IN_ALL = 30

HeaderMedia = Callable[[Part, str], None]


def check_interactive(content: Part, catalog_id: str, skus: frozenset[str], header_media: HeaderMedia) -> None:
    """Check ``interactive``; ``header_media(header, kind)`` checks the media a header names."""
    content.only("type", "header", "body", "footer", "action")
    kind = content.choice("type", tuple(_KINDS))
    body_most, body_needed, headers, action_check = _KINDS[kind]
    body = content.part("body") if body_needed else content.maybe_part("body")
    if body is not None:
        body.text("text", body_most)
    footer = content.maybe_part("footer")
    if footer is not None:
        footer.text("text", SHORT)
    _check_header(content, kind, headers, header_media)
    action = content.part("action")
    action_check(action)
    if kind in ("product", "product_list"):
        _check_products(action, kind, catalog_id, skus)


def unknown_skus(content: Part, skus: frozenset[str]) -> list[str]:
    """Return the SKUs of a product list that the catalogue does not have; Meta sends the list without them."""
    if content.fields.get("type") != "product_list":
        return []
    return [sku for sku in _listed_skus(content.part("action")) if sku not in skus]


def _check_header(content: Part, kind: str, allowed: tuple[str, ...], header_media: HeaderMedia) -> None:
    header = content.maybe_part("header")
    if header is None:
        if kind == "product_list":
            raise GraphError(131008, "The parameter interactive.header is required for product_list.")
        return
    if not allowed:
        raise GraphError(131009, f"interactive.header is not allowed for {kind}.")
    header_kind = header.choice("type", allowed)
    if header_kind == "text":
        header.text("text", SHORT)
    else:
        header_media(header, header_kind)


def _button_action(action: Part) -> None:
    action.only("buttons")
    ids, titles = [], []
    for button in action.parts("buttons", 3):
        button.choice("type", ("reply",))
        reply = button.part("reply")
        ids.append(reply.text("id", 256))
        titles.append(reply.text("title", 20))
    refuse_repeats(ids, "Button ids")
    refuse_repeats(titles, "Button titles")


def _list_action(action: Part) -> None:
    action.only("button", "sections")
    action.text("button", 20)
    sections = action.parts("sections", 10)
    ids = []
    for section in sections:
        if len(sections) > 1 or section.has("title"):
            section.text("title", 24)
        for row in section.parts("rows", ROWS_IN_ALL):
            ids.append(row.text("id", 200))
            row.text("title", 24)
            row.maybe_text("description", 72)
    if len(ids) > ROWS_IN_ALL:
        raise GraphError(131009, f"A list has at most {ROWS_IN_ALL} rows in all sections together, not {len(ids)}.")
    refuse_repeats(ids, "Row ids")


def _cta_action(action: Part) -> None:
    action.only("name", "parameters")
    action.choice("name", ("cta_url",))
    parameters = action.part("parameters")
    parameters.only("display_text", "url")
    parameters.text("display_text", 20)
    url = parameters.text("url", 2000)
    if not url.startswith(("http://", "https://")):
        raise GraphError(131009, f"{parameters.name('url')} must be a http or https address.")


def _product_action(action: Part) -> None:
    action.only("catalog_id", "product_retailer_id")
    action.text("product_retailer_id", 100)


def _product_list_action(action: Part) -> None:
    action.only("catalog_id", "sections", "product_retailer_id")
    sections = action.parts("sections", 10)
    for section in sections:
        if len(sections) > 1 or section.has("title"):
            section.text("title", 24)
    listed = _listed_skus(action)
    if len(listed) > PRODUCTS_IN_ALL:
        raise GraphError(131009, f"A product list has at most {PRODUCTS_IN_ALL} products, not {len(listed)}.")


def _listed_skus(action: Part) -> list[str]:
    return [
        item.text("product_retailer_id", 100)
        for section in action.parts("sections", 10)
        for item in section.parts("product_items", PRODUCTS_IN_ALL)
    ]


def _check_products(action: Part, kind: str, catalog_id: str, skus: frozenset[str]) -> None:
    if action.text("catalog_id", 100) != catalog_id:
        raise GraphError(131009, f"{action.name('catalog_id')} is not the catalogue connected to this account.")
    asked = [action.text("product_retailer_id", 100)] if kind == "product" else _listed_skus(action)
    if not any(sku in skus for sku in asked):
        raise GraphError(131009, f"Products not found in the catalogue: {', '.join(asked)}.")


def _catalog_action(action: Part) -> None:
    action.only("name", "parameters")
    action.choice("name", ("catalog_message",))
    parameters = action.maybe_part("parameters")
    if parameters is not None:
        parameters.maybe_text("thumbnail_product_retailer_id", 100)


def _named_action(name: str) -> Callable[[Part], None]:
    def check(action: Part) -> None:
        action.only("name")
        action.choice("name", (name,))

    return check


# kind -> (characters of the body, body needed, headers allowed, check of the action)
_KINDS: dict[str, tuple[int, bool, tuple[str, ...], Callable[[Part], None]]] = {
    "button": (BODY, True, MEDIA_HEADERS, _button_action),
    "list": (LIST_BODY, True, ("text",), _list_action),
    "cta_url": (BODY, True, MEDIA_HEADERS, _cta_action),
    "product": (BODY, False, (), _product_action),
    "product_list": (BODY, True, ("text",), _product_list_action),
    "catalog_message": (BODY, True, (), _catalog_action),
    "location_request_message": (BODY, True, (), _named_action("send_location")),
    "request_contact_info": (BODY, True, (), _named_action("request_contact_info")),
}
