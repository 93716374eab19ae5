"""The agent's side of the demo: a desk without a window, worked from the main thread.

Clicks go to the desk's engine, looks go to a reader of its cache, exactly as a window would do it; waiting is bounded and
asks the cache again and again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec

from inbox.demo.evidence import DemoError
from inbox.desk import hub_calls
from inbox.desk.engine import Engine
from inbox.desk.hub_client import HubClient
from inbox.desk.ports import EntryView, Item, Listing
from inbox.desk.reader import Reader
from inbox.domain.actions import AnyAction
from inbox.domain.ids import ActionId, ConversationId, SourceId
from inbox.domain.payments import Checkout, Payment, Refund
from inbox.domain.ports import Clock, Ids, Sleep
from inbox.store.state import finder, mirror

T = TypeVar("T")
Mirrored = TypeVar("Mirrored", Payment, Refund, Checkout)

PATIENCE = 20.0
_LOOK_AGAIN = 0.01
_OPEN = frozenset({"held", "waiting", "asking", "posting", "queued", "sending"})


class World(msgspec.Struct, frozen=True):
    """What comes from outside: time, names, waiting."""

    clock: Clock
    ids: Ids
    sleep: Sleep


class Counter:
    """One agent at one desk. ``client`` is a second way to the hub, to post again what the engine has posted."""

    def __init__(self, world: World, engine: Engine, reader: Reader, client: HubClient) -> None:
        self.world = world
        self._engine = engine
        self._reader = reader
        self._client = client

    @property
    def engine(self) -> Engine:
        """The desk's engine: the ``Commands`` of a window on this shop."""
        return self._engine

    @property
    def reader(self) -> Reader:
        """The reads of the thread that opened the shop."""
        return self._reader

    def new_id(self) -> ActionId:
        """Return the id of a click."""
        return ActionId(self.world.ids.uuid())

    def now(self) -> float:
        """Return seconds on a clock that never jumps."""
        return self.world.clock.monotonic()

    def wait(self, seconds: float) -> None:
        """Do nothing for a while."""
        self.world.sleep(seconds)

    def until(self, what: str, look: Callable[[], T | None], patience: float = PATIENCE) -> T:
        """Return the first answer of ``look`` that is something; DemoError naming ``what`` when it never comes."""
        deadline = self.now() + patience
        while not (answer := look()):
            if self.now() > deadline:
                raise DemoError(f"this did not happen within {patience:.0f} s: {what}")
            self.wait(_LOOK_AGAIN)
        return answer

    # -- clicking ----------------------------------------------------------------------------------------------------

    def click(self, action: AnyAction, payment: Payment | None = None) -> Item:
        """Click; what is refused at the desk itself is a DemoError in the desk's words."""
        targets = [name for name in (payment.id, payment.charge) if name] if payment is not None else []
        return self._engine.click(action, targets).result()

    def undo(self, action: ActionId) -> bool:
        """Take a click back."""
        return self._engine.undo(action).result()

    def item(self, action: ActionId) -> Item:
        """Return how a click stands."""
        return next(item for item in self._engine.view.items if item.id == action)

    def outcome(self, action: ActionId) -> Item | None:
        """Return a click once nothing more happens to it by itself."""
        item = self.item(action)
        return None if item.state in _OPEN else item

    def post_again(self, action: ActionId) -> str:
        """Post the very bytes of a click once more and return the state the hub answers."""
        return self._client.send(hub_calls.post_action(self.item(action).body)).state

    # -- looking -----------------------------------------------------------------------------------------------------

    def newest(self, chat: ConversationId, fits: Callable[[EntryView], bool]) -> EntryView | None:
        """Return the newest line of a chat that fits."""
        return next((entry for entry in reversed(self._reader.conversation(chat)) if fits(entry)), None)

    def chat_with(self, text: str) -> ConversationId | None:
        """Return the chat whose newest incoming line is ``text``."""
        chats = self._reader.inbox(Listing("all"))
        fitting = (chat.conversation for chat in chats if self.newest(chat.conversation, lambda e: e.text == text))
        return next(fitting, None)

    def payments(self, chat: ConversationId) -> list[Payment]:
        """Return the payments that stand beside a chat, newest first."""
        return [money.payment for money in self._reader.payments(chat)]

    def payment(self, name: SourceId) -> Payment | None:
        """Return one payment as the cache has it."""
        return next(iter(mirror.read(self._reader.cache.state, Payment, (name,))), None)

    def all_payments(self) -> list[Payment]:
        """Return every payment of the cache."""
        return self._all(Payment)

    def all_refunds(self) -> list[Refund]:
        """Return every refund of the cache."""
        return self._all(Refund)

    def all_requests(self) -> list[Checkout]:
        """Return every payment request of the cache."""
        return self._all(Checkout)

    def _all(self, kind: type[Mirrored]) -> list[Mirrored]:
        state = self._reader.cache.state
        rows = state.db.execute_sql("SELECT id FROM mirror WHERE kind = ?", (kind.__name__.lower(),)).fetchall()
        return list(mirror.read(state, kind, [SourceId(row[0]) for row in rows]))

    def sent_messages(self) -> list[EntryView]:
        """Return every message that went out, in any chat."""
        chats = [chat.conversation for chat in self._reader.inbox(Listing("all"), limit=1000)]
        lines = (entry for chat in chats for entry in self._reader.conversation(chat, limit=1000))
        return [entry for entry in lines if entry.direction == "out"]

    def request_of(self, action: ActionId, status: str | None = None) -> Checkout | None:
        """Return the payment request an action made, once it has ``status``."""
        made = (one for one in self.all_requests() if one.action == action and one.kind != "session")
        return next((one for one in made if status is None or one.status == status), None)

    def find_payments(self, words: str) -> list[Payment]:
        """Return what the finder offers for words from the chat."""
        return [found.payment for found in finder.find_payments(self._reader.cache.state, words)]
