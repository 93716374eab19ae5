"""The replies of a shop: kept and dropped by who may, and told to every desk."""

from __future__ import annotations

import msgspec
import pytest

from inbox.domain.ids import MediaId
from inbox.domain.replies import Own, Reply, ReplyFile
from inbox.domain.roles import Actor
from inbox.hub import media
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


def stored(hub: Hub, name: str, at: str = "2020-01-01T00:00:00Z") -> None:
    """An upload of long ago that nobody has sent."""
    hub.writer.run(lambda tx: tx.hub.MediaFile.create(id=name, state="stored", agent=SUE.agent, at=at, attempts=0))


def test_the_file_of_a_reply_is_kept_and_one_the_hub_does_not_have_is_refused(hub: Hub) -> None:
    kept, left = f"m_{1:024x}", f"m_{2:024x}"
    with_file = msgspec.structs.replace(SIZES, file=ReplyFile(media=MediaId(kept), name="Sizes.pdf", size=9))
    refused = hub.do(SUE, keep(with_file))
    assert (refused.state, refused.problem.code) == ("refused", "file-missing")
    stored(hub, kept)
    stored(hub, left)
    assert hub.do(SUE, keep(with_file)).state == "succeeded"
    hub.do(SUE, wish("drop_reply", reply="own-1"))
    assert hub.writer.run(media.forget_unsent) == 1
    assert [row.id for row in hub.writer.run(lambda tx: list(tx.hub.MediaFile.select()))] == [kept]


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
