"""Form bodies in bracket syntax come out as what the SDK put in."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stripe._encode import _api_encode

from inbox.sandbox.stripe.errors import StripeFault
from inbox.sandbox.stripe.forms import build_tree, decode_fields, decode_multipart, refuse_json

_NAMES = st.text("abcdefgh_", min_size=1, max_size=6)
_LEAVES = st.text(max_size=10) | st.integers()
_TREES = st.dictionaries(
    _NAMES,
    st.recursive(
        _LEAVES,
        lambda inner: st.dictionaries(_NAMES, inner, min_size=1, max_size=3) | st.lists(inner, min_size=1, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


def as_tree(value: Any) -> Any:
    """Return what the form can tell of a value: text leaves, arrays as tables by place."""
    if isinstance(value, dict):
        return {key: as_tree(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return {str(place): as_tree(inner) for place, inner in enumerate(value)}
    return str(value)


@given(_TREES)
def test_the_sdk_encoding_is_undone(value: dict[str, Any]) -> None:
    raw = urlencode(list(_api_encode(value))).encode()
    assert decode_fields(raw) == as_tree(value)


@pytest.mark.parametrize(
    ("raw", "tree"),
    [
        (b"", {}),
        (b"a=1&a=2", {"a": "2"}),
        (b"expand[]=x&expand[]=y", {"expand": {"0": "x", "1": "y"}}),
        (b"expand%5B%5D=x", {"expand": {"0": "x"}}),
        (b"i[][p]=1&i[][q]=2&i[][p]=3", {"i": {"0": {"p": "1", "q": "2"}, "1": {"p": "3"}}}),
        (b"a[b][c]=1&a[b][d]=&a[e]=2", {"a": {"b": {"c": "1", "d": ""}, "e": "2"}}),
        (b"m[caf%C3%A9]=%E2%82%AC+5", {"m": {"café": "€ 5"}}),
        (b"a[b=1", {"a[b": "1"}),
    ],
)
def test_bracket_syntax(raw: bytes, tree: Any) -> None:
    assert decode_fields(raw) == tree


@pytest.mark.parametrize("raw", [b"a=1&a[b]=2", b"a[b]=2&a=1", b"a=%FF", b"\xff=1", b"&".join([b"a[]=1"] * 2001)])
def test_what_is_no_form_is_refused(raw: bytes) -> None:
    with pytest.raises(StripeFault) as caught:
        decode_fields(raw)
    assert caught.value.status == 400


def test_json_is_refused_in_stripes_words() -> None:
    refuse_json("application/x-www-form-urlencoded; charset=utf-8")
    with pytest.raises(StripeFault, match=r"check that your POST content type is application/x-www-form-urlencoded"):
        refuse_json("application/json; charset=utf-8")


@given(st.binary(max_size=200))
def test_an_uploaded_file_arrives_byte_for_byte(data: bytes) -> None:
    body = (
        b'--XyZ\r\nContent-Disposition: form-data; name="purpose"\r\n\r\ndispute_evidence\r\n'
        b'--XyZ\r\nContent-Disposition: form-data; name="file"; filename="a \\"b\\".pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n" + data + b"\r\n--XyZ--\r\n"
    )
    if b"--XyZ" in data:
        return
    tree, files = decode_multipart(body, "multipart/form-data; boundary=XyZ")
    assert tree == {"purpose": "dispute_evidence"}
    assert files["file"].data == data
    assert files["file"].content_type == "application/pdf"


@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=other"])
def test_a_multipart_body_without_its_boundary(content_type: str) -> None:
    body = b'--XyZ\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--XyZ--\r\n'
    if "boundary" in content_type:
        assert decode_multipart(body, content_type) == ({}, {})
    else:
        with pytest.raises(StripeFault):
            decode_multipart(body, content_type)


def test_a_later_field_wins_and_order_does_not_matter_elsewhere() -> None:
    one = build_tree([("a[b]", "1"), ("c", "2")])
    assert one == build_tree([("c", "2"), ("a[b]", "1")])
