"""The platforms' door: who is let in, what is answered, and that a 200 means stored."""

from __future__ import annotations

import hashlib
import hmac
import time

import httpx
import msgspec
import pytest

from tests.hub.conftest import APP_SECRET, VERIFY_TOKEN, WEBHOOK_SECRET, RunningHub, signed, stripe_signed, until

BODY = b'{"id":"wamid.x","text":"hallo"}'


def deliveries(hub: RunningHub) -> int:
    return hub.engine.core.writer.run(lambda tx: tx.hub.Delivery.select().count())


def slug(answer: httpx.Response) -> str:
    assert answer.headers["content-type"] == "application/problem+json"
    return str(answer.json()["type"]).rpartition("/")[2]


def test_stored_before_the_answer_and_a_duplicate_makes_nothing_new(hub):
    before = deliveries(hub)

    first = hub.say("wamid.twice", "hallo")
    assert (first.status_code, deliveries(hub)) == (200, before + 1)

    second = hub.say("wamid.twice", "hallo")
    assert (second.status_code, deliveries(hub)) == (200, before + 1)


RIGHT = signed(BODY)
WRONG = [
    None,
    "",
    "sha256=",
    "sha1=" + hmac.new(APP_SECRET.encode(), BODY, hashlib.sha1).hexdigest(),
    RIGHT.removeprefix("sha256="),
    RIGHT[:-1],
    RIGHT + "0",
    RIGHT.upper().replace("SHA256", "sha256"),
    "SHA256=" + RIGHT.removeprefix("sha256="),
    RIGHT + ",",
    signed(BODY, "another-secret"),
    signed(BODY, ""),
    signed(BODY + b" "),
    "sha256=" + "ä" * 64,
]


@pytest.mark.parametrize("header", WRONG, ids=repr)
def test_a_wrong_signature_is_refused_and_leaves_nothing(hub, header):
    before = deliveries(hub)
    headers = {} if header is None else {"X-Hub-Signature-256": header.encode("latin-1")}

    answer = hub.owner.post("/webhooks/whatsapp", content=BODY, headers=headers)

    assert (answer.status_code, slug(answer)) == (401, "bad-signature")
    assert deliveries(hub) == before


def test_two_signature_headers_are_none(hub):
    answer = hub.owner.post(
        "/webhooks/whatsapp", content=BODY, headers=[("X-Hub-Signature-256", RIGHT), ("X-Hub-Signature-256", RIGHT)]
    )
    assert answer.status_code == 401


def test_stripe_is_let_in_with_its_own_signature_only(hub):
    body = b'{"id":"evt_1","type":"charge.updated"}'
    post = hub.owner.post
    now = int(time.time())

    def code(header: str | None) -> int:
        headers = {} if header is None else {"Stripe-Signature": header}
        return post("/webhooks/stripe", content=body, headers=headers).status_code

    assert code(stripe_signed(body)) == 200
    assert code(f"t={now},v1={'0' * 64},{stripe_signed(body, now).partition(',')[2]}") == 200
    assert code(stripe_signed(body, now - 290)) == 200
    assert code(stripe_signed(body, now - 310)) == 401
    assert code(stripe_signed(body, secret="whsec_other")) == 401
    assert code(stripe_signed(body).replace("v1=", "v0=")) == 401
    assert code("t=,v1=") == 401
    assert code("rubbish") == 401
    assert code(None) == 401


def test_one_stripe_event_sent_twice_is_one_row_however_it_is_written(hub):
    before = deliveries(hub)
    for body in (b'{"id":"evt_same","a":1}', b'{ "id": "evt_same", "a": 1, "pending_webhooks": 0 }'):
        assert hub.owner.post(
            "/webhooks/stripe", content=body, headers={"Stripe-Signature": stripe_signed(body)}
        ).is_success
    assert deliveries(hub) == before + 1


@pytest.mark.parametrize("body", [b"", b"not json", b"\xff\xfe", b"[" * 100_000, b'{"id":1}', b"null"])
def test_what_is_signed_is_taken_whatever_it_is(own_hub, body, expect_logs):
    """A body nobody can read is no reason to make Meta come again for days."""
    expect_logs("could not be decoded") if body in (b"", b"not json", b"\xff\xfe", b"[" * 100_000) else None
    before = own_hub.head()

    answer = own_hub.owner.post("/webhooks/whatsapp", content=body, headers={"X-Hub-Signature-256": signed(body)})

    assert answer.status_code == 200
    own_hub.grown_to(before + 1)


def test_too_large_is_413_announced_or_not(hub):
    limit = 4 * 1024 * 1024
    before = deliveries(hub)
    largest = b"x" * limit
    headers = {"X-Hub-Signature-256": signed(largest + b"x")}

    announced = hub.owner.post("/webhooks/whatsapp", content=largest + b"x", headers=headers)
    chunked = hub.owner.post("/webhooks/whatsapp", content=iter([largest, b"x"]), headers=headers)

    assert [slug(answer) for answer in (announced, chunked)] == ["too-large", "too-large"]
    assert [answer.status_code for answer in (announced, chunked)] == [413, 413]
    assert deliveries(hub) == before


def test_three_megabytes_are_welcome(hub):
    body = msgspec.json.encode({"id": "wamid.large", "text": "x" * 3_000_000})

    assert hub.owner.post(
        "/webhooks/whatsapp", content=iter([body]), headers={"X-Hub-Signature-256": signed(body)}
    ).is_success


def test_the_challenge_is_given_back_as_text_to_who_knows_the_token(hub):
    good = {"hub.mode": "subscribe", "hub.verify_token": VERIFY_TOKEN, "hub.challenge": "1158201444"}

    answer = hub.owner.get("/webhooks/whatsapp", params=good)
    assert (answer.status_code, answer.text) == (200, "1158201444")
    assert answer.headers["content-type"].startswith("text/plain")

    for wrong in (
        good | {"hub.verify_token": "guess"},
        good | {"hub.verify_token": ""},
        good | {"hub.mode": "unsubscribe"},
        {"hub.mode": "subscribe", "hub.challenge": "1"},
        {},
    ):
        assert hub.owner.get("/webhooks/whatsapp", params=wrong).status_code == 403


def test_other_methods_and_paths_have_their_words(hub):
    assert hub.owner.put("/webhooks/whatsapp").status_code == 405
    assert hub.owner.get("/webhooks/stripe").headers["allow"] == "POST"
    assert slug(hub.owner.post("/webhooks/other")) == "not-found"


def test_webhooks_need_no_token_and_mind_no_host(hub):
    with hub.client() as stranger:
        headers = {"X-Hub-Signature-256": RIGHT, "Host": "shop.example"}
        assert stranger.post("/webhooks/whatsapp", content=BODY, headers=headers).status_code == 200


def test_storage_trouble_is_503_with_a_time_to_come_again(own_hub, expect_logs):
    expect_logs("nothing of 1 was written")
    core = own_hub.engine.core
    # A page limit is how SQLite itself reports a full disk.
    pages = core.writer.submit(lambda tx: tx.db.execute_sql("PRAGMA page_count").fetchone()[0]).result()
    core.writer.run(lambda tx: tx.db.execute_sql(f"PRAGMA max_page_count = {pages}").fetchone())

    answer = own_hub.say("wamid.full", "x" * 100_000)
    assert (answer.status_code, slug(answer)) == (503, "storage-trouble")
    assert int(answer.headers["retry-after"]) > 0

    core.writer.run(lambda tx: tx.db.execute_sql("PRAGMA max_page_count = 1000000").fetchone())
    assert own_hub.say("wamid.full", "x" * 100_000).status_code == 200
    until(lambda: own_hub.head() == 1)


def test_no_secret_is_in_any_answer(hub):
    answers = [
        hub.owner.post("/webhooks/whatsapp", content=BODY),
        hub.owner.get("/webhooks/whatsapp"),
        hub.owner.get("/readyz"),
    ]
    for answer in answers:
        for secret in (APP_SECRET, WEBHOOK_SECRET, VERIFY_TOKEN):
            assert secret not in answer.text
