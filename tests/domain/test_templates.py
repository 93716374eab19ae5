"""Templates: what a gap needs, how it reads when filled, what Meta would reject."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from inbox.domain import template_lint
from inbox.domain.template_lint import lint
from inbox.domain.templates import (
    BLANK,
    Filled,
    Template,
    TemplateButton,
    Values,
    fill,
    gaps,
    misshapen,
    missing,
    too_long,
)

PAY = Template(
    name="payment_open",
    language="de",
    status="APPROVED",
    category="UTILITY",
    named=True,
    header="TEXT",
    header_text="Bestellung {{nummer}}",
    body="Hallo {{vorname}}, deine Bestellung über {{betrag}} wartet noch auf die Zahlung.",
    footer="Rösterei Nordlicht",
    buttons=(
        TemplateButton("URL", "Jetzt zahlen", "https://pay.example/{{1}}"),
        TemplateButton("QUICK_REPLY", "Später"),
    ),
)
FULL = Values(header={"nummer": "10234"}, body={"vorname": "Lena", "betrag": "49,80 €"}, buttons={"0": "cs_1"})


def test_it_reads_as_the_customer_will_read_it() -> None:
    assert fill(PAY, FULL) == Filled(
        header="Bestellung 10234",
        body="Hallo Lena, deine Bestellung über 49,80 € wartet noch auf die Zahlung.",
        footer="Rösterei Nordlicht",
        buttons=(
            TemplateButton("URL", "Jetzt zahlen", "https://pay.example/cs_1"),
            TemplateButton("QUICK_REPLY", "Später"),
        ),
    )


def test_what_is_missing_is_named_and_stays_visible() -> None:
    assert missing(PAY, FULL) == ()
    assert missing(PAY, Values(body={"vorname": " "})) == ("nummer", "vorname", "betrag", "button 1")
    assert "über […] wartet" in fill(PAY, Values(body={"vorname": "Lena"})).body
    picture = replace(PAY, header="IMAGE", header_text="")
    assert missing(picture, FULL) == ("header",)
    assert missing(picture, replace(FULL, has_media=True)) == ()
    place = replace(PAY, header="LOCATION", header_text="")
    assert missing(place, replace(FULL, has_media=True)) == ("header",)
    assert missing(place, replace(FULL, has_place=True)) == ()
    assert place.is_of_a_chat
    assert not replace(PAY, header="PRODUCT").is_of_a_chat


def test_values_that_meta_would_refuse_are_named() -> None:
    for bad in ("zwei\nZeilen", "ein\tTab", "viel     Platz", "{{1}}"):
        assert misshapen(PAY, replace(FULL, body={**FULL.body, "vorname": bad})) == ("vorname",)
    assert misshapen(PAY, FULL) == ()


def test_what_is_too_long_once_filled_is_counted() -> None:
    assert too_long(PAY, replace(FULL, header={"nummer": "1" * 60})) == {"header": 11}
    assert too_long(PAY, FULL) == {}


@given(st.text(max_size=80), st.dictionaries(st.text(max_size=8), st.text(max_size=30), max_size=4))
def test_no_text_and_no_values_make_it_fail(body: str, values: dict[str, str]) -> None:
    template = replace(PAY, body=body)
    given_values = Values(body=values)
    filled = fill(template, given_values)
    left = [name for name in gaps(body) if not values.get(name, "").strip()]
    assert set(left) <= set(missing(template, given_values))
    assert filled.body.count(BLANK) >= len(left)
    lint(template)


@given(st.lists(st.sampled_from(["vorname", "betrag"]), max_size=2, unique=True))
def test_every_gap_is_either_filled_or_missing(given_names: list[str]) -> None:
    values = Values(body=dict.fromkeys(given_names, "x"))
    left = set(missing(PAY, values)) & {"vorname", "betrag"}
    assert left == {"vorname", "betrag"} - set(given_names)


def test_a_good_template_has_nothing_against_it() -> None:
    assert lint(PAY) == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "Zahlung offen"}, "name"),
        ({"language": "deutsch!"}, "language"),
        ({"body": " "}, "body-missing"),
        ({"body": "x" * 1025}, "body-too-long"),
        ({"header_text": "x" * 61}, "header-too-long"),
        ({"header_text": "{{a}} und {{b}}"}, "header-gaps"),
        ({"footer": "x" * 61}, "footer-too-long"),
        ({"footer": "Gruß {{vorname}}"}, "footer-gap"),
        ({"body": "{{vorname}}, deine Bestellung ist unterwegs zu dir."}, "gap-at-edge"),
        ({"body": "Deine Bestellung ist jetzt unterwegs zu dir nach {{ort}}."}, "gap-at-edge"),
        ({"body": "Hallo {{vorname}} {{betrag}} wartet noch auf dich und die Zahlung"}, "gaps-adjacent"),
        ({"body": "Hallo {{a}} und {{b}} ja"}, "gaps-dense"),
        ({"body": "Hallo {{1}}, deine Bestellung {{3}} ist jetzt unterwegs zu dir."}, "gaps-numbering"),
        ({"body": "Hallo {{1}}, deine Bestellung {{nummer}} ist jetzt unterwegs zu dir."}, "gaps-mixed"),
        ({"buttons": tuple(TemplateButton("QUICK_REPLY", f"Antwort {n}") for n in range(11))}, "buttons-too-many"),
        ({"buttons": (TemplateButton("QUICK_REPLY", "Ja"), TemplateButton("QUICK_REPLY", "Ja"))}, "buttons-twice"),
        ({"buttons": (TemplateButton("QUICK_REPLY", "x" * 26),)}, "button-label"),
        ({"buttons": (TemplateButton("URL", "Zahlen", "https://pay.example/{{1}}/ende"),)}, "button-url"),
        ({"buttons": (TemplateButton("URL", "Zahlen", "pay.example"),)}, "button-url"),
        (
            {
                "buttons": (
                    TemplateButton("QUICK_REPLY", "Ja"),
                    TemplateButton("URL", "Zahlen", "https://pay.example"),
                    TemplateButton("QUICK_REPLY", "Nein"),
                )
            },
            "buttons-mixed",
        ),
        ({"body": "Hallo {{vorname}}, mehr dazu steht unter https://bit.ly/abc für dich bereit"}, "link-shortened"),
        ({"body": "Hallo {{vorname}}, nur heute bekommst du als Dank einen Gutschein von uns"}, "reads-like-marketing"),
    ],
)
def test_what_meta_rejects_is_found_before_it_is_submitted(changes: dict[str, object], code: str) -> None:
    assert code in lint(replace(PAY, **changes))
    assert set(lint(replace(PAY, **changes))) <= template_lint.CODES
