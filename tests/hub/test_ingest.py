"""Only what the platforms signed gets in, and the same delivery twice is one."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stripe import SignatureVerificationError, WebhookSignature

from inbox.hub.ingest import dedup_stripe, dedup_whatsapp, verify_stripe, verify_whatsapp

BODY = '{"id":"evt_1","object":"event","data":{"text":"Grüße"}}'.encode()
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def meta(secret: str, body: bytes = BODY, scheme: str = "sha256") -> str:
    return f"{scheme}=" + hmac.new(secret.encode(), body, scheme).hexdigest()


def stripe(secret: str, at: datetime = NOW, body: bytes = BODY, version: str = "v1") -> str:
    stamp = int(at.timestamp())
    digest = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={stamp},{version}={digest}"


def test_meta_signs_with_any_secret_in_use() -> None:
    assert verify_whatsapp(["new"], meta("new"), BODY)
    assert verify_whatsapp(["new", "old"], meta("old"), BODY)


@pytest.mark.parametrize(
    "header",
    [
        None, "", "sha256=", meta("other"), meta("s", scheme="sha1"), meta("s").replace("sha256=", ""),
        meta("s").upper(), "sha256=" + meta("s")[7:].upper(), meta("s")[:-1], meta("s") + "0", " " + meta("s"),
        "sha256=ü", meta("s", BODY + b" "),
    ],
)  # fmt: skip
def test_meta_did_not_sign_this(header: str | None) -> None:
    assert not verify_whatsapp(["s"], header, BODY)


@pytest.mark.parametrize("secrets", [[], [""]], ids=["none", "empty"])
def test_without_a_secret_nothing_is_genuine(secrets: list[str]) -> None:
    assert not verify_whatsapp(secrets, meta(""), BODY)
    assert not verify_stripe(secrets, stripe(""), BODY, NOW)


@given(st.binary(max_size=200), st.integers(-400, 400), st.sampled_from(["s", "other"]))
def test_stripes_own_check_agrees(body: bytes, age: int, secret: str) -> None:
    header = stripe(secret, NOW - timedelta(seconds=age), body)
    # The SDK reads the body as text and the real clock, so it judges a header of the same age now.
    real = datetime.now(UTC)
    try:
        text = body.decode()
        theirs = WebhookSignature.verify_header(text, stripe(secret, real - timedelta(seconds=age), body), "s", 300)
    except UnicodeDecodeError:
        return
    except SignatureVerificationError:
        theirs = False
    if abs(age) not in (299, 300, 301):
        assert verify_stripe(["s"], header, body, NOW) == theirs


@pytest.mark.parametrize(
    "header",
    [
        None, "", "t=1", "v1=ab", stripe("other"), stripe("s", version="v0"), stripe("s", NOW - timedelta(seconds=301)),
        stripe("s", body=BODY + b" "), stripe("s").replace("t=", "t=1,t="), "t=ü,v1=ü",
    ],
)  # fmt: skip
def test_stripe_did_not_sign_this(header: str | None) -> None:
    assert not verify_stripe(["s"], header, BODY, NOW)


def test_one_of_several_signatures_is_enough() -> None:
    assert verify_stripe(["s"], stripe("other") + ",v1=" + stripe("s").split("v1=")[1], BODY, NOW)


def test_a_delivery_of_meta_is_its_bytes() -> None:
    assert dedup_whatsapp(BODY) == dedup_whatsapp(bytes(BODY)) != dedup_whatsapp(BODY + b" ")


def test_a_delivery_of_stripe_is_its_event_in_its_account() -> None:
    same = [b'{"id":"evt_1","livemode":true}', b'{"created":1,"id":"evt_1"}']
    others = [
        b'{"id":"evt_2"}',
        b'{"id":"evt_1","account":"acct_1"}',
        b"[]",
        b"nonsense",
        b'{"id":7}',
        b"\xff",
        b"[" * 9999,
    ]
    assert dedup_stripe(same[0]) == dedup_stripe(same[1])
    keys = {dedup_stripe(body) for body in (same[0], *others)}
    assert len(keys) == 1 + len(others)
    assert {len(key) for key in keys} == {32}


@given(st.binary(max_size=300))
def test_no_bytes_can_break_it(body: bytes) -> None:
    assert len(dedup_stripe(body)) == 32
    assert not verify_whatsapp(["s"], "sha256=" + body.hex(), body)
    assert not verify_stripe(["s"], body.decode("latin-1"), body, NOW)
