"""The calls as they go over the wire, and every way they can end; the transport is a fake, the client is whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import httpx
import pytest

from inbox.domain.ids import MessageId
from inbox.domain.messages import Contact
from inbox.platforms.whatsapp.client import Sent, WhatsAppClient
from inbox.platforms.whatsapp.errors import LostAnswer, MediaTrouble, NotSent, WhatsAppError
from inbox.platforms.whatsapp.limits import LimitExceeded
from inbox.system.secrets import Secret
from inbox.system.settings import WhatsAppSettings

TOKEN = "EAAcanarytoken0123456789"
SETTINGS = WhatsAppSettings(
    token=Secret(TOKEN),
    app_secrets=(Secret("s"),),
    verify_token=Secret("v"),
    phone_number_id="1066",
    business_account_id="2077",
    graph_version="v25.0",
)
ACCEPTED = {
    "messaging_product": "whatsapp",
    "contacts": [{"input": "+4915112345678", "wa_id": "4915112345678"}],
    "messages": [{"id": "wamid.OUT1"}],
}
Handler = Callable[[httpx.Request], httpx.Response]


class Meta:
    """A pretend Graph API that answers what it is told and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[httpx.Request] = []
        self.answer: Handler = lambda _: httpx.Response(200, json=ACCEPTED)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.asked.append(request)
        return self.answer(request)


@pytest.fixture
def meta() -> Meta:
    return Meta()


@pytest.fixture
def client(meta: Meta) -> Iterator[WhatsAppClient]:
    made = WhatsAppClient(SETTINGS, httpx.MockTransport(meta))
    yield made
    made.close()


def said(request: httpx.Request) -> object:
    """Return the JSON of a request."""
    return json.loads(request.content)


def test_send(client: WhatsAppClient, meta: Meta) -> None:
    assert client.send({"type": "text"}) == Sent(MessageId("wamid.OUT1"), wa_id="4915112345678")
    [request] = meta.asked
    assert (request.method, str(request.url)) == ("POST", "https://graph.facebook.com/v25.0/1066/messages")
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert said(request) == {"type": "text"}


def test_send_to_somebody_without_a_number(client: WhatsAppClient, meta: Meta) -> None:
    answer = {
        "contacts": [{"input": "DE.4477", "user_id": "DE.4477"}],
        "messages": [{"id": "w", "message_status": "accepted"}],
    }
    meta.answer = lambda _: httpx.Response(200, json=answer)
    assert client.send({}) == Sent(MessageId("w"), user_id="DE.4477", status="accepted")


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, json={}),
        httpx.Response(200, json={"messages": [{}]}),
        httpx.Response(200, json=[1]),
        httpx.Response(200, json="ok"),
        httpx.Response(200, content=b""),
        httpx.Response(200, content=b"<html>"),
        httpx.Response(500, content=b"<html>Bad gateway</html>"),
        httpx.Response(502, content=b""),
        httpx.Response(503, json={"message": "no error object"}),
        httpx.Response(504, json={"error": "a text"}),
    ],
    ids=lambda answer: f"{answer.status_code} {answer.content[:12]!r}",
)
def test_answers_that_leave_it_open(client: WhatsAppClient, meta: Meta, answer: httpx.Response) -> None:
    meta.answer = lambda _: answer
    with pytest.raises(LostAnswer):
        client.send({})
    assert len(meta.asked) == 1


@pytest.mark.parametrize(
    "trouble", [httpx.ReadTimeout, httpx.WriteTimeout, httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError]
)
def test_lost_after_it_went_out(client: WhatsAppClient, meta: Meta, trouble: type[httpx.TransportError]) -> None:
    def drop(request: httpx.Request) -> httpx.Response:
        raise trouble("dropped", request=request)

    meta.answer = drop
    with pytest.raises(LostAnswer, match="may have been sent"):
        client.send({})
    assert len(meta.asked) == 1


@pytest.mark.parametrize("trouble", [httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError])
def test_certainly_not_sent(client: WhatsAppClient, meta: Meta, trouble: type[httpx.TransportError]) -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise trouble("refused", request=request)

    meta.answer = refuse
    with pytest.raises(NotSent, match="nothing was sent"):
        client.send({})


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 503])
@pytest.mark.parametrize("code", [2, 131016, 131000, 131056, 190, 999])
def test_an_error_object_proves_that_nothing_was_sent(
    client: WhatsAppClient, meta: Meta, status: int, code: int
) -> None:
    error = {"code": code, "message": "m", "error_data": {"details": "d"}, "fbtrace_id": "Axy", "error_subcode": 9}
    meta.answer = lambda _: httpx.Response(status, json={"error": error})
    with pytest.raises(WhatsAppError) as caught:
        client.send({})
    assert not isinstance(caught.value, LostAnswer | NotSent)
    assert (caught.value.code, caught.value.status, caught.value.fbtrace_id) == (code, status, "Axy")


@pytest.mark.parametrize("status", [302, 400, 403, 404, 413, 429])
def test_refused_without_words(client: WhatsAppClient, meta: Meta, status: int) -> None:
    meta.answer = lambda _: httpx.Response(status, content=b"no", headers={"location": "https://evil.example/"})
    with pytest.raises(WhatsAppError) as caught:
        client.send({})
    assert not isinstance(caught.value, LostAnswer)
    assert len(meta.asked) == 1


@pytest.mark.parametrize(
    ("header", "seconds"), [("30", 30), ("x", None), ("-1", None), ("999999999", None), (None, None)]
)
def test_retry_after(client: WhatsAppClient, meta: Meta, header: str | None, seconds: int | None) -> None:
    headers = {} if header is None else {"Retry-After": header}
    meta.answer = lambda _: httpx.Response(429, json={"error": {"code": 4}}, headers=headers)
    with pytest.raises(WhatsAppError) as caught:
        client.send({})
    assert caught.value.retry_after == seconds


def test_the_token_is_in_no_error_and_no_repr(client: WhatsAppClient, meta: Meta) -> None:
    meta.answer = lambda _: httpx.Response(401, json={"error": {"code": 190, "message": "expired"}})
    with pytest.raises(WhatsAppError) as caught:
        client.check_token()
    assert TOKEN not in repr(caught.value) + str(caught.value) + str(caught.value.problem()) + repr(client)


def test_the_token_goes_to_meta_only() -> None:
    elsewhere = WhatsAppSettings(
        token=Secret(TOKEN),
        app_secrets=(),
        verify_token=Secret("v"),
        phone_number_id="1",
        business_account_id="2",
        graph_url="https://graph.example",
    )
    with pytest.raises(ValueError, match="Meta only"):
        WhatsAppClient(elsewhere)


def test_mark_read(client: WhatsAppClient, meta: Meta) -> None:
    meta.answer = lambda _: httpx.Response(200, json={"success": True})
    client.mark_read(MessageId("wamid.IN"))
    client.mark_read(MessageId("wamid.IN"), typing=True)
    plain = {"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.IN"}
    assert [said(request) for request in meta.asked] == [plain, plain | {"typing_indicator": {"type": "text"}}]


def test_upload(client: WhatsAppClient, meta: Meta) -> None:
    meta.answer = lambda _: httpx.Response(200, json={"id": "9001"})
    assert client.upload(b"%PDF-", "application/pdf", 'R"echnung\n.pdf') == "9001"
    [request] = meta.asked
    assert str(request.url).endswith("/1066/media")
    content = request.content.decode()
    assert 'name="messaging_product"\r\n\r\nwhatsapp' in content
    assert 'name="type"\r\n\r\napplication/pdf' in content
    assert "Content-Type: application/pdf\r\n\r\n%PDF-" in content
    meta.answer = lambda _: httpx.Response(200, json={})
    with pytest.raises(LostAnswer):
        client.upload(b"x", "text/plain", "a.txt")


def test_media_info(client: WhatsAppClient, meta: Meta) -> None:
    answer = {
        "url": "https://lookaside.fbsbx.com/x",
        "mime_type": "image/png",
        "sha256": "ab",
        "file_size": "12",
        "id": "9",
    }
    meta.answer = lambda _: httpx.Response(200, json=answer)
    info = client.media_info("9")
    assert (info.url, info.mime, info.sha256, info.size) == ("https://lookaside.fbsbx.com/x", "image/png", "ab", 12)
    assert str(meta.asked[0].url) == "https://graph.facebook.com/v25.0/9?phone_number_id=1066"


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(400, json={"error": {"code": 100, "error_subcode": 33}}),
        httpx.Response(404, content=b""),
        httpx.Response(200, json={"id": "9"}),
    ],
)
def test_expired_media(client: WhatsAppClient, meta: Meta, answer: httpx.Response) -> None:
    meta.answer = lambda _: answer
    with pytest.raises(MediaTrouble) as caught:
        client.media_info("9")
    assert caught.value.reason == "gone"


@pytest.mark.parametrize("name", ["", "../me", "..", "a/b", "a?b", "9#", "%2e", "x" * 200, "９"])
def test_ids_lead_nowhere_else(client: WhatsAppClient, meta: Meta, name: str) -> None:
    with pytest.raises(WhatsAppError):
        client.media_info(name)
    assert not meta.asked


def paged(pages: list[list[object]]) -> Handler:
    """Answer page after page, by cursor."""

    def answer(request: httpx.Request) -> httpx.Response:
        number = int(request.url.params.get("after", "0"))
        paging: dict[str, object] = {"cursors": {"before": "x", "after": str(number + 1)}}
        if number + 1 < len(pages):
            paging["next"] = f"https://evil.example/?access_token={TOKEN}"
        return httpx.Response(200, json={"data": pages[number], "paging": paging})

    return answer


def test_templates(client: WhatsAppClient, meta: Meta) -> None:
    one: dict[str, object] = {
        "name": "zahlung_offen",
        "language": "de",
        "status": "APPROVED",
        "category": "UTILITY",
        "parameter_format": "NAMED",
        "quality_score": {"score": "GREEN"},
        "components": [{"type": "BODY", "text": "Hallo {{vorname}}"}],
    }
    meta.answer = paged([[one, {"name": "half"}, 7], [], [{**one, "language": "en", "parameter_format": None}]])
    pages = list(client.template_pages())
    assert [[template.language for template in page] for page in pages] == [["de"], [], ["en"]]
    found = pages[0][0]
    assert (found.name, found.status, found.named, found.quality) == ("zahlung_offen", "APPROVED", True, "GREEN")
    assert not pages[2][0].named
    assert [request.url.host for request in meta.asked] == ["graph.facebook.com"] * 3
    assert [request.url.params.get("after") for request in meta.asked] == [None, "1", "2"]
    assert meta.asked[0].url.path == "/v25.0/2077/message_templates"


def test_pages_end_when_the_cursor_stands_still(client: WhatsAppClient, meta: Meta) -> None:
    stuck = {"data": [], "paging": {"cursors": {"after": "same"}, "next": "https://graph.facebook.com/"}}
    meta.answer = lambda _: httpx.Response(200, json=stuck)
    assert len(list(client.template_pages())) == 2


def test_products(client: WhatsAppClient, meta: Meta) -> None:
    one: dict[str, object] = {
        "retailer_id": "SKU-1",
        "name": "Becher",
        "price": "29,90 €",
        "currency": "EUR",
        "availability": "in stock",
        "visibility": "published",
        "review_status": "approved",
    }
    meta.answer = paged(
        [[one, {**one, "availability": "out of stock"}, {"retailer_id": "SKU-2"}, {"name": "nameless"}]]
    )
    [page] = client.product_pages("551")
    assert [(product.sku, product.can_be_offered()) for product in page] == [
        ("SKU-1", True),
        ("SKU-1", False),
        ("SKU-2", True),
    ]
    assert (page[0].price_text, page[0].currency) == ("29,90 €", "eur")
    assert meta.asked[0].url.path == "/v25.0/551/products"


def test_catalogs(client: WhatsAppClient, meta: Meta) -> None:
    meta.answer = paged([[{"id": "551", "name": "Laden"}, {"name": "x"}]])
    [catalog] = client.catalogs()
    assert (catalog.id, catalog.name) == ("551", "Laden")


def test_phone_number(client: WhatsAppClient, meta: Meta) -> None:
    health = {
        "can_send_message": "BLOCKED",
        "entities": [{"errors": [{"error_description": "no card"}, {}]}, {"errors": None}, 7],
    }
    answer = {
        "display_phone_number": "+49 30 555",
        "quality_rating": "GREEN",
        "whatsapp_business_manager_messaging_limit": "TIER_2K",
        "health_status": health,
    }
    meta.answer = lambda _: httpx.Response(200, json=answer)
    number = client.phone_number()
    assert (number.number, number.quality, number.messaging_limit) == ("+49 30 555", "GREEN", "TIER_2K")
    assert (number.can_send, number.obstacles) == ("BLOCKED", ("no card",))


@pytest.mark.parametrize(
    ("data", "is_valid", "expires", "scopes"),
    [
        ({"is_valid": True, "expires_at": 0, "scopes": ["a", 7]}, True, None, ("a",)),
        ({"is_valid": True, "expires_at": 1795000000}, True, "2026-11-18T11:06:40.000Z", ()),
        ({"is_valid": False, "error": {"message": "expired"}}, False, None, ()),
        ({}, False, None, ()),
    ],
)
def test_token(
    client: WhatsAppClient, meta: Meta, data: object, is_valid: bool, expires: str | None, scopes: tuple[str, ...]
) -> None:
    meta.answer = lambda _: httpx.Response(200, json={"data": data})
    check = client.check_token()
    assert (check.is_valid, check.expires_at, check.scopes) == (is_valid, expires, scopes)
    assert meta.asked[0].url.params["input_token"] == TOKEN


def test_subscribe(client: WhatsAppClient, meta: Meta) -> None:
    meta.answer = lambda _: httpx.Response(200, json={"success": True})
    client.subscribe("https://hub.example/webhooks/whatsapp", "secret")
    assert meta.asked[0].url.path == "/v25.0/2077/subscribed_apps"
    assert said(meta.asked[0]) == {
        "override_callback_uri": "https://hub.example/webhooks/whatsapp",
        "verify_token": "secret",
    }
    with pytest.raises(LimitExceeded):
        client.subscribe("https://hub.example/" + "x" * 200, "secret")


def test_block_and_unblock(client: WhatsAppClient, meta: Meta) -> None:
    meta.answer = lambda _: httpx.Response(200, json={"block_users": {"added_users": [{}]}})
    client.block(Contact(wa_id="4915112345678"))
    client.unblock(Contact(user_id="DE.1"))
    assert [request.method for request in meta.asked] == ["POST", "DELETE"]
    assert [said(request) for request in meta.asked] == [
        {"messaging_product": "whatsapp", "block_users": [{"user": "+4915112345678"}]},
        {"messaging_product": "whatsapp", "block_users": [{"user_id": "DE.1"}]},
    ]


def test_block_that_failed_for_the_person(client: WhatsAppClient, meta: Meta) -> None:
    failed = {"block_users": {"failed_users": [{"errors": [{"message": "not in the last 24 hours"}]}]}}
    meta.answer = lambda _: httpx.Response(200, json=failed)
    with pytest.raises(WhatsAppError, match="not in the last 24 hours"):
        client.block(Contact(wa_id="4915112345678"))


def test_a_sample_is_uploaded_in_a_session_of_its_own_under_the_tokens_app(client: WhatsAppClient, meta: Meta) -> None:
    session = "upload:MTphdHRh_2-ZA==?sig=ARZq-kG_A"
    answers: list[dict[str, object]] = [{"data": {"is_valid": True, "app_id": "3088"}}, {"id": session}, {"h": "4::aW"}]
    meta.answer = lambda _: httpx.Response(200, json=answers[len(meta.asked) - 1])
    assert client.upload_sample(b"%PDF-1.4", "application/pdf", "invoice.pdf") == "4::aW"
    _, opened, given = meta.asked
    assert (opened.method, opened.url.path) == ("POST", "/v25.0/3088/uploads")
    assert dict(opened.url.params) == {"file_name": "invoice.pdf", "file_length": "8", "file_type": "application/pdf"}
    assert (given.url.path, given.url.params["sig"]) == ("/v25.0/upload:MTphdHRh_2-ZA==", "ARZq-kG_A")
    assert (given.headers["authorization"], given.headers["file_offset"]) == (f"OAuth {TOKEN}", "0")
    assert given.content == b"%PDF-1.4"


@pytest.mark.parametrize("session", ["upload:../me", "https://evil.example/upload:1", "upload:a?sig=b&x=c", "9001", ""])
def test_no_session_leads_elsewhere(client: WhatsAppClient, meta: Meta, session: str) -> None:
    answers: list[dict[str, object]] = [{"data": {"app_id": "3088"}}, {"id": session}]
    meta.answer = lambda _: httpx.Response(200, json=answers[len(meta.asked) - 1])
    with pytest.raises((WhatsAppError, LostAnswer)):
        client.upload_sample(b"%PDF-1.4", "application/pdf", "invoice.pdf")
    assert len(meta.asked) == 2
