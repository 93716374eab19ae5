"""What Meta says of the shop's number reaches every desk with the shop's terms."""

from __future__ import annotations

import msgspec
import pytest

from inbox.domain.events import Decoded, UnknownBody
from inbox.domain.number_health import NumberHealth
from inbox.domain.terms import Terms
from inbox.hub import number_check, shop
from inbox.hub.number_check import EVERY, NumberCheck
from inbox.platforms.whatsapp.errors import WhatsAppError
from inbox.platforms.whatsapp.listings import PhoneNumber
from tests.hub.actions.hub_world import Hub

BLOCKED = PhoneNumber(number="+49 40", quality="RED", can_send="BLOCKED", obstacles=("Meta has restricted this account.",))


class Number:
    """Meta's number; ``now`` is what it says, ``trouble`` what happens instead."""

    def __init__(self) -> None:
        self.now = PhoneNumber(quality="GREEN", can_send="AVAILABLE")
        self.trouble: WhatsAppError | None = None
        self.asked = 0

    def phone_number(self) -> PhoneNumber:
        self.asked += 1
        if self.trouble is not None:
            raise self.trouble
        return self.now


@pytest.fixture
def number() -> Number:
    return Number()


@pytest.fixture
def check(hub: Hub, number: Number) -> NumberCheck:
    return NumberCheck(hub.writer, number, hub.clock)


def told(hub: Hub) -> NumberHealth:
    with hub.store.reader() as reader:
        return shop.as_it_is(Terms(), reader.hub).number


def hears(hub: Hub, check: NumberCheck, what: str, platform: str = "whatsapp") -> None:
    body = UnknownBody(platform, what, msgspec.Raw(b"{}"))
    item = Decoded(type="platform.unknown", at="2026-11-22T12:00:00.000Z", body=body, dedup="x", actor=platform)
    hub.writer.run(lambda tx: check.hear(tx, item))


def test_what_meta_says_is_told_with_the_shops_terms_and_outlives_a_restart(
    hub: Hub, number: Number, check: NumberCheck
) -> None:
    assert told(hub) == NumberHealth()
    assert check.run() == EVERY
    assert told(hub) == NumberHealth("AVAILABLE", "GREEN")
    number.now = BLOCKED
    hub.clock.pass_time(EVERY)
    check.run()
    hub.restart()
    assert told(hub) == NumberHealth("BLOCKED", "RED", ("Meta has restricted this account.",))


@pytest.mark.parametrize("what", ["account_update", "account_alerts", "phone_number_quality_update"])
def test_a_webhook_about_the_account_has_the_number_looked_at_soon(
    hub: Hub, number: Number, check: NumberCheck, what: str
) -> None:
    check.run()
    number.now = BLOCKED
    assert not check.was_told
    hears(hub, check, what)
    hears(hub, check, what)
    assert check.was_told
    wait = check.run()
    assert 0 < wait <= 10
    hub.clock.pass_time(wait)
    assert check.run() == EVERY
    assert (told(hub).can_send, number.asked) == ("BLOCKED", 2)


def test_other_webhooks_are_none_of_its_business(hub: Hub, number: Number, check: NumberCheck) -> None:
    check.run()
    hears(hub, check, "message_template_status_update")
    hears(hub, check, "account_update", platform="stripe")
    assert not check.was_told
    assert check.run() > 3000
    assert number.asked == 1


def test_a_number_that_cannot_be_looked_at_stays_as_it_was_known(hub: Hub, number: Number, check: NumberCheck) -> None:
    number.now = BLOCKED
    check.run()
    number.trouble = WhatsAppError("not allowed", code=10)
    hub.clock.pass_time(EVERY)
    wait = check.run()
    assert wait < EVERY
    assert told(hub).can_send == "BLOCKED"
    number.trouble, number.now = None, PhoneNumber(can_send="AVAILABLE", quality="GREEN")
    hub.clock.pass_time(wait)
    check.run()
    assert told(hub) == NumberHealth("AVAILABLE", "GREEN")


def test_nothing_is_written_while_nothing_changes(hub: Hub, number: Number, check: NumberCheck) -> None:
    check.run()
    with hub.store.reader() as reader:
        assert number_check.known(reader.hub) == NumberHealth("AVAILABLE", "GREEN")
    assert hub.bodies("platform.unknown") == []
