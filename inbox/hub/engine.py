"""Everything behind the API that acts: the action engines on their threads, the hooks on what comes in, and the jobs.

Made by ``make_engine`` for one hub before it serves and started by ``HubServer`` after; the composition root chooses the
shop's settings.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from datetime import timedelta

from inbox.domain import times
from inbox.domain.events import Event
from inbox.domain.ids import ConversationId
from inbox.domain.journal import Line
from inbox.domain.ports import Random
from inbox.domain.send_actions import SENDS
from inbox.domain.terms import Terms
from inbox.hub import read_budget, retention
from inbox.hub.action_runner import ActionRunner, Step
from inbox.hub.actions import Actions
from inbox.hub.backfill import BackfillJob
from inbox.hub.blocks import BlockEngine
from inbox.hub.catalog import CatalogMirror
from inbox.hub.catalog_pictures import CatalogPictures, FetchPictures
from inbox.hub.catalog_sources import STRIPE, WHATSAPP, Source, StripePrices, WhatsAppCatalog
from inbox.hub.catchup import CatchUp
from inbox.hub.core import HubCore
from inbox.hub.credit_notes import CreditNoteEngine
from inbox.hub.customer_links import LinkEngine
from inbox.hub.details import Details
from inbox.hub.dispute_work import KINDS as DISPUTE_KINDS
from inbox.hub.dispute_work import DisputeEngine
from inbox.hub.invoice_book import InvoiceBook
from inbox.hub.invoice_sends import InvoiceEngine
from inbox.hub.jobs import Job, JobThread
from inbox.hub.journal import Journals
from inbox.hub.link_ends import LinkEnds
from inbox.hub.media_fetch import MediaFetch
from inbox.hub.metrics import Sample
from inbox.hub.number_check import NumberCheck
from inbox.hub.plans import Plans
from inbox.hub.redecode import Redecode
from inbox.hub.refresh import Refresh
from inbox.hub.refunds import RefundEngine
from inbox.hub.registration import Registration
from inbox.hub.request_closing import ClosingEngine
from inbox.hub.requests import RequestEngine
from inbox.hub.send_messages import Counter
from inbox.hub.send_pace import Pace
from inbox.hub.send_settle import StatusHook
from inbox.hub.sends import SendEngine
from inbox.hub.shop import Shop, terms_of
from inbox.hub.stripe_hook import StripeHook, Unclear
from inbox.hub.subscription_sweep import SubscriptionSweep
from inbox.hub.subscription_work import SubscriptionEngine
from inbox.hub.tables import HubTables
from inbox.hub.template_mirror import TemplateMirror
from inbox.hub.template_submit import SubmitEngine
from inbox.hub.watch import Watch
from inbox.platforms.stripe.client import StripeClient
from inbox.platforms.whatsapp.client import WhatsAppClient

_UPKEEP_SECONDS = 30.0
_SENDING_KINDS = (*SENDS, "deliver", "mark_read")
_BY_THE_SHOP = ("message.sent", "message.echoed", "message.corrected")
_ADDRESS = b"://"
"""In a message of the shop's it may be that of a payment page of which more is to be known."""


class HubEngine:
    """The engine of one hub."""

    def __init__(self, core: HubCore, random: Random, shop: Shop) -> None:
        self._core = core
        self._skew: int | None = None
        settings = core.settings
        self._terms = terms_of(shop, settings)
        self._stripe = None if settings.stripe is None else StripeClient(settings.stripe, heard=self._heard)
        self._whatsapp = None if settings.whatsapp is None else WhatsAppClient(settings.whatsapp)
        self._catchup: CatchUp | None = None
        self._backfill: BackfillJob | None = None
        self._threads: list[JobThread] = []
        self._journals = Journals(core.store, self._stripe, core.clock, shop.zone)
        self._unclear = Unclear()
        self._details = Details()
        steps: dict[str, Step] = {}
        self._actions = Actions(core.store, core.writer, steps, shop.policy, self._stripe)
        self._counter = Counter(
            merchant=shop.merchant,
            language=shop.page.language,
            channel=None if settings.whatsapp is None else settings.whatsapp.phone_number_id,
            catalog=None if settings.whatsapp is None else settings.whatsapp.catalog_id,
        )
        steps.update(self._stripe_steps(random, shop))
        steps.update(self._chat_steps(shop))
        core.decoding.on_status.append(StatusHook(self._counter))
        core.decoding.on_stripe.append(StripeHook(self._actions.ready, self._unclear, self._details))
        self._plans = Plans(core.writer, shop.policy, self._actions.ready)
        self._runner = ActionRunner(self._actions.step, self._actions.lane_of, core.clock)
        self._catalog = self._mirror()
        core.decoding.on_unknown.append(self._catalog.hear)
        self._templates = None if self._whatsapp is None else TemplateMirror(core.writer, self._whatsapp, core.clock)
        self._number = None if self._whatsapp is None else NumberCheck(core.writer, self._whatsapp, core.clock)
        if self._templates is not None and self._number is not None:
            core.decoding.on_unknown += [self._templates.hear, self._number.hear]
        self._threads = [JobThread(name, jobs, core.clock) for name, jobs in self._jobs() if jobs]
        core.writer.on_unclear(self._unclear.add)
        core.writer.on_commit(self._committed)
        core.metrics.add("tresen_stripe_reads_month", "gauge", "Reads at Stripe this month.", self._reads_of_month)
        allotted = "Reads at Stripe a month that this account has, as far as its payments are known."
        core.metrics.add("tresen_stripe_reads_allotted", "gauge", allotted, self._reads_allotted)

    @property
    def actions(self) -> Actions:
        """What the API's routes call."""
        return self._actions

    @property
    def terms(self) -> Terms:
        """What the shop has settled, without its team."""
        return self._terms

    def start(self) -> None:
        """Take up what is unfinished, and the jobs."""
        self._runner.submit(self._actions.recover())
        self._runner.start()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End the threads, started or not; what is unfinished stays as it is."""
        for thread in self._threads:
            thread.end()
        self._runner.stop()
        for thread in self._threads:
            thread.join()
        for client in (self._stripe, self._whatsapp):
            if client is not None:
                client.close()

    def read_catalog(self) -> None:
        """Have the shop's products listed anew, soon."""
        self._catalog.want()
        for thread in self._threads:
            thread.nudge("catalog")

    def journal(self, month: str) -> Generator[Line, None, None]:
        """Return the money journal of a month, read as its lines are taken; HttpProblem for no month."""
        return self._journals.read(month)

    @property
    def backfill(self) -> BackfillJob | None:
        """What fetches older money; None without Stripe."""
        return self._backfill

    def stripe_as_of(self) -> str:
        """Return up to when everything Stripe has to tell was heard (RFC 3339), empty while nobody knows."""
        heard = None if self._catchup is None else self._catchup.as_of
        return "" if heard is None else times.to_text(heard)

    def clock_skew(self) -> int | None:
        """Return the seconds our clock is ahead of Stripe's, None while nobody knows."""
        return self._skew

    def _stripe_steps(self, random: Random, shop: Shop) -> dict[str, Step]:
        core, stripe, ready = self._core, self._stripe, self._actions.ready
        if stripe is None:
            return {}
        board = core.presence
        refunds = RefundEngine(
            core.writer, stripe, core.clock, random, ready, shop.policy, shop.zone, lambda: board.present
        )
        return {
            "refund": refunds.step,
            "request_payment": RequestEngine(core.writer, stripe, random, ready, shop.page).step,
            "cancel_payment_request": ClosingEngine(core.writer, stripe, random).step,
            "change_subscription": SubscriptionEngine(
                core.writer, stripe, random, ready, shop.policy, self._unclear.add
            ).step,
            "credit_note": CreditNoteEngine(core.writer, stripe, random).step,
            "send_invoice": InvoiceEngine(core.writer, stripe, core.media, random, ready).step,
            "link_customer": LinkEngine(core.writer, stripe, random).step,
            **dict.fromkeys(DISPUTE_KINDS, DisputeEngine(core.writer, stripe, random, core.media.read, shop.policy).step),
        }

    def _chat_steps(self, shop: Shop) -> dict[str, Step]:
        core = self._core
        if self._whatsapp is None:
            return {}
        settings = core.settings.whatsapp
        pace = Pace(core.clock) if settings is None else Pace(core.clock, settings.per_second)
        sends = SendEngine(core.writer, self._whatsapp, core.media, pace, self._counter, shop.policy)
        blocks = BlockEngine(core.writer, self._whatsapp)
        submits = SubmitEngine(core.writer, self._whatsapp)
        return {**dict.fromkeys(_SENDING_KINDS, sends.step), "block": blocks.step, "submit_template": submits.step}

    def _jobs(self) -> Iterable[tuple[str, dict[str, Job]]]:
        core, stripe, whatsapp = self._core, self._stripe, self._whatsapp
        if stripe is not None:
            secrets = core.settings.stripe.webhook_secrets if core.settings.stripe is not None else ()
            catchup = CatchUp(core.store, core.writer, stripe, core.clock, webhooks=bool(secrets))
            self._catchup = catchup
            watch = Watch(core.store, core.writer, stripe, core.clock, self._actions.ready, self._unclear, self._details)
            refresh = Refresh(
                core.store, core.writer, stripe, core.clock, lambda: catchup.is_allowed, lambda: self._nudge("refresh")
            )
            core.presence.on_looked = self._looked(refresh, catchup)
            self._backfill = BackfillJob(
                core.store, core.writer, stripe, core.clock, lambda: self._nudge("backfill")
            )
            yield "hub-backfill", {"backfill": self._backfill.run}
            sweep = SubscriptionSweep(core.writer, stripe)
            book = InvoiceBook(core.store, core.writer, stripe)
            jobs = {"catchup": catchup.run, "refresh": refresh.run, "watch": watch.run, "subscriptions": sweep.run}
            ends = LinkEnds(core.store, core.writer, stripe, core.clock)
            yield "hub-stripe-jobs", {**jobs, "invoices": book.run, "link-ends": ends.run}
        if whatsapp is not None:
            media = MediaFetch(core.store, core.writer, core.media, whatsapp, core.clock)
            yield "hub-media-jobs", {"media": media.run}
        if stripe is not None or whatsapp is not None:
            # Apart from the others: a long list must keep neither a file nor a refund waiting.
            lists = {} if self._templates is None else {"templates": self._templates.run}
            number = {} if self._number is None else {"number": self._number.run}
            yield "hub-catalog-jobs", {"catalog": self._catalog.run, **lists, **number}
        yield "hub-plans", {"plans": self._plans.run}
        again = Redecode(core.writer, core.decoding)
        yield "hub-upkeep", {"upkeep": self._upkeep, "redecode": again.run, **self._registration()}

    def _looked(self, refresh: Refresh, catchup: CatchUp) -> Callable[[ConversationId], None]:
        """Return what is done when somebody opens a chat: its money is brought up to date. Called on the event loop."""

        def looked(conversation: ConversationId) -> None:
            refresh.want(conversation)
            if catchup.is_stale():
                self._nudge("catchup")

        return looked

    def _nudge(self, name: str) -> None:
        for thread in self._threads:
            thread.nudge(name)

    def _mirror(self) -> CatalogMirror:
        core, stripe, whatsapp = self._core, self._stripe, self._whatsapp
        sources: list[Source] = [] if stripe is None else [StripePrices(stripe)]
        clients: dict[str, FetchPictures] = {} if stripe is None else {STRIPE: stripe}
        if whatsapp is not None:
            sources.insert(0, WhatsAppCatalog(whatsapp, self._counter.catalog))
            clients[WHATSAPP] = whatsapp
        pictures = CatalogPictures(core.store, core.writer, core.media, clients, core.clock)
        return CatalogMirror(core.store, core.writer, core.clock, sources, pictures)

    def _registration(self) -> dict[str, Job]:
        """Where the platforms reach this hub: at its public address, or, where both are pretended, at its own."""
        settings = self._core.settings
        whatsapp, stripe = settings.whatsapp, settings.stripe
        pretend_whatsapp = whatsapp is not None and whatsapp.is_test
        pretend_stripe = stripe is not None and stripe.url is not None
        url = settings.public_url or (self._core.url if pretend_whatsapp or pretend_stripe else None)
        if url is None:
            return {}
        tell_whatsapp = self._whatsapp if settings.public_url is not None or pretend_whatsapp else None
        token = None if whatsapp is None else whatsapp.verify_token
        tell_stripe = self._stripe if pretend_stripe else None
        return {"registration": Registration(url, tell_whatsapp, token, tell_stripe).run}

    def _upkeep(self) -> float:
        """Let approvals lapse and old deliveries go."""
        self._actions.lapse()
        before = self._core.clock.now() - timedelta(days=self._core.settings.raw_days)
        gone = self._core.writer.run(lambda tx: retention.forget_deliveries(tx, before))
        return 0.0 if gone else _UPKEEP_SECONDS

    def _committed(self, events: Sequence[Event]) -> None:
        """On the writer's thread after each commit with events: wake whoever has something to do now."""
        ready = self._actions.take_ready()
        if ready:
            self._runner.submit(ready)
        may_ask = any(event.type in _BY_THE_SHOP and _ADDRESS in bytes(event.body) for event in events)
        is_about_plans = any(self._plans.hears(event) for event in events)
        for thread in self._threads:
            thread.nudge("media")
            if is_about_plans:
                thread.nudge("plans")
            if ready:
                thread.nudge("catchup")
            if may_ask or self._unclear or self._details:
                thread.nudge("watch")
            if self._catalog.is_wanted:
                thread.nudge("catalog")
            if self._templates is not None and self._templates.was_told:
                thread.nudge("templates")
            if self._number is not None and self._number.was_told:
                thread.nudge("number")

    def _heard(self, date: int) -> None:
        if date:
            self._skew = times.to_unix(self._core.clock.now()) - date

    def _reads_of_month(self, hub: HubTables) -> list[Sample]:
        return [Sample(read_budget.used(hub, self._core.clock.now()))]

    def _reads_allotted(self, hub: HubTables) -> list[Sample]:
        return [Sample(read_budget.allotted(hub, self._core.clock.now()))]


def make_engine(core: HubCore, random: Random, shop: Shop | None = None) -> HubEngine:
    """Make the engine of a hub and register its hooks and metrics."""
    return HubEngine(core, random, shop or Shop())
