"""What is read once more, a team with a deputy, and older money on its way, for the sheet of screens."""

from __future__ import annotations

from datetime import timedelta

from inbox.domain import times
from inbox.domain.backfill import Backfill
from inbox.domain.ids import ActionId, AgentId
from inbox.domain.terms import Colleague
from inbox.ui.models.presenters.reread import Reread
from inbox.ui.models.states.parts import Fact
from tests.ui.presenters.pretend_desk import NOW

TEAM = (
    Colleague(AgentId("a_jana"), "Jana", role="owner"),
    Colleague(AgentId("a_ben"), "Ben Okafor", role="agent", deputy_until=times.to_text(NOW + timedelta(days=6))),
    Colleague(AgentId("a_mia"), "Mia Sørensen-Lindqvist", role="agent"),
    Colleague(AgentId("a_sue"), "Sue", role="supervisor"),
    Colleague(AgentId("a_new"), "Neu im Team", role="agent", has_no_device=True),
)

FETCHING = Backfill(
    state="running",
    since=times.to_text(NOW - timedelta(days=366)),
    step=1,
    reached=times.to_text(NOW - timedelta(days=108)),
    count=12_480,
    missing=("rak_dispute_read",),
    reads=1_312,
    allotted=184_500,
)

_GERMAN = {
    "Refund": "Erstattung", "To": "An", "Payment": "Zahlung", "State": "Stand", "For": "Für", "Reason": "Grund",
    "Before": "Vorher",
}  # fmt: skip


def reread(language: str) -> Reread:
    """Return a refund that nobody else could approve."""
    is_german = language == "de"
    facts = {
        "Refund": "240,00 €" if is_german else "€240.00",
        "To": "Lena Brandt",
        "Payment": "386,20 € · Visa 4242" if is_german else "€386.20 · Visa 4242",
        "State": "vor 3 Tagen bezahlt · kein Streitfall" if is_german else "paid 3 days ago · no dispute",
        "For": "Siebträger Lucca M58, Bestellung 10234" if is_german else "Lucca M58 espresso machine, order 10234",
        "Reason": "Ware beschädigt" if is_german else "Damaged item",
        "Before": "Noch keine Erstattung an diese Person." if is_german else "First refund for this person.",
    }
    return Reread(
        action=ActionId("act_9"),
        since=times.to_text(NOW - timedelta(seconds=17)),
        what="240,00 € erstatten" if is_german else "Refund €240.00",
        facts=tuple(Fact(_GERMAN[label] if is_german else label, value) for label, value in facts.items()),
        confirm="240,00 € allein erstatten" if is_german else "Refund €240.00 alone",
        person="Lena Brandt",
        quote="„Die Maschine kam kaputt an, ich hätte gern das Geld zurück.“" if is_german else "“The machine arrived broken.”",
    )
