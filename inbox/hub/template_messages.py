"""A template as it is sent and as the log shows it: the gaps filled in the order and form the template asks for.

Called by ``send_messages``; pure. What policy let through has a value for every gap.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from inbox.domain.messages import Media, Message
from inbox.domain.policy import values_of
from inbox.domain.send_actions import SendTemplate
from inbox.domain.templates import MEDIA_HEADERS, PLACE_HEADER, Template, TemplateButton, fill, gaps, header_gaps
from inbox.platforms.whatsapp import template_payload
from inbox.platforms.whatsapp.interactive import MediaHeader
from inbox.platforms.whatsapp.payloads import Envelope, Payload
from inbox.platforms.whatsapp.template_payload import CouponButton, PlaceHeader, ReplyButton, UrlButton, Values


def payload(envelope: Envelope, action: SendTemplate, template: Template, file: str | None) -> Payload:
    """Build the body for WhatsApp; ``file`` is Meta's id of the heading's uploaded file."""
    header: Values | MediaHeader | PlaceHeader | None = None
    if template.header in MEDIA_HEADERS and file is not None:
        header = MediaHeader(template.header.lower(), file, action.filename)
    elif template.header == PLACE_HEADER and (place := action.place) is not None:
        header = PlaceHeader(place.latitude, place.longitude, place.name, place.address)
    elif names := header_gaps(template):
        header = _values(template, names, action.header)
    return template_payload.template(
        replace(envelope, reply_to=None),  # a template quotes nothing
        template.name,
        template.language,
        header=header,
        body=_values(template, gaps(template.body), action.body),
        buttons=[
            _button(place, button, action.buttons[str(place)])
            for place, button in enumerate(template.buttons)
            if str(place) in action.buttons
        ],
    )


def _values(template: Template, names: tuple[str, ...], given: Mapping[str, str]) -> Values:
    if template.named:
        return {name: given[name] for name in names}
    return tuple(given[name] for name in sorted(names, key=int))


def _button(place: int, button: TemplateButton, value: str) -> template_payload.Button:
    match button.kind:
        case "URL":
            return UrlButton(place, value)
        case "COPY_CODE":
            return CouponButton(place, value)
        case _:
            return ReplyButton(place, value)


def message(blank: Message, action: SendTemplate, template: Template | None, file: Media | None) -> Message:
    """Build the message as the log shows it: the text as the customer reads it, and which template it was."""
    extra: dict[str, object] = {"template": action.template, "language": action.language}
    if action.place is not None:
        extra["location"] = msgspec.to_builtins(action.place)
    if template is None:  # taken away at Meta between the send and its late proof
        return replace(blank, kind="template", media=file, reply_to=None, extra=extra)
    filled = fill(template, values_of(action))
    for name, text in (("header", filled.header), ("footer", filled.footer)):
        if text:
            extra[name] = text
    if filled.buttons:
        extra["buttons"] = [button.text or button.kind for button in filled.buttons]
    return replace(blank, kind="template", text=filled.body, media=file, reply_to=None, extra=extra)
