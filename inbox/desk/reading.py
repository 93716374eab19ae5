"""What a screen may read of the desk: the cache and the files that are here. Part of ``ports``, which is what screens import.

Used on the GUI thread with that thread's own connection.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from inbox.desk.media_reader import Held
from inbox.domain.ids import ConversationId, MediaId
from inbox.domain.messages import Contact
from inbox.domain.payments import Checkout, Invoice
from inbox.domain.planned import Planned
from inbox.domain.problems import Problem
from inbox.domain.products import Product
from inbox.domain.replies import Own
from inbox.domain.templates import Template
from inbox.store.state.asked import AskedAnswer, AskedRefund
from inbox.store.state.changing import AskedChange
from inbox.store.state.finder import MOST as MOST_FOUND
from inbox.store.state.finder import Found as FoundPayment
from inbox.store.state.likeness import Alike, Traits
from inbox.store.state.likeness import Person as Whole
from inbox.store.state.paid import Money
from inbox.store.state.payer import Payer
from inbox.store.state.subscribed import Subscribed
from inbox.store.timeline.chat_list import PAGE, ChatView, Count
from inbox.store.timeline.finder import Found
from inbox.store.timeline.reads import EntryView
from inbox.store.timeline.views import Listing, Soon


class Reads(Protocol):
    """Short reads of the cache; each is bounded and uses an index."""

    def glance(self) -> AbstractContextManager[None]:
        """See one state of the cache in all that is read inside, which is also quicker; for as long as a click takes."""
        ...

    def inbox(self, listing: Listing, *, below: int | None = None, limit: int = PAGE) -> list[ChatView]:
        """Return a page of a list; ``below`` is the rank of the row above."""
        ...

    def chats(self, conversations: list[ConversationId]) -> list[ChatView]:
        """Return these rows of the list, as far as they are there."""
        ...

    def numbered(self, numbers: list[int]) -> list[ChatView]:
        """Return the rows of the chats with these numbers (``ChatView.num``), as far as they are there."""
        ...

    def order(self, listing: Listing, *, below: int | None = None, limit: int = PAGE) -> list[tuple[int, int]]:
        """Return rank and number of the chats of a list, from the top or from below a rank on."""
        ...

    def crossed(self, listing: Listing, since: int) -> list[ConversationId]:
        """Return whose chats may stand elsewhere in a list than they did at ``since`` (unix seconds), as time has passed."""
        ...

    def standing(self, listing: Listing, conversations: list[ConversationId]) -> list[tuple[ChatView, bool]]:
        """Return these rows, as far as they are there, each with whether the list's view holds it."""
        ...

    def counts(self, agent: str = "") -> dict[str, Count]:
        """Return how many chats each view holds."""
        ...

    def closing(self, soon: Soon) -> Count:
        """Return how many chats lock soon; the one count that is not kept."""
        ...

    def conversation(
        self, which: ConversationId, *, before: int | None = None, after: int | None = None, limit: int = PAGE
    ) -> list[EntryView]:
        """Return a page of a chat, oldest first: the newest lines, those ``before`` a row or those ``after`` one."""
        ...

    def first_unread(self, which: ConversationId) -> int | None:
        """Return the row of the first line of a chat that nobody has read; None when all is read."""
        ...

    def message_at(self, which: ConversationId, at: datetime) -> int | None:
        """Return the row id of the first line of a chat at or after a time (aware); None when there is none since."""
        ...

    def newest_rows(self, which: ConversationId, limit: int = PAGE) -> list[int]:
        """Return the row ids of the newest page of a chat, oldest first: what is in it, without reading it."""
        ...

    def lines_at(self, which: ConversationId, rows: list[int]) -> list[EntryView]:
        """Return the lines of a chat with these row ids, as far as they are there, oldest first."""
        ...

    def entries(self, keys: list[str]) -> list[EntryView]:
        """Return these lines, as far as they are there."""
        ...

    def payments(self, which: ConversationId) -> list[Money]:
        """Return a person's payments, newest first."""
        ...

    def invoices(self, which: ConversationId) -> list[Invoice]:
        """Return a person's Stripe invoices that are finished, the newest first."""
        ...

    def refunds_asked(self, which: ConversationId) -> tuple[AskedRefund, ...]:
        """Return the refunds asked for in a person's chats that are not over or ended badly, the newest first."""
        ...

    def answers_asked(self, which: ConversationId) -> tuple[AskedAnswer, ...]:
        """Return what was done about the disputes of a person, the newest first."""
        ...

    def changes_asked(self, which: ConversationId) -> tuple[AskedChange, ...]:
        """Return the changes of a person's subscriptions that are not over, the newest first."""
        ...

    def templates(self) -> list[Template]:
        """Return the message templates Meta lists for the account, approved or not, by name and language."""
        ...

    def replies(self) -> dict[str, Own]:
        """Return what the shop made of the replies kept ready, by id."""
        ...

    def contact(self, which: ConversationId) -> Contact:
        """Return a person's number and names as last seen; empty for somebody this cache does not know."""
        ...

    def person(self, which: ConversationId) -> Whole:
        """Return in which chat everything of a person is shown, and which ones have flowed into it."""
        ...

    def alike(self, which: ConversationId, traits: Traits) -> list[Alike]:
        """Return who else may be the same person, each with the reason; nobody whom an agent has taken apart."""
        ...

    def open_requests(self, which: ConversationId) -> tuple[Checkout, ...]:
        """Return a person's payment requests that can still be paid, the newest first."""
        ...

    def payer(self, which: ConversationId) -> Payer | None:
        """Return for which Stripe customer a person is asked for money; None when that is not certain."""
        ...

    def lapsed_requests(self, which: ConversationId) -> tuple[Checkout, ...]:
        """Return a person's payment pages that expired but have an address to go on with, the newest first."""
        ...

    def subscriptions(self, which: ConversationId) -> tuple[Subscribed, ...]:
        """Return what a person is subscribed to, the newest first."""
        ...

    def planned(self, which: ConversationId) -> list[Planned]:
        """Return the messages to a person that go out later and are not over, the next one first."""
        ...

    def marketing_stopped(self, which: ConversationId) -> str | None:
        """Return since when a person wants no marketing (RFC 3339); None when nobody has heard that."""
        ...

    def find_payments(self, words: str, currency: str = "eur", limit: int = MOST_FOUND) -> list[FoundPayment]:
        """Return the payments that fit an order number, e-mail, amount or last digits; those with most reasons first."""
        ...

    def search(self, words: str, limit: int = PAGE, before: int | None = None) -> Found:
        """Look for what was typed, newest first."""
        ...

    def products(self, words: str = "", limit: int = PAGE) -> list[Product]:
        """Return what can be sent and fits name, content id or price; what is wanted most comes first."""
        ...

    def products_at_stripe(self, words: str = "", limit: int = PAGE) -> list[Product]:
        """Return what Stripe alone has, with a price, and fits: it can be asked for by a payment link."""
        ...

    def product(self, sku: str) -> Product | None:
        """Return the product with a content id, also one that is no longer on sale."""
        ...

    def differing_products(self, limit: int = PAGE) -> list[Product]:
        """Return the products of which Meta and Stripe do not say the same."""
        ...

    def catalog_problems(self) -> dict[str, Problem]:
        """Return why the products of ``whatsapp`` or ``stripe`` cannot be listed."""
        ...


class Files(Protocol):
    """The desk's copies of pictures and files, by any thread but the GUI's: a call may take a while."""

    def held(self, media: MediaId) -> Held | None:
        """Return what a file is; None while it is not here as a whole."""
        ...

    def read(self, media: MediaId) -> bytes | None:
        """Return a whole file; None while it is not here, or when what is here cannot be read."""
        ...
