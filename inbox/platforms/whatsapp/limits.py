"""WhatsApp's limits for what the shop sends, checked before anything goes out.

Used by the payload builders, and by whoever wants to say a limit before something is typed or uploaded; pure.
developers.facebook.com, Cloud API > Messages, Interactive messages, Templates, Media.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from inbox.domain import media_rules
from inbox.domain.media_rules import MEDIA
from inbox.domain.problems import Problem, UserError


class LimitExceeded(UserError):  # noqa: N818 - what a person typed or chose, not a fault of ours
    """Something is longer, larger or more than WhatsApp takes, or is missing. ``code`` is a stable slug."""

    def __init__(self, code: str, message: str, **facts: int) -> None:
        super().__init__(message)
        self.code = code
        self.facts = facts

    def problem(self) -> Problem:
        """Return the refusal as it crosses the wire."""
        return Problem(self.code, self.message, facts=dict(self.facts))


class Limit(msgspec.Struct, frozen=True):
    """At most ``most`` characters of something; ``code`` begins its slugs, ``words`` its sentences."""

    code: str
    words: str
    most: int


TEXT = Limit("text", "The text", 4096)
CAPTION = Limit("caption", "The caption", media_rules.CAPTION)
FILENAME = Limit("filename", "The file's name", media_rules.FILENAME)
HEADER = Limit("header", "The heading", 60)
BODY = Limit("body", "The text", 1024)
LIST_BODY = Limit("body", "The text", 4096)
FOOTER = Limit("footer", "The small print", 60)
BUTTON = Limit("button", "The button's label", 20)
BUTTON_ID = Limit("button-id", "The button's id", 256)
SECTION = Limit("section", "The section's title", 24)
ROW = Limit("row", "The choice", 24)
ROW_ID = Limit("row-id", "The choice's id", 200)
ROW_DESCRIPTION = Limit("description", "The choice's description", 72)
URL = Limit("url", "The address", 2000)
SKU = Limit("sku", "The product's content id", 100)
TAG = Limit("tag", "The tag of the message", 512)
EMOJI = Limit("emoji", "The reaction", 16)
PLACE = Limit("place", "The place", 1000)
CONTACT_NAME = Limit("contact-name", "The contact's name", 1000)
TEMPLATE_NAME = Limit("template-name", "The template's name", 512)
VALUE = Limit("value", "The value for the template", 1024)
HEADER_VALUE = Limit("header-value", "The value for the template's heading", 60)
PAYLOAD = Limit("payload", "The button's payload", 256)
COUPON = Limit("coupon", "The coupon code", 15)
CALLBACK_URI = Limit("callback-uri", "The address for webhooks", 200)

BUTTONS = 3
SECTIONS = 10
ROWS = 10
PRODUCTS = 30
CONTACTS = 257

def check_length(limit: Limit, text: str) -> str:
    """Return ``text`` if it says something and is no longer than ``limit``."""
    if not text.strip():
        raise LimitExceeded(f"{limit.code}-missing", f"{limit.words} is empty; fill it in and send again.")
    if len(text) > limit.most:
        message = f"{limit.words} has {len(text)} characters and WhatsApp takes {limit.most} at most; shorten it."
        raise LimitExceeded(f"{limit.code}-too-long", message, most=limit.most, given=len(text))
    return text


def check_count(code: str, words: str, given: Collection[object], most: int) -> None:
    """Require between one and ``most`` of something."""
    if not given:
        raise LimitExceeded(f"{code}-missing", f"There are no {words}; choose at least one.", most=most, given=0)
    if len(given) > most:
        message = f"{len(given)} {words} are too many, WhatsApp takes {most} at most; take some away."
        raise LimitExceeded(f"{code}-too-many", message, most=most, given=len(given))


def check_unique(code: str, words: str, given: Collection[str]) -> None:
    """Require that no two are equal."""
    if len(set(given)) != len(given):
        raise LimitExceeded(f"{code}-twice", f"Two {words} are the same; give each its own.", given=len(given))


def check_url(text: str) -> str:
    """Return an address that a customer can open."""
    check_length(URL, text)
    if not text.startswith(("https://", "http://")):
        raise LimitExceeded("url-scheme", "The address does not start with https://; correct it.")
    return text


def check_file(kind: str, mime: str, size: int) -> None:
    """Require a type and a size (bytes) that WhatsApp takes as ``kind``."""
    most, types = MEDIA[kind]
    bare = mime.partition(";")[0].strip().lower()
    if bare not in types:
        known = ", ".join(sorted(types))
        raise LimitExceeded("file-type", f"WhatsApp takes no {bare or 'file'} as {kind}; it takes {known}.")
    if size <= 0:
        raise LimitExceeded("file-missing", "The file is empty; choose another one.", most=most, given=size)
    if size > most:
        message = f"The file has {size:,} bytes and WhatsApp takes {most:,} at most for {kind}; make it smaller."
        raise LimitExceeded("file-too-large", message, most=most, given=size)
