"""Template messages: an approved text with its values filled in, the only thing that goes out when the window is closed.

Called by the hub's senders; pure, limits checked as in ``payloads``. Whether values are named or numbered is decided by
the template; mixing them is error 132012. developers.facebook.com, Cloud API > Templates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from inbox.platforms.whatsapp import limits
from inbox.platforms.whatsapp.interactive import MediaHeader
from inbox.platforms.whatsapp.limits import Limit, LimitExceeded, check_length
from inbox.platforms.whatsapp.payloads import Envelope, Payload

_NAME = re.compile(r"[a-z0-9_]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Za-z]{2,4})?")
_NOT_IN_VALUES = re.compile(r"[\n\r\t]| {5}")

Values = tuple[str, ...] | Mapping[str, str]
"""In the order of the template's numbers, or by the names of its variables."""


class PlaceHeader(msgspec.Struct, frozen=True):
    """The place of a heading that is a map, in degrees; WhatsApp documents all four as given."""

    latitude: float
    longitude: float
    name: str
    address: str


class UrlButton(msgspec.Struct, frozen=True):
    """Fills the variable at the end of a link button's address."""

    index: int
    suffix: str


class ReplyButton(msgspec.Struct, frozen=True):
    """What a quick reply sends back when it is tapped."""

    index: int
    payload: str


class CouponButton(msgspec.Struct, frozen=True):
    """The code that a copy button puts on the clipboard."""

    index: int
    code: str


Button = UrlButton | ReplyButton | CouponButton


def template(
    envelope: Envelope,
    name: str,
    language: str,
    *,
    header: Values | MediaHeader | PlaceHeader | None = None,
    body: Values = (),
    buttons: Sequence[Button] = (),
) -> Payload:
    """Build a template message; ``header`` is the value of a text heading, an uploaded file or a place."""
    check_length(limits.TEMPLATE_NAME, name)
    if _NAME.fullmatch(name) is None:
        raise LimitExceeded("template-name", "A template's name has small letters, digits and _ only; check the name.")
    if _LANGUAGE.fullmatch(language) is None:
        raise LimitExceeded("template-language", "The template's language is no code such as de or en_US; check it.")
    components: list[Payload] = []
    if header:
        components.append({"type": "header", "parameters": _header(header)})
    if body:
        components.append({"type": "body", "parameters": _values(body, limits.VALUE)})
    components += [_button(button) for button in buttons]
    content: Payload = {"name": name, "language": {"code": language}}
    if components:
        content["components"] = components
    return envelope.around("template", content)


def _header(header: Values | MediaHeader | PlaceHeader) -> list[Payload]:
    if isinstance(header, PlaceHeader):
        return [{"type": "location", "location": _place(header)}]
    if not isinstance(header, MediaHeader):
        if len(header) > 1:
            raise LimitExceeded("header-values", "A template's heading has one variable at most; give one value.")
        return _values(header, limits.HEADER_VALUE)
    if header.kind not in ("image", "video", "document"):
        raise LimitExceeded("header-kind", f"{header.kind} cannot be a heading; choose a picture, film or document.")
    file = {"id": header.media_id}
    if header.kind == "document" and header.filename:
        file["filename"] = header.filename
    return [{"type": header.kind, header.kind: file}]


def _place(place: PlaceHeader) -> Payload:
    """Write a place as Meta's examples of templates do: with the degrees as texts."""
    if not (-90 <= place.latitude <= 90 and -180 <= place.longitude <= 180):
        raise LimitExceeded("location", "There is no such place on earth; check latitude and longitude.")
    return {
        "latitude": _degrees(place.latitude),
        "longitude": _degrees(place.longitude),
        "name": check_length(limits.PLACE, place.name),
        "address": check_length(limits.PLACE, place.address),
    }


def _degrees(number: float) -> str:
    return f"{number:.8f}".rstrip("0").rstrip(".")


def _values(values: Values, limit: Limit) -> list[Payload]:
    if isinstance(values, Mapping):
        return [{"type": "text", "parameter_name": name, "text": _value(text, limit)} for name, text in values.items()]
    return [{"type": "text", "text": _value(text, limit)} for text in values]


def _value(text: str, limit: Limit) -> str:
    check_length(limit, text)
    if _NOT_IN_VALUES.search(text):
        message = "A value for a template has a line break, a tab or too many blanks in a row; write it on one line."
        raise LimitExceeded("value-form", message)
    return text


def _button(button: Button) -> Payload:
    match button:
        case UrlButton():
            return _filled(button.index, "url", "text", check_length(limits.URL, button.suffix))
        case ReplyButton():
            return _filled(button.index, "quick_reply", "payload", check_length(limits.PAYLOAD, button.payload))
        case CouponButton():
            return _filled(button.index, "copy_code", "coupon_code", check_length(limits.COUPON, button.code))


def _filled(index: int, button: str, kind: str, value: str) -> Payload:
    return {"type": "button", "sub_type": button, "index": str(index), "parameters": [{"type": kind, kind: value}]}
