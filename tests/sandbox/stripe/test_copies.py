"""Copies of plain JSON are equal and share nothing that can change."""

from __future__ import annotations

from copy import deepcopy

import hypothesis.strategies as st
from hypothesis import given

from inbox.sandbox.stripe.copies import copied

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=20,
)


def spoil(value: object) -> None:
    """Change every table and list in a value."""
    if isinstance(value, dict | list):
        for each in list(value.values()) if isinstance(value, dict) else list(value):
            spoil(each)
        value.clear()


@given(PLAIN)
def test_a_copy_is_equal_and_stays_as_it_was_when_the_original_changes(value: object) -> None:
    before, copy = deepcopy(value), copied(value)
    assert copy == before
    spoil(value)
    assert copy == before
