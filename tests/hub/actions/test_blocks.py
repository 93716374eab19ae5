"""Blocking somebody: done at WhatsApp first, then seen by everybody, with a reason for the team and a way back."""

from __future__ import annotations

import pytest

from tests.hub.actions.hub_world import ANNA, EVA, Hub, wish


def block(chat: str, blocked: bool = True, **more: object) -> dict:
    return wish("block", conversation=chat, blocked=blocked, **more)


def test_a_blocked_person_is_not_written_to_until_unblocked(hub: Hub) -> None:
    chat = hub.customer_writes()
    assert hub.do(ANNA, block(chat, reason="beleidigt das Team")).state == "succeeded"
    assert len(hub.meta.blocked) == 1
    assert EVA in next(iter(hub.meta.blocked))
    refused = hub.do(ANNA, wish("send_text", conversation=chat, text="Hallo"))
    assert (refused.state, refused.problem.code) == ("refused", "blocked")
    (line,) = hub.bodies("note.added")
    assert (line["code"], line["facts"]["reason"], line["name"]) == ("blocked", "beleidigt das Team", ANNA.name)

    assert hub.do(ANNA, block(chat, blocked=False)).state == "succeeded"
    assert hub.meta.blocked == set()
    assert hub.do(ANNA, wish("send_text", conversation=chat, text="Hallo")).state == "succeeded"


def test_nobody_is_called_blocked_whom_whatsapp_did_not_block(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.meta.plans.append(139100)
    done = hub.do(ANNA, block(chat))
    assert done.state == "failed"
    assert hub.bodies("note.added") == []
    assert all("blocked" not in body for body in hub.bodies("conversation.changed"))


def test_a_lost_answer_is_asked_again_because_blocking_twice_is_blocking_once(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.meta.plans.append("lose before")
    assert hub.do(ANNA, block(chat)).state == "succeeded"
    assert len(hub.bodies("note.added")) == 1


@pytest.mark.allow_logs("not blocked")
def test_trouble_that_stays_ends_in_words(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.meta.plans.extend(["lose before"] * 4)
    done = hub.do(ANNA, block(chat))
    assert (done.state, done.problem.code) == ("failed", "whatsapp-away")


def test_only_who_wrote_within_a_day_can_be_blocked(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.clock.pass_time(25 * 3600)
    done = hub.do(ANNA, block(chat))
    assert (done.state, done.problem.code) == ("refused", "block-too-late")
    assert hub.meta.blocked == set()
