"""A cache of a test's own on a real encrypted file, and a log that tells it things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from inbox.domain import times
from inbox.domain.events import BODIES, VERSION, ActionBody, Event, MessageBody, StatusBody, encode_body
from inbox.domain.messages import Contact, Message
from inbox.store import state as states
from inbox.store import timeline as timelines
from inbox.store.state.database import open_database
from inbox.store.timeline import chat_list, reads

KEY = "7d" * 32
START = 1_795_000_000
LENA = Contact(wa_id="4915112345678", name="Lena Müller")
OLE = Contact(wa_id="4915187654321", name="Ole Weiß")
C_LENA, C_OLE = "c_lena", "c_ole"
_TYPES = {body: kind for kind, body in reversed(BODIES.items())}


def at(second: int) -> str:
    """An instant some seconds after the start of every test."""
    return times.to_text(times.from_unix(START + second))


class Cache:
    """The two table sets of one file, and a log whose events it applies."""

    def __init__(self, path: Path) -> None:
        self.db = open_database(path, KEY, kind="cache", mode="writer", synchronous="NORMAL")
        self.state = states.tables(self.db)
        self.timeline = timelines.tables(self.db)
        with self.db.atomic():
            self.db.create_tables(self.state.all())
            timelines.create(self.db)
        self.seq = 0
        self.log: list[Event] = []

    def empty(self) -> None:
        """Begin again, as with a new file."""
        with self.db.atomic():
            for model in self.state.all():
                model.delete().execute()
            timelines.empty(self.timeline)
        self.seq = 0
        self.log = []

    def event(self, body: msgspec.Struct, conversation: str | None, kind: str | None = None) -> Event:
        """Return the next event of the log."""
        self.seq += 1
        raw = msgspec.Raw(encode_body(body))
        event = Event(self.seq, at(self.seq), VERSION, kind or _TYPES[type(body)], "whatsapp", conversation, raw)
        self.log.append(event)
        return event

    def apply(self, events: Sequence[Event]) -> timelines.Projected:
        """Apply events in one transaction."""
        with self.db.atomic("IMMEDIATE"):
            return timelines.project(self.timeline, self.state, events)

    def tell(self, body: msgspec.Struct, conversation: str | None = C_LENA, kind: str | None = None) -> timelines.Projected:
        """Let one thing happen."""
        return self.apply([self.event(body, conversation, kind)])

    def say(self, text: str | None, name: str = "", conversation: str = C_LENA, **more) -> str:
        """Let somebody write; return the message's id."""
        body = message(name or f"wamid.{self.seq + 1}", text, more.pop("second", self.seq + 1), conversation, **more)
        kind = "message.received" if body.message.direction == "in" else "message.sent"
        self.tell(body, conversation, kind)
        return body.message.id

    def status(self, name: str, status: str, **more) -> None:
        """Let a receipt come in."""
        self.tell(StatusBody(name, status, at(self.seq + 1), **more))

    def action(self, name: str, state: str, kind: str = "refund", **summary) -> None:
        """Let an action reach a state."""
        self.tell(ActionBody(id=name, kind=kind, state=state, agent="a_1", summary=summary or None))

    def texts(self, conversation: str = C_LENA) -> list[str | None]:
        """Return what a chat shows, oldest first."""
        return [entry.text for entry in self.entries(conversation)]

    def entries(self, conversation: str = C_LENA) -> list[reads.EntryView]:
        """Return a chat's newest page."""
        return reads.conversation(self.timeline, self.state, conversation)

    def chat(self, conversation: str = C_LENA) -> chat_list.ChatView:
        """Return a chat's row in the list."""
        return chat_list.chats(self.timeline, [conversation])[0]

    def words(self) -> set[str]:
        """Return every term the word index holds."""
        self.db.execute_sql("CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab('main', 'words', 'row')")
        return {row[0] for row in self.db.execute_sql("SELECT term FROM temp.terms").fetchall()}

    def dump(self) -> dict[str, list[tuple]]:
        """Return every row of every table of the timeline, chats by name, so that two caches can be compared."""
        chat = "coalesce((SELECT conversation FROM chat WHERE num = {0}), '')"
        queries = {
            "chat": "SELECT conversation, name, handles, last >> 30, last_kind, last_line, last_status, unread, window_end, "
            "status, assignee, asks, last_pieces, last_about, approves, troubled, disputed, last_actor, "
            "last_action, waits >> 30, last_out >> 30, stake, urgent FROM chat",
            "entry": f"SELECT key, {chat.format('entry.chat')}, kind, direction, shown, text, status, action, target, body, "
            "id >> 30 FROM entry",
            "counter": "SELECT name, chats, unread FROM counter WHERE chats <> 0 OR unread <> 0",
            "orphan": "SELECT key, status, body FROM orphan",
            "unread": f"SELECT {chat.format('unread.chat')}, (SELECT key FROM entry WHERE id = unread.entry) FROM unread",
            "words": "SELECT (SELECT key FROM entry WHERE id = words.rowid), shadow FROM words",
            "people": f"SELECT names, {chat.format('people.chat')} FROM people",
        }
        return {name: sorted(self.db.execute_sql(sql).fetchall(), key=repr) for name, sql in queries.items()}


def message(
    name: str, text: str | None, second: int, conversation: str = C_LENA, kind: str = "text", direction: str = "in", **more
) -> MessageBody:
    """A message of the person behind a conversation, or to them."""
    quiet = more.pop("quiet", False)
    contact = more.pop("contact", {C_LENA: LENA, C_OLE: OLE}.get(conversation, Contact(wa_id=conversation)))
    said = Message(id=name, kind=kind, at=at(second), direction=direction, channel="1066", text=text, **more)
    return MessageBody(said, contact, quiet)


@contextmanager
def fresh_cache(folder: Path, name: str = "cache.db") -> Iterator[Cache]:
    cache = Cache(folder / name)
    yield cache
    cache.db.close()
