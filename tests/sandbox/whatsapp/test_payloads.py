"""Webhook bodies: ASCII JSON like Meta's, signed over the raw bytes."""

from __future__ import annotations

import hashlib
import hmac
import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from inbox.sandbox.whatsapp.payloads import encode, envelope, sign

texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(texts, texts | st.integers(-(2**53), 2**53) | st.none() | st.lists(texts)))
def test_any_text_survives_the_escaping(payload: dict[str, object]) -> None:
    body = encode(payload)
    assert body.isascii()
    assert json.loads(body) == payload


def test_slashes_and_emoji_are_escaped_and_prices_are_numbers() -> None:
    assert encode({"u": "a/ä😀", "p": Decimal("29.90")}) == b'{"u":"a\\/\\u00e4\\ud83d\\ude00","p":29.90}'


def test_the_signature_is_an_hmac_over_the_raw_body() -> None:
    body = encode(envelope("1", {"messages": [{"text": {"body": "Grüße"}}]}))
    digest = hmac.new(b"app secret", body, hashlib.sha256).hexdigest()
    assert sign(body, "app secret")["X-Hub-Signature-256"] == f"sha256={digest}"
    rewritten = json.dumps(json.loads(body), ensure_ascii=False).encode()
    assert hmac.new(b"app secret", rewritten, hashlib.sha256).hexdigest() != digest
