"""Replies kept ready: complete in both languages, filled with facts, never sent with a gap."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain import replies
from inbox.domain.languages import spoken
from inbox.domain.replies import VARIABLES, Own, Reply, Stop

STARTER = Path(__file__).resolve().parents[2] / "resources" / "replies" / "starter.json"
ALL = replies.read(STARTER.read_bytes())
LINK = Reply(
    id="link-again",
    category="pay",
    title={"de": "Link noch einmal", "en": "The link again"},
    text={"de-du": "Hier für dich: {{link}}, bis {{?Tag}}", "de-sie": "Hier für Sie: {{link}}", "en": "Again: {{link}}"},
)


def test_thirty_starter_replies_are_whole_in_every_language_and_form() -> None:
    assert len(ALL) >= 30
    assert len({one.id for one in ALL}) == len(ALL)
    for one in ALL:
        assert set(one.title) == {"de", "en"}
        assert set(one.text) == {"de-du", "de-sie", "en"}
        assert all(0 < len(text) <= 1000 for text in one.text.values())


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_each_speaks_as_it_says(one: Reply) -> None:
    assert spoken([one.text["de-du"]]) == "de"
    assert spoken([one.text["en"]]) == "en"
    assert replies.address([one.text["de-du"]]) in ("du", None)
    assert replies.address([one.text["de-sie"]]) in ("sie", None)
    for text in one.text.values():
        names = {stop.name for stop in replies.stops(text) if not text[stop.start :].startswith("{{?")}
        assert names <= VARIABLES


def test_known_facts_fill_their_gaps_and_the_others_stay_seen() -> None:
    text = replies.text_for(LINK, "de", "du")
    filled = replies.fill(text, {"link": "https://pay.example/1"})
    assert filled == "Hier für dich: https://pay.example/1, bis {{?Tag}}"
    start = filled.index("{{")
    assert replies.stops(filled) == (Stop("Tag", start, len(filled)),)
    assert replies.fill(text, {"link": ""}) == text


@pytest.mark.parametrize(
    ("language", "form", "begins"),
    [("de", "du", "Hier für dich"), ("de", "sie", "Hier für Sie"), ("en", "du", "Again"), ("fr", "sie", "Again")],
)
def test_the_customers_language_and_form_choose_the_text(language: str, form: str, begins: str) -> None:
    assert replies.text_for(LINK, language, form).startswith(begins)


@pytest.mark.parametrize(
    ("texts", "form"),
    [
        (["Hast du noch eine Frage? Ich schicke dir den Link."], "du"),
        (["Können Sie mir Ihre Nummer schicken?"], "sie"),
        (["Die Ware ist da. Sie ist schön."], None),
        ([], None),
    ],
)
def test_the_form_of_address_is_heard(texts: list[str], form: str | None) -> None:
    assert replies.address(texts) == form


@pytest.mark.parametrize(
    ("draft", "asked"),
    [("/", ""), ("/lin", "lin"), ("/where parcel", "where parcel"), ("a/b", None), ("//", None), ("/ x", None), ("/a\nb", None),
     ("Hallo!\n/lin", "lin"), ("Hallo!\n/", ""), ("Hallo! /lin", None), ("3 €\n/ kg", None)],
)
def test_only_a_slash_that_begins_the_last_line_asks(draft: str, asked: str | None) -> None:
    assert replies.asked_for(draft) == asked


def test_a_few_letters_find_it() -> None:
    assert replies.find(ALL, "", "de") == list(ALL)
    assert replies.find(ALL, "wo pak", "de")[0].id == "where-parcel"
    assert replies.find(ALL, "real", "en")[0].id == "link-real"
    assert replies.find(ALL, "xyzzy", "en") == []


@given(st.text(max_size=60), st.dictionaries(st.sampled_from(sorted(VARIABLES)), st.text(max_size=10)))
def test_no_text_makes_it_fail(text: str, facts: dict[str, str]) -> None:
    replies.stops(replies.fill(text, facts))


def test_a_reply_is_put_below_what_is_written_so_that_a_message_can_hold_several() -> None:
    assert replies.put("/lin", "Hier ist der Link.") == "Hier ist der Link."
    assert replies.put("Hallo!\n\n/lin", "Hier ist der Link.") == "Hallo!\n\nHier ist der Link."


OWN = Reply(id="own-1", category="own", title={"de": "Größentabelle"}, text={"de-sie": "Hier sind die Größen."})


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, ()),
        ({"title": {"de": "  "}}, ("no-title",)),
        ({"text": {"en": " "}}, ("no-text",)),
        ({"text": {"en": "x" * 4097}}, ("too-long",)),
        ({"text": {"en": "{{shoe.size}}"}}, ("unknown-gap",)),
        ({"text": {"en": "{{?shoe size}} {{ customer.name }}"}}, ()),
        ({"text": {"fr": "Bonjour"}}, ("form",)),
        ({"title": {}, "text": {}, "category": "x"}, ("no-title", "no-text", "category")),
    ],
)
def test_what_cannot_be_kept_is_said(changes: dict[str, object], codes: tuple[str, ...]) -> None:
    assert replies.lint(msgspec.structs.replace(OWN, **changes)) == codes


def test_every_starter_could_be_kept_as_it_is() -> None:
    assert [reply.id for reply in ALL if replies.lint(reply)] == []


def test_a_shops_own_replies_come_first_and_stand_for_the_starters_it_changed() -> None:
    greet = msgspec.structs.replace(ALL[0], title={"en": "Moin"})
    own = {"own-1": Own(OWN), ALL[0].id: Own(greet), ALL[1].id: Own(None, is_dropped=True), ALL[2].id: Own(None)}
    assert replies.together(ALL, own) == (OWN, greet, *ALL[2:])
    assert replies.known(ALL, own) == (OWN, greet, *ALL[1:])
    gone = own | {"own-1": Own(OWN, is_dropped=True)}
    assert replies.together(ALL, gone) == (greet, *ALL[2:])


def test_a_reply_in_one_language_is_offered_to_everybody() -> None:
    assert replies.title_of(OWN, "en") == "Größentabelle"
    assert replies.text_for(OWN, "en", "du") == "Hier sind die Größen."
    assert replies.text_for(OWN, "de", "du") == "Hier sind die Größen."
    assert replies.find([OWN], "gross", "en") == [OWN]
