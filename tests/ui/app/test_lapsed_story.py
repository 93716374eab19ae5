"""A request that nobody answers for a day: an agent's and a supervisor's desk beside one hub, the clock set by hand."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QApplication

from inbox.domain.refunds import remaining
from inbox.domain.roles import Limits, Policy
from inbox.sandbox.server import SandboxServer
from inbox.ui.models.timeline import EventLine, Item
from inbox.ui.panes.notices import Notices
from inbox.ui.theme.theme import Theme
from tests.ui.app.hands import Hands
from tests.ui.app.team import Team, bought

WORDS = "Die Mühle kam kaputt an, ich hätte gern das Geld zurück."
LIMITS = Policy(limits={"agent": Limits(refund=1000), "supervisor": Limits()})


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
        team = Team(tmp_path, sandbox, LIMITS)
        with (
            closing(team.control),
            team.server,
            team.desk("Tom", "agent", theme, "en") as toms,
            team.desk("Sue", "supervisor", theme, "en") as sues,
        ):
            tom, sue = Hands(toms.shown), Hands(sues.shown)
            tom.until(lambda: toms.engine.view.status.online and sues.engine.view.status.online)
            team.control.say("thu", WORDS)
            chat, paid = bought(toms, tom)
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
