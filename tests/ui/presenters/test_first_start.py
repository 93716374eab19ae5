"""The first start: what is said while keys are looked at, what counts, and that nothing typed is kept in a state."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inbox.ui.models.connecting import Looked, News, Seen, Settled, Trouble, WhatsAppKeys
from inbox.ui.models.presenters.first_start import FirstStartPresenter
from inbox.ui.models.states.first_start import Light, Page

KEYS = WhatsAppKeys("10987654321", "20987654321", "EAAtoken", "appsecret", "verifyword")


class PretendConnecting:
    """Takes everything down and answers what a test says."""

    permissions = ("charges.read", "charges.write")

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.news: list[News] = []

    def _ask(self, *what: object) -> int:
        self.asked.append(what)
        return len(self.asked)

    def check_stripe(self, key: str, order_keys: str = "") -> int:
        return self._ask("stripe", key, order_keys)

    def check_whatsapp(self, keys: WhatsAppKeys) -> int:
        return self._ask("whatsapp", keys)

    def set_up(self, shop: str, language: str) -> int:
        return self._ask("set up", shop, language)

    def join(self, address: str, code: str) -> int:
        return self._ask("join", address, code)

    def take(self) -> list[News]:
        news, self.news = self.news, []
        return news


@pytest.fixture
def connecting(qapp: QApplication) -> PretendConnecting:
    return PretendConnecting()


@pytest.fixture
def presenter(connecting: PretendConnecting) -> FirstStartPresenter:
    return FirstStartPresenter(connecting, "en")


def hear(presenter: FirstStartPresenter, connecting: PretendConnecting, *news: News) -> None:
    connecting.news += news
    presenter.on_rang()


def lights(presenter: FirstStartPresenter) -> list[Light]:
    return [finding.light for finding in presenter.state.findings]


def test_a_key_is_looked_at_permission_by_permission(
    presenter: FirstStartPresenter, connecting: PretendConnecting
) -> None:
    presenter.go_to("stripe")
    presenter.offer_key("Nordlicht", "rk_test_abc123", "shop_order")
    assert connecting.asked == [("stripe", "rk_test_abc123", "shop_order")]
    assert lights(presenter) == [Light.WAITING, Light.WAITING]
    assert presenter.state.busy == "Stripe is being asked …"
    hear(presenter, connecting, Looked(1, "charges.read", Seen.GOOD))
    assert lights(presenter) == [Light.GOOD, Light.WAITING]
    hear(presenter, connecting, Looked(1, "charges.write", Seen.MISSING, "rak_charge_write"), Settled(1))
    missing = presenter.state.findings[1]
    assert missing.text == "Charges and Refunds: write"
    assert missing.way_out == (
        "Nothing can be refunded. In Stripe, edit the key: at Charges and Refunds (rak_charge_write) choose Write."
    )
    assert (presenter.state.busy, presenter.state.can_go_on) == ("", True)
    presenter.use_key()
    assert presenter.state.page is Page.WHATSAPP


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("sk_live_abc", "could do anything with your account"),
        ("pk_live_abc", "the public key"),
        ("whsec_abc", "not a key of Stripe"),
        ("rk_live_ab c", "not a key of Stripe"),
        ("", "not a key of Stripe"),
    ],
)
def test_what_is_no_key_to_be_used_is_refused_before_anybody_is_asked(
    presenter: FirstStartPresenter, connecting: PretendConnecting, key: str, words: str
) -> None:
    presenter.offer_key("Nordlicht", key)
    assert words in presenter.state.problem
    assert connecting.asked == []


def test_an_unrestricted_test_key_is_taken_with_a_note(
    presenter: FirstStartPresenter, connecting: PretendConnecting
) -> None:
    presenter.offer_key("Nordlicht", "sk_test_abc")
    assert lights(presenter) == [Light.NOTE, Light.WAITING, Light.WAITING]
    assert connecting.asked


def test_trouble_is_said_and_the_page_can_be_used_again(
    presenter: FirstStartPresenter, connecting: PretendConnecting
) -> None:
    presenter.offer_key("Nordlicht", "rk_live_abc")
    hear(presenter, connecting, Trouble(1, "stripe-key", "Invalid API Key provided"))
    assert presenter.state.problem.startswith("Stripe does not know this key")
    assert (presenter.state.busy, presenter.state.can_go_on) == ("", False)
    presenter.offer_key("Nordlicht", "rk_live_abd")
    assert presenter.state.problem == ""


def test_what_was_asked_for_a_page_that_was_left_does_not_count(
    presenter: FirstStartPresenter, connecting: PretendConnecting
) -> None:
    presenter.offer_key("Nordlicht", "rk_live_abc")
    presenter.go_to("choice")
    hear(presenter, connecting, Looked(1, "charges.read", Seen.GOOD), Trouble(1, "stripe-away", "x"))
    assert presenter.state.page is Page.CHOICE
    assert presenter.state.problem == ""


def test_a_good_number_goes_straight_on_and_then_everything_is_kept(
    presenter: FirstStartPresenter, connecting: PretendConnecting, qtbot: QtBot
) -> None:
    presenter.offer_key("Nordlicht", "rk_live_abc")
    hear(presenter, connecting, Settled(1))
    presenter.use_key()
    presenter.offer_whatsapp(KEYS)
    hear(presenter, connecting, Looked(2, "number", Seen.GOOD, "+49 30 1234 Nordlicht"), Settled(2))
    assert connecting.asked[-1] == ("set up", "Nordlicht", "en")
    assert presenter.state.findings[0].text == "Number: +49 30 1234 Nordlicht"
    with qtbot.waitSignal(presenter.done):
        hear(presenter, connecting, Settled(3))


def test_whatsapp_may_come_later(presenter: FirstStartPresenter, connecting: PretendConnecting, qtbot: QtBot) -> None:
    presenter.offer_key("Nordlicht", "rk_live_abc")
    hear(presenter, connecting, Settled(1))
    presenter.use_key()
    presenter.leave_whatsapp()
    with qtbot.waitSignal(presenter.done):
        hear(presenter, connecting, Settled(2))


def test_a_phone_number_in_the_place_of_an_id_is_told(
    presenter: FirstStartPresenter, connecting: PretendConnecting
) -> None:
    presenter.offer_whatsapp(msgspec.structs.replace(KEYS, number="+49 170 1234567"))
    assert presenter.state.problem.startswith("“+49 170 1234567” is not an id")
    assert connecting.asked == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("code-refused", "wrong, used or older than ten minutes"),
        ("hub-away", "No hub answers there"),
        ("hub-unknown", "may be used up"),
        ("hub-strange", "not a hub of Tresen"),
        ("hub-plain", "use the https address"),
        ("hub-address", "write it like https://hub.example.com"),
        ("keyring-missing", "no keyring"),
        ("other", "The disk is full"),
    ],
)
def test_a_team_that_cannot_be_joined_is_told_why(
    presenter: FirstStartPresenter, connecting: PretendConnecting, code: str, words: str
) -> None:
    presenter.offer_code("https://hub.example.com", "K7PM-3XQ9-TR4W")
    assert presenter.state.busy == "The hub is being asked …"
    hear(presenter, connecting, Trouble(1, code, "The disk is full."))
    assert words in presenter.state.problem
    assert presenter.state.page is Page.HUB


def test_nothing_typed_is_in_a_state_or_a_name(presenter: FirstStartPresenter, connecting: PretendConnecting) -> None:
    states = []
    presenter.changed.connect(lambda: states.append(repr(presenter.state)))
    presenter.offer_key("Nordlicht", "rk_live_topsecret")
    hear(presenter, connecting, Settled(1))
    presenter.offer_whatsapp(KEYS)
    hear(presenter, connecting, Settled(2))
    secrets = ("topsecret", KEYS.token, KEYS.app_secret, KEYS.verify_token)
    assert not any(secret in text for secret in secrets for text in [*states, repr(KEYS)])
