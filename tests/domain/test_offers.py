"""Offers: never more off than was said, the sum to the cent, and what Stripe could not charge is refused in words."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain.actions import RequestPayment, decode_action, encode_action
from inbox.domain.ids import ActionId, AgentId, ConversationId
from inbox.domain.money import step
from inbox.domain.offers import Offer, priced
from inbox.domain.policy import Allowed, Refused, State, decide
from inbox.domain.request_lines import Line
from inbox.domain.request_sums import goods, lines_of, total
from inbox.domain.roles import Actor

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ID = ActionId("8f9e2f5c-5f0e-4f9b-9a57-0d1b3c1b2a10")
UNTIL = "2026-11-25T23:59:00Z"
LINES = (Line(name="Espresso", unit_amount=2490, quantity=2, sku="E"), Line(name="Filter", unit_amount=450))
STATE = State(actor=Actor(AgentId("a_1"), "Kim", "agent"), now=NOW, last_inbound=NOW - timedelta(hours=1))


def asked(offer: Offer | None, **more: object) -> RequestPayment:
    facts = {"amount": 4990} if "lines" not in more else {}
    return RequestPayment(id=ID, conversation=ConversationId("c_1"), currency="eur", offer=offer, **(facts | more))  # type: ignore[arg-type]


def percent(share: int, until: str = UNTIL) -> Offer:
    return Offer(percent=share, until=until)


def test_every_piece_is_so_much_less_and_says_it() -> None:
    assert priced(LINES, percent(10), "eur") == (
        Line(name="Espresso (−10\u00a0%)", unit_amount=2241, quantity=2, sku="E"),
        Line(name="Filter (−10\u00a0%)", unit_amount=405),
    )


def test_an_amount_comes_off_one_piece_of_the_dearest() -> None:
    assert priced(LINES, Offer(amount=500, until=UNTIL), "eur", "en") == (
        Line(name="Espresso", unit_amount=2490, quantity=1, sku="E"),
        Line(name="Espresso (−€5.00)", unit_amount=1990, sku="E"),
        Line(name="Filter", unit_amount=450),
    )


def test_an_amount_above_every_piece_makes_one_line() -> None:
    (line,) = priced(LINES, Offer(amount=3000, until=UNTIL), "eur")
    assert (line.name, line.unit_amount) == ("2 × Espresso, Filter (−30,00\u00a0€)", 2430)


LINE = st.builds(
    Line, name=st.text("ab ", min_size=1, max_size=200), unit_amount=st.integers(1, 500_000), quantity=st.integers(1, 99)
)


@given(st.lists(LINE, min_size=1, max_size=6), st.integers(1, 90), st.sampled_from(["eur", "jpy", "isk", "bhd"]))
def test_a_share_is_never_more_than_was_said(lines: list[Line], share: int, currency: str) -> None:
    before = sum(line.unit_amount * line.quantity for line in lines)
    made = priced(tuple(lines), percent(share), currency)
    after = sum(line.unit_amount * line.quantity for line in made)
    pieces = sum(line.quantity for line in lines)
    assert before * (100 - share) <= after * 100 < before * (100 - share) + (step(currency) * pieces + 1) * 100
    assert all(len(line.name) <= 200 for line in made)


@given(st.lists(LINE, min_size=1, max_size=6), st.integers(1, 10**8))
def test_an_amount_is_off_to_the_cent_or_not_at_all(lines: list[Line], off: int) -> None:
    before = sum(line.unit_amount * line.quantity for line in lines)
    made = priced(tuple(lines), Offer(amount=off, until=UNTIL), "eur")
    assert sum(line.unit_amount * line.quantity for line in made) == (before - off if off < before else 0)


def test_the_sum_is_that_of_the_offer_with_the_shipping_in_full() -> None:
    action = asked(percent(10))
    assert (goods(action), total(action)) == (4491, 4491)
    assert [line.name for line in lines_of(action)] == ["Zahlung (−10\u00a0%)"]
    assert goods(asked(None)) == 4990


@pytest.mark.parametrize(
    ("offer", "facts", "code"),
    [
        (percent(10), {"marketing_stopped": "2026-11-01T00:00:00Z"}, "marketing-stopped"),
        (percent(10), {"last_inbound": NOW - timedelta(hours=30)}, "no-consent"),
        (percent(10, "2026-11-22T09:40:00Z"), {}, "offer-end"),
        (percent(10, "2027-11-22T09:40:00Z"), {}, "offer-end"),
        (Offer(amount=4990, until=UNTIL), {}, "offer-too-large"),
        (Offer(amount=4980, until=UNTIL), {}, "amount-too-small"),
    ],
)
def test_what_may_not_be_offered(offer: Offer, facts: dict[str, object], code: str) -> None:
    decision = decide(asked(offer), msgspec.structs.replace(STATE, **facts))
    assert isinstance(decision, Refused)
    assert decision.problem.code == code
    assert decide(asked(None), STATE) == decide(asked(percent(10)), STATE) == Allowed()


@pytest.mark.parametrize(
    "offer", [{"until": UNTIL}, {"until": UNTIL, "percent": 5, "amount": 5}, {"until": "soon", "percent": 5}]
)
def test_an_offer_is_either_and_has_an_end(offer: dict[str, object]) -> None:
    body = json.loads(encode_action(asked(None))) | {"offer": offer}
    with pytest.raises(msgspec.ValidationError, match="offer"):
        decode_action(json.dumps(body).encode())
