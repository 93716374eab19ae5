"""Mirrors the account's message templates into the log: what changed, what is gone, and what a webhook says at once.

A job on a thread of its own. Meta lists templates by pages; a list that could not be read to its end changes nothing.
Webhooks name the template and its new status (Webhooks > message_template_status_update), which counts at once; the
list is read again soon after, because a webhook never has the whole template.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

import msgspec

from inbox.domain import times
from inbox.domain.events import Decoded, NewEvent, TemplateBody, UnknownBody
from inbox.domain.ports import Clock
from inbox.domain.templates import GONE, Template
from inbox.hub.next_look import NextLook
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.whatsapp.errors import WhatsAppError
from inbox.store.state import templates

EVERY = 3600.0
_SOON = 20.0
"""Seconds after a webhook until the list is read again; reviews come in groups."""
_RETRY = 120.0
_NOT_ALLOWED = 3600.0
_PERMISSION = frozenset({3, 10, 190, 131005, *range(200, 300)})
_TOLD = frozenset(
    (
        "message_template_status_update",
        "message_template_quality_update",
        "message_template_components_update",
        "template_category_update",
    )
)
_STATUS = {"REINSTATED": "APPROVED", "FLAGGED": "APPROVED", "PENDING_DELETION": GONE}

_log = logging.getLogger("tresen.templates")


class Listing(Protocol):
    """What of WhatsApp's client is used here."""

    def template_pages(self) -> Iterator[list[Template]]:
        """Yield the account's templates page by page."""
        ...


class _Rejection(msgspec.Struct):
    reason: str | None = None
    recommendation: str | None = None


class _Value(msgspec.Struct):
    message_template_name: str = ""
    message_template_language: str = ""
    event: str = ""
    reason: str | None = None
    new_category: str | None = None
    previous_category: str | None = None
    rejection_info: _Rejection | None = None


class _Change(msgspec.Struct):
    field: str = ""
    value: _Value = msgspec.field(default_factory=_Value)


class _Raw(msgspec.Struct):
    changes: list[_Change] = []


class TemplateMirror:
    """The job. ``hear`` is called inside the decode step's transactions, ``want`` from any thread."""

    def __init__(self, writer: Writing, whatsapp: Listing, clock: Clock) -> None:
        self._writer = writer
        self._whatsapp = whatsapp
        self._next = NextLook(clock, EVERY)

    @property
    def was_told(self) -> bool:
        """Whether Meta has told of a change since the last look, so that the next round comes sooner."""
        return self._next.is_asked

    def want(self) -> None:
        """Have the list read at the next round."""
        self._next.ask()

    def hear(self, tx: Transaction, told: Decoded) -> None:
        """Take in what Meta says of a template between two readings of the list."""
        body = told.body
        if not isinstance(body, UnknownBody) or body.platform != "whatsapp" or body.what not in _TOLD:
            return
        self._next.ask(_SOON)
        try:
            raw = msgspec.json.decode(body.raw, type=_Raw)
        except msgspec.ValidationError:
            return  # odd, but the list will tell
        for change in raw.changes:
            self._hear_one(tx, change.value)

    def _hear_one(self, tx: Transaction, value: _Value) -> None:
        known = templates.find(tx.state, value.message_template_name, value.message_template_language)
        if known is None:
            return
        changed = known
        if value.event:
            changed = msgspec.structs.replace(known, status=_STATUS.get(value.event, value.event), reason=_reason(value))
        if value.new_category and value.previous_category:
            # Without the previous one it is only announced, and "new" is then what it is today.
            changed = msgspec.structs.replace(changed, category=value.new_category)
        if changed != known:
            tell(tx, [changed])

    def run(self) -> float:
        """Read the list when it is due; return the seconds until the next round."""
        wait = self._next.wait()
        if wait > 0:
            return wait
        try:
            listed = [template for page in self._whatsapp.template_pages() for template in page]
        except WhatsAppError as error:
            _log.warning("the templates could not be listed: %s", error.message)
            return self._next.later(_NOT_ALLOWED if error.code in _PERMISSION else _RETRY)
        self._writer.run(lambda tx: _take(tx, listed))
        return EVERY


def _reason(value: _Value) -> str | None:
    """Return why, as Meta's code for it or, where the review said more, in its words."""
    said = value.rejection_info
    if said is not None and said.reason:
        return " ".join(part for part in (said.reason, said.recommendation) if part)
    return None if value.reason in (None, "NONE") else value.reason


def _take(tx: Transaction, listed: Iterable[Template]) -> None:
    """Tell of every template that is not as desks know it."""
    now: Mapping[str, Template] = {template.id: template for template in listed}
    before = {template.id: template for template in templates.known(tx.state)}
    changed = [_with_reason(template, before.get(name)) for name, template in now.items()]
    gone = [msgspec.structs.replace(template, status=GONE) for name, template in before.items() if name not in now]
    tell(tx, [template for template in changed if before.get(template.id) != template] + gone)


def _with_reason(listed: Template, known: Template | None) -> Template:
    """Keep why it is not approved, which only the webhook said, as long as its status is the same."""
    if known is None or known.status != listed.status or listed.reason is not None:
        return listed
    return msgspec.structs.replace(listed, reason=known.reason)


def tell(tx: Transaction, changed: Iterable[Template]) -> None:
    """Write down how templates are now."""
    # The place in the log is a version that only grows; the state is projected in this very transaction.
    at = times.to_text(tx.now)
    for template in changed:
        version = f"{tx.head + 1:015d}"
        tx.append([NewEvent("template.changed", "whatsapp", at, TemplateBody(template.id, version, template))])
