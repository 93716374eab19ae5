"""Every kind of outgoing message: what is taken, and which error a wrong one gets."""

from __future__ import annotations

from typing import Any

import pytest

from inbox.sandbox.specimens import WEBP, pdf, png, voice_note
from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.whatsapp.kinds import Shelves, check_content
from inbox.sandbox.whatsapp.media import MediaShelf
from inbox.sandbox.whatsapp.parts import Part
from inbox.sandbox.world import SandboxClock, SeededIds

CATALOG = "551"


@pytest.fixture
def shelves() -> Shelves:
    media = MediaShelf(SandboxClock(lambda: 1_795_000_000.0), SeededIds(1), "secret", "http://127.0.0.1/graph")
    return Shelves(media, CATALOG, frozenset({"SKU-1", "SKU-2"}))


def refusal(shelves: Shelves, kind: str, content: Any) -> int | None:
    try:
        check_content(kind, Part({kind: content}), shelves)
    except GraphError as error:
        return error.code if error.details else -1
    return None


def interactive(kind: str, action: Any, **more: Any) -> dict[str, Any]:
    return {"type": kind, "body": {"text": "Guten Tag"}, "action": action} | more


def buttons(*titles: str) -> dict[str, Any]:
    return {"buttons": [{"type": "reply", "reply": {"id": f"b{n}", "title": title}} for n, title in enumerate(titles)]}


def rows(count: int, **more: Any) -> list[dict[str, Any]]:
    return [{"id": f"r{n}", "title": f"Zeile {n}"} | more for n in range(count)]


def products(count: int) -> list[dict[str, Any]]:
    return [{"product_retailer_id": "SKU-1"}] * count


LINK = {"name": "cta_url", "parameters": {"display_text": "Jetzt zahlen", "url": "https://pay.example/x"}}
HEADER = {"header": {"type": "text", "text": "Auswahl"}}

TAKEN = [
    ("text", {"body": "Hallo", "preview_url": True}),
    ("text", {"body": "x" * 4096}),
    ("image", {"link": "https://a.example/x.jpg", "caption": "x" * 1024}),
    ("video", {"link": "https://a.example/x.mp4"}),
    ("audio", {"link": "https://a.example/x.ogg"}),
    ("document", {"link": "https://a.example/x.pdf", "filename": "rechnung.pdf", "caption": "Rechnung"}),
    ("sticker", {"link": "https://a.example/x.webp"}),
    ("location", {"latitude": 53.5, "longitude": 9.9, "name": "Laden", "address": "Weg 1"}),
    ("reaction", {"message_id": "wamid.A", "emoji": "👍"}),
    ("interactive", interactive("button", buttons("Ja", "Nein", "Später"))),
    ("interactive", interactive("list", {"button": "Wählen", "sections": [{"rows": rows(10, description="x" * 72)}]})),
    (
        "interactive",
        interactive("cta_url", LINK, header={"type": "image", "image": {"link": "https://a.example/i.png"}}),
    ),
    ("interactive", {"type": "product", "action": {"catalog_id": CATALOG, "product_retailer_id": "SKU-1"}}),
    (
        "interactive",
        interactive("product_list", {"catalog_id": CATALOG, "sections": [{"product_items": products(30)}]}, **HEADER),
    ),
    ("interactive", interactive("catalog_message", {"name": "catalog_message"})),
    ("interactive", interactive("request_contact_info", {"name": "request_contact_info"})),
    ("interactive", interactive("location_request_message", {"name": "send_location"})),
    ("contacts", [{"name": {"formatted_name": "Eva Lang", "first_name": "Eva"}, "phones": [{"phone": "+4930123"}]}]),
]

REFUSED = [
    (100, "text", {"body": "x" * 4097}),
    (131008, "text", {"body": "  "}),
    (131008, "text", {}),
    (100, "text", {"body": "Hallo", "bold": True}),
    (100, "text", "Hallo"),
    (100, "text", {"body": "Hallo", "preview_url": "yes"}),
    (131008, "image", {"caption": "ohne Bild"}),
    (131008, "image", {"id": "1", "link": "https://a.example/x.jpg"}),
    (100, "image", {"id": "4711"}),
    (131009, "image", {"link": "file:///etc/passwd"}),
    (131009, "image", {"link": "https://a.example/x.jpg", "caption": "x" * 1025}),
    (100, "audio", {"link": "https://a.example/x.ogg", "caption": "stumm"}),
    (131009, "location", {"latitude": 91, "longitude": 0}),
    (131008, "location", {"latitude": 1}),
    (131008, "reaction", {"emoji": "👍"}),
    (131009, "reaction", {"message_id": "wamid.A", "emoji": "x" * 17}),
    (100, "telegram", {"body": "x"}),
    (131009, "contacts", []),
    (131008, "contacts", [{"name": {"formatted_name": "Eva"}}]),
    (131009, "interactive", interactive("button", buttons("a", "b", "c", "d"))),
    (131009, "interactive", interactive("button", buttons("gleich", "gleich"))),
    (131009, "interactive", interactive("button", buttons("x" * 21))),
    (131009, "interactive", interactive("button", buttons("Ja"), footer={"text": "x" * 61})),
    (131009, "interactive", interactive("button", buttons("Ja"), body={"text": "x" * 1025})),
    (131008, "interactive", {"type": "button", "action": buttons("Ja")}),
    (131009, "interactive", interactive("list", {"button": "x" * 21, "sections": [{"rows": rows(1)}]})),
    (131009, "interactive", interactive("list", {"button": "Los", "sections": [{"rows": rows(11)}]})),
    (131008, "interactive", interactive("list", {"button": "Los", "sections": [{"rows": rows(1)}, {"rows": rows(1)}]})),
    (131009, "interactive", interactive("list", {"button": "Los", "sections": [{"rows": rows(1) * 2}]})),
    (
        131009,
        "interactive",
        interactive("cta_url", {"name": "cta_url", "parameters": {"display_text": "x" * 21, "url": "https://a"}}),
    ),
    (
        131009,
        "interactive",
        interactive("cta_url", {"name": "cta_url", "parameters": {"display_text": "x", "url": "javascript:1"}}),
    ),
    (131009, "interactive", interactive("product", {"catalog_id": "999", "product_retailer_id": "SKU-1"})),
    (131009, "interactive", interactive("product", {"catalog_id": CATALOG, "product_retailer_id": "SKU-9"})),
    (131009, "interactive", interactive("product", {"catalog_id": CATALOG, "product_retailer_id": "SKU-1"}, **HEADER)),
    (
        131008,
        "interactive",
        interactive("product_list", {"catalog_id": CATALOG, "sections": [{"product_items": products(1)}]}),
    ),
    (
        131009,
        "interactive",
        interactive(
            "product_list",
            {"catalog_id": CATALOG, "sections": [{"title": "a", "product_items": products(16)}] * 2},
            **HEADER,
        ),
    ),
    (131009, "interactive", interactive("dance", {})),
]


@pytest.mark.parametrize(("kind", "content"), TAKEN)
def test_documented_shapes_are_taken(shelves: Shelves, kind: str, content: Any) -> None:
    assert refusal(shelves, kind, content) is None


@pytest.mark.parametrize(("code", "kind", "content"), REFUSED)
def test_wrong_shapes_and_sizes_get_metas_code(shelves: Shelves, code: int, kind: str, content: Any) -> None:
    assert refusal(shelves, kind, content) == code


def test_media_ids_must_be_of_the_kind_that_uses_them(shelves: Shelves) -> None:
    picture = shelves.media.upload("image/png", png()).id
    voice = shelves.media.upload("audio/ogg; codecs=opus", voice_note()).id
    paper = shelves.media.upload("application/pdf", pdf("Rechnung")).id
    sticker = shelves.media.upload("image/webp", WEBP).id
    assert refusal(shelves, "image", {"id": picture}) is None
    assert refusal(shelves, "audio", {"id": voice, "voice": True}) is None
    assert refusal(shelves, "document", {"id": paper, "filename": "r.pdf"}) is None
    assert refusal(shelves, "sticker", {"id": sticker}) is None
    assert refusal(shelves, "image", {"id": voice}) == 131053
    assert refusal(shelves, "sticker", {"id": picture}) == 131053
