"""Refunds of an invoiced payment while everything goes wrong: one credit note for each refund, and the sums fit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hub.actions.hub_world import ANNA, Hub, refund

_FAULTS = st.tuples(
    st.sampled_from(["stripe.credit_notes", "stripe.refunds", "stripe.invoices", "stripe.invoice_payments"]),
    st.sampled_from(["lose_answer_after", "lose_answer_before", "status"]),
    st.sampled_from(["GET", "POST"]),
    st.sampled_from([429, 500, 503]),
    st.integers(1, 3),
)
_PLAN = st.lists(
    st.tuples(st.integers(1, 4000), st.lists(_FAULTS, max_size=3), st.sampled_from(["", "restart", "webhook"])),
    min_size=1,
    max_size=3,
)


def _hub() -> Iterator[Hub]:
    with TemporaryDirectory() as folder:
        hub = Hub(Path(folder) / "hub")
        try:
            yield hub
        finally:
            hub.close()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plan=_PLAN)
def test_every_refund_has_one_credit_note_and_the_tax_goes_with_it(plan: list) -> None:
    for hub in _hub():
        paid = hub.stripe.invoiced(20_000)
        hub.deliver()
        for amount, faults, accident in plan:
            for target, kind, method, status, times in faults:
                hub.stripe.fault(kind, target, method=method, status=status, times=times)
            hub.post(ANNA, refund(paid["payment"], amount, confirmed=["recent-refund"]))
            hub.turn()
            if accident == "restart":
                hub.due.clear()
                hub.restart()
            if accident == "webhook":
                hub.deliver()
            hub.rest()
        hub.stripe.world.faults.clear()
        hub.deliver()
        hub.rest()
        refunds = {str(each["id"]): each["amount"] for each in hub.stripe.refunds()}
        named = [each["refund"] for note in hub.stripe.notes() for each in note["refunds"]]
        assert len(named) == len(set(named)), "no refund has two credit notes"
        assert set(named) == set(refunds), "and none has none, for what went wrong here passes"
        told = {body["id"]: body["state"] for body in hub.bodies("action.changed") if body["kind"] == "credit_note"}
        assert set(told.values()) <= {"succeeded"}, "and whoever asked hears so"
        for note in hub.stripe.notes():
            assert note["amount"] == sum(refunds[each["refund"]] for each in note["refunds"])
        invoice = hub.stripe.account.state.invoices.need(paid["invoice"])
        assert invoice["post_payment_credit_notes_amount"] == sum(refunds.values()) == hub.stripe.refunded(paid["charge"])
