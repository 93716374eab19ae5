"""An erased person leaves nothing in the state but a bare id."""

from __future__ import annotations

from inbox.domain.events import LinkBody, PersonBody
from inbox.domain.messages import Contact
from inbox.domain.payments import CreditNote, Customer, Invoice, Payment, Refund
from inbox.store.state import StateTables, identity
from tests.store.state.kit import Log, dump, text, told

CANARY = "Kanarienvogel"


def test_nothing_of_the_person_and_all_of_the_others_stays(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", Contact(wa_id="4915112345678", username=CANARY, name=CANARY)), "c_1")
    log.add(text("wamid.2", Contact(user_id=f"DE.{CANARY}")), "c_2")
    log.add(text("wamid.3", Contact(wa_id="4930123456", name="Max")), "c_3")
    log.add(PersonBody(other="c_2"), "c_1", "person.merged")
    log.add(LinkBody(customer="cus_1"), "c_2", "person.linked")
    log.add(told(Customer(id="cus_1", name=CANARY), 1))
    log.add(told(Payment(id="pi_1", customer="cus_1", email=f"{CANARY}@example.com"), 1))
    log.add(told(Refund(id="re_1", payment="pi_1", reason=CANARY), 1))
    log.add(told(Payment(id="pi_1", invoice="in_1"), 2))
    log.add(told(Refund(id="re_1", credit_note="cn_1"), 2))
    log.add(told(Invoice(id="in_1", number=CANARY), 1))
    log.add(told(CreditNote(id="cn_1", number=CANARY), 1))
    log.add(told(Payment(id="pi_3", conversation="c_3", status="succeeded"), 1))
    log.refund_action("a", "succeeded", "c_2", payment="pi_1", note=CANARY)

    log.add(PersonBody(), "c_1", "person.erased")
    rows = dump(state)
    assert CANARY not in repr(rows)
    assert "4915112345678" not in repr(rows)
    assert [row[0] for row in state.db.execute_sql("SELECT id FROM mirror")] == ["pi_3"]
    assert identity.resolve(state, Contact(wa_id="4930123456")) == "c_3"
    assert [identity.known(state, name) for name in ("c_1", "c_2", "c_3")] == [False, False, True]


def test_erasing_twice_or_somebody_unknown_is_harmless(log: Log, state: StateTables) -> None:
    log.add(PersonBody(), "c_7", "person.erased")
    before = dump(state)
    log.add(PersonBody(), "c_7", "person.erased")
    assert dump(state) == before
