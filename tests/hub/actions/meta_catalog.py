"""A pretend Meta that has only a catalog: its pages with cursors, its pictures, and whatever goes wrong with them."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from inbox.platforms.whatsapp.client import WhatsAppClient
from tests.hub.actions.meta import SETTINGS

PNG = b"\x89PNG\r\n\x1a\n" + bytes(1000)
HOST = "http://127.0.0.1:1"


def item(sku: str, price: str = "24,90 €", **more: object) -> dict[str, object]:
    """Return an entry of the catalog as Graph lists it."""
    return {
        "id": f"77{abs(hash(sku)) % 10**12}",
        "retailer_id": sku,
        "name": f"Kaffee {sku}",
        "description": "gut",
        "price": price,
        "currency": "EUR",
        "availability": "in stock",
        "visibility": "published",
        "review_status": "approved",
        "image_url": f"{HOST}/pictures/{sku}.png?oh=1",
        **more,
    }


class MetaCatalog(httpx.BaseTransport):
    """``answer`` may take any request's answer into its own hands; ``asked`` are the paths with their cursors."""

    def __init__(self, items: list[dict[str, object]] | None = None) -> None:
        self.items = items or []
        self.catalogs: list[dict[str, object]] = [{"id": "551", "name": "Laden"}]
        self.pictures: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.tokens: list[str] = []
        self.page = 100
        self.answer: Callable[[httpx.Request], httpx.Response | None] = lambda request: None
        self.client = WhatsAppClient(SETTINGS, self)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        after = request.url.params.get("after", "")
        self.asked.append(request.url.path + (f"?{after}" if after else ""))
        said = self.answer(request)
        if said is not None:
            return said
        name = request.url.path.rpartition("/")[2]
        if name == "product_catalogs":
            return httpx.Response(200, json={"data": self.catalogs})
        if name == "products":
            return self._products(int(after or 0))
        self.tokens.append(request.headers.get("authorization", ""))
        content = self.pictures.get(name, PNG)
        return httpx.Response(200, content=content, headers={"content-type": "image/png"})

    def readings(self) -> int:
        """Return how often the catalog was read from its beginning."""
        return sum(1 for path in self.asked if path.endswith("/products"))

    def _products(self, start: int) -> httpx.Response:
        shown = self.items[start : start + self.page]
        end = start + len(shown)
        paging: dict[str, object] = {"cursors": {"before": str(start), "after": str(end)}}
        if end < len(self.items):
            paging["next"] = f"https://elsewhere.example/{end}"
        return httpx.Response(200, json={"data": shown, "paging": paging})


def refuse(code: int, status: int = 400, subcode: int | None = None) -> httpx.Response:
    """Return Graph's error answer."""
    error = {"message": f"(#{code}) no", "type": "OAuthException", "code": code, "fbtrace_id": "A1"}
    error |= {} if subcode is None else {"error_subcode": subcode}
    return httpx.Response(status, json={"error": error})
