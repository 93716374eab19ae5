"""What several sources say of one Stripe object comes to the same, in any order and any number of times."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from inbox.domain.payments import Payment
from inbox.store.state.versions import lay

OLD, NEW, READ = "001795000000.e", "001795000009.e", "001795000009.r"


def test_the_newest_version_of_each_field_wins() -> None:
    charge = Payment(id="pi_1", amount_refunded=500, method="card")
    intent = Payment(id="pi_1", status="succeeded", amount_refunded=0)
    for first, second in (((charge, NEW), (intent, OLD)), ((intent, OLD), (charge, NEW))):
        known = lay(None, {}, *first)
        laid = lay(known.body, known.versions, *second)
        assert laid.body == Payment(id="pi_1", status="succeeded", amount_refunded=500, method="card")
        assert not laid.ambiguous


def test_what_a_body_does_not_know_stays() -> None:
    known = lay(None, {}, Payment(id="pi_1", email="eva@example.com"), OLD)
    laid = lay(known.body, known.versions, Payment(id="pi_1", status="succeeded"), NEW)
    assert laid.body.email == "eva@example.com"


def test_a_reading_beats_an_event_of_the_same_second_until_it_is_read_again() -> None:
    known = lay(None, {}, Payment(id="pi_1", amount_refunded=900), READ)
    laid = lay(known.body, known.versions, Payment(id="pi_1", amount_refunded=400), NEW)
    assert laid.body.amount_refunded == 900
    assert not laid.changed
    assert laid.ambiguous
    assert not lay(known.body, known.versions, Payment(id="pi_1", amount_refunded=900), NEW).ambiguous


def test_when_it_was_paid_is_known_whatever_tells_of_the_attempts_last() -> None:
    first, second = "2026-11-19T11:33:00.000Z", "2026-11-19T12:00:00.000Z"
    told = (
        (Payment(id="pi_1", created=first, status="requires_payment_method"), OLD),
        (Payment(id="pi_1", created=second, status="succeeded", paid_at=second), NEW),
        (Payment(id="pi_1", created=first, status="succeeded"), NEW),
    )
    for order in permutations(told):
        body, versions = None, {}
        for each, version in order:
            laid = lay(body, versions, each, version)
            body, versions = laid.body, laid.versions
        assert body is not None
        assert body.when == second


def test_two_events_of_one_second_are_ambiguous_and_the_further_in_life_is_shown() -> None:
    known = lay(None, {}, Payment(id="pi_1", status="succeeded"), NEW)
    laid = lay(known.body, known.versions, Payment(id="pi_1", status="processing"), NEW)
    assert laid.ambiguous
    assert laid.body.status == "succeeded"


_SAID = st.tuples(
    st.builds(
        Payment,
        id=st.just("pi_1"),
        status=st.sampled_from([None, "processing", "succeeded", "canceled", "a word of tomorrow"]),
        amount_refunded=st.sampled_from([None, 0, 500, 1000]),
        disputed=st.sampled_from([None, False, True]),
        paid_at=st.sampled_from([None, "2026-11-19T12:00:00.000Z", "2026-11-19T12:27:00.000Z"]),
        shipping=st.sampled_from([None, {"city": "Köln"}, {"city": "Bonn", "line1": "Weg 1"}]),
    ),
    st.sampled_from([OLD, NEW, READ]),
)


@given(
    st.lists(_SAID, min_size=1, max_size=6).flatmap(lambda said: st.tuples(st.just(said), st.permutations(said * 2)))
)
def test_any_order_and_any_repetition_give_the_same(runs) -> None:
    results = []
    for said in runs:
        body, versions = None, {}
        for each, version in said:
            laid = lay(body, versions, each, version)
            body, versions = laid.body, laid.versions
        results.append((body, versions))
    assert results[0] == results[1]
