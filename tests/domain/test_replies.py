"""Replies kept ready: complete in both languages, filled with facts, never sent with a gap."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain import replies
from inbox.domain.languages import spoken
from inbox.domain.replies import VARIABLES, Reply, Stop

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
    [("/", ""), ("/lin", "lin"), ("/where parcel", "where parcel"), ("a/b", None), ("//", None), ("/ x", None), ("/a\nb", None)],
)
def test_only_a_slash_at_the_beginning_asks(draft: str, asked: str | None) -> None:
    assert replies.asked_for(draft) == asked


def test_a_few_letters_find_it() -> None:
    assert replies.find(ALL, "", "de") == list(ALL)
    assert replies.find(ALL, "wo pak", "de")[0].id == "where-parcel"
    assert replies.find(ALL, "real", "en")[0].id == "link-real"
    assert replies.find(ALL, "xyzzy", "en") == []


@given(st.text(max_size=60), st.dictionaries(st.sampled_from(sorted(VARIABLES)), st.text(max_size=10)))
def test_no_text_makes_it_fail(text: str, facts: dict[str, str]) -> None:
    replies.stops(replies.fill(text, facts))
