"""Payment requests: the right kind of link, made once, written into the chat once, and closed only if nobody paid."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl

import msgspec
import pytest

from inbox.domain import times
from inbox.domain.payments import Checkout
from inbox.domain.template_drafts import read
from inbox.hub.template_mirror import tell
from inbox.store.state import templates
from tests.hub.actions.hub_world import ANNA, Hub, wish

DRAFTS = read((Path(__file__).resolve().parents[3] / "resources" / "templates" / "starter.json").read_bytes())

ADDRESS = {"name": "Eva Lang", "line1": "Weg 1", "city": "Berlin", "postal_code": "10115", "country": "DE"}


def request(chat: str, **more) -> dict:
    return wish("request_payment", conversation=chat) | {
        "currency": "eur", "amount": 4990, "purpose": "Kaffeemühle", **more
    }  # fmt: skip


def link_of(hub: Hub) -> dict:
    (link,) = hub.stripe.account.books()["links"].values()
    return link


def token(url: str) -> str:
    return url.rpartition("/")[2]


def test_a_link_that_can_be_paid_once_goes_into_the_chat(hub: Hub) -> None:
    chat = hub.customer_writes()
    done = hub.do(ANNA, request(chat, text="Gern, hier ist der Link."))
    link = link_of(hub)
    assert (link["kind"], link["state"], link["amount"]) == ("payment_link", "open", 4990)
    assert link["metadata"] == {"conversation": chat, "action_id": done.id}
    assert (done.state, done.result["url"]) == ("succeeded", link["url"])
    (sent,) = hub.meta.taken
    button = sent["interactive"]["action"]["parameters"]
    assert button == {"display_text": "Jetzt zahlen", "url": link["url"]}
    body = sent["interactive"]["body"]["text"]
    assert body == "Gern, hier ist der Link.\n\nRösterei Nordlicht · Kaffeemühle · 49,90\u00a0€"
    assert sent["biz_opaque_callback_data"] == done.id
    checkout = hub.bodies("checkout.changed")[-1]["object"]
    assert (checkout["status"], checkout["amount"], checkout["conversation"]) == ("open", 4990, chat)
    message = hub.bodies("message.sent")[0]["message"]
    assert (message["kind"], message["extra"]["url"]) == ("cta_url", link["url"])
    posts = hub.stripe.wire.posts("/v1/payment_links")
    assert [post.headers["idempotency-key"] for post in posts] == [f"{done.id}.link"]


def test_a_paid_link_flips_and_proves_whose_payment_it_is(hub: Hub) -> None:
    chat = hub.customer_writes()
    done = hub.do(ANNA, request(chat))
    hub.stripe.account.pay(token(done.result["url"]))
    hub.deliver()
    known = hub.mirrored(Checkout, done.result["request"])
    assert (known.status, known.amount) == ("paid", 4990)
    assert {event.conversation for event in hub.events("payment.changed")} == {chat}
    assert hub.bodies("payment.changed")[-1]["object"]["conversation"] == chat


def test_lines_with_shipping_ask_for_the_address(hub: Hub) -> None:
    chat = hub.customer_writes()
    lines = [
        {"name": "Espresso", "unit_amount": 1290, "quantity": 2, "sku": "E-1"},
        {"name": "Filter", "unit_amount": 450},
    ]
    ways = [{"label": "Paket", "amount": 490}, {"label": "Abholung", "amount": 0}]
    done = hub.do(ANNA, request(chat, amount=None, purpose=None, lines=lines, shipping=ways))
    assert done.state == "succeeded"
    assert done.amount == 3030
    keys = [post.headers["idempotency-key"] for post in hub.stripe.wire.posts("/v1/shipping_rates")]
    assert keys == [f"{done.id}.rate0", f"{done.id}.rate1"]
    assert "Espresso, Filter · 30,30" in hub.meta.taken[0]["interactive"]["body"]["text"]
    hub.stripe.account.pay(token(done.result["url"]), address=ADDRESS)
    hub.deliver()
    assert hub.mirrored(Checkout, done.result["request"]).shipping["line1"] == "Weg 1"
    assert hub.bodies("payment.changed")[-1]["object"]["amount"] == 3520


@pytest.mark.parametrize("more", [{}, {"expires_in": 3600}])
def test_chat_stripe_and_everything_known_name_one_sum_with_its_shipping(hub: Hub, more: dict) -> None:
    chat = hub.customer_writes()
    lines = [{"name": "Espresso", "unit_amount": 1290, "quantity": 2}]
    way = [{"label": "Paket", "amount": 490}]
    done = hub.do(ANNA, request(chat, amount=None, purpose=None, lines=lines, shipping=way, **more))
    assert (done.amount, done.result["amount"]) == (3070, 3070)
    assert "30,70" in hub.meta.taken[0]["interactive"]["body"]["text"]
    assert hub.mirrored(Checkout, done.result["request"]).amount == 3070
    asked_again = hub.do(ANNA, request(chat))
    assert asked_again.problem.facts["amount"] == 3070
    hub.stripe.account.pay(token(done.result["url"]), address=ADDRESS)
    hub.deliver()
    assert hub.bodies("payment.changed")[-1]["object"]["amount"] == 3070
    assert hub.mirrored(Checkout, done.result["request"]).amount == 3070


@pytest.mark.parametrize("by", ["customer", "expiry"])
def test_a_session_for_a_known_customer_or_a_short_life(hub: Hub, by: str) -> None:
    chat = hub.customer_writes()
    customer = hub.stripe.account.create_customer(name="Eva")["id"]
    more = {"customer": customer} if by == "customer" else {"expires_in": 1800}
    done = hub.do(ANNA, request(chat, shipping=[{"label": "Paket", "amount": 490}], countries=["DE"], **more))
    assert done.state == "succeeded", done.problem
    assert done.result["request"].startswith("cs_test_")
    assert done.result["expires_at"] is not None
    assert [post.headers["idempotency-key"] for post in hub.stripe.wire.posts("/v1/checkout/sessions")] == [
        f"{done.id}.session"
    ]
    hub.stripe.account.pay(token(done.result["url"]), address=ADDRESS)
    hub.deliver()
    assert hub.bodies("checkout.changed")[-1]["object"]["status"] == "paid"


def test_a_wrong_local_clock_makes_no_wrong_expiry(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.stripe.offset = 3 * 86_400
    assert hub.do(ANNA, request(chat, expires_in=3600)).state == "succeeded"


def test_a_link_to_be_copied_is_not_sent(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.clock.pass_time(48 * 3600)
    done = hub.do(ANNA, request(chat, deliver=False))
    assert done.state == "succeeded"
    assert done.result["url"]
    assert hub.meta.calls == []


@pytest.mark.parametrize("kind", ["lose_answer_after", "lose_answer_before"])
@pytest.mark.parametrize("webhook", [True, False])
def test_a_lost_answer_makes_no_second_link(hub: Hub, kind: str, webhook: bool) -> None:
    chat = hub.customer_writes()
    hub.stripe.fault(kind, "stripe.payment_links", times=2, method="POST")
    if webhook:
        hub.stripe.wire.after = lambda call: hub.deliver()
    done = hub.do(ANNA, request(chat))
    assert done.state == "succeeded"
    assert link_of(hub)["url"] == done.result["url"]
    assert len(hub.meta.taken) == 1


def test_no_answer_at_all_sends_nothing(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.stripe.fault("lose_answer_before", "stripe.payment_links", times=1000, method="POST")
    done = hub.do(ANNA, request(chat))
    assert (done.state, done.problem.code) == ("failed", "request-not-made")
    assert hub.meta.calls == []


def test_stripes_no_is_passed_on(hub: Hub) -> None:
    chat = hub.customer_writes()
    lines = [{"name": "Espresso", "unit_amount": 1290, "price": "price_nobody"}]
    done = hub.do(ANNA, request(chat, amount=None, purpose=None, lines=lines))
    assert done.state == "failed"
    assert "No such price" in done.problem.detail


@pytest.mark.allow_logs("was lost")
def test_the_link_stays_when_whatsapp_loses_the_answer(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.meta.plans.append("lose after")
    done = hub.do(ANNA, request(chat))
    assert (done.state, done.problem.code) == ("unknown", "may-have-been-sent")
    assert done.result["url"] == link_of(hub)["url"]
    hub.status(0)
    settled = hub.record(done.id)
    assert (settled.state, settled.result["url"]) == ("succeeded", done.result["url"])


def test_a_passing_error_of_whatsapp_makes_no_second_link(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.meta.plans.extend([131016, 130429])
    done = hub.do(ANNA, request(chat))
    assert done.state == "succeeded"
    assert len(hub.meta.taken) == 1
    assert len(hub.stripe.wire.posts("/v1/payment_links")) == 1


def test_a_window_that_closes_meanwhile_leaves_the_link_to_be_copied(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.clock.pass_time(24 * 3600 - 60)
    hub.stripe.fault("status", "stripe.payment_links", status=429, times=3, method="POST")
    hub.post(ANNA, asked := request(chat))
    hub.turn()
    hub.clock.pass_time(120)
    hub.rest()
    done = hub.record(asked["id"])
    assert (done.state, done.problem.code) == ("failed", "window-closed")
    assert done.result["url"]


def test_an_open_one_asks_first(hub: Hub) -> None:
    chat = hub.customer_writes()
    first = hub.do(ANNA, request(chat))
    second = hub.do(ANNA, request(chat))
    assert (second.state, second.problem.codes) == ("refused", ("open-request",))
    assert second.problem.facts["request"] == first.result["request"]
    assert hub.do(ANNA, request(chat, confirmed=["open-request"])).state == "succeeded"


def test_a_new_one_closes_the_one_it_replaces_first(hub: Hub) -> None:
    chat = hub.customer_writes()
    first = hub.do(ANNA, request(chat))
    second = hub.do(ANNA, request(chat, amount=3000, replaces=first.result["request"]))
    assert second.state == "succeeded", second.problem
    links = hub.stripe.account.books()["links"]
    assert {links[each.result["request"]]["state"] for each in (first, second)} == {"inactive", "open"}
    assert hub.mirrored(Checkout, first.result["request"]).status == "cancelled"
    assert len(hub.meta.taken) == 2


def test_no_second_link_is_made_for_one_that_was_paid_in_that_moment(hub: Hub) -> None:
    chat = hub.customer_writes()
    first = hub.do(ANNA, request(chat))
    page = hub.stripe.account.open_session(token(first.result["url"]))["id"]

    def pay_between(call) -> None:
        if call.method == "POST":
            hub.stripe.wire.cut = lambda request: None
            hub.stripe.account.pay(page)

    hub.stripe.wire.cut = pay_between
    second = hub.do(ANNA, request(chat, replaces=first.result["request"]))
    assert (second.state, second.problem.code) == ("failed", "already-paid")
    assert len(hub.stripe.account.books()["links"]) == 1
    assert len(hub.meta.taken) == 1


def test_a_link_of_somebody_else_is_not_closed(hub: Hub) -> None:
    chat, other = hub.customer_writes(), hub.customer_writes("4917199887766")
    first = hub.do(ANNA, request(other))
    second = hub.do(ANNA, request(chat, replaces=first.result["request"]))
    assert (second.state, second.problem.code) == ("failed", "request-unknown")
    assert link_of(hub)["state"] == "open"


@pytest.mark.parametrize("kind", ["lose_answer_after", "lose_answer_before"])
def test_replacing_survives_lost_answers(hub: Hub, kind: str) -> None:
    chat = hub.customer_writes()
    first = hub.do(ANNA, request(chat))
    hub.stripe.fault(kind, "stripe.payment_links", times=3, method="POST")
    second = hub.do(ANNA, request(chat, replaces=first.result["request"]))
    assert second.state == "succeeded", second.problem
    states = [link["state"] for link in hub.stripe.account.books()["links"].values()]
    assert sorted(states) == ["inactive", "open"]


@pytest.mark.parametrize(("more", "code"), [({"amount": 20}, "amount-too-small"), ({"currency": "isk"}, "amount-step")])
def test_what_stripe_would_not_take_is_said_before(hub: Hub, more: dict, code: str) -> None:
    chat = hub.customer_writes()
    done = hub.do(ANNA, request(chat, **more))
    assert (done.state, done.problem.code) == ("refused", code)
    assert hub.stripe.wire.sent == []


def close(hub: Hub, name: str) -> dict:
    return wish("cancel_payment_request", request=name)


@pytest.mark.parametrize("more", [{}, {"expires_in": 3600}])
def test_a_closed_request_cannot_be_paid(hub: Hub, more: dict) -> None:
    chat = hub.customer_writes()
    made = hub.do(ANNA, request(chat, **more))
    visited = hub.stripe.account.open_session(token(made.result["url"]))["id"]
    done = hub.do(ANNA, close(hub, made.result["request"]))
    assert done.state == "succeeded", done.problem
    assert done.result["status"] in ("cancelled", "expired")
    for page in (token(made.result["url"]), visited):
        with pytest.raises(Exception, match=r"expired|no longer|withdrawn|zurückgezogen"):
            hub.stripe.account.pay(page)
    again = hub.do(ANNA, close(hub, made.result["request"]))
    assert again.state == "succeeded"


@pytest.mark.parametrize("more", [{}, {"expires_in": 3600}])
def test_a_request_paid_in_that_moment_is_not_called_closed(hub: Hub, more: dict) -> None:
    chat = hub.customer_writes()
    made = hub.do(ANNA, request(chat, **more))
    page = hub.stripe.account.open_session(token(made.result["url"]))["id"]

    def pay_between(call) -> None:
        if call.method == "POST" and hub.stripe.refunds() == []:
            hub.stripe.wire.cut = lambda request: None
            hub.stripe.account.pay(page)

    hub.stripe.wire.cut = pay_between
    done = hub.do(ANNA, close(hub, made.result["request"]))
    assert (done.state, done.problem.code) == ("failed", "already-paid")
    assert done.result["payment"].startswith("pi_")


def test_closing_what_was_paid_or_is_unknown(hub: Hub) -> None:
    chat = hub.customer_writes()
    made = hub.do(ANNA, request(chat))
    hub.stripe.account.pay(token(made.result["url"]))
    assert hub.do(ANNA, close(hub, made.result["request"])).problem.code == "already-paid"
    assert hub.do(ANNA, close(hub, "plink_nobody")).problem.code == "request-unknown"


def test_an_expired_page_tells_where_it_goes_on(hub: Hub) -> None:
    chat = hub.customer_writes()
    made = hub.do(ANNA, request(chat, expires_in=3600))
    hub.clock.pass_time(60)
    hub.stripe.account.expire(made.result["request"])
    hub.deliver()
    known = hub.mirrored(Checkout, made.result["request"])
    assert (known.status, known.recovery_url is not None) == ("expired", True)
    hub.stripe.account.pay(token(known.recovery_url))
    hub.deliver()
    assert {event.conversation for event in hub.events("payment.changed")} == {chat}


def test_what_pays_a_refund_back_names_it_to_the_end(hub: Hub) -> None:
    chat = hub.customer_writes()
    done = hub.do(ANNA, request(chat, pays_back="re_1", text="Uns ist ein Fehler passiert.", button="Jetzt zahlen"))
    assert link_of(hub)["metadata"]["pays_back"] == "re_1"
    assert hub.mirrored(Checkout, done.result["request"]).pays_back == "re_1"
    hub.stripe.account.pay(token(done.result["url"]))
    hub.deliver()
    assert hub.bodies("payment.changed")[-1]["object"]["pays_back"] == "re_1"


def test_closing_survives_lost_answers(hub: Hub) -> None:
    chat = hub.customer_writes()
    made = hub.do(ANNA, request(chat))
    hub.stripe.fault("lose_answer_after", "stripe.payment_links", times=2, method="POST")
    assert hub.do(ANNA, close(hub, made.result["request"])).state == "succeeded"
    assert link_of(hub)["state"] == "inactive"


def by_template(hub: Hub, name: str = "payment_link", **more) -> dict:
    """Have a template approved and return the choice of it, filled in as a desk does."""
    draft = next(one for one in DRAFTS if one.id == f"{name}/de")
    known = msgspec.structs.replace(draft.template, **{"status": "APPROVED", **more})
    host = "http://127.0.0.1:1/pay/"
    buttons = tuple(
        msgspec.structs.replace(button, url=host + "{{1}}") if button.url else button for button in known.buttons
    )
    hub.writer.run(lambda tx: tell(tx, [msgspec.structs.replace(known, buttons=buttons)]))
    body = {"name": "Eva Lang", "shop": "Rösterei Nordlicht", "betrag": "49,90 €"}
    return {"template": name, "language": "de", "body": body}


def test_outside_the_window_a_template_carries_the_link(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.clock.pass_time(48 * 3600)
    choice = by_template(hub)
    done = hub.do(ANNA, request(chat, template=choice))
    assert done.state == "succeeded", done.problem
    (sent,) = hub.meta.taken
    assert (sent["type"], sent["template"]["name"]) == ("template", "payment_link")
    body, button = sent["template"]["components"]
    assert [one["text"] for one in body["parameters"]] == ["Eva Lang", "Rösterei Nordlicht", "49,90 €"]
    url = link_of(hub)["url"]
    assert (button["sub_type"], button["parameters"][0]["text"]) == ("url", token(url))
    message = hub.bodies("message.sent")[0]["message"]
    assert message["kind"] == "template"
    assert message["text"].startswith("Guten Tag Eva Lang, hier ist Ihr Zahlungslink von Rösterei Nordlicht über 49,90 €.")
    assert (message["extra"]["url"], message["extra"]["request"]) == (url, done.result["request"])


def test_a_whole_address_goes_into_a_gap_that_is_called_so(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.clock.pass_time(48 * 3600)
    choice = by_template(hub, body="Hallo {{name}}, bitte hier bezahlen: {{link}} Danke.", buttons=())
    done = hub.do(ANNA, request(chat, template={**choice, "body": {"name": "Eva"}}))
    assert done.state == "succeeded", done.problem
    assert hub.bodies("message.sent")[0]["message"]["text"] == f"Hallo Eva, bitte hier bezahlen: {link_of(hub)['url']} Danke."


def test_what_was_seen_goes_out_although_the_customer_has_written_meanwhile(hub: Hub) -> None:
    chat = hub.customer_writes()
    done = hub.do(ANNA, request(chat, template=by_template(hub)))
    assert done.state == "succeeded", done.problem
    assert hub.meta.taken[0]["type"] == "template"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"status": "PAUSED"}, "template-not-approved"),
        ({"category": "MARKETING"}, "no-consent"),
        ({"buttons": ()}, "template-link"),
        ({"body": "Hallo {{name}}, {{termin}} zahlen."}, "template-values"),
    ],
)
def test_a_template_that_cannot_carry_the_link_makes_none(hub: Hub, more: dict, code: str) -> None:
    chat = hub.customer_writes()
    hub.clock.pass_time(48 * 3600)
    done = hub.do(ANNA, request(chat, template=by_template(hub, **more)))
    assert (done.state, done.problem.code) == ("refused", code)
    assert hub.stripe.wire.sent == []


def test_a_link_that_does_not_fit_into_the_button_is_left_to_be_copied(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.clock.pass_time(48 * 3600)
    choice = by_template(hub)
    known = hub.writer.run(lambda tx: templates.find(tx.state, "payment_link", "de"))
    button = msgspec.structs.replace(known.buttons[0], url="https://zahlen.example/{{1}}")
    hub.writer.run(lambda tx: tell(tx, [msgspec.structs.replace(known, buttons=(button,))]))
    done = hub.do(ANNA, request(chat, template=choice))
    assert (done.state, done.problem.code) == ("failed", "template-link")
    assert done.result["url"] == link_of(hub)["url"]
    assert hub.meta.calls == []


def test_a_card_number_in_a_gap_is_refused(hub: Hub) -> None:
    chat = hub.customer_writes()
    choice = by_template(hub)
    choice["body"]["name"] = "4242 4242 4242 4242"
    done = hub.do(ANNA, request(chat, template=choice))
    assert (done.state, done.problem.code) == ("refused", "card-number")


def offer(hub: Hub, hours: float, **more) -> dict:
    return {"until": times.to_text(hub.clock.now() + timedelta(hours=hours)), **(more or {"percent": 10})}


def test_an_offer_of_a_day_is_a_page_that_stripe_ends_for_good(hub: Hub) -> None:
    chat = hub.customer_writes()
    done = hub.do(ANNA, request(chat, offer=offer(hub, 5)))
    assert done.state == "succeeded", done.problem
    assert done.result["request"].startswith("cs_test_")
    assert (done.result["amount"], done.amount) == (4491, 4491)
    (call,) = hub.stripe.wire.posts("/v1/checkout/sessions")
    sent = dict(parse_qsl(call.content.decode()))
    assert sent["after_expiration[recovery][enabled]"] == "false"
    assert sent["line_items[0][price_data][product_data][name]"] == "Kaffeemühle (−10\u00a0%)"
    assert "44,91" in hub.meta.taken[0]["interactive"]["body"]["text"]
    hub.clock.pass_time(5 * 3600)
    hub.stripe.account.advance()
    hub.deliver()
    with pytest.raises(Exception, match="expired"):
        hub.stripe.account.pay(token(done.result["url"]))


def test_an_offer_of_some_days_is_a_link_that_the_hub_closes(hub: Hub) -> None:
    chat = hub.customer_writes()
    done = hub.do(ANNA, request(chat, offer=offer(hub, 72, amount=500)))
    assert done.result["request"].startswith("plink_")
    assert (link_of(hub)["amount"], done.result["amount"]) == (4490, 4490)
    known = hub.mirrored(Checkout, done.result["request"])
    assert known.expires_at is not None
    hub.clock.pass_time(71 * 3600)
    hub.offers.run()
    assert link_of(hub)["state"] == "open"
    hub.clock.pass_time(3600)
    hub.stripe.fault("lose_answer_after", "stripe.payment_links", times=1, method="POST")
    hub.offers.run()
    hub.offers.run()
    assert link_of(hub)["state"] == "inactive"
    assert hub.mirrored(Checkout, done.result["request"]).status == "cancelled"
    reads = len(hub.stripe.wire.sent)
    hub.offers.run()
    assert len(hub.stripe.wire.sent) == reads


def test_an_offer_that_is_paid_before_its_end_stays_paid(hub: Hub) -> None:
    chat = hub.customer_writes()
    done = hub.do(ANNA, request(chat, offer=offer(hub, 72)))
    hub.stripe.account.pay(token(done.result["url"]))
    hub.clock.pass_time(80 * 3600)
    hub.offers.run()
    assert hub.mirrored(Checkout, done.result["request"]).status == "paid"


def test_a_retry_past_the_day_makes_no_second_kind_of_link(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.stripe.fault("lose_answer_after", "stripe.payment_links", times=2, method="POST")
    done = hub.do(ANNA, request(chat, offer=offer(hub, 24.001)))
    assert done.state == "succeeded", done.problem
    assert len(hub.stripe.account.books()["links"]) == 1


def test_outside_the_window_no_offer_goes_out(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.clock.pass_time(30 * 3600)
    done = hub.do(ANNA, request(chat, offer=offer(hub, 72)))
    assert (done.state, done.problem.code) == ("refused", "no-consent")
    assert hub.stripe.wire.sent == []
