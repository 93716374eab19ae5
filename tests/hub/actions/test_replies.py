"""The replies of a shop: kept and dropped by who may, and told to every desk."""

from __future__ import annotations

import msgspec
import pytest

from inbox.domain.replies import Own, Reply
from inbox.domain.roles import Actor
from inbox.store.state import replies
from tests.hub.actions.hub_world import ANNA, OLA, SUE, Hub, wish

SIZES = Reply(id="own-1", category="own", title={"de": "Größen"}, text={"de-sie": "Hier sind unsere Größen."})


def keep(reply: Reply = SIZES) -> dict:
    return wish("keep_reply", reply=msgspec.to_builtins(reply))


def own(hub: Hub) -> dict[str, Own]:
    return hub.writer.run(lambda tx: replies.own(tx.state))


@pytest.mark.parametrize("actor", [SUE, OLA])
def test_a_reply_is_kept_changed_dropped_and_offered_again(hub: Hub, actor: Actor) -> None:
    assert hub.do(actor, keep()).state == "succeeded"
    other = msgspec.structs.replace(SIZES, text={"en": "These are our sizes."})
    hub.do(actor, keep(other))
    assert own(hub) == {"own-1": Own(other)}
    hub.do(actor, wish("drop_reply", reply="own-1"))
    assert own(hub) == {"own-1": Own(other, is_dropped=True)}
    hub.do(actor, keep(other))
    assert own(hub) == {"own-1": Own(other)}
    assert [body.get("dropped", False) for body in hub.bodies("reply.changed")] == [False, False, True, False]


def test_a_starter_is_had_back(hub: Hub) -> None:
    hub.do(SUE, keep(msgspec.structs.replace(SIZES, id="greet")))
    hub.do(SUE, wish("drop_reply", reply="greet", restore=True))
    assert own(hub) == {"greet": Own(None)}


def test_an_agent_may_not(hub: Hub) -> None:
    for asked in (keep(), wish("drop_reply", reply="greet")):
        done = hub.do(ANNA, asked)
        assert (done.state, done.problem.code) == ("refused", "role-supervisor")
    assert own(hub) == {}


def test_what_could_not_be_sent_is_not_kept(hub: Hub) -> None:
    done = hub.do(SUE, keep(msgspec.structs.replace(SIZES, text={"en": "{{shoe.size}}"})))
    assert (done.state, done.problem.code, done.problem.facts) == ("refused", "reply-lint", {"codes": "unknown-gap"})
    card = hub.do(SUE, keep(msgspec.structs.replace(SIZES, text={"en": "Pay with 4242 4242 4242 4242"})))
    assert (card.state, card.problem.code) == ("refused", "card-number")
    assert own(hub) == {}
