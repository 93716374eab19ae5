"""A hub's core without threads or HTTP over a real encrypted file, with the pretend platforms beside it."""

from __future__ import annotations

import heapq
import json
import uuid
from collections.abc import Callable
from pathlib import Path

import msgspec

from inbox.domain import times
from inbox.domain.events import Event, MessageBody, NewEvent
from inbox.domain.ids import ActionId, ConversationId, MessageId
from inbox.domain.messages import Contact, Message
from inbox.domain.roles import Actor, Policy
from inbox.domain.send_actions import SENDS
from inbox.hub import action_rows, log
from inbox.hub.action_rows import Record
from inbox.hub.actions import Actions, ActionView, after_restore
from inbox.hub.blocks import BlockEngine
from inbox.hub.catchup import CatchUp
from inbox.hub.credit_notes import CreditNoteEngine
from inbox.hub.customer_links import LinkEngine
from inbox.hub.decode import Decoder, DecodeStep
from inbox.hub.details import Details
from inbox.hub.dispute_work import KINDS as DISPUTE_KINDS
from inbox.hub.dispute_work import DisputeEngine
from inbox.hub.invoice_book import InvoiceBook
from inbox.hub.invoice_sends import InvoiceEngine
from inbox.hub.link_ends import LinkEnds
from inbox.hub.media import MediaStore
from inbox.hub.plans import Plans
from inbox.hub.refunds import RefundEngine
from inbox.hub.request_closing import ClosingEngine
from inbox.hub.requests import RequestEngine
from inbox.hub.send_messages import Counter
from inbox.hub.send_pace import Pace
from inbox.hub.send_settle import StatusHook
from inbox.hub.sends import SendEngine
from inbox.hub.store import HubStore
from inbox.hub.stripe_hook import StripeHook, Unclear
from inbox.hub.subscription_sweep import SubscriptionSweep
from inbox.hub.subscription_work import SubscriptionEngine
from inbox.hub.template_submit import SubmitEngine
from inbox.hub.watch import Watch
from inbox.hub.writer import InlineWriter
from inbox.platforms.stripe import decode as stripe_decode
from inbox.platforms.stripe.bodies import Page
from inbox.platforms.whatsapp import decode as whatsapp_decode
from inbox.store.state import mirror
from tests.hub.actions.clocks import CountedIds, Half, HandClock
from tests.hub.actions.meta import Meta
from tests.hub.actions.stripe_world import StripeWorld

KEY = "5a" * 32
ANNA = Actor("a_anna", "Anna", "agent")
BEN = Actor("a_ben", "Ben", "agent")
SUE = Actor("a_sue", "Sue", "supervisor")
OLA = Actor("a_ola", "Ola", "owner")
EVA = "4915112345678"
COUNTER = Counter(merchant="Rösterei Nordlicht", channel="1066", catalog="551")


_EMPTY: dict[str, bytes] = {}
"""The files of a new hub, made once and copied, because making tables takes most of a short test."""


class PowerCut(BaseException):
    """The machine loses power here; nothing in the hub may catch it."""


class CutWriter(InlineWriter):
    """A writer that tells before and after every commit of a job, so that power can be lost there."""

    def __init__(self, store: HubStore, cut: Callable[[str], None]) -> None:
        super().__init__(store)
        self._cut = cut

    def run(self, job):
        self._cut("before commit")
        result = super().run(job)
        self._cut("after commit")
        return result


class Hub:
    """Lives of a hub over one file; ``restart`` ends one and begins the next. The platforms live on."""

    def __init__(self, folder: Path, policy: Policy | None = None) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.policy = policy or Policy()
        self.clock = HandClock()
        self.stripe = StripeWorld(self.clock)
        self.meta = Meta()
        self.ids = CountedIds()
        self.cut: Callable[[str], None] = lambda place: None
        """Called at every place where power can be lost; a test may raise ``PowerCut`` there."""
        for wire in (self.stripe.wire, self.meta):
            wire.cut = lambda request: self.cut(f"before {request.method} {request.url.path}")
            wire.after = lambda request: self.cut(f"after {request.method} {request.url.path}")
        for name, content in _EMPTY.items():
            (folder / name).write_bytes(content)
        self.open()
        if not _EMPTY:
            self.close()
            _EMPTY.update({name: (folder / name).read_bytes() for name in ("hub.db", "media.db")})
            self.open()

    def open(self) -> None:
        self.store = HubStore.open(self.folder, None, KEY, self.clock, self.ids)
        self.writer = CutWriter(self.store, lambda place: self.cut(place))
        self.media = MediaStore.open(self.folder / "media.db", KEY, self.ids)
        self.decoding = DecodeStep(
            {
                "stripe": Decoder(stripe_decode.tell),
                "whatsapp": Decoder(whatsapp_decode.tell, "1066"),
            }
        )
        self.writer.decode_with(self.decoding)
        self.unclear = Unclear()
        self.writer.on_unclear(self.unclear.add)
        self.details = Details()
        self.due: list[tuple[float, int, ActionId]] = []
        self._count = 0
        steps = {}
        self.actions = Actions(self.store, self.writer, steps, self.policy, self.stripe.client)
        steps.update(self._steps())
        self.decoding.on_status.append(StatusHook(COUNTER))
        self.decoding.on_stripe.append(StripeHook(self.actions.ready, self.unclear, self.details))
        self.catchup = CatchUp(self.store, self.writer, self.stripe.client, self.clock, webhooks=False)
        self.invoices = InvoiceBook(self.store, self.writer, self.stripe.client)
        ready = self.actions.ready
        self.plans = Plans(self.writer, self.policy, ready)
        self.sweep = SubscriptionSweep(self.writer, self.stripe.client)
        self.offers = LinkEnds(self.store, self.writer, self.stripe.client, self.clock)
        self.watch = Watch(self.store, self.writer, self.stripe.client, self.clock, ready, self.unclear, self.details)

    def _steps(self):
        writer, stripe, ready = self.writer, self.stripe.client, self.actions.ready
        sends = self.send_engine(COUNTER)
        return {
            "refund": RefundEngine(writer, stripe, self.clock, Half(), ready, self.policy).step,
            "request_payment": RequestEngine(writer, stripe, Half(), ready, Page()).step,
            "cancel_payment_request": ClosingEngine(writer, stripe, Half()).step,
            "credit_note": CreditNoteEngine(writer, stripe, Half()).step,
            "send_invoice": InvoiceEngine(writer, stripe, self.media, Half(), ready).step,
            "link_customer": LinkEngine(writer, stripe, Half()).step,
            "change_subscription": SubscriptionEngine(
                writer, stripe, Half(), ready, self.policy, self.unclear.add
            ).step,
            "block": BlockEngine(writer, self.meta.client).step,
            **dict.fromkeys(DISPUTE_KINDS, DisputeEngine(writer, stripe, Half(), self.media.read, self.policy).step),
            "submit_template": SubmitEngine(writer, self.meta.client).step,
            **dict.fromkeys((*SENDS, "deliver", "mark_read"), sends.step),
        }

    def send_engine(self, counter: Counter) -> SendEngine:
        return SendEngine(self.writer, self.meta.client, self.media, Pace(self.clock), counter, self.policy)

    def close(self) -> None:
        self.writer.stop()
        self.media.close()
        self.store.close()

    def restart(self) -> None:
        """End as after a power cut and begin again, taking up what is unfinished."""
        self.close()
        self.open()
        self._queue(self.actions.recover())

    def copy(self) -> dict[str, bytes]:
        """Return the hub's files as a backup would have them."""
        self._queue(self.actions.take_ready())  # who was told to go on goes on: a backup stops no hub
        due = self.due
        self.close()
        files = {path.name: path.read_bytes() for path in self.folder.iterdir()}
        self.open()
        self.due = due
        return files

    def restore(self, files: dict[str, bytes]) -> None:
        """Put a backup in the place of the files, and begin a life with it."""
        self.close()
        for path in self.folder.iterdir():
            path.unlink()
        for name, content in files.items():
            (self.folder / name).write_bytes(content)
        self.open()
        self.writer.run(after_restore)
        self._queue(self.actions.recover())

    # What agents do

    def post(self, actor: Actor, wish: dict) -> ActionView:
        """Post an action as a desk would; it then waits for its first step."""
        view = self.actions.post(actor, json.dumps(wish).encode())
        self._queue(self.actions.take_ready())
        return view

    def do(self, actor: Actor, wish: dict) -> Record:
        """Post an action and let everything come to rest."""
        self.post(actor, wish)
        self.rest()
        return self.record(wish["id"])

    def record(self, action: str) -> Record:
        found = self.writer.run(lambda tx: action_rows.find(tx.hub, ActionId(action)))
        assert found is not None
        return found

    # What the runner does

    def _queue(self, actions: list[ActionId], at: float | None = None) -> None:
        for action in actions:
            self._count += 1
            heapq.heappush(self.due, (self.clock.monotonic() if at is None else at, self._count, action))

    def turn(self) -> bool:
        """Give the next action one step, letting its wait pass; False when nothing waits."""
        self._queue(self.actions.take_ready())
        if not self.due:
            return False
        at, _, action = heapq.heappop(self.due)
        self.clock.pass_time(max(0.0, at - self.clock.monotonic()))
        wait = self.actions.step(action)
        if wait is not None:
            self._queue([action], self.clock.monotonic() + wait / 1000)
        return True

    def rest(self, limit: int = 2000) -> None:
        for _ in range(limit):
            if not self.turn():
                return
        raise AssertionError("the actions do not come to rest")

    def pass_time(self, seconds: float) -> None:
        """Let time pass and the plans' job look, as its thread does when something is due."""
        self.clock.pass_time(seconds)
        while self.plans.run() == 0.0:
            pass
        self.rest()
        self.plans.run()

    # What happens outside

    def customer_writes(self, wa_id: str = EVA, text: str = "Hallo") -> ConversationId:
        """Let a customer say something now; returns the conversation."""
        at = times.to_text(self.clock.now())
        conversation = ConversationId("c_" + uuid.uuid5(uuid.NAMESPACE_OID, wa_id).hex[:24])
        name = MessageId(f"wamid.in{self.ids.token(6)}")
        said = Message(id=name, kind="text", at=at, direction="in", channel="1066", text=text)
        body = MessageBody(said, Contact(wa_id=wa_id))
        self.writer.run(lambda tx: tx.append([NewEvent("message.received", "whatsapp", at, body, conversation)]))
        return conversation

    def deliver(self) -> None:
        """Deliver every webhook of Stripe's that waits."""
        waiting, self.stripe.mail.waiting = self.stripe.mail.waiting, []
        for body in waiting:
            self.writer.deliver("stripe", json.loads(body)["id"].encode(), body)
        self._queue(self.actions.take_ready())

    def status(self, place: int, status: str = "sent", code: int | None = None) -> None:
        """Deliver the webhook of a status of the message Meta took at ``place``."""
        body = self.meta.status(place, status, code)
        self.writer.deliver("whatsapp", body, body)

    def events(self, kind: str | None = None) -> list[Event]:
        with self.store.reader() as reader:
            rows = [msgspec.json.decode(row, type=Event) for row in log.read_events(reader.hub, 0, 100_000)]
        return [row for row in rows if kind in (None, row.type)]

    def mirrored(self, kind, name: str):
        """Return what the hub's state knows of a Stripe object."""
        with self.store.reader() as reader:
            (found,) = mirror.read(reader.state, kind, [name])
        return found

    def knows(self, kind, name: str) -> bool:
        """Tell whether the hub's state has heard of a Stripe object."""
        with self.store.reader() as reader:
            return bool(mirror.read(reader.state, kind, [name]))

    def bodies(self, kind: str) -> list[dict]:
        return [json.loads(bytes(event.body)) for event in self.events(kind)]


def wish(kind: str, **more) -> dict:
    return {"id": str(uuid.uuid4()), "kind": kind, **more}


def refund(payment: str, amount: int = 2490, **more) -> dict:
    return wish(
        "refund", payment=payment, amount=amount, currency="eur", **{"conversation": None, "reason": "damaged", **more}
    )
