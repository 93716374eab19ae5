"""What the hub asks Stripe for a payment is nothing but parameters of the SDK's own types (the table is held to them)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain.actions import RequestPayment
from inbox.domain.ids import ActionId, ConversationId, SourceId
from inbox.domain.legal import EXEMPT, STRIPE_TAX, Legal
from inbox.domain.offers import Offer
from inbox.domain.request_lines import Line, Shipping
from inbox.domain.request_sums import total
from inbox.platforms.stripe import bodies
from inbox.platforms.stripe.bodies import Page
from inbox.sandbox.stripe.forms import decode_fields
from inbox.sandbox.stripe.params import check

ID = ActionId("8f9e2f5c-5f0e-4f9b-9a57-0d1b3c1b2a10")
NOW = 1_795_000_000
OFFERS = st.builds(Offer, until=st.just("2026-11-25T23:59:00Z"), percent=st.integers(1, 90))
LINES = st.lists(
    st.builds(
        Line, name=st.text("Ka ffee", min_size=1, max_size=200), unit_amount=st.integers(100, 500_000), quantity=st.integers(1, 9)
    ),
    min_size=1,
    max_size=5,
)
SHIPPING = st.lists(st.builds(Shipping, label=st.just("DHL"), amount=st.integers(0, 990)), max_size=2)


@given(
    LINES,
    SHIPPING,
    st.none() | OFFERS,
    st.sampled_from([None, SourceId("re_1")]),
    st.sampled_from([None, SourceId("cus_1")]),
    st.sampled_from([None, 3600]),
    st.sampled_from(["", "19", EXEMPT, STRIPE_TAX]),
)
def test_every_request_is_made_of_known_parameters_and_asks_for_its_sum(
    lines: list[Line],
    shipping: list[Shipping],
    offer: Offer | None,
    pays_back: SourceId | None,
    customer: SourceId | None,
    expires_in: int | None,
    tax: str,
) -> None:
    page = Page(legal=Legal(tax, terms="https://shop.example/agb"))
    wish = RequestPayment(
        id=ID,
        conversation=ConversationId("c_" + "0" * 24),
        currency="eur",
        lines=tuple(lines),
        shipping=tuple(shipping),
        offer=offer,
        pays_back=pays_back,
        customer=customer,
        expires_in=expires_in,
    )
    session = check("checkout.SessionCreateParams", decode_fields(bodies.session(wish, page, NOW)))
    rates = tuple(SourceId(f"shr_{place}") for place in range(len(shipping)))
    link = check("PaymentLinkCreateParams", decode_fields(bodies.link(wish, page, rates)))
    for each in (session, link):
        assert each.get("automatic_tax", {}).get("enabled", False) is (tax == STRIPE_TAX)
        assert "https://shop.example/agb" in each["custom_text"]["submit"]["message"]
        goods = sum(item["price_data"]["unit_amount"] * item["quantity"] for item in each["line_items"])
        assert goods + (shipping[0].amount if len(shipping) == 1 else 0) == total(wish)
        assert each["metadata"].get("pays_back") == each["payment_intent_data"]["metadata"].get("pays_back") == pays_back
    assert session["after_expiration"]["recovery"]["enabled"] is (offer is None)


@pytest.mark.parametrize("until", ["2026-11-22T20:00:00Z", "2026-11-23T09:25:00Z", "2026-11-22T09:40:00Z"])
def test_the_end_of_a_page_is_one_that_stripe_takes(until: str) -> None:
    wish = RequestPayment(
        id=ID, conversation=ConversationId("c_" + "0" * 24), currency="eur", amount=4990, offer=Offer(until=until, percent=10)
    )
    now = 1_795_339_800  # 2026-11-22T09:30:00Z
    made = check("checkout.SessionCreateParams", decode_fields(bodies.session(wish, Page(), now)))
    assert now + 1800 < made["expires_at"] < now + 86_400


@pytest.mark.parametrize(
    ("customer", "countries", "tax", "kept"),
    [
        ("cus_1", ("DE",), "", {"shipping": "auto"}),
        ("cus_1", (), "", None),
        ("cus_1", (), STRIPE_TAX, {"address": "auto"}),
        ("cus_1", ("DE",), STRIPE_TAX, {"shipping": "auto", "address": "auto"}),
        (None, ("DE",), STRIPE_TAX, None),
    ],
)
def test_a_page_writes_down_at_its_customer_only_what_it_asks_for(
    customer: str | None, countries: tuple[str, ...], tax: str, kept: dict[str, str] | None
) -> None:
    wish = RequestPayment(
        id=ID,
        conversation=ConversationId("c_" + "0" * 24),
        currency="eur",
        amount=4990,
        countries=countries,
        customer=None if customer is None else SourceId(customer),
    )
    made = check("checkout.SessionCreateParams", decode_fields(bodies.session(wish, Page(legal=Legal(tax)), NOW)))
    assert made.get("customer_update") == kept
