"""Whom a message is for, and how often."""

from __future__ import annotations

import pytest

from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.whatsapp.parts import Part
from inbox.sandbox.whatsapp.rates import BURST, SECONDS_EACH, PairRate
from inbox.sandbox.whatsapp.recipients import Recipient, recipient_of
from inbox.sandbox.world import SandboxClock


def read(**fields: object) -> Recipient:
    return recipient_of(Part(fields), "49")


@pytest.mark.parametrize("spelling", ["+491701234567", "+49 170 1234567", "+49 (170) 123-4567"])
def test_every_spelling_of_a_number_with_a_plus_is_that_number(spelling: str) -> None:
    assert read(to=spelling).digits == "491701234567"


def test_a_number_without_a_plus_gets_the_business_calling_code_in_front() -> None:
    assert read(to="491701234567").digits == "49491701234567"
    assert read(to="1701234567").digits == "491701234567"


def test_a_user_id_is_taken_whole_and_a_phone_wins_over_it() -> None:
    assert read(recipient="DE.8812x").user_id == "DE.8812x"
    assert read(to="+491", recipient="DE.8812x") == Recipient("+491", digits="491")


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        (131008, {}),
        (131009, {"to": "lena"}),
        (131009, {"to": ""}),
        (131009, {"to": "+49²"}),
        (131009, {"recipient": "8812x"}),
    ],
)
def test_what_is_no_recipient_is_refused(code: int, fields: dict[str, str]) -> None:
    with pytest.raises(GraphError) as caught:
        read(**fields)
    assert caught.value.code == code


def test_the_pair_rate_lends_a_burst_and_gives_one_message_back_every_six_seconds() -> None:
    clock = SandboxClock(lambda: 1_795_000_000.0)
    rate = PairRate(clock)
    for _ in range(BURST):
        rate.spend("4917")
    with pytest.raises(GraphError) as caught:
        rate.spend("4917")
    assert caught.value.code == 131056
    rate.spend("4918")
    clock.shift(SECONDS_EACH)
    rate.spend("4917")
    with pytest.raises(GraphError):
        rate.spend("4917")
