"""Templates: the starter set, and what a send must bring."""

from __future__ import annotations

from typing import Any

import pytest

from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.whatsapp.parts import Part
from inbox.sandbox.whatsapp.starter_templates import starter_templates
from inbox.sandbox.whatsapp.templates import Filled, TemplateShelf
from inbox.sandbox.world import SeededIds

BASE = "http://127.0.0.1:9"


@pytest.fixture
def shelf() -> TemplateShelf:
    return TemplateShelf(starter_templates(SeededIds(1), BASE))


def fill(shelf: TemplateShelf, name: str, language: str, *components: dict[str, Any]) -> Filled:
    content = {"name": name, "language": {"code": language}, "components": list(components)}
    return shelf.fill(Part(content, "template"), lambda media, kind: None)


def code(shelf: TemplateShelf, name: str, language: str, *components: dict[str, Any]) -> int:
    with pytest.raises(GraphError) as caught:
        fill(shelf, name, language, *components)
    return caught.value.code


def body(*values: str, **named: str) -> dict[str, Any]:
    positional = [{"type": "text", "text": value} for value in values]
    return {
        "type": "body",
        "parameters": positional
        + [{"type": "text", "parameter_name": name, "text": value} for name, value in named.items()],
    }


def url_button(value: str, index: str = "0") -> dict[str, Any]:
    return {"type": "button", "sub_type": "url", "index": index, "parameters": [{"type": "text", "text": value}]}


def test_named_parameters_fill_the_text_and_the_link(shelf: TemplateShelf) -> None:
    filled = fill(shelf, "payment_open", "de", body(vorname="Eva", betrag="49,90 €"), url_button("cs_1"))
    assert filled.text.startswith("Hallo Eva, deine Bestellung über 49,90 €")
    assert filled.urls == (f"{BASE}/pay/cs_1",)


def test_positional_parameters_fill_in_order(shelf: TemplateShelf) -> None:
    filled = fill(shelf, "refund_started", "en", body("Oliver", "€24.90"))
    assert filled.text.startswith("Hello Oliver, we have started a refund of €24.90.")


def place(**changes: object) -> dict[str, Any]:
    where = {"latitude": "53.5461", "longitude": "9.989", "name": "Laden", "address": "Deichstraße 1"} | changes
    said = {key: value for key, value in where.items() if value is not None}
    return {"type": "header", "parameters": [{"type": "location", "location": said}]}


def test_a_map_needs_its_place_with_name_and_address(shelf: TemplateShelf) -> None:
    values = body("Lena", "10231")
    assert fill(shelf, "pick_up_here", "de", place(), values).text.startswith("Hallo Lena")
    assert code(shelf, "pick_up_here", "de", values) == 132012
    assert code(shelf, "pick_up_here", "de", place(latitude="91"), values) == 131009
    assert code(shelf, "pick_up_here", "de", place(name=None), values) == 131008
    assert code(shelf, "pick_up_here", "de", place(address=""), values) == 131008
    assert code(shelf, "pick_up_here", "de", place(url="https://example.org"), values) == 100
    assert code(shelf, "order_number", "de", place(), body("Anke")) == 132000


def test_quick_reply_buttons_need_no_parameter(shelf: TemplateShelf) -> None:
    assert fill(shelf, "complaint_news", "de", body("Lena", "22.11.")).urls == ()


def test_wrong_parameters_get_metas_codes(shelf: TemplateShelf) -> None:
    good = body(vorname="Eva", betrag="1 €")
    assert code(shelf, "payment_open", "de", body(vorname="Eva"), url_button("x")) == 132000
    assert code(shelf, "payment_open", "de", body("Eva", "1 €"), url_button("x")) == 132012
    assert code(shelf, "refund_started", "de", body(name="Eva", amount="1 €")) == 132012
    assert code(shelf, "payment_open", "de", body(vorname="Eva", name="1 €"), url_button("x")) == 132012
    assert code(shelf, "payment_open", "de", good) == 131008
    assert code(shelf, "payment_open", "de", good, url_button("x", index="3")) == 131009
    assert code(shelf, "payment_open", "de", good, url_button("x") | {"sub_type": "quick_reply"}) == 132012
    assert code(shelf, "refund_started", "de", body("Eva", "x" * 1100)) == 132005
    assert code(shelf, "refund_started", "de", body("Eva\nLang", "1 €")) == 132018


def test_a_media_header_must_be_given_as_that_media(shelf: TemplateShelf) -> None:
    header = {"type": "header", "parameters": [{"type": "document", "document": {"id": "1"}}]}
    assert fill(shelf, "payment_received", "de", header, body("Eva", "1 €")).template.header_format == "DOCUMENT"
    image = {"type": "header", "parameters": [{"type": "image", "image": {"id": "1"}}]}
    assert code(shelf, "payment_received", "de", image, body("Eva", "1 €")) == 132012
    assert code(shelf, "payment_received", "de", body("Eva", "1 €")) == 132012


def test_only_approved_templates_in_an_existing_language_go_out(shelf: TemplateShelf) -> None:
    assert code(shelf, "refund_started", "fr", body("Eva", "1 €")) == 132001
    assert code(shelf, "pick_up", "de", body("Eva")) == 132001
    assert code(shelf, "brewing_help", "de", body("Rosa", "1.12.")) == 132015
    shelf.set_status("brewing_help", "de", "DISABLED")
    assert code(shelf, "brewing_help", "de", body("Rosa", "1.12.")) == 132016
    shelf.set_status("pick_up", "de", "APPROVED")
    assert fill(shelf, "pick_up", "de", body("Eva")).text.startswith("Hallo Eva")


def test_the_starter_set_keeps_metas_own_rules(shelf: TemplateShelf) -> None:
    listed = [template.listed() for template in shelf.all()]
    assert {one["parameter_format"] for one in listed} == {"NAMED", "POSITIONAL"}
    assert {one["language"] for one in listed} == {"de", "en"}
    assert len({one["id"] for one in listed}) == len(listed)
    for template in shelf.all():
        assert len(template.body) <= 1024
        assert not template.body.startswith("{{")
        assert not template.body.endswith("}}")
        assert all(len(button.text) <= 25 for button in template.buttons)
