"""The Graph calls the sandbox knows, by method, kind of object and edge. Used by ``graph.py`` only.

Each call gets what was ``Asked`` and returns the JSON of the answer, or a finished response for files.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import parse_qsl

import msgspec
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from inbox.sandbox.whatsapp import blocklist, management
from inbox.sandbox.whatsapp.account import WhatsAppAccount
from inbox.sandbox.whatsapp.callbacks import Callbacks
from inbox.sandbox.whatsapp.errors import GraphError, no_such_object
from inbox.sandbox.whatsapp.media import ATTACHMENTS, Media
from inbox.sandbox.whatsapp.paging import page, select
from inbox.sandbox.whatsapp.parts import Part
from inbox.sandbox.whatsapp.samples import PREFIX

Json = Mapping[str, object]


class Asked(msgspec.Struct, frozen=True):
    """One request and the account it is about; ``node`` is the object id of its path."""

    account: WhatsAppAccount
    callbacks: Callbacks
    request: Request
    node: str

    @property
    def query(self) -> Mapping[str, str]:
        """Return the query parameters."""
        return self.request.query_params

    async def fields(self) -> dict[str, object]:
        """Return the body's fields: JSON or a form; GraphError 100 when it is neither."""
        body = await self.request.body()
        if not body:
            return {}
        if self.request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            return dict(parse_qsl(body.decode("utf-8", "replace")))
        try:
            return msgspec.json.decode(body, type=dict[str, object])
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise GraphError(100, "The request body is not a JSON object.") from error

    def paged(self, items: list[dict[str, object]]) -> Json:
        """Return the page of ``items`` the query asks for."""
        return page(items, self.query, str(self.request.url.replace(query="")))


Call = Callable[[Asked], Awaitable[Json | Response]]


def node_kind(account: WhatsAppAccount, node: str) -> str:
    """Return what kind of object an id names; an unknown id gives a kind no call has."""
    credentials = account.credentials
    kinds = {
        credentials.phone_number_id: "number",
        credentials.business_account_id: "account",
        credentials.catalog_id: "catalog",
        credentials.app_id: "app",
        "debug_token": "debug_token",
        ATTACHMENTS.partition("/")[0]: "attachments",
    }
    if node.startswith(PREFIX):
        return "upload"
    return kinds.get(node) or ("media" if node.isdigit() else "unknown")


async def _send(asked: Asked) -> Json:
    body = await asked.fields()
    if "status" not in body:
        return asked.account.outgoing.accept(body)
    asked.account.mark_read(Part(body))
    return {"success": True}


async def _number(asked: Asked) -> Json:
    callbacks = asked.callbacks.overrides
    configuration = {"webhook_configuration": {"phone_number": callbacks["number"]}} if "number" in callbacks else {}
    return select(management.phone_number(asked.account) | configuration, asked.query.get("fields"))


async def _configure_number(asked: Asked) -> Json:
    configuration = Part(await asked.fields()).part("webhook_configuration")
    if configuration.fields.get("override_callback_uri") == "":
        asked.callbacks.drop_override("number")
    else:
        await asked.callbacks.override("number", configuration)
    return {"success": True}


async def _upload(asked: Asked) -> Json:
    async with asked.request.form() as form:
        if form.get("messaging_product") != "whatsapp":
            raise GraphError(100, "The parameter messaging_product is required.")
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise GraphError(100, "The parameter file is required.")
        given = form.get("type")
        mime = given if isinstance(given, str) else file.content_type or ""
        return {"id": asked.account.media.upload(mime, await file.read()).id}


async def _open_upload(asked: Asked) -> Json:
    return {"id": asked.account.samples.open(Part(dict(asked.query)))}


async def _take_upload(asked: Asked) -> Json:
    offset, content = asked.request.headers.get("file_offset"), await asked.request.body()
    return {"h": asked.account.samples.take(asked.node, offset, content)}


def _media(asked: Asked) -> Media:
    number = asked.query.get("phone_number_id", asked.account.credentials.phone_number_id)
    media = asked.account.media.find(asked.node)
    if media is None or number != asked.account.credentials.phone_number_id:
        raise no_such_object(asked.node, asked.request.method)
    return media


async def _describe_media(asked: Asked) -> Json:
    return asked.account.media.describe(_media(asked))


async def _delete_media(asked: Asked) -> Json:
    asked.account.media.drop(_media(asked).id)
    return {"success": True}


async def _download(asked: Asked) -> Response:
    query = asked.query
    media = asked.account.media.open(query.get("mid", ""), query.get("ext", ""), query.get("hash", ""))
    if media is None:
        return Response("URL signature expired", 404, media_type="text/plain")
    return Response(media.content, media_type=media.mime)


async def _block(asked: Asked) -> Json:
    return blocklist.set_blocked(asked.account, await asked.fields(), block=asked.request.method == "POST")


async def _blocked(asked: Asked) -> Json:
    return asked.paged(blocklist.blocked(asked.account))


async def _commerce(asked: Asked) -> Json:
    return {"data": management.commerce_settings(asked.account)}


async def _change_commerce(asked: Asked) -> Json:
    return management.change_commerce_settings(asked.account, {**asked.query, **await asked.fields()})


async def _account(asked: Asked) -> Json:
    return select(management.business_account(asked.account), asked.query.get("fields"))


async def _numbers(asked: Asked) -> Json:
    return asked.paged([management.phone_number(asked.account)])


async def _templates(asked: Asked) -> Json:
    return asked.paged(management.templates(asked.account, asked.query))


async def _submit_template(asked: Asked) -> Json:
    return asked.account.submit_template(Part(await asked.fields()))


async def _catalogs(asked: Asked) -> Json:
    return asked.paged([management.catalog(asked.account)])


async def _catalog(asked: Asked) -> Json:
    return select(management.catalog(asked.account), asked.query.get("fields"))


async def _products(asked: Asked) -> Json:
    return asked.paged(asked.account.catalogue.listed(asked.query.get("filter")))


async def _subscribe(asked: Asked) -> Json:
    await asked.callbacks.subscribe(await asked.fields())
    return {"success": True}


async def _subscriptions(asked: Asked) -> Json:
    if not asked.callbacks.subscribed:
        return {"data": []}
    entry: dict[str, object] = {
        "whatsapp_business_api_data": {"id": asked.account.credentials.app_id, "name": "Tresen sandbox", "link": ""}
    }
    if "account" in asked.callbacks.overrides:
        entry["override_callback_uri"] = asked.callbacks.overrides["account"]
    return {"data": [entry]}


async def _unsubscribe(asked: Asked) -> Json:
    asked.callbacks.unsubscribe()
    return {"success": True}


async def _debug_token(asked: Asked) -> Json:
    return management.token_check(asked.account, asked.query)


CALLS: dict[tuple[str, str, str], Call] = {
    ("POST", "number", "messages"): _send,
    ("GET", "number", ""): _number,
    ("POST", "number", ""): _configure_number,
    ("POST", "number", "media"): _upload,
    ("POST", "app", "uploads"): _open_upload,
    ("POST", "upload", ""): _take_upload,
    ("GET", "number", "block_users"): _blocked,
    ("POST", "number", "block_users"): _block,
    ("DELETE", "number", "block_users"): _block,
    ("GET", "number", "whatsapp_commerce_settings"): _commerce,
    ("POST", "number", "whatsapp_commerce_settings"): _change_commerce,
    ("GET", "account", ""): _account,
    ("GET", "account", "phone_numbers"): _numbers,
    ("GET", "account", "message_templates"): _templates,
    ("POST", "account", "message_templates"): _submit_template,
    ("GET", "account", "product_catalogs"): _catalogs,
    ("GET", "account", "subscribed_apps"): _subscriptions,
    ("POST", "account", "subscribed_apps"): _subscribe,
    ("DELETE", "account", "subscribed_apps"): _unsubscribe,
    ("GET", "catalog", ""): _catalog,
    ("GET", "catalog", "products"): _products,
    ("GET", "media", ""): _describe_media,
    ("DELETE", "media", ""): _delete_media,
    ("GET", "debug_token", ""): _debug_token,
    ("GET", "attachments", ATTACHMENTS.strip("/").partition("/")[2]): _download,
}
