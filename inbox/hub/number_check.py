"""Keeps what Meta says of the shop's number: whether it may send, and how customers have judged what it sent.

A job on a thread of its own. Webhooks about the account and the number come in many shapes, so they only say that it is
time to look; what counts is the number's own health status. What was last said outlives a restart.
"""

from __future__ import annotations

import logging
from typing import Protocol

import msgspec

from inbox.domain.events import Decoded, UnknownBody
from inbox.domain.number_health import NumberHealth
from inbox.domain.ports import Clock
from inbox.hub import job_marks
from inbox.hub.next_look import NextLook
from inbox.hub.tables import HubTables
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.whatsapp.errors import WhatsAppError
from inbox.platforms.whatsapp.listings import PhoneNumber

MARK = "number-health"
EVERY = 3600.0
_SOON = 5.0
"""Seconds after a webhook until the number is looked at, for several may come together."""
_RETRY = 300.0
_TOLD = frozenset(
    (
        "account_update",
        "account_alerts",
        "account_review_update",
        "business_capability_update",
        "phone_number_quality_update",
        "phone_number_name_update",
    )
)

_DECODER = msgspec.json.Decoder(NumberHealth)
_log = logging.getLogger("tresen.number")


class LooksAtNumber(Protocol):
    """What of WhatsApp's client is used here."""

    def phone_number(self) -> PhoneNumber:
        """Return the number with its quality, limits and health."""
        ...


class NumberCheck:
    """The job. ``hear`` is called inside the decode step's transactions."""

    def __init__(self, writer: Writing, whatsapp: LooksAtNumber, clock: Clock) -> None:
        self._writer = writer
        self._whatsapp = whatsapp
        self._next = NextLook(clock, EVERY)

    @property
    def was_told(self) -> bool:
        """Whether Meta has told of a change since the last look, so that the next round comes sooner."""
        return self._next.is_asked

    def hear(self, tx: Transaction, told: Decoded) -> None:
        """Look at the number soon when a webhook is about it or its account."""
        body = told.body
        if isinstance(body, UnknownBody) and body.platform == "whatsapp" and body.what in _TOLD:
            self._next.ask(_SOON)

    def run(self) -> float:
        """Look at the number when that is due; return the seconds until the next round."""
        wait = self._next.wait()
        if wait > 0:
            return wait
        try:
            number = self._whatsapp.phone_number()
        except WhatsAppError as error:
            _log.info("the number could not be looked at: %s", error.message)
            return self._next.later(_RETRY)
        health = NumberHealth(number.can_send or "", number.quality or "", number.obstacles)
        self._writer.run(lambda tx: _keep(tx, health))
        return EVERY


def _keep(tx: Transaction, health: NumberHealth) -> None:
    if health != known(tx.hub):
        _log.info("Meta says of the number: %s, quality %s", health.can_send or "nothing", health.quality or "unknown")
        job_marks.put(tx, MARK, msgspec.json.encode(health).decode())


def known(hub: HubTables) -> NumberHealth:
    """Return what Meta last said."""
    kept = job_marks.get(hub, MARK)
    return NumberHealth() if kept is None else _DECODER.decode(kept)
