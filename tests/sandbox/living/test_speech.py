"""What people say: complete in both languages, filled in, in their own manner; and what they understand."""

from __future__ import annotations

import re
from random import Random

import pytest

from inbox.sandbox.living.hearing import language_of, understood
from inbox.sandbox.living.persona import Persona
from inbox.sandbox.living.phrases_de import PHRASES_DE
from inbox.sandbox.living.phrases_en import PHRASES_EN
from inbox.sandbox.living.speech import filled, opened, phrase, styled
from inbox.sandbox.living.talks import PARCELS, TAILS, TALKS
from tests.sandbox.living.test_life import ENGLISH, FAMILIAR, GERMAN, POLITE

FIELDS = {
    "order": "10234", "amount": "24,90 €", "street": "Weg 1", "home": "Weg 2", "der": "der Hafen",
    "den": "den Hafen", "bare": "Hafen",
    "the": "the Hafen", "first": "Lena", "total": "29,80 €", "link": "http://x/pay/y", "parcel": "0034",
}  # fmt: skip
TALKED = [
    (language, text)
    for language, talks in [
        *((key, talk) for key, kinds in TALKS.items() for talk in kinds.values()),
        *TAILS.items(),
        *PARCELS.items(),
    ]
    for talk in talks
    for _, _, text in talk
]


def test_both_languages_have_words_for_everything() -> None:
    assert set(PHRASES_DE) == set(PHRASES_EN)
    for bank in (PHRASES_DE, PHRASES_EN):
        assert all(texts and all(text.strip() for text in texts) for texts in bank.values())


@pytest.mark.parametrize("formal", [True, False])
def test_every_german_sentence_fits_du_or_sie(formal: bool) -> None:
    who = Persona("x", formal=formal)
    texts = [text for texts in PHRASES_DE.values() for text in texts]
    for text in [*texts, *(text for language, text in TALKED if language == "de")]:
        said = filled(text, who, FIELDS)
        assert not re.search(r"[{}|<>]", said), said
        words = set(re.findall(r"\w+", said))
        assert not words & (FAMILIAR if formal else POLITE), said
        assert not {word.lower() for word in words} & ENGLISH, said


def test_every_english_sentence_is_english() -> None:
    who = Persona("x", language="en")
    texts = [text for texts in PHRASES_EN.values() for text in texts]
    for text in [*texts, *(text for language, text in TALKED if language == "en")]:
        said = filled(text, who, FIELDS)
        assert not re.search(r"[{}|<>]", said), said
        assert not {word.lower() for word in re.findall(r"\w+", said)} & (GERMAN - {"das"}), said


def test_what_names_an_order_is_not_said_without_one() -> None:
    who = Persona("x")
    said = {phrase(who, "where", Random(seed), {"den": "den Hafen"}) for seed in range(20)}
    assert all("Bestellung ." not in text and "<" not in text for text in said)
    assert phrase(who, "number", Random(1), {}) == ""


def test_nobody_repeats_themselves_while_there_is_a_choice() -> None:
    who, said = Persona("x"), []
    for seed in range(len(PHRASES_DE["nag"])):
        said.append(phrase(who, "nag", Random(seed), {}, said))
    assert len(set(said)) == len(PHRASES_DE["nag"])


def test_manners_of_speech() -> None:
    dice = Random(3)
    polite = opened(Persona("x", formal=True, sign="Bernd Schulz", hello=("Grüezi",)), "Wo ist es?", dice)
    assert re.fullmatch(r"Grüezi,\nwo ist es\?\n\n\S.*\nBernd Schulz", polite)
    assert {opened(Persona("x", hello=("Moin",)), "Wo ist es?", Random(seed)) for seed in range(9)} == {
        "Moin! Wo ist es?",
        "Moin, wo ist es?",
    }
    assert opened(Persona("x", hello=("Moin",)), "Bestellung 5 fehlt.", Random(0)).endswith("Bestellung 5 fehlt.")
    assert styled(Persona("x", lowercase=True), "Alles Gut", dice) == "alles gut"
    assert filled("Hallo? 🙂", Persona("x", emoji=False), {}) == "Hallo?"
    slips = {styled(Persona("x", "forgetful"), "Alles wunderbar", Random(seed)) for seed in range(40)}
    assert "Alles wunderbar" in slips
    assert len(slips) > 3
    assert all(sorted(slip) == sorted("Alles wunderbar") for slip in slips)


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("Wie ist denn deine Bestellnummer?", {"asks", "asks-number"}),
        ("Kannst du uns ein Foto schicken?", {"asks", "asks-photo"}),
        ("Danke für das Foto!", {"thanks"}),
        ("Das tut mir leid, Lena! Ich erstatte dir die Tüte.", {"sorry", "offers-money"}),
        ("Möchten Sie lieber Ersatz oder das Geld zurück?", {"asks", "asks-choice", "offers-money", "offers-goods"}),
        ("Ich schicke dir gleich eine neue.", {"offers-goods"}),
        ("Eine Erstattung ist leider nicht möglich.", {"refuses"}),
        ("Moment, ich schaue kurz nach.", {"wait"}),
        ("Dein Paket ist unterwegs, Sendungsnummer 0034.", {"shipped"}),
        ("Could you tell me your order number?", {"asks", "asks-number"}),
        ("So sorry! I'll refund you today.", {"sorry", "offers-money"}),
        ("Please try another card.", {"other-card"}),
        ("A small reminder: it is still open.", {"reminds"}),
        ("Have a nice day!", {"bye"}),
        ("Ja, 94 Grad.", set()),
    ],
)
def test_the_shop_is_understood(text: str, meanings: set[str]) -> None:
    assert understood(text) == meanings


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Das ist leider nicht mehr da.", "de"),
        ("We will have it for you on Friday.", "en"),
        ("Ok", None),
        ("DHL 0034", None),
        ("Hafen", None),
    ],
)
def test_languages_are_told_apart_when_there_is_enough(text: str, language: str | None) -> None:
    assert language_of(text) == language
