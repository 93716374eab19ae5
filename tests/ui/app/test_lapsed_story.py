"""A request that nobody answers for a day: an agent's and a supervisor's desk beside one hub, the clock set by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from inbox.demo.control import Control
from inbox.desk.holds import HoldSettings
from inbox.domain.ids import ConversationId
from inbox.domain.payments import Payment
from inbox.domain.refunds import remaining
from inbox.domain.roles import Limits, Policy
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
from inbox.ui.models.timeline import EventLine, Item
from inbox.ui.panes.notices import Notices
from inbox.ui.theme.theme import Theme
from tests.ui.app.hands import Hands
from tests.ui.app.running_desk import RunningDesk, running_desk

WORDS = "Die Mühle kam kaputt an, ich hätte gern das Geld zurück."
KEY = "5a" * 32


class ClockAhead(SystemClock):
    """This machine's clock, set ``ahead`` by hand."""

    ahead = timedelta()

    def now(self):
        return super().now() + self.ahead


class Team:
    """A hub in this process, its platforms, and the clock they share with the desks."""

    def __init__(self, folder: Path, sandbox: SandboxServer) -> None:
        self.clock, self.folder = ClockAhead(), folder
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
        policy = Policy(limits={"agent": Limits(refund=1000), "supervisor": Limits()})
        self._engine = make_engine(core, SystemRandom(), Shop(policy=policy))
        return self._engine

    @contextmanager
    def desk(self, name: str, role: str, theme: Theme, language: str) -> Iterator[RunningDesk]:
        """Sit down at a desk of one's own."""
        token, holds = self.server.token(name, role), HoldSettings(refund=0.5)
        with running_desk(
            self.folder / name, KEY, self.server.url, token, theme, Bell(), holds, language, self.clock
        ) as desk:
            yield desk

    def a_day_passes(self) -> None:
        """Let a day go by for everybody, and the hub's upkeep come by as it does twice a minute."""
        self.clock.ahead += timedelta(hours=24, minutes=1)
        self.control.pass_time(24 * 3600 + 60)
        assert self._engine is not None
        self._engine.actions.lapse()

    def given_back(self, payment: Payment) -> list[int]:
        """Return what Stripe's books have of a payment's refunds."""
        return [one["amount"] for one in self.control.books()["refunds"].values() if one["charge"] == payment.charge]


def _bought(desk: RunningDesk, hands: Hands) -> tuple[ConversationId, Payment]:
    def look() -> tuple[ConversationId, Payment] | None:
        for chat in desk.reader.inbox("all"):
            for paid in desk.reader.payments(chat.conversation):
                if remaining(paid.payment) > 1000:
                    return chat.conversation, paid.payment
        return None

    return hands.until(look)


def _tells(hands: Hands, words: str) -> bool:
    def fits(item: Item) -> bool:
        return isinstance(item, EventLine) and words in "".join(span.text for span in item.spans)

    return any(fits(item) for item in hands.timeline.timeline.items)


def _card_words(hands: Hands, entry: str) -> str:
    card = hands.shown.widgets.panel.card(entry)
    return "" if card is None else hands.words_of(card)


def _bars(hands: Hands) -> str:
    bars = hands.shown.widgets.window.findChild(Notices)
    return hands.words_of(bars) if bars is not None and bars.isVisible() else ""


def test_whoever_asked_hears_that_it_lapsed_and_asks_again_and_the_supervisors_card_goes(
    tmp_path: Path, qapp: QApplication, theme: Theme
) -> None:
    with SandboxServer() as sandbox:
        team = Team(tmp_path, sandbox)
        with (
            closing(team.control),
            team.server,
            team.desk("Tom", "agent", theme, "en") as toms,
            team.desk("Sue", "supervisor", theme, "en") as sues,
        ):
            tom, sue = Hands(toms.shown), Hands(sues.shown)
            tom.until(lambda: toms.engine.view.status.online and sues.engine.view.status.online)
            team.control.say("thu", WORDS)
            chat, paid = _bought(toms, tom)
            for hands in (tom, sue):
                hands.choose(chat)

            # Tom may not give back so much alone: his click asks, and Sue's desk shows it.
            tom.click_refund(paid.id)
            section = sue.until(lambda: _approvals(sue))
            asked = next(iter(section))
            card = sue.until(lambda: sue.shown.widgets.panel.card(asked))
            assert "Tom asks: refund" in sue.words_of(card)
            tom.until(lambda: _tells(tom, "above the limit for one person"))
            assert _bars(tom) == ""

            # Nobody answers for a day: her card goes, he is told wherever he is, and the chat keeps it.
            team.a_day_passes()
            sue.until(lambda: sue.shown.widgets.panel.card(asked) is None)
            sue.until(lambda: _tells(sue, "Tom's refund of"))
            tom.until(lambda: "was not approved in time, so nothing was refunded" in _bars(tom))
            tom.until(lambda: _tells(tom, "Ask again if it is still wanted"))
            tom.until(lambda: "ask again if it is still wanted" in _card_words(tom, paid.id))
            assert team.given_back(paid) == []

            # He asks again, the bar goes, she approves, and it happens once.
            tom.click_refund(paid.id)
            again = next(iter(sue.until(lambda: _approvals(sue))))
            assert again != asked
            tom.until(lambda: _bars(tom) == "")
            sue.click_button(sue.until(lambda: sue.shown.widgets.panel.card(again)), "Approve")
            tom.until(lambda: team.given_back(paid) == [remaining(paid)])
            tom.until(lambda: tom.split(paid.id) is None)



def _approvals(hands: Hands) -> list[str]:
    """Return the requests that can be decided at this desk."""
    sections = hands.shown.panel.state.sections
    return [entry.id for section in sections if section.id == "approvals" for entry in section.entries]
