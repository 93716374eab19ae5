"""Where money is asked for, as texts and Stripe name it: the same address is the same in every notation."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain import pay_addresses
from inbox.domain.messages import Message

LINK = "https://buy.stripe.com/test_28o5lK0ab1cdEF2"
PAGE = "cs_test_a1B2c3D4e5F6g7H8"


@pytest.mark.parametrize(
    "written",
    [
        LINK,
        f"{LINK}?prefilled_email=eva%40example.com",
        f"{LINK}#top",
        f"{LINK}/",
        LINK.replace("https://", ""),
        LINK.replace("buy.stripe.com", "Buy.Stripe.com"),
    ],
)
def test_a_link_is_the_same_with_and_without_what_is_filled_in(written: str) -> None:
    assert pay_addresses.key_of(written) == pay_addresses.key_of(LINK)
    assert pay_addresses.named_in(f"Hier bezahlen: {written} danke!") == (pay_addresses.key_of(LINK),)


@pytest.mark.parametrize("around", ["({})", "*{}*", "{}.", "„{}“", "<{}>", "Ja: {}, gern!", "{}…"])
def test_signs_around_an_address_belong_to_the_sentence(around: str) -> None:
    assert pay_addresses.named_in(around.format(LINK)) == (pay_addresses.key_of(LINK),)


@pytest.mark.parametrize(
    "address",
    [
        f"https://checkout.stripe.com/c/pay/{PAGE}#fidkdWxOYHwnPyd1blpxYHZxWjA0",
        f"https://zahlen.nordlicht.example/c/pay/{PAGE}",
        f"http://127.0.0.1:8123/pay/{PAGE}?x=1",
    ],
)
def test_a_page_is_known_by_its_id_under_every_domain(address: str) -> None:
    assert pay_addresses.named_in(f"Bitte hier: {address}") == (PAGE,)


def test_a_hosted_invoice_and_a_domain_of_ones_own_are_addresses_too() -> None:
    invoice = "https://invoice.stripe.com/i/acct_1/test_YWNjdF8xMDMyRDgy0200?s=ap"
    own = "https://pay.nordlicht.example/b/test_28o5lK0ab1cd"
    assert pay_addresses.named_in(f"{invoice} und {own}") == (
        "invoice.stripe.com/i/acct_1/test_YWNjdF8xMDMyRDgy0200",
        "pay.nordlicht.example/b/test_28o5lK0ab1cd",
    )


@pytest.mark.parametrize("text", [None, "", "38,00 €", "siehe https://nordlicht.example", "a/b", "https://nordlicht.example/agb.html"])
def test_what_is_no_address_of_a_payment_is_none(text: str | None) -> None:
    assert pay_addresses.named_in(text) == ()


@given(st.text(max_size=300))
def test_any_text_is_read_without_trouble(text: str) -> None:
    for key in pay_addresses.named_in(text):
        assert pay_addresses.key_of(f"https://{key}") == key or key.startswith("cs_")


@pytest.mark.parametrize("word", ["a" * 60_000, "a.a" * 20_000, ("a" * 60 + ".") * 1000, "a-" * 30_000])
def test_one_endless_word_is_read_as_quickly_as_any_text(word: str) -> None:
    before = time.process_time()
    assert pay_addresses.named_in(f"{word}/ {LINK} {word} /") == (pay_addresses.key_of(LINK),)
    assert time.process_time() - before < 5


def said(direction: str, kind: str = "text", text: str | None = LINK, **more) -> Message:
    return Message(id="wamid.1", kind=kind, at="2026-11-26T10:00:00Z", direction=direction, text=text, **more)


def test_only_what_the_shop_writes_gives_somebody_an_address() -> None:
    assert pay_addresses.sent_in(said("out")) == (pay_addresses.key_of(LINK),)
    assert pay_addresses.sent_in(said("out", "cta_url", "Hier bezahlen", extra={"url": LINK})) == (pay_addresses.key_of(LINK),)
    assert pay_addresses.sent_in(said("in")) == ()
    assert pay_addresses.sent_in(said("out", extra={"group_id": "g_1"})) == ()
    assert not pay_addresses.tells(said("in", "edit", target="wamid.0"))
    assert pay_addresses.tells(said("out", "revoke", None, target="wamid.0"))
    assert not pay_addresses.tells(said("out", text="Moin!"))
