"""A hub in this process with desks beside it, all on one clock that is set by hand: days pass in a moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from inbox.demo.control import Control
from inbox.desk.holds import HoldSettings
from inbox.desk.ports import Listing
from inbox.domain.ids import ConversationId
from inbox.domain.payments import Payment
from inbox.domain.refunds import remaining
from inbox.domain.roles import Policy
from inbox.hub import ingest
from inbox.hub.core import HubCore, HubPlace
from inbox.hub.decode import Decoder
from inbox.hub.engine import HubEngine, make_engine
from inbox.hub.server import HubServer
from inbox.hub.shop import Shop
from inbox.platforms.stripe import decode as stripe
from inbox.platforms.whatsapp import decode as whatsapp
from inbox.sandbox.server import SandboxServer
from inbox.system.clock import SystemClock, SystemIds, SystemRandom
from inbox.system.secrets import Secret
from inbox.system.settings import hub_settings
from inbox.ui.app.desk_app import Bell
from inbox.ui.theme.theme import Theme
from tests.ui.app.hands import Hands
from tests.ui.app.running_desk import RunningDesk, running_desk

KEY = "5a" * 32


class ClockAhead(SystemClock):
    """This machine's clock, set ``ahead`` by hand."""

    ahead = timedelta()

    def now(self) -> datetime:
        return super().now() + self.ahead


class Team:
    """A hub in this process, its platforms, and the clock they share with the desks."""

    def __init__(self, folder: Path, sandbox: SandboxServer, policy: Policy | None = None) -> None:
        self.clock, self.folder = ClockAhead(), folder
        self._policy = policy or Policy()
        settings = hub_settings(sandbox.environment(), folder / "hub" / "hub.db")
        assert settings.whatsapp is not None
        decoders = {
            ingest.WHATSAPP: Decoder(whatsapp.tell, settings.whatsapp.phone_number_id),
            ingest.STRIPE: Decoder(stripe.tell),
        }
        self._engine: HubEngine | None = None
        (folder / "hub").mkdir()
        place = HubPlace(folder / "hub", Secret(KEY))
        self.server = HubServer(place, settings, self.clock, SystemIds(), decoders, self._make)
        self.control = Control(sandbox.url)

    def _make(self, core: HubCore) -> HubEngine:
        self._engine = make_engine(core, SystemRandom(), Shop(policy=self._policy))
        return self._engine

    @contextmanager
    def desk(self, name: str, role: str, theme: Theme, language: str) -> Iterator[RunningDesk]:
        """Sit down at a desk of one's own."""
        token, holds = self.server.token(name, role), HoldSettings(refund=0.5)
        with running_desk(
            self.folder / name, KEY, self.server.url, token, theme, Bell(), holds, language, self.clock
        ) as desk:
            yield desk

    def wait(self, time: timedelta) -> None:
        """Let some time go by for everybody."""
        self.clock.ahead += time
        self.control.pass_time(round(time.total_seconds()))

    def a_day_passes(self) -> None:
        """Let a day go by for everybody, and the hub's upkeep come by as it does twice a minute."""
        self.wait(timedelta(hours=24, minutes=1))
        assert self._engine is not None
        self._engine.actions.lapse()

    def given_back(self, payment: Payment) -> list[int]:
        """Return what Stripe's books have of a payment's refunds."""
        return [one["amount"] for one in self.control.books()["refunds"].values() if one["charge"] == payment.charge]


def bought(desk: RunningDesk, hands: Hands) -> tuple[ConversationId, Payment]:
    """Return the chat of somebody who has bought something, and what was paid."""

    def look() -> tuple[ConversationId, Payment] | None:
        for chat in desk.reader.inbox(Listing("all")):
            for paid in desk.reader.payments(chat.conversation):
                if remaining(paid.payment) > 1000:
                    return chat.conversation, paid.payment
        return None

    return hands.until(look)
