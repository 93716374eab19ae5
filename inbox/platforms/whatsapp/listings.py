"""What Meta lists and describes: templates, products, catalogues, the phone number, the token.

Read from answers by ``client``; pure. A field that is missing or odd is None; an entry without its name is left out.
developers.facebook.com, WhatsApp Business Management API; Marketing API > Product Catalog.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from inbox.domain import times
from inbox.domain.templates import Template, TemplateButton
from inbox.platforms.whatsapp.fields import Json, first_text, flag, rows, table, text, whole

TEMPLATE_FIELDS = "id,name,language,status,category,parameter_format,components,quality_score,rejected_reason"
PRODUCT_FIELDS = (
    "id,retailer_id,name,description,price,sale_price,sale_price_start_date,sale_price_end_date,currency,availability,"
    "image_url,image_cdn_urls,url,brand,category,retailer_product_group_id,visibility,review_status"
)
PHONE_FIELDS = (
    "id,display_phone_number,verified_name,name_status,status,quality_rating,"
    "whatsapp_business_manager_messaging_limit,health_status"
)


class Product(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A product of the catalogue. ``price_text`` is written in the catalogue's locale: for people, not for sums."""

    sku: str
    name: str | None = None
    description: str | None = None
    price_text: str | None = None
    sale_price_text: str | None = None
    sale_from: str | None = None
    sale_until: str | None = None
    """RFC 3339; None where the sale has no beginning or no end."""
    currency: str | None = None
    availability: str | None = None
    visibility: str | None = None
    review_status: str | None = None
    image_urls: tuple[str, ...] = ()
    """Where its picture lies: as the shop gave it, and Meta's own copies of it."""
    url: str | None = None
    brand: str | None = None
    category: str | None = None
    group: str | None = None
    """The id shared by variants of one thing."""

    def can_be_offered(self) -> bool:
        """Tell whether WhatsApp shows it to customers; what Meta does not say does not stand against it."""
        return (
            self.availability in (None, "in stock", "available for order", "preorder")
            and self.visibility in (None, "published")
            and self.review_status in (None, "", "approved")
        )


class Catalog(msgspec.Struct, frozen=True):
    """A product catalogue connected to the business account."""

    id: str
    name: str | None = None


class PhoneNumber(msgspec.Struct, frozen=True, kw_only=True):
    """The shop's number as Meta sees it; ``messaging_limit`` is a tier such as ``TIER_2K``."""

    number: str | None = None
    verified_name: str | None = None
    status: str | None = None
    quality: str | None = None
    messaging_limit: str | None = None
    can_send: str | None = None
    """``AVAILABLE``, ``LIMITED`` or ``BLOCKED``."""
    obstacles: tuple[str, ...] = ()
    """Why it is not available, in Meta's words."""


class TokenCheck(msgspec.Struct, frozen=True, kw_only=True):
    """What Meta says about an access token; ``expires_at`` is None for one that does not expire."""

    is_valid: bool = False
    expires_at: str | None = None
    scopes: tuple[str, ...] = ()
    reason: str | None = None
    app_id: str | None = None
    """The app the token is of, under which samples of templates are uploaded."""


class MediaInfo(msgspec.Struct, frozen=True, kw_only=True):
    """Where a file lies for the next five minutes."""

    url: str
    mime: str | None = None
    sha256: str | None = None
    size: int | None = None


def template(row: Json) -> Template | None:
    """Read one entry of ``message_templates``; example media in it are samples, not files that could be sent."""
    name, language = text(row, "name"), text(row, "language")
    if name is None or language is None:
        return None
    parts = {(text(part, "type") or "").upper(): part for part in rows(row, "components")}
    header, buttons = parts.get("HEADER", {}), rows(parts.get("BUTTONS", {}), "buttons")
    return Template(
        name=name,
        language=language,
        status=(text(row, "status") or "").upper(),
        category=(text(row, "category") or "").upper(),
        named=(text(row, "parameter_format") or "").lower() == "named",
        header=(text(header, "format") or "TEXT").upper() if header else None,
        header_text=text(header, "text") or "",
        body=text(parts.get("BODY", {}), "text") or "",
        footer=text(parts.get("FOOTER", {}), "text") or "",
        buttons=tuple(
            TemplateButton(
                kind=(text(button, "type") or "").upper(),
                text=text(button, "text") or "",
                url=text(button, "url"),
                phone=text(button, "phone_number"),
            )
            for button in buttons
        ),
        quality=text(table(row, "quality_score"), "score"),
        reason=None if (reason := text(row, "rejected_reason")) in (None, "", "NONE") else reason,
    )


def product(row: Json) -> Product | None:
    """Read one entry of a catalogue's ``products``."""
    sku = text(row, "retailer_id")
    if sku is None:
        return None
    return Product(
        sku=sku,
        name=text(row, "name"),
        description=text(row, "description"),
        price_text=text(row, "price"),
        sale_price_text=text(row, "sale_price"),
        sale_from=_moment(row, "sale_price_start_date"),
        sale_until=_moment(row, "sale_price_end_date"),
        currency=(text(row, "currency") or "").lower() or None,
        availability=text(row, "availability"),
        visibility=text(row, "visibility"),
        review_status=text(row, "review_status"),
        image_urls=tuple(_images(row)),
        url=text(row, "url"),
        brand=text(row, "brand"),
        category=text(row, "category"),
        group=text(row, "retailer_product_group_id"),
    )


def _images(row: Json) -> Iterator[str]:
    first = text(row, "image_url")
    if first is not None:
        yield first
    yield from (url for each in rows(row, "image_cdn_urls") if (url := text(each, "value")) is not None)


def _moment(row: Json, key: str) -> str | None:
    """Return a time of Graph's (``2026-11-22T09:00:00-0800``)."""
    try:
        return times.to_text(times.from_text(text(row, key) or ""))
    except (ValueError, OverflowError):
        return None


def catalog(row: Json) -> Catalog | None:
    """Read one entry of ``product_catalogs``."""
    found = text(row, "id")
    return None if found is None else Catalog(found, text(row, "name"))


def phone_number(answer: Json) -> PhoneNumber:
    """Read the answer of ``GET /{PHONE_NUMBER_ID}``."""
    health = table(answer, "health_status")
    errors = [error for entity in rows(health, "entities") for error in rows(entity, "errors")]
    words = (first_text(error, "error_description", "possible_solution") for error in errors)
    return PhoneNumber(
        number=text(answer, "display_phone_number"),
        verified_name=text(answer, "verified_name"),
        status=text(answer, "status"),
        quality=text(answer, "quality_rating"),
        messaging_limit=text(answer, "whatsapp_business_manager_messaging_limit"),
        can_send=text(health, "can_send_message"),
        obstacles=tuple(word for word in words if word),
    )


def token_check(answer: Json) -> TokenCheck:
    """Read the answer of ``GET /debug_token``."""
    data = table(answer, "data")
    expires = whole(data, "expires_at")
    scopes = data.get("scopes")
    return TokenCheck(
        is_valid=flag(data, "is_valid") or False,
        expires_at=times.to_text(times.from_unix(expires)) if expires else None,
        scopes=tuple(scope for scope in scopes if isinstance(scope, str)) if isinstance(scopes, list) else (),
        reason=first_text(table(data, "error"), "message"),
        app_id=text(data, "app_id"),
    )


def media_info(answer: Json) -> MediaInfo | None:
    """Read the answer of ``GET /{MEDIA_ID}``."""
    url = text(answer, "url")
    if url is None:
        return None
    return MediaInfo(
        url=url, mime=text(answer, "mime_type"), sha256=text(answer, "sha256"), size=whole(answer, "file_size")
    )
