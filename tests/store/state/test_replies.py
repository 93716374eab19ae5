"""What a shop made of its replies, as the log tells of it."""

from __future__ import annotations

from itertools import permutations

from inbox.domain.events import ReplyBody
from inbox.domain.replies import Own, Reply
from inbox.store.state import StateTables, replies

SIZES = Reply(id="own", category="own", title={"de": "Größen"}, text={"de-sie": "Hier sind unsere Größen."})


def test_the_later_decision_is_the_truth_whatever_comes_first(state: StateTables) -> None:
    told = ((1, ReplyBody("own", SIZES)), (2, ReplyBody("own", dropped=True)), (3, ReplyBody("own", SIZES)))
    for number, order in enumerate(permutations(told)):
        for seq, body in order:
            replies.project(state, seq, ReplyBody(f"own-{number}", body.reply, body.dropped))
    assert all(each == Own(SIZES) for each in replies.own(state).values())
    assert len(replies.own(state)) == 6


def test_what_was_dropped_keeps_its_words_and_a_starter_can_be_had_back(state: StateTables) -> None:
    replies.project(state, 1, ReplyBody("own", SIZES))
    assert replies.project(state, 2, ReplyBody("own", dropped=True)).flags == {"replies"}
    assert replies.own(state) == {"own": Own(SIZES, is_dropped=True)}
    assert not replies.project(state, 2, ReplyBody("own", dropped=True)).flags
    replies.project(state, 3, ReplyBody("own"))
    assert replies.own(state) == {"own": Own(None)}
