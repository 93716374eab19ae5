"""Every call a desk makes to its hub, as data: what to send and how to read the answer.

Made by the engine and the commands, carried out by ``hub_client`` (blocking or on the loop). Pure.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar
from urllib.parse import quote

import msgspec

from inbox.desk.hub_errors import StrangeAnswerError
from inbox.domain.backfill import Backfill
from inbox.domain.events import Event
from inbox.domain.ids import ActionId, AgentId, MediaId
from inbox.domain.presence import Presence, PresenceReport
from inbox.domain.problems import Problem
from inbox.domain.roles import Actor
from inbox.domain.terms import Terms
from inbox.system.secrets import Secret

T = TypeVar("T")

PAGE = 500
"""Events asked for at once: some 300 KB, so that decoding a page keeps no other thread waiting."""

LONG_POLL_SECONDS = 25


class Call(msgspec.Struct, Generic[T], frozen=True):
    """One request; ``patience`` is seconds until it counts as lost, ``read`` makes of a 2xx body what the caller wants."""

    method: str
    path: str
    read: Callable[[bytes], T]
    params: dict[str, str] = {}
    headers: dict[str, str] = {}
    body: bytes | None = None
    content_type: str = "application/json"
    patience: float = 15.0


class Page(msgspec.Struct, frozen=True):
    """A page of the log: ``next`` is the cursor behind it, ``head`` the log's end, ``more`` whether to ask at once."""

    epoch: str
    events: list[Event]
    next: int
    head: int
    more: bool
    presence: list[Presence] = []
    stripe: str = ""
    """Up to when the hub has heard everything Stripe has to tell (RFC 3339), empty while it does not know."""


class ActionView(msgspec.Struct, frozen=True):
    """How an action stands at the hub."""

    id: ActionId
    kind: str
    state: str
    result: dict[str, object] | None = None
    problem: Problem | None = None


class Me(msgspec.Struct, frozen=True):
    """Whom the token belongs to, and what the shop has settled."""

    agent: AgentId
    name: str
    role: str
    shop: Terms = Terms()

    @property
    def actor(self) -> Actor:
        """The agent, as policy knows them."""
        return Actor(self.agent, self.name, self.role)


class _Enrolled(msgspec.Struct, frozen=True):
    token: str


class Uploaded(msgspec.Struct, frozen=True):
    """A file the hub has taken for sending."""

    id: MediaId
    kind: str
    mime: str
    size: int


def events(after: int, epoch: str, *, limit: int = PAGE, wait: int = 0) -> Call[Page]:
    """Ask for what is behind a cursor; with ``wait`` the hub holds the answer back until there is something."""
    params = {"after": str(after), "limit": str(limit), "wait": str(wait), "epoch": epoch}
    return Call("GET", "/v1/events", _reader(Page), params, patience=wait + 10.0)


def snapshot() -> Call[bytes]:
    """Ask for everything a new desk needs; the answer is read as a stream (``snapshot.SnapshotLines``)."""
    return Call("GET", "/v1/snapshot", bytes, patience=60.0)


def post_action(body: bytes) -> Call[ActionView]:
    """Post an action; a repeat of the same body is the same wish and answers how it stands."""
    return Call("POST", "/v1/actions", _reader(ActionView), body=body)


def get_action(action: ActionId) -> Call[ActionView]:
    """Ask how an action stands; NotThereError when the hub has never heard of it."""
    return Call("GET", f"/v1/actions/{quote(action, safe='')}", _reader(ActionView))


def delete_action(action: ActionId) -> Call[ActionView]:
    """Cancel an action, or leave word that it must not happen any more; answers how it stands."""
    return Call("DELETE", f"/v1/actions/{quote(action, safe='')}", _reader(ActionView))


def settle_action(action: ActionId, verdict: str, body: dict[str, str | bool]) -> Call[ActionView]:
    """Approve, reject, resolve or try an action again; ``verdict`` is the last part of the path."""
    return Call("POST", f"/v1/actions/{quote(action, safe='')}/{verdict}", _reader(ActionView), body=msgspec.json.encode(body))


def name_deputy(agent: AgentId, until: str | None) -> Call[None]:
    """Let an agent stand in for a supervisor until a time (RFC 3339), or no longer."""
    body = msgspec.json.encode({"until": until})
    return Call("PUT", f"/v1/agents/{quote(agent, safe='')}/deputy", lambda answer: None, body=body)


def put_presence(report: PresenceReport) -> Call[None]:
    """Say what the agent is at."""
    return Call("PUT", "/v1/presence", lambda answer: None, body=msgspec.json.encode(report), patience=5.0)


def me() -> Call[Me]:
    """Ask whom the token belongs to and what the shop has settled."""
    return Call("GET", "/v1/me", _reader(Me))


def enroll(code: str, device: str) -> Call[Secret]:
    """Hand in a one-time code for a token; ``device`` is what its owner knows this desk by. Needs no token."""
    read = _reader(_Enrolled)
    body = msgspec.json.encode({"code": code, "device": device})
    return Call("POST", "/v1/enroll", lambda answer: Secret(read(answer).token), body=body)


def read_catalog() -> Call[None]:
    """Have the hub list the shop's products anew; what has changed comes by the log."""
    return Call("POST", "/v1/catalog", lambda answer: None)


def read_backfill() -> Call[Backfill]:
    """Ask how far older money has been fetched from Stripe."""
    return Call("GET", "/v1/backfill", _reader(Backfill))


def begin_backfill(since: str) -> Call[Backfill]:
    """Have older money fetched back to a day (RFC 3339)."""
    return Call("POST", "/v1/backfill", _reader(Backfill), body=msgspec.json.encode({"since": since}))


def stop_backfill() -> Call[Backfill]:
    """Have no more of it fetched."""
    return Call("DELETE", "/v1/backfill", _reader(Backfill))


def journal(month: str) -> Call[bytes]:
    """Have the hub read a month's money (``2026-11``) at Stripe; the answer is read as a stream (``JournalLines``)."""
    return Call("GET", "/v1/journal", bytes, {"month": month}, patience=120.0)


def upload(data: bytes, mime: str, filename: str) -> Call[Uploaded]:
    """Hand a file over for sending."""
    params = {"filename": filename}
    return Call("POST", "/v1/media", _reader(Uploaded), params, body=data, content_type=mime, patience=120.0)


def download(media: MediaId, start: int = 0, sha256: str = "") -> Call[bytes]:
    """Fetch a file from the hub's own copy, from byte ``start`` on if it is still the one with that hash."""
    headers = {"Range": f"bytes={start}-", "If-Range": f'"{sha256}"'} if start else {}
    return Call("GET", f"/v1/media/{quote(media, safe='')}", bytes, headers=headers, patience=30.0)


def _reader(shape: type[T]) -> Callable[[bytes], T]:
    decoder = msgspec.json.Decoder(shape)

    def read(body: bytes) -> T:
        try:
            return decoder.decode(body)
        except msgspec.DecodeError as error:
            raise StrangeAnswerError(f"The hub's answer cannot be read ({error}); update the older of desk and hub.") from error

    return read
