"""What is typed into the search box, and the words a text is found under."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.store.timeline.folding import fold, indexed, spelt_out
from inbox.store.timeline.query import highlights, parse
from tests.store.timeline.kit import Cache


@pytest.mark.parametrize(
    ("text", "folded", "spelt"),
    [
        ("Süße GRÖSSE", "susse grosse", "suesse groesse"),
        ("Straße", "strasse", "strasse"),
        ("STRAẞE", "strasse", "strasse"),
        ("Ko\u0308ln", "koln", "koeln"),
        ("Łódź Søren Åse", "lodz soren ase", "lodz soeren aase"),
        ("Ελλάς naïve", "ελλασ naive", "ελλασ naive"),
        ("plain 49,90", "plain 49,90", "plain 49,90"),
    ],
)
def test_words_lose_case_and_marks(text: str, folded: str, spelt: str) -> None:
    assert (fold(text), spelt_out(text)) == (folded, spelt)


def test_second_forms_stand_behind_the_words_in_their_order() -> None:
    assert indexed("Schöne Grüße aus Köln") == "schone grusse aus koln schoene gruesse koeln"
    assert indexed("Nichts Besonderes") == "Nichts Besonderes"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("hallo", '("hallo"*)'),
        ("hallo ", '("hallo")'),
        ("hallo welt", '("hallo") AND ("welt"*)'),
        ("re* paket ", '("re"*) AND ("paket")'),
        ("köln ", '("koln" OR "koeln")'),
        ('"alte Brücke"', '("alte brucke" OR "alte bruecke")'),
        ("„alte Brücke“ x ", '("alte brucke" OR "alte bruecke") AND ("x")'),
        ('"nicht zu Ende', '("nicht") AND ("zu") AND ("ende"*)'),
        ("49,90", '("49 90"*)'),
        ("re_3Qx", '("re 3qx"*)'),
        ("NEAR(a, b) AND NOT ", '("near a") AND ("b") AND ("and") AND ("not")'),
    ],
)
def test_what_is_typed_becomes_quoted_words(typed: str, match: str) -> None:
    query = parse(typed)
    assert query is not None
    assert query.match == match


@pytest.mark.parametrize("typed", ["", "   ", "!?", '""', "😀", "_", "*"])
def test_nothing_to_look_for_is_no_query(typed: str) -> None:
    assert parse(typed) is None


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("+49 151 1234", "491511234"),
        ("0151/1234", "1511234"),
        ("0049 (151) 1234", "491511234"),
        ("49,90", None),
        ("10234", "10234"),
        ("A-100", None),
        ("12", None),
    ],
)
def test_a_phone_number_is_known_however_it_is_typed(typed: str, digits: str | None) -> None:
    query = parse(typed)
    assert query is not None
    assert query.digits == digits


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Grüße aus Köln", "koeln", ["Köln"]),
        ("Grüße aus Ko\u0308ln", "köln ", ["Ko\u0308ln"]),
        ("Paket, Paket!", "paket", ["Paket", "Paket"]),
        ("Die Rückerstattung", "rück", ["Rückerstattung"]),
        ("kostet 49,90 oder 49", "49,90", ["49", "90"]),
        ("alte neue Brücke alte Brücke", '"alte brücke"', ["alte", "Brücke"]),
        ("nichts davon", "xyz", []),
    ],
)
def test_hits_are_marked_where_they_stand(text: str, typed: str, marked: list[str]) -> None:
    query = parse(typed)
    assert query is not None
    assert [text[start:end] for start, end in highlights(text, query)] == marked


@given(st.text(max_size=60), st.text(max_size=200))
def test_nothing_typed_is_an_error_and_marks_lie_inside(typed: str, text: str) -> None:
    query = parse(typed)
    if query is not None:
        marks = highlights(text, query)
        assert all(0 <= start < end <= len(text) for start, end in marks)
        assert list(marks) == sorted(marks)


HOSTILE = ["a-123", "don't", "AND", "foo:bar", '"', "(", "NEAR/3", "*x", "a^2", "{}", "\x00", "\udcff", "x" * 5000, "' OR 1=1 --"]


@given(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40)))
def test_the_index_takes_every_query(cache_of_module: Cache, typed: str) -> None:
    query = parse(typed)
    if query is not None:
        cache_of_module.db.execute_sql("SELECT rowid FROM words WHERE words MATCH ?", (query.match,)).fetchall()


@pytest.mark.parametrize(
    "typed",
    [
        "order 10234", "Order #10234", "order no. 10234", "order number 10234", "ORDER-ID: 10234", "Bestellung 10234",
        "bestellung:10234", "Bestellnummer: 10234", "Bestell-Nr. 10234", "Auftrag 10234", "Auftragsnummer 10234",
    ],
)  # fmt: skip
def test_the_word_before_an_order_number_says_nothing(typed: str) -> None:
    assert parse(typed) == parse("10234")


@pytest.mark.parametrize("typed", ["order", "order 12", '"order 10234"', "reorder 10234", "bestellt 10234", "order kaffee"])
def test_elsewhere_it_is_a_word_like_any_other(typed: str) -> None:
    query = parse(typed)
    assert query is not None
    assert len([form for term in query.terms for word in term.forms for form in word]) == len(typed.replace('"', "").split())
