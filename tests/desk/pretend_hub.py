"""A hub made of a list: the answers of the contract, to be asked through httpx's mock transport, blocking or not."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from urllib.parse import unquote

import httpx
import msgspec

from inbox.domain import times
from inbox.domain.events import BODIES, VERSION, Event, MediaBody, MessageBody, encode_body
from inbox.domain.messages import Contact, Message
from inbox.domain.terms import Terms
from inbox.system.secrets import Secret
from tests.desk.kit import START

TOKEN = Secret("tr_canary_1f2e3d4c")
URL = "http://127.0.0.1:8610"
_TYPES = {body: kind for kind, body in reversed(BODIES.items())}


class PretendHub:
    """The log, the actions and the presence of a hub; ``fault`` may answer, or break, any request before it is looked at."""

    def __init__(self) -> None:
        self.epoch = "e-1"
        self.at = START
        """When everything happens."""
        self.events: list[Event] = []
        self.actions: dict[str, dict] = {}
        self.presence: list[dict] = []
        self.role = "agent"
        self.agents: set[str] = set()
        self.terms = Terms(name="Nordlicht")
        self.asked: list[str] = []
        self.made: list[tuple[str, dict]] = []
        self.fault: Callable[[httpx.Request], httpx.Response | None] = lambda request: None
        self.outcome = "succeeded"
        self.media: dict[str, bytes] = {}
        """What the hub has of files; ``wrong`` is what it sends instead, ``cut`` after how many bytes it breaks off."""
        self.wrong: dict[str, bytes] = {}
        self.cut: list[int] = []
        self.uploads: list[tuple[str, str, str]] = []
        """Id, name and type of each file that was handed over."""

    def say(self, words: str, conversation: str = "c_lena", direction: str = "in") -> Event:
        """Let somebody write."""
        number = len(self.events) + 1
        said = Message(id=f"wamid.{number}", kind="text", at=self._at(), direction=direction, channel="1066", text=words)
        return self.add(MessageBody(said, Contact(wa_id="49151", name="Lena")), conversation)

    def send_file(self, media: str, content: bytes, conversation: str = "c_lena", **changes: object) -> Event:
        """Let the hub have a file of a customer's message."""
        self.media[media] = content
        digest = hashlib.sha256(content).hexdigest()
        facts = {"mime": "image/png", "sha256": digest, "size": len(content), **changes}
        return self.add(MediaBody(f"wamid.{media}", media, **facts), conversation, "media.stored")

    def add(self, body: msgspec.Struct, conversation: str | None = "c_lena", kind: str | None = None) -> Event:
        """Append an event."""
        raw = msgspec.Raw(encode_body(body))
        event = Event(
            len(self.events) + 1, self._at(), VERSION, kind or _TYPES[type(body)], "whatsapp", conversation, raw
        )
        self.events.append(event)
        return event

    def _at(self) -> str:
        return times.to_text(self.at)

    def restore(self, upto: int) -> None:
        """Be restored from a backup."""
        number = int(self.epoch.removeprefix("e-"))
        self.epoch = f"e-{number + 1}"
        del self.events[upto:]
        self.actions.clear()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        self.asked.append(f"{request.method} {request.url.path}")
        is_file = request.url.path == "/v1/media"
        said = msgspec.json.decode(request.content) if request.content and not is_file else {}
        self.made.append((self.asked[-1], said))
        broken = self.fault(request)
        if broken is not None:
            return broken
        answer = self._answer(request)
        answer.headers["Hub-Epoch"] = self.epoch
        return answer

    def _answer(self, request: httpx.Request) -> httpx.Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN.reveal()}":
            return problem(401, "unauthorized", "A valid agent token is needed.")
        path = request.url.path
        if path == "/v1/events":
            return self._events(request)
        if path == "/v1/snapshot":
            return httpx.Response(200, content=self.snapshot())
        if path == "/v1/me":
            me = {"agent": "a_jana", "name": "Jana", "role": self.role, "token": "t", "shop": self.terms}
            return httpx.Response(200, content=msgspec.json.encode(me))
        if path.startswith("/v1/agents/"):
            if path.split("/")[3] not in self.agents:
                return problem(404, "unknown-agent", "There is no such agent.")
            return httpx.Response(200, content=b"{}")
        if path == "/v1/catalog":
            return httpx.Response(202)
        if path == "/v1/presence":
            self.presence.append(msgspec.json.decode(request.content))
            return httpx.Response(204)
        if path == "/v1/media":
            return self._upload(request)
        if path.startswith("/v1/media/"):
            return self._file(request, path.removeprefix("/v1/media/"))
        if path.startswith("/v1/actions"):
            return self._action(request, unquote(path.removeprefix("/v1/actions").lstrip("/")))
        return problem(404, "not-found", "There is nothing at this address.")

    def _upload(self, request: httpx.Request) -> httpx.Response:
        media = f"m_{len(self.media) + 1:024x}"
        self.media[media] = request.content
        self.uploads.append((media, request.url.params["filename"], request.headers["Content-Type"]))
        answer = {"id": media, "kind": "image", "mime": request.headers["Content-Type"], "size": len(request.content)}
        return httpx.Response(201, content=msgspec.json.encode(answer))

    def _file(self, request: httpx.Request, media: str) -> httpx.Response:
        if media not in self.media:
            return problem(404, "unknown-media", "The hub has no such file, or not yet.")
        content = self.wrong.get(media, self.media[media])
        etag = f'"{hashlib.sha256(self.media[media]).hexdigest()}"'
        asked = request.headers.get("Range", "")
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        if start and request.headers.get("If-Range") != etag:
            start = 0
        if start >= len(content):
            return problem(416, "range", "There are no such bytes.")
        headers = {"ETag": etag, "Content-Type": "image/png"}
        left = content[start:]
        cut = self.cut.pop(0) if self.cut else None
        stream = left if cut is None else _BreaksOff(left[:cut], request)
        return httpx.Response(206 if start else 200, content=stream, headers=headers)

    async def on_a_loop(self, request: httpx.Request) -> httpx.Response:
        """Answer one request of an engine; a long poll is held until there is something."""
        if request.url.path == "/v1/events":
            await self._something(request)
        return self(request)

    async def _something(self, request: httpx.Request) -> None:
        asked = (request.url.params["after"], request.url.params["epoch"])
        for _ in range(int(float(request.url.params["wait"]) / 0.005)):
            if asked != (str(len(self.events)), self.epoch) or self.fault(request):
                return
            await asyncio.sleep(0.005)

    def bodies(self, call: str) -> list[dict]:
        """Return the bodies of all calls like ``POST /v1/actions``."""
        return [body for made, body in self.made if made == call]

    def snapshot(self) -> bytes:
        """Everything, the newest conversation first, as NDJSON."""
        order = sorted({e.conversation or "" for e in self.events}, reverse=True)
        lines = [event for name in order for event in self.events if (event.conversation or "") == name]
        header = {"seq": len(lines), "epoch": self.epoch, "events": len(lines)}
        return b"".join(msgspec.json.encode(line) + b"\n" for line in [header, *lines])

    def _events(self, request: httpx.Request) -> httpx.Response:
        asked = request.url.params
        after, limit = int(asked["after"]), int(asked["limit"])
        if asked["epoch"] not in ("", self.epoch):
            return problem(409, "epoch-changed", "The hub was restored from a backup since.")
        if after > len(self.events):
            return problem(409, "cursor-ahead", "The cursor is ahead of this hub's log.")
        page = self.events[after : after + limit]
        content = {
            "epoch": self.epoch,
            "events": page,
            "next": after + len(page),
            "head": len(self.events),
            "more": after + len(page) < len(self.events),
            "presence": [],
        }
        return httpx.Response(200, content=msgspec.json.encode(content))

    def _action(self, request: httpx.Request, action: str) -> httpx.Response:
        if request.method == "POST" and action:
            return self._decide(*action.split("/"))
        if request.method == "POST":
            action = msgspec.json.decode(request.content)["id"]
            kind = msgspec.json.decode(request.content)["kind"]
            self.actions.setdefault(action, {"id": action, "kind": kind, "state": self.outcome})
            return httpx.Response(202, content=msgspec.json.encode(self.actions[action]))
        if request.method == "DELETE":
            self.actions.setdefault(action, {"id": action, "kind": "refund", "state": "cancelled"})
        if action not in self.actions:
            return problem(404, "unknown-action", "The hub has never heard of this action.")
        return httpx.Response(200, content=msgspec.json.encode(self.actions[action]))

    def _decide(self, action: str, verdict: str) -> httpx.Response:
        """Take what a person says about an action that waits or is of unknown outcome, once."""
        known = self.actions.get(action)
        if known is None:
            return problem(404, "unknown-action", "The hub has never heard of this action.")
        if known["state"] not in ("needs_approval", "unknown"):
            return problem(409, "already-decided", f"This is {known['state']} already; reload it.")
        known["state"] = {"approve": "queued", "reject": "refused", "try-again": "sending", "resolve": "succeeded"}[verdict]
        return httpx.Response(200, content=msgspec.json.encode(known))


class _BreaksOff(httpx.AsyncByteStream):
    """Some bytes, then nothing any more."""

    def __init__(self, content: bytes, request: httpx.Request) -> None:
        self._content = content
        self._request = request

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._content
        raise httpx.ReadError("the other end is gone", request=self._request)


def problem(status: int, slug: str, detail: str, **headers: str) -> httpx.Response:
    """Return a problem document."""
    body = {"type": f"/problems/{slug}", "title": "x", "status": status, "detail": detail}
    return httpx.Response(status, content=msgspec.json.encode(body), headers=headers)
