"""The calls the shop makes to WhatsApp: send, mark read, files, templates, products, the number's health.

Used by the hub's worker threads and ``tresen doctor``; blocking, safe to share between threads, never on an event loop.
Nothing is repeated here: WhatsApp has no idempotency key, so a second try may be a second message. Each call raises
``WhatsAppError``, ``LostAnswer`` or ``NotSent`` (see ``errors``). developers.facebook.com, WhatsApp > Cloud API.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, TypeVar

import httpx
import msgspec

from inbox.domain.ids import MessageId
from inbox.domain.messages import Contact
from inbox.domain.templates import Template
from inbox.platforms.whatsapp import listings, media
from inbox.platforms.whatsapp.errors import LostAnswer, WhatsAppError
from inbox.platforms.whatsapp.fields import Json, rows, table, text
from inbox.platforms.whatsapp.graph import Graph, node
from inbox.platforms.whatsapp.limits import CALLBACK_URI, check_length
from inbox.platforms.whatsapp.recipients import block_entry
from inbox.system.settings import WhatsAppSettings

_MOST_PAGES = 500
_PAGE = 100
_BLOCK_FAILED = 139100
_INVALID = 100
_T = TypeVar("_T")


class Sent(msgspec.Struct, frozen=True):
    """WhatsApp accepted a message; whether it arrives, statuses say. ``status`` is only given for templates."""

    message_id: MessageId
    wa_id: str | None = None
    user_id: str | None = None
    status: str | None = None


class Submitted(msgspec.Struct, frozen=True):
    """Meta took a template to review: its state now (``PENDING`` as a rule) and the category it was given."""

    status: str = "PENDING"
    category: str | None = None


class Picture(msgspec.Struct, frozen=True):
    """A product's picture: ``key`` stays the same as long as the picture does, ``url`` is where it lies for now."""

    key: str
    url: str


class WhatsAppClient:
    """One phone number of the Cloud API. ``transport`` replaces the network in tests."""

    def __init__(self, settings: WhatsAppSettings, transport: httpx.BaseTransport | None = None) -> None:
        self._phone = node(settings.phone_number_id)
        self._account = node(settings.business_account_id)
        self._token = settings.token
        self._graph = Graph(settings, transport)

    def close(self) -> None:
        """Close all connections."""
        self._graph.close()

    def send(self, payload: Json) -> Sent:
        """Send what a builder of ``payloads`` made."""
        answer = self._graph.post(f"{self._phone}/messages", payload)
        message: Json = next(iter(rows(answer, "messages")), {})
        contact: Json = next(iter(rows(answer, "contacts")), {})
        message_id = text(message, "id")
        if message_id is None:
            raise LostAnswer("the answer names no message")
        return Sent(
            MessageId(message_id), text(contact, "wa_id"), text(contact, "user_id"), text(message, "message_status")
        )

    def mark_read(self, message_id: MessageId, typing: bool = False) -> None:
        """Show blue ticks up to a message; ``typing`` also shows that somebody writes, for 25 seconds at most."""
        body: dict[str, object] = {"messaging_product": "whatsapp", "status": "read", "message_id": message_id}
        if typing:
            body["typing_indicator"] = {"type": "text"}
        self._graph.post(f"{self._phone}/messages", body)

    def upload(self, content: bytes | IO[bytes], mime: str, filename: str) -> str:
        """Upload a file to be sent and return its id, which holds for 30 days. Losing the answer does no harm.

        A file that is open is read while it goes out; it must know its size and be able to go back to its beginning.
        """
        answer = self._graph.post(
            f"{self._phone}/media",
            form={"messaging_product": "whatsapp", "type": mime},
            files={"file": (filename, content, mime)},
        )
        media_id = text(answer, "id")
        if media_id is None:
            raise LostAnswer("the answer names no file")
        return media_id

    def media_info(self, media_id: str) -> listings.MediaInfo:
        """Return where a file lies; MediaTrouble ``gone`` once its id has expired (7 days for received ones)."""
        try:
            answer = self._graph.get(node(media_id), {"phone_number_id": self._phone})
        except WhatsAppError as error:
            if error.code == _INVALID or error.status == 404:
                raise media.gone(error.detail) from error
            raise
        info = listings.media_info(answer)
        if info is None:
            raise media.gone("the answer names no address")
        return info

    def download(
        self, url: str, into: Callable[[bytes], object], *, limit: int = media.LARGEST, sha256: str | None = None
    ) -> media.Downloaded:
        """Stream a file into ``into`` (see ``media.download``); MediaTrouble ``gone`` when its address has expired."""
        return media.download(self._graph, url, into, limit=limit, sha256=sha256)

    def fetch_media(
        self, media_id: str, into: Callable[[bytes], object], *, limit: int = media.LARGEST
    ) -> media.Downloaded:
        """Stream the file with this id into ``into``, checked against the hash that Meta announces for it."""
        info = self.media_info(media_id)
        if info.size is not None and info.size > limit:
            raise media.too_large(limit)
        return self.download(info.url, into, limit=limit, sha256=info.sha256)

    def template_pages(self) -> Iterator[list[Template]]:
        """Yield the account's templates, in every language and state, page by page."""
        path = f"{self._account}/message_templates"
        return self._pages(path, listings.TEMPLATE_FIELDS, listings.template)

    def submit_template(self, body: Json) -> Submitted:
        """Submit what ``template_create`` made to review; repeating it makes no second one, the name is then taken."""
        answer = self._graph.post(f"{self._account}/message_templates", body)
        status, category = text(answer, "status"), text(answer, "category")
        return Submitted((status or "PENDING").upper(), category and category.upper())

    def upload_sample(self, content: bytes, mime: str, filename: str) -> str:
        """Upload the sample of a template's heading and return its handle. Losing an answer does no harm.

        developers.facebook.com, Graph API > Resumable Upload API.
        """
        app = self.check_token().app_id
        if app is None:
            raise WhatsAppError("the token names no app", code=_INVALID)
        file: dict[str, str | int] = {"file_name": filename, "file_length": len(content), "file_type": mime}
        session = text(self._graph.post(f"{node(app)}/uploads", query=file), "id")
        handle = None if session is None else text(self._graph.put_sample(session, content), "h")
        if handle is None:
            raise LostAnswer("the answer names no sample")
        return handle

    def catalogs(self) -> list[listings.Catalog]:
        """Return the catalogues connected to the account; there is one at most today."""
        path = f"{self._account}/product_catalogs"
        return [one for page in self._pages(path, "id,name", listings.catalog) for one in page]

    def product_pages(self, catalog_id: str) -> Iterator[list[listings.Product]]:
        """Yield a catalogue's products page by page."""
        return self._pages(f"{node(catalog_id)}/products", listings.PRODUCT_FIELDS, listings.product)

    def picture_of(self, product: listings.Product) -> Picture | None:
        """Return where a product's picture can be had; None when it has none, or only at hosts that are not Meta's."""
        for url in product.image_urls:
            key = media.picture_key(self._graph, url)
            if key is not None:
                return Picture(key, url)
        return None

    def fetch_picture(self, url: str, into: Callable[[bytes], object], *, limit: int) -> media.Downloaded:
        """Stream a product's picture into ``into``; MediaTrouble when it is gone, too large or not at Meta."""
        return media.download_picture(self._graph, url, into, limit=limit)

    def phone_number(self) -> listings.PhoneNumber:
        """Return the number with its quality, limits and health."""
        return listings.phone_number(self._graph.get(self._phone, {"fields": listings.PHONE_FIELDS}))

    def check_token(self) -> listings.TokenCheck:
        """Return what Meta says about the token these calls are made with."""
        return listings.token_check(self._graph.get("debug_token", {"input_token": self._token.reveal()}))

    def subscribe(self, callback_uri: str, verify_token: str) -> None:
        """Have webhooks of the account sent to ``callback_uri``; Meta calls it at once with ``verify_token``."""
        check_length(CALLBACK_URI, callback_uri)
        body = {"override_callback_uri": callback_uri, "verify_token": verify_token}
        self._graph.post(f"{self._account}/subscribed_apps", body)

    def block(self, person: Contact) -> None:
        """Let a person no longer write to the shop; only somebody who wrote within the last 24 hours."""
        self._blocked(self._graph.post(f"{self._phone}/block_users", _block_list(person)))

    def unblock(self, person: Contact) -> None:
        """Let a person write to the shop again."""
        self._blocked(self._graph.delete(f"{self._phone}/block_users", _block_list(person)))

    def _blocked(self, answer: Json) -> None:
        failed = rows(table(answer, "block_users"), "failed_users")
        if failed:
            errors = rows(failed[0], "errors")
            words = text(errors[0], "message") if errors else None
            raise WhatsAppError(words or "WhatsApp gave no reason", code=_BLOCK_FAILED)

    def _pages(self, path: str, fields: str, reader: Callable[[Json], _T | None]) -> Iterator[list[_T]]:
        """Follow the cursors, not the ``next`` addresses: those carry the token and could lead anywhere."""
        query: dict[str, str | int] = {"fields": fields, "limit": _PAGE}
        for _ in range(_MOST_PAGES):
            answer = self._graph.get(path, query)
            yield [one for row in rows(answer, "data") if (one := reader(row)) is not None]
            paging = table(answer, "paging")
            after = text(table(paging, "cursors"), "after")
            if text(paging, "next") is None or after is None or after == query.get("after"):
                return
            query["after"] = after


def _block_list(person: Contact) -> Json:
    return {"messaging_product": "whatsapp", "block_users": [block_entry(person)]}
