"""Within one look the same question is asked once; whoever writes asks the file each time."""

from __future__ import annotations

import pytest

from inbox.domain.messages import Contact
from inbox.domain.payments import Payment
from inbox.store.state import StateTables, identity
from inbox.store.state.look import once
from inbox.store.state.ownership import payments_of
from inbox.store.state.papers import invoices_of
from tests.store.state.kit import Log, text, told


class _Statements:
    """Which statements went to the file."""

    def __init__(self, state: StateTables, monkeypatch: pytest.MonkeyPatch) -> None:
        self.said: list[str] = []
        self._execute = state.db.execute_sql
        monkeypatch.setattr(state.db, "execute_sql", self._counted)

    def _counted(self, sql: str, params: tuple[object, ...] = ()) -> object:
        self.said.append(sql)
        return self._execute(sql, params)


@pytest.fixture
def person(log: Log) -> str:
    log.add(text("wamid.1", Contact(wa_id="4915112345678", name="Eva")), "c_1")
    log.add(told(Payment(id="pi_1", conversation="c_1", customer="cus_1", amount=2490, currency="eur"), 1), "c_1")
    return "c_1"


def test_within_a_look_a_question_goes_to_the_file_once(
    person: str, state: StateTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = _Statements(state, monkeypatch)
    with state.look.open():
        first = (payments_of(state, person), invoices_of(state, person, ()), identity.keys_of_person(state, person))
        count = len(asked.said)
        again = (payments_of(state, person), invoices_of(state, person, ()), identity.keys_of_person(state, person))
    assert again == first
    assert first[0][0].payment.id == "pi_1"
    # What leads from one question to the next is known; only the lists a caller might change are put together anew.
    assert len(asked.said) - count <= 3


def test_what_a_caller_does_with_an_answer_changes_nobody_elses(person: str, state: StateTables) -> None:
    with state.look.open():
        identity.group_of(state, person).append("c_other")
        identity.keys_of_person(state, person).clear()
        assert identity.group_of(state, person) == [person]
        assert len(identity.keys_of_person(state, person)) == 2


def test_a_look_within_a_look_goes_on_and_nothing_outlives_the_first(person: str, state: StateTables, log: Log) -> None:
    asked = []

    @once
    def ask(tables: StateTables, word: str) -> str:
        asked.append(word)
        return word.upper()

    with state.look.open():
        with state.look.open():
            assert ask(state, "a") == "A"
        assert ask(state, "a") == "A"
        assert ask(state, "b") == "B"
    assert asked == ["a", "b"]
    assert [ask(state, "a"), ask(state, "a")] == ["A", "A"]
    assert asked == ["a", "b", "a", "a"]


def test_a_look_that_failed_keeps_nothing(person: str, state: StateTables, log: Log) -> None:
    def fail() -> None:
        assert identity.known(state, "c_2") is False
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), state.look.open():
        fail()
    log.add(text("wamid.2", Contact(wa_id="4915212345678")), "c_2")
    assert identity.known(state, "c_2") is True


def test_who_writes_sees_at_once_what_was_written(person: str, state: StateTables, log: Log) -> None:
    assert identity.known(state, "c_2") is False
    log.add(text("wamid.2", Contact(wa_id="4915212345678")), "c_2")
    assert identity.known(state, "c_2") is True
