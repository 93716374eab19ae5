"""A refund above a colleague's limit: seen, read and decided in the window, against a real hub and the platforms' books."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from inbox.demo.shop import SETTLED
from inbox.demo.steps import Stage
from inbox.desk import hub_calls
from inbox.desk.hub_calls import ActionView, Call
from inbox.desk.hub_client import HubClient
from inbox.domain.actions import RefundPayment, encode_action
from inbox.domain.ids import ActionId, ConversationId
from inbox.domain.payments import Payment
from inbox.domain.refunds import remaining
from inbox.system.secrets import Secret
from inbox.ui.panes.entry_card import EntryCard
from tests.ui.app.hands import Hands

LIMIT = 1000
WORDS = "Die Mühle kam kaputt an, ich hätte gern das Geld zurück."


@pytest.fixture(scope="module")
def settled() -> dict[str, str]:
    return {**SETTLED, "TRESEN_AGENT_REFUND_LIMIT": str(LIMIT)}


class Tom:
    """A colleague at another desk, with a token of his own."""

    def __init__(self, stage: Stage) -> None:
        owner = stage.counter._client
        made = owner.send(_post("/v1/agents", {"name": "Tom", "role": "agent"}))
        token = owner.send(_post("/v1/enroll", {"code": made["code"], "device": "test"}))["token"]
        self.client = HubClient(owner.url, Secret(token))
        self._counter = stage.counter

    def asks(self, chat: ConversationId, paid: Payment) -> ActionId:
        name = self._counter.new_id()
        wish = RefundPayment(
            id=name, payment=paid.id, amount=remaining(paid), currency=paid.currency or "eur", conversation=chat, reason="damaged"
        )
        self.client.send(hub_calls.post_action(encode_action(wish)))
        # Stripe is read first; where that takes its time the answer to the post does not wait for it.
        self._counter.until("it needs an approval", lambda: self.hears(name).state == "needs_approval")
        return name

    def hears(self, action: ActionId) -> ActionView:
        return self.client.send(hub_calls.get_action(action))


def _post(path: str, body: dict[str, str]) -> Call[dict[str, str]]:
    return Call("POST", path, msgspec.json.decode, body=msgspec.json.encode(body))


@pytest.fixture(scope="module")
def tom(stage: Stage) -> Iterator[Tom]:
    colleague = Tom(stage)
    yield colleague
    colleague.client.close()


def _chat(stage: Stage, hands: Hands, customer: str) -> tuple[ConversationId, Payment]:
    words = f"{WORDS} ({customer})"
    stage.control.say(customer, words)
    chat = hands.until(lambda: stage.counter.chat_with(words))
    paid = hands.until(lambda: next((one for one in stage.counter.payments(chat) if remaining(one) > LIMIT), None))
    return chat, paid


def _card(hands: Hands, action: ActionId) -> EntryCard | None:
    return hands.shown.widgets.panel.card(action)


def _pills(hands: Hands) -> dict[str, int]:
    return {pill.view: pill.count for pill in hands.shown.rows.state.views if pill.is_urgent}


def test_an_approval_is_pinned_read_and_given_with_one_click(stage: Stage, hands: Hands, tom: Tom) -> None:
    chat, paid = _chat(stage, hands, "thu")
    action = tom.asks(chat, paid)
    hands.until(lambda: _pills(hands).get("to_approve") == 1)
    hands.choose(chat)
    card = hands.until(lambda: _card(hands, action))
    words = hands.words_of(card)
    assert "Tom asks: refund" in words
    assert WORDS in words
    assert hands.split(paid.id) is None, "while it waits there is no second refund"
    hands.click_button(card, "Approve")
    hands.until(lambda: tom.hears(action).state == "succeeded")
    made = [one["amount"] for one in stage.control.books()["refunds"].values() if one["charge"] == paid.charge]
    assert made == [remaining(paid)]
    hands.until(lambda: _card(hands, action) is None)
    hands.until(lambda: "to_approve" not in _pills(hands))


def test_a_rejected_refund_moves_nothing_and_says_who_said_no(stage: Stage, hands: Hands, tom: Tom) -> None:
    chat, paid = _chat(stage, hands, "lena")
    hands.choose(chat)
    action = tom.asks(chat, paid)
    card = hands.until(lambda: _card(hands, action))
    hands.click_button(card, "Reject")
    hands.until(lambda: tom.hears(action).state == "refused")
    problem = tom.hears(action).problem
    assert problem is not None
    assert (problem.code, problem.facts["agent"]) == ("rejected", "Jana")
    assert [one for one in stage.control.books()["refunds"].values() if one["charge"] == paid.charge] == []
    hands.until(lambda: hands.split(paid.id))
