"""A dispute from the bank's word to its end: evidence in the window, staged, handed in by a colleague, won; and a bank's warning.

Against a real hub and the platforms' books.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from PySide6.QtWidgets import QWidget

from inbox.demo.steps import Stage
from inbox.desk import hub_calls
from inbox.desk.hub_calls import Call
from inbox.desk.hub_client import HubClient
from inbox.domain.ids import ActionId, ConversationId
from inbox.domain.payments import Payment
from inbox.domain.refunds import remaining
from inbox.system.secrets import Secret
from inbox.ui.models.timeline import EventLine, Item
from inbox.ui.panes.entry_card import EntryCard
from inbox.ui.window.sheet import Sheet
from tests.ui.app.hands import Hands

Json = dict[str, Any]


class Sue:
    """A supervisor at another desk, with a token of her own."""

    def __init__(self, stage: Stage) -> None:
        owner = stage.counter._client
        made = owner.send(_post("/v1/agents", {"name": "Sue", "role": "supervisor"}))
        token = owner.send(_post("/v1/enroll", {"code": made["code"], "device": "test"}))["token"]
        self.client = HubClient(owner.url, Secret(token))

    def approves(self, action: ActionId) -> str:
        return self.client.send(hub_calls.settle_action(action, "approve", {})).state


def _post(path: str, body: dict[str, str]) -> Call[dict[str, str]]:
    return Call("POST", path, msgspec.json.decode, body=msgspec.json.encode(body))


@pytest.fixture(scope="module")
def sue(stage: Stage) -> Iterator[Sue]:
    colleague = Sue(stage)
    # The desk hears of a new colleague within minutes; here it asks at once.
    stage.counter.engine._call(lambda core: core._standing.ask_again()).result(20)
    stage.counter.until("Sue is in the team", lambda: "Sue" in {each.name for each in stage.counter.engine.view.terms.team})
    yield colleague
    colleague.client.close()


def _chat(stage: Stage, hands: Hands, customer: str, words: str) -> tuple[ConversationId, Payment]:
    stage.control.say(customer, words)
    chat = hands.until(lambda: stage.counter.chat_with(words))
    paid = hands.until(lambda: next((one for one in stage.counter.payments(chat) if remaining(one) > 1000), None))
    return chat, paid


def _card(hands: Hands, payment: str, words: str) -> EntryCard | None:
    card = hands.shown.widgets.panel.card(payment)
    return card if card is not None and words in hands.words_of(card) else None


def _sheet(hands: Hands, name: str) -> Sheet | None:
    stage: QWidget = hands.shown.widgets.window.overlays.stage
    shown = (each for each in stage.findChildren(Sheet) if each.isVisible() and each.accessibleName() == name)
    return next(shown, None)


def _dispute(stage: Stage, charge: str) -> Json:
    found: Json = next(one for one in stage.control.books()["disputes"].values() if one["charge"] == charge)
    return found


def _says(words: str) -> Any:
    def fits(item: Item) -> bool:
        return isinstance(item, EventLine) and words in "".join(span.text for span in item.spans)

    return fits


def test_evidence_is_staged_in_the_window_handed_in_by_a_colleague_and_wins(stage: Stage, hands: Hands, sue: Sue) -> None:
    chat, paid = _chat(stage, hands, "thu", "Das Paket ist heute angekommen, danke!")
    assert paid.charge is not None
    stage.control.dispute("thu", paid.charge, "product_not_received")
    hands.choose(chat)
    card = hands.until(lambda: _card(hands, paid.id, "Disputed: not received"))
    hands.click_button(card, "Prepare evidence")
    sheet = hands.until(lambda: _sheet(hands, "Evidence for the dispute"))
    meanings = [line.meaning for line in hands.shown._pages.disputes.evidence.state.lines]  # type: ignore[union-attr]
    assert any(meaning.startswith("Kunde bestätigt den Erhalt") for meaning in meanings)
    hands.click_button(sheet, "Stage in Stripe")
    hands.until(lambda: _dispute(stage, paid.charge or "")["evidence_details"]["has_evidence"] or None, 40)
    assert _dispute(stage, paid.charge)["evidence_details"]["submission_count"] == 0
    card = hands.until(lambda: _card(hands, paid.id, "Staged by you"))
    assert "not handed in yet" in hands.words_of(card)

    hands.click_button(card, "Read and hand in")
    sheet = hands.until(lambda: _sheet(hands, "Answer to the dispute"))
    assert "Pages with what was said" in hands.words_of(sheet)
    hands.click_button(sheet, "Ask to hand in")
    hands.until(lambda: _card(hands, paid.id, "a second person reads it first"))
    asked = next(each for each in stage.counter.reader.answers_asked(chat) if each.kind == "submit_evidence")
    assert _dispute(stage, paid.charge)["evidence_details"]["submission_count"] == 0
    assert sue.approves(asked.action) in ("queued", "sending", "succeeded")
    hands.until(lambda: _dispute(stage, paid.charge or "")["evidence_details"]["submission_count"] or None)
    hands.until(lambda: _card(hands, paid.id, "Answered, the bank decides"))

    stage.control.pass_time(5)
    stage.control.end_dispute(paid.charge, "win")
    hands.item(_says("Dispute won"))
    hands.until(lambda: _card(hands, paid.id, "Dispute won"))


def test_an_inquiry_can_be_answered_or_settled_by_a_refund_as_stripe_allows_it(stage: Stage, hands: Hands) -> None:
    chat, paid = _chat(stage, hands, "sophie", "Ich habe eine Frage zur Abbuchung")
    assert paid.charge is not None
    stage.control.dispute("sophie", paid.charge, "product_not_received", inquiry=True)
    hands.choose(chat)
    card = hands.until(lambda: _card(hands, paid.id, "Inquiry"))
    assert "The bank has asked about it, answer by" in hands.words_of(card)
    hands.click_button(card, "Prepare evidence")
    hands.until(lambda: _sheet(hands, "Evidence for the dispute"))
    hands.press("Esc")
    hands.click_refund(paid.id)
    hands.click_button(hands.until(lambda: _card(hands, paid.id, "bank")), "anyway")
    hands.until(lambda: stage.control.books()["charges"][paid.charge]["refunded"] or None)
    hands.until(lambda: _card(hands, paid.id, "Inquiry closed, nothing was taken"))
    assert _dispute(stage, paid.charge)["status"] == "warning_closed"


def test_a_warning_of_fraud_is_seen_and_one_click_settles_it(stage: Stage, hands: Hands) -> None:
    chat, paid = _chat(stage, hands, "lena", "Moin, ich hätte eine Frage")
    assert paid.charge is not None
    stage.control.report_fraud("lena", paid.charge)
    hands.choose(chat)
    hands.until(lambda: _card(hands, paid.id, "Fraud warning"))
    hands.until(lambda: next((pill for pill in hands.shown.rows.state.views if pill.view == "disputes" and pill.is_urgent), None))
    hands.click_refund(paid.id)
    hands.until(lambda: stage.control.books()["charges"][paid.charge]["refunded"] or None)
    hands.until(lambda: _card(hands, paid.id, "The bank had warned of fraud"))
    warned = [one["actionable"] for one in stage.control.books()["fraud_warnings"].values()]
    assert warned == [False]
