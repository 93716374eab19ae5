"""The mirror is asked for any number of names at once, and its rows are what their bodies say."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inbox.domain.events import PaymentBody
from inbox.domain.payments import Payment
from inbox.store.state import StateTables, mirror
from tests.store.state.kit import Log


def test_more_names_than_a_statement_takes_are_answered_in_order(log: Log, state: StateTables) -> None:
    for number in (1, 2, 3):
        paid = Payment(id=f"pi_{number}", charge=f"ch_{number}", created=f"2026-11-0{number}T09:00:00.000Z")
        log.add(PaymentBody(paid.id, "1.e", paid), None)
    names = ["ch_3", *(f"ch_x{number}" for number in range(300_000)), "ch_1", "ch_3", "ch_2"]
    assert [each.id for each in mirror.where(state, Payment, "charge", names)] == ["pi_1", "pi_2", "pi_3"]
    assert [each.id for each in mirror.where(state, Payment, "charge", names, limit=2)] == ["pi_2", "pi_3"]


FIELDS: dict[str, list[object]] = {
    "status": ["processing", "succeeded", "failed"],
    "amount": [100, 2490],
    "fee": [25, 62],
    "charge": ["ch_1", "ch_2"],
    "customer": ["cus_1", "cus_2"],
    "email": ["Lena@Example.com", "lena@example.org"],
    "phone": ["+49 151 12345678", "0049 151 12345679"],
    "order_number": ["#10234", "a-1"],
    "method_label": ["Visa 4242", "Visa 1881"],
    "created": ["2026-11-28T09:00:00.000Z"],
    "conversation": ["c_" + "a" * 24],
}
SAYINGS = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(["pi_1", "pi_2"]),
            st.integers(1, 4),
            st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in FIELDS.items()}),
        ),
        min_size=1,
        max_size=3,
    ),
    max_size=6,
)
"""What is said of two payments, some of it at once; of no version more than its number."""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(SAYINGS)
def test_every_column_of_a_row_is_what_its_body_says_however_it_came_to_be(state: StateTables, sayings: list) -> None:
    state.db.execute_sql("DELETE FROM mirror")
    for together in sayings:
        mirror.project_all(state, [PaymentBody(name, f"{n}.e", Payment(id=name, **said)) for name, n, said in together])
    select = f"SELECT {', '.join(name for name in mirror._COLUMNS if name != 'versions')} FROM mirror ORDER BY id"
    found = state.db.execute_sql(select).fetchall()
    bodies = mirror.read(state, Payment, ["pi_1", "pi_2"])
    state.db.execute_sql("DELETE FROM mirror")
    mirror.project_all(state, [PaymentBody(body.id, "1.e", body) for body in bodies])
    assert state.db.execute_sql(select).fetchall() == found


def test_a_version_that_changes_nothing_looked_for_writes_no_index_anew(state: StateTables) -> None:
    def told(version: str, **more: object) -> PaymentBody:
        said = {"charge": "ch_1", "amount": 2490, "customer": "cus_1", "created": "2026-11-28T09:00:00.000Z"}
        return PaymentBody("pi_1", version, Payment(id="pi_1", **(said | more)))

    mirror.project(state, told("1.e", status="processing"))
    written: list[str] = []
    state.db.connection().set_trace_callback(written.append)
    mirror.project(state, told("2.e", status="succeeded", fee=62))
    mirror.project(state, told("3.e", amount=2400))
    state.db.connection().set_trace_callback(None)
    assert [each.split()[0] for each in written if not each.startswith("SELECT")] == ["UPDATE", "INSERT"]
    (known,) = mirror.where(state, Payment, "amount", [2400])
    assert (known.status, known.fee) == ("succeeded", 62)
