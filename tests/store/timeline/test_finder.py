"""Search over messages, money and people."""

from __future__ import annotations

import pytest

from inbox.domain.events import NoteBody, PaymentBody, PersonBody, RefundBody
from inbox.domain.messages import Cart, CartLine, Contact, Media
from inbox.domain.payments import Payment, Refund
from inbox.store.timeline import finder
from inbox.store.timeline.finder import COUNTED, Found
from tests.store.timeline.kit import C_LENA, C_OLE, Cache, at, message


def search(cache: Cache, typed: str, **more) -> Found:
    return finder.search(cache.timeline, cache.state, typed, **more)


def hits(cache: Cache, typed: str) -> list[str]:
    return [hit.id for hit in search(cache, typed).hits]


@pytest.fixture
def shop(cache: Cache) -> Cache:
    """Two people, some words, a payment and its refund."""
    cache.say("Schöne Grüße aus Köln, Lange Straße 5", name="koeln")
    cache.say("Koeln oder koln, das ist die Frage", name="ascii", conversation=C_OLE)
    cache.say("die Rückerstattung über 49,90 € fehlt", name="refund", direction="out")
    cache.say("mail an lena@example.com wegen Bestellung #A-1001", name="mail")
    cache.tell(
        PaymentBody(
            "pi_3QxAbc", "1.e",
            Payment(
                id="pi_3QxAbc", charge="ch_3QxAbc", amount=123450, currency="eur", status="succeeded", created=at(50),
                method_label="Visa 4242", email="Lena.M@Example.com", name="Lena Müller", order_number="10234",
            ),
        ),
        C_LENA,
    )  # fmt: skip
    refund = Refund(id="re_77Yz", payment="pi_3QxAbc", amount=1990, currency="eur", status="pending", created=at(60))
    cache.tell(RefundBody("re_77Yz", "1.e", refund), C_LENA)
    return cache


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("koeln", ["ascii", "koeln"]),
        ("köln", ["ascii", "koeln"]),
        ("koln", ["ascii", "koeln"]),
        ("strasse", ["koeln"]),
        ("straße", ["koeln"]),
        ("STRASSE", ["koeln"]),
        ("gruesse", ["koeln"]),
        ("rücker", ["refund"]),
        ("ruecker", ["refund"]),
        ("rucker", ["refund"]),
        ('"lange strasse"', ["koeln"]),
        ('"strasse lange"', []),
        ("die frage", ["ascii"]),
        ("frage die", ["ascii"]),
        ("49,90", ["refund"]),
        ("49.90", ["refund"]),
        ("19,90", ["re_77Yz"]),
        ("1.234,50", ["pi_3QxAbc"]),
        ("1234,50", ["pi_3QxAbc"]),
        ("visa 4242", ["pi_3QxAbc"]),
        ("4242", ["pi_3QxAbc"]),
        ("re_77", ["re_77Yz"]),
        ("pi_3QxAbc", ["re_77Yz", "pi_3QxAbc"]),
        ("lena@example.com", ["mail"]),
        ("#A-1001", ["mail"]),
        ("10234", ["pi_3QxAbc"]),
        ("Bestellung 10234", ["pi_3QxAbc"]),
        ("order:10234", ["pi_3QxAbc"]),
        ("lena.m@example.com", ["pi_3QxAbc"]),
        ("nirgends", []),
    ],
)
def test_everything_is_found_as_people_type_it(shop: Cache, typed: str, found: list[str]) -> None:
    assert hits(shop, typed) == found


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("lena", [C_LENA]),
        ("müller", [C_LENA]),
        ("mueller", [C_LENA]),
        ("ülle", [C_LENA]),
        ("müller lena", [C_LENA]),
        ("le", [C_LENA]),
        ("o", [C_OLE]),
        ("weiß", [C_OLE]),
        ("weiss", [C_OLE]),
        ("0151 12345678", [C_LENA]),
        ("+49 151 876", [C_OLE]),
        ("1512345", []),
        ("lena.m@example", [C_LENA]),
        ("10234", [C_LENA]),
        ("x", []),
    ],
)
def test_people_are_found_by_any_part_of_name_and_number(shop: Cache, typed: str, people: list[str]) -> None:
    assert [person.conversation for person in search(shop, typed).people] == people


def test_a_hit_says_all_that_a_list_shows(shop: Cache) -> None:
    (hit,) = search(shop, "frage").hits
    assert (hit.kind, hit.direction, hit.conversation, hit.name) == ("message", "in", C_OLE, "Ole Weiß")
    assert (hit.text, hit.at) == ("Koeln oder koln, das ist die Frage", at(2))
    (paid,) = search(shop, "visa").hits
    assert (paid.kind, paid.direction, paid.text) == ("payment", "", "1234.50 EUR, Visa 4242, succeeded")


def test_the_newest_come_first_whatever_came_in_last(cache: Cache) -> None:
    cache.say("wort", name="new", second=100)
    cache.say("wort", name="old", second=10)
    cache.say("wort", name="mid", second=50, conversation=C_OLE)
    assert hits(cache, "wort") == ["new", "mid", "old"]


def test_pages_and_counts(cache: Cache) -> None:
    cache.apply([cache.event(message(f"m{n}", "wort", n), C_LENA, "message.received") for n in range(COUNTED + 30)])
    first = search(cache, "wort")
    second = search(cache, "wort", before=first.hits[-1].row)
    assert (len(first.hits), first.count) == (50, COUNTED + 1)
    assert [hit.id for hit in (*first.hits[-1:], *second.hits[:1])] == ["m980", "m979"]
    assert search(cache, "nichts").count == 0
    assert search(cache, "  ") == Found(None)


def test_names_of_files_and_skus_of_carts_are_words(cache: Cache) -> None:
    cache.say(None, name="file", kind="document", media=Media(state="waiting", filename="Rechnung-Mai.pdf"))
    cache.say(None, name="cart", kind="order", cart=Cart((CartLine("HAFEN-1000", 2),)))
    cache.tell(NoteBody("n-1", "Notiz für das Team", agent="a_1"))
    assert (hits(cache, "rechnung mai"), hits(cache, "hafen-1000"), hits(cache, "notiz")) == (["file"], ["cart"], ["n-1"])


def test_reactions_are_no_hits_of_their_own(cache: Cache) -> None:
    cache.say("danke sehr", name="m")
    cache.say("danke", name="r", kind="reaction", target="m", emoji="👍")
    assert hits(cache, "danke") == ["m"]


def test_a_person_merged_into_another_is_found_as_that_one(cache: Cache) -> None:
    cache.say("ich", contact=Contact(wa_id="49151", name="Lena"))
    cache.say("auch ich", conversation=C_OLE, contact=Contact(user_id="DE.1", name="Frau K"))
    cache.tell(PersonBody(other=C_OLE), C_LENA, "person.merged")
    (person,) = search(cache, "frau k").people
    assert person.conversation == C_LENA
    (hit,) = search(cache, "auch").hits
    assert hit.conversation == C_LENA
