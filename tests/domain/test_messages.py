"""Ticks from receipts in any order, and who can be found again."""

from __future__ import annotations

from functools import reduce
from itertools import permutations, product

import pytest

from inbox.domain.messages import STATUS_RANK, Contact, better_status

WORDS = [*STATUS_RANK, "failed", "deleted"]


@pytest.mark.parametrize(
    ("known", "said", "shown"),
    [
        (None, "sent", "sent"),
        ("accepted", "sent", "sent"),
        ("delivered", "sent", "delivered"),
        ("read", "delivered", "read"),
        ("read", "played", "played"),
        ("sent", "failed", "failed"),
        ("failed", "sent", "failed"),
        ("failed", "delivered", "delivered"),
        ("delivered", "failed", "delivered"),
        ("failed", "read", "read"),
        ("queued", "failed", "failed"),
        ("sent", "deleted", "sent"),
        (None, "deleted", "accepted"),
        (None, "failed", "failed"),
    ],
)
def test_table(known: str | None, said: str, shown: str) -> None:
    assert better_status(known, said) == shown


@pytest.mark.parametrize("length", [1, 2, 3])
def test_any_order_ends_the_same(length: int) -> None:
    for words in product(WORDS, repeat=length):
        ends = {reduce(better_status, order, None) for order in permutations(words)}
        assert len(ends) == 1, words


def test_pairs_form_a_semilattice() -> None:
    for a, b, c in product(WORDS, repeat=3):
        shown = better_status(None, a)
        assert better_status(shown, a) == shown
        assert better_status(better_status(shown, b), c) == better_status(
            shown, better_status(better_status(None, b), c)
        )


def test_repeats_change_nothing() -> None:
    for words in product(WORDS, repeat=3):
        assert reduce(better_status, words, None) == reduce(better_status, words + words, None)


@pytest.mark.parametrize(
    ("contact", "known"),
    [
        (Contact(), False),
        (Contact(name="Eva"), False),
        (Contact(wa_id=""), False),
        (Contact(wa_id="49"), True),
        (Contact(user_id="DE.1"), True),
        (Contact(parent_user_id="DE.ENT.1"), True),
        (Contact(username="eva"), True),
        (Contact(phone="+49"), True),
    ],
)
def test_a_name_is_no_key(contact: Contact, known: bool) -> None:
    assert contact.known() is known
