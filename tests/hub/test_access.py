"""Agents, tokens and codes by themselves, on a real file and a clock set by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from inbox.domain.events import NewEvent, UnknownBody
from inbox.hub import access
from inbox.hub.access import Register
from inbox.hub.problems import HttpProblem
from inbox.hub.store import HubStore
from inbox.hub.tables import HubTables
from inbox.hub.writer import InlineWriter
from inbox.system.clock import SystemIds
from tests.hub.conftest import KEY


class SetClock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 9, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def store(tmp_path: Path, clock: SetClock) -> Iterator[HubStore]:
    opened = HubStore.open(tmp_path, None, KEY, clock, SystemIds())
    yield opened
    opened.close()


@pytest.fixture
def run(store: HubStore) -> Callable[[Any], Any]:
    return InlineWriter(store).run


@pytest.fixture
def ended() -> list[frozenset[str]]:
    return []


@pytest.fixture
def register(store: HubStore, ended: list[frozenset[str]]) -> Register:
    def read(job: Callable[[HubTables], Any]) -> Any:
        with store.reader() as reader:
            return job(reader.hub)

    return Register(read, ended.append)


def test_a_token_lets_its_agent_in(run, register):
    token = run(lambda tx: access.token_for(tx, "Anna", "agent", "laptop"))
    register.refresh()

    session = register.find(f"Bearer {token}")

    assert session is not None
    assert (session.actor.name, session.actor.role) == ("Anna", "agent")
    assert register.find(f"bearer {token}") == session


def test_nothing_else_does(run, register):
    token = run(lambda tx: access.token_for(tx, "Anna", "agent", "laptop"))
    register.refresh()
    _, name, secret = token.split("_")
    wrong_secret = secret[:-1] + ("0" if secret[-1] != "0" else "1")

    for header in (
        None,
        "",
        token,
        f"Basic {token}",
        f"Bearer {token}x",
        f"Bearer tr_{name}_{wrong_secret}",
        f"Bearer tr_{name}_",
        f"Bearer tr_{'0' * 12}_{secret}",
        f"Bearer {token.upper()}",
        f"Bearer {token} {token}",
    ):
        assert register.find(header) is None


def test_a_secret_is_kept_nowhere(run, store):
    token = run(lambda tx: access.token_for(tx, "Anna", "agent", "laptop"))
    code = run(lambda tx: access.new_code(tx, access.agents(tx.hub)[0].id)).code

    for name in ("Agent", "Token", "EnrollCode"):
        rows = run(lambda tx, name=name: list(getattr(tx.hub, name).select().dicts()))
        assert token.split("_")[2] not in repr(rows)
        assert code.replace("-", "") not in repr(rows)


def test_the_same_name_is_the_same_agent_with_the_role_given_last(run, register):
    first = run(lambda tx: access.token_for(tx, "Anna  Bo", "agent", "laptop"))
    second = run(lambda tx: access.token_for(tx, " Anna Bo ", "supervisor", "phone"))
    register.refresh()

    one, two = register.find(f"Bearer {first}"), register.find(f"Bearer {second}")

    assert one is not None
    assert two is not None
    assert (one.actor, one.token == two.token) == (two.actor, False)
    assert one.actor.role == "supervisor"


def test_revoked_and_disabled_are_out_and_stay_out(run, register, ended):
    tokens = [run(lambda tx, n=n: access.token_for(tx, n, "agent", "laptop")) for n in ("Anna", "Ben")]
    run(lambda tx: access.token_for(tx, "Olga", "owner", "laptop"))
    register.refresh()
    names = [token.split("_")[1] for token in tokens]
    ben = register.find(f"Bearer {tokens[1]}").actor.agent

    run(lambda tx: access.revoke(tx, names[0]))
    run(lambda tx: access.change_agent(tx, ben, disabled=True))
    register.refresh()

    assert [register.find(f"Bearer {token}") for token in tokens] == [None, None]
    assert ended == [frozenset(names)]
    run(lambda tx: access.change_agent(tx, ben, disabled=False))
    register.refresh()
    assert register.find(f"Bearer {tokens[1]}") is None


def test_the_last_owner_cannot_be_disabled_or_demoted(run):
    run(lambda tx: access.token_for(tx, "Olga", "owner", "laptop"))
    (olga,) = run(lambda tx: access.agents(tx.hub))

    for change in ({"disabled": True}, {"role": "agent"}):
        with pytest.raises(HttpProblem, match="last-owner"):
            run(lambda tx, change=change: access.change_agent(tx, olga.id, **change))
    assert run(lambda tx: access.agents(tx.hub)) == [olga]


def test_a_code_makes_one_token(run, register):
    anna = run(lambda tx: access.add_agent(tx, "Anna", "agent"))
    code = run(lambda tx: access.new_code(tx, anna.id))

    token = run(lambda tx: access.redeem(tx, code.code, "laptop"))
    register.refresh()

    assert register.find(f"Bearer {token}").actor.name == "Anna"
    assert run(lambda tx: access.redeem(tx, code.code, "laptop")) is None


def test_a_code_may_be_typed_sloppily(run):
    anna = run(lambda tx: access.add_agent(tx, "Anna", "agent"))
    code = run(lambda tx: access.new_code(tx, anna.id)).code
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")

    assert run(lambda tx: access.redeem(tx, typed, "laptop")) is not None


def test_a_code_lasts_ten_minutes(run, clock):
    anna = run(lambda tx: access.add_agent(tx, "Anna", "agent"))
    code = run(lambda tx: access.new_code(tx, anna.id)).code
    clock.at += timedelta(minutes=10)

    assert run(lambda tx: access.redeem(tx, code, "laptop")) is None


def test_a_code_is_burned_after_five_wrong_tries(run):
    anna = run(lambda tx: access.add_agent(tx, "Anna", "agent"))
    code = run(lambda tx: access.new_code(tx, anna.id)).code
    wrong = code[:-1] + ("0" if code[-1] != "0" else "2")

    assert [run(lambda tx: access.redeem(tx, wrong, "laptop")) for _ in range(5)] == [None] * 5
    assert run(lambda tx: access.redeem(tx, code, "laptop")) is None


def test_four_wrong_tries_are_forgiven(run):
    anna = run(lambda tx: access.add_agent(tx, "Anna", "agent"))
    code = run(lambda tx: access.new_code(tx, anna.id)).code
    for _ in range(4):
        run(lambda tx: access.redeem(tx, code[:-1] + "U", "laptop"))

    assert run(lambda tx: access.redeem(tx, code, "laptop")) is not None


def test_a_disabled_agents_code_is_worth_nothing(run):
    run(lambda tx: access.token_for(tx, "Olga", "owner", "laptop"))
    anna = run(lambda tx: access.add_agent(tx, "Anna", "agent"))
    code = run(lambda tx: access.new_code(tx, anna.id)).code
    run(lambda tx: access.change_agent(tx, anna.id, disabled=True))

    assert run(lambda tx: access.redeem(tx, code, "laptop")) is None


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\x00b", "\u202eanna"])
def test_a_name_is_a_name(run, name):
    with pytest.raises(HttpProblem, match="bad-name"):
        run(lambda tx: access.add_agent(tx, name, "agent"))


def test_names_and_roles_are_checked(run):
    run(lambda tx: access.add_agent(tx, "Anna", "agent"))

    with pytest.raises(HttpProblem, match="name-taken"):
        run(lambda tx: access.add_agent(tx, " Anna ", "agent"))
    with pytest.raises(HttpProblem, match="bad-role"):
        run(lambda tx: access.add_agent(tx, "Ben", "admin"))
    with pytest.raises(HttpProblem, match="unknown-agent"):
        run(lambda tx: access.new_token(tx, "a_000000000000", "laptop"))


def _told(store: HubStore) -> list[str]:
    rows = store.hub.db.execute_sql("SELECT body FROM log WHERE type = 'team.changed' ORDER BY seq").fetchall()
    return [msgspec.json.decode(bytes(row[0]))["agent"] for row in rows]


def test_every_desk_is_told_at_once_that_the_team_is_another(store: HubStore, run: Callable[[Any], Any], clock: SetClock) -> None:
    token = run(lambda tx: access.token_for(tx, "Jana", "owner", "laptop"))
    assert token
    assert _told(store) == [], "nothing was ever told, so nobody listens"
    run(lambda tx: tx.append([NewEvent("platform.unknown", "hub", "2026-11-22T09:00:00.000Z", UnknownBody("x", "y"))]))
    tom = run(lambda tx: access.add_agent(tx, "Tom", "agent")).id
    assert _told(store) == [tom]
    code = run(lambda tx: access.new_code(tx, tom)).code
    assert _told(store) == [tom], "a code lets nobody in yet"
    run(lambda tx: access.redeem(tx, code, "phone"))
    assert _told(store) == [tom, tom], "with his first device he is here"
    run(lambda tx: access.new_token(tx, tom, "laptop"))
    assert len(_told(store)) == 2, "a further one changes nothing for the others"
    run(lambda tx: access.change_agent(tx, tom, role="supervisor"))
    assert len(_told(store)) == 3
    run(lambda tx: access.token_for(tx, "Tom", "supervisor", "desk"))
    assert len(_told(store)) == 3
    for each in [view.id for view in access.tokens(store.hub, tom)]:
        run(lambda tx, each=each: access.revoke(tx, each))
    assert len(_told(store)) == 4, "only with his last device he is gone"
