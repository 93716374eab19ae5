"""The calls as they go over the wire, and the structs that come back."""

from __future__ import annotations

import threading

import httpx
import pytest

from inbox.domain import request_sums
from inbox.domain.actions import Line, RefundPayment, RequestPayment, Shipping
from inbox.domain.ids import ActionId, ConversationId, SourceId
from inbox.domain.legal import STRIPE_TAX, Legal
from inbox.domain.payments import Checkout
from inbox.platforms.stripe import bodies, errors, forms, sdk
from inbox.platforms.stripe.client import StripeClient, with_sessions
from inbox.sandbox.stripe.prices import create_price, create_product, update_product
from inbox.system.secrets import Secret
from inbox.system.settings import StripeSettings
from tests.hub.actions.clocks import HandClock
from tests.hub.actions.stripe_world import StripeWorld

CHAT = ConversationId("c_" + "ab" * 12)
ACTION = ActionId("0c9f3c6e-8a57-4b0e-9f0f-3b8f1a9a7f01")


@pytest.fixture
def stripe() -> StripeWorld:
    return StripeWorld(HandClock())


def test_headers_of_every_call(stripe: StripeWorld) -> None:
    stripe.client.account()
    (sent,) = stripe.wire.sent
    assert sent.headers["authorization"] == f"Bearer {stripe.account.restricted_key}"
    assert sent.headers["stripe-version"] == stripe.client.stripe_version == "2026-10-28.endive"
    assert sent.headers["user-agent"].startswith("Stripe/v1 PythonBindings/16.1.0 Tresen/")
    assert "x-stripe-client-telemetry" not in sent.headers
    assert "telemetry_id" not in sent.headers["x-stripe-client-user-agent"]


def test_a_switch_of_the_sdk_in_the_environment_prints_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sdk._util, "STRIPE_LOG", "debug")
    StripeWorld(HandClock()).client.account()
    assert capsys.readouterr() == ("", "")


def test_what_stripe_wants_the_operator_to_know_is_logged(expect_logs) -> None:
    expect_logs("Stripe says: this API version ends soon")

    def answer(request: httpx.Request) -> httpx.Response:
        said = {"Stripe-Notice": "this API version ends soon"}
        return httpx.Response(200, json={"id": "acct_1", "object": "account"}, headers=said)

    connection = sdk.Connection("rk_test_1", "http://127.0.0.1:1", httpx.MockTransport(answer))
    assert connection.get("/v1/account", {}).value["id"] == "acct_1"
    connection.close()



def test_reading_a_payment_by_either_name(stripe: StripeWorld) -> None:
    paid = stripe.payment(4990, description="Kaffee", email="eva@example.com", metadata={"order_id": "A-1001"})
    by_intent = stripe.client.payment(SourceId(paid["payment"]))
    by_charge = stripe.client.payment(SourceId(paid["charge"]))
    for answer in (by_intent, by_charge):
        found = answer.value
        assert (found.id, found.charge) == (paid["payment"], paid["charge"])
        assert (found.amount, found.amount_refunded, found.currency) == (4990, 0, "eur")
        assert (found.status, found.disputed, found.method, found.method_label) == (
            "succeeded",
            False,
            "card",
            "Visa 4242",
        )
        assert (found.email, found.order_number, found.livemode) == ("eva@example.com", "A-1001", False)
        assert answer.date == 1_795_338_000
        assert answer.request_id.startswith("req_")


def test_every_page_of_refunds_is_read(stripe: StripeWorld) -> None:
    paid = stripe.payment(100_000)
    made = {stripe.account.dashboard_refund(paid["charge"], 1)["id"] for _ in range(130)}
    assert {refund.id for refund in stripe.client.refunds_of(SourceId(paid["charge"])).value} == made
    assert len(stripe.wire.sent) == 2
    assert stripe.client.reads == 2


def test_a_list_without_end_is_not_followed_for_ever() -> None:
    def endless(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"data": [{"id": "re_1"}], "has_more": True})

    client = StripeClient(
        StripeSettings(key=Secret("rk_test_1"), url="http://127.0.0.1:1"), httpx.MockTransport(endless)
    )
    with pytest.raises(errors.Lost):
        client.refunds_of(SourceId("ch_1"))


def test_disputes(stripe: StripeWorld) -> None:
    paid = stripe.payment()
    stripe.account.dispute(paid["charge"], inquiry=True)
    (found,) = stripe.client.disputes_of(SourceId(paid["charge"])).value
    assert found.status == "warning_needs_response"
    assert found.refundable is True
    assert stripe.client.payment(SourceId(paid["charge"])).value.disputed is True


def test_an_id_from_outside_cannot_lead_to_another_call(stripe: StripeWorld) -> None:
    with pytest.raises(errors.StripeTrouble):
        stripe.client.checkout(SourceId("../refunds?x="))
    assert all(b"%2F" in sent.url.raw_path for sent in stripe.wire.sent)


def test_a_customer_and_the_payments(stripe: StripeWorld) -> None:
    made = stripe.account.create_customer(email="eva@example.com", phone="+4915112345678", metadata={"wa_id": "49151"})
    stripe.account.create_charge_for_seed(made["id"], 1200)
    customer = stripe.client.customer(SourceId(made["id"])).value
    assert (customer.email, customer.phone, customer.wa_id) == ("eva@example.com", "+4915112345678", "49151")
    (paid,) = stripe.client.payments_of(SourceId(made["id"])).value
    assert (paid.amount, paid.customer, paid.charge is not None) == (1200, made["id"], True)


@pytest.mark.parametrize("prefix", ["pi_", "ch_", "re_", "cus_", "cs_", "plink_", "du_"])
def test_any_object_can_be_looked_up(stripe: StripeWorld, prefix: str) -> None:
    paid = stripe.payment()
    refund = stripe.account.dashboard_refund(paid["charge"], 100)["id"]
    customer = stripe.account.create_customer(name="Eva")["id"]
    stripe.account.dispute(stripe.payment()["charge"])
    dispute = next(iter(stripe.account.books()["disputes"]))
    wish = RequestPayment(id=ACTION, conversation=CHAT, currency="eur", amount=500)
    version = stripe.client.stripe_version
    link = stripe.client.create_link(bodies.link(wish, bodies.Page(), ()), "k1", version).value.id
    session = stripe.client.create_session(bodies.session(wish, bodies.Page(), 0), "k2", version).value.id
    names = {"pi_": paid["payment"], "ch_": paid["charge"], "re_": refund, "cus_": customer, "cs_": session}
    name = SourceId({**names, "plink_": link, "du_": dispute}[prefix])
    answer = stripe.client.look_up(name)
    assert answer.value is not None
    assert answer.value.id == (paid["payment"] if prefix == "ch_" else name)


def test_a_kind_nobody_keeps_is_not_asked_for(stripe: StripeWorld) -> None:
    assert stripe.client.look_up(SourceId("po_123")).value is None
    assert stripe.wire.sent == []


def test_the_bytes_of_a_refund(stripe: StripeWorld) -> None:
    wish = RefundPayment(
        id=ACTION, payment=SourceId("pi_1"), amount=2490, currency="eur", conversation=CHAT, reason="wrong_item"
    )
    assert bodies.refund(wish, SourceId("ch_1")) == (
        b"charge=ch_1&amount=2490&reason=requested_by_customer&metadata[action_id]=" + ACTION.encode()
        + b"&metadata[conversation]=" + CHAT.encode() + b"&metadata[reason]=wrong_item"
    )  # fmt: skip


@pytest.mark.parametrize("reason", ["damaged", "Größe & Farbe = falsch?", "100 % Leinen [neu]", "a+b  c\n\tü€😀"])
def test_stored_bytes_go_out_as_they_are(stripe: StripeWorld, reason: str) -> None:
    paid = stripe.payment()
    wish = RefundPayment(
        id=ACTION, payment=SourceId("pi_1"), amount=100, currency="eur", conversation=None, reason=reason
    )
    body = bodies.refund(wish, SourceId(paid["charge"]))
    first = stripe.client.create_refund(body, ACTION, stripe.client.stripe_version)
    again = stripe.client.create_refund(body, ACTION, stripe.client.stripe_version)
    assert first.value == again.value
    assert first.value.action == ACTION
    assert [sent.content for sent in stripe.wire.sent] == [body, body]
    assert stripe.wire.sent[0].headers["content-type"] == "application/x-www-form-urlencoded"
    assert first.value.reason == reason
    assert stripe.refunded(paid["charge"]) == 100


def test_forms_can_be_read_back() -> None:
    params: dict[str, forms.Value] = {
        "a": "x y&=[]", "b": {"c": 1, "d": {"e": True}}, "f": ["g", {"h": "ß"}], "i": None, "j": "", "k": ()
    }  # fmt: skip
    body = forms.encode(params)
    assert body == b"a=x+y%26%3D[]&b[c]=1&b[d][e]=true&f[0]=g&f[1][h]=%C3%9F&j="
    assert forms.encode(forms.flat(body)) == body
    assert forms.flat(b"") == {}


def test_a_session_and_a_link_say_what_the_shop_wants(stripe: StripeWorld) -> None:
    lines = (Line(name="Espresso", unit_amount=1290, quantity=2, sku="E-1"),)
    ways = (Shipping(label="Paket", amount=490),)
    wish = RequestPayment(id=ACTION, conversation=CHAT, currency="eur", lines=lines, shipping=ways, expires_in=3600)
    version = stripe.client.stripe_version
    made = stripe.client.create_session(bodies.session(wish, bodies.Page(), 1_795_338_000), "k", version).value
    assert (made.status, made.amount, made.conversation, made.action) == ("open", 3070, CHAT, ACTION)
    assert made.expires_at == "2026-11-22T10:00:00.000Z"
    sent = forms.flat(stripe.wire.sent[-1].content)
    assert sent["shipping_address_collection[allowed_countries][0]"] == "DE"
    assert sent["shipping_options[0][shipping_rate_data][fixed_amount][amount]"] == "490"
    assert sent["payment_intent_data[metadata][conversation]"] == CHAT
    rate = stripe.client.create_shipping_rate(bodies.shipping_rate(ways[0], "eur", bodies.metadata(wish)), "r", version)
    link = stripe.client.create_link(bodies.link(wish, bodies.Page(), (rate.value,)), "l", version).value
    assert (link.kind, link.status, link.conversation) == ("link", "open", CHAT)
    sent = forms.flat(stripe.wire.sent[-1].content)
    assert sent["restrictions[completed_sessions][limit]"] == "1"
    assert sent["shipping_options[0][shipping_rate]"] == rate.value


@pytest.mark.parametrize(("given", "seconds"), [(1800, 1860), (3600, 3600), (86_400, 86_340)])
def test_an_expiry_keeps_away_from_stripes_bounds(given: int, seconds: int) -> None:
    wish = RequestPayment(id=ACTION, conversation=CHAT, currency="eur", amount=500, expires_in=given)
    assert forms.flat(bodies.session(wish, bodies.Page(), 1000))["expires_at"] == str(1000 + seconds)


def test_a_link_is_as_paid_as_its_pages() -> None:
    link = Checkout(id=SourceId("plink_1"), status="open")
    opened = Checkout(id=SourceId("cs_1"), status="open")
    processing = Checkout(id=SourceId("cs_2"), status="processing", payment=SourceId("pi_2"))
    paid = Checkout(id=SourceId("cs_3"), status="paid", payment=SourceId("pi_3"))
    assert with_sessions(link, (opened,)).status == "open"
    assert with_sessions(link, (opened, processing)).payment == "pi_2"
    assert with_sessions(link, (processing, paid)).payment == "pi_3"


def test_one_client_for_many_threads(stripe: StripeWorld) -> None:
    heard: list[int] = []
    client = StripeClient(
        StripeSettings(key=Secret(stripe.account.restricted_key), url="http://127.0.0.1:1"), stripe.wire, heard.append
    )
    threads = [threading.Thread(target=client.account) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert heard == [1_795_338_000] * 8
    assert client.reads == 8
    client.close()
    assert client.account().value.startswith("acct_")


@pytest.mark.parametrize(("ways", "total"), [((), 2490), ((490,), 2980), ((490, 0), 2490)])
def test_a_request_sums_up_what_is_certain(ways: tuple[int, ...], total: int) -> None:
    lines = (Line(name="Hafen", unit_amount=1245, quantity=2),)
    shipping = tuple(Shipping(label=f"Weg {way}", amount=way) for way in ways)
    asked = RequestPayment(id=ACTION, conversation=CHAT, currency="eur", lines=lines, shipping=shipping)
    assert request_sums.total(asked) == total


def test_a_price_list_tells_products_and_their_content_ids(stripe: StripeWorld) -> None:
    state = stripe.account.state
    made = create_product(
        state,
        "",
        {
            "name": "Becher",
            "metadata": {"sku": "MUG-300"},
            "default_price_data": {"currency": "eur", "unit_amount": 1400},
        },
    )
    for number in range(120):
        create_price(state, "", {"currency": "eur", "unit_amount": 100 + number, "product": made["id"], "active": number > 5})
    reads = stripe.client.reads
    listed = stripe.client.prices().value
    assert (len(listed), stripe.client.reads - reads) == (115, 2)
    (default,) = [price for price in listed if price.is_default]
    assert (default.id, default.amount, default.currency) == (made["default_price"], 1400, "eur")
    assert (default.name, default.skus) == ("Becher", ("MUG-300", made["id"]))
    assert stripe.client.price(default.id).value == default
    with pytest.raises(errors.Missing):
        stripe.client.price(SourceId("price_nobody"))


def test_a_product_that_is_not_on_sale_has_no_price(stripe: StripeWorld) -> None:
    state = stripe.account.state
    price = {"currency": "eur", "unit_amount": 1400}
    made = create_product(state, "", {"name": "Becher", "default_price_data": price})
    update_product(state, made["id"], {"active": False})
    assert stripe.client.prices().value == ()


def test_stripe_works_the_tax_out_where_the_shop_has_set_that_up(stripe: StripeWorld) -> None:
    page = bodies.Page(legal=Legal(STRIPE_TAX, privacy="https://shop.example/privacy"))
    wish = RequestPayment(
        id=ACTION, conversation=CHAT, currency="eur", lines=(Line(name="Hafen", unit_amount=1190),), expires_in=3600
    )
    body = bodies.session(wish, page, stripe.account.state.now())
    version = stripe.client.stripe_version
    with pytest.raises(errors.Refused, match="head office"):
        stripe.client.create_session(body, "k1", version)
    stripe.account.state.has_tax = True
    made = stripe.client.create_session(body, "k2", version).value
    assert (made.amount, made.tax) == (1190, 190)
    link = stripe.client.create_link(bodies.link(wish, page, ()), "k3", version).value
    stripe.account.pay(link.url.rpartition("/")[2])
    assert stripe.client.checkout(link.id).value.status == "paid"
