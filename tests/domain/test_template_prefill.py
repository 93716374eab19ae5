"""What a template is filled with by itself: certain things only, in both languages, named or numbered."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain.template_prefill import Facts, prefill
from inbox.domain.templates import Template, TemplateButton, missing
from inbox.platforms.whatsapp.listings import template as read_template
from inbox.sandbox.whatsapp.starter_templates import starter_templates
from inbox.sandbox.world import SeededIds

FACTS = Facts(
    first_name="Lena",
    name="Lena Brandt",
    amount="24,90 €",
    refunded="10,00 €",
    order_number="10231",
    day="28.11.",
    shop="Rösterei Nordlicht",
    agent="Jana",
    link="https://pay.example/cs_1",
)


def body(text: str, *, named: bool = False) -> Template:
    return Template(name="x", language="de", status="APPROVED", category="UTILITY", named=named, body=text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Hallo {{1}}, wir haben {{2}} erstattet.", {"1": "Lena", "2": "10,00 €"}),
        ("Hello {{1}}, we have refunded {{2}} to you.", {"1": "Lena", "2": "10,00 €"}),
        ("Danke, {{1}}! Deine Zahlung über {{2}} ist da.", {"1": "Lena", "2": "24,90 €"}),
        ("Hallo {{1}}, deine Bestellung {{2}} ist unterwegs. Sendungsnummer: {{3}}.", {"1": "Lena", "2": "10231"}),
        ("Hallo {{1}}, dein Abo pausiert bis zum {{2}}.", {"1": "Lena"}),
        ("Hallo {{vorname}}, es geht um {{betrag}}.", {"vorname": "Lena", "betrag": "24,90 €"}),
        ("Dear {{customer}}, order {{order_id}}, {{something}}", {"customer": "Lena", "order_id": "10231"}),
    ],
)
def test_certain_gaps_are_filled_and_the_others_asked_for(text: str, values: dict[str, str]) -> None:
    assert prefill(body(text, named="vorname" in text or "customer" in text), FACTS).body == values


def test_an_unknown_fact_leaves_its_gap_open() -> None:
    template = body("Hallo {{1}}, wir haben {{2}} erstattet.")
    assert missing(template, prefill(template, Facts(first_name="Lena", amount="24,90 €"))) == ("2",)


def test_a_link_button_leads_to_the_open_payment_page_and_nowhere_else() -> None:
    def with_url(url: str) -> Template:
        return Template(name="x", language="de", body="Hallo", buttons=(TemplateButton("URL", "Zahlen", url),))

    assert prefill(with_url("https://pay.example/{{1}}"), FACTS).buttons == {"0": "cs_1"}
    assert prefill(with_url("https://other.example/{{1}}"), FACTS).buttons == {}
    assert prefill(with_url("https://pay.example/fest"), FACTS).buttons == {}


def test_most_of_a_shops_templates_need_no_typing() -> None:
    found = [read_template(one.listed()) for one in starter_templates(SeededIds(1), "https://pay.example")]
    facts = msgspec.structs.replace(FACTS, link="https://pay.example/pay/cs_1")
    ready = [one for one in found if one is not None and not missing(one, prefill(one, facts))]
    assert {"payment_open", "refund_started", "order_number"} <= {one.name for one in ready}


@given(st.text(max_size=120))
def test_no_text_makes_it_fail(text: str) -> None:
    prefill(body(text), FACTS)
