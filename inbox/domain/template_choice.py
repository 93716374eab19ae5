"""An approved template that stands where no free word may: part of a request for money, and of a refund. Pure.

What it says was filled in at the desk, seen, and clicked. Only the address of a payment page does not exist yet at the
click; the hub puts it in: as the end of the one button whose address is left open, else into the gap that is called so.
"""

from __future__ import annotations

import re
from typing import Annotated, TypeVar

import msgspec
from msgspec.structs import replace

from inbox.domain.action_base import Part
from inbox.domain.ids import ActionId, ConversationId
from inbox.domain.send_actions import SendTemplate, Value
from inbox.domain.templates import Template, gaps

LINK_GAPS = frozenset({"link", "zahlungslink", "payment_link", "url"})
"""Named gaps of a text that take a whole address."""
_LINK, _PAGE = "https://buy.stripe.com/", "https://checkout.stripe.com/"
_STRIPE = re.compile(r"https://[a-z0-9.-]+\.stripe\.com/")
_PRETEND = re.compile(r"http://(127\.0\.0\.1|localhost)[:/]")
_PAYMENTS = ("pay", "zahl")
_SAMPLE_END = "test_aEU3cv1Gj9bO2kM8ww"


class TemplateChoice(Part, frozen=True, kw_only=True):
    """Which template in which language, and what fills its gaps; values by the names of the gaps (``1``, ``2`` ...)."""

    template: Annotated[str, msgspec.Meta(pattern="^[a-z0-9_]{1,512}$")]
    language: Annotated[str, msgspec.Meta(pattern="^[a-z]{2,3}(_[A-Za-z]{2,4})?$")]
    header: dict[str, Value] = msgspec.field(default_factory=dict)
    body: dict[str, Value] = msgspec.field(default_factory=dict)
    buttons: dict[str, Value] = msgspec.field(default_factory=dict)
    """By the button's place, from 0."""

    @property
    def id(self) -> str:
        """What the template is known by."""
        return f"{self.template}/{self.language}"

    @property
    def typed(self) -> tuple[str, ...]:
        """What stands in the gaps, for the rules about texts."""
        return (*self.header.values(), *self.body.values(), *self.buttons.values())

    def send(self, action: ActionId, conversation: ConversationId) -> SendTemplate:
        """Return the message it is."""
        return SendTemplate(
            id=action,
            conversation=conversation,
            template=self.template,
            language=self.language,
            header=self.header,
            body=self.body,
            buttons=self.buttons,
        )


Carrier = TypeVar("Carrier", TemplateChoice, SendTemplate)


def takes_link(template: Template, *, is_page: bool = False) -> bool:
    """Tell whether the address of a payment fits into a template, as far as that can be known before there is one.

    A Payment Link and a Checkout Session (``is_page``) live on hosts of their own. A button that leads elsewhere may lead
    to the shop's own domain for payments, if the template is called after one; else it tracks a parcel, or the like.
    """
    place = link_place(template)
    if place is None or place.startswith("body."):
        return place is not None
    head = _head(template, place)
    if _STRIPE.match(head):
        return head.startswith(_PAGE if is_page else _LINK)
    if _PRETEND.match(head):
        return "/pay/" in head
    return template.name.startswith(_PAYMENTS)


def link_place(template: Template) -> str | None:
    """Return where the address goes: ``button.0`` ..., ``body.link`` ...; None for a template that has no place for it."""
    open_ones = [place for place, button in enumerate(template.buttons) if button.needs_value]
    if len(open_ones) == 1 and template.buttons[open_ones[0]].kind == "URL":
        return f"button.{open_ones[0]}"
    named = [name for name in gaps(template.body) if name.casefold() in LINK_GAPS]
    return f"body.{named[0]}" if named and not open_ones else None


def with_link(choice: Carrier, template: Template, url: str) -> Carrier | None:
    """Put the address in; None when it does not fit, because the button leads to another host."""
    place = link_place(template)
    if place is None:
        return None
    part, _, name = place.partition(".")
    if part == "body":
        return replace(choice, body={**choice.body, name: url})
    head = _head(template, place)
    if not url.startswith(head) or len(url) <= len(head):
        return None
    return replace(choice, buttons={**choice.buttons, name: url[len(head) :]})


def sample_link(template: Template) -> str:
    """Return an address that fits and is as long as those of payments are, to look a template over before there is one."""
    place = link_place(template)
    return f"{_head(template, place)}{_SAMPLE_END}" if place is not None and place.startswith("button.") else _LINK + _SAMPLE_END


def _head(template: Template, place: str) -> str:
    url = template.buttons[int(place.partition(".")[2])].url or ""
    return url.partition("{{")[0]
