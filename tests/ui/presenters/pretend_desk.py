"""A desk without an engine: reads and commands held by hand, for presenters alone."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from concurrent.futures import Future
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec

from inbox.desk import ports
from inbox.desk.ports import VIEWS as ALL_VIEWS
from inbox.desk.ports import (
    Alike,
    AskedAnswer,
    AskedChange,
    AskedRefund,
    Asks,
    Attachment,
    Begun,
    Changes,
    ChatView,
    Count,
    DeskView,
    Draft,
    EntryView,
    Found,
    FoundPayment,
    Item,
    JournalReading,
    Listing,
    Money,
    Person,
    Planned,
    ShippingRate,
    Soon,
    Status,
    Terms,
    Traits,
    Whole,
)
from inbox.domain import journal_csv, times
from inbox.domain.actions import AnyAction, encode_action
from inbox.domain.backfill import Backfill
from inbox.domain.ids import ActionId, AgentId, ConversationId, MediaId, SourceId
from inbox.domain.journal import Journal
from inbox.domain.journal_csv import CsvWords
from inbox.domain.messages import Contact
from inbox.domain.payments import Checkout, Invoice, Payment, Refund
from inbox.domain.presence import Activity
from inbox.domain.problems import OutsideError, Problem, UserError
from inbox.domain.replies import Own, Reply, ReplyFile
from inbox.domain.roles import Actor
from inbox.domain.template_drafts import Draft as TemplateDraft
from inbox.domain.templates import Template
from inbox.store.state.ownership import Match
from inbox.ui.models.moments import Moments
from inbox.ui.models.presenters.desk import Bell, Clicks, Desk
from inbox.ui.models.presenters.shop_catalogue import ShopCatalogue

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
LENA = ConversationId("c_lena")
_ROW = 1 << 30

T = TypeVar("T")


class HandClock:
    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    def pass_(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class IdsInARow:
    def __init__(self) -> None:
        self._last = 0

    def uuid(self) -> str:
        self._last += 1
        return f"00000000-0000-4000-8000-{self._last:012x}"

    def token(self, size: int = 16) -> str:
        return "ab" * size


def chat(conversation: str = LENA, name: str = "Lena Brandt", **changes: object) -> ChatView:
    facts: dict[str, object] = {
        "last": int(NOW.timestamp()) * _ROW,
        "last_kind": "text",
        "last_direction": "in",
        "last_line": "Hallo!",
        "last_status": "",
        "unread": 1,
        "window_end": int((NOW + timedelta(hours=23, minutes=57)).timestamp()),
        "status": "open",
        "snoozed_until": 0,
        "assignee": "",
        "blocked": False,
        "asks": Asks(),
        "last_pieces": 0,
        "num": 1 + zlib.crc32(conversation.encode()) % 100_000,
    }
    return ChatView(conversation=ConversationId(conversation), name=name, **(facts | changes))  # type: ignore[arg-type]  # facts by name


def entry(key: str, minutes: int = 0, **changes: object) -> EntryView:
    at = NOW + timedelta(minutes=minutes)
    facts: dict[str, object] = dict.fromkeys(EntryView.__struct_fields__) | {
        "id": int(at.timestamp()) * _ROW + minutes % 100,
        "key": key,
        "kind": "text",
        "direction": "in",
        "at": times.to_text(at),
        "forwarded": False,
        "masked": False,
        "edited": False,
        "revoked": False,
        "errors": (),
        "reactions": (),
    }
    return EntryView(**(facts | changes))  # type: ignore[arg-type]  # facts by name


def paid(payment: str = "pi_1", amount: int = 4980, refunded: int = 0, *, certainty: str = "confirmed") -> Money:
    charge = SourceId(payment.replace("pi", "ch"))
    said = Payment(
        SourceId(payment),
        charge=charge,
        amount=amount,
        amount_refunded=refunded,
        currency="eur",
        status="succeeded",
        created=times.to_text(NOW - timedelta(hours=3)),
        method_label="Visa 4242",
    )
    refunds: tuple[Refund, ...] = ()
    if refunded:
        created = times.to_text(NOW - timedelta(hours=1))
        refunds = (Refund(SourceId("re_1"), payment=said.id, amount=refunded, status="succeeded", created=created),)
    return Money(said, Match(certainty, "request"), refunds, ())  # type: ignore[arg-type]  # one of the certainties


def product(sku: str, price: int | None = 2490, **more: object) -> ports.Product:
    facts: dict[str, object] = {"name": f"Kaffee {sku}", "currency": "eur", "is_sendable": True, **more}
    return ports.Product(id=SourceId(sku), sku=sku, price=price, **facts)  # type: ignore[arg-type]  # facts by name


class PretendReads:
    """Returns what was put into it."""

    def __init__(self) -> None:
        self.rows = [chat()]
        self.lines: list[EntryView] = []
        self.money: list[Money] = []
        self.papers: list[Invoice] = []
        self.found: list[FoundPayment] = []
        self.goods = [product("ESP", name="Espresso")]
        self.problems: dict[str, Problem] = {}
        self.looked = 0
        """How often products were read."""
        self.requests: tuple[Checkout, ...] = ()
        self.lapsed: tuple[Checkout, ...] = ()
        self.known_payer: ports.Payer | None = None
        self.subscribed: tuple[ports.Subscribed, ...] = ()
        self.sought: list[str] = []
        self.sorted_by: list[tuple[str, str]] = []
        """In which views, and how sorted, pages were read."""
        self.similar: list[Alike] = []
        self.whole: Whole | None = None
        self.traits = Traits()
        self.asked: tuple[AskedRefund, ...] = ()
        self.answers: tuple[AskedAnswer, ...] = ()
        self.changing: tuple[AskedChange, ...] = ()
        self.counted: dict[str, Count] = {}
        self.people: list[Person] = []
        self.approved: list[Template] = []
        self.plans: list[Planned] = []
        self.stopped: str | None = None
        self.own_replies: dict[str, Own] = {}

    def glance(self) -> AbstractContextManager[None]:
        return nullcontext()

    def inbox(self, listing: Listing, *, below: int | None = None, limit: int = 50) -> list[ChatView]:
        view, sort, soon = listing.view, listing.sort, listing.soon
        rows = self._locking(soon) if view == "closing" else self.rows
        self.sorted_by.append((view, sort))
        return sorted(rows, key=lambda row: row.rank_in(view, sort, soon))[:limit]

    def crossed(self, listing: Listing, since: int) -> list[ConversationId]:
        view, sort, soon = listing.view, listing.sort, listing.soon
        moved = (row for row in self.rows if row.rank_in(view, sort, Soon(since)) != row.rank_in(view, sort, soon))
        return [row.conversation for row in moved]

    def chats(self, conversations: list[ConversationId]) -> list[ChatView]:
        return [row for row in self.rows if row.conversation in conversations]

    def numbered(self, numbers: list[int]) -> list[ChatView]:
        return [row for row in self.rows if row.num in numbers]

    def order(self, listing: Listing, *, below: int | None = None, limit: int = 50) -> list[tuple[int, int]]:
        rows = self._locking(listing.soon) if listing.view == "closing" else self.rows
        spots = sorted((row.rank_in(listing.view, listing.sort, listing.soon), row.num) for row in rows)
        return [spot for spot in spots if below is None or spot[0] > below][:limit]

    def closing(self, soon: Soon) -> Count:
        locked = self._locking(soon)
        return Count(len(locked), sum(1 for row in locked if row.unread))

    def standing(self, listing: Listing, conversations: list[ConversationId]) -> list[tuple[ChatView, bool]]:
        held = self._locking(listing.soon) if listing.view == "closing" else self.rows
        return [(row, row in held) for row in self.chats(conversations)]

    def _locking(self, soon: Soon) -> list[ChatView]:
        """Return the chats that lock soon and wait for the shop, what locks first first."""
        found = [row for row in self.rows if soon.now < row.window_end <= soon.until]
        waiting = [row for row in found if row.last_direction == "in" or row.asks != Asks()]
        return sorted(waiting, key=lambda row: row.window_end)

    def counts(self, agent: str = "") -> dict[str, Count]:
        unread = sum(1 for row in self.rows if row.unread)
        return dict.fromkeys(ALL_VIEWS, Count()) | {"all": Count(len(self.rows), unread)} | self.counted

    def conversation(
        self, which: ConversationId, *, before: int | None = None, after: int | None = None, limit: int = 50
    ) -> list[EntryView]:
        if after is not None:
            return [line for line in self.lines if line.id > after][:limit]
        return [line for line in self.lines if before is None or line.id < before][-limit:]

    def message_at(self, which: ConversationId, at: datetime) -> int | None:
        return next((line.id for line in self.lines if times.from_text(line.at) >= at), None)

    def newest_rows(self, which: ConversationId, limit: int = 50) -> list[int]:
        return [line.id for line in self.conversation(which, limit=limit)]

    def lines_at(self, which: ConversationId, rows: list[int]) -> list[EntryView]:
        return [line for line in self.lines if line.id in rows]

    def first_unread(self, which: ConversationId) -> int | None:
        unread = sum(row.unread for row in self.chats([which]))
        received = [line.id for line in self.lines if line.direction == "in"]
        return received[-unread] if 0 < unread <= len(received) else None

    def entries(self, keys: list[str]) -> list[EntryView]:
        return [line for line in self.lines if line.key in keys]

    def payments(self, which: ConversationId) -> list[Money]:
        return self.money

    def invoices(self, which: ConversationId) -> list[Invoice]:
        return self.papers

    def refunds_asked(self, which: ConversationId) -> tuple[AskedRefund, ...]:
        return self.asked

    def answers_asked(self, which: ConversationId) -> tuple[AskedAnswer, ...]:
        return self.answers

    def changes_asked(self, which: ConversationId) -> tuple[AskedChange, ...]:
        return self.changing

    def replies(self) -> dict[str, Own]:
        return dict(self.own_replies)

    def templates(self) -> list[Template]:
        return self.approved

    def contact(self, which: ConversationId) -> Contact:
        return Contact(wa_id="491701234567")

    def person(self, which: ConversationId) -> Whole:
        return self.whole or Whole(which)

    def alike(self, which: ConversationId, traits: Traits) -> list[Alike]:
        self.traits = traits
        return self.similar

    def open_requests(self, which: ConversationId) -> tuple[Checkout, ...]:
        return self.requests

    def payer(self, which: ConversationId) -> ports.Payer | None:
        return self.known_payer

    def lapsed_requests(self, which: ConversationId) -> tuple[Checkout, ...]:
        return self.lapsed

    def subscriptions(self, which: ConversationId) -> tuple[ports.Subscribed, ...]:
        return self.subscribed

    def planned(self, which: ConversationId) -> list[Planned]:
        return self.plans

    def marketing_stopped(self, which: ConversationId) -> str | None:
        return self.stopped

    def find_payments(self, words: str, currency: str = "eur", limit: int = 20) -> list[FoundPayment]:
        self.sought.append(words)
        return self.found[:limit]

    def search(self, words: str, limit: int = 50, before: int | None = None) -> Found:
        return Found(None, people=tuple(person for person in self.people if words.casefold() in person.name.casefold()))

    def products(self, words: str = "", limit: int = 50) -> list[ports.Product]:
        self.looked += 1
        fitting = (each for each in self.goods if words.casefold() in each.name.casefold())
        return [each for each in fitting if each.is_sendable][:limit]

    def products_at_stripe(self, words: str = "", limit: int = 50) -> list[ports.Product]:
        fitting = (each for each in self.goods if words.casefold() in each.name.casefold())
        return [each for each in fitting if not each.is_sendable and each.stripe_amount][:limit]

    def product(self, sku: str) -> ports.Product | None:
        self.looked += 1
        return next((each for each in self.goods if each.sku == sku), None)

    def differing_products(self, limit: int = 50) -> list[ports.Product]:
        return [each for each in self.goods if each.mismatches][:limit]

    def catalog_problems(self) -> dict[str, Problem]:
        return self.problems


class PretendCommands:
    """Keeps what was clicked; ``refusal`` is what the next clicks fail with."""

    def __init__(self, me: Actor) -> None:
        terms = Terms(name="Shop", shipping=(ShippingRate("DHL", 490),))
        self.view = DeskView(Status(online=True, stripe_as_of=times.to_text(NOW)), me=me, terms=terms)
        self.clicked: list[AnyAction] = []
        self.targets: list[tuple[str, ...]] = []
        self.undone: list[str] = []
        self.sent_now: list[str] = []
        self.dismissed: list[str] = []
        self.locks = 0
        self.activities: list[tuple[Activity, ...]] = []
        self.decided: list[tuple[str, str]] = []
        self.deputies: list[tuple[str, str | None]] = []
        self.older = Backfill()
        self.older_asked: list[str] = []
        self.drafts: list[Draft] = []
        self.left: list[MediaId] = []
        self.fetched: list[MediaId] = []
        self.saved: list[tuple[MediaId, Path]] = []
        self.saving: Future[Path] | None = None
        self.changed = Changes()
        self.refusal: UserError | OutsideError | None = None
        self.catalog_wanted = 0
        self.journals: list[tuple[str, Future[Journal]]] = []
        self.readings: list[JournalReading] = []
        self.saved_journals: list[tuple[Path, bytes]] = []
        self.handed_over: list[tuple[str, str, bytes]] = []
        self.handing: Future[MediaId] | None = None
        """What comes of the next file that is handed over, where it is not taken at once."""
        self.saved_bytes: list[tuple[Path, bytes]] = []
        self.read: list[MediaId] = []
        self.reading: Future[bytes] | None = None
        """What comes of the next file that is read, where it is not there at once."""
        self.brought: list[Path] = []
        self.bringing: Future[ReplyFile] | None = None
        """What comes of the next file that is to go with a reply, where it is not taken at once."""

    def take(self) -> Changes:
        changed, self.changed = self.changed, Changes()
        return changed

    def click(self, action: AnyAction, targets: Iterable[str] = ()) -> Future[Item]:
        future: Future[Item] = Future()
        if self.refusal is not None:
            future.set_exception(self.refusal)
            return future
        self.clicked.append(action)
        self.targets.append(tuple(targets))
        future.set_result(item(action))
        return future

    def stand(self, *items: Item) -> None:
        self.say(items=items)

    def say(self, **changes: object) -> None:
        """Let the engine know something else."""
        self.view = msgspec.structs.replace(self.view, **changes)

    def undo(self, action: ActionId) -> Future[bool]:
        self.undone.append(action)
        return _done(True)

    def send_now(self, action: ActionId) -> Future[bool]:
        self.sent_now.append(action)
        return _done(True)

    def agree(self, action: ActionId) -> Future[bool]:
        return _done(True)

    def dismiss(self, action: ActionId) -> Future[bool]:
        self.dismissed.append(action)
        return _done(True)

    def approve(self, action: ActionId, *, alone: bool = False) -> Future[str]:
        return self._decide("approve alone" if alone else "approve", action)

    def read_backfill(self) -> Future[Backfill]:
        return _done(self.older)

    def begin_backfill(self, since: str) -> Future[Backfill]:
        self.older_asked.append(since)
        self.older = Backfill(state="running", since=since)
        return _done(self.older)

    def stop_backfill(self) -> Future[Backfill]:
        self.older = msgspec.structs.replace(self.older, state="stopped")
        return _done(self.older)

    def name_deputy(self, agent: AgentId, until: str | None) -> Future[None]:
        self.deputies.append((agent, until))
        return _done(None)

    def reject(self, action: ActionId, reason: str = "") -> Future[str]:
        return self._decide("reject", action)

    def try_again(self, action: ActionId) -> Future[str]:
        return self._decide("try-again", action)

    def resolve(self, action: ActionId, *, moved: bool) -> Future[str]:
        return self._decide("moved" if moved else "not-moved", action)

    def _decide(self, verdict: str, action: ActionId) -> Future[str]:
        future: Future[str] = Future()
        if self.refusal is not None:
            future.set_exception(self.refusal)
            return future
        self.decided.append((verdict, action))
        future.set_result("queued")
        return future

    def keep_draft(self, draft: Draft) -> Future[None]:
        self.drafts.append(draft)
        return _done(None)

    def keep_begun(self, begun: Begun) -> Future[None]:
        others = tuple(each for each in self.view.begun if each.name != begun.name)
        self.view = msgspec.structs.replace(self.view, begun=(begun, *others) if begun.body else others)
        return _done(None)

    def read_media(self, media: MediaId) -> Future[bytes]:
        self.read.append(media)
        return self.reading or _done(b"%PDF-1.7")

    def fetch_media(self, media: MediaId) -> Future[None]:
        self.fetched.append(media)
        return _done(None)

    def leave_media(self, media: MediaId) -> Future[None]:
        self.left.append(media)
        return _done(None)

    def read_catalog(self) -> Future[None]:
        self.catalog_wanted += 1
        future: Future[None] = Future()
        if self.refusal is not None:
            future.set_exception(self.refusal)
        else:
            future.set_result(None)
        return future

    def save_media(self, media: MediaId, path: Path) -> Future[Path]:
        self.saved.append((media, path))
        return self.saving or _done(path)

    def read_journal(self, reading: JournalReading) -> Future[Journal]:
        self.readings.append(reading)
        self.journals.append((reading.month, Future()))
        return self.journals[-1][1]

    def save_journal(self, path: Path, journal: Journal, words: CsvWords) -> Future[Path]:
        self.saved_journals.append((path, b"".join(journal_csv.pieces(journal, words))))
        return self.saving or _done(path)

    def hand_over(self, name: str, mime: str, content: bytes) -> Future[MediaId]:
        self.handed_over.append((name, mime, content))
        return self.handing or _done(MediaId("m_" + "0" * 24))

    def save_bytes(self, path: Path, content: bytes) -> Future[Path]:
        self.saved_bytes.append((path, content))
        return self.saving or _done(path)

    def attach(self, conversation: ConversationId, path: Path) -> Future[Attachment]:
        return self._attach(conversation, path.name, b"x" * 1_400_000)

    def attach_bytes(self, conversation: ConversationId, name: str, content: bytes) -> Future[Attachment]:
        return self._attach(conversation, name, content)

    def bring_reply_file(self, path: Path) -> Future[ReplyFile]:
        self.brought.append(path)
        return self.bringing or _done(ReplyFile(media=MediaId("m_" + "1" * 24), name=path.name, size=120_000))

    def attach_reply_file(self, conversation: ConversationId, file: ReplyFile) -> Future[Attachment]:
        return self._attach(conversation, file.name, b"x" * file.size)

    def _attach(self, conversation: ConversationId, name: str, content: bytes) -> Future[Attachment]:
        future: Future[Attachment] = Future()
        if self.refusal is not None:
            future.set_exception(self.refusal)
            return future
        number = len(self.view.attachments) + 1
        ending = name.rpartition(".")[2]
        kind = {"png": "image", "mp3": "audio", "pdf": "document"}[ending]
        file = Attachment(
            id=MediaId(f"f_{number}"),
            conversation=conversation,
            name=name,
            mime=f"{kind}/{ending}",
            kind=kind,
            size=len(content),
            sha256="00",
            at=times.to_text(NOW),
            width=640 if kind == "image" else None,
            height=480 if kind == "image" else None,
        )
        self.view = msgspec.structs.replace(self.view, attachments=(*self.view.attachments, file))
        future.set_result(file)
        return future

    def leave_out(self, file: MediaId) -> Future[bool]:
        left = tuple(each for each in self.view.attachments if each.id != file)
        self.view = msgspec.structs.replace(self.view, attachments=left)
        return _done(True)

    def be_at(self, activities: tuple[Activity, ...]) -> Future[None]:
        self.activities.append(activities)
        return _done(None)

    def lock(self) -> Future[None]:
        self.locks += 1
        return _done(None)

    def hurry(self) -> Future[None]:
        return _done(None)


def item(action: AnyAction, state: str = "held", problem: Problem | None = None, hold: float = 10) -> Item:
    payment = getattr(action, "payment", None)
    return Item(
        id=action.id,
        kind=action.kind,
        state=state,
        body=encode_action(action),
        conversation=getattr(action, "conversation", None),
        targets=() if payment is None else (payment,),
        moves_money=action.moves_money,
        clicked_at=times.to_text(NOW),
        changed_at=times.to_text(NOW),
        hold_ends=times.to_text(NOW + timedelta(seconds=hold)) if state == "held" else None,
        problem=problem,
    )


class PretendDesk:
    """Everything a presenter needs, and a look at what it did."""

    def __init__(
        self,
        role: str = "agent",
        language: str = "en",
        drafts: tuple[TemplateDraft, ...] = (),
        replies: tuple[Reply, ...] = (),
    ) -> None:
        self.clock, self.reads = HandClock(), PretendReads()
        self.commands = PretendCommands(Actor(AgentId("a_jana"), "Jana", role))
        self.desk = Desk(
            reads=self.reads,
            commands=self.commands,
            clock=self.clock,
            ids=IdsInARow(),
            moments=Moments(language, UTC),
            catalogue=ShopCatalogue(self.reads),
            drafts=drafts,
            replies=replies,
        )
        self.clicks = Clicks(self.desk, Bell())


def _done(value: T) -> Future[T]:
    future: Future[T] = Future()
    future.set_result(value)
    return future
