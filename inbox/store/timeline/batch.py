"""Some events' worth of rows in memory: read at once, worked on, written at once.

Used by the projector on the engine thread, inside its transaction. Statements run on Peewee's own connection with
``executemany``, because this is where a desk's first sync spends its time; one lookup per table and batch, never one
per event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import compress
from operator import attrgetter, ne
from typing import Any

import peewee

from inbox.domain.ids import ConversationId
from inbox.store.timeline import statements as sql
from inbox.store.timeline.abouts import about
from inbox.store.timeline.asking import of_chats
from inbox.store.timeline.folding import indexed
from inbox.store.timeline.rest import Rest, read_rest
from inbox.store.timeline.rows import MERGED, ChatRow, EntryRow, names
from inbox.store.timeline.schema import SEQ_MASK

_ENTRY_VALUES, _ENTRY_PLACE, _ENTRY_SAID = (
    attrgetter(*sql.ENTRY, "asked"),
    attrgetter(*sql.ENTRY_PLACE, "asked"),
    attrgetter(*sql.ENTRY_SAID),
)
_CHAT_VALUES, _CHAT_PLACE, _CHAT_SAID = attrgetter(*sql.CHAT), attrgetter(*sql.CHAT_PLACE), attrgetter(*sql.CHAT_SAID)
_NAMELESS = ("", "")

Row = tuple[Any, ...]
"""A row as the driver gives it."""


class Batch:
    """The rows a run of events works on; ``flush`` writes what has changed.

    ``root`` tells which conversation one has flowed into; it is asked only about merged ones.
    """

    def __init__(self, db: peewee.SqliteDatabase, root: Callable[[ConversationId], ConversationId]) -> None:
        self._db = db
        self._root = root
        self._asked: set[str] = set()
        self._entries: dict[str, EntryRow] = {}
        self._marks: dict[str, dict[str, EntryRow]] = {}
        self._chats: dict[str, ChatRow] = {}
        self._by_num: dict[int, ChatRow] = {}
        self._before: dict[int, tuple[tuple[str, ...], bool]] = {}
        self._stood: dict[int, Row] = {}
        self._named: dict[int, tuple[str, str]] = {}
        self._dirty: dict[str, EntryRow] = {}
        self._dirty_chats: dict[int, ChatRow] = {}
        self._next_num = 0
        self.orphans: dict[str, tuple[str | None, Rest]] = {}
        """What was said about messages that are not here, by their id; ``flush`` writes it."""
        self._adopted: set[str] = set()
        self._asks: set[int] = set()
        self._lines: set[int] = set()
        self._turns: set[int] = set()
        self._unread: list[tuple[int, int]] = []
        self.written: set[str] = set()
        """Keys of all entries written or taken out so far."""
        self.touched: set[ConversationId] = set()
        """Conversations of which the row in the list, or an entry, has changed so far."""
        self.paid: set[ConversationId] = set()
        """Those of them with a line about money that was written or taken out."""

    def load(self, conversations: Iterable[str], keys: Iterable[str]) -> None:
        """Read the chats, the entries with these keys, the marks laid on them and what was said before they came."""
        names, ids = set(conversations) - self._asked, set(keys)
        if names:
            self._asked |= names
            for row in self._read(f"{sql.READ_CHATS} conversation {sql.AMONG}", names):
                self._keep_chat(row)
        if ids:
            self._keep_entries(self._read(f"{sql.READ_ENTRIES} key {sql.AMONG}", ids))
            self._keep_entries(self._read(f"{sql.READ_ENTRIES} target {sql.AMONG}", ids))
            for key, status, body in self._read(sql.READ_ORPHANS, ids):
                self.orphans[key] = (status, read_rest(body))

    def chat(self, conversation: ConversationId) -> ChatRow:
        """Return the row of a conversation, a new one if there was none."""
        if conversation not in self._asked:
            self.load((conversation,), ())
        found = self._chats.get(conversation)
        if found is None:
            if not self._next_num:
                self._next_num = 1 + self._db.execute_sql("SELECT coalesce(max(num), 0) FROM chat").fetchone()[0]
            found = ChatRow(self._next_num, conversation)
            self._next_num += 1
            self._chats[conversation] = self._by_num[found.num] = found
            self._before[found.num] = ((), False)
            self._named[found.num] = _NAMELESS
            self.change_chat(found)
        return found

    def home(self, conversation: ConversationId) -> tuple[ChatRow, int]:
        """Return the chat in which entries of a conversation are shown, and the number to keep as their origin."""
        own = self.chat(conversation)
        shown = self.chat(self._root(conversation)) if own.status == MERGED else own
        return shown, own.num

    def move(self, row: EntryRow, conversation: ConversationId | None) -> None:
        """Put an entry into the chat of a conversation, or into nobody's."""
        chat, origin = (None, 0) if conversation is None else self.home(conversation)
        number = 0 if chat is None else chat.num
        if (number, origin) != (row.chat, row.origin):
            self.renew_asks(row.chat)
            row.chat, row.origin = number, origin
            self.renew_asks(number)
            self.change(row)

    def by_number(self, number: int) -> ChatRow | None:
        """Return a chat by its number; None for 0, which is nobody's."""
        if number and number not in self._by_num:
            for row in self._db.execute_sql(f"{sql.READ_CHATS} num = ?", (number,)):
                self._keep_chat(row)
        return self._by_num.get(number)

    def entry(self, key: str) -> EntryRow | None:
        """Return the loaded entry with this key."""
        return self._entries.get(key)

    def marks_on(self, key: str) -> list[EntryRow]:
        """Return the reactions, edits and revocations of a loaded message, oldest first."""
        marks = self._marks.get(key)
        return sorted(marks.values(), key=attrgetter("id")) if marks else []

    def add(self, row: EntryRow) -> None:
        """Take a new entry."""
        self._entries[row.key] = row
        if row.target is not None:
            self._marks.setdefault(row.target, {})[row.key] = row
        self.change(row)

    def change(self, row: EntryRow) -> None:
        """Note that an entry is to be written."""
        self._dirty[row.key] = row

    def _note(self, row: EntryRow) -> None:
        self.written.add(row.key)
        chat = self.by_number(row.chat)
        if chat is not None:
            self.touched.add(ConversationId(chat.conversation))
            if row.money:
                self.paid.add(ConversationId(chat.conversation))

    def change_chat(self, row: ChatRow) -> None:
        """Note that a chat is to be written."""
        self._dirty_chats[row.num] = row

    def remove(self, row: EntryRow) -> None:
        """Take an entry out, its words included."""
        self._entries.pop(row.key, None)
        self._dirty.pop(row.key, None)
        self._note(row)
        if row.asked or row.asks:
            self.renew_asks(row.chat)
        if not row.is_new:
            self._db.execute_sql("DELETE FROM entry WHERE id = ?", (row.id,))
            self._db.execute_sql("DELETE FROM words WHERE rowid = ?", (row.id,))

    def renew_asks(self, chat: int) -> None:
        """Note that what needs an act in a chat may be something else now."""
        if chat:
            self._asks.add(chat)

    def renew_line(self, chat: int) -> None:
        """Note that a chat's newest message may be another one now."""
        if chat:
            self._lines.add(chat)

    def renew_turn(self, chat: int) -> None:
        """Note that it must be looked up since when the customer of a chat waits."""
        if chat:
            self._turns.add(chat)

    def add_unread(self, row: EntryRow) -> None:
        """Note that nobody has read an inbound entry yet."""
        self._unread.append((row.chat, row.id))

    def mark_read(self, chat: ChatRow, up_to_seq: int, up_to_row: int, before: int = SEQ_MASK) -> None:
        """Take everything that came up to an event, or stands up to a row and came before event ``before``, as read."""
        self._write_unread()
        self._db.execute_sql(sql.MARK_READ, (chat.num, up_to_seq, up_to_row, before & SEQ_MASK))
        left = self._db.execute_sql("SELECT count(*) FROM unread WHERE chat = ?", (chat.num,)).fetchone()[0]
        chat.read_seq = max(chat.read_seq, up_to_seq)
        chat.unread = left
        self.change_chat(chat)

    def see_to(self, chat: ChatRow, refunds: Iterable[str]) -> None:
        """Note of failed refunds that they need nobody any more; said of one that is not here yet, it holds all the same."""
        self._many("INSERT OR IGNORE INTO seen_to (key) VALUES (?)", [(key,) for key in refunds])
        self.renew_asks(chat.num)

    def adopt(self, key: str) -> tuple[str | None, Rest] | None:
        """Return what was said about a message before it came, to be laid on it now; forgets it."""
        found = self.orphans.pop(key, None)
        if found is not None:
            self._adopted.add(key)
        return found

    def flush(self) -> None:
        """Write everything that changed: entries, words, chats, unread entries, counters, orphans."""
        self.flush_entries()
        self._write_unread()
        self._write_lines()
        self._write_turns()
        self._write_asks()
        self._write_chats()
        self._many("DELETE FROM orphan WHERE key = ?", [(key,) for key in self._adopted])
        self._many(
            "INSERT OR REPLACE INTO orphan (key, status, body) VALUES (?, ?, ?)",
            [(key, status, rest.encoded()) for key, (status, rest) in self.orphans.items()],
        )
        self.orphans.clear()
        self._adopted.clear()

    def flush_entries(self) -> None:
        """Write the entries that changed, with their words, so that statements find them."""
        rows = list(self._dirty.values())
        self._note_asks(rows)
        self._many(sql.ADD_ENTRY, [(*_ENTRY_VALUES(row), row.rest.encoded()) for row in rows if row.is_new])
        known = [row for row in rows if not row.is_new]
        moved = [row for row in known if row.stood != _ENTRY_PLACE(row)]
        self._many(sql.SET_ENTRY, [(*_ENTRY_VALUES(row)[2:], row.rest.encoded(), row.id) for row in moved])
        still = [row for row in known if row.stood == _ENTRY_PLACE(row)]
        self._many(sql.SET_ENTRY_SAID, [(*_ENTRY_SAID(row), row.rest.encoded(), row.id) for row in still])
        self._write_words(rows)
        for row in rows:
            row.is_new, row.stood = False, _ENTRY_PLACE(row)
            self._note(row)
        self._dirty.clear()

    def _write_words(self, rows: list[EntryRow]) -> None:
        wanted = [(row, row.searchable()) for row in rows]
        stale = [(row, words) for row, words in wanted if words != row.indexed]
        self._many("DELETE FROM words WHERE rowid = ?", [(row.id,) for row, _ in stale if row.indexed])
        # In the order of the rows, which is what the index merges best.
        fresh = sorted((row.id, indexed(words)) for row, words in stale if words)
        self._many("INSERT INTO words (rowid, shadow) VALUES (?, ?)", fresh)
        for row, words in stale:
            row.indexed = words

    def _write_unread(self) -> None:
        self._many("INSERT OR IGNORE INTO unread (chat, entry) VALUES (?, ?)", self._unread)
        self._unread = []

    def _write_lines(self) -> None:
        for number in self._lines:
            chat = self.by_number(number)
            newest = self._db.execute_sql(sql.NEWEST, (number,)).fetchone()
            if chat is not None:
                said = newest or (0, "", "", None, None, None, None, None)
                last, kind, direction, text, status, actor, action, body = said
                chat.show(last, kind, direction, text, status, actor, action, about(kind, read_rest(body)))
                self.change_chat(chat)
        self._lines.clear()

    def _write_turns(self) -> None:
        for number in self._turns:
            chat = self.by_number(number)
            if chat is not None:
                said = self._db.execute_sql(sql.SAID_LAST, (number, sql.MOST_SAID)).fetchall()
                chat.last_out = chat.waits = 0
                for entry, direction in said:
                    chat.take_turn(entry, direction)
                    if direction == "out":
                        break  # what was said before has been answered
                self.change_chat(chat)
        self._turns.clear()

    def _note_asks(self, rows: list[EntryRow]) -> None:
        for row in rows:
            before, row.asked = row.asked, row.asks
            if before or row.asked:
                self.renew_asks(row.chat)

    def _write_asks(self) -> None:
        if not self._asks:
            return
        for number, asked in of_chats(self._db, self._asks).items():
            chat = self.by_number(number)
            if chat is not None and chat.take_asks(asked):
                self.change_chat(chat)
        self._asks.clear()

    def drop_chat(self, conversation: ConversationId) -> None:
        """Take a chat's own row out of the list, the counters and the people index."""
        row = self.chat(conversation)
        row.set_status(MERGED)
        self.change_chat(row)
        self._write_chats()
        self.drop_names(row.num)
        self._db.execute_sql("DELETE FROM chat WHERE num = ?", (row.num,))
        del self._chats[conversation], self._by_num[row.num]

    def _write_chats(self) -> None:
        rows = list(self._dirty_chats.values())
        known = [row for row in rows if not row.is_new]
        self._many(sql.ADD_CHAT, [_CHAT_VALUES(row) for row in rows if row.is_new])
        changed: dict[tuple[bool, ...], list[Row]] = {}
        for row in known:
            place = _CHAT_PLACE(row)
            moved = tuple(map(ne, self._stood[row.num], place))
            changed.setdefault(moved, []).append((*compress(place, moved), *_CHAT_SAID(row), row.num))
        for moved, values in changed.items():
            self._many(sql.set_chat(moved), values)
        self._stood |= {row.num: _CHAT_PLACE(row) for row in rows}
        self._write_names([row for row in known if self._named[row.num] != (row.name, row.handles)])
        self._write_people([row for row in rows if self._named[row.num] != (row.name, row.handles)])
        self._write_counters(rows)
        self._dirty_chats.clear()

    def _write_names(self, rows: list[ChatRow]) -> None:
        named = [row for row in rows if self._named[row.num][0] != row.name]
        self._many(sql.SET_NAME, [(row.name, row.folded, row.num) for row in named])
        found = [row for row in rows if self._named[row.num][1] != row.handles]
        self._many(sql.SET_HANDLES, [(row.handles, row.num) for row in found])

    def _write_people(self, rows: list[ChatRow]) -> None:
        """Index the names and keys that are new; when a key is gone, take all rows of that person out first."""
        fresh: list[tuple[str, int]] = []
        for row in rows:
            before, self._named[row.num] = self._named[row.num], (row.name, row.handles)
            if set(before[1].split()) - set(row.handles.split()):
                self.drop_names(row.num)
                before = _NAMELESS
            fresh += ((text, row.num) for text in sorted(names(row.name, row.handles) - names(*before)))
        self._many("INSERT INTO people (names, chat) VALUES (?, ?)", fresh)

    def drop_names(self, chat: int) -> None:
        """Take everything out of the people index that leads to a chat."""
        self._db.execute_sql("DELETE FROM people WHERE rowid IN (SELECT rowid FROM people WHERE chat = ?)", (chat,))

    def _write_counters(self, rows: list[ChatRow]) -> None:
        moved: dict[str, list[int]] = {}
        for row in rows:
            row.is_new = False
            self.touched.add(ConversationId(row.conversation))
            views, unread = self._before[row.num]
            self._before[row.num] = now = (row.views(), row.unread > 0)
            for sign, its_views, is_unread in ((-1, views, unread), (1, *now)):
                for name in its_views:
                    count = moved.setdefault(name, [0, 0])
                    count[0] += sign
                    count[1] += sign * is_unread
        self._many(
            "INSERT INTO counter (name, chats, unread) VALUES (?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET chats = chats + excluded.chats, unread = unread + excluded.unread",
            [(name, chats, unread) for name, (chats, unread) in moved.items() if chats or unread],
        )

    def _keep_chat(self, row: Row) -> None:
        chat = ChatRow(*row)
        chat.is_new = False
        if chat.num not in self._by_num:
            self._chats[chat.conversation] = self._by_num[chat.num] = chat
            self._before[chat.num] = (chat.views(), chat.unread > 0)
            self._stood[chat.num] = _CHAT_PLACE(chat)
            self._named[chat.num] = (chat.name, chat.handles)

    def _keep_entries(self, rows: list[Row]) -> None:
        for row in rows:
            if row[1] in self._entries:
                continue
            entry = EntryRow(*row)
            entry.rest, entry.is_new = read_rest(row[-1]), False
            entry.indexed, entry.asked = entry.searchable(), entry.asks
            entry.stood = _ENTRY_PLACE(entry)
            self._entries[entry.key] = entry
            if entry.target is not None:
                self._marks.setdefault(entry.target, {})[entry.key] = entry

    def _read(self, statement: str, values: Iterable[str]) -> list[Row]:
        found: list[Row] = self._db.execute_sql(statement, (sql.listed(values),)).fetchall()
        return found

    def _many(self, statement: str, rows: Iterable[Row]) -> None:
        rows = list(rows)
        if rows:
            self._db.connection().executemany(statement, rows)
