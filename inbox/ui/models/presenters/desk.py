"""What every presenter works with: the reads, the commands, the time, the shop, and the one way to click.

Made once by the window's composition and handed to each presenter. GUI thread only; nothing here waits for anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache, partial
from typing import Any, Protocol

import msgspec
from PySide6.QtCore import QObject, Signal

from inbox.desk.ports import (
    Changes,
    ChatView,
    Commands,
    DeskView,
    EntryView,
    FileProblemError,
    Files,
    FileState,
    Item,
    Money,
    Reads,
    Soon,
    Terms,
    VerdictError,
)
from inbox.domain import money, times
from inbox.domain.actions import AnyAction
from inbox.domain.hours import Hours
from inbox.domain.ids import ActionId, AgentId, ConversationId
from inbox.domain.ports import Clock, Ids
from inbox.domain.problems import OutsideError, Problem, UserError
from inbox.domain.replies import Reply
from inbox.domain.roles import Actor
from inbox.domain.template_drafts import Draft
from inbox.ui.models.moments import Moments
from inbox.ui.models.presenters.problems import words_of

__all__ = [
    "Changes",
    "ChatView",
    "Commands",
    "DeskView",
    "EntryView",
    "FileState",
    "Files",
    "Item",
    "Money",
    "Reads",
    "Terms",
]


class Product(msgspec.Struct, frozen=True, kw_only=True):
    """Something the shop sells; ``price`` in minor units of ``currency``, ``picture`` the key of its picture.

    Without a ``price`` that is certain, ``price_text`` is how the catalog writes it. ``charged`` is what Stripe asks for a
    piece, where Stripe has the product too; it is then what counts.
    """

    sku: str
    name: str
    price: int | None
    currency: str
    detail: str = ""
    category: str = ""
    picture: str = ""
    is_available: bool = True
    price_text: str = ""
    charged: int | None = None


class Catalogue(Protocol):
    """What can be sent; answers at once."""

    def product(self, sku: str) -> Product | None:
        """Return one product."""
        ...

    def find(self, words: str, limit: int) -> tuple[Product, ...]:
        """Return the products that fit, the most wanted ones first when nothing is typed."""
        ...

    def take(self, changes: Changes) -> None:
        """Read again what may have changed; what is on screen keeps its order."""
        ...

    def renew(self) -> None:
        """Order anew by what is wanted, now that nobody looks at the products: another chat is opened."""
        ...

    def trouble(self) -> Problem | None:
        """Return why WhatsApp's catalog cannot be read."""
        ...

    def price_trouble(self) -> Problem | None:
        """Return why prices cannot be compared with Stripe's."""
        ...

    def has_differences(self) -> bool:
        """Tell whether the catalog and Stripe differ in anything, be it that one of them lacks a product."""
        ...

    def differing(self, limit: int) -> tuple[Product, ...]:
        """Return products that do not cost at Stripe what the catalog says."""
        ...


BESIDE = frozenset({"presence", "drafts"})
"""Flags of changes that say nothing of a person's messages and money."""


class Bell(QObject):
    """Rings on the GUI thread when something elsewhere has changed; ``ring`` may be called from any thread."""

    rang = Signal()

    def ring(self) -> None:
        """Ring; many rings may be heard as one."""
        self.rang.emit()


@dataclass(frozen=True)
class Desk:
    """Everything a presenter needs. Who works here and what the shop has settled may change at any time."""

    reads: Reads
    commands: Commands
    clock: Clock
    ids: Ids
    moments: Moments
    catalogue: Catalogue
    replies: tuple[Reply, ...] = ()
    """The starters behind the slash; what the shop made of them is in the cache."""
    drafts: tuple[Draft, ...] = ()
    """Templates that can be submitted: the starter set."""

    @property
    def me(self) -> Actor:
        """The agent at this desk."""
        return self.commands.view.me

    @property
    def terms(self) -> Terms:
        """What the shop has settled."""
        return self.commands.view.terms

    @property
    def is_online(self) -> bool:
        """Whether the hub is there; without it money does not move."""
        return self.commands.view.status.online

    @property
    def language(self) -> str:
        """The window's language."""
        return self.moments.language

    @property
    def soon(self) -> Soon:
        """From now until the shop opens again after it has closed: whoever can be written to no longer then locks soon."""
        now = self.clock.now()
        # Shops open and close on the minute, and every event that comes asks several times.
        opens = _opens_again(self.terms.hours, now.replace(second=0, microsecond=0), self.moments.zone)
        return Soon(times.to_unix(now), times.to_unix(opens) if opens is not None else times.to_unix(now))

    def amount(self, minor: int, currency: str | None) -> str:
        """Write an amount as the agent reads it."""
        return money.Money(minor, currency or self.terms.currency).text(self.language)

    def count(self, number: int) -> str:
        """Write how many there are, in groups of three."""
        return f"{number:,}".replace(",", "." if self.language == "de" else ",")

    def items_of(self, conversation: ConversationId) -> list[Item]:
        """Return this desk's actions about a conversation, in the order of the clicks."""
        return [item for item in self.commands.view.items if item.conversation == conversation]

    def own_actions(self, conversation: ConversationId) -> frozenset[ActionId]:
        """Return which actions of this desk can be seen in a conversation; that something was read is none."""
        return frozenset(item.id for item in self.items_of(conversation) if item.kind != "mark_read")

    def name_of(self, agent: str | None) -> str:
        """Return a colleague's name; empty for somebody nobody has told us of."""
        return self.me.name if agent == self.me.agent else self.names.get(AgentId(agent or ""), "")

    @property
    def names(self) -> dict[AgentId, str]:
        """What the colleagues are called whom somebody has told us of."""
        known = {colleague.agent: colleague.name for colleague in self.terms.team}
        return known | {each.agent: each.name for each in self.commands.view.presence}


@lru_cache(maxsize=1)
def _opens_again(hours: Hours, minute: datetime, zone: tzinfo) -> datetime | None:
    return hours.opens_again(minute, zone)


class Clicks(QObject):
    """Every button goes through here: one action with a new id. ``failed`` carries, in words, why one was not taken.

    ``asked`` tells that an action was handed to the engine, and whether it moves money.
    """

    failed = Signal(str)
    asked = Signal(bool)

    def __init__(self, desk: Desk, bell: Bell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bell = bell
        self._asked: list[tuple[Future[Any], Callable[[UserError | OutsideError | None], None]]] = []

    def new_id(self) -> ActionId:
        """Return the id of a click."""
        return ActionId(self._desk.ids.uuid())

    def click(
        self, action: AnyAction, targets: Iterable[str] = (), undone: Callable[[], None] | None = None
    ) -> ActionId:
        """Hand an action to the engine; ``undone`` is called when it was not taken, to give back what was typed."""
        self.decide(self._desk.commands.click(action, targets), undone)
        self.asked.emit(action.moves_money)
        return action.id

    def decide(self, future: Future[Any], undone: Callable[[], None] | None = None) -> None:
        """Wait for the answer to what was decided, about an action or beside one; ``undone`` is called when it was not taken."""
        self.watch(future, partial(self._decided, undone))

    def watch(self, future: Future[Any], told: Callable[[UserError | OutsideError | None], None]) -> None:
        """Wait for anything the engine was asked for; ``told`` is called with why it did not come to be, None when it did."""
        self._asked.append((future, told))
        future.add_done_callback(self._on_done)

    def fail(self, error: UserError | OutsideError) -> None:
        """Tell the agent why something was not taken."""
        told = error.problem if isinstance(error, VerdictError | FileProblemError) else Problem(error.slug, error.message)
        self.failed.emit(words_of(told, self._desk.language) or error.message)

    def settle(self) -> None:
        """Look which clicks were taken, and tell of those that were not; called after the bell rang."""
        done = [each for each in self._asked if each[0].done()]
        self._asked = [each for each in self._asked if not each[0].done()]
        for future, told in done:
            error = future.exception()
            if error is not None and not isinstance(error, UserError | OutsideError):
                raise error
            told(error)

    def _decided(self, undone: Callable[[], None] | None, error: UserError | OutsideError | None) -> None:
        if error is None:
            return
        if undone is not None:
            undone()
        self.fail(error)

    def _on_done(self, _future: Future[Any]) -> None:
        # On the engine's thread, or at once when it is not running.
        self._bell.ring()
