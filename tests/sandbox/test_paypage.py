"""The page a payment link opens."""

from __future__ import annotations

import re

import httpx

from tests.sandbox.kit import Kit

SHIPPING = {
    "shipping_address_collection[allowed_countries][0]": "DE",
    "shipping_options[0][shipping_rate_data][display_name]": "DHL",
    "shipping_options[0][shipping_rate_data][type]": "fixed_amount",
    "shipping_options[0][shipping_rate_data][fixed_amount][amount]": "490",
    "shipping_options[0][shipping_rate_data][fixed_amount][currency]": "eur",
    "shipping_options[1][shipping_rate_data][display_name]": "Abholung",
    "shipping_options[1][shipping_rate_data][type]": "fixed_amount",
    "shipping_options[1][shipping_rate_data][fixed_amount][amount]": "0",
    "shipping_options[1][shipping_rate_data][fixed_amount][currency]": "eur",
}
WHERE = {"name": "Eva Lang", "email": "eva@example.org", "line1": "Weg 1", "postal_code": "10115", "city": "Berlin"}


def visit(kit: Kit, url: str, language: str = "de") -> httpx.Response:
    return kit.http.get(url, headers={"Accept-Language": language})


def test_the_page_shows_lines_sum_and_no_foreign_assets(kit: Kit) -> None:
    page = visit(kit, kit.session()["url"])
    assert page.status_code == 200
    assert "1 × Espresso „Hafen“ &lt;1 kg&gt;" in page.text
    assert "49,80\u00a0€" in page.text
    assert "€49.80" in visit(kit, kit.session()["url"], "en-GB").text
    assert not re.search(r"<script|(src|href)=", page.text)


def test_paying_with_shipping_and_address_reaches_the_books(kit: Kit) -> None:
    session = kit.session(**SHIPPING)
    rates = re.findall(r'value="(shr_[^"]+)"', visit(kit, session["url"]).text)
    assert len(rates) == 2
    answer = kit.http.post(session["url"], data=WHERE | {"country": "DE", "shipping": rates[0], "method": "card_4242"})
    assert answer.status_code == 200
    assert "Danke!" in answer.text
    paid = kit.stripe("GET", f"checkout/sessions/{session['id']}")
    assert (paid["amount_total"], paid["payment_status"]) == (5470, "paid")
    assert paid["collected_information"]["shipping_details"]["address"]["city"] == "Berlin"
    assert "erledigt" in visit(kit, session["url"]).text


def test_declining_says_why_and_leaves_the_page_open(kit: Kit) -> None:
    session = kit.session()
    answer = kit.http.post(session["url"], data={"button": "decline", "name": "Eva"})
    assert answer.status_code == 402
    assert 'role="alert">Your card was declined' in answer.text
    assert kit.books()["links"][session["id"]]["state"] == "open"


def test_a_missing_address_is_asked_for(kit: Kit) -> None:
    answer = kit.http.post(kit.session(**SHIPPING)["url"], data={"name": "Eva"})
    assert answer.status_code == 402
    assert "delivery address" in answer.text


def test_a_page_that_is_not_there_or_over_says_so(kit: Kit) -> None:
    assert visit(kit, "/pay/cs_nothing").status_code == 404
    session = kit.session()
    kit.control("POST", "clock", {"shift_seconds": 90_000})
    assert "abgelaufen" in visit(kit, session["url"]).text
    assert kit.http.post(session["url"], data=WHERE).status_code == 402


def test_a_payment_link_opens_a_session_and_closes_when_its_limit_is_reached(kit: Kit) -> None:
    price = kit.stripe("GET", "prices", limit="1")["data"][0]["id"]
    fields = {
        "line_items[0][price]": price,
        "line_items[0][quantity]": "1",
        "restrictions[completed_sessions][limit]": "1",
    }
    link = kit.stripe("POST", "payment_links", 200, **fields)
    assert kit.http.post(link["url"], data=WHERE).status_code == 200
    assert kit.books()["links"][link["id"]]["state"] == "paid"
    assert visit(kit, link["url"]).status_code == 400
