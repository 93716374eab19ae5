"""Message templates: approved texts with gaps, the only thing a shop may write when the service window is closed.

What a template needs, how it reads when filled, and what stands against sending it, the same for the desk's preview and for
the hub. Pure. developers.facebook.com, WhatsApp > Message templates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

APPROVED = "APPROVED"
MARKETING = "MARKETING"
GONE = "DELETED"
"""The status of a template that Meta no longer lists."""

MEDIA_HEADERS = frozenset({"IMAGE", "VIDEO", "DOCUMENT"})
PLACE_HEADER = "LOCATION"
"""A heading that is a map; the place comes with each send."""
PRODUCT_HEADER = "PRODUCT"
"""A heading that wants a product with each send; only templates for marketing have one."""
_GAP = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_NOT_IN_VALUES = re.compile(r"[\n\r\t]| {5}")
_MOST = {"header": 60, "body": 1024}

SENDABLE_BUTTONS = frozenset({"URL", "QUICK_REPLY", "PHONE_NUMBER", "COPY_CODE", "REQUEST_CONTACT_INFO"})
"""Buttons a template may have here; catalog, flow and one-time password buttons want things a chat does not have."""
SILENT_BUTTONS = frozenset({"COPY_CODE", "REQUEST_CONTACT_INFO"})
"""Buttons whose label is Meta's own."""

NO_VALUES: Mapping[str, str] = {}


class TemplateButton(msgspec.Struct, frozen=True, omit_defaults=True):
    """A button as approved; ``kind`` as Meta names it (``URL``, ``QUICK_REPLY``, ``PHONE_NUMBER``, ``COPY_CODE`` ...)."""

    kind: str
    text: str = ""
    url: str | None = None
    phone: str | None = None
    """The number a ``PHONE_NUMBER`` button calls."""

    @property
    def needs_value(self) -> bool:
        """Whether a send has to fill something in: the end of an address, or a code."""
        return self.kind == "COPY_CODE" or bool(self.url and _GAP.search(self.url))


class Template(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A template in one language, as Meta lists it."""

    name: str
    language: str
    """``de``, ``en_US`` ...; the same name exists once per language."""
    status: str = ""
    """``APPROVED``, ``PENDING``, ``REJECTED``, ``PAUSED``, ``DISABLED`` ... or ``DELETED``."""
    category: str = ""
    """``UTILITY``, ``MARKETING`` or ``AUTHENTICATION``; decides what it costs and who may get it."""
    named: bool = False
    """Whether its gaps have names; otherwise they are numbered."""
    header: str | None = None
    """``TEXT``, ``IMAGE``, ``VIDEO``, ``DOCUMENT``, ``LOCATION``, ``PRODUCT`` or None."""
    header_text: str = ""
    body: str = ""
    footer: str = ""
    buttons: tuple[TemplateButton, ...] = ()
    quality: str | None = None
    reason: str | None = None
    """Why it was rejected or paused, in Meta's words."""

    @property
    def id(self) -> str:
        """What it is known by: a name cannot hold a slash."""
        return f"{self.name}/{self.language}"

    @property
    def is_of_a_chat(self) -> bool:
        """Whether a chat can fill its heading and its buttons at all."""
        return self.header != PRODUCT_HEADER and all(button.kind in SENDABLE_BUTTONS for button in self.buttons)

    @property
    def can_be_sent(self) -> bool:
        """Whether Meta lets it out at all."""
        return self.status == APPROVED


class Values(msgspec.Struct, frozen=True, kw_only=True):
    """What fills the gaps, by their names (``1``, ``2`` ... where they are numbered); buttons by their place."""

    header: Mapping[str, str] = {}
    body: Mapping[str, str] = {}
    buttons: Mapping[str, str] = {}
    has_media: bool = False
    """Whether a file for the heading was chosen."""
    has_place: bool = False
    """Whether it is settled where the heading's map points."""


BLANK = "[…]"
"""How a gap without a value reads in a preview."""


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """A template as the customer reads it."""

    header: str = ""
    body: str
    footer: str = ""
    buttons: tuple[TemplateButton, ...] = ()


def gaps(text: str) -> tuple[str, ...]:
    """Return the names of the gaps in a text, each once, in their order."""
    return tuple(dict.fromkeys(_GAP.findall(text)))


def header_gaps(template: Template) -> tuple[str, ...]:
    """Return the gaps of a heading made of text."""
    return gaps(template.header_text) if template.header == "TEXT" else ()


def fill(template: Template, values: Values) -> Filled:
    """Return how it reads; a gap without a value is seen as a blank."""
    buttons = tuple(
        msgspec.structs.replace(button, url=_filled_url(button.url, values.buttons.get(str(place), "")))
        for place, button in enumerate(template.buttons)
    )
    return Filled(
        header=_filled(template.header_text, values.header) if template.header == "TEXT" else "",
        body=_filled(template.body, values.body),
        footer=template.footer,
        buttons=buttons,
    )


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _GAP.sub(lambda gap: values.get(gap[1], "").strip() or BLANK, text)


def _filled_url(url: str | None, value: str) -> str | None:
    return url if url is None or not value else _GAP.sub(lambda _: value, url)


def missing(template: Template, values: Values) -> tuple[str, ...]:
    """Return what has no value yet: names of gaps, ``header`` for a heading's file or place, ``button 1`` for a button."""
    empty = [name for name in header_gaps(template) if not values.header.get(name, "").strip()]
    empty += [name for name in gaps(template.body) if not values.body.get(name, "").strip()]
    lacks_file = template.header in MEDIA_HEADERS and not values.has_media
    if lacks_file or (template.header == PLACE_HEADER and not values.has_place):
        empty.append("header")
    for place, button in enumerate(template.buttons):
        if button.needs_value and not values.buttons.get(str(place), "").strip():
            empty.append(f"button {place + 1}")
    return tuple(dict.fromkeys(empty))


def misshapen(template: Template, values: Values) -> tuple[str, ...]:
    """Return the gaps whose value Meta would refuse: a line break, a tab, many blanks, or a gap of another text."""
    given = {**{name: values.header.get(name, "") for name in header_gaps(template)}, **values.body}
    wrong = [name for name, value in given.items() if _NOT_IN_VALUES.search(value) or _GAP.search(value)]
    return tuple(wrong)


def too_long(template: Template, values: Values) -> dict[str, int]:
    """Return by how many characters which part is too long once it is filled (error 132005)."""
    filled = fill(template, values)
    sizes = {"header": len(filled.header), "body": len(filled.body)}
    return {part: size - _MOST[part] for part, size in sizes.items() if size > _MOST[part]}
