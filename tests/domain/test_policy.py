"""What is allowed: every refusal, every question, every approval, and which of them comes first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from inbox.domain.actions import (
    AddNote,
    AnyAction,
    Assign,
    CancelPaymentRequest,
    Line,
    LinkCustomer,
    MarkRead,
    RefundPayment,
    RequestPayment,
    SendMedia,
    SendProducts,
    SendText,
    SetStatus,
)
from inbox.domain.ids import ActionId, AgentId, ConversationId, MediaId, SourceId
from inbox.domain.payments import Checkout, Dispute, Payment, Refund
from inbox.domain.policy import Allowed, Decision, NeedsApproval, NeedsConfirmation, Refused, State, decide
from inbox.domain.refunds import LiveRefund
from inbox.domain.roles import Actor, Limits, Policy

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ID = ActionId("8f9e2f5c-5f0e-4f9b-9a57-0d1b3c1b2a10")
CHAT = ConversationId("c_1")
PI, CH = SourceId("pi_1"), SourceId("ch_1")
CARD = "4242 4242 4242 4242"
PAID = Payment(PI, CH, amount=10_000, amount_refunded=0, currency="eur", status="succeeded", disputed=False)

REFUND = RefundPayment(id=ID, payment=PI, amount=2490, currency="eur", conversation=CHAT)
TEXT = SendText(id=ID, conversation=CHAT, text="Hallo")
REQUEST = RequestPayment(id=ID, conversation=CHAT, currency="eur", amount=4990, purpose="Becher")


def agent(role: str = "agent") -> Actor:
    """Return somebody with a role."""
    return Actor(AgentId("a_1"), "Kim", role)


STATE = State(actor=agent(), now=NOW, last_inbound=NOW - timedelta(hours=1), payment=PAID, match="confirmed")


def given(**facts: object) -> State:
    """Return the state in which everything is allowed, with some facts changed."""
    return msgspec.structs.replace(STATE, **facts)


def changed(action: AnyAction, **keys: object) -> AnyAction:
    """Return an action with some keys changed."""
    return msgspec.structs.replace(action, **keys)


def paid(**keys: object) -> Payment:
    """Return the payment with some keys changed."""
    return msgspec.structs.replace(PAID, **keys)


def live(state: str, at: str = "2026-11-22T09:00:00.000Z") -> LiveRefund:
    """Return a colleague's refund of the same charge."""
    return LiveRefund(ActionId("other"), CH, AgentId("a_2"), "Ben", 500, "eur", state, at)


def dispute(status: str, refundable: bool | None = None) -> Dispute:
    """Return a dispute of the payment."""
    return Dispute(SourceId("dp_1"), CH, status=status, refundable=refundable)


def refund(status: str, hours_ago: float, action: str | None = None, name: str = "re_1", amount: int = 500) -> Refund:
    """Return an earlier refund of the payment."""
    created = (NOW - timedelta(hours=hours_ago)).isoformat().replace("+00:00", "Z")
    return Refund(
        SourceId(name), amount=amount, status=status, created=created, action=ActionId(action) if action else None
    )


def code(decision: Decision) -> str:
    """Return the slug of a refusal."""
    assert isinstance(decision, Refused), decision
    assert decision.problem.detail.endswith(".")
    return decision.problem.code


def said(decision: Decision) -> str:
    """Return the slug of whatever stands against an action."""
    match decision:
        case NeedsConfirmation():
            return decision.codes[0]
        case NeedsApproval():
            return decision.reason
        case _:
            return code(decision)


ALL: tuple[AnyAction, ...] = (
    TEXT,
    SendMedia(id=ID, conversation=CHAT, media=MediaId("m_1")),
    SendProducts(id=ID, conversation=CHAT, products=("A",)),
    REQUEST,
    CancelPaymentRequest(id=ID, request=SourceId("plink_1")),
    REFUND,
    Assign(id=ID, conversation=CHAT, agent=None),
    SetStatus(id=ID, conversation=CHAT, status="open"),
    AddNote(id=ID, conversation=CHAT, text="ruft an"),
    MarkRead(id=ID, conversation=CHAT),
    LinkCustomer(id=ID, conversation=CHAT, customer=SourceId("cus_1")),
)
_BY_KIND = pytest.mark.parametrize("action", ALL, ids=lambda action: action.kind)


@_BY_KIND
@pytest.mark.parametrize("role", ["agent", "supervisor", "owner"])
def test_allowed(action: AnyAction, role: str) -> None:
    assert decide(action, given(actor=agent(role))) == Allowed()


@_BY_KIND
@pytest.mark.parametrize("role", ["viewer", "", "admin"])
def test_readers_do_not_act(action: AnyAction, role: str) -> None:
    assert code(decide(action, given(actor=agent(role)))) == "role"


@_BY_KIND
def test_clicked_too_long_ago(action: AnyAction) -> None:
    assert decide(changed(action, not_after="2026-11-22T10:30:00+01:00"), STATE) == Allowed()
    assert code(decide(changed(action, not_after="2026-11-22T09:29:59Z"), STATE)) == "expired"


@_BY_KIND
def test_no_such_conversation(action: AnyAction) -> None:
    assert code(decide(action, given(conversation_known=False))) == "conversation-unknown"


@pytest.mark.parametrize(
    "action",
    [
        changed(TEXT, text=f"Karte {CARD}"),
        SendMedia(id=ID, conversation=CHAT, media=MediaId("m_1"), caption=CARD),
        SendMedia(id=ID, conversation=CHAT, media=MediaId("m_1"), filename=f"{CARD}.pdf"),
        SendProducts(id=ID, conversation=CHAT, products=("A",), text=CARD),
        SendProducts(id=ID, conversation=CHAT, products=("A",), header=CARD),
        changed(REQUEST, purpose=CARD),
        changed(REQUEST, text=CARD),
        changed(REQUEST, amount=None, lines=(Line(name=CARD, unit_amount=500),)),
        changed(REFUND, tell=CARD),
        changed(REFUND, note=CARD),
        changed(REFUND, reason=CARD),
        AddNote(id=ID, conversation=CHAT, text=CARD),
    ],
    ids=lambda action: action.kind,
)
def test_card_numbers_are_neither_sent_nor_kept(action: AnyAction) -> None:
    assert code(decide(action, STATE)) == "card-number"


def test_two_texts_do_not_make_a_card_number() -> None:
    action = SendProducts(id=ID, conversation=CHAT, products=("A",), header="4242 4242", text="4242 4242")
    assert decide(action, STATE) == Allowed()


@pytest.mark.parametrize("action", ALL[:3], ids=lambda action: action.kind)
@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({"blocked": True}, "blocked"),
        ({"last_inbound": None}, "window-closed"),
        ({"last_inbound": NOW - timedelta(hours=24)}, "window-closed"),
        ({"last_inbound": NOW - timedelta(hours=23, minutes=59, seconds=45)}, "window-closed"),
        ({"blocked": True, "last_inbound": None}, "blocked"),
    ],
)
def test_sends(action: AnyAction, facts: dict[str, object], refused: str) -> None:
    assert code(decide(action, given(**facts))) == refused


@pytest.mark.parametrize(
    ("keys", "refused"),
    [
        ({"amount": None, "lines": (Line(name="gratis", unit_amount=0),)}, "amount-zero"),
        ({"amount": 49}, "amount-too-small"),
        ({"amount": 150, "currency": "isk"}, "amount-step"),
        ({"amount": 15, "currency": "kwd"}, "amount-step"),
    ],
)
def test_amounts_that_cannot_be_asked_for(keys: dict[str, object], refused: str) -> None:
    assert code(decide(changed(REQUEST, **keys), STATE)) == refused


@pytest.mark.parametrize(
    "keys",
    [
        {"amount": 50},
        {"amount": 1, "currency": "try"},
        {"amount": None, "lines": (Line(name="Becher", unit_amount=25, quantity=2),)},
    ],
)
def test_amounts_that_can_be_asked_for(keys: dict[str, object]) -> None:
    assert decide(changed(REQUEST, **keys), STATE) == Allowed()


def test_a_link_that_is_not_sent_needs_no_window() -> None:
    assert code(decide(REQUEST, given(last_inbound=None))) == "window-closed"
    assert decide(changed(REQUEST, deliver=False), given(last_inbound=None)) == Allowed()
    assert code(decide(changed(REQUEST, deliver=False), given(blocked=True))) == "blocked"


def test_an_open_request_asks_first() -> None:
    waiting = Checkout(SourceId("plink_1"), status="open", amount=4990)
    over = Checkout(SourceId("plink_2"), status="expired", amount=4990)
    state = given(open_requests=(over, waiting))
    asked = decide(REQUEST, state)
    assert asked == NeedsConfirmation(("open-request",), {"request": "plink_1", "amount": 4990, "currency": None})
    assert decide(changed(REQUEST, confirmed=("open-request",)), state) == Allowed()
    assert decide(REQUEST, given(open_requests=(over,))) == Allowed()


def test_what_others_may_pay_too_is_said_and_not_offered_to_be_closed() -> None:
    shared = Checkout(SourceId("plink_1"), status="open", amount=4990, shared=True)
    own = Checkout(SourceId("plink_2"), status="open", amount=3000)
    assert decide(REQUEST, given(open_requests=(shared,))) == NeedsConfirmation(
        ("open-request",), {"amount": 4990, "currency": None}
    )
    assert decide(REQUEST, given(open_requests=(shared, own))) == NeedsConfirmation(
        ("open-request",), {"amount": 3000, "currency": None, "request": "plink_2"}
    )


@pytest.mark.parametrize(
    ("keys", "facts", "refused"),
    [
        ({}, {"payment": None}, "payment-unknown"),
        ({"currency": "usd"}, {}, "wrong-currency"),
        ({"amount": 15, "currency": "kwd"}, {"payment": paid(currency="kwd")}, "amount-step"),
        ({"amount": 150, "currency": "isk"}, {"payment": paid(currency="isk")}, "amount-step"),
        ({}, {"live": (live("sending"),)}, "refund-in-progress"),
        ({}, {"live": (live("unknown"),)}, "refund-in-progress"),
        ({"seen_refunded": 100}, {}, "payment-changed"),
        ({"seen_refunded": 0}, {"payment": paid(amount_refunded=100)}, "payment-changed"),
        ({}, {"payment": paid(status="requires_capture")}, "not-captured"),
        ({}, {"payment": paid(status="processing")}, "not-paid"),
        ({}, {"payment": paid(status="failed")}, "not-paid"),
        ({}, {"payment": paid(status=None)}, "not-paid"),
        ({}, {"disputes": (dispute("needs_response"),)}, "disputed"),
        ({}, {"disputes": (dispute("under_review"),)}, "disputed"),
        ({}, {"disputes": (dispute("lost"),)}, "disputed"),
        ({}, {"disputes": (dispute("lost", refundable=True),)}, "disputed"),
        ({}, {"disputes": (dispute("prevented"),)}, "disputed"),
        ({}, {"disputes": (dispute("appeal_needs_response"),)}, "disputed"),
        ({}, {"disputes": (dispute("appeal_under_review"),)}, "disputed"),
        ({}, {"disputes": (dispute("won", refundable=False),)}, "disputed"),
        ({}, {"disputes": (dispute("warning_closed", refundable=False),)}, "disputed"),
        ({}, {"payment": paid(disputed=True)}, "disputed"),
        ({"confirmed": ("inquiry",)}, {"disputes": (dispute("warning_needs_response", refundable=False),)}, "disputed"),
        ({"amount": 10_001}, {}, "exceeds-remaining"),
        ({"amount": 1}, {"payment": paid(amount_refunded=10_000)}, "already-refunded"),
        ({"amount": 1}, {"payment": paid(amount=None)}, "already-refunded"),
        ({"amount": 5001}, {"payment": paid(amount_refunded=5000)}, "exceeds-remaining"),
    ],
)
def test_refunds_that_cannot_be(keys: dict[str, object], facts: dict[str, object], refused: str) -> None:
    assert code(decide(changed(REFUND, **keys), given(**facts))) == refused


@pytest.mark.parametrize(
    ("keys", "facts"),
    [
        ({"amount": 10_000}, {}),
        ({"amount": 5000}, {"payment": paid(amount_refunded=5000)}),
        ({"seen_refunded": 0}, {}),
        ({"seen_refunded": 5}, {"payment": paid(amount_refunded=None)}),
        ({}, {"disputes": (dispute("won"),), "payment": paid(disputed=True)}),
        ({}, {"disputes": (dispute("warning_closed"),)}),
        ({"conversation": None}, {"match": None}),
        ({}, {"match": "sure"}),
        ({}, {"last_inbound": None, "blocked": True}),
        ({}, {"live": (live("failed"), live("succeeded"), live("cancelled"))}),
        ({}, {"refunds": (refund("failed", 1), refund("canceled", 1), refund("succeeded", 25))}),
    ],
)
def test_refunds_that_can_be(keys: dict[str, object], facts: dict[str, object]) -> None:
    assert decide(changed(REFUND, **keys), given(**facts)) == Allowed()


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"match": "likely"}, ("uncertain-match",)),
        ({"match": "none"}, ("uncertain-match",)),
        ({"disputes": (dispute("warning_needs_response"),)}, ("inquiry",)),
        ({"disputes": (dispute("needs_response", refundable=True),)}, ("inquiry",)),
        ({"disputes": (dispute("warning_under_review", refundable=True),)}, ("inquiry",)),
        ({"refunds": (refund("succeeded", 23),)}, ("recent-refund",)),
        ({"refunds": (refund("pending", 1),)}, ("recent-refund",)),
        ({"refunds": (refund("requires_action", 1),)}, ("recent-refund",)),
        ({"live": (live("queued"),)}, ("recent-refund",)),
        ({"live": (live("needs_approval"),)}, ("recent-refund",)),
        ({"live": (live("held"),)}, ("recent-refund",)),
        (
            {"match": "likely", "disputes": (dispute("warning_needs_response"),), "live": (live("held"),)},
            ("uncertain-match", "inquiry", "recent-refund"),
        ),
    ],
)
def test_refunds_that_ask_first(facts: dict[str, object], asked: tuple[str, ...]) -> None:
    state = given(**facts)
    decision = decide(REFUND, state)
    assert isinstance(decision, NeedsConfirmation)
    assert decision.codes == asked
    assert decide(changed(REFUND, confirmed=asked), state) == Allowed()
    assert decide(changed(REFUND, confirmed=(*asked, "something-else")), state) == Allowed()
    for left_out in asked:
        given_codes = tuple(each for each in asked if each != left_out)
        again = decide(changed(REFUND, confirmed=given_codes), state)
        assert isinstance(again, NeedsConfirmation)
        assert again.codes == (left_out,)


def test_a_colleagues_refund_is_named() -> None:
    waiting = decide(REFUND, given(live=(live("held"),)))
    assert isinstance(waiting, NeedsConfirmation)
    assert waiting.facts == {"agent": "Ben", "amount": 500, "at": "2026-11-22T09:00:00.000Z", "state": "held"}
    done = given(
        refunds=(refund("succeeded", 5, name="re_0", amount=1), refund("succeeded", 1, "other")),
        live=(live("succeeded"),),
    )
    moved = decide(REFUND, done)
    assert isinstance(moved, NeedsConfirmation)
    assert (moved.facts["agent"], moved.facts["amount"], moved.facts["refund"]) == ("Ben", 500, "re_1")
    elsewhere = decide(REFUND, given(refunds=(refund("succeeded", 1),)))
    assert isinstance(elsewhere, NeedsConfirmation)
    assert elsewhere.facts["agent"] is None


def test_recent_is_what_the_shop_says() -> None:
    state = given(refunds=(refund("succeeded", 30),), policy=Policy(recent_refund_hours=48))
    assert isinstance(decide(REFUND, state), NeedsConfirmation)


LIMITED = Policy(limits={"agent": Limits(refund=2490, day=5000), "supervisor": Limits(refund=10_000)})


@pytest.mark.parametrize(
    ("role", "amount", "today", "reason"),
    [
        ("agent", 2490, 0, None),
        ("agent", 2491, 0, "refund-limit"),
        ("agent", 2490, 2510, None),
        ("agent", 2490, 2511, "day-limit"),
        ("agent", 2491, 9999, "refund-limit"),
        ("supervisor", 10_000, 99_999, None),
        ("owner", 10_000, 99_999, None),
    ],
)
def test_limits(role: str, amount: int, today: int, reason: str | None) -> None:
    state = given(actor=agent(role), policy=LIMITED, refunded_today=today)
    decision = decide(changed(REFUND, amount=amount), state)
    if reason is None:
        assert decision == Allowed()
        return
    assert isinstance(decision, NeedsApproval)
    assert decision.reason == reason
    approved = msgspec.structs.replace(state, approved=True)
    assert decide(changed(REFUND, amount=amount), approved) == Allowed()


def test_a_role_without_limits_of_its_own_may_refund_nothing_alone() -> None:
    state = given(actor=agent("supervisor"), policy=Policy(limits={"agent": Limits()}))
    assert isinstance(decide(REFUND, state), NeedsApproval)


def test_approval_lifts_limits_and_nothing_else() -> None:
    state = given(policy=LIMITED, approved=True, match="none", payment=paid(amount_refunded=10_000))
    assert code(decide(REFUND, state)) == "already-refunded"
    state = given(policy=LIMITED, approved=True, match="none")
    assert isinstance(decide(changed(REFUND, amount=9000), state), NeedsConfirmation)


# From the first to be said to the last: each is a change to a refund that stands against it in one way.
_ORDER: list[tuple[str, dict[str, object], dict[str, object]]] = [
    ("role", {}, {"actor": agent("viewer")}),
    ("expired", {"not_after": "2026-11-22T09:00:00Z"}, {}),
    ("conversation-unknown", {}, {"conversation_known": False}),
    ("card-number", {"note": CARD}, {}),
    ("refund-in-progress", {}, {"live": (live("unknown"),)}),
    ("payment-changed", {"seen_refunded": 7}, {}),
    ("disputed", {}, {"disputes": (dispute("needs_response"),)}),
    ("exceeds-remaining", {"amount": 20_000}, {}),
    ("uncertain-match", {}, {"match": "none"}),
    ("refund-limit", {}, {"policy": LIMITED}),
]


@pytest.mark.parametrize("first", range(len(_ORDER)), ids=[name for name, _, _ in _ORDER])
def test_what_stops_it_for_good_is_said_before_what_can_be_overruled(first: int) -> None:
    keys: dict[str, object] = {"amount": 3000}
    facts: dict[str, object] = {}
    for _, more_keys, more_facts in reversed(_ORDER[first:]):
        keys |= more_keys
        facts |= more_facts
    decision = decide(changed(REFUND, **keys), given(**facts))
    assert said(decision) == _ORDER[first][0]


def test_deciding_changes_nothing() -> None:
    state = given(live=(live("held"),), policy=LIMITED)
    before = msgspec.json.encode(state)
    assert decide(REFUND, state) == decide(REFUND, state)
    assert msgspec.json.encode(state) == before
