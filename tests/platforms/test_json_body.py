"""The tolerant reader: exact numbers, bounded depth, and nothing that cannot be written again."""

from __future__ import annotations

import json
from decimal import Decimal

import hypothesis.strategies as st
import pytest
from hypothesis import given

from inbox.platforms.json_body import DEEPEST, NotJsonError, read, write

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=()), max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=20,
)


def _depth(tree: object) -> int:
    inside = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else None
    return 0 if inside is None else 1 + max(map(_depth, inside), default=0)


@given(_JSON)
def test_what_is_read_can_be_written_and_is_the_same(tree: object) -> None:
    given_text = json.dumps(tree)
    again = read(write(read(given_text.encode())))
    assert again == read(given_text.encode())
    if "\\ud" not in given_text:
        assert again == tree


def test_fractions_are_exact() -> None:
    assert read(b"[1.10, 0.1, 1e2]") == [Decimal("1.10"), Decimal("0.1"), Decimal(100)]
    assert write(read(b'{"a":1.10}')) == b'{"a":1.10}'


@pytest.mark.parametrize("text", ["1e400", "1e-400", "1e99999999999999999999", "-1E+301"])
def test_fractions_beyond_other_readers_stay_text(text: str) -> None:
    assert read(text.encode()) == text


def test_whole_numbers_beyond_reason_stay_text() -> None:
    assert read(b"9" * 5000) == "9" * 5000
    assert read(b"9" * 30) == int("9" * 30)


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        (b"\xef\xbb\xbf{}", {}),
        (b" {} \n", {}),
        (b"[NaN,Infinity,-Infinity]", ["NaN", "Infinity", "-Infinity"]),
        (b'"\xff"', "\ufffd"),
        (b'"\x01\t"', "\x01\t"),
        (b'"\\ud800"', "\ufffd"),
        (b'{"\\udfff":"\\ud83d\\ude00"}', {"\ufffd": "😀"}),
    ],
)
def test_tolerance(body: bytes, tree: object) -> None:
    assert read(body) == tree


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[1,]", b"nul", b"{'a':1}", b'"a', b"[" * 99_999, b"{}{}", b"\xff\xfe", b"]" * 99]
)
def test_what_is_no_json(body: bytes) -> None:
    with pytest.raises(NotJsonError):
        read(body)


@pytest.mark.parametrize("depth", [1, DEEPEST - 1, DEEPEST, DEEPEST + 1, DEEPEST + 2, 900, 40_000])
@pytest.mark.parametrize(("opens", "closes"), [("[", "]"), ('{"k":', "}"), ('[{"k":', "}]")])
def test_depth_is_bounded_and_nothing_is_lost(depth: int, opens: str, closes: str) -> None:
    core = '["]}\\"{[", 1.5]'
    tree = read((opens * depth + core + closes * depth).encode())
    assert _depth(tree) <= DEEPEST
    text = write(tree).decode()
    assert "1.5" in text
    assert _depth(tree) == min(DEEPEST, depth * len(opens.replace('"k":', "")) + 1)


def test_siblings_of_what_is_too_deep_stay_structure() -> None:
    tree = read(b'{"a":[1],"deep":' + b"[" * 100 + b"]" * 100 + b',"b":{"c":2}}')
    assert isinstance(tree, dict)
    assert (tree["a"], tree["b"]) == ([1], {"c": 2})
