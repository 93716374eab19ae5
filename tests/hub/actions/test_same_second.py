"""What changes within one of Stripe's seconds is read again in a later one, until it is clear."""

from __future__ import annotations

from inbox.domain import times
from inbox.domain.events import DisputeBody, NewEvent
from inbox.domain.payments import Dispute, Payment
from inbox.hub.transaction import Transaction
from inbox.platforms.stripe import convert
from tests.hub.actions.hub_world import ANNA, Hub, refund


def test_what_was_told_in_the_second_in_which_it_was_read_is_read_again(hub: Hub) -> None:
    seen = Dispute(id="du_1", charge="ch_1", status="under_review", amount=500)
    won = Dispute(id="du_1", charge="ch_1", status="won", amount=500)

    def read_and_told(tx: Transaction) -> frozenset[str]:
        tx.append([NewEvent(*_told(tx, seen, "r"))])
        tx.append([NewEvent(*_told(tx, won, "e"))])
        return tx.ambiguous

    assert hub.writer.run(read_and_told) == {"du_1"}
    assert hub.unclear.take() == ["du_1"], "whoever appended it"


def _told(tx: Transaction, said: Dispute, tag: str) -> tuple[str, str, str, DisputeBody]:
    at = times.to_unix(tx.now)
    return "dispute.changed", "stripe", times.to_text(tx.now), DisputeBody(said.id, convert.version(at, tag), said)


def test_a_refund_in_the_second_of_its_own_look_is_seen(hub: Hub) -> None:
    paid = hub.stripe.payment(10_000)
    hub.do(ANNA, refund(paid["charge"], 450))
    hub.deliver()
    for _ in range(3):
        hub.watch.run()
        hub.clock.pass_time(2)
    hub.watch.run()
    assert hub.mirrored(Payment, paid["payment"]).amount_refunded == 450
