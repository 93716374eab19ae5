"""The reads of one thread: its own ``query_only`` connection and its own table set (``ports.Reads``)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from inbox.desk.answers import Answers
from inbox.desk.files import Cache, open_cache_to_read
from inbox.domain.ids import ConversationId
from inbox.domain.messages import Contact
from inbox.domain.payments import Checkout, Invoice
from inbox.domain.planned import Planned
from inbox.domain.problems import Problem
from inbox.domain.products import Product
from inbox.domain.replies import Own
from inbox.domain.templates import Template
from inbox.store.state import (
    asked,
    changing,
    facts,
    identity,
    likeness,
    paid,
    papers,
    payer,
    planned,
    replies,
    subscribed,
    templates,
)
from inbox.store.state import finder as payments_finder
from inbox.store.state.asked import AskedAnswer, AskedRefund
from inbox.store.state.changing import AskedChange
from inbox.store.state.finder import MOST
from inbox.store.state.finder import Found as FoundPayment
from inbox.store.state.ownership import CERTAIN
from inbox.store.state.paid import Money
from inbox.store.state.payer import Payer
from inbox.store.state.subscribed import Subscribed
from inbox.store.timeline import chat_list, finder, products, reads
from inbox.store.timeline.chat_list import PAGE, ChatView, Count
from inbox.store.timeline.finder import Found
from inbox.store.timeline.reads import EntryView
from inbox.store.timeline.views import Listing, Soon
from inbox.system.paths import DataFolder
from inbox.system.secrets import Secret


class Reader:
    """Opened once by each thread that reads; raises DamagedCacheError when the file turns out to be damaged."""

    def __init__(self, cache: Cache) -> None:
        self.cache = cache
        self._answers = Answers(cache.state.db)

    @classmethod
    def open(cls, folder: DataFolder, key: Secret) -> Reader:
        """Open the cache for reading on this thread."""
        return cls(open_cache_to_read(folder, key))

    def close(self) -> None:
        """Close the connection."""
        self.cache.close()

    @contextmanager
    def glance(self) -> Iterator[None]:
        """See one state of the cache in all that is read inside; taking its lock once is also much quicker."""
        state = self.cache.state
        with self.cache.using(), state.db.atomic(), state.look.open(), self._answers.one_look():
            yield

    def inbox(self, listing: Listing, *, below: int | None = None, limit: int = PAGE) -> list[ChatView]:
        """Return a page of the list."""
        with self.cache.using():
            return chat_list.inbox(self.cache.timeline, listing, below=below, limit=limit)

    def chats(self, conversations: list[ConversationId]) -> list[ChatView]:
        """Return these rows of the list, as far as they are there."""
        with self.cache.using():
            asked_for = ("chats", *conversations)
            return list(self._answers.of(asked_for, lambda: chat_list.chats(self.cache.timeline, conversations)))

    def numbered(self, numbers: list[int]) -> list[ChatView]:
        """Return the rows of the chats with these numbers, as far as they are there."""
        with self.cache.using():
            return chat_list.numbered(self.cache.timeline, numbers)

    def order(self, listing: Listing, *, below: int | None = None, limit: int = PAGE) -> list[tuple[int, int]]:
        """Return rank and number of the chats of a list, from the top or from below a rank on."""
        with self.cache.using():
            return chat_list.order(self.cache.timeline, listing, below=below, limit=limit)

    def crossed(self, listing: Listing, since: int) -> list[ConversationId]:
        """Return whose chats may stand elsewhere than they did at ``since``, as time has passed."""
        with self.cache.using():
            return chat_list.crossed(self.cache.timeline, listing, since)

    def standing(self, listing: Listing, conversations: list[ConversationId]) -> list[tuple[ChatView, bool]]:
        """Return these rows, as far as they are there, each with whether the list's view holds it."""
        with self.cache.using():
            return chat_list.standing(self.cache.timeline, listing, conversations)

    def counts(self, agent: str = "") -> dict[str, Count]:
        """Return how many chats each view holds."""
        with self.cache.using():
            return chat_list.counts(self.cache.timeline, agent)

    def closing(self, soon: Soon) -> Count:
        """Return how many chats lock soon."""
        with self.cache.using():
            return chat_list.closing(self.cache.timeline, soon)

    def conversation(
        self, which: ConversationId, *, before: int | None = None, after: int | None = None, limit: int = PAGE
    ) -> list[EntryView]:
        """Return a page of a chat, oldest first."""
        cache = self.cache

        def ask() -> list[EntryView]:
            return reads.conversation(cache.timeline, cache.state, which, before=before, after=after, limit=limit)

        with cache.using():
            return list(self._answers.of(("conversation", which, before, after, limit), ask))

    def first_unread(self, which: ConversationId) -> int | None:
        """Return the row of the first line of a chat that nobody has read; None when all is read."""
        with self.cache.using():
            return reads.first_unread(self.cache.timeline, which)

    def message_at(self, which: ConversationId, at: datetime) -> int | None:
        """Return the row id of the first line of a chat at or after a time, None when there is none since."""
        with self.cache.using():
            return reads.message_at(self.cache.timeline, which, at)

    def newest_rows(self, which: ConversationId, limit: int = PAGE) -> list[int]:
        """Return the row ids of the newest page of a chat, oldest first."""
        with self.cache.using():
            return reads.newest_rows(self.cache.timeline, which, limit)

    def lines_at(self, which: ConversationId, rows: list[int]) -> list[EntryView]:
        """Return the lines of a chat with these row ids, as far as they are there, oldest first."""
        with self.cache.using():
            return reads.lines_at(self.cache.timeline, self.cache.state, which, rows)

    def entries(self, keys: list[str]) -> list[EntryView]:
        """Return these lines, as far as they are there."""
        with self.cache.using():
            return reads.entries(self.cache.timeline, self.cache.state, keys)

    def payments(self, which: ConversationId) -> list[Money]:
        """Return a person's payments, newest first."""
        with self.cache.using():
            return list(self._answers.of(("payments", which), lambda: paid.payments(self.cache.state, which)))

    def invoices(self, which: ConversationId) -> list[Invoice]:
        """Return a person's Stripe invoices that are finished, the newest first."""

        def ask() -> list[Invoice]:
            payments = [each.payment for each in self.payments(which)]
            return papers.invoices_of(self.cache.state, which, payments)

        with self.cache.using():
            return list(self._answers.of(("invoices", which), ask))

    def refunds_asked(self, which: ConversationId) -> tuple[AskedRefund, ...]:
        """Return the refunds asked for in a person's chats that are not over or ended badly, the newest first."""
        with self.cache.using():
            return self._answers.of(("refunds", which), lambda: asked.refunds_asked(self.cache.state, which))

    def answers_asked(self, which: ConversationId) -> tuple[AskedAnswer, ...]:
        """Return what was done about the disputes of a person, the newest first."""
        with self.cache.using():
            return self._answers.of(("answers", which), lambda: asked.answers_asked(self.cache.state, which))

    def changes_asked(self, which: ConversationId) -> tuple[AskedChange, ...]:
        """Return the changes of a person's subscriptions that are not over, the newest first."""
        with self.cache.using():
            return self._answers.of(("changes", which), lambda: changing.changes_asked(self.cache.state, which))

    def templates(self) -> list[Template]:
        """Return the message templates Meta lists for the account, by name and language."""
        with self.cache.using():
            return templates.known(self.cache.state)

    def replies(self) -> dict[str, Own]:
        """Return what the shop made of the replies kept ready, by id."""
        with self.cache.using():
            return replies.own(self.cache.state)

    def contact(self, which: ConversationId) -> Contact:
        """Return a person's number and names as last seen."""
        with self.cache.using():
            return self._answers.of(("contact", which), lambda: identity.contact_of(self.cache.state, which))

    def person(self, which: ConversationId) -> likeness.Person:
        """Return in which chat everything of a person is shown, and which ones have flowed into it."""
        with self.cache.using():
            return self._answers.of(("person", which), lambda: likeness.person_of(self.cache.state, which))

    def alike(self, which: ConversationId, traits: likeness.Traits) -> list[likeness.Alike]:
        """Return who else may be the same person, each with the reason."""
        with self.cache.using():
            return list(self._answers.of(("alike", which, traits), lambda: likeness.alike(self.cache.state, which, traits)))

    def open_requests(self, which: ConversationId) -> tuple[Checkout, ...]:
        """Return a person's payment requests that can still be paid, the newest first."""
        with self.cache.using():
            return facts.open_requests(self.cache.state, which)

    def payer(self, which: ConversationId) -> Payer | None:
        """Return for which Stripe customer a person is asked for money; None when that is not certain."""

        def ask() -> Payer | None:
            return payer.payer_of(self.cache.state, which, [each.payment for each in self.payments(which)])

        with self.cache.using():
            return self._answers.of(("payer", which), ask)

    def lapsed_requests(self, which: ConversationId) -> tuple[Checkout, ...]:
        """Return a person's payment pages that expired but have an address to go on with, the newest first."""
        with self.cache.using():
            return facts.lapsed_requests(self.cache.state, which)

    def subscriptions(self, which: ConversationId) -> tuple[Subscribed, ...]:
        """Return what a person is subscribed to, the newest first."""
        with self.cache.using():
            ask = ("subscriptions", which)
            paid_by = [each.payment for each in self.payments(which) if each.match.certainty in CERTAIN]
            return tuple(self._answers.of(ask, lambda: subscribed.subscriptions_of(self.cache.state, which, paid_by)))

    def planned(self, which: ConversationId) -> list[Planned]:
        """Return the messages to a person that go out later, the next one first."""
        with self.cache.using():
            return list(self._answers.of(("planned", which), lambda: planned.of_person(self.cache.state, which)))

    def marketing_stopped(self, which: ConversationId) -> str | None:
        """Return since when a person wants no marketing; None when nobody has heard that."""
        with self.cache.using():
            ask = ("marketing", which)
            return self._answers.of(ask, lambda: facts.marketing_stopped(self.cache.state, which))

    def find_payments(self, words: str, currency: str = "eur", limit: int = MOST) -> list[FoundPayment]:
        """Return the payments that fit what a person says, those with most reasons first."""
        with self.cache.using():
            return payments_finder.find_payments(self.cache.state, words, currency, limit)

    def search(self, words: str, limit: int = PAGE, before: int | None = None) -> Found:
        """Look for what was typed, newest first."""
        with self.cache.using():
            return finder.search(self.cache.timeline, self.cache.state, words, limit, before)

    def products(self, words: str = "", limit: int = PAGE) -> list[Product]:
        """Return what can be sent and fits name, content id or price; what is wanted most comes first."""
        with self.cache.using():
            return products.find(self.cache.timeline, words, limit)

    def products_at_stripe(self, words: str = "", limit: int = PAGE) -> list[Product]:
        """Return what Stripe alone has, with a price, and fits: it can be asked for by a payment link."""
        with self.cache.using():
            return products.at_stripe_only(self.cache.timeline, words, limit)

    def product(self, sku: str) -> Product | None:
        """Return the product with a content id, also one that is no longer on sale."""
        with self.cache.using():
            return products.of_sku(self.cache.timeline, sku)

    def differing_products(self, limit: int = PAGE) -> list[Product]:
        """Return the products of which Meta and Stripe do not say the same."""
        with self.cache.using():
            return products.differing(self.cache.timeline, limit)

    def catalog_problems(self) -> dict[str, Problem]:
        """Return why the products of ``whatsapp`` or ``stripe`` cannot be listed."""
        with self.cache.using():
            return products.problems(self.cache.timeline)
