"""A pretend Meta behind a transport: takes messages, keeps them, and fails in whatever way a test asks for."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable

import httpx

from inbox.platforms.whatsapp.client import WhatsAppClient
from inbox.system.secrets import Secret
from inbox.system.settings import WhatsAppSettings

SETTINGS = WhatsAppSettings(
    token=Secret("EAAtoken"),
    app_secrets=(Secret("app"),),
    verify_token=Secret("verify"),
    phone_number_id="1066",
    business_account_id="2077",
    catalog_id="551",
    graph_url="http://127.0.0.1:1",
    is_test=True,
)


class Meta(httpx.BaseTransport):
    """``taken`` are the messages that really went out, in their order; ``plans`` what happens to the next calls."""

    def __init__(self) -> None:
        self.taken: list[dict] = []
        self.calls: list[tuple[str, dict]] = []
        self.blocked: set[str] = set()
        self.read: list[str] = []
        self.templates: list[dict] = []
        """The templates that were submitted, in their order; ``category`` is what Meta makes of the next."""
        self.category = "UTILITY"
        self.uploads: list[bytes] = []
        self.samples: list[bytes] = []
        """What was uploaded to be looked at in the review of a template."""
        self.plans: deque[str | int] = deque()
        self.cut: Callable[[httpx.Request], None] = lambda request: None
        self.after: Callable[[httpx.Request], None] = lambda request: None
        self.catalogs = [{"id": "661", "name": "Laden"}]
        self.cut_catalogs: Callable[[], None] = lambda: None
        self.client = WhatsAppClient(SETTINGS, self)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.cut(request)
        path = request.url.path.rpartition("/")[2]
        if path == "media":
            self.uploads.append(request.read())
            return httpx.Response(200, json={"id": "9001"})
        if path == "debug_token":
            return httpx.Response(200, json={"data": {"is_valid": True, "app_id": "3088"}})
        if path == "uploads" or path.startswith("upload:"):
            return self._sample(request, path)
        if path == "product_catalogs":
            self.cut_catalogs()
            return httpx.Response(200, json={"data": self.catalogs})
        body = json.loads(request.read())
        self.calls.append((path, body))
        if path == "message_templates":
            return self._submit(body)
        if path == "block_users":
            return self._block(request.method, body)
        if body.get("status") == "read":
            self.read.append(body["message_id"])
            return httpx.Response(200, json={"success": True})
        plan = self.plans.popleft() if self.plans else "take"
        if plan == "unreachable":
            raise httpx.ConnectError("no route")
        if plan == "lose before":
            raise httpx.ReadError("reset")
        if isinstance(plan, int):
            return httpx.Response(400, json={"error": {"message": "(#x) no", "code": plan, "fbtrace_id": "A1"}})
        self.taken.append(body)
        self.after(request)
        if plan == "lose after":
            raise httpx.ReadTimeout("late")
        name = self.message_id(len(self.taken) - 1)
        answer = {"contacts": [{"input": body.get("to"), "wa_id": "4915"}], "messages": [{"id": name}]}
        return httpx.Response(200, json=answer)

    def _submit(self, body: dict) -> httpx.Response:
        plan = self.plans.popleft() if self.plans else "take"
        if plan == "lose before":
            raise httpx.ReadError("reset")
        if isinstance(plan, int):
            error = {"code": 100, "error_subcode": plan, "message": "Invalid parameter", "error_user_msg": "so nicht"}
            return httpx.Response(400, json={"error": error if plan > 2_388_000 else {"code": plan, "message": "no"}})
        name = f"{body['name']}/{body['language']}"
        if any(f"{one['name']}/{one['language']}" == name for one in self.templates):
            error = {"code": 100, "error_subcode": 2388024, "message": "Invalid parameter", "error_user_msg": "there"}
            return httpx.Response(400, json={"error": error})
        self.templates.append(body)
        if plan == "lose after":
            raise httpx.ReadTimeout("late")
        return httpx.Response(200, json={"id": "7", "status": "PENDING", "category": self.category})

    def _sample(self, request: httpx.Request, path: str) -> httpx.Response:
        """Open a session for a template's sample, or take its bytes."""
        if path == "uploads":
            return httpx.Response(200, json={"id": "upload:MTIz=?sig=ARa_1"})
        self.samples.append(request.read())
        return httpx.Response(200, json={"h": "4::sample"})

    def _block(self, method: str, body: dict) -> httpx.Response:
        plan = self.plans.popleft() if self.plans else "take"
        if plan == "lose before":
            raise httpx.ReadError("reset")
        if isinstance(plan, int):
            return httpx.Response(400, json={"error": {"code": plan, "message": f"(#{plan}) no"}})
        who = next(iter(body["block_users"][0].values()))
        (self.blocked.discard if method == "DELETE" else self.blocked.add)(who)
        return httpx.Response(200, json={"messaging_product": "whatsapp", "block_users": {"added_users": []}})

    @staticmethod
    def message_id(place: int) -> str:
        return f"wamid.out{place}"

    def texts(self) -> list[str]:
        return [body["text"]["body"] for body in self.taken if body["type"] == "text"]

    def status(self, place: int, status: str = "sent", code: int | None = None, at: int = 1_795_338_000) -> bytes:
        """Return the webhook of a status of the message taken at ``place``."""
        body = self.taken[place]
        item = {"id": self.message_id(place), "status": status, "timestamp": str(at), "recipient_id": "4915112345678"}
        if "biz_opaque_callback_data" in body:
            item["biz_opaque_callback_data"] = body["biz_opaque_callback_data"]
        if code is not None:
            item["errors"] = [{"code": code, "title": "no"}]
        value = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": "1066"}, "statuses": [item]}
        entry = {"id": "2077", "changes": [{"field": "messages", "value": value}]}
        return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()
