"""Where the address of a payment goes in a template, and which templates have a place for it."""

from __future__ import annotations

import msgspec
import pytest

from inbox.domain.template_choice import TemplateChoice, link_place, sample_link, takes_link, with_link
from inbox.domain.templates import Template, TemplateButton

LINK, PAGE = "https://buy.stripe.com/", "https://checkout.stripe.com/c/pay/"
CHOICE = TemplateChoice(template="payment_link", language="de", body={"name": "Lena"})


def template(*urls: str, body: str = "Hallo {{name}}, bitte.", name: str = "payment_link") -> Template:
    buttons = tuple(TemplateButton("URL", "Zahlen", url) for url in urls)
    return Template(name=name, language="de", body=body, named=True, buttons=buttons)


@pytest.mark.parametrize(
    ("one", "link", "page"),
    [
        (template(LINK + "{{1}}"), True, False),
        (template(PAGE + "{{1}}"), False, True),
        (template("https://dashboard.stripe.com/{{1}}"), False, False),
        (template("http://127.0.0.1:8612/pay/{{1}}"), True, True),
        (template("https://pay.shop.example/{{1}}"), True, True),
        (template("https://dhl.example/{{1}}", name="order_shipped"), False, False),
        (template("https://shop.example/faq"), False, False),
        (template("https://shop.example/faq", body="Hier: {{zahlungslink}} Danke."), True, True),
        (template(LINK + "{{1}}", "https://dhl.example/{{1}}"), False, False),
        (template(), False, False),
    ],
)
def test_a_template_takes_the_links_of_its_host(one: Template, link: bool, page: bool) -> None:
    assert (takes_link(one), takes_link(one, is_page=True)) == (link, page)


def test_the_address_goes_into_the_open_button_or_the_gap_called_so() -> None:
    filled = with_link(CHOICE, template("https://shop.example/faq", LINK + "{{1}}"), LINK + "abc")
    assert filled is not None
    assert filled.buttons == {"1": "abc"}
    filled = with_link(CHOICE, template(body="Hallo {{name}}: {{link}} Danke."), LINK + "abc")
    assert filled is not None
    assert filled.body == {"name": "Lena", "link": LINK + "abc"}


@pytest.mark.parametrize("url", [PAGE + "cs_1", LINK, "https://buy.stripe.com.evil.example/x", ""])
def test_an_address_of_another_host_does_not_fit(url: str) -> None:
    assert with_link(CHOICE, template(LINK + "{{1}}"), url) is None


def test_a_coupon_button_leaves_no_place() -> None:
    one = template(LINK + "{{1}}")
    one = msgspec.structs.replace(one, buttons=(*one.buttons, TemplateButton("COPY_CODE")))
    assert link_place(one) is None


@pytest.mark.parametrize("one", [template(LINK + "{{1}}"), template(PAGE + "{{1}}"), template(body="{{url}} x")])
def test_the_sample_fits(one: Template) -> None:
    assert with_link(CHOICE, one, sample_link(one)) is not None
